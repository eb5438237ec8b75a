"""people.toml: what cannot be derived about people, read and checked for its form.

Whether its names exist in the book is for the register to say. Every fault is one problem with file and line;
a table that is partly wrong is used as far as it is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from book.guessing import did_you_mean
from book.people.headings import Particles
from book.people.letters import tidy
from book.people.sorting import Order
from book.problems import Problems, Source
from book.sources import Folder, TomlFile, read_toml

PATH = "people.toml"

Elide = Literal["chicago", "hart", "full"]
Subentries = Literal["none", "film", "role"]
Places = Literal["pages", "ranks"]


@dataclass(frozen=True, slots=True)
class PersonTable:
    """What `[person."Name"]` says; `sources` holds the place of each of its keys."""

    name: str
    source: Source
    index: str = ""
    sort: str = ""
    aliases: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    group: bool = False
    split: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GroupTable:
    """What `[group."Name"]` says: who belongs to it, and further words for it in the text."""

    name: str
    source: Source
    members: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MeantSurname:
    """Who a bare surname means in one chapter."""

    chapter: str
    surname: str
    person: str
    source: Source


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """The whole file; an absent one is `PeopleFile()`."""

    people: Mapping[str, PersonTable] = field(default_factory=dict)
    groups: Mapping[str, GroupTable] = field(default_factory=dict)
    surnames: tuple[MeantSurname, ...] = ()
    ignored_people: tuple[str, ...] = ()
    ignored_text: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """Works that are only mentioned: titles to be found where the text sets them off."""
    spellings: frozenset[str] = frozenset()
    order: Order = "word"
    elide: Elide = "chicago"
    subentries: Subentries = "none"
    subentries_above: int = 6
    places: Places = "pages"
    particles: Particles = "usage"


def read_people_file(folder: Folder, problems: Problems) -> PeopleFile:
    """Return people.toml, or its defaults where there is none or it cannot be read (reported)."""
    if not (folder.root / PATH).is_symlink() and not (folder.root / PATH).exists():
        return PeopleFile()
    file = read_toml(folder, PATH, problems)
    return PeopleFile() if file is None else _Reader(file, problems).read()


class _Reader:
    """Reads the tables of one file and reports what does not belong in them."""

    def __init__(self, file: TomlFile, problems: Problems) -> None:
        self._file = file
        self._problems = problems

    def read(self) -> PeopleFile:
        """Return the file's values."""
        data = self._file.data
        self._known(data, (), ("person", "group", "chapter", "ignore", "spelling", "titles", "options"))
        ignore = self._table(data, ("ignore",), ("people", "text"))
        spelling = self._table(data, ("spelling",), ("ok",))
        titles = self._table(data, ("titles",), ("mentioned",))
        keys = ("order", "elide", "subentries", "subentries_above", "locators", "particles")
        options = self._table(data, ("options",), keys)
        return PeopleFile(
            people={name: self._person(name, table) for name, table in self._named(data, "person")},
            groups={name: self._group(name, table) for name, table in self._named(data, "group")},
            surnames=self._surnames(data),
            ignored_people=self._texts(ignore, ("ignore", "people")),
            ignored_text=self._texts(ignore, ("ignore", "text")),
            spellings=frozenset(self._texts(spelling, ("spelling", "ok"))),
            titles=self._texts(titles, ("titles", "mentioned")),
            order=self._choice(options, "order", ("word", "letter")),
            elide=self._choice(options, "elide", ("chicago", "hart", "full")),
            subentries=self._choice(options, "subentries", ("none", "film", "role")),
            subentries_above=self._whole(options, ("options", "subentries_above"), 6),
            places=self._choice(options, "locators", ("pages", "ranks")),
            particles=self._choice(options, "particles", ("usage", "after")),
        )

    # ------------------------------------------------ tables

    def _person(self, name: str, table: dict[str, Any]) -> PersonTable:
        path = ("person", name)
        keys = ("index", "sort", "aliases", "see", "kind", "split")
        self._known(table, path, keys)
        kind = self._choice(table, "kind", ("person", "group"), path)
        return PersonTable(
            name=tidy(name),
            source=self._file.source(*path),
            index=self._text(table, (*path, "index")),
            sort=self._text(table, (*path, "sort")),
            aliases=self._texts(table, (*path, "aliases")),
            see=self._texts(table, (*path, "see"), single=True),
            group=kind == "group",
            split=self._split(table, path),
            sources={key: self._file.source(*path, key) for key in keys},
        )

    def _split(self, table: dict[str, Any], path: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        split = self._table(table, (*path, "split"), None)
        found = {tidy(name): self._texts(split, (*path, "split", name)) for name in split}
        seen: dict[str, str] = {}
        for name, chapters in found.items():
            for chapter in chapters:
                if chapter in seen:
                    message = f"{chapter} is given to both {seen[chapter]} and {name}"
                    self._problems.error(self._file.source(*path, "split"), "split-twice", message)
                seen.setdefault(chapter, name)
        return found

    def _group(self, name: str, table: dict[str, Any]) -> GroupTable:
        path = ("group", name)
        self._known(table, path, ("members", "match"))
        members = self._texts(table, (*path, "members"))
        source = self._file.source(*path)
        if not members:
            hint = 'members = ["First Person", "Second Person"]'
            self._problems.error(source, "no-members", f"the group {name} has no members", hint)
        sources = {key: self._file.source(*path, key) for key in ("members", "match")}
        return GroupTable(tidy(name), source, members, self._texts(table, (*path, "match")), sources)

    def _surnames(self, data: dict[str, Any]) -> tuple[MeantSurname, ...]:
        found: list[MeantSurname] = []
        for chapter, table in self._named(data, "chapter"):
            self._known(table, ("chapter", chapter), ("surname",))
            surnames = self._table(table, ("chapter", chapter, "surname"), None)
            for surname in surnames:
                path = ("chapter", chapter, "surname", surname)
                person = self._text(surnames, path)
                if person:
                    found.append(MeantSurname(chapter, tidy(surname), person, self._file.source(*path)))
        return tuple(found)

    # ------------------------------------------------ values

    def _named(self, data: dict[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
        """Return the tables `[key."Name"]`, reporting what is not a table and names without letters."""
        tables = self._table(data, (key,), None)
        found = []
        for name, table in tables.items():
            source = self._file.source(key, name)
            if not isinstance(table, dict):
                self._problems.error(
                    source, "not-a-table", f"{key}.{name} is {_kind(table)}, not a table", f'[{key}."{name}"]'
                )
            elif not any(letter.isalnum() for letter in name):
                self._problems.error(
                    source, "no-name", f"a [{key}] table without a name", f'[{key}."Name as credited"]'
                )
            else:
                found.append((name, table))
        return found

    def _table(self, data: dict[str, Any], path: tuple[str, ...], keys: tuple[str, ...] | None) -> dict[str, Any]:
        value = data.get(path[-1], {})
        if not isinstance(value, dict):
            dotted = ".".join(path)
            message = f"{dotted} is {_kind(value)}, not a table"
            self._problems.error(self._file.source(*path), "not-a-table", message, f"[{dotted}]")
            return {}
        if keys is not None:
            self._known(value, path, keys)
        return value

    def _known(self, table: dict[str, Any], path: tuple[str, ...], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                where = f" in [{'.'.join(path)}]" if path else ""
                self._problems.error(
                    self._file.source(*path, key),
                    "unknown-key",
                    f"nothing is called {key}{where}",
                    did_you_mean(key, keys) or f"known here: {', '.join(keys)}",
                )

    def _text(self, table: dict[str, Any], path: tuple[str, ...]) -> str:
        value = table.get(path[-1], "")
        if not isinstance(value, str) or (path[-1] in table and not any(letter.isalnum() for letter in value)):
            found = "empty" if isinstance(value, str) else _kind(value)
            message = f"{path[-1]} is {found}, not words"
            self._problems.error(self._file.source(*path), "wrong-type", message, f'{path[-1]} = "words"')
            return ""
        return tidy(value)

    def _texts(self, table: dict[str, Any], path: tuple[str, ...], *, single: bool = False) -> tuple[str, ...]:
        value = table.get(path[-1], [])
        if single and isinstance(value, str):
            value = [value]
        good = isinstance(value, list) and all(
            isinstance(text, str) and any(letter.isalnum() for letter in text) for text in value
        )
        if not good:
            message = f"{path[-1]} is {_kind(value)}, not a list of words"
            self._problems.error(self._file.source(*path), "wrong-type", message, f'{path[-1]} = ["words"]')
            return ()
        return tuple(dict.fromkeys(tidy(text) for text in value))

    def _whole(self, table: dict[str, Any], path: tuple[str, ...], default: int) -> int:
        value = table.get(path[-1], default)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999:
            return value
        shown = "out of range" if isinstance(value, int) and not isinstance(value, bool) else _kind(value)
        message = f"{path[-1]} is {shown}, not a whole number from 0 to 9999"
        self._problems.error(self._file.source(*path), "wrong-type", message, f"{path[-1]} = {default}")
        return default

    def _choice(
        self, table: dict[str, Any], key: str, choices: tuple[Any, ...], path: tuple[str, ...] = ("options",)
    ) -> Any:  # noqa: ANN401 - one of the choices, whose type the caller states
        value = table.get(key, choices[0])
        if isinstance(value, str) and value in choices:
            return value
        shown = value if isinstance(value, str) else _kind(value)
        self._problems.error(
            self._file.source(*path, key),
            "unknown-choice",
            f"{key} cannot be {shown}",
            (did_you_mean(value, choices) if isinstance(value, str) else "")
            or "one of " + ", ".join(f'"{choice}"' for choice in choices),
        )
        return choices[0]


def _kind(value: object) -> str:
    match value:
        case bool():
            return "yes or no"
        case str():
            return "words"
        case int() | float():
            return "a number"
        case list():
            return "a list with something else than words in it" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"
