"""Spines and sheets of covers: from pages and paper to millimetres, as each printer counts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal

from book.model.printing import BarcodeZone, CoverPlan
from book.model.settings import MM_PER_INCH, Trim

EVERY_PAPER = "any"


@dataclass(frozen=True, slots=True)
class Spine:
    """A way from pages to the thickness of a spine, in inches: a formula, steps, or readings of a calculator."""

    per_page: float = 0.0
    constant: float = 0.0
    round_to: float = 0.0
    steps: tuple[tuple[int, float], ...] = ()
    readings: tuple[tuple[int, float], ...] = ()

    def inches(self, pages: int) -> float:
        """Return the thickness for a number of pages."""
        if self.steps:
            return next((spine for most, spine in self.steps if pages <= most), self.steps[-1][1])
        if self.readings:
            return _between(self.readings, pages)
        spine = pages * self.per_page + self.constant
        return round(round(spine / self.round_to) * self.round_to, 6) if self.round_to else spine


def _between(readings: Sequence[tuple[int, float]], pages: int) -> float:
    """Return what lies between two readings; beyond the last two, what their slope gives."""
    (left, low), (right, high) = next(
        (pair for pair in pairwise(readings) if pages <= pair[1][0]), (readings[-2], readings[-1])
    )
    return low + (high - low) * (pages - left) / (right - left)


@dataclass(frozen=True, slots=True)
class CoverRules:
    """What a printer asks of the cover of one binding; lengths in mm, spines by paper."""

    size: Literal["wrap", "case", "template"]
    spines: Mapping[str, Spine] = field(default_factory=dict)
    outer: float = 0.0
    board_width: float = 0.0
    board_height: float = 0.0
    joint: float = 0.0
    hinge: float = 0.0
    safe: float = 0.0
    spine_text_from: int = 0
    spine_margin: float = 0.0
    thin_spine: float = 0.0
    thin_spine_margin: float = 0.0
    barcode_from_bottom: float | None = None
    final: bool = True
    template: str = ""

    def spine(self, paper: str, pages: int) -> float | None:
        """Return the spine in mm, or None where no way to count it is known."""
        way = self.spines.get(paper) or self.spines.get(EVERY_PAPER)
        return None if way is None else way.inches(pages) * MM_PER_INCH

    def plan(
        self, trim: Trim, pages: int, spine: float, zone: BarcodeZone, *, printer: str, binding: str, paper: str
    ) -> CoverPlan:
        """Return the cover measured out for a trim, a number of pages and a spine in mm."""
        bottom = zone.from_bottom if self.barcode_from_bottom is None else self.barcode_from_bottom
        thin = spine < self.thin_spine
        return CoverPlan(
            printer=printer,
            binding=binding,
            paper=paper,
            trim=trim,
            pages=pages,
            spine=spine,
            outer=self.outer,
            panel=trim.width + self.board_width,
            height=trim.height + self.board_height,
            barcode=BarcodeZone(zone.width, zone.height, zone.from_spine, bottom, zone.placed),
            case=self.size == "case",
            joint=self.joint,
            hinge=self.hinge,
            safe=self.safe,
            spine_text=pages >= self.spine_text_from,
            spine_text_from=self.spine_text_from,
            spine_margin=self.thin_spine_margin if thin else self.spine_margin,
            final=self.final,
            template=self.template,
        )


def cover_rules(table: Mapping[str, Any]) -> CoverRules:
    """Return the rules of a `cover` table (`KeyError`, `ValueError` if it is not as the head of the file says)."""
    size = table["size"]
    if size == "template":
        spines = {paper: _spine(way) for paper, way in table.get("spine", {}).items()}
        return CoverRules("template", spines, final=False, template=table.get("template", ""))
    if size not in ("wrap", "case"):
        raise ValueError(f"size = {size!r}")

    def mm(key: str) -> float:
        return float(table.get(key, 0)) * MM_PER_INCH

    case = size == "case"
    bottom = table.get("barcode_from_bottom")
    return CoverRules(
        size=size,
        spines={paper: _spine(way) for paper, way in table["spine"].items()},
        outer=mm("wrap") if case else mm("bleed"),
        board_width=mm("board_width") if case else 0.0,
        board_height=mm("board_height") if case else 0.0,
        joint=mm("joint"),
        hinge=mm("hinge"),
        safe=mm("safe"),
        spine_text_from=int(table["spine_text_from"]),
        spine_margin=mm("spine_margin"),
        thin_spine=mm("thin_spine"),
        thin_spine_margin=mm("thin_spine_margin"),
        barcode_from_bottom=None if bottom is None else bottom * MM_PER_INCH,
        final=not table.get("template_is_final", False),
        template=table.get("template", ""),
    )


def _spine(way: Mapping[str, Any]) -> Spine:
    per_page = 1 / way["pages_per_inch"] if "pages_per_inch" in way else way.get("per_page", 0.0)
    return Spine(
        per_page=per_page,
        constant=way.get("constant", 0.0),
        round_to=way.get("round_to", 0.0),
        steps=tuple((most, spine) for most, spine in way.get("steps", ())),
        readings=tuple((pages, spine) for pages, spine in way.get("readings", ())),
    )
