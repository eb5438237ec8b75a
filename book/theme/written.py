"""What a template wrote: well-formed XHTML that runs nothing, fetches nothing and asks for nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Element = Any
"""An element as lxml has it; lxml publishes no types."""

_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold; the page that is made of what was written leaves it out."""
_OPEN = (
    '<body xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink">'
)
_REFUSED = frozenset(
    {
        "script", "iframe", "object", "embed", "applet", "frame", "form", "input", "button", "select", "textarea",
        "audio", "video", "source", "track", "base", "link", "meta", "style", "foreignobject", "animate", "set",
    }
)  # fmt: skip
_INNOCENT = frozenset(
    {
        "id", "class", "lang", "{http://www.w3.org/XML/1998/namespace}lang", "title", "alt", "role",
        "aria-label", "aria-labelledby", "{http://www.idpf.org/2007/ops}type",
    }
)  # fmt: skip
"""Attributes that only say something: most of those there are."""
_LINK = re.compile(r"(?!/|\\)(?:(?:https?|mailto|x-page|x-link|x-locator):|[^:]*$|[^:]*[#?/])", re.I)
_FILE = re.compile(r"(?:pictures|theme)/[^/:\\]+$")
_LOADED = re.compile(r"url\(\s*[\"']?(?!#|theme/[^/:\\]+$)|@import", re.I)
_MISMATCH = re.compile(r"mismatch: (\S+) line (\d+)")
_PLACE = re.compile(r",? ?line \d+.*$")
_STATIC = re.compile(r"\{[{%#]")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what a template wrote, what to do, and the written line it stands on."""

    message: str
    hint: str
    line: str


def first_fault(written: str) -> Fault | None:
    """Return the first thing that cannot stand in a book, or None if all of it can."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    lines = written.split("\n")
    try:
        try:
            root = etree.fromstring(f"{_OPEN}{written}</body>".encode(), parser)
        except (etree.XMLSyntaxError, UnicodeEncodeError):
            root = etree.fromstring(f"{_OPEN}{_INVALID.sub('', written)}</body>".encode(), parser)
    except etree.XMLSyntaxError as error:
        reason = _PLACE.sub("", _MISMATCH.sub(r"mismatch: \1", error.msg or "unreadable")).lower()
        at = int(opened[2]) if (opened := _MISMATCH.search(error.msg or "")) else error.lineno or 1
        if opened and opened[1] != "body":
            reason = f"<{opened[1]}> is never closed"
        elif "depth" in reason:
            reason = "it is nested too deeply"
        return Fault(
            f"writes a page that is not well-formed XHTML: {reason}",
            "close every element; write &#160; for a fixed space",
            lines[min(at, len(lines)) - 1],
        )
    for element in root.iterdescendants("*"):
        if wrong := _wrong(element):
            return Fault(*wrong, lines[min(element.sourceline or 1, len(lines)) - 1])
    return None


def _wrong(element: Element) -> tuple[str, str] | None:
    name = _local(element.tag)
    if name.lower() in _REFUSED:
        hint = "put the rules into book.css" if name == "style" else f"leave <{name}> out"
        return f"writes <{name}>, which has no place in a book", hint
    for attribute, value in element.items():
        if attribute not in _INNOCENT and (wrong := _wrong_attribute(name, _local(attribute).lower(), value)):
            return wrong
    return None


def _wrong_attribute(element: str, local: str, value: str) -> tuple[str, str] | None:
    if local.startswith("on"):
        return f"writes a script: {local}=“{value:.40}”", f"leave {local} out"
    if element == "a" and local == "href" and not _LINK.match(value):
        return f"writes a link that leads nowhere in a book: {value:.60}", "link to the href of a view"
    if local in ("src", "poster", "data", "srcset") or (local == "href" and element != "a"):
        if not _FILE.match(value) and not (local == "href" and value.startswith("#")):
            message = f"asks for “{value:.60}”; a page shows the book's pictures and the theme's assets"
            return message, 'put the file into assets/ and write src="theme/NAME"'
    elif local in ("style", "fill", "stroke", "filter", "mask", "clip-path") and _LOADED.search(value):
        return f"loads something from elsewhere: {value:.60}", "put the rule into book.css"
    return None


@lru_cache(maxsize=1024)
def _local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def place_of(line: str, texts: Iterator[tuple[str, str]]) -> tuple[str, int]:
    """Return the file and line of the templates that wrote a line, "" and 0 if none can be told.

    `texts` are (file, text). A template's line that holds no `{{ … }}` is found as it stands; of the others
    what stands before the first of them counts, the longest first.
    """
    best: tuple[int, str, int] = (0, "", 0)
    wanted = line.strip()
    for file, text in texts:
        for number, candidate in enumerate(text.split("\n"), start=1):
            static = candidate.strip()
            if static and static == wanted:
                return file, number
            before = _STATIC.split(static, maxsplit=1)[0].rstrip()
            if len(before) > max(best[0], 1) and wanted.startswith(before):
                best = (len(before), file, number)
    return best[1], best[2]
