"""Real ink: pages rendered in grey, and where on them something is printed.

A letter may hang over its own box, so margins are judged by what is drawn, not by what the file says of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from book.preflight.painted import Rect

if TYPE_CHECKING:
    from PIL.Image import Image

PPI = 100
_WHITE = 250
"""Lighter greys are the softened edges of letters, not ink."""


class InkPages:
    """The pages of a PDF as pictures; use it in a `with`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def __enter__(self) -> InkPages:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(self._data)
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def page(self, number: int) -> Ink:
        """Return the ink of a page, 0-based."""
        page = self._document[number]
        try:
            picture = page.render(scale=PPI / 72, grayscale=True, may_draw_forms=False).to_pil()
            return Ink(picture, page.get_width(), page.get_height())
        finally:
            page.close()

    def letters(self, number: int) -> Iterator[Rect]:
        """Yield the boxes of the letters of a page, as far as they are drawn, in pt from the media box's corner."""
        import pypdfium2

        page = self._document[number]
        try:
            left, foot, _, _ = page.get_mediabox()
            text = page.get_textpage()
            for index in range(text.count_chars()):
                try:
                    a, b, c, d = text.get_charbox(index)
                except pypdfium2.PdfiumError:
                    continue
                if c > a and d > b:
                    yield a - left, b - foot, c - left, d - foot
            text.close()
        finally:
            page.close()


class Ink:
    """A page as ink and paper; rectangles are in pt from its lower left as seen."""

    def __init__(self, picture: Image, width: float, height: float) -> None:
        self._black = picture.convert("L").point([255 if grey < _WHITE else 0 for grey in range(256)])
        self._scale = PPI / 72
        self._width, self._height = width, height

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page in pt."""
        return self._width, self._height

    @property
    def whole(self) -> Rect | None:
        """The rectangle around all ink, or None on a blank page."""
        return self._within(0, 0, self._black.width, self._black.height)

    def inside(self, rect: Rect) -> Rect | None:
        """Return the rectangle around the ink within a rectangle, or None if there is none.

        Half a pixel (0.13 mm) at its inner edges is forgiven.
        """
        left, foot, right, top = rect
        x0, x1 = math.floor(left * self._scale), math.floor(right * self._scale)
        y0 = math.ceil((self._height - top) * self._scale)
        y1 = math.ceil((self._height - foot) * self._scale)
        return self._within(max(x0, 0), max(y0, 0), min(x1, self._black.width), min(y1, self._black.height))

    def _within(self, x0: int, y0: int, x1: int, y1: int) -> Rect | None:
        if x1 <= x0 or y1 <= y0:
            return None
        box = self._black.crop((x0, y0, x1, y1)).getbbox()
        if box is None:
            return None
        a, b, c, d = box
        scale = self._scale
        return (x0 + a) / scale, self._height - (y0 + d) / scale, (x0 + c) / scale, self._height - (y0 + b) / scale
