"""Pictures of the pages on which something was found, with the fault framed."""

from __future__ import annotations

import io
from collections.abc import Iterator

from book.preflight.findings import Finding

MOST = 24
"""Pages shown; a fault of the theme is on all of them."""
_PPI = 100
_COLOURS = {"error": (214, 32, 32), "warning": (230, 140, 0)}


def marked_pages(data: bytes, findings: tuple[Finding, ...]) -> Iterator[tuple[int, bytes]]:
    """Yield the number of each page (0-based) with findings and its picture as PNG, the first `MOST` of them."""
    import pypdfium2
    from PIL import Image, ImageDraw

    by_page: dict[int, list[Finding]] = {}
    for one in findings:
        if one.page is not None:
            by_page.setdefault(one.page, []).append(one)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in sorted(by_page)[:MOST]:
            if number >= len(document):
                continue
            page = document[number]
            picture: Image.Image = page.render(scale=_PPI / 72).to_pil().convert("RGB")
            page.close()
            draw = ImageDraw.Draw(picture)
            for one in by_page[number]:
                _frame(draw, picture, one)
            out = io.BytesIO()
            picture.save(out, "PNG")
            yield number, out.getvalue()
    finally:
        document.close()


def _frame(draw: object, picture: object, one: Finding) -> None:
    from PIL import Image, ImageDraw

    if not isinstance(draw, ImageDraw.ImageDraw) or not isinstance(picture, Image.Image):
        raise TypeError
    scale = _PPI / 72
    rect = one.rect or (0.0, 0.0, picture.width / scale, picture.height / scale)
    left, top = rect[0] * scale - 4, picture.height - rect[3] * scale - 4
    right, foot = rect[2] * scale + 4, picture.height - rect[1] * scale + 4
    left, top = max(left, 1.0), max(top, 1.0)
    right, foot = min(max(right, left + 6), picture.width - 2.0), min(max(foot, top + 6), picture.height - 2.0)
    colour = _COLOURS[one.severity]
    draw.rectangle((min(left, right - 1), min(top, foot - 1), right, foot), outline=colour, width=3)
    draw.text((max(min(left, picture.width - 140), 2), min(foot + 2, picture.height - 14)), one.rule, fill=colour)
