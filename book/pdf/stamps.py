"""The numbers that layout left out: folios and page references, written over the zeros that stand for them.

The engine draws a box's zeros in the right face, size and colour, at a place it tells. There, and nowhere else in
the content, the glyphs are replaced: so a number is read, searched and copied where it is seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from book.pdf.colour import written
from book.pdf.faces import BookFaces, Glyph
from book.typeset.job import Link, TextStyle

_SHOWN = re.compile(
    rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm\n"  # where
    rb"((?:/[^\s/]+ [\d.]+ Tf\n)?)"  # in which face, unless it is the same as before
    rb"\[[^\]]*\] TJ"  # what
)
_SAME = 0.01  # px


@dataclass(frozen=True, slots=True)
class Stamp:
    """A number, and the page box it is written into."""

    link: Link
    words: str


class Stamper:
    """Writes numbers into the content of pages, in the faces of the book."""

    def __init__(self, faces: BookFaces) -> None:
        self._faces = faces
        self._shaped: dict[tuple[str, str, tuple[str, ...]], list[Glyph]] = {}

    def write(self, content: bytes, stamps: Sequence[Stamp]) -> tuple[bytes, list[Stamp]]:
        """Return content with its zeros replaced, and the stamps whose zeros are not in it."""
        if not stamps:
            return content, []
        missing = list(stamps)
        changes: list[tuple[int, int, bytes]] = []
        for start in sorted({start for stamp in stamps for start in _starts(stamp.link.origin[0])}):
            at = content.find(start)
            while at >= 0:
                found = _SHOWN.match(content, at)
                stamp = _at(missing, found) if found else None
                if found and stamp:
                    missing.remove(stamp)
                    changes.append((*found.span(), self._shown(stamp, found)))
                at = content.find(start, at + 1)
        return _changed(content, sorted(changes)), missing

    def _shown(self, stamp: Stamp, found: re.Match[bytes]) -> bytes:
        style = stamp.link.style
        if style is None or not stamp.words:
            return found[3]
        glyphs = self._shape(style, stamp.words)
        spacing = style.spacing * 1000 / style.size
        width = (sum(glyph.advance + spacing for glyph in glyphs) - spacing) * style.size / 750  # px
        left = _left(stamp.link, style, width)
        show = self._show(style.face, glyphs, spacing)
        return b"1 0 0 -1 " + written(left) + b" " + found[2] + b" Tm\n" + found[3] + show

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


def _starts(x: float) -> Iterator[bytes]:
    """Yield how what is shown at x begins in the content, up to its whole px: the rest may differ by a hair."""
    for side in (-_SAME, _SAME):
        for sign in (b"", b"-"):
            for end in (b".", b" "):
                yield b"1 0 0 -1 %b%d%b" % (sign, abs(x + side), end)


def _at(stamps: Sequence[Stamp], found: re.Match[bytes]) -> Stamp | None:
    """Return the stamp whose zeros are shown there."""
    x, y = float(found[1]), float(found[2])
    same = (one for one in stamps if abs(one.link.origin[0] - x) < _SAME and abs(one.link.origin[1] - y) < _SAME)
    return next(same, None)


def _changed(content: bytes, changes: Sequence[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    done = 0
    for begin, end, words in changes:
        pieces += [content[done:begin], words]
        done = end
    return b"".join((*pieces, content[done:]))


def _left(link: Link, style: TextStyle, width: float) -> float:
    """Return where a number begins: over its zeros, aligned as they are in their box."""
    if style.align == "left":
        return link.origin[0]
    if style.align == "center":
        return link.origin[0] + (link.advance - width) / 2
    return link.origin[0] + link.advance - width
