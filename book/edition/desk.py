"""What everything that writes an edition has at hand."""

from __future__ import annotations

from dataclasses import dataclass

from book.edition.selection import Selection
from book.edition.ways import Ways
from book.model.book import Book
from book.model.edition import VolumePages
from book.model.index import Index


@dataclass(frozen=True, slots=True)
class Desk:
    """The book, its index, what of it is in the edition, and the ways through it."""

    book: Book
    index: Index
    selection: Selection
    ways: Ways
    others: tuple[VolumePages, ...] = ()
    """The pages of the other volumes, for an index of all."""

    @property
    def in_ranks(self) -> bool:
        """Whether a place in the index is a rank in print; an EPUB has them unless it was asked for pages."""
        return self.index.places == "ranks" and self.ways.format != "epub"

    def word(self, key: str, otherwise: str = "") -> str:
        """Return a generated word in the book's language."""
        return self.book.settings.words.get(key, otherwise)
