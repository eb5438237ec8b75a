"""Faults between people.toml and the book: names nobody bears, names with two bearers, references that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from book.guessing import did_you_mean, nearest
from book.model.book import Book
from book.people.credits import identity
from book.people.letters import plain_letters
from book.people.people_file import GroupTable, MeantSurname, PeopleFile, PersonTable
from book.problems import Problems, Source
from book.sources import Folder

_ALIKE = 75
"""Of 100: names have more in common than keys have, and a wrong guess at a person is worse than none."""


class Faults:
    """Reports what is wrong with people.toml in the light of the book."""

    def __init__(self, book: Book, file: PeopleFile, problems: Problems) -> None:
        self._book = book
        self._file = file
        self._problems = problems
        self._chapters = {chapter.id for chapter in book.chapters}
        self._pieces = self._chapters | {piece.id for piece in (*book.front, *book.back)}
        self._misnamed: set[Source] = set()

    def alias_taken(self, table: PersonTable, alias: str, other: str) -> None:
        """Report an alias that is the name (or alias) of somebody else."""
        self._problems.error(
            table.sources["aliases"],
            "alias-taken",
            f"{alias} is an alias of {table.name}, but also a name of {other}",
            f'if both are one person: [person."{alias}"] see = "{table.name}"',
        )

    def match_taken(self, group: GroupTable, words: str, other: str) -> None:
        """Report words for a group that are the name of a person."""
        message = f"“{words}” cannot stand for the group {group.name}: it is the name of {other}"
        self._problems.error(group.sources["match"], "match-taken", message, "take it out of match")

    def see_nothing(self, table: PersonTable, see: str, known: Iterable[str]) -> None:
        """Report a see-reference to a heading that is not in the index."""
        guess = did_you_mean(see, known, least=_ALIKE)
        self._problems.error(
            table.sources["see"],
            "see-nothing",
            f"{table.name}: see {see}, but the index has no such heading",
            guess or f'if {see} is another name of {table.name}, write aliases = ["{see}"]',
        )

    def see_circle(self, table: PersonTable, names: list[str]) -> None:
        """Report see-references that lead back to where they begin."""
        message = f"the see-references of {' and '.join(names)} run in a circle"
        self._problems.error(table.sources["see"], "see-circle", message, "one of the names must stand without see")

    @staticmethod
    def resembles(see: str, known: Iterable[str]) -> bool:
        """Whether a see-reference looks like a slip of the pen for a known heading or name."""
        return bool(nearest(see, known, least=88))

    def chapter_known(self, chapter: str, source: Source) -> bool:
        """Whether a chapter of that id is in the book; if there is none at all, report it."""
        if chapter in self._pieces:
            return True
        omitted = (*self._book.omitted.drafts, *self._book.omitted.unranked)
        self._misnamed.add(source)
        if not any(chapter == re.sub(r"^.*/|\.md$", "", path) for path in omitted):
            self._problems.error(
                source,
                "unknown-chapter",
                f"there is no chapter {chapter}",
                did_you_mean(chapter, self._pieces, least=_ALIKE) or "a chapter is named by its file, without .md",
            )
        return False

    def split_silent(self, name: str, chapter: str, source: Source) -> None:
        """Report a chapter that credits a shared name and is in none of the lists of its `split`.

        Nothing is said where one of the lists names no chapter: that is the fault to be mended first.
        """
        tables = (table for table in self._file.people.values() if identity(table.name) == identity(name))
        if any(table.sources["split"] in self._misnamed for table in tables):
            return
        self._problems.error(
            source,
            "split-silent",
            f"people.toml does not say which {name} this is",
            f'add "{chapter}" to one of the lists of split under [person."{name}"]',
        )

    def same_heading(self, filed: Iterable[tuple[str, str, Source]]) -> None:
        """Report two persons under one heading."""
        first: dict[str, str] = {}
        for name, heading, source in sorted(filed, key=lambda line: (line[2].file == "people.toml", line)):
            other = first.setdefault(plain_letters(heading), name)
            if other != name:
                self._problems.error(
                    source,
                    "same-heading",
                    f"{name} and {other} have one heading, {heading}",
                    f'if both are one person: [person."{name}"] see = "{other}"; if not: index = "{heading} (actor)"',
                )

    def unknown_people(self, unknown: Iterable[str], known: Iterable[str]) -> None:
        """Report tables and lines for people who are nowhere in the book, unless a draft names them."""
        names = tuple(known)
        for name in unknown:
            if self._is_waiting(name):
                continue
            for source, hint in self._places(name):
                message = f"nobody in the book is called {name}"
                self._problems.error(source, "unknown-person", message, did_you_mean(name, names, least=_ALIKE) or hint)

    def _places(self, name: str) -> Iterable[tuple[Source, str]]:
        words = identity(name)
        for table in self._file.people.values():
            if identity(table.name) == words:
                yield table.source, f"delete the table, or put the person into a text as [[{name}]]"
        for group in self._file.groups.values():
            if words in (identity(member) for member in group.members):
                yield group.sources["members"], f"take {name} out of members"
        for meant in self._file.surnames:
            if identity(meant.person) == words:
                yield meant.source, f"name the person as credited, or put [[{name}]] into the text"

    def surnames(self) -> tuple[MeantSurname, ...]:
        """Return the lines that tell a bare surname's bearer, those for chapters of the book; report the others."""
        return tuple(meant for meant in self._file.surnames if self.chapter_known(meant.chapter, meant.source))

    def _is_waiting(self, name: str) -> bool:
        """Whether a draft or an unranked chapter names the person, who then is only away for now."""
        folder = Folder(self._book.root)
        words = plain_letters(name)
        for path in (*self._book.omitted.drafts, *self._book.omitted.unranked):
            text = folder.read_text(path, Problems()) if folder.exists(path) else None
            if text and words in plain_letters(" ".join(text.split())):
                return True
        return False
