"""Bare pages: without the faces they are set in, and with content a third the size, for a join that embeds its own.

A unit of three pages would carry five faces of its own, which the join throws away again: half of what writing it
costs, and nine tenths of what keeping it does.
"""

from __future__ import annotations

import re
from typing import Any

# The engine writes a kerning of 0 after every glyph and sixteen decimals: two thirds of a page's bytes.
_NOTHING = re.compile(rb">0(?:\.0)?<")
_DECIMALS = re.compile(rb"(?<=\.\d\d)\d+(?=[<\]])")
_SIGNATURE = 4  # bytes of a face that tell its kind


class Unembedded(dict[Any, Any]):
    """The fonts of a document, of which the PDF gets names, widths and text, but no face."""

    def __setitem__(self, key: Any, font: Any) -> None:  # noqa: ANN401 -- the engine's types are not public
        font.file_content = font.file_content[:_SIGNATURE]
        font.clean = _as_it_is
        super().__setitem__(key, font)


def tidied(content: bytes) -> bytes:
    """Return a content stream with less said, and the same painted."""
    return _DECIMALS.sub(b"", _NOTHING.sub(b"", content))


def tidy(_document: object, pdf: Any) -> None:  # noqa: ANN401 -- the engine's types are not public
    """Tidy all content of a PDF that is about to be written, as the engine has it done."""
    from weasyprint.pdf.stream import Stream

    for thing in pdf.objects:
        # A picture within content is no text to be searched.
        if isinstance(thing, Stream) and all(isinstance(item, bytes) and item != b"BI" for item in thing.stream):
            thing.stream = [tidied(b"\n".join(thing.stream))]


def _as_it_is(*_: object) -> None:
    """Leave a font alone."""
