"""The one map: anchor → source line → page. Everything of value is a view of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from book.problems import Source


def letters(words: str) -> str:
    """Return the letters and figures of a text alone, in small letters: what is left of it in every layout."""
    return "".join(filter(str.isalnum, words.casefold()))


@dataclass(frozen=True, slots=True)
class Opening:
    """How a page begins: the block (or other element with an id) it begins in, and the letters around the break.

    `before` are the last `letters` of that block on earlier pages, "" where the block begins with the page;
    `after` the first on this one.
    """

    anchor: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class PageMap:
    """Where anchors fall in one laid-out edition.

    `pages` maps an anchor to the first and last page it touches, 0-based positions in the finished file;
    `folios` is the printed number of each page of that file ("" where a page has none).
    """

    pages: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    folios: tuple[str, ...] = ()
    openings: tuple[Opening | None, ...] = ()
    """How each page begins (None: blank, or nothing is on it); one for each folio, or none at all."""

    def folio(self, anchor: str) -> str:
        """Return the printed folio of the page on which an anchor begins (`KeyError` if it is not in print)."""
        return self.folios[self.pages[anchor][0]]

    def range(self, anchor: str, last: str = "") -> tuple[str, str]:
        """Return the folios of the first and last page touched from one anchor to another (or by the one)."""
        return self.folios[self.pages[anchor][0]], self.folios[self.pages[last or anchor][1]]


class Places(Mapping[str, Source]):
    """Where anchors were written, gathered when somebody asks."""

    __slots__ = ("_gather", "_gathered")

    def __init__(self, gather: Callable[[], Mapping[str, Source]]) -> None:
        self._gather = gather
        self._gathered: Mapping[str, Source] | None = None

    def _all(self) -> Mapping[str, Source]:
        if self._gathered is None:
            self._gathered = self._gather()
        return self._gathered

    def __getitem__(self, anchor: str) -> Source:
        return self._all()[anchor]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __reduce__(self) -> tuple[type[dict[str, Source]], tuple[dict[str, Source]]]:
        return dict, (dict(self._all()),)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Where anchors were written: block id → source; and the piece each belongs to."""

    sources: Mapping[str, Source] = field(default_factory=dict)


def locate(text: str, start: Source, words: str) -> Source:
    """Return the place of `words` in a file's text at or after `start`'s line, or `start` if not found.

    Inline tokens carry no position, so columns (1-based, in characters) are found by searching.
    """
    lines = text.split("\n")
    for number in range(max(start.line, 1), len(lines) + 1):
        column = lines[number - 1].find(words)
        if column >= 0:
            return Source(start.file, number, column + 1)
    return start
