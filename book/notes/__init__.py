"""A stage: what readers marked on their devices → the lines of the manuscript it was said of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from book.model.book import Book
from book.notes.mark import Found, Mark


def read_marks(path: Path) -> tuple[Mark, ...]:
    """Return the marks in a file of any device or program known, in its order.

    Known: Kindle's `My Clippings.txt`, KOReader's `metadata.*.lua`, `KoboReader.sqlite`, the database of Apple Books,
    annotation files of Readium and Thorium (JSON), JSON and CSV exports with a column of highlights, and annotated
    PDFs. Raises `BookError` for any other file.
    """
    from book.notes.reading import read

    return read(path)


def find_marks(marks: Iterable[Mark], book: Book) -> tuple[Found, ...]:
    """Return each mark with the place in the manuscript whose words it is most like, or without one."""
    from book.notes.finding import Finder

    return Finder(book).find_all(tuple(marks))
