"""Bytes of an XML export → text that a strict parser takes, cleaned as a stream and with everything mended counted.

A parser that recovers silently cuts a post short at the first control character. So the text is cleaned first and
parsed strictly; what cannot be mended without guessing (a truncated file) stays an error.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import IO

from book.importing.post import Blog

CHUNK = 1 << 18
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(
    r"&(?:#(?P<dec>[0-9]{1,9});|#[xX](?P<hex>[0-9A-Fa-f]{1,8});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});|)"
)
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_OPEN, _CLOSE = "<![CDATA[", "]]>"
_BROKEN = re.compile("[\udc80-\udcff]")
_WIDE = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")
_HELD = 64
"""Characters kept back at the end of a piece, so that no mark or reference is cut in two."""

CONTROL_CHARACTERS = "control characters taken out"
BROKEN_BYTES = "bytes that are not UTF-8, now �"
LEGACY_BYTES = "bytes of an old Windows encoding, read as such"
AMPERSANDS = "bare & written as &amp;"
ENTITIES = "references to unknown entities written as words"


class Cleaner:
    """Cleans the text of one export, piece by piece."""

    def __init__(self, blog: Blog) -> None:
        self._blog = blog
        self._inside = False
        self._legacy: bool | None = None
        """Whether bytes that are not UTF-8 are those of an old encoding; None as long as all was ASCII."""

    def pieces(self, file: IO[bytes]) -> Iterator[str]:
        """Yield the cleaned text of a file."""
        decoder: codecs.IncrementalDecoder | None = None
        held = ""
        while True:
            data = file.read(CHUNK)
            if decoder is None:
                name = _encoding(data)
                decoder = codecs.getincrementaldecoder(name)("strict" if name == "utf-8-sig" else "replace")
            text = self._read(decoder, data)
            text, controls = _CONTROL.subn("", text)
            self._blog.repair(CONTROL_CHARACTERS, controls)
            held += text
            if not data:
                yield self._mended(held)
                return
            cut = self._cut(held)
            yield self._mended(held[:cut])
            held = held[cut:]

    def _read(self, decoder: codecs.IncrementalDecoder, data: bytes) -> str:
        """Read bytes that may not be UTF-8: a file whose first sign beyond ASCII is broken is not UTF-8 at all."""
        try:
            text = decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            decoder.errors = "surrogateescape"
            text = decoder.decode(data, final=not data)
            decoder.errors = "strict"
        else:
            if self._legacy is None and not text.isascii():
                self._legacy = False
            return text
        if self._legacy is None:
            first, wide = _BROKEN.search(text), _WIDE.search(text)
            self._legacy = first is not None and (wide is None or first.start() < wide.start())
        text, count = _BROKEN.subn(_windows if self._legacy else "\ufffd", text)
        self._blog.repair(LEGACY_BYTES if self._legacy else BROKEN_BYTES, count)
        return text

    def _cut(self, text: str) -> int:
        """Return where a piece may end: not within a mark of CDATA nor within a reference."""
        end = max(len(text) - _HELD, 0)
        for sign in "&<]":
            at = text.rfind(sign, max(end - _HELD, 0), end)
            if at >= 0:
                end = min(end, at)
        return end

    def _mended(self, text: str) -> str:
        """Mend ampersands outside of CDATA, where they count."""
        made: list[str] = []
        position = 0
        while position < len(text):
            if self._inside:
                close = text.find(_CLOSE, position)
                end = len(text) if close < 0 else close + len(_CLOSE)
                made.append(text[position:end])
                self._inside = close < 0
            else:
                open_ = text.find(_OPEN, position)
                end = len(text) if open_ < 0 else open_
                made.append(self._references(text[position:end]))
                if open_ >= 0:
                    made.append(_OPEN)
                    end += len(_OPEN)
                    self._inside = True
            position = end
        return "".join(made)

    def _references(self, text: str) -> str:
        return _AMPERSAND.sub(self._reference, text) if "&" in text else text

    def _reference(self, match: re.Match[str]) -> str:
        if match["dec"] or match["hex"]:
            number = int(match["dec"]) if match["dec"] else int(match["hex"], 16)
            if (
                number in (9, 10, 13)
                or 32 <= number < 0xD800
                or 0xE000 <= number < 0xFFFE
                or 0x10000 <= number < 0x110000
            ):
                return match[0]
            self._blog.repair(CONTROL_CHARACTERS)
            return ""
        if match["name"] in _XML_NAMES:
            return match[0]
        if match["name"]:
            known = html5.get(f"{match['name']};")
            self._blog.repair(ENTITIES, 0 if known else 1)
            return known if known and known not in "<&" else f"&amp;{match['name']};"
        self._blog.repair(AMPERSANDS)
        return "&amp;"


def _windows(match: re.Match[str]) -> str:
    return bytes([ord(match[0]) - 0xDC00]).decode("cp1252", "replace")


def _encoding(first: bytes) -> str:
    """Return the encoding of an XML file: as its mark or its declaration says, else UTF-8."""
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    found = re.match(rb"\s*<\?xml[^>]*?encoding=[\"']([A-Za-z0-9._-]+)", first.removeprefix(b"\xef\xbb\xbf"))
    name = found[1].decode("ascii").lower() if found else "utf-8"
    if name in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"):
        return "cp1252"
    return "utf-8-sig"
