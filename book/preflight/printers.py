"""Printers as data: what `print_services.toml` says of each, with lengths in mm."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from book.model.printing import BarcodeZone, Interior
from book.model.settings import MM_PER_INCH, Trim
from book.preflight.spines import CoverRules, cover_rules

DATA = Path(__file__).with_name("print_services.toml")

_SAME_SIZE = 0.6
"""Sizes that differ by less (mm) are one trim: 129 × 198 mm is what printers call 5.06 × 7.81 in."""

Pages = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TrimOffer:
    """A trim with the page counts of each paper it may be printed on."""

    trim: Trim
    pages: Mapping[str, Pages]


@dataclass(frozen=True, slots=True)
class Binding:
    """What a printer asks of the pages of one binding. `custom` is (least, most) of other trims taken, if any."""

    name: str
    outside: float
    bands: tuple[tuple[int, int, float], ...]
    trims: tuple[TrimOffer, ...]
    custom: tuple[Trim, Trim] | None = None
    outside_bleed: float = 0.0
    bleed: float = 0.0
    bleed_at_spine: bool = False
    advice: bool = False
    """Whether the margins are advice: what lies nearer to the edge is a warning."""
    cover: CoverRules | None = None

    @property
    def papers(self) -> tuple[str, ...]:
        """Every paper offered, in the order of the data."""
        return tuple(dict.fromkeys(paper for offer in self.trims for paper in offer.pages))

    def offer(self, trim: Trim) -> TrimOffer | None:
        """Return what is offered for a trim; for a custom one, what the smallest listed trim that holds it has.

        Page counts of custom trims are not published.
        """
        for offer in self.trims:
            if _near(offer.trim.width, trim.width) and _near(offer.trim.height, trim.height):
                return offer
        if self.custom is None or not _between(trim, *self.custom):
            return None
        holding = [o for o in self.trims if o.trim.width >= trim.width and o.trim.height >= trim.height]
        return min(holding or self.trims, key=lambda o: o.trim.width * o.trim.height)


@dataclass(frozen=True, slots=True)
class Printer:
    """A printer: its key in the settings, its name, its bindings and its own names of papers."""

    key: str
    name: str
    page_multiple: int
    links: bool
    bookmarks: bool
    papers: Mapping[str, str]
    bindings: Mapping[str, Binding]
    interior: Interior = Interior()
    barcode: BarcodeZone = BarcodeZone(50.8, 30.48, 6.35, 6.35)


def read_printers(path: Path = DATA) -> Mapping[str, Printer]:
    """Return the printers of a data file by key (`KeyError`, `ValueError` if it is not as its head describes)."""
    return _read(path.read_text(encoding="utf-8"))


@cache
def _read(text: str) -> Mapping[str, Printer]:
    data = tomllib.loads(text)
    return {key: _printer(key, table) for key, table in sorted(data["printers"].items())}


def _printer(key: str, table: Mapping[str, Any]) -> Printer:
    return Printer(
        key=key,
        name=table["name"],
        page_multiple=table["page_multiple"],
        links=table["links"],
        bookmarks=table["bookmarks"],
        papers=dict(table["papers"]),
        bindings={name: _binding(name, binding) for name, binding in table["bindings"].items()},
        interior=_interior(table.get("interior", {})),
        barcode=_barcode(table.get("barcode", {})),
    )


def _interior(table: Mapping[str, Any]) -> Interior:
    said = {key: value for key, value in table.items() if key not in ("source", "confidence")}
    said["pdfx"] = tuple(said.get("pdfx", ()))
    said["colour"] = frozenset(said.get("colour", ()))
    return Interior(**said)


def _barcode(table: Mapping[str, Any]) -> BarcodeZone:
    width, height = (_mm(side) for side in table.get("size", (2.0, 1.2)))
    across, up = (_mm(table.get(key, 0.25)) for key in ("from_spine", "from_bottom"))
    return BarcodeZone(width, height, across, up, bool(table.get("placed", False)))


def _binding(name: str, table: Mapping[str, Any]) -> Binding:
    custom = table.get("custom")
    return Binding(
        name=name,
        outside=_mm(table["outside"]),
        bands=tuple((least, most, _mm(inside)) for least, most, inside in table["inside"]),
        trims=tuple(_trim_offers(table["trims"])),
        custom=custom and tuple(Trim.inches(w, h) for w, h in zip(custom["width"], custom["height"], strict=True)),
        outside_bleed=_mm(table.get("outside_bleed", table["outside"])),
        bleed=_mm(table.get("bleed", 0.125)),
        bleed_at_spine=bool(table.get("bleed_at_spine", False)),
        advice=bool(table.get("advice", False)),
        cover=cover_rules(table["cover"]) if "cover" in table else None,
    )


def _trim_offers(groups: list[Mapping[str, Any]]) -> Iterator[TrimOffer]:
    for group in groups:
        pages = {paper: (least, most) for paper, (least, most) in group["pages"].items()}
        for size in group["sizes"]:
            width, height = size.split("x")
            yield TrimOffer(Trim.inches(float(width), float(height)), pages)


def _mm(inches: float) -> float:
    return round(inches * MM_PER_INCH, 4)


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _SAME_SIZE


def _between(trim: Trim, least: Trim, most: Trim) -> bool:
    return (
        least.width - _SAME_SIZE < trim.width < most.width + _SAME_SIZE
        and least.height - _SAME_SIZE < trim.height < most.height + _SAME_SIZE
    )
