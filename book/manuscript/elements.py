"""Raw XHTML among words: tags are paired and become the tokens that Markdown itself has for them.

Nothing is passed through. What is not in the short list, or is not well-formed, is a problem.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mistune.util import unescape

from book.manuscript.lines import DEEPEST, Token
from book.manuscript.piece import Piece

STYLED = frozenset({"sub", "sup", "small", "cite", "abbr", "del", "ins", "mark", "q", "s", "u", "kbd", "var", "span"})
_SAME = {"em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong", "code": "codespan", "a": "link"}
EMPTY = {"br": "linebreak", "img": "image"}
INLINE = STYLED | _SAME.keys() | EMPTY.keys()
_ATTRIBUTES = {
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    "abbr": frozenset({"title", "lang", "xml:lang"}),
}
_ANYWHERE = frozenset({"lang", "xml:lang"})
DANGEROUS = frozenset(
    {"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "applet"}
)

_TAG = re.compile(r"^<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<rest>.*?)(?P<empty>/?)>$", re.S)
_ATTRIBUTE = re.compile(r"\s+([A-Za-z_:][\w:.-]*)\s*=\s*(\"[^\"<]*\"|'[^'<]*')", re.S)


@dataclass(slots=True)
class _Open:
    name: str
    raw: str
    attributes: dict[str, str]
    tokens: list[Token]


def pair_elements(tokens: list[Token], piece: Piece, depth: int = 0) -> list[Token]:
    """Return tokens in which every pair of raw tags has become one token with children."""
    if not any(token["type"] == "inline_html" or "children" in token for token in tokens):
        return tokens
    root = _Open("", "", {}, [])
    opened = [root]
    for token in tokens:
        if token["type"] != "inline_html":
            if "children" in token:
                token["children"] = pair_elements(token["children"], piece, depth + len(opened))
            opened[-1].tokens.append(token)
        else:
            _take_tag(token["raw"], opened, depth, piece)
    while len(opened) > 1:
        left = opened.pop()
        piece.error(left.raw, "raw-html", f"<{left.name}> is never closed", f"</{left.name}>")
        opened[-1].tokens.extend(left.tokens)
    return root.tokens


def _take_tag(raw: str, opened: list[_Open], depth: int, piece: Piece) -> None:
    if raw.startswith("<!--"):
        return
    tag = _TAG.match(raw)
    if not tag:
        _refuse(raw, piece)
        return
    name = tag["name"]
    if name not in INLINE:
        refuse_element(name, raw, piece, closing=bool(tag["close"]))
        opened[-1].tokens.append({"type": "text", "raw": raw.replace("&", "&amp;")})
    elif tag["close"]:
        _close(name, raw, opened, piece)
    elif name in EMPTY:
        if not tag["empty"]:
            piece.error(raw, "raw-html", f"<{name}> is not well-formed XHTML", f"<{name}{tag['rest'].rstrip()}/>")
        opened[-1].tokens.append(element_token(name, _attributes(tag["rest"], raw, piece), [], raw, piece))
    elif len(opened) + depth > DEEPEST:
        piece.error(raw, "too-deep", "is nested too deeply")
    else:
        element = _Open(name, raw, _attributes(tag["rest"], raw, piece), [])
        opened.append(element)
        if tag["empty"]:
            _close(name, raw, opened, piece)


def _close(name: str, raw: str, opened: list[_Open], piece: Piece) -> None:
    if opened[-1].name != name:
        inner = opened[-1].name
        hint = f"</{inner}> closes the <{inner}> before it" if inner else f"<{name}>…</{name}>"
        piece.error(raw, "raw-html", f"{raw} closes nothing that is open here", hint)
        if not inner:
            return
    element = opened.pop()
    opened[-1].tokens.append(element_token(element.name, element.attributes, element.tokens, element.raw, piece))


def element_token(name: str, attributes: dict[str, str], children: list[Token], raw: str, piece: Piece) -> Token:
    """Return the token that says the same as an element of the allowed set; its attributes are checked."""
    for attribute in attributes:
        if attribute not in _ATTRIBUTES.get(name, frozenset()) | _ANYWHERE:
            piece.error(
                raw, "raw-html", f"the attribute {attribute} of <{name}> has no place in a book", f"<{name}> without it"
            )
    if name in STYLED:
        language = attributes.get("xml:lang") or attributes.get("lang", "")
        return {
            "type": "styled",
            "element": name,
            "attrs": {"lang": language, "title": attributes.get("title", "")},
            "children": children,
        }
    if name == "br":
        return {"type": "linebreak"}
    if name == "img":
        return {
            "type": "image",
            "children": [{"type": "text", "raw": attributes.get("alt", "").replace("&", "&amp;")}],
            "attrs": {"url": attributes.get("src", ""), "title": attributes.get("title", "").replace("&", "&amp;")},
        }
    if name == "code":
        from book.manuscript.markdown import words_of

        return {"type": "codespan", "raw": unescape(words_of(children))}
    token: Token = {"type": _SAME[name], "children": children}
    if name == "a":
        token["attrs"] = {"url": attributes.get("href", ""), "title": attributes.get("title", "").replace("&", "&amp;")}
    return token


def refuse_element(name: str, raw: str, piece: Piece, *, closing: bool = False) -> None:
    """Report an element that has no place in a book, unless this is the closing tag of one reported already."""
    lower = name.lower()
    if closing and lower in piece.refused:
        return
    piece.refused.add(lower)
    if lower in DANGEROUS:
        code = "script" if lower == "script" else "raw-html"
        piece.error(raw, code, f"<{name}> has no place in a book", f"\\<{name}> prints it as typed")
    elif lower in INLINE:
        piece.error(raw, "raw-html", f"<{name}> is not XHTML: names of elements are written small", f"<{lower}>")
    else:
        piece.error(
            raw, "raw-html", f"<{name}> is not among the elements a book may hold", f"\\<{name}> prints it as typed"
        )


def _refuse(raw: str, piece: Piece) -> None:
    piece.error(
        raw, "raw-html", f"has no place in a book: {' '.join(raw.split())[:40]}", "\\< prints the sign as typed"
    )


def _attributes(rest: str, raw: str, piece: Piece) -> dict[str, str]:
    found: dict[str, str] = {}
    position = 0
    while match := _ATTRIBUTE.match(rest, position):
        if match[1] in found:
            piece.error(raw, "raw-html", f"the attribute {match[1]} is given twice")
        found[match[1]] = unescape(match[2][1:-1])
        position = match.end()
    if rest[position:].strip():
        piece.error(
            raw,
            "raw-html",
            f"is not well-formed XHTML: {' '.join(raw.split())[:60]}",
            'attributes are written name="words"',
        )
    return found
