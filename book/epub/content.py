"""What content documents and styles hold and name: their ids, links, files and words, each read once.

Everything a document points to is proved to be there before a package is written, since e-readers say nothing
about a dead link: they only fail to turn the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from book.model.edition import Document
from book.problems import Problems, Source

_SCHEME = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SHOWN = ("src", "poster", "data", _XLINK)
_PROPERTIES = {
    "{http://www.w3.org/2000/svg}svg": "svg",
    "{http://www.w3.org/1998/Math/MathML}math": "mathml",
    "{http://www.w3.org/1999/xhtml}script": "scripted",
}


@dataclass(frozen=True, slots=True)
class Content:
    """A content document as read: its ids, where its links go, the files it shows, its words.

    `links` and `files` are relative URLs as written, without those to the world outside; `fetched` are the files
    it would have to fetch from there; `properties` are those of its manifest item.
    """

    id: str
    ids: frozenset[str]
    links: tuple[str, ...]
    files: tuple[str, ...]
    fetched: tuple[str, ...]
    words: str
    properties: tuple[str, ...]
    traits: frozenset[str] = frozenset()
    """Of "headings", "pictures" (that are not decorative), "index" and "roles": those it has."""


def read_contents(documents: Iterable[Document], problems: Problems) -> tuple[Content, ...]:
    """Return the content of every document, after reporting those that are not well-formed."""
    read = (read_content(document, problems) for document in documents)
    return tuple(content for content in read if content)


def read_content(document: Document, problems: Problems) -> Content | None:
    """Return what one document holds, or None after reporting why it cannot be read."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(document.xhtml.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        problems.error(
            Source(f"{document.id}.xhtml", line or 0, column or 0),
            "not-well-formed",
            f"the page “{document.title}” is not well-formed XHTML: {error.msg}",
            "look at the theme's template of this page, or at raw HTML in its chapter",
        )
        return None
    links: list[str] = []
    shown: list[str] = []
    properties: set[str] = set()
    for element in root.iter(etree.Element):
        if name := _PROPERTIES.get(str(element.tag)):
            properties.add(name)
        link = element.get("href")
        if link is not None:
            (shown if str(element.tag).endswith("}link") else links).append(link)
        shown += [value for key in _SHOWN if (value := element.get(key)) is not None]
        if style := element.get("style"):
            shown += urls_of(style)
    return Content(
        id=document.id,
        ids=frozenset(str(value) for value in root.xpath("//@id")),
        links=tuple(link for link in links if not _SCHEME.match(link)),
        files=tuple(file for file in shown if not _SCHEME.match(file)),
        fetched=tuple(file for file in shown if _SCHEME.match(file)),
        words="".join(str(words) for words in root.itertext()),
        properties=tuple(sorted(properties)),
        traits=_traits(root),
    )


def _traits(root: Any) -> frozenset[str]:  # noqa: ANN401 -- lxml publishes no types
    html = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
    asked = {
        "headings": "//h:h1 | //h:h2 | //h:h3",
        "pictures": "//h:img[normalize-space(@alt)]",
        "index": "//*[@role='doc-index' or contains(concat(' ', @epub:type, ' '), ' index ')]",
        "roles": "//h:body//*[@role]",
    }
    return frozenset(trait for trait, path in asked.items() if root.xpath(path, namespaces=html))


def urls_of(css: str) -> tuple[str, ...]:
    """Return what styles load, as written, comments left out."""
    return tuple(next((url for url in found if url), "") for found in _URL.findall(_COMMENT.sub("", css)))


def check_links(contents: Iterable[Content], titles: Mapping[str, str], problems: Problems) -> None:
    """Report every link of a document to a document or an id that is not in the book."""
    ids = {f"{content.id}.xhtml": content.ids for content in contents}
    for content in contents:
        for link in dict.fromkeys(content.links):
            path, _, fragment = link.partition("#")
            target = ids.get(unquote(path) or f"{content.id}.xhtml")
            if target is None or (fragment and unquote(fragment) not in target):
                problems.error(
                    Source(f"{content.id}.xhtml"),
                    "dead-link",
                    f"the page “{titles.get(content.id, content.id)}” links to “{link}”, which is not in this edition",
                )


def check_files(names: Iterable[tuple[str, str]], shelf: Mapping[str, object], problems: Problems) -> tuple[str, ...]:
    """Return the files of the shelf that are named, sorted, after reporting (page, file) pairs that nobody has."""
    used: set[str] = set()
    for page, name in dict.fromkeys(names):
        path = unquote(name.partition("#")[0])
        if name.startswith("data:"):
            continue  # carries itself
        if path in shelf:
            used.add(path)
        elif _SCHEME.match(name):
            problems.error(Source(page), "remote-file", f"would fetch “{name}”: a book carries all its files itself")
        elif path:
            problems.error(Source(page), "missing-file", f"names “{name}”, which neither the book nor the theme has")
    return tuple(sorted(used))
