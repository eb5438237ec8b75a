"""The register: every person the index may list, how each is filed, and the names that lead to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from book.model.book import Book
from book.model.index import Person
from book.people.credits import Named, Words, identity
from book.people.faults import Faults
from book.people.headings import FiledName, file_name, short_forms
from book.people.letters import tidy, words_of
from book.people.people_file import PeopleFile, PersonTable
from book.people.sorting import sort_key
from book.problems import Problems, Source
from book.store import key_of
from book.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Entrant:
    """A person or group of the register; `short` are the ways prose says the surname alone.

    `fixed` tells that the writer gave the heading; `listed` that only people.toml names the person so far.
    """

    person: Person
    source: Source
    short: tuple[str, ...] = ()
    variant: str = ""
    doubt: str = ""
    group: bool = False
    fixed: bool = False
    listed: bool = False


@dataclass(slots=True)
class Register:
    """Everybody by name, and what names mean.

    `leads` maps the words of a name that is not an entrant's own to those it means (an alias, a `see`, a
    group); `split` the words of a shared name to its bearers by chapter id; `credited` a chapter id to its
    people in the order of its credits; `together` are people of one credit of one chapter.
    """

    entrants: dict[str, Entrant] = field(default_factory=dict)
    names: dict[Words, str] = field(default_factory=dict)
    leads: dict[Words, tuple[str, ...]] = field(default_factory=dict)
    split: dict[Words, dict[str, str]] = field(default_factory=dict)
    credited: dict[str, tuple[str, ...]] = field(default_factory=dict)
    roles: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)
    """Chapter id and person → the keys of the credits that name them."""
    homes: dict[str, set[str]] = field(default_factory=dict)
    together: list[tuple[str, ...]] = field(default_factory=list)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    references: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Heading of a see-entry that the writer asked for → names it leads to."""
    standing: tuple[str, ...] = ()
    """Those who may have an entry: entrants that are neither led elsewhere nor split."""
    shapes: dict[Words, str] = field(default_factory=dict)
    """The words of a name → the name as it was typed first."""
    ignored: frozenset[Words] = frozenset()

    def meant(self, words: Words, chapter: str = "") -> tuple[str, ...]:
        """Return whom the words of a whole name mean in a chapter; () for nobody known."""
        if words in self.ignored:
            return ()
        if words in self.split:
            bearer = self.split[words].get(chapter)
            return (bearer,) if bearer else ()
        if words in self.leads:
            return self.leads[words]
        name = self.names.get(words)
        return (name,) if name else ()


def make_register(
    book: Book, named: Named, file: PeopleFile, problems: Problems, filed_before: Ledger | None = None
) -> Register:
    """Return the register of a book; faults of people.toml are reported, and used as far as they make sense.

    `filed_before` holds how names were filed by rule in earlier builds.
    """
    register = Register(ignored=frozenset(identity(name) for name in file.ignored_people))
    faults = Faults(book, file, problems)
    tables = {identity(name): table for name, table in sorted(file.people.items())}
    filer = _Filer(register, tables, file, book.settings.language, filed_before)
    for words, name in named.credited.items():
        filer.enter(words, name, named.places[words])
    for words, table in tables.items():
        filer.enter(words, table.name, table.source, listed=True)
    for name, group in file.groups.items():
        for member in (*group.members,):
            filer.enter(identity(member), member, group.sources["members"], listed=True)
        register.groups[name] = ()
    for meant in file.surnames:
        filer.enter(identity(meant.person), meant.person, meant.source, listed=True)
    _aliases(register, tables, named, faults)
    _marked(register, named, file, filer)
    _splits(register, tables, filer, faults)
    _sees(register, tables, file, faults)
    _groups(register, file, faults)
    _settle(register)
    _credited(register, named, faults)
    register.standing = tuple(name for name in register.entrants if register.meant(identity(name)) == (name,))
    faults.same_heading(
        (entrant.person.name, entrant.person.heading, _heading_place(entrant, tables))
        for name, entrant in register.entrants.items()
        if register.meant(identity(name)) == (name,)
    )
    return register


def _heading_place(entrant: Entrant, tables: dict[Words, PersonTable]) -> Source:
    table = tables.get(identity(entrant.person.name))
    return table.sources["index"] if table and table.index else entrant.source


class _Filer:
    """Enters names into a register under their headings."""

    def __init__(
        self,
        register: Register,
        tables: dict[Words, PersonTable],
        file: PeopleFile,
        language: str,
        filed_before: Ledger | None,
    ) -> None:
        self._register = register
        self._tables = tables
        self._file = file
        self._language = language
        self._filed_before = filed_before

    def enter(self, words: Words, name: str, source: Source, *, listed: bool = False) -> str:
        """Enter a name unless its words are known or ignored; return the name it is known by."""
        register = self._register
        if not words or words in register.ignored:
            return ""
        if words in register.names:
            return register.names[words]
        table = self._tables.get(words)
        filed, sort = self._by_rule(name, group=bool(table and table.group))
        heading = table.index if table and table.index else filed.heading
        if table and (table.index or table.sort):
            sort = sort_key(table.sort or heading, self._language)
        person = Person(name, heading, sort, table.aliases if table else ())
        if table and table.index:
            filed = self._given(name, heading, filed)
        register.names[words] = name
        register.shapes[words] = name
        register.entrants[name] = Entrant(
            person,
            source,
            filed.short,
            filed.variant if filed.variant != heading else "",
            "" if table and (table.index or table.group) else filed.doubt,
            group=bool(table and table.group),
            fixed=bool(table and table.index),
            listed=listed,
        )
        return name

    def _by_rule(self, name: str, *, group: bool) -> tuple[FiledName, tuple[str, ...]]:
        """Return how a name is filed by rule, and the sort key of its heading, as found before or now."""
        key = key_of(name, self._file.particles, str(group), self._language) if self._filed_before else ""
        if self._filed_before:
            match self._filed_before.get(key):
                case (FiledName() as known, tuple() as sort):
                    return known, sort
                case _:
                    pass
        filed = file_name(name, self._file.particles, group=group)
        found = filed, sort_key(filed.heading, self._language)
        if self._filed_before:
            self._filed_before.put(key, found)
        return found

    def _given(self, name: str, heading: str, filed: FiledName) -> FiledName:
        """Return what follows from a heading the writer gave; the rule's own form stays findable."""
        by_rule = heading == filed.heading
        variant = filed.variant if by_rule or not filed.variant else filed.heading
        return FiledName(heading, filed.short if by_rule else short_forms(name, heading), variant)


# ---------------------------------------------------------------- what people.toml adds


def _aliases(register: Register, tables: dict[Words, PersonTable], named: Named, faults: Faults) -> None:
    """Let aliases lead to their persons; an alias credited elsewhere is the same person only if it looks so."""
    owners: dict[Words, str] = {}
    for words, table in tables.items():
        name = register.names.get(words, "")
        for alias in table.aliases if name else ():
            said = identity(alias)
            other = register.names.get(said, "")
            if said == words or not said:
                continue
            if said in owners and owners[said] != name:
                faults.alias_taken(table, alias, owners[said])
            elif other and (said in tables or not _same_bearer(words, said) or _meet(named, words, said)):
                faults.alias_taken(table, alias, other)
            else:
                owners[said] = name
                register.leads[said] = (name,)
                register.shapes.setdefault(said, alias)


def _same_bearer(words: Words, said: Words) -> bool:
    """Whether two credited names are forms of one: Alejandro G. Iñárritu, Alejandro González Iñárritu."""
    return words[0] == said[0] and words[-1] == said[-1]


def _meet(named: Named, words: Words, said: Words) -> bool:
    """Whether one chapter credits both names, which then are two people."""
    chapters: dict[str, set[Words]] = {}
    for line in named.lines:
        chapters.setdefault(line.chapter, set()).update(name for name, _ in line.names)
    return any(words in names and said in names for names in chapters.values())


def _marked(register: Register, named: Named, file: PeopleFile, filer: _Filer) -> None:
    """Enter people marked in the text, but for those marked by an alias, a group's name or a known surname."""
    groups = {identity(form) for group in file.groups.values() for form in (group.name, *group.match)}
    shorts = {words_of(short) for entrant in register.entrants.values() for short in entrant.short}
    for words, name in sorted(named.marked.items(), key=lambda item: (-len(item[0]), item[1])):
        if words in register.leads or words in groups or (words in shorts and words not in register.names):
            continue
        known = register.names.get(words)
        if known:
            register.entrants[known] = _seen(register.entrants[known])
            continue
        if filer.enter(words, name, named.places[words]):
            shorts.update(words_of(short) for short in register.entrants[name].short)


def _seen(entrant: Entrant) -> Entrant:
    return replace(entrant, listed=False)


def _splits(register: Register, tables: dict[Words, PersonTable], filer: _Filer, faults: Faults) -> None:
    for words, table in tables.items():
        if not table.split or words not in register.names:
            continue
        by_chapter: dict[str, str] = {}
        for bearer, chapters in table.split.items():
            name = filer.enter(identity(bearer), bearer, table.sources["split"])
            for chapter in chapters:
                faults.chapter_known(chapter, table.sources["split"])
                by_chapter.setdefault(chapter, name)
                register.homes.setdefault(name, set()).add(chapter)
        register.split[words] = by_chapter


def _sees(register: Register, tables: dict[Words, PersonTable], file: PeopleFile, faults: Faults) -> None:
    """Let `see` lead: to another person or group, or from a further heading to the person itself."""
    headings = {tidy(entrant.person.heading): name for name, entrant in register.entrants.items()}
    groups = {identity(name): name for name in file.groups}
    known = (*headings, *register.names.values())
    steps: dict[str, tuple[str, ...]] = {}
    for words, table in tables.items():
        name = register.names.get(words, "")
        own = {word for form in (table.name, *table.aliases) for word in words_of(form)}
        targets: list[str] = []
        for see in table.see if name else ():
            said = identity(see)
            found = register.names.get(said) or headings.get(tidy(see)) or groups.get(said)
            if not found and said in register.leads:
                found = register.leads[said][0]
            if found and found in file.groups and found not in register.entrants:
                targets.extend(register.names.get(identity(member), "") for member in file.groups[found].members)
            elif found:
                targets.append(found)
            elif own.issuperset(words_of(see)) or (
                own.intersection(words_of(see)) and not faults.resembles(see, known)
            ):
                register.references[see] = (name,)
            else:
                faults.see_nothing(table, see, known)
        if targets:
            steps[name] = tuple(target for target in targets if target)
    circling: list[str] = []
    for name in steps:
        ends = _followed(name, steps)
        if not ends:
            circling.append(name)
            continue
        register.leads[identity(name)] = ends
        register.references[register.entrants[name].person.heading] = ends
    if circling:
        faults.see_circle(tables[identity(circling[0])], circling)


def _followed(name: str, steps: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return where a chain of see-references ends; () if it runs in a circle."""
    ends: dict[str, None] = {}
    trail: list[tuple[str, frozenset[str]]] = [(name, frozenset())]
    while trail:
        step, passed = trail.pop(0)
        if step in passed:
            return ()
        if step in steps:
            trail.extend((target, passed | {step}) for target in steps[step])
        else:
            ends[step] = None
    return tuple(ends)


def _groups(register: Register, file: PeopleFile, faults: Faults) -> None:
    """Make groups known: one that is credited is an entry of its own, any other stands for its members."""
    for name, group in file.groups.items():
        members: dict[str, None] = {}
        for member in group.members:
            members.update(dict.fromkeys(register.meant(identity(member))))
        own = register.names.get(identity(name))
        register.groups[name] = tuple(members)
        target = (own,) if own else tuple(members)
        if not target:
            continue
        if own and register.entrants[own].listed:
            register.entrants[own] = _seen(register.entrants[own])
        for form in (name, *group.match):
            said = identity(form)
            if said in register.names and register.names[said] != own:
                faults.match_taken(group, form, register.names[said])
            elif said not in register.names:
                register.leads.setdefault(said, target)
                register.shapes.setdefault(said, form)
        if not own:
            register.references[file_name(name, group=True).heading] = tuple(members)


def _settle(register: Register) -> None:
    """Let every lead end at entrants that stand for themselves (an alias of a name that has a `see`)."""
    for words, targets in register.leads.items():
        ends: dict[str, None] = {}
        for target in targets:
            said = identity(target)
            ends.update(dict.fromkeys(register.leads[said] if said in register.leads and said != words else (target,)))
        register.leads[words] = tuple(ends)


def _credited(register: Register, named: Named, faults: Faults) -> None:
    """Put down who is credited where, as the index knows them."""
    credited: dict[str, dict[str, None]] = {}
    together: dict[tuple[str, ...], None] = {}
    for line in named.lines:
        people: dict[str, None] = {}
        for words, source in line.names:
            meant = register.meant(words, line.chapter)
            if not meant and words in register.split:
                faults.split_silent(named.credited[words], line.chapter, source)
            people.update(dict.fromkeys(meant))
        credited.setdefault(line.chapter, {}).update(people)
        for name in people:
            register.roles.setdefault((line.chapter, name), {})[line.key] = None
        if len(people) > 1:
            together[tuple(people)] = None
    register.credited = {chapter: tuple(names) for chapter, names in credited.items()}
    register.together = list(together)
    for chapter, names in register.credited.items():
        for name in names:
            register.homes.setdefault(name, set()).add(chapter)
