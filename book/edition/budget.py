"""The word budget of a theme that fits chapters to pages: how many words each may have, told before any layout.

An estimate from what the theme declares of a full page, for the text block this edition really has; whether a
chapter fits is known when it is laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from book.edition.geometry import choices
from book.model.book import Book, Chapter
from book.model.edition import Geometry, PrinterRules
from book.model.prose import word_count
from book.model.settings import EditionSettings
from book.model.theme import Fit, Theme

SLACK = 0.05
"""By how much an estimate may be off before a chapter is spoken of."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The words of one chapter, and the least and most that fill its pages."""

    chapter: Chapter
    words: int
    least: int
    most: int
    pages: int

    @property
    def over(self) -> int:
        """How many words are too many (0: none)."""
        return self.words - self.most if self.words > self.most * (1 + SLACK) else 0

    @property
    def under(self) -> int:
        """How many words are missing (0: none)."""
        return self.least - self.words if self.words < self.least * (1 - SLACK) else 0


def budgets(book: Book, theme: Theme, settings: EditionSettings) -> Iterator[Budget]:
    """Yield the budget of every chapter, if the theme fits chapters to pages and says what a page holds."""
    fit = theme.fit
    if fit is None or not fit.full or settings.format != "pdf":
        return
    geometry = choices(theme, settings, PrinterRules())[0].geometry
    full = fit.full * _share(theme, geometry)
    asked = {chapter: part.pages for part in book.parts for chapter in part.chapters if part.pages}
    for chapter in (one for one in book.chapters if settings.holds(one.rank)):
        pages = asked.get(chapter.id) or fit.pages
        least, most = bounds(fit, full, pages)
        notes = sum(word_count(note.blocks) for note in chapter.notes)
        yield Budget(chapter, word_count(chapter.blocks) + notes, least, most, pages)


def bounds(fit: Fit, full: float, pages: int) -> tuple[int, int]:
    """Return the least and the most words that fill `pages` pages, to ten words."""
    least, most = fit.opening
    return round(full * max(0.0, pages - most) / 10) * 10, round(full * max(0.1, pages - least) / 10) * 10


def _share(theme: Theme, geometry: Geometry) -> float:
    """Return the text block of a geometry as a share of the theme's own."""
    margins = theme.margins
    width, height = margins.reference
    own = (width - margins.inside - margins.outside) * (height - margins.top - margins.bottom)
    here = (geometry.width - geometry.inside - geometry.outside) * (geometry.height - geometry.top - geometry.bottom)
    return max(0.1, here / own) if own > 0 else 1.0
