"""What a printer asks of a file, and how a cover is measured out; lengths in mm unless a name ends in another unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from book.model.settings import Trim

PdfX = Literal["x1a", "x3", "x4"]
PDFX_NAMES: dict[str, str] = {"x1a": "PDF/X-1a:2001", "x3": "PDF/X-3:2002", "x4": "PDF/X-4"}


@dataclass(frozen=True, slots=True)
class Interior:
    """What a printer asks of a file beyond its margins; 0 and empty are not published, and not judged."""

    pdfx: tuple[PdfX, ...] = ()
    """The variants of PDF/X taken, best first."""
    pdfx_required: bool = False
    most_mb: float = 0.0
    least_ppi: float = 0.0
    refused_ppi: float = 0.0
    least_line: float = 0.0
    """In pt, as `least_text` and `black_text_to` (up to which black words are of black ink alone)."""
    least_text: float = 0.0
    black_text_to: float = 0.0
    least_tint: float = 0.0
    total_ink: float = 0.0
    """In percent of four inks."""
    colour: frozenset[str] = frozenset()
    """Of "grey", "rgb" and "cmyk"."""
    last_page_blank: bool = False
    most_blanks: int = 0
    most_blanks_at_end: int = 0


@dataclass(frozen=True, slots=True)
class BarcodeZone:
    """Where the barcode stands on the back: its size, from the fold of the spine, from the foot of the trim."""

    width: float
    height: float
    from_spine: float
    from_bottom: float
    placed: bool = False
    """Whether the printer puts one there without being asked."""


@dataclass(frozen=True, slots=True)
class CoverPlan:
    """A wrap cover measured out: back panel, joint, spine, joint, front panel, and `outer` (bleed or wrap) around."""

    printer: str
    binding: str
    paper: str
    trim: Trim
    pages: int
    spine: float
    outer: float
    panel: float
    """Width of the back or the front, from the outer edge of the board (or the trim) to the joint."""
    height: float
    """Of the board (or the trim)."""
    barcode: BarcodeZone
    case: bool = False
    joint: float = 0.0
    hinge: float = 0.0
    safe: float = 0.0
    spine_text: bool = True
    spine_text_from: int = 0
    spine_margin: float = 0.0
    final: bool = True
    """False where only the printer's own template says the last word."""
    template: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the whole sheet."""
        return 2 * self.outer + 2 * self.panel + 2 * self.joint + self.spine, 2 * self.outer + self.height

    @property
    def folds(self) -> tuple[float, float]:
        """Where the spine begins and ends, from the left edge of the sheet."""
        left = self.outer + self.panel + self.joint
        return left, left + self.spine
