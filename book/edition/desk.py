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

    def word(self, key: str, otherwise: str = "") -> str:
        """Return a generated word in the book's language."""
        return self.book.settings.words.get(key, otherwise)
