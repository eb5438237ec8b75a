"""The index of titles: the works reviewed, those only mentioned, and where the text names them.

A work is named where the text refers to its chapter, or sets its title off (in italics or quotation marks).
Words set off are a title if the book knows them as one, if people.toml lists them, or if a year in brackets follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from book.model.book import Book, Chapter
from book.model.index import Entry, LetterGroup, Locator, Mention
from book.model.titles import key, letter, without_article
from book.people.letters import tidy, words_of
from book.people.passages import Passage, Span

Work = tuple[str, int | None]
"""The title of a work and its year, None where it is not known."""

_YEAR = re.compile(r"\s*\((\d{4})\)")


@dataclass(slots=True)
class Works:
    """Every work by its title and year, and the words that name it."""

    language: str
    titles: dict[tuple[str, ...], dict[Work, None]] = field(default_factory=dict)
    chapters: dict[str, Work] = field(default_factory=dict)
    original: dict[Work, str] = field(default_factory=dict)
    sort_titles: dict[Work, str] = field(default_factory=dict)

    def add(self, title: str, work: Work) -> None:
        """Let a title name a work."""
        if words := words_of(title):
            self.titles.setdefault(words, {})[work] = None

    def named(self, title: str, year: int | None) -> Work | None:
        """Return the work of a title, by the year that follows it if one does; None if it is none or several."""
        known = list(self.titles.get(words_of(title), ()))
        if year is None:
            return known[0] if len(known) == 1 else None
        for work in known:
            if work[1] in (year, None):
                return work
        made = (tidy(title), year)
        self.add(title, made)
        return made

    def heading(self, work: Work) -> str:
        """Return how a work is listed: "Apartment, The"; with its year where another has its title."""
        title, year = work
        article, rest = without_article(title, self.language)
        shown = f"{rest}, {article}" if article and work not in self.sort_titles else title
        several = len({one for one in self.titles.get(words_of(title), ()) if one[0] == title}) > 1
        return f"{shown} ({year})" if several and year is not None else shown

    def sort(self, work: Work) -> str:
        """Return the words by which a work is filed."""
        return self.sort_titles.get(work) or without_article(work[0], self.language)[1]


def works_of(book: Book, listed: Iterable[str]) -> Works:
    """Return the works a book reviews, and those that people.toml lists as mentioned."""
    works = Works(book.settings.language)
    for chapter in book.chapters:
        work = (chapter.title, chapter.year)
        works.chapters[chapter.id] = work
        works.add(chapter.title, work)
        if chapter.sort_title:
            works.sort_titles[work] = chapter.sort_title
        if chapter.original_title:
            works.add(chapter.original_title, work)
            if not _begins_alike(chapter.original_title, chapter.title):
                works.original[work] = chapter.original_title
    for title in listed:
        if words_of(title) not in works.titles:
            works.add(title, (tidy(title), None))
    return works


def _begins_alike(one: str, other: str) -> bool:
    """Whether one title is the other or goes on from it: a reference would stand beside what it refers to."""
    shorter, longer = sorted((words_of(one), words_of(other)), key=len)
    return longer[: len(shorter)] == shorter


@dataclass(frozen=True, slots=True)
class _Named:
    work: Work
    start: int
    end: int


def titles_index(
    book: Book, works: Works, passages: Iterable[Passage], mentions: Mapping[str, tuple[Mention, ...]]
) -> tuple[tuple[LetterGroup, ...], dict[str, tuple[Mention, ...]]]:
    """Return the index of titles, and the mentions of every block with those of works among them."""
    locators: dict[Work, list[Locator]] = {}
    together = dict(mentions)
    at_home: set[tuple[str, Work]] = set()
    by_piece: dict[str, list[tuple[Passage, list[_Named]]]] = {}
    for passage in passages:
        if named := _named_in(passage, works, book.targets):
            by_piece.setdefault(passage.piece.anchor, []).append((passage, named))
    for piece in book.pieces():
        rank = piece.rank if isinstance(piece, Chapter) else None
        if isinstance(piece, Chapter):
            work = works.chapters[piece.id]
            at_home.add((piece.anchor, work))
            locators.setdefault(work, []).append(Locator(piece.id, rank, "credit", piece.anchor, piece.anchor))
        for passage, named in by_piece.get(piece.anchor, ()):
            away = [one for one in named if (piece.anchor, one.work) not in at_home]
            marked, anchors = _anchored(passage, away, together.get(passage.block.id, ()), works)
            if marked:
                together[passage.block.id] = marked
            for work, (first, last) in anchors.items():
                locators.setdefault(work, []).append(Locator(piece.id, rank, passage.kind, first, last))
    return _groups(works, locators), together


def _named_in(passage: Passage, works: Works, targets: Mapping[str, str]) -> list[_Named]:
    """Return the works a passage names, in order; a title inside a reference or another title counts once."""
    found = [
        _Named(works.chapters[targets[mark.name]], mark.start, mark.end)
        for mark in passage.works
        if targets.get(mark.name) in works.chapters
    ]
    taken: list[Span] = [*passage.shut]
    for start, end in sorted(passage.set_off, key=lambda span: (span[0], -span[1])):
        if any(first < end and start < last for first, last in taken):
            continue
        words = passage.text[start:end]
        year = _YEAR.match(passage.text, end) or _YEAR.match(passage.text, end + 1)  # “Heat” (1995)
        work = works.named(words.strip(" ,.;:"), int(year[1]) if year else None)
        if work and words.strip() and len(words) <= 120:
            found.append(_Named(work, start, end))
            taken.append((start, end))
    return sorted(found, key=lambda one: one.start)


def _anchored(
    passage: Passage, named: Sequence[_Named], people: Sequence[Mention], works: Works
) -> tuple[tuple[Mention, ...], dict[Work, tuple[str, str]]]:
    """Return the mentions of a block with those of works, and the first and last anchor of each work.

    Where words name a work and a person at once, the work's anchor stands before them.
    """
    firsts: dict[Work, _Named] = {}
    lasts: dict[Work, _Named] = {}
    for one in named:
        if not any(mention.start < one.start < mention.end for mention in people):
            firsts.setdefault(one.work, one)
            lasts[one.work] = one
    needed = sorted({*firsts.values(), *lasts.values()}, key=lambda one: one.start)
    names = {one: passage.anchor or f"{passage.block.id}-t{number}" for number, one in enumerate(needed, start=1)}
    marked = list(people)
    for one, anchor in names.items():
        crossed = any(mention.start < one.end and one.start < mention.end for mention in people)
        end = one.start if crossed else one.end
        mention = Mention(works.heading(one.work), passage.block.id, one.start, end, anchor, of="work")
        marked.append(mention)
    marked.sort(key=lambda mention: (mention.start, mention.end))
    return tuple(marked), {work: (names[first], names[lasts[work]]) for work, first in firsts.items()}


def _groups(works: Works, locators: Mapping[Work, list[Locator]]) -> tuple[LetterGroup, ...]:
    lines = [(works.sort(work), work[1] or 0, _entry(works, work, there)) for work, there in locators.items()]
    taken = {entry.heading for *_, entry in lines}
    for work, original in works.original.items():
        article, rest = without_article(original, works.language)
        heading = f"{rest}, {article}" if article else original
        if work in locators and heading not in taken:
            lines.append((rest, 0, Entry(heading, (" ".join(words_of(rest)),), see=(works.heading(work),), title=True)))
    groups: dict[str, list[Entry]] = {}
    for sort, _, entry in sorted(lines, key=lambda line: (key(line[0]), line[1], line[2].heading)):
        groups.setdefault(letter(sort), []).append(entry)
    return tuple(LetterGroup(name, tuple(entries)) for name, entries in groups.items())


def _entry(works: Works, work: Work, locators: Sequence[Locator]) -> Entry:
    sort = " ".join(words_of(works.sort(work))) or work[0]
    entry = Entry(works.heading(work), (sort,), locators=tuple(locators), title=True)
    return replace(entry, heading=entry.heading or work[0])
