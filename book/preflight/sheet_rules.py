"""Rules about a whole cover: its size, words too near folds and edges, words on a spine too thin for them."""

from __future__ import annotations

from collections.abc import Iterator

from book.model.printing import CoverPlan
from book.model.settings import PT_PER_MM
from book.preflight.file_facts import FileFacts
from book.preflight.findings import Finding
from book.preflight.ink import InkPages
from book.preflight.page_rules import SLACK
from book.preflight.painted import Rect

_FORGIVEN = 0.8


def sheet_rules(facts: FileFacts, plan: CoverPlan) -> Iterator[Finding]:
    """Yield what is wrong with the sheet of a cover."""
    if len(facts.pages) != 1:
        yield Finding("cover-pages", f"a cover is one page; the file has {len(facts.pages)}")
        return
    width, height = plan.size
    page = facts.pages[0]
    left, foot = page.media[:2]
    if abs(left) > 0.01 or abs(foot) > 0.01 or page.rotate:
        yield Finding("boxes", "has a media box that does not begin at 0,0, or is turned", "", 0)
    if abs(page.size[0] - width * PT_PER_MM) > SLACK or abs(page.size[1] - height * PT_PER_MM) > SLACK:
        has = " × ".join(f"{side / 72:.3f}" for side in page.size)
        wanted = f"{width / 25.4:.3f} × {height / 25.4:.3f}"
        message = (
            f"the cover is {has} in; for {plan.pages} pages it is {wanted} in, its spine {plan.spine / 25.4:.3f} in"
        )
        yield Finding("cover-size", message, "bookmake cover makes it anew; --template makes a sheet to draw on")
        return
    with InkPages(facts.data) as pages:
        letters = list(pages.letters(0))
        ink = pages.page(0)
    whole = (0.0, 0.0, width * PT_PER_MM, height * PT_PER_MM)
    corners = [ink.inside(corner) for corner in _edges(whole)]
    if 0 < sum(one is not None for one in corners) < 4:
        message = "some edges are printed and others are white: the ground must run to all edges of the sheet"
        yield Finding("no-bleed", message, "", 0, "warning")
    yield from _words(letters, plan)


def _edges(whole: Rect) -> Iterator[Rect]:
    left, foot, right, top = whole
    yield left, foot, right, foot + 1.5
    yield left, top - 1.5, right, top
    yield left, foot, left + 1.5, top
    yield right - 1.5, foot, right, top


def _words(letters: list[Rect], plan: CoverPlan) -> Iterator[Finding]:
    pt = PT_PER_MM
    width, height = plan.size
    fold_left, fold_right = (fold * pt for fold in plan.folds)
    edge = (plan.outer + plan.safe) * pt - _FORGIVEN
    for rect in letters:
        x0, y0, x1, y1 = rect
        if y0 < edge or y1 > height * pt - edge or x0 < edge or x1 > width * pt - edge:
            message = f"has words within {plan.safe / 25.4:.3f} in of the cut"
            yield Finding("outside-margin", message, "move them towards the middle of the panel", 0, "error", rect)
            break
    on_spine = [rect for rect in letters if rect[0] < fold_right and rect[2] > fold_left]
    if on_spine and not plan.spine_text:
        message = f"has words on the spine; {plan.printer} prints none under {plan.spine_text_from} pages"
        yield Finding("spine-text", message, "leave the spine without words", 0, "error", on_spine[0])
        return
    margin = plan.spine_margin * pt - _FORGIVEN
    for rect in on_spine:
        if rect[0] < fold_left + margin or rect[2] > fold_right - margin:
            message = f"has words within {plan.spine_margin / 25.4:.4f} in of a fold of the spine"
            yield Finding("spine-text", message, "smaller words on the spine", 0, "error", rect)
            return
