"""The lists of an edition: contents, titles A–Z, checklist."""

from __future__ import annotations

from itertools import groupby

from book.edition import alphabet
from book.edition.selection import Page, Selection
from book.edition.ways import Ways
from book.model.book import Chapter
from book.model.settings import Settings
from book.model.views import ListGroup, ListLine, ListView

BEFORE = frozenset({"half-title", "title-page", "copyright", "dedication", "epigraph", "contents", "colophon"})
"""Kinds that no contents names: they stand before it, or say nothing a reader looks for."""


def listed(page: Page) -> bool:
    """Whether contents and navigation name a page."""
    return page.kind not in BEFORE and bool(page.title.strip())


def contents(page: Page, selection: Selection, ways: Ways) -> ListView:
    """Return the contents: what comes before the chapters, the chapters by part, what comes after them."""
    groups: list[ListGroup] = []
    for (place, anchor), pages in groupby(
        (one for one in selection.pages if listed(one)), key=lambda one: _group(one, selection)
    ):
        lines = tuple(_line(one, ways, 2 if anchor else 1) for one in pages if one.kind != "part")
        title = next((part.title for part in selection.parts if part.anchor == anchor), "")
        groups.append(ListGroup(title, anchor or f"{page.id}-{place}", lines))
    return ListView(page.id, page.title, tuple(groups))


def _group(page: Page, selection: Selection) -> tuple[str, str]:
    if page.kind == "part":
        return page.place, page.id
    part = selection.part_of.get(page.piece.id) if isinstance(page.piece, Chapter) else None
    return page.place, part.anchor if part else ""


def _line(page: Page, ways: Ways, level: int = 1) -> ListLine:
    if isinstance(page.piece, Chapter):
        return _chapter(page.piece, page.piece.title, ways, level)
    return ListLine(page.title, ways.href(page.id), ways.page(page.id), kind=page.kind, level=level)


def _chapter(chapter: Chapter, title: str, ways: Ways, level: int = 1) -> ListLine:
    return ListLine(
        title,
        ways.href(chapter.anchor),
        ways.page(chapter.anchor),
        rank=str(chapter.rank),
        year=str(chapter.year) if chapter.year is not None else "",
        kind="chapter",
        level=level,
    )


def titles(page: Page, selection: Selection, ways: Ways, settings: Settings) -> ListView:
    """Return the titles from A to Z, leading articles put last, under their letters."""
    filed = []
    for chapter in selection.chapters:
        article, rest = alphabet.without_article(chapter.title, settings.language)
        if chapter.sort_title:
            shown, sort = chapter.title, chapter.sort_title
        else:
            shown, sort = (f"{rest}, {article}" if article else chapter.title), rest
        line = _chapter(chapter, shown, ways)
        filed.append((alphabet.key(sort), chapter.year or 0, chapter.rank, alphabet.letter(sort), line))
    filed.sort(key=lambda one: one[:3])
    by_letter: dict[str, list[ListLine]] = {}
    for *_, letter, line in filed:
        by_letter.setdefault(letter, []).append(line)
    groups = (
        ListGroup(
            settings.words.get("numbers", letter) if letter == alphabet.DIGITS else letter,
            alphabet.anchor(page.id, letter),
            tuple(lines),
        )
        for letter, lines in by_letter.items()
    )
    return ListView(page.id, page.title, tuple(groups))


def checklist(page: Page, selection: Selection, ways: Ways) -> ListView:
    """Return every chapter by rank, the best first."""
    ranked = sorted(selection.chapters, key=lambda chapter: chapter.rank)
    lines = tuple(_chapter(chapter, chapter.title, ways) for chapter in ranked)
    return ListView(page.id, page.title, (ListGroup("", f"{page.id}-all", lines),))
