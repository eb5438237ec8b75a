"""SVG drawings: read safely, refused when they could run, load or hide something, or never end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Element = Any
"""An element as lxml has it; lxml publishes no types."""

SVG = "{http://www.w3.org/2000/svg}"
MOST_ELEMENTS = 100_000
"""Elements of a drawing, those that `<use>` repeats counted each time: a map of a city has some 30,000."""
_DEEPEST = 400
_REFUSED = frozenset(
    {"script", "foreignObject", "set", "animate", "animateTransform", "animateMotion", "iframe", "audio", "video"}
)
_ENCODINGS = frozenset({"utf-8", "us-ascii", "ascii"})
_LINK = re.compile(r"^\s*(?:#|https?://|mailto:|$)", re.I)
_LOADED = re.compile(r"@import|url\(\s*['\"]?(?!\s*#)", re.I)
_PLAIN = "export it again as plain SVG"


class DrawingError(ValueError):
    """A drawing that cannot be used: a problem's code, what is wrong with it, and what to do."""

    def __init__(self, code: str, message: str, hint: str = _PLAIN) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


def read_drawing(data: bytes) -> Element:
    """Return the root element of an SVG drawing. Raises `DrawingError` if a book cannot hold it.

    It is UTF-8, as EPUB 3.3 (section 3.9) asks of every XML file.
    """
    from lxml import etree

    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data, re.I):
        message = "declares a document type, which may hide other files"
        raise DrawingError("unsafe-drawing", message, "delete its line <!DOCTYPE …>")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DrawingError("broken-picture-file", "is not a whole SVG drawing", "export it again") from error
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    if encoding.lower() not in _ENCODINGS:
        raise DrawingError("picture-format", f"is written in {encoding}, not in UTF-8", "save it again as UTF-8")
    if not str(root.tag).startswith(SVG) or root.tag != f"{SVG}svg":
        hint = 'it begins <svg xmlns="http://www.w3.org/2000/svg">'
        raise DrawingError("not-a-picture", "is not an SVG drawing", hint)
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        for message in _faults(node):
            raise DrawingError("unsafe-drawing", message)
    names = Counter(name for name in (element.get("id") for element in root.iter(etree.Element)) if name is not None)
    for name, count in names.items():
        if count > 1:
            raise DrawingError("broken-picture-file", f"gives the id “{name:.30}” {count} times", "export it again")
    _check_size(root)
    return root


def _faults(node: Element) -> Iterator[str]:
    from lxml import etree

    if node.tag is etree.ProcessingInstruction:
        yield "loads a style sheet from elsewhere"
    if not isinstance(node.tag, str):
        return
    name = node.tag.rpartition("}")[2]
    if name in _REFUSED:
        yield f"holds <{name}>, which has no place in a book"
    if name == "style" and _LOADED.search(node.text or ""):
        yield "loads something from elsewhere"
    for attribute, value in node.items():
        local = attribute.rpartition("}")[2].lower()
        if local.startswith("on"):
            yield f"holds a script ({local})"
        elif local in ("href", "src"):
            yield from _fault_of_reference(name, value)
        elif _LOADED.search(value):
            yield "loads something from elsewhere"


def _fault_of_reference(name: str, value: str) -> Iterator[str]:
    if name == "a":
        if not _LINK.match(value):
            yield f"holds a link that leads nowhere in a book ({value.strip():.30})"
    elif value.strip().lower().startswith("data:"):
        yield "holds a photograph, which belongs in a file of its own: save the whole as PNG or JPEG"
    elif value.strip() and not value.strip().startswith("#"):
        yield "loads something from elsewhere"


def _check_size(root: Element) -> None:
    """Raise `DrawingError` if what is drawn, with all that `<use>` repeats, never ends or is beyond measure."""
    named = {element.get("id"): element for element in root.iter() if isinstance(element.tag, str)}
    sizes: dict[Element, int] = {}
    waiting: set[Element] = set()

    def size(element: Element, depth: int) -> int:
        if element in waiting or depth > _DEEPEST:
            raise DrawingError("unsafe-drawing", "repeats itself without end")
        if element not in sizes:
            waiting.add(element)
            total = 1 + sum(size(child, depth + 1) for child in element if isinstance(child.tag, str))
            target = next((named.get(value[1:]) for key, value in element.items() if key.endswith("href")), None)
            if element.tag == f"{SVG}use" and target is not None:
                total += size(target, depth + 1)
            waiting.discard(element)
            sizes[element] = total
        return sizes[element]

    if size(root, 0) > MOST_ELEMENTS:
        raise DrawingError("unsafe-drawing", f"repeats its parts until it has more than {MOST_ELEMENTS:,} of them")
