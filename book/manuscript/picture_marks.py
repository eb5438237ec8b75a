"""Pictures as written: the reference, the words for those who cannot see it, and its `{credit="…"}`."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from mistune.util import unescape

from book.guessing import did_you_mean
from book.manuscript.lines import Token
from book.manuscript.markdown import words_of
from book.manuscript.piece import Piece
from book.model.prose import Image, Inline
from book.problems import Source

_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*):|^//|^\\\\")
_MARK = re.compile(r"\s*,?\s*([A-Za-z_-]+)(?:\s*=\s*(\"[^\"]*\"|“[^”]*”|'[^']*'|[^\s\"'“]+))?")
_MARKS = {
    "credit": "credit",
    "licence": "licence",
    "license": "licence",
    "decorative": "decorative",
    "alt": "alt",
    "width": "width",
    "bleed": "bleed",
}
_WIDTH = re.compile(r"(\d{1,3})\s*%?")


def image_of(token: Token, caption: tuple[Inline, ...], piece: Piece, before: str = "") -> Image:
    """Return a picture as written; its file is opened later. What is wrong with its marks is reported.

    `before` is what stands before a picture in a header ("image: "), for hints.
    """
    url = unquote(token["attrs"]["url"])
    source = piece.place(url if url in piece.text else token["attrs"]["url"], advance=True)
    if not source.column:
        source = piece.place("![")
    marks = _marks(token.get("attributes", ""), piece)
    alt = " ".join(unescape(words_of(token["children"])).split()) or marks.get("alt", "")
    decorative = "decorative" in marks
    if not alt and not decorative:
        piece.problems.warning(
            source,
            "no-alternative-text",
            "says nothing to readers who cannot see the picture",
            f"{before}![what it shows]({url}), or {before}![]({url}){{decorative}} if it says nothing",
        )
    return Image(
        path=resolved(url, piece.file, piece, source),
        alt=piece.smart(alt),
        caption=caption,
        credit=piece.smart(marks.get("credit", "")),
        licence=piece.smart(marks.get("licence", "")),
        decorative=decorative,
        source=source,
        width=_width(marks.get("width", ""), piece),
        bleed="bleed" in marks,
    )


def _width(written: str, piece: Piece) -> int:
    """Return the percentage of `width=60%`."""
    if not written:
        return 0
    match = _WIDTH.fullmatch(written)
    if match and 1 <= int(match[1]) <= 100:
        return int(match[1])
    message = f"`width` is a share of the text’s width, from 1% to 100%, not {written[:30]}"
    piece.error("width", "picture-mark", message, "{width=60%}")
    return 0


def _marks(written: str, piece: Piece) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while match := _MARK.match(written, position):
        name = match[1].lower()
        if name not in _MARKS:
            piece.error(
                f"{{{written}",
                "picture-mark",
                f"`{match[1]}` says nothing about a picture",
                did_you_mean(name, _MARKS) or '{credit="…" licence="…"}',
            )
        else:
            found[_MARKS[name]] = unescape((match[2] or "").strip("\"'“”"))
        position = match.end()
    if written[position:].strip():
        piece.error(f"{{{written}", "picture-mark", f"cannot be read: {{{written[:60]}}}", '{credit="…" licence="…"}')
    return found


def resolved(url: str, beside: str, piece: Piece, source: Source) -> str:
    """Return the path of a picture inside the book folder, or "" after reporting why it can be none."""
    hint = "put the picture into chapters/images/ and write images/its-name.jpg"
    scheme = _SCHEME.match(url)
    if (scheme and scheme[1] and scheme[1].lower() in ("http", "https", "ftp")) or url.startswith("//"):
        piece.problems.error(
            source, "remote-picture", f"a book holds its pictures, nothing is fetched: {url[:80]}", hint
        )
        return ""
    if scheme or url.startswith(("/", "\\", "~")):
        piece.problems.error(source, "picture-outside", f"this picture is not in the book folder: {url[:80]}", hint)
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(beside), url.replace("\\", "/")))
    if not url.strip() or path in (".", posixpath.dirname(beside)):
        piece.problems.error(
            source, "missing-picture", "this picture has no file", "![what it shows](images/its-name.jpg)"
        )
        return ""
    if path == ".." or path.startswith("../"):
        piece.problems.error(source, "picture-outside", f"this picture is not in the book folder: {url[:80]}", hint)
        return ""
    return path
