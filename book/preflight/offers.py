"""What printers would make of a book of so many pages: on which papers it fits, and how thick it gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from book.model.settings import Trim
from book.preflight.printers import read_printers


@dataclass(frozen=True, slots=True)
class Offer:
    """A printer's paper for a trim and binding: the page counts it binds, and the spine in mm (None: not published)."""

    printer: str
    name: str
    paper: str
    least: int
    most: int
    spine: float | None

    def over(self, pages: int) -> int:
        """Return by how many pages a book is too long (0: it is not)."""
        return max(0, pages - self.most)

    def under(self, pages: int) -> int:
        """Return by how many pages a book is too short (0: it is not)."""
        return max(0, self.least - pages)


def offers(trim: Trim, binding: str, pages: int) -> Iterator[Offer]:
    """Yield what every printer offers for a trim and a binding, with the spine of a book of `pages` pages."""
    for key, printer in read_printers().items():
        known = printer.bindings.get(binding)
        offer = known.offer(trim) if known else None
        if known is None or offer is None:
            continue
        for paper, (least, most) in offer.pages.items():
            spine = known.cover.spine(paper, pages) if known.cover else None
            yield Offer(key, printer.name, paper, least, most, spine)
