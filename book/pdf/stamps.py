"""The numbers that layout left out: folios, page references and locators, written over the zeros that stand for them.

A folio and a page reference are aligned in their box, which is as wide as the number. A locator is as wide as it is,
and the words after it in its line follow.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from book.pdf.faces import BookFaces, Glyph
from book.typeset.colour import written
from book.typeset.job import Link
from book.typeset.quire import Shown


@dataclass
class Stamped:
    """How far words of one page have moved, in px: of each line, and of each link with how much wider it became."""

    lines: dict[int, float] = field(default_factory=dict)
    links: dict[int, tuple[float, float]] = field(default_factory=dict)


class Stamper:
    """Writes numbers into the content of pages, in the faces of the book."""

    def __init__(self, faces: BookFaces) -> None:
        self._faces = faces
        self._shaped: dict[tuple[str, str, tuple[str, ...], float, float], tuple[float, bytes]] = {}

    def write(
        self,
        content: bytes,
        shown: Sequence[Shown],
        links: Sequence[Link],
        words: Mapping[int, str],
        stamped: Stamped,
    ) -> bytes:
        """Return content with its zeros replaced by `words`, which are by the number of their link.

        `shown` are the places of this content, in its order; how far they move is noted in `stamped`.
        """
        pieces: list[bytes] = []
        done = 0
        for one in shown:
            shift = stamped.lines.get(one.line, 0.0) if one.line else 0.0
            if one.link >= 0:
                link = links[one.link]
                width, show = self._stamp(link, words.get(one.link, ""))
                left = link.origin[0] if one.line else _left(link, width)
                wider = width - link.advance
                stamped.links[one.link] = (shift, wider)
                if one.line:
                    stamped.lines[one.line] = shift + wider
                place = written(left + shift)
                pieces += [content[done : one.x[0]], place, content[one.x[1] : one.what[0]], show]
                done = one.what[1]
            elif shift:
                pieces += [content[done : one.x[0]], written(one.left + shift)]
                done = one.x[1]
        return b"".join((*pieces, content[done:]))

    def _stamp(self, link: Link, words: str) -> tuple[float, bytes]:
        """Return how wide a number is, in px, and what shows it."""
        style = link.style
        if style is None or not words:
            return 0.0, b""
        key = (style.face, words, style.features, style.size, style.spacing)
        if key not in self._shaped:
            spacing = style.spacing * 1000 / style.size
            glyphs = self._faces[style.face].shape(words, style.features)
            width = (sum(glyph.advance + spacing for glyph in glyphs) - spacing) * style.size / 750  # px
            self._shaped[key] = (width, self._show(style.face, glyphs, spacing))
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


def _left(link: Link, width: float) -> float:
    """Return where a number begins: over its zeros, aligned as they are in their box."""
    align = link.style.align if link.style else "left"
    if align == "left":
        return link.origin[0]
    if align == "center":
        return link.origin[0] + (link.advance - width) / 2
    return link.origin[0] + link.advance - width
