"""Annotations of a PDF: highlighted, underlined, struck and circled words, and notes stuck beside a line.

Source: ISO 32000-2, 12.5.6 (annotation types).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from book.notes.mark import Mark

if TYPE_CHECKING:
    import pypdfium2

_MARKED = frozenset({"/Highlight", "/Underline", "/Squiggly", "/StrikeOut"})
_DRAWN = frozenset({"/Ink", "/Square", "/Circle", "/Line", "/Polygon", "/PolyLine"})
"""Drawn with a pen: the words under them are meant."""
_STUCK = frozenset({"/Text", "/FreeText", "/Caret"})
_LINE = 14.0  # pt: a line and its leading, around the point where a note is stuck
_WIDE = 10_000.0
_SLACK = 1.0


def read_annotations(data: bytes) -> tuple[Mark, ...]:
    """Return the marks of a PDF, in the order of its pages. Raises `ValueError`."""
    import pikepdf
    import pypdfium2

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf, pypdfium2.PdfDocument(data) as shown:
            return tuple(mark for number, page in enumerate(pdf.pages) for mark in _marks(page, number, shown))
    except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
        raise ValueError(f"not a whole PDF: {error}") from error


def _marks(page: Any, number: int, shown: pypdfium2.PdfDocument) -> Iterator[Mark]:  # noqa: ANN401
    annotations = page.get("/Annots")
    if annotations is None:
        return
    text = shown[number].get_textpage()
    place = f"page {page.label}" if hasattr(page, "label") else f"page {number + 1}"
    for one in annotations:
        kind, note = str(one.get("/Subtype", "")), " ".join(str(one.get("/Contents", "")).split())
        box = [float(part) for part in one.get("/Rect", [])]
        if kind in _MARKED | _DRAWN:
            words = " ".join(_under(text, _quads(one, box)))
        elif kind in _STUCK and note and len(box) == 4:
            middle = (box[1] + box[3]) / 2
            words = text.get_text_bounded(0, middle - _LINE / 2, _WIDE, middle + _LINE / 2)
        else:
            continue
        yield Mark(" ".join(words.replace("\ufffe", "").split()), note, place)


def _quads(one: Any, box: list[float]) -> list[float]:  # noqa: ANN401
    """Return the corners of an annotation's quadrilaterals, eight numbers each: those of its box if it has none.

    A stroke lower than a line of text is drawn under it.
    """
    if "/QuadPoints" in one:
        return [float(part) for part in one.QuadPoints]
    if len(box) != 4:
        return []
    left, bottom, right, top = box
    top = max(top, bottom + _LINE)
    return [left, top, right, top, left, bottom, right, bottom]


def _under(text: Any, quads: list[float]) -> Iterator[str]:  # noqa: ANN401
    """Yield the words under each quadrilateral, a line of text each."""
    for start in range(0, len(quads) - 7, 8):
        xs, ys = quads[start : start + 8 : 2], quads[start + 1 : start + 8 : 2]
        yield text.get_text_bounded(min(xs) - _SLACK, min(ys) + _SLACK, max(xs) + _SLACK, max(ys) - _SLACK)
