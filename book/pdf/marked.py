"""A marked copy: the pages as they are, with file and line of every block in the margin, for those who correct.

It is for the screen and the office printer: the marks are in Helvetica, which every program has, and a watermark
keeps it out of the shop.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from book.pdf.pagination import Page
from book.problems import Source
from book.typeset.job import Rect

if TYPE_CHECKING:
    import pikepdf

_SIZE = 5.5  # pt
_EDGE = 9.0  # pt from the edge of the page
_APART = 6.0  # pt between two marks
_FIGURE = 0.556  # of the size: the width of a figure of Helvetica
_WATERMARK = "marked copy"
_FONT = "/BookmakeMarks"

Tops = Mapping[str, tuple[int, Rect]]
"""Anchor → position of its first page in the file, and its box there in pt from the lower left."""


def tops_of(pages: Iterable[Page]) -> dict[str, tuple[int, Rect]]:
    """Return where every anchor begins."""
    found: dict[str, tuple[int, Rect]] = {}
    for position, page in enumerate(pages):
        if page.placed and page.page == 0:
            boxes = page.placed.laid.tops
            for anchor, first, _ in page.placed.laid.anchors:
                if anchor in boxes:
                    found.setdefault(anchor, (position + first, boxes[anchor]))
    return found


def mark(data: bytes, tops: Tops, sources: Mapping[str, Source], words: str) -> bytes:
    """Return a PDF with the sources of its blocks in the outer margins and `words` at the foot of every page."""
    import pikepdf

    marks: dict[int, dict[tuple[str, int], tuple[float, Source]]] = {}
    for anchor, (position, box) in tops.items():
        if source := sources.get(anchor):  # a quotation and its first paragraph are one line
            here, line = marks.setdefault(position, {}), (source.file, source.line)
            here[line] = max((box.top, source), here.get(line, (box.top, source)), key=lambda one: one[0])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        for number, page in enumerate(pdf.pages):
            _add_font(page, font)
            content = _page(page, number, sorted(marks.get(number, {}).values(), key=lambda one: -one[0]), words)
            page.contents_add(content.encode("cp1252", "replace"), prepend=True)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _add_font(page: pikepdf.Page, font: pikepdf.Object) -> None:
    from pikepdf import Dictionary

    resources = page.obj.get("/Resources")
    if resources is None:
        resources = page.obj["/Resources"] = Dictionary()
    if "/Font" not in resources:
        resources["/Font"] = Dictionary()
    resources["/Font"][_FONT] = font


def _page(page: pikepdf.Page, number: int, marks: list[tuple[float, Source]], words: str) -> str:
    left, bottom, right, top = (float(part) for part in page.trimbox)
    across, up = left + (right - left) / 4, bottom + (top - bottom) / 4
    lines = [
        f"q 0.9 g BT {_FONT} 44 Tf 0.7 0.7 -0.7 0.7 {across:.2f} {up:.2f} Tm ({_WATERMARK}) Tj ET",
        f"0.35 g BT {_FONT} {_SIZE} Tf {left + _EDGE:.2f} {bottom + _EDGE:.2f} Td ({_literal(words)}) Tj ET",
    ]
    recto = number % 2 == 0
    file, lowest = "", top
    for height, source in marks:
        y = lowest = min(height - _SIZE, lowest - _APART)
        if source.file != file:  # along the edge, downwards: margins are narrow
            file = source.file
            edge = right - _EDGE if recto else left + _EDGE - _SIZE / 2
            style = f"0.35 g BT {_FONT} {_SIZE} Tf 0 -1 1 0"
            lines.append(f"{style} {edge:.2f} {y + _SIZE:.2f} Tm ({_literal(file)}) Tj ET")
        shown = str(source.line)
        x = right - _EDGE - (len(shown) + 1) * _SIZE * _FIGURE if recto else left + _EDGE + _SIZE
        lines.append(f"0.35 g BT {_FONT} {_SIZE} Tf {x:.2f} {y:.2f} Td ({shown}) Tj ET")
    return "\n".join((*lines, "Q\n"))


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
