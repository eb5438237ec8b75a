"""Inline tokens → the closed set of inlines, with smart punctuation over the whole block."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, cast
from urllib.parse import urlsplit

from mistune.util import escape_url, unescape

from book.manuscript.elements import pair_elements
from book.manuscript.lines import Token
from book.manuscript.markdown import Parsed, inline, words_of
from book.manuscript.picture_marks import image_of
from book.manuscript.piece import Piece
from book.manuscript.references import reference_of
from book.manuscript.typography import smart_run
from book.model.prose import (
    Break,
    Code,
    Emphasis,
    FilmRef,
    Inline,
    Link,
    NoteRef,
    PersonRef,
    Strong,
    Styled,
    Text,
)

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
LONGEST_WORD = 1000
"""Letters; a longer one is a picture or a file that was pasted as text, and takes minutes to break into lines."""
_ENDLESS = re.compile(rf"[!-~]{{{LONGEST_WORD}}}[!-~]")
_LEFT_OVER = re.compile(r"\[\[|!\[(?=[^\]\n]*\]\()|\]\((?=\s*<?(?:https?:|mailto:|www\.|images/))")
_HINTS = {
    "[[": ("open-reference", "a [[ that is never closed", "[[name]], or \\[[ to print the brackets"),
    "![": (
        "broken-picture",
        "this picture is not whole, so it would be printed as typed",
        "![what it shows](<images/my picture.jpg>)",
    ),
    "](": (
        "broken-link",
        "this link is not whole, so it would be printed as typed",
        "[words](https://example.org/page)",
    ),
}

StyledElement = Literal[
    "sub", "sup", "small", "cite", "abbr", "del", "ins", "mark", "q", "s", "u", "kbd", "var", "span"
]


def inlines_of(words: str, parsed: Parsed, piece: Piece) -> tuple[Inline, ...]:
    """Return the inlines of a block's words as typed."""
    return from_tokens(inline(words, parsed), parsed, piece)


def from_tokens(tokens: list[Token], parsed: Parsed, piece: Piece) -> tuple[Inline, ...]:
    """Return the inlines of a block's tokens, marks and dashes set in the book's language."""
    tokens = pair_elements(tokens, piece)
    _set_marks(tokens, piece)
    return _merged(_convert(tokens, parsed, piece))


# ---------------------------------------------------------------- smart punctuation


def _set_marks(tokens: list[Token], piece: Piece) -> None:
    """Write the smart words of every text token of a block into its `raw`."""
    leaves = list(_leaves(tokens))
    run = [leaf["raw"] if leaf["type"] in ("text", "space") else None for leaf in leaves]
    for leaf, words in zip(leaves, smart_run(run, piece.settings.language), strict=True):
        if leaf["type"] == "text":
            leaf["raw"] = words


def _leaves(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        kind = token["type"]
        if kind in ("softbreak", "linebreak"):
            yield {"type": "space", "raw": " "}
        elif kind == "image" or (kind == "link" and _shows_its_address(token)):
            yield {"type": "object"}
        elif "children" in token:
            yield from _leaves(token["children"])
        else:
            yield token


def _shows_its_address(link: Token) -> bool:
    words = words_of(link["children"])
    return link["attrs"]["url"] in (words, escape_url(words), f"mailto:{words}")


# ---------------------------------------------------------------- tokens to inlines


def _convert(tokens: Iterable[Token], parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    for token in tokens:
        yield from _CONVERTERS[token["type"]](token, parsed, piece)


def _children(token: Token, parsed: Parsed, piece: Piece) -> tuple[Inline, ...]:
    return _merged(_convert(token["children"], parsed, piece))


def _text(token: Token, _parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    raw = token["raw"]
    if left := _LEFT_OVER.search(raw):
        code, message, hint = _HINTS[left[0]]
        around = piece.place(raw[left.start() : left.start() + 12])
        piece.problems.error(around if around.column else piece.place(left[0]), code, message, hint)
    yield Text(readable(raw, piece))


def readable(raw: str, piece: Piece) -> str:
    """Return words with their character references (`&eacute;`) resolved; what no book may hold is reported."""
    words = unescape(raw)
    if found := _CONTROL.search(words):
        piece.error(
            raw.strip()[:20],
            "control-character",
            f"holds an invisible control character (U+{ord(found[0]):04X})",
            "delete the character",
        )
        words = _CONTROL.sub("\ufffd", words)
    if found := _ENDLESS.search(words):
        piece.error(
            found[0][:40],
            "long-word",
            f"this is a word of more than {LONGEST_WORD:,} letters: {found[0][:20]}…",
            "delete it, or put spaces into it",
        )
    return words


def _softbreak(_token: Token, _parsed: Parsed, _piece: Piece) -> Iterator[Inline]:
    yield Text(" ")


def _linebreak(_token: Token, _parsed: Parsed, _piece: Piece) -> Iterator[Inline]:
    yield Break()


def _emphasis(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    yield Emphasis(_children(token, parsed, piece))


def _strong(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    yield Strong(_children(token, parsed, piece))


def _strikethrough(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    yield Styled("del", _children(token, parsed, piece))


def _styled(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    attributes = token["attrs"]
    yield Styled(
        cast("StyledElement", token["element"]),
        _children(token, parsed, piece),
        language=attributes.get("lang", ""),
        title=attributes.get("title", ""),
    )


def _code(token: Token, _parsed: Parsed, _piece: Piece) -> Iterator[Inline]:
    yield Code(_CONTROL.sub("\ufffd", token["raw"]))


def _link(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    url = token["attrs"]["url"]
    inside = _children(token, parsed, piece)
    if not _is_outside_link(url):
        words = words_of(token["children"]).strip()
        named = url.rpartition("/")[2].removesuffix(".md") if url.endswith(".md") else "title"
        hint = f"[[{piece.settings.words.get('work', 'film')}: {named}|{words}]]"
        if url.startswith("www."):
            hint = f"[{words}](https://{url})"
        piece.error(url, "link", f"this link leads nowhere in a book: {url}", hint)
        yield from inside
        return
    yield Link(url, inside, title=piece.smart(unescape(token["attrs"].get("title") or "")))


def _is_outside_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) if parts.scheme in ("http", "https") else parts.scheme == "mailto" and "@" in parts.path


def _image(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    if "caption" in token:
        caption = from_tokens(token["caption"], parsed, piece)
    else:
        title = token["attrs"].get("title") or ""
        caption = inlines_of(title, parsed, piece) if title else ()
    yield image_of(token, caption, piece)


def _reference(token: Token, _parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    found = reference_of(token["raw"], piece)
    if isinstance(found, PersonRef | FilmRef | Text):
        yield found


def _note_call(token: Token, _parsed: Parsed, piece: Piece) -> Iterator[Inline]:
    key = token["raw"]
    if piece.in_note:
        piece.error(f"[^{key}]", "note-in-note", f"a note cannot call a note: [^{key}]", "put its words into the text")
        yield Text(f"[^{key}]")
    elif key not in piece.known_notes:
        piece.error(
            f"[^{key}]", "missing-note", f"there is no note [^{key}] in this file", f"[^{key}]: the words of the note"
        )
        yield Text(f"[^{key}]")
    else:
        piece.notes.append(key)
        yield NoteRef(len(piece.notes))


_CONVERTERS: dict[str, Callable[[Token, Parsed, Piece], Iterator[Inline]]] = {
    "text": _text,
    "softbreak": _softbreak,
    "linebreak": _linebreak,
    "emphasis": _emphasis,
    "strong": _strong,
    "strikethrough": _strikethrough,
    "styled": _styled,
    "codespan": _code,
    "link": _link,
    "image": _image,
    "reference": _reference,
    "note_call": _note_call,
}


def _merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return inlines with neighbouring texts made one and empty ones left out."""
    merged: list[Inline] = []
    for item in inlines:
        if isinstance(item, Text):
            if not item.words:
                continue
            if merged and isinstance(last := merged[-1], Text):
                merged[-1] = Text(last.words + item.words)
                continue
        merged.append(item)
    return tuple(merged)
