"""From laid-out units to the pages of the book: blank pages, numbers, printed folios, and the page map."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from book.model.places import Opening, PageMap
from book.pdf.units import Placed

_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_LETTERS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the finished file: page `page` of a unit (None: blank), and its number, printed or only counted."""

    placed: Placed | None
    page: int
    number: str
    folio: str


@dataclass(frozen=True, slots=True)
class Pagination:
    """All pages in order; `front` of them are in roman numbers, `cover` go before those with none."""

    pages: tuple[Page, ...]
    map: PageMap
    cover: int
    front: int

    def number(self, anchor: str) -> str | None:
        """Return the number of the page on which an anchor begins, or None if it is nowhere."""
        where = self.map.pages.get(anchor)
        return None if where is None else self.pages[where[0]].number


def roman(number: int) -> str:
    """Return a whole number above 0 in small roman numerals."""
    written = ""
    for value, letters in zip(_VALUES, _LETTERS, strict=True):
        count, number = divmod(number, value)
        written += letters * count
    return written


def paginate(
    front: Sequence[Placed], body: Sequence[Placed], *, cover: bool, multiple: int, last_blank: bool = False
) -> Pagination:
    """Return the pages of a book: an optional cover, the front matter in roman, body and back matter in arabic.

    The body begins on a recto; blank pages are added at the end until all but the cover are a multiple of
    `multiple`, and the last is blank if it must be (`last_blank`). Blank and unnumbered pages are counted, and have
    no folio.
    """
    opening = _pages(front, roman)
    opening += [Page(None, 0, roman(len(opening) + 1), "")] * (len(opening) % 2)
    rest = _pages(body, str)
    if last_blank and rest and rest[-1].placed:
        rest.append(Page(None, 0, str(len(rest) + 1), ""))
    while (len(opening) + len(rest)) % max(1, multiple):
        rest.append(Page(None, 0, str(len(rest) + 1), ""))
    pages = (*([Page(None, 0, "", "")] if cover else []), *opening, *rest)
    return Pagination(pages, _map(pages, cover=cover), int(cover), len(opening))


def _pages(run: Sequence[Placed], written: Callable[[int], str]) -> list[Page]:
    pages: list[Page] = []
    for placed in run:
        while len(pages) < placed.begin:
            pages.append(Page(None, 0, written(len(pages) + 1), ""))
        for page in range(len(placed.laid.sizes)):
            number = written(len(pages) + 1)
            pages.append(Page(placed, page, number, number if placed.unit.document.numbered else ""))
    return pages


def _map(pages: Sequence[Page], *, cover: bool) -> PageMap:
    places: dict[str, tuple[int, int]] = {"cover": (0, 0)} if cover else {}
    for position, page in enumerate(pages):
        if page.placed and page.page == 0:
            for anchor, first, last in page.placed.laid.anchors:
                places.setdefault(anchor, (position + first, position + last))
    return PageMap(places, tuple(page.folio for page in pages), tuple(map(_opening, pages)))


def _opening(page: Page) -> Opening | None:
    openings = page.placed.laid.openings if page.placed else ()
    return openings[page.page] if page.page < len(openings) else None
