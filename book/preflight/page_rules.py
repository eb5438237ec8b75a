"""Rules about pages: how many, how large, their boxes, blank ones, crop marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from book.model.settings import PT_PER_MM
from book.preflight.file_facts import FileFacts, PageFacts
from book.preflight.findings import Finding
from book.preflight.painted import Rect
from book.preflight.terms import JobTerms

SLACK = 1.2
"""pt by which a page may miss its size: a sixtieth of an inch, which programs round to."""
_A_MARK = 1.0
"""pt: crop marks are thinner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page stands to the trim: with bleed or without, and the trim within its media box as seen, in pt."""

    page: int
    bleeds: bool
    trim: Rect
    recto: bool


def count_rules(facts: FileFacts, terms: JobTerms) -> Iterator[Finding]:
    """Yield what is wrong with the number of pages and the trim, and with blank pages."""
    printer, number = terms.printer, len(facts.pages)
    offer = terms.binding.offer(terms.trim) if terms.trim else None
    what = f"{printer.name} {terms.binding.name}"
    if terms.trim and offer is None:
        sizes = ", ".join(one.trim.words for one in terms.binding.trims)
        message = f"{what} is not offered in {terms.trim.words or 'this size'}; it is in {sizes}"
        yield Finding("trim-not-offered", message)
    elif offer and terms.paper and terms.paper not in offer.pages:
        message = f"{what} in {offer.trim.words} is not printed on “{terms.paper}”; it is on {', '.join(offer.pages)}"
        yield Finding("paper-not-offered", message)
    elif terms.pages and number < terms.pages[0]:
        message = f"has {number} pages; {what} takes {terms.pages[0]} at least"
        yield Finding("page-count", f"the book {message}", f"{terms.pages[0] - number} are missing: write on")
    elif terms.pages and number > terms.pages[1]:
        message = (
            f"the book has {number:,} pages, {number - terms.pages[1]:,} more than {what} takes ({terms.pages[1]:,})"
        )
        yield Finding("page-count", message, "a larger trim, another paper, or volumes with `from` and `to`")
    elif number % printer.page_multiple:
        missing = -number % printer.page_multiple
        message = (
            f"the number of pages, {number}, is no multiple of {printer.page_multiple}: {printer.name} adds {missing}"
        )
        hint = f"end with {missing} blank page{'' if missing == 1 else 's'}"
        yield Finding("page-multiple", message, hint, None, "warning")
    yield from _blank_rules(facts, terms)


def _blank_rules(facts: FileFacts, terms: JobTerms) -> Iterator[Finding]:
    asked, last = terms.printer.interior, len(facts.pages) - 1
    if asked.last_page_blank and not facts.pages[last].painted.empty:
        message = f"the last page is not blank: {terms.printer.name} adds a leaf for its own barcode"
        yield Finding("last-page", message, "end with a blank page", last, "warning")
    position = 0
    for blank, run in groupby(facts.pages, key=lambda page: page.painted.empty):
        length = len(list(run))
        most = asked.most_blanks_at_end if position + length > last else asked.most_blanks
        if blank and most and length > most:
            message = f"{length} blank pages in a row; {terms.printer.name} takes {most} there"
            yield Finding("blank-pages", f"begins {message}", "", position)
        position += length


def box_rules(facts: FileFacts, terms: JobTerms) -> tuple[list[Finding], list[Frame]]:
    """Return what is wrong with sizes and boxes, and the frame of every page whose size is right."""
    findings: list[Finding] = []
    frames: list[Frame] = []
    usual = Counter(_rounded(page.size) for page in facts.pages).most_common(1)[0][0]
    for number, page in enumerate(facts.pages):
        if (wrong := _wrong_boxes(page)) is not None:
            findings.append(Finding("boxes", wrong, "export it again with every box from 0,0", number))
            continue
        if (marked := _crop_marks(page)) is not None:
            message = "shows crop marks or other printer's marks, which would be printed"
            findings.append(Finding("crop-marks", message, "export it without marks", number, "error", marked))
            continue
        if _rounded(page.size) != usual:
            width, height = _words(page.size)
            message = f"is {width} × {height} in; most pages are {' × '.join(_words(usual))} in"
            findings.append(Finding("page-sizes", message, "", number))
            continue
        frame = _frame(page, number, terms)
        if frame is not None:
            frames.append(frame)
        else:
            findings.append(_wrong_size(page, number, terms))
    return findings, frames


def _wrong_size(page: PageFacts, number: int, terms: JobTerms) -> Finding:
    trim = terms.trim
    size = " × ".join(_words(page.size))
    if trim is None:
        return Finding("trim-size", f"is {size} in", "", number)
    wanted = (trim.width * PT_PER_MM, trim.height * PT_PER_MM)
    if abs(page.size[0] - 2 * wanted[0]) < 40 and abs(page.size[1] - wanted[1]) < 20:
        return Finding(
            "spreads", "shows two pages side by side; printers take single pages", "export single pages", number
        )
    across, up = _with_bleed(terms)
    message = (
        f"is {size} in; for {' × '.join(_words(wanted))} it is that, or {' × '.join(_words((across, up)))} with bleed"
    )
    return Finding("trim-size", message, "", number)


def _with_bleed(terms: JobTerms) -> tuple[float, float]:
    binding, trim = terms.binding, terms.trim
    if trim is None:
        return 0.0, 0.0
    sides = 2 if binding.bleed_at_spine else 1
    return (trim.width + sides * binding.bleed) * PT_PER_MM, (trim.height + 2 * binding.bleed) * PT_PER_MM


def _frame(page: PageFacts, number: int, terms: JobTerms) -> Frame | None:
    """Return how a page stands to the trim, or None if its size is neither the trim nor the trim with bleed."""
    if terms.trim is None:
        return None
    width, height = page.size
    trim_width, trim_height = terms.trim.width * PT_PER_MM, terms.trim.height * PT_PER_MM
    recto = number % 2 == 0
    if abs(width - trim_width) <= SLACK and abs(height - trim_height) <= SLACK:
        return Frame(number, False, (0.0, 0.0, width, height), recto)
    bleed = terms.binding.bleed * PT_PER_MM
    across, up = _with_bleed(terms)
    if abs(width - across) > SLACK or abs(height - up) > SLACK:
        return None
    left = bleed if terms.binding.bleed_at_spine or not recto else 0.0
    return Frame(number, True, (left, bleed, left + trim_width, height - bleed), recto)


def _wrong_boxes(page: PageFacts) -> str | None:
    left, foot, right, top = page.media
    if right <= left or top <= foot:
        return "has an empty media box"
    if abs(left) > 0.01 or abs(foot) > 0.01:
        return f"has a media box from {left:g},{foot:g}: printers that begin at 0,0 shift the page"
    if page.rotate:
        return f"is turned by {page.rotate}°"
    for name, box in (("crop", page.crop), ("bleed", page.bleed), ("trim", page.trim)):
        if box and (box[0] < left - 0.02 or box[1] < foot - 0.02 or box[2] > right + 0.02 or box[3] > top + 0.02):
            return f"has a {name} box that reaches out of its media box"
    if page.trim and page.bleed and any(_outside(page.trim, page.bleed)):
        return "has a trim box that reaches out of its bleed box"
    if any(abs(a - b) > SLACK for a, b in zip(page.crop, page.media, strict=True)):
        return "has a crop box that hides a part of the page"
    return None


def _outside(inner: Rect, outer: Rect) -> Iterator[bool]:
    yield inner[0] < outer[0] - 0.02 or inner[1] < outer[1] - 0.02
    yield inner[2] > outer[2] + 0.02 or inner[3] > outer[3] + 0.02


def _crop_marks(page: PageFacts) -> Rect | None:
    """Return a thin line that lies wholly past the trim, in line with one of its edges; None without one."""
    if page.trim is None:
        return None
    left, foot, right, top = page.trim
    for rect in page.painted.lines:
        x0, y0, x1, y1 = rect
        across, up = x1 - x0, y1 - y0
        if min(across, up) > _A_MARK or not 4 < max(across, up) < 60:
            continue
        beside = (x1 <= left + 0.1 or x0 >= right - 0.1) and any(abs(y0 - edge) < 1.5 for edge in (foot, top))
        above = (y1 <= foot + 0.1 or y0 >= top - 0.1) and any(abs(x0 - edge) < 1.5 for edge in (left, right))
        if (across > up and beside) or (up > across and above):
            return rect
    return None


def _rounded(size: tuple[float, float]) -> tuple[float, float]:
    return round(size[0] / SLACK) * SLACK, round(size[1] / SLACK) * SLACK


def _words(size: tuple[float, float]) -> tuple[str, str]:
    width, height = (f"{side / 72:.3f}".rstrip("0").rstrip(".") for side in size)
    return width, height
