"""Lines shaped and drawn once: the engine shapes a line again each time it is drawn, measured or judged.

A line that was shaped to be drawn is kept until its document is done, and what was written of it is written again
where the same line is drawn on a page of the other side.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from typing import Any

from weasyprint.text.fonts import get_pango_font_key

_SHOWN = re.compile(rb"<([0-9a-f]+)>")
_MOST_KEPT = 1000
"""Lines, about 8 KB each: a chapter has a hundred or two; of a long index the rest is shaped again."""


class KeptLines:
    """The shaped lines of the document that is being made."""

    def __init__(self) -> None:
        self._kept: list[Any] = []

    def keep(self, layout: Any) -> bool:  # noqa: ANN401 -- the engine's types are not public
        """Note a shaped line; whether it is kept."""
        if len(self._kept) >= _MOST_KEPT:
            return False
        self._kept.append(layout)
        return True

    def let_go(self) -> None:
        """Let go of all lines, once their document is done."""
        for layout in self._kept:
            if getattr(layout, "kept", False):
                layout.kept = False
                layout.deactivate()
            layout.written = None
        self._kept.clear()


@dataclass(frozen=True, slots=True)
class _Line:
    """What was written of a line, and all that the faces of a document have to know of it."""

    before: object
    after: object
    content: tuple[bytes, ...]
    key: object
    font: Any
    glyphs: tuple[tuple[int, float, str], ...]

    def again(self, stream: Any, matrix: Any) -> None:  # noqa: ANN401
        """Write the line once more, elsewhere, perhaps for another file."""
        fonts = stream._fonts  # noqa: SLF001
        if self.key not in fonts:
            font = copy(self.font)
            font.widths, font.to_unicode = {}, {}
            fonts[self.key] = font
        font = fonts[self.key]
        for glyph, width, text in self.glyphs:
            font.to_unicode.setdefault(glyph, text)
            font.widths.setdefault(glyph, width)
        stream.set_text_matrix(*matrix.values)
        stream.stream.extend(self.content)
        stream._current_font = self.after  # noqa: SLF001


class _Drawn:
    """A line while it is drawn: which faces it takes, and where in the content it begins."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401
        self._stream = stream
        self._begin = len(stream.stream)
        self._before = stream._current_font  # noqa: SLF001
        self._keys: list[object] = []
        add = stream.add_font

        def add_font(font: Any) -> Any:  # noqa: ANN401
            key, *_ = get_pango_font_key(font)
            self._keys.append(key)
            return add(font)

        stream.add_font = add_font

    def line(self) -> _Line | None:
        """Return what was written, None unless all of it is set in one face that has all of its characters."""
        stream = self._stream
        del stream.add_font
        if len(set(self._keys)) != 1:
            return None
        key = self._keys[0]
        font = stream._fonts[key]  # noqa: SLF001
        content = tuple(stream.stream[self._begin + 1 :])
        shown = _SHOWN.findall(b"".join(content))
        glyphs = dict.fromkeys(int(code[at : at + 4], 16) for code in shown for at in range(0, len(code), 4))
        if 0 in font.widths or any(glyph not in font.widths or glyph not in font.to_unicode for glyph in glyphs):
            return None
        taken = tuple((glyph, font.widths[glyph], font.to_unicode[glyph]) for glyph in glyphs)
        return _Line(self._before, stream._current_font, content, key, font, taken)  # noqa: SLF001


def keep_lines() -> None:
    """Have the engine keep the lines of documents whose faces carry `KeptLines`; again, it changes nothing."""
    from weasyprint.draw import text
    from weasyprint.text.line_break import Layout

    if getattr(text.draw_first_line, "keeping", False):
        return
    shape, drop, draw = Layout.reactivate, Layout.deactivate, text.draw_first_line

    def reactivate(self: Any, style: Any) -> None:  # noqa: ANN401
        if getattr(self, "kept", False):
            return
        shape(self, style)
        lines = getattr(style.font_config, "lines", None)
        self.kept = lines is not None and lines.keep(self)

    def deactivate(self: Any) -> None:  # noqa: ANN401
        if not getattr(self, "kept", False):
            drop(self)

    def draw_first_line(
        stream: Any,  # noqa: ANN401
        textbox: Any,  # noqa: ANN401
        text_overflow: str,
        block_ellipsis: Any,  # noqa: ANN401
        matrix: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        layout = textbox.pango_layout
        if not getattr(layout, "kept", False):
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        if text_overflow == "ellipsis" or block_ellipsis != "none":
            layout.kept = False  # what is cut short is shaped anew
            return draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        written = getattr(layout, "written", None)
        if written is not None and written.before == stream._current_font:  # noqa: SLF001 -- a face is named once
            written.again(stream, matrix)
            return []
        drawn = _Drawn(stream)
        pictures = draw(stream, textbox, text_overflow, block_ellipsis, matrix)
        layout.written = drawn.line() if not pictures else None
        return pictures

    draw_first_line.keeping = True  # type: ignore[attr-defined]
    Layout.reactivate, Layout.deactivate, text.draw_first_line = reactivate, deactivate, draw_first_line
