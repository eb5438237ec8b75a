"""Marking one document: where in its words a printed page begins, and the marker put there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

from lxml import etree

from book.model.places import Opening, letters

_HTML = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "hgroup"})
"""Elements in which no marker may stand: it goes into the first place inside that takes one."""
_APART = frozenset({"noteref", "footnote", "footnotes"})
_LEAST = 6
"""Letters that must agree for a place to be believed."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words: the text of an element, or (`tail`) what follows it."""

    element: Any
    tail: bool
    words: str


class Page:
    """A content document that markers are put into."""

    def __init__(self, tree: Any) -> None:  # noqa: ANN401 -- lxml publishes no types
        self._tree = tree
        self._by_id = {str(element.get("id")): element for element in tree.iter(etree.Element) if element.get("id")}
        self._made: dict[str, Any] = {}

    @classmethod
    def read(cls, xhtml: str) -> Self:
        """Return a document read; it is known to be well-formed."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return cls(etree.fromstring(xhtml.encode(), parser))

    def mark(self, anchor: str, marker: str, label: str, opening: Opening | None) -> None:
        """Put a marker where a page begins: at the words of its opening if `anchor` is its own, else first in that."""
        made = etree.Element(
            f"{_HTML}span", {"role": "doc-pagebreak", "id": marker, "aria-label": label, _TYPE: "pagebreak"}
        )
        made.text = ""
        self._made[marker] = made
        element = self._by_id[anchor]
        if opening and opening.anchor == anchor and opening.before:
            pieces = list(_pieces(element))
            at = place(letters("".join(piece.words for piece in pieces)), opening)
            if at and self._split(pieces, at, made):
                return
        _put_first(element, made)

    def markers(self) -> Iterator[str]:
        """Yield the ids of the markers in the order of the document."""
        for element in self._tree.iter(f"{_HTML}span"):
            if element.get("id") in self._made:
                yield str(element.get("id"))

    def remove(self, marker: str) -> None:
        """Take a marker out again."""
        made = self._made.pop(marker)
        parent, before, tail = made.getparent(), made.getprevious(), made.tail or ""
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
        made.tail = None
        parent.remove(made)

    def written(self) -> str:
        """Return the document as XHTML."""
        for element in self._tree.iter(etree.Element):
            if not len(element) and not element.text and etree.QName(element).localname not in _VOID:
                element.text = ""  # <span></span>: weak readers take <span/> for a beginning
        words: str = etree.tostring(self._tree, encoding="unicode")
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{words}\n'

    def _split(self, pieces: list[_Piece], at: int, made: Any) -> bool:  # noqa: ANN401
        """Put a marker before the word that the letter number `at` begins; False if there is no such letter."""
        for piece in pieces:
            inside = letters(piece.words)
            if at >= len(inside):
                at -= len(inside)
                continue
            offset = _word_start(piece.words, at)
            rest = piece.words[offset:]
            made.tail = rest
            if piece.tail:
                parent = piece.element.getparent()
                piece.element.tail = piece.words[:offset]
                parent.insert(parent.index(piece.element) + 1, made)
            else:
                piece.element.text = piece.words[:offset]
                piece.element.insert(0, made)
            return True
        return False


def place(text: str, opening: Opening) -> int:
    """Return how many letters of a block's text stand before the page begins; 0 if that cannot be told."""
    best, score = 0, _LEAST - 1
    for at in sorted(_candidates(text, opening)):
        found = _shared(text[:at][::-1], opening.before[::-1]) + _shared(text[at:], opening.after)
        if found > score:
            best, score = at, found
    return best


def _candidates(text: str, opening: Opening) -> set[int]:
    found: set[int] = set()
    for length in (80, 40, 20, 10, _LEAST):
        before, after = opening.before[-length:], opening.after[:length]
        for words, shift in ((before, len(before)), (after, 0)):
            at = text.find(words) if len(words) >= _LEAST or len(words) == len(opening.after) else -1
            while at >= 0 and words:
                found.add(at + shift)
                at = text.find(words, at + 1)
        if found:
            break
    return found


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _pieces(element: Any) -> Iterator[_Piece]:  # noqa: ANN401
    """Yield the words of an element in order, without notes and their calls."""
    if element.text:
        yield _Piece(element, False, element.text)
    for child in element:
        if isinstance(child.tag, str) and not _APART & set((child.get(_TYPE) or "").split()):
            yield from _pieces(child)
        if child.tail:
            yield _Piece(child, True, child.tail)


def _word_start(words: str, at: int) -> int:
    """Return where the word begins that the letter number `at` is in; where the next does, if it is inside one.

    A word that is broken over two pages belongs to the first.
    """
    offset = 0
    while at or not letters(words[offset]):
        at -= len(letters(words[offset]))
        offset += 1
        if at < 0:
            break
    start = offset
    while start and not words[start - 1].isspace():
        start -= 1
    if not letters(words[start:offset]):
        return start
    if words[offset - 1] in "—–":
        return offset
    while offset < len(words) and not words[offset].isspace():
        offset += 1
    return offset


def _put_first(element: Any, made: Any) -> None:  # noqa: ANN401
    """Put a marker at the beginning of an element: before a heading, not in it, and where markup lets it stand."""
    name = etree.QName(element).localname
    if name in _HEADINGS or name in _VOID:
        container, before = element.getparent(), element
        while _begins(container, before) and etree.QName(container.getparent()).localname != "body":
            container, before = container.getparent(), container
        made.set("class", "page-opening")  # the theme's styles keep it with the heading
        container.insert(container.index(before), made)
        return
    while etree.QName(element).localname in _LISTS or _is_line(element):
        inside = next((child for child in element if isinstance(child.tag, str)), None)
        if inside is None:
            break
        element = inside
    made.tail, element.text = element.text, None
    element.insert(0, made)


def _is_line(element: Any) -> bool:  # noqa: ANN401
    """Whether an element is a div that groups a term and its description, which holds nothing else."""
    parent = element.getparent()
    return parent is not None and etree.QName(parent).localname == "dl" and etree.QName(element).localname == "div"


def _begins(container: Any, element: Any) -> bool:  # noqa: ANN401
    """Whether an element is the first thing in its container, which may hold a marker."""
    name = etree.QName(container).localname
    return (
        name in {"header", "section", "aside", "div", "article", "nav"}
        and not (container.text or "").strip()
        and next((child for child in container if isinstance(child.tag, str)), None) is element
    )
