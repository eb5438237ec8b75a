"""Copyfitting: a document is tried on the rungs of a ladder until it fills its pages, and no more.

A rung is a set of classes on `<body>`, the roomiest first; what they do is the theme's. Tried are as few rungs as
can be: from how far a trial fell short or went over follows which to try next. The search asks nothing but the
document, so its answer is the same however many processes there are and whatever was laid out before.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from book.typeset.job import Fitted
from book.typeset.measuring import Extent, bottom, content, extent, leading, lines, move, shown, words_in
from book.typeset.mending import mended

AT_FOOT = "at-foot"
"""The class of what stands at the foot of the last page once its chapter is fitted."""
_BODY = re.compile(r'(<body\b[^>]*?\bclass=")')
_ROUNDING = 0.05  # lines


@dataclass(frozen=True, slots=True)
class _Trial:
    """A document laid out on one rung; `spare` is the room left over in lines, negative if it does not fit."""

    document: Any
    spare: float

    @property
    def fits(self) -> bool:
        return self.spare > -_ROUNDING


def fit(html: str, rungs: Sequence[str], pages: int, lay_out: Callable[[str], Any]) -> tuple[Any, Fitted]:
    """Return a document laid out on the first rung that fits it to `pages` pages, and how it fits.

    `lay_out` takes the document's HTML. Without one that fits, the last rung is taken.
    """
    tried: dict[int, _Trial] = {}

    def trial(rung: int) -> _Trial:
        if rung not in tried:
            document = lay_out(_on(html, rungs[rung]))
            tried[rung] = _Trial(document, _spare(document, pages))
        return tried[rung]

    chosen = _climb(len(rungs), trial)
    best = trial(chosen)
    document = best.document
    if best.fits:
        document = mended(_on(html, rungs[chosen]), document, lay_out, lambda other: _spare(other, pages) > -_ROUNDING)
    return document, _fitted(document, chosen, pages)


def _on(html: str, rung: str) -> str:
    """Return a document on a rung."""
    return _BODY.sub(lambda found: f"{found[1]}{rung} ", html, count=1)


def _climb(count: int, trial: Callable[[int], _Trial]) -> int:
    """Return the first rung that fits, or the last.

    A rung gives about a line more than the one before it; the search goes on until the rung before the answer is
    known not to fit, or cannot since less than a line is left.
    """
    fails, fits = -1, count
    rung = count // 2
    while fits - fails > 1:
        here = trial(rung)
        if here.fits:
            fits = rung
            if here.spare < 1 - _ROUNDING:
                break
            rung -= max(1, math.floor(here.spare))
        else:
            fails = rung
            rung += max(1, math.ceil(-here.spare))
        rung = min(max(rung, fails + 1), fits - 1)
    return min(fits, count - 1)


def _spare(document: Any, pages: int) -> float:  # noqa: ANN401 -- the engine's types are not public
    """Return how many lines are left on the last of `pages` pages, or minus how many are too many."""
    line = leading(document.pages[0])
    extents = [extent(page) for page in document.pages]
    if len(extents) <= pages:
        missing = pages - len(extents)
        return (extents[-1].free + missing * (extents[-1].limit - extents[-1].top)) / line
    return -max(_over(extents, pages), line) / line


def _over(extents: Sequence[Extent], pages: int) -> float:
    """Return by how much (px) content is too long: what stands beyond the last page, less what it left free there."""
    return sum(one.used for one in extents[pages:]) - extents[pages - 1].free


def _fitted(document: Any, rung: int, pages: int) -> Fitted:  # noqa: ANN401
    line = leading(document.pages[0])
    extents = [extent(page) for page in document.pages]
    if len(extents) > pages:
        over = max(_over(extents, pages), line)
        return Fitted(rung, pages, words=max(1, math.ceil(over / line * _words_a_line(document))))
    short = (pages - len(extents)) + extents[-1].free / (extents[-1].limit - extents[-1].top)
    _to_the_foot(document, line)
    return Fitted(rung, pages, short=round(short, 3))


def _words_a_line(document: Any) -> float:  # noqa: ANN401
    """Return how many words a full line of the document's text holds."""
    counts = sorted(
        len(words_in(line).split()) for page in document.pages for one in content(page) for line in lines(one)
    )
    return max(1.0, float(counts[len(counts) * 3 // 4])) if counts else 1.0


def _to_the_foot(document: Any, line: float) -> None:  # noqa: ANN401
    """Move what stands at the foot of the last page down to it, so that its last line is on the grid of the text."""
    page = document.pages[-1]
    earlier = {box.element for one in document.pages[:-1] for box in _marked(one)}
    found = [box for box in _marked(page) if box.element not in earlier]
    if not found:
        return
    last = max(bottom(box) for box in shown(found[-1]))
    down = _foot(document.pages, line) - last
    if down > 0 and extent(page).end - last < 1:  # nothing stands below it
        move(found[-1], down)
        from weasyprint.document import Page

        document.pages = [*document.pages[:-1], Page(page._page_box)]  # noqa: SLF001 -- reads off anchors again


def _foot(pages: Sequence[Any], line: float) -> float:
    """Return where the last line of the last page is to end: with the page facing it, if that wants a line only."""
    here = extent(pages[-1])
    foot = here.top + math.floor((here.limit - here.top) / line + _ROUNDING) * line
    if len(pages) < 2 or pages[-1]._page_box.page_type.side != "right":  # noqa: SLF001
        return foot
    facing = extent(pages[-2])
    end = facing.top + math.floor((facing.end - facing.top) / line + _ROUNDING) * line
    return end if foot - 1.5 * line < end < foot and end >= here.end else foot


def _marked(page: Any) -> list[Any]:  # noqa: ANN401
    return [box for one in content(page) for box in _with_class(one)]


def _with_class(box: Any) -> list[Any]:  # noqa: ANN401
    element = box.element
    attributes: Mapping[str, str] = element.attrib if element is not None and hasattr(element, "attrib") else {}
    if AT_FOOT in attributes.get("class", "").split():
        return [box]
    return [found for child in getattr(box, "children", ()) for found in _with_class(child)]
