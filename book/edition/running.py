"""Running elements: the lines at the heads of pages, and the folio. Layout fills neither: the join writes folios."""

from __future__ import annotations

import re

from markupsafe import Markup

from book.edition.selection import Page, Selection
from book.edition.ways import FOLIO
from book.model.book import Book, Chapter

LONGEST = 46
"""Characters a running head holds beside a folio on a page of 6 × 9 in."""
_HEADS = Markup(
    '<div class="running verso">{}</div>\n<div class="running recto">{}</div>\n<div class="folio">{}</div>\n'
)
_RECTO = Markup('<div class="running recto" data-with="{}">{}</div>\n')
_OPENER = re.compile(r"<header\b[^>]*>")
_TITLE = Markup('<span class="running-title">{}</span>')
_RANK = Markup('<span class="running-rank">{}</span> ')


def running(book: Book, selection: Selection, page: Page) -> Markup:
    """Return the running elements of a document: the book (or part) on the left, what this is on the right."""
    part = selection.part_of.get(page.piece.id) if isinstance(page.piece, Chapter) else None
    left = part.title if part else book.settings.title
    return _HEADS.format(_TITLE.format(shortened(left)), _recto(page), FOLIO)


def with_recto(written: Markup, page: Page) -> Markup:
    """Return a further chapter of a document with its right head: in its opener, so that both go to one page."""
    found = _OPENER.search(written)
    at = found.end() if found else 0
    return written[:at] + _RECTO.format(page.id, _recto(page)) + written[at:]


def _recto(page: Page) -> Markup:
    rank = _RANK.format(page.piece.rank) if isinstance(page.piece, Chapter) else Markup("")
    return rank + _TITLE.format(shortened(page.title))


def shortened(title: str, longest: int = LONGEST) -> str:
    """Return a title that fits a head: without its subtitle if that helps, else cut after a word."""
    words = " ".join(title.split())
    if len(words) <= longest:
        return words
    for mark in (", or: ", ", or, ", "; or, ", ": ", " – ", " — ", "; "):
        before = words.split(mark)[0]
        if 4 <= len(before) <= longest:
            return before
    cut = words[:longest].rpartition(" ")[0] or words[:longest]
    return cut.rstrip(" ,;:.–—-") + "…"
