"""Alternative texts: what a picture says to readers who cannot see it, and what only looks like one.

Source of the rules: WCAG 2.2, failures F30 (file names and placeholders) and technique G196; the W3C images
tutorial on repeating the words beside a picture.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator

from book.model.book import Chapter, Matter
from book.model.prose import Figure, Image, blocks_within, inlines_within, plain_text, text_blocks

_WORD = re.compile(r"[^\W_]+")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|tiff?|bmp|avif|heic)\b", re.IGNORECASE)
_CAMERA = re.compile(r"(?:img|dsc[fn]?|dcim|pict?|p|scan|screenshot|screen shot|untitled|unnamed|download)[\s_-]*\d*")
_EMPTY = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "of",
        "from",
        "in",
        "image",
        "images",
        "picture",
        "pictures",
        "photo",
        "photograph",
        "photography",
        "pic",
        "graphic",
        "illustration",
        "still",
        "frame",
        "screenshot",
        "poster",
        "cover",
        "artwork",
        "alt",
        "text",
        "todo",
        "tbd",
        "tk",
        "xxx",
        "placeholder",
        "film",
        "movie",
        "figure",
        "drawing",
        "bild",
        "foto",
        "abbildung",
        "image",
        "affiche",
        "photo",
        "imagen",
        "foto",
        "cartel",
        "immagine",
        "locandina",
        "afbeelding",
        "plakat",
    ]
)
"""Words that say a picture is a picture, in the languages of the built-in vocabularies."""


def undescribed(piece: Chapter | Matter) -> Iterator[tuple[Image, str]]:
    """Yield the pictures of a piece whose alternative text is missing or junk, with what is wrong with it."""
    for image, caption in _pictures(piece):
        if wrong := fault(image, piece.title, caption):
            yield image, wrong


def fault(image: Image, title: str, caption: str = "") -> str:
    """Return what is wrong with a picture's alternative text, in words that follow "the alternative text", or "".

    `title` is that of the chapter the picture stands in, `caption` the words under it. A decorative picture needs
    none; one without a text at all "is missing".
    """
    alt = image.alt.strip()
    if image.decorative:
        return ""
    if not alt:
        return "is missing"
    words = _words(alt)
    stem = posixpath.splitext(posixpath.basename(image.path))[0]
    if _FILE.search(alt) or (words == _words(stem) and ("-" in alt or "_" in alt)):
        return "is the name of a file"
    if _CAMERA.fullmatch(alt.lower()) or not any(len(word) > 1 and not word.isdigit() for word in words):
        return "says nothing"
    told = [word for word in words if word not in _EMPTY]
    if not told:
        return "only says that there is a picture"
    if set(told) == set(_words(title)) - _EMPTY:
        return "only says the title again"
    if caption and words == _words(caption):
        return "is the caption again, which would be read out twice"
    return ""


def _pictures(piece: Chapter | Matter) -> Iterator[tuple[Image, str]]:
    if isinstance(piece, Chapter) and piece.image:
        yield piece.image, ""
    for blocks in (piece.blocks, *(note.blocks for note in piece.notes)):
        for block in blocks_within(blocks):
            if isinstance(block, Figure):
                yield block.image, plain_text(block.caption.inlines) if block.caption else ""
        for text in text_blocks(blocks):
            yield from ((inline, "") for inline in inlines_within(text.inlines) if isinstance(inline, Image))


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _WORD.findall(plain.casefold().replace("’", "").replace("'", ""))
