"""The digits that layout left out: folios and page references, drawn into their boxes in the theme's faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from book.pdf.colour import grey_of, written
from book.pdf.faces import BookFaces, Glyph
from book.typeset.job import Link, TextStyle


@dataclass(frozen=True, slots=True)
class Stamp:
    """Words to be written into a box."""

    link: Link
    words: str


class Stamper:
    """Writes stamps as content; `names` gives the resource name of each face it used."""

    def __init__(self, faces: BookFaces, *, grey: bool) -> None:
        self._faces = faces
        self._grey = grey
        self._shaped: dict[tuple[str, str, tuple[str, ...]], list[Glyph]] = {}
        self.names: dict[str, str] = {}

    def content(self, stamps: Sequence[Stamp]) -> bytes:
        """Return the content that draws stamps on one page whose origin is its lower left corner."""
        return b"".join(self._draw(stamp) for stamp in stamps)

    def _draw(self, stamp: Stamp) -> bytes:
        style = stamp.link.style
        if style is None or not style.face or not stamp.words:
            return b""
        name = self.names.setdefault(style.face, f"B{len(self.names)}")
        glyphs = self._shape(style, stamp.words)
        spacing = style.spacing * 1000 / style.size
        width = (sum(glyph.advance + spacing for glyph in glyphs) - spacing) * style.size / 1000
        left = _left(stamp.link, style, width)
        return b"".join(
            (
                b"q BT ",
                _paint(style, grey=self._grey),
                b" /",
                name.encode(),
                b" ",
                written(style.size),
                b" Tf 1 0 0 1 ",
                written(left, style.baseline),
                b" Tm ",
                self._show(style.face, glyphs, spacing),
                b" ET Q\n",
            )
        )

    def _shape(self, style: TextStyle, words: str) -> list[Glyph]:
        key = (style.face, words, style.features)
        if key not in self._shaped:
            self._shaped[key] = self._faces[style.face].shape(words, style.features)
        return self._shaped[key]

    def _show(self, url: str, glyphs: Sequence[Glyph], spacing: float) -> bytes:
        widths = self._faces[url].widths
        shown = b""
        for glyph in glyphs:
            shown += f"<{glyph.id:04x}>".encode()
            back = widths[glyph.id] - glyph.advance - spacing
            if abs(back) >= 0.5:
                shown += written(back)
        return b"[" + shown.replace(b"><", b"") + b"] TJ"


def _left(link: Link, style: TextStyle, width: float) -> float:
    rect = link.rect
    if style.align == "left":
        return rect.left
    if style.align == "center":
        return (rect.left + rect.right - width) / 2
    return rect.right - width


def _paint(style: TextStyle, *, grey: bool) -> bytes:
    red, green, blue = style.colour
    if grey or red == green == blue:
        return written(grey_of(red, green, blue)) + b" g"
    return written(red, green, blue) + b" rg"
