"""Entries: everybody's locators in reading order, references, and all of it under letters in printed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from book.model.book import Book, Chapter
from book.model.index import Entry, LetterGroup, Locator, Mention, Person
from book.people.credits import identity
from book.people.headings import file_name
from book.people.letters import plain_letters, words_of
from book.people.people_file import PeopleFile
from book.people.pieces import Naming
from book.people.register import Register
from book.people.scan import Found
from book.people.sorting import letter_of, order_key, sort_key


def anchored(register: Register, found: Mapping[str, Sequence[Found]]) -> dict[str, tuple[Mention, ...]]:
    """Return the mentions of every block, with an anchor on the first and the last of a person in it.

    Mentions in a chapter that credits the person have none: its page range covers them.
    """
    mentions: dict[str, tuple[Mention, ...]] = {}
    for block, named in found.items():
        ordered = sorted(named, key=lambda mention: (mention.start, mention.end))
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        home = frozenset(register.credited.get(ordered[0].passage.piece.id, ()) if _is_chapter(ordered[0]) else ())
        for place, mention in enumerate(ordered):
            for name in mention.people:
                if name not in home:
                    first.setdefault(name, place)
                    last[name] = place
        needed = sorted({*first.values(), *last.values()})
        stand_in = ordered[0].passage.anchor
        anchors = {place: stand_in or f"{block}-m{number}" for number, place in enumerate(needed, start=1)}
        mentions[block] = tuple(
            Mention(mention.people[0], block, mention.start, mention.end, anchors.get(place, ""), mention.people[1:])
            for place, mention in enumerate(ordered)
        )
    return mentions


def _is_chapter(mention: Found) -> bool:
    return isinstance(mention.passage.piece, Chapter)


def locators_of(book: Book, register: Register, namings: Mapping[str, Naming]) -> dict[str, list[Locator]]:
    """Return everybody's locators in reading order: one for a chapter that credits them, one a block elsewhere."""
    locators: dict[str, list[Locator]] = {}
    for piece in book.pieces():
        rank = piece.rank if isinstance(piece, Chapter) else None
        credited = register.credited.get(piece.id, ()) if isinstance(piece, Chapter) else ()
        for name in credited:
            roles = tuple(register.roles.get((piece.id, name), ()))
            own = Locator(piece.id, rank, "credit", piece.anchor, piece.anchor, roles)
            locators.setdefault(name, []).append(own)
        for block in namings[piece.anchor].blocks:
            ends: dict[str, list[str]] = {}
            for marked in block.mentions:
                for name in (marked.person, *marked.others) if marked.anchor else ():
                    if name not in credited:
                        ends.setdefault(name, []).append(marked.anchor)
            for name, anchors in ends.items():
                locators.setdefault(name, []).append(Locator(piece.id, rank, block.kind, anchors[0], anchors[-1]))
    return locators


def entries_of(
    register: Register, locators: Mapping[str, list[Locator]], printed: frozenset[str], file: PeopleFile, language: str
) -> tuple[dict[str, Person], tuple[LetterGroup, ...]]:
    """Return the people who have an entry, by name, and all entries under their letters."""
    people = {name: register.entrants[name].person for name in sorted(register.standing) if locators.get(name)}
    entries = [
        Entry(person.heading, person.sort, name, (), _see_also(register, name, people), tuple(locators[name]))
        for name, person in people.items()
    ]
    taken = {person.heading for person in people.values()}
    for heading, names in _references(register, people, printed).items():
        targets = sorted({people[name] for name in names if name in people}, key=lambda person: order_key(person.sort))
        if targets and heading not in taken:
            see = tuple(person.heading for person in targets)
            entries.append(Entry(heading, _sort_of(heading, file, language), see=see))
    return people, under_letters(entries, file, language)


def _sort_of(heading: str, file: PeopleFile, language: str) -> tuple[str, ...]:
    for table in file.people.values():
        if table.sort and heading in (table.index, file_name(table.name, file.particles).heading):
            return sort_key(table.sort, language)
    return sort_key(heading, language)


def _see_also(register: Register, name: str, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Return the headings beside a person's: a group's members, and the groups a person belongs to."""
    beside: dict[str, None] = {}
    for group, members in register.groups.items():
        own = register.names.get(identity(group))
        if own == name:
            beside.update(dict.fromkeys(member for member in members if member in people))
        elif own and own in people and name in members:
            beside[own] = None
    headings = (people[other] for other in beside if other != name)
    return tuple(person.heading for person in sorted(headings, key=lambda person: order_key(person.sort)))


def _references(
    register: Register, people: Mapping[str, Person], printed: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Return see-references: those the writer asked for, particles, and other names the book prints."""
    references = dict(register.references)
    for name in people:
        variant = register.entrants[name].variant
        if variant and plain_letters(variant)[:1] != plain_letters(people[name].heading)[:1]:
            references.setdefault(variant, (name,))
        own = set(words_of(name))
        for alias in people[name].aliases:
            filed = file_name(alias)
            head = people[name].heading.partition(",")[0]
            if alias in printed and set(words_of(alias)) - own and filed.heading.partition(",")[0] != head:
                references.setdefault(filed.heading, (name,))
    return references


def under_letters(entries: Iterable[Entry], file: PeopleFile, language: str) -> tuple[LetterGroup, ...]:
    """Return entries in printed order under their letters."""
    ordered = sorted(entries, key=lambda entry: (order_key(entry.sort, file.order), entry.heading))
    groups: dict[str, list[Entry]] = {}
    for entry in ordered:
        groups.setdefault(letter_of(entry.heading, entry.sort, language), []).append(entry)
    return tuple(LetterGroup(letter, tuple(inside)) for letter, inside in groups.items())
