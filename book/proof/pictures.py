"""Pages as pictures, drawn when they are looked at and kept while there is room."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST, NARROWEST = 2400, 40
"""Pixels a page may be drawn wide."""
_STEP = 40
"""Widths are rounded up to a multiple of this, so that a window dragged wider does not draw every page anew."""
_MOST_BYTES = 120_000_000

_ENGINE = threading.Lock()
"""PDFium is not made for threads (https://pypdfium2.readthedocs.io): one page at a time."""


class PagePictures:
    """The pages of several PDFs as PNG, by the name of the PDF and the page's position."""

    def __init__(self) -> None:
        self._files: dict[str, bytes] = {}
        self._open: dict[str, Any] = {}
        self._drawn: OrderedDict[tuple[str, int, int], bytes] = OrderedDict()
        self._size = 0

    def put(self, name: str, data: bytes) -> None:
        """Take over a PDF."""
        with _ENGINE:
            self._forget(name)
            self._files[name] = data

    def drop(self, keep: frozenset[str]) -> None:
        """Forget every PDF but these."""
        with _ENGINE:
            for name in [name for name in self._files if name not in keep]:
                self._forget(name)

    def _forget(self, name: str) -> None:
        self._files.pop(name, None)
        document = self._open.pop(name, None)
        if document is not None:
            document.close()
        for key in [key for key in self._drawn if key[0] == name]:
            self._size -= len(self._drawn.pop(key))

    def size(self, name: str) -> tuple[float, float]:
        """Return width and height of the first page in pt (`KeyError` if there is no such PDF)."""
        with _ENGINE:
            page = self._document(name)[0]
            width, height = page.get_size()
            return float(width), float(height)

    def picture(self, name: str, page: int, width: int) -> bytes:
        """Return a page as PNG, `width` pixels wide (`KeyError` if there is no such PDF or page)."""
        width = max(NARROWEST, min(WIDEST, -(-width // _STEP) * _STEP))
        key = (name, page, width)
        with _ENGINE:
            if (known := self._drawn.get(key)) is not None:
                self._drawn.move_to_end(key)
                return known
            drawn = self._draw(name, page, width)
            self._drawn[key] = drawn
            self._size += len(drawn)
            while self._size > _MOST_BYTES and len(self._drawn) > 1:
                self._size -= len(self._drawn.popitem(last=False)[1])
        return drawn

    def small_picture(self, name: str, page: int, width: int) -> bytes:
        """Return a page as WebP, which takes a fifth of the room (`KeyError` as above)."""
        out = io.BytesIO()
        with _ENGINE:
            self._drawing(name, page, width).save(out, "WEBP", quality=82, method=2)
        return out.getvalue()

    def _draw(self, name: str, page: int, width: int) -> bytes:
        out = io.BytesIO()
        self._drawing(name, page, width).save(out, "PNG", compress_level=1)
        return out.getvalue()

    def _drawing(self, name: str, page: int, width: int) -> Image:
        document = self._document(name)
        if not 0 <= page < len(document):
            raise KeyError(page)
        sheet = document[page]
        drawing: Image = sheet.render(scale=width / sheet.get_width()).to_pil()
        return drawing

    def _document(self, name: str) -> Any:  # noqa: ANN401 -- pypdfium2 publishes no types
        if name not in self._open:
            import pypdfium2

            self._open[name] = pypdfium2.PdfDocument(self._files[name])
        return self._open[name]
