"""Indexes of what the headers of chapters say: years, the people of one credit, the values of one fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from book.model.book import Book, Chapter
from book.model.index import Entry, FurtherIndex, Index, LetterGroup, Locator, Person
from book.people.entries import under_letters
from book.people.letters import plain_letters, tidy
from book.people.passages import Passage
from book.people.people_file import PeopleFile
from book.people.register import Register
from book.people.sorting import sort_key
from book.people.works import titles_index, works_of

_BETWEEN = re.compile(r"\s*[;/·|]\s*|,\s+")
_LONGEST = 60
"""Characters of a fact that may still be the heading of an entry."""


def with_further_indexes(
    index: Index, book: Book, register: Register, file: PeopleFile, passages: Iterable[Passage]
) -> Index:
    """Return an index of people with the further ones that the settings ask for."""
    made: list[FurtherIndex] = []
    mentions = index.mentions
    for key, title in book.settings.indexes.items():
        if key == "titles":
            groups, mentions = titles_index(book, works_of(book, file.titles), passages, mentions)
        elif key == "years":
            groups = _by_decade(_years(book))
        elif key in book.settings.credits:
            groups = under_letters(_credited(book, register, index.people, key), file, book.settings.language)
        else:
            groups = under_letters(_stated(book, key), file, book.settings.language)
        if groups:
            made.append(FurtherIndex(key, title, groups))
    return replace(index, further=tuple(made), mentions=mentions)


def _place(chapter: Chapter) -> Locator:
    return Locator(chapter.id, chapter.rank, "credit", chapter.anchor, chapter.anchor)


def _years(book: Book) -> list[Entry]:
    by_year: dict[int, list[Locator]] = {}
    for chapter in book.chapters:
        if chapter.year is not None:
            by_year.setdefault(chapter.year, []).append(_place(chapter))
    return [Entry(str(year), (str(year),), locators=tuple(there)) for year, there in sorted(by_year.items())]


def _by_decade(entries: Sequence[Entry]) -> tuple[LetterGroup, ...]:
    groups: dict[int, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(int(entry.heading) // 10 * 10, []).append(entry)
    return tuple(LetterGroup(f"{first}–{first + 9}", tuple(inside)) for first, inside in groups.items())


def _credited(book: Book, register: Register, people: Mapping[str, Person], key: str) -> list[Entry]:
    """Return the people of one credit with the chapters that name them in it."""
    there: dict[str, list[Locator]] = {}
    for chapter in book.chapters:
        for name in register.credited.get(chapter.id, ()):
            if key in register.roles.get((chapter.id, name), ()) and name in people:
                there.setdefault(name, []).append(_place(chapter))
    return [Entry(people[name].heading, people[name].sort, name, locators=tuple(at)) for name, at in there.items()]


def _taken_apart(value: str, joined: str, known: Set[str]) -> list[str]:
    """Return "Germany and Britain" as two, if one of them stands alone elsewhere (Bosnia and Herzegovina is one)."""
    parts = value.split(joined)
    return parts if any(plain_letters(part) in known for part in parts) else [value]


def _stated(book: Book, key: str) -> list[Entry]:
    """Return the values of one fact: "France, Belgium" is two of them."""
    stated = [
        (chapter, tidy(value))
        for chapter in book.chapters
        for fact in chapter.facts
        for value in (_BETWEEN.split(fact.value) if fact.key == key else ())
    ]
    known = {plain_letters(value) for _, value in stated}
    joined = f" {book.settings.words.get('and', 'and')} "
    shown: dict[str, str] = {}
    there: dict[str, dict[Locator, None]] = {}
    for chapter, value in stated:
        for words in _taken_apart(value, joined, known):
            folded = plain_letters(words)
            if any(letter.isalnum() for letter in words) and len(words) <= _LONGEST:
                shown.setdefault(folded, words[:1].upper() + words[1:])
                there.setdefault(folded, {})[_place(chapter)] = None
    language = book.settings.language
    return [Entry(shown[folded], sort_key(shown[folded], language), locators=tuple(at)) for folded, at in there.items()]
