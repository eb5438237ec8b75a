"""Lines judged: too full, too loose, too short at the end, hyphenated too often in a row, rivers through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from weasyprint.formatting_structure import boxes

from book.typeset.job import Finding
from book.typeset.paragraphs import Fragment, Paragraph, said

LOOSEST = 0.5
"""What justification may add to a word space, in em."""
LEAST_LETTERS = 5
"""What the last line of a paragraph holds at the least: Bringhurst, 2.4.6, has four."""
MOST_HYPHENS = 3
"""Hyphens that may end successive lines: Bringhurst, 2.4.3."""
RIVER_LINES = 4
_RIVER_SPACE = 0.4  # em: narrower word spaces make no river
_RIVER_WIDTH = 0.2  # em by which the spaces of successive lines lie above one another
_PROSE = frozenset({"p", "li", "dd"})
_TOLERANCE = 0.5  # px
_PT = 1024  # units of the text library


def judged(paragraph: Paragraph, *, prose: bool = True) -> Iterator[Finding]:
    """Yield what is wrong with the lines of a paragraph; the entries of lists may end as they please."""
    placed = [(fragment, line) for fragment in paragraph for line in fragment.lines]
    for fragment, line in placed:
        if over := _over(line, fragment.right):
            yield _finding("overfull", fragment, f"a line is {over:.1f} pt too wide", line)
        if (loose := _looseness(line)) > LOOSEST:
            yield _finding("loose", fragment, f"a loose line: its word spaces are {loose:.2f} em too wide", line)
    if prose:
        yield from _runt(placed)
    yield from _ladder(placed)
    yield from _river(placed)


def _finding(code: str, fragment: Fragment, message: str, line: Any) -> Finding:  # noqa: ANN401
    words = said(line)
    shown = words if len(words) <= 60 else words[:60].rpartition(" ")[0] + " …"
    return Finding(code, fragment.page, fragment.anchor, f"{message}: “{shown}”")


def _over(line: Any, right: float) -> float:  # noqa: ANN401
    """Return by how many pt the words of a line run out of their column."""
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox) and box.text.strip()]
    if not texts or line.style["overflow"] == "hidden":
        return 0.0
    end = max(box.position_x + box.width for box in texts)
    over = end - right
    return over * 0.75 if over > _TOLERANCE and line.style["direction"] == "ltr" else 0.0


def _looseness(line: Any) -> float:  # noqa: ANN401
    """Return what justification adds to a word space, in em."""
    widest = 0.0
    for box in line.descendants():
        if isinstance(box, boxes.TextBox) and " " in box.text:
            widest = max(widest, box.justification_spacing / box.style["font_size"])
    return widest


def _runt(placed: Sequence[tuple[Fragment, Any]]) -> Iterator[Finding]:
    fragment, last = placed[-1]
    if len(placed) < 2 or fragment.tag not in _PROSE:
        return
    words = said(last)
    if 0 < len(words.replace(" ", "")) < LEAST_LETTERS and not _holds_more(last):
        yield _finding("runt", fragment, "the last line of a paragraph is shorter than five letters", last)


def _holds_more(line: Any) -> bool:  # noqa: ANN401
    return any(isinstance(box, boxes.AtomicInlineLevelBox) for box in line.descendants())


def _ladder(placed: Sequence[tuple[Fragment, Any]]) -> Iterator[Finding]:
    run = 0
    for fragment, line in placed:
        run = run + 1 if said(line).endswith(("-", "‐")) else 0
        if run == MOST_HYPHENS + 1:
            yield _finding("ladder", fragment, f"more than {MOST_HYPHENS} lines in a row end in a hyphen", line)


def _river(placed: Sequence[tuple[Fragment, Any]]) -> Iterator[Finding]:
    """Yield a finding where wide word spaces of successive lines lie above one another."""
    streams: list[tuple[float, float, int]] = []
    told = False
    before: Fragment | None = None
    for fragment, line in placed:
        size = line.style["font_size"]
        wide = [gap for gap in _spaces(line) if gap[1] - gap[0] >= _RIVER_SPACE * size]
        if before is not fragment:
            streams = []
        streams = [(left, right, 1 + _above(streams, left, right, _RIVER_WIDTH * size)) for left, right in wide]
        longest = max((length for *_, length in streams), default=0)
        if longest == RIVER_LINES and not told:
            message = f"a river: word spaces lie above one another on {RIVER_LINES} lines"
            yield _finding("river", fragment, message, line)
        told = longest >= RIVER_LINES
        before = fragment


def _above(streams: Sequence[tuple[float, float, int]], left: float, right: float, width: float) -> int:
    """Return how many lines of spaces lie above a space, each over the next by at least a width."""
    return max((length for a, b, length in streams if min(b, right) - max(a, left) >= width), default=0)


def _spaces(line: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401
    """Yield where the word spaces of a justified line begin and end, in px."""
    if _looseness(line) <= 0:
        return
    texts = (box for box in line.descendants() if isinstance(box, boxes.TextBox) and " " in box.text.strip())
    yield from chain.from_iterable(map(_gaps, texts))


def _gaps(box: Any) -> Iterator[tuple[float, float]]:  # noqa: ANN401
    from weasyprint.text.ffi import ffi

    layout = box.pango_layout
    layout.reactivate(box.style)
    try:
        line, _ = layout.get_first_line()
        text = layout.text.encode()
        position = float(box.position_x)
        runs = line.runs
        while runs != ffi.NULL:
            glyphs, offset = runs.data.glyphs, runs.data.item.offset
            for number in range(glyphs.num_glyphs):
                width = glyphs.glyphs[number].geometry.width / _PT
                at = offset + glyphs.log_clusters[number]
                if text[at : at + 1] == b" ":
                    yield position, position + width
                position += width
            runs = runs.next
    finally:
        layout.deactivate()
