"""Raw XHTML that stands alone: well-formed and of an allowed set, it becomes the tokens of the same Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.entities import html5
from typing import Any

from book.manuscript.elements import INLINE, element_token, refuse_element
from book.manuscript.lines import DEEPEST, Token
from book.manuscript.piece import Piece

Element = Any
"""An element as lxml has it; lxml publishes no types."""

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
BLOCK = frozenset(
    {
        "p",
        "blockquote",
        "ul",
        "ol",
        "li",
        "hr",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
    }
    | {f"h{level}" for level in range(1, 7)}
)
"""The elements that may stand alone."""
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_DECLARATION = re.compile(r"<!DOCTYPE|<!ENTITY|<!\[CDATA\[|<\?", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)")
_REASON = re.compile(r",? ?line \d+.*$")


def tokens_of_xhtml(raw: str, line: int, piece: Piece) -> list[Token]:
    """Return the block tokens that say the same as raw XHTML; what is wrong with it is reported.

    `line` is the line of the file on which it begins. Nothing is loaded and no entity is declared.
    """
    from lxml import etree

    piece.begin(line)
    foreign = [tag for tag in _TAG.finditer(raw) if tag[2] not in INLINE | BLOCK]
    for tag in foreign:
        refuse_element(tag[2], tag[0], piece, closing=bool(tag[1]))
    if foreign:
        return []
    if found := _DECLARATION.search(raw):
        piece.error(found[0], "raw-html", f"{found[0]} has no place in a book", "\\< prints the sign as typed")
        return []
    text = _NAMED.sub(_resolved, raw)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(f"<body>{text}</body>".encode(), parser)
    except etree.XMLSyntaxError as error:
        _report(error, raw, line, piece)
        return []
    if len(root) and _depth(root) > DEEPEST:
        piece.problems.error(piece.source(line), "too-deep", "raw HTML is nested too deeply")
        return []
    return _Converter(line, piece).flow(root)


def _resolved(match: re.Match[str]) -> str:
    name = match[1]
    return match[0] if name in _XML_NAMES else html5.get(f"{name};", match[0])


def _report(error: SyntaxError, raw: str, line: int, piece: Piece) -> None:
    at = line + max((error.lineno or 1) - 1, 0)
    at = min(at, line + raw.rstrip("\n").count("\n"))
    reason = _REASON.sub("", error.msg or "").replace(" and body", "")
    reason = " ".join(reason.split())
    if "body" in reason:
        reason = "a tag is closed that is not open, or never closed"
    hint = "every <tag> needs its </tag>, without an empty line between them; \\< prints the sign as typed"
    if alone := re.search(r"mismatch: (br|hr|img|wbr|col)\b", error.msg or ""):
        reason, hint = f"<{alone[1]}> is never closed", f"<{alone[1]}/>"
    message = f"raw HTML is not well-formed XHTML: {reason[:1].lower()}{reason[1:]}"
    piece.problems.error(piece.source(at), "raw-html", message, hint)


def _depth(root: Element) -> int:
    deepest, level = 0, [root]
    while level:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest


class _Converter:
    """Turns elements into block tokens; words between blocks become paragraphs."""

    def __init__(self, line: int, piece: Piece) -> None:
        self._line = line
        self._piece = piece
        self._blocks: dict[str, Callable[[Element], list[Token]]] = {
            "p": self._paragraph,
            "blockquote": self._quote,
            "ul": self._list,
            "ol": self._list,
            "hr": self._break,
            "pre": self._code,
            "table": self._table,
            "figure": self._figure,
        }
        self._blocks.update({f"h{level}": self._heading for level in range(1, 7)})

    def _at(self, element: Element) -> int:
        return int(self._line + (element.sourceline or 1) - 1)

    def _raw(self, element: Element) -> str:
        self._piece.begin(self._at(element))
        return f"<{element.tag}"

    def flow(self, parent: Element) -> list[Token]:
        """Return the block tokens of an element that holds blocks, words, or both."""
        tokens: list[Token] = []
        words: list[Token] = _text(parent.text)

        def end_paragraph(line: int) -> None:
            if any(token["type"] != "text" or token["raw"].strip() for token in words):
                tokens.append({"type": "paragraph", "children": _trimmed(words.copy()), "line": line})
            words.clear()

        line = self._at(parent)
        for element in parent:
            maker = self._blocks.get(element.tag) if isinstance(element.tag, str) else None
            if maker:
                end_paragraph(line)
                tokens.extend(maker(element))
                line = self._at(element)
            else:
                if not words or not any(token["type"] != "text" or token["raw"].strip() for token in words):
                    line = self._at(element)
                words.extend(self._inline(element))
            words.extend(_text(element.tail))
        end_paragraph(line)
        return tokens

    def words(self, parent: Element) -> list[Token]:
        """Return the inline tokens of an element that holds only words."""
        tokens = _text(parent.text)
        for element in parent:
            tokens.extend(self._inline(element))
            tokens.extend(_text(element.tail))
        return _trimmed(tokens)

    def _inline(self, element: Element) -> list[Token]:
        raw = self._raw(element)
        if not isinstance(element.tag, str) or element.tag not in INLINE:
            refuse_element(str(element.tag), raw, self._piece)
            return [{"type": "text", "raw": _escaped("".join(element.itertext()))}]
        attributes = {
            name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:"): str(v) for name, v in element.items()
        }
        return [element_token(element.tag, attributes, self.words(element), raw, self._piece)]

    def _bare(self, element: Element, allowed: frozenset[str] = frozenset()) -> None:
        for attribute in sorted(set(element.keys()) - allowed):
            self._piece.error(
                self._raw(element),
                "raw-html",
                f"the attribute {attribute} of <{element.tag}> has no place in a book",
                f"<{element.tag}> without it",
            )

    def _paragraph(self, element: Element) -> list[Token]:
        self._bare(element)
        return [{"type": "paragraph", "children": self.words(element), "line": self._at(element)}]

    def _heading(self, element: Element) -> list[Token]:
        self._bare(element)
        attributes = {"level": int(element.tag[1])}
        return [{"type": "heading", "attrs": attributes, "children": self.words(element), "line": self._at(element)}]

    def _quote(self, element: Element) -> list[Token]:
        self._bare(element)
        return [{"type": "block_quote", "children": self.flow(element), "line": self._at(element)}]

    def _break(self, element: Element) -> list[Token]:
        self._bare(element)
        return [{"type": "thematic_break", "line": self._at(element)}]

    def _code(self, element: Element) -> list[Token]:
        self._bare(element)
        return [{"type": "block_code", "raw": "".join(element.itertext()).strip("\n"), "line": self._at(element)}]

    def _list(self, element: Element) -> list[Token]:
        ordered = element.tag == "ol"
        self._bare(element, frozenset({"start"}) if ordered else frozenset())
        start = element.get("start", "1")
        if not re.fullmatch(r"[0-9]{1,9}", start):
            self._piece.error(self._raw(element), "raw-html", f'start="{start}" is not a whole number', 'start="1"')
            start = "1"
        items = []
        for item in self._only(element, "li"):
            self._bare(item)
            items.append({"type": "list_item", "children": self._tight(self.flow(item)), "line": self._at(item)})
        attributes = {"ordered": ordered, "start": int(start)}
        return [{"type": "list", "attrs": attributes, "children": items, "line": self._at(element)}]

    @staticmethod
    def _tight(tokens: list[Token]) -> list[Token]:
        if len(tokens) == 1 and tokens[0]["type"] == "paragraph":
            tokens[0]["type"] = "block_text"
        return tokens

    def _only(self, parent: Element, *names: str) -> list[Element]:
        """Return the children of these names; everything else inside is a problem."""
        found = []
        loose = [parent.text, *(child.tail for child in parent)]
        for child in parent:
            if child.tag in names:
                found.append(child)
            else:
                self._piece.error(
                    self._raw(child), "raw-html", f"<{child.tag}> cannot stand in <{parent.tag}>", f"<{names[0]}>"
                )
        if any(text and text.strip() for text in loose):
            self._piece.error(self._raw(parent), "raw-html", f"<{parent.tag}> holds words outside of <{names[0]}>")
        return found

    def _table(self, element: Element) -> list[Token]:
        self._bare(element)
        rows = []
        for part in self._only(element, "tr", "thead", "tbody"):
            self._bare(part)
            rows.extend([part] if part.tag == "tr" else self._only(part, "tr"))
        if not rows:
            self._piece.error(self._raw(element), "raw-html", "<table> has no rows", "<tr><td>…</td></tr>")
            return []
        made = [self._row(row) for row in rows]
        width = len(made[0]["children"])
        for row, token in zip(rows, made, strict=True):
            if len(token["children"]) != width:
                self._piece.error(self._raw(row), "broken-table", "each row needs as many cells as the head")
        body = {"type": "table_body", "children": made[1:]}
        return [{"type": "table", "children": [made[0], body], "line": self._at(element)}]

    def _row(self, row: Element) -> Token:
        self._bare(row)
        cells = []
        for cell in self._only(row, "td", "th"):
            self._bare(cell)
            token = {"type": "table_cell", "children": self.words(cell), "attrs": {}, "line": self._at(cell)}
            cells.append(token)
        return {"type": "table_row", "children": cells}

    def _figure(self, element: Element) -> list[Token]:
        self._bare(element)
        images = self._only(element, "img", "figcaption")
        pictures = [child for child in images if child.tag == "img"]
        captions = [child for child in images if child.tag == "figcaption"]
        if len(pictures) != 1 or len(captions) > 1:
            self._piece.error(self._raw(element), "raw-html", "<figure> holds one <img/> and at most one <figcaption>")
            return []
        token = self._inline(pictures[0])[0]
        if captions:
            self._bare(captions[0])
            token["caption"] = self.words(captions[0])
        return [{"type": "paragraph", "children": [token], "line": self._at(pictures[0])}]


def _text(words: str | None) -> list[Token]:
    return [{"type": "text", "raw": re.sub(r"\s+", " ", _escaped(words))}] if words else []


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;")


def _trimmed(tokens: list[Token]) -> list[Token]:
    if tokens and tokens[0]["type"] == "text":
        tokens[0]["raw"] = tokens[0]["raw"].lstrip()
    if tokens and tokens[-1]["type"] == "text":
        tokens[-1]["raw"] = tokens[-1]["raw"].rstrip()
    return tokens
