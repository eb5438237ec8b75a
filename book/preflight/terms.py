"""For whom, on what and how large a file is judged to be printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from book.guessing import did_you_mean
from book.model.printing import CoverPlan
from book.model.settings import PT_PER_MM, Trim
from book.preflight.file_facts import FileFacts
from book.preflight.printers import Binding, Pages, Printer, read_printers
from book.problems import BookError, Problem, Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class JobTerms:
    """A printer with the binding, paper and trim of one file; `pages` are the counts offered (None: not known)."""

    printer: Printer
    binding: Binding
    paper: str
    trim: Trim | None
    pages: Pages | None
    cover: CoverPlan | None = None

    @property
    def grey(self) -> bool:
        """Whether it is printed in black ink alone."""
        return self.cover is None and self.paper.startswith("bw")

    def inside(self, pages: int) -> float:
        """Return the inside margin in mm for a number of pages; beyond all bands, the widest."""
        bands = self.binding.bands
        return next((mm for _, most, mm in bands if pages <= most), bands[-1][2] if bands else 0.0)


def terms_of(wanted: str, trim: Trim | None, facts: FileFacts | None = None) -> JobTerms:
    """Return the terms of "PRINTER", "PRINTER/BINDING" or "PRINTER/BINDING/PAPER".

    Without a trim, it is the one of the first page, as its trim box or its size with or without bleed says.
    Raises `BookError` for a printer, binding or paper that is not known, with what is.
    """
    words = [word.strip().casefold() for word in wanted.split("/")]
    known = read_printers()
    printer = _chosen(words[0], known, "printer", "unknown-printer")
    bound = words[1] if len(words) > 1 and words[1] else "paperback"
    binding = _chosen(bound, printer.bindings, "binding", "binding-not-offered")
    offered = {paper: paper for paper in binding.papers}
    paper = _chosen(words[2], offered, "paper", "paper-not-offered") if len(words) > 2 and words[2] else ""
    if trim is None and facts is not None:
        trim = _trim_of(facts, binding)
    offer = binding.offer(trim) if trim else None
    pages = None
    if offer:
        counts = [offer.pages[paper]] if paper in offer.pages else list(offer.pages.values())
        pages = (min(least for least, _ in counts), max(most for _, most in counts))
    return JobTerms(printer, binding, paper, trim, pages)


def _chosen(word: str, known: Mapping[str, T], what: str, code: str) -> T:
    if word in known:
        return known[word]
    hint = did_you_mean(word, known, least=50) or f"known are {', '.join(known)}"
    message = f"the {what} “{word}” is not known; known are {', '.join(known)}"
    raise BookError([Problem(Source("--for"), code, message, hint)])


def _trim_of(facts: FileFacts, binding: Binding) -> Trim | None:
    page = facts.pages[0]
    width, height = (side / PT_PER_MM for side in page.size)
    if page.trim and page.trim != page.media:
        left, foot, right, top = page.trim
        width, height = (right - left) / PT_PER_MM, (top - foot) / PT_PER_MM
    across = binding.bleed * (2 if binding.bleed_at_spine else 1)
    for dw, dh in ((0.0, 0.0), (across, 2 * binding.bleed)):
        trim = Trim(round(width - dw, 3), round(height - dh, 3))
        for offer in binding.trims:
            if abs(offer.trim.width - trim.width) < 0.6 and abs(offer.trim.height - trim.height) < 0.6:
                return offer.trim
    return Trim(round(width, 3), round(height, 3), f"{width / 25.4:.3g}x{height / 25.4:.3g}")
