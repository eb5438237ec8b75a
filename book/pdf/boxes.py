"""The boxes of pages, in pt, exact from 0,0: media and bleed box, and the trim box within them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from book.model.edition import Edition
from book.model.settings import PT_PER_MM

Box = tuple[Decimal, Decimal, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Width and height of the media box in pt, and the bleed within it on each side."""

    width: float
    height: float
    bleed: float

    @classmethod
    def of(cls, edition: Edition) -> Boxes:
        """Return the boxes of an edition's pages (`ValueError` if it has no geometry)."""
        if edition.geometry is None:
            raise ValueError("an edition without geometry has no pages")
        width, height, bleed = edition.geometry.width, edition.geometry.height, edition.geometry.bleed
        return cls((width + 2 * bleed) * PT_PER_MM, (height + 2 * bleed) * PT_PER_MM, bleed * PT_PER_MM)

    @property
    def media(self) -> Box:
        """The media box, which is the bleed box too."""
        return (Decimal(0), Decimal(0), plain(self.width), plain(self.height))

    @property
    def trim(self) -> Box:
        """The trim box."""
        near = plain(self.bleed)
        return (near, near, plain(self.width) - near, plain(self.height) - near)


def plain(length: float) -> Decimal:
    """Return a length as a PDF has it: to a thousandth of a point, without trailing zeros."""
    rounded = Decimal(str(round(length, 3)))
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded.normalize()
