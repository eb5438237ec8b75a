"""A reader's mark, whatever device it comes from, and where it belongs in the manuscript."""

from __future__ import annotations

from dataclasses import dataclass

from book.problems import Source


@dataclass(frozen=True, slots=True)
class Mark:
    """What was marked and what the reader said of it; `book` and `place` as the device names them.

    `before` and `after` are words around the mark, where a device tells them; `place` may be a page, a location or
    the title of a chapter.
    """

    words: str
    note: str = ""
    place: str = ""
    book: str = ""
    before: str = ""
    after: str = ""
    position: float | None = None
    """Where in the book, in a device's own count: larger is later."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark and its place in the manuscript; `source` is None where nothing there is like it.

    `likeness` is 100 where the manuscript still says the marked words, less where it was changed.
    """

    mark: Mark
    source: Source | None
    block: str = ""
    likeness: float = 0.0
