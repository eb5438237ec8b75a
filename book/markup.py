"""A tool: what XHTML documents and styles hold and name, each document gone through once."""

from __future__ import annotations

import re
from typing import Any

from book.model.edition import Content

_HTML = "{http://www.w3.org/1999/xhtml}"
_SCHEME = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)
_RARE = re.compile("[^\x20-\x7e]")
_SHOWN = frozenset({"src", "poster", "data", "{http://www.w3.org/1999/xlink}href"})
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_HEADINGS = frozenset({f"{_HTML}h1", f"{_HTML}h2", f"{_HTML}h3"})
_PROPERTIES = {
    "{http://www.w3.org/2000/svg}svg": "svg",
    "{http://www.w3.org/1998/Math/MathML}math": "mathml",
    f"{_HTML}script": "scripted",
}


class NotWellFormedError(ValueError):
    """A document that is not well-formed: why, in libxml2's words, and where (1-based, 0: unknown)."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def is_outside(url: str) -> bool:
    """Whether a URL leads out of the book."""
    return _SCHEME.match(url) is not None


def urls_of(css: str) -> tuple[str, ...]:
    """Return what styles load, as written, comments left out."""
    return tuple(next((url for url in found if url), "") for found in _URL.findall(_COMMENT.sub("", css)))


def read_ids(xhtml: str) -> list[str]:
    """Return every id of a document in order, repeated ones too. Raises `NotWellFormedError`."""
    return [str(value) for value in _root(xhtml).xpath("//@id")]


def read_content(xhtml: str) -> Content:
    """Return what a document holds. Raises `NotWellFormedError`."""
    root = _root(xhtml)
    read = _Reading()
    for element in root.iter("*"):
        read.element(element)
    return Content(
        ids=tuple(read.ids),
        links=tuple(read.links),
        files=tuple(name for name in read.shown if not is_outside(name)),
        fetched=tuple(name for name in read.shown if is_outside(name)),
        characters="".join(sorted(set(_RARE.findall(root.xpath("string()"))))),
        properties=tuple(sorted(read.properties)),
        traits=tuple(sorted(read.traits)),
    )


def _root(xhtml: str) -> Any:  # noqa: ANN401 -- lxml publishes no types
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(xhtml.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise NotWellFormedError(error.msg or "unreadable", line or 0, column or 0) from error


class _Reading:
    """Notes what elements hold, in their order, each thing once but ids."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.links: dict[str, None] = {}
        self.shown: dict[str, None] = {}
        self.properties: set[str] = set()
        self.traits: set[str] = set()

    def element(self, element: Any) -> None:  # noqa: ANN401
        tag = element.tag
        if tag in _PROPERTIES:
            self.properties.add(_PROPERTIES[tag])
        elif tag in _HEADINGS:
            self.traits.add("headings")
        for name, value in element.items():
            if name == "id":
                self.ids.append(value)
            elif name != "class":
                self._attribute(element, tag, name, value)

    def _attribute(self, element: Any, tag: str, name: str, value: str) -> None:  # noqa: ANN401
        if name == "href":
            if tag.endswith("}link"):
                self.shown[value] = None
            elif not is_outside(value):
                self.links[value] = None
        elif name in _SHOWN:
            self.shown[value] = None
        elif name == "style":
            self.shown.update(dict.fromkeys(urls_of(value)))
        elif name == "role":
            if "roles" not in self.traits and next(element.iterancestors(f"{_HTML}body"), None) is not None:
                self.traits.add("roles")
            if value == "doc-index":
                self.traits.add("index")
        elif name == _EPUB_TYPE:
            if " index " in f" {value} ":
                self.traits.add("index")
        elif name == "alt" and value.strip(" \t\n\r") and tag == f"{_HTML}img":
            self.traits.add("pictures")
