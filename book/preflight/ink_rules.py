"""Rules about ink: what lies too near the binding or the edge, and what runs off a page without bleed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from book.model.settings import PT_PER_MM
from book.preflight.file_facts import FileFacts
from book.preflight.findings import Finding
from book.preflight.ink import Ink, InkPages
from book.preflight.page_rules import Frame
from book.preflight.painted import Rect
from book.preflight.terms import JobTerms
from book.problems import Severity

_TOUCHES = 0.75
"""pt from the edge within which ink is meant to run off it."""
_FORGIVEN = 0.8
"""pt that a margin may be short of: less than a rendered pixel."""
_A_PICTURE = 14.0
"""pt: what reaches the edge over less than this is a slip of words or lines, not a picture that runs off."""


def ink_rules(facts: FileFacts, terms: JobTerms, frames: Sequence[Frame]) -> Iterator[Finding]:
    """Yield pages whose ink leaves the safe area, as rendered."""
    inside = terms.inside(len(facts.pages)) * PT_PER_MM
    severity: Severity = "warning" if terms.binding.advice else "error"
    with InkPages(facts.data) as pages:
        for frame in frames:
            if facts.pages[frame.page].painted.empty:
                continue
            if frame.bleeds:
                yield from _with_bleed(pages, terms, frame, inside, severity)
            else:
                yield from _without_bleed(pages.page(frame.page), terms, frame, inside, severity)


def _without_bleed(ink: Ink, terms: JobTerms, frame: Frame, inside: float, severity: Severity) -> Iterator[Finding]:
    left, foot, right, top = frame.trim
    if (touching := _runs_off(ink, frame)) is not None:
        message = "runs to the edge of the page, but the file has no bleed: a white sliver would show"
        hint = f"make every page {_inches(terms.binding.bleed)} larger where it is cut"
        yield Finding("no-bleed", message, hint, frame.page, "error", touching)
        return
    near = ink.inside(_binding_strip(frame, inside - _FORGIVEN))
    if near is not None:
        yield _too_near(frame, inside, near, severity)
    outside = terms.binding.outside * PT_PER_MM - _FORGIVEN
    edge = right - outside if frame.recto else left
    strips = ((left, foot, right, foot + outside), (left, top - outside, right, top), (edge, foot, edge + outside, top))
    for strip in strips:
        if (found := ink.inside(strip)) is not None:
            wanted = terms.binding.outside
            message = f"prints within {_inches(wanted)} of the edge, where the knife may reach"
            yield Finding("outside-margin", message, "", frame.page, severity, found)
            return


def _runs_off(ink: Ink, frame: Frame) -> Rect | None:
    """Return what runs off the page at head, foot or fore-edge."""
    left, foot, right, top = frame.trim
    edge = (right - _TOUCHES, foot, right, top) if frame.recto else (left, foot, left + _TOUCHES, top)
    for strip in ((left, foot, right, foot + _TOUCHES), (left, top - _TOUCHES, right, top), edge):
        found = ink.inside(strip)
        if found is not None and max(found[2] - found[0], found[3] - found[1]) >= _A_PICTURE:
            return found
    return None


def _with_bleed(pages: InkPages, terms: JobTerms, frame: Frame, inside: float, severity: Severity) -> Iterator[Finding]:
    """Judge letters alone on a page with bleed: pictures may run anywhere; what runs off must reach the edge."""
    ink = pages.page(frame.page)
    left, foot, right, top = frame.trim
    outside = terms.binding.outside_bleed * PT_PER_MM - _FORGIVEN
    safe = [left + outside, foot + outside, right - outside, top - outside]
    safe[0 if frame.recto else 2] = left + inside - _FORGIVEN if frame.recto else right - inside + _FORGIVEN
    whole = ink.whole
    if whole is not None and not (whole[0] < safe[0] or whole[1] < safe[1] or whole[2] > safe[2] or whole[3] > safe[3]):
        return
    letters = list(pages.letters(frame.page))
    for rect in letters:
        if (frame.recto and rect[0] < safe[0]) or (not frame.recto and rect[2] > safe[2]):
            yield _too_near(frame, inside, rect, severity)
            return
    for rect in letters:
        if rect[0] < safe[0] or rect[1] < safe[1] or rect[2] > safe[2] or rect[3] > safe[3]:
            message = f"has words within {_inches(terms.binding.outside_bleed)} of the edge, where the knife may reach"
            yield Finding("outside-margin", message, "", frame.page, severity, rect)
            return
    yield from _stops_short(ink, frame)


def _stops_short(ink: Ink, frame: Frame) -> Iterator[Finding]:
    """Find pictures that reach past the trim but not to the end of the bleed."""
    left, foot, right, top = frame.trim
    width, height = ink.size
    sides = (
        ((left, top, right, height), (left, height - 1.5, right, height)),
        ((left, 0.0, right, foot), (left, 0.0, right, 1.5)),
        ((right, foot, width, top), (width - 1.5, foot, width, top)) if frame.recto else (
            (0.0, foot, left, top), (0.0, foot, 1.5, top)
        ),
    )  # fmt: skip
    for past, end in sides:
        found = ink.inside(past)
        if found is not None and ink.inside(end) is None:
            message = "runs over the edge of the trim but not to the end of the bleed"
            yield Finding("no-bleed", message, "let it run to the edge of the page", frame.page, "error", found)
            return


def _binding_strip(frame: Frame, inside: float) -> Rect:
    left, foot, right, top = frame.trim
    return (left, foot, left + inside, top) if frame.recto else (right - inside, foot, right, top)


def _too_near(frame: Frame, inside: float, rect: Rect, severity: Severity) -> Finding:
    left, _, right, _ = frame.trim
    has = (rect[0] - left if frame.recto else right - rect[2]) / PT_PER_MM
    wanted = inside / PT_PER_MM
    message = f"prints within the inside margin (gutter): it needs {_inches(wanted)}, and has {_inches(max(has, 0.0))}"
    return Finding("inside-margin", message, "a wider inside margin", frame.page, severity, rect)


def _inches(mm: float) -> str:
    return f"{mm / 25.4:.3f}".rstrip("0").rstrip(".") + " in"
