"""A galley: one unit laid out at the place it had in the whole book, before the whole is laid out again.

Its folios are true as long as nothing before it moves; references show the numbers their anchors had.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from book.model.edition import Document, Edition
from book.model.places import PageMap
from book.model.theme import Side
from book.pdf import references
from book.pdf.join import join
from book.pdf.pagination import Page, Pagination
from book.pdf.settling import Settled, located
from book.pdf.store import Pages
from book.pdf.units import Placed, Press, Unit
from book.problems import BookError, Problem

if TYPE_CHECKING:
    from book.typeset.workers import Workers


@dataclass(frozen=True, slots=True)
class Galley:
    """The pages of one unit: their PDF, printed folios and what they complain of.

    `begin` and `end` are the positions of its pages in the whole file they take the place of; `anchors` are (id,
    first page, last page) within the galley.
    """

    data: bytes
    begin: int
    end: int
    folios: tuple[str, ...]
    anchors: tuple[tuple[str, int, int], ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _OnePlace(Pagination):
    """Pages of one unit, with the numbers that all the others had."""

    numbers: Mapping[str, str]

    def number(self, anchor: str) -> str | None:
        """Return the number of the page on which an anchor began."""
        return self.numbers.get(anchor)


def pull(edition: Edition, pages: PageMap, workers: Workers) -> Galley | None:
    """Return the galley of an edition of one document, in the place of the whole's `pages`; None if it has none.

    Raises `BookError` if it cannot be laid out.
    """
    document = edition.documents[0] if edition.documents else None
    where = pages.pages.get(document.id) if document else None
    if document is None or where is None:
        return None
    begin = where[0]
    held = (anchor for anchor, holder in edition.anchors.items() if holder == document.id)
    last = max(pages.pages[anchor][1] for anchor in (document.id, *held) if anchor in pages.pages)
    cover = int("cover" in pages.pages)
    side: Side = "verso" if (begin - cover) % 2 else "recto"
    numbers = {anchor: number for anchor, (first, _) in pages.pages.items() if (number := pages.folios[first])}
    laid = _lay_out(edition, replace(document, start=side), numbers, workers)
    placed = replace(laid, begin=begin)
    folios = _folios(pages.folios, begin, len(placed.laid.sizes), document)
    made = tuple(Page(placed, number, folio, folio) for number, folio in enumerate(folios))
    settled = Settled((placed,), _OnePlace(made, pages, 0, 0, numbers))
    complaints = located(edition, settled.problems)
    if any(problem.severity == "error" for problem in complaints):
        raise BookError(complaints)
    data = join(replace(edition, links=False), settled, None)
    return Galley(data, begin, last + 1, folios, placed.laid.anchors, complaints)


def _lay_out(edition: Edition, document: Document, numbers: Mapping[str, str], workers: Workers) -> Placed:
    asked = references.targets(document, document.xhtml)
    widths = {anchor: references.width(numbers[anchor]) for anchor in asked if anchor in numbers}
    unit = Unit(document, references.sized(document, document.xhtml, widths))
    with Press(edition, Pages(None), 1, lambda _done, _of, _pages: None, workers) as press:
        press.lay_out([unit])
        (placed,) = press.place([unit])
    return placed


def _folios(known: Sequence[str], begin: int, count: int, document: Document) -> tuple[str, ...]:
    """Return the folios of pages from a position on, counted from the first page near it that has one."""
    if not document.numbered:
        return ("",) * count
    numbered = [(place, int(folio)) for place, folio in enumerate(known) if folio.isdecimal()]
    place, number = next((pair for pair in numbered if pair[0] >= begin), numbered[-1] if numbered else (begin, 1))
    return tuple(str(number - place + begin + page) for page in range(count))
