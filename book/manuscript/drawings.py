"""SVG drawings: read safely, refused when they could run, load or hide something."""

from __future__ import annotations

import re
from typing import Any

from book.manuscript.picture_error import PictureError

Element = Any
"""An element as lxml has it; lxml publishes no types."""

_SVG = "{http://www.w3.org/2000/svg}"
_REFUSED = frozenset(
    {"script", "foreignObject", "set", "animate", "animateTransform", "animateMotion", "iframe", "audio", "video"}
)
_REFERENCE = re.compile(r"^\s*(?:#|data:image/(?:png|jpeg|gif);base64,|$)", re.I)
_LOADED = re.compile(r"@import|url\(\s*['\"]?(?!#|\s*['\"]?data:image/(?:png|jpeg|gif))", re.I)
_LENGTH = re.compile(r"^\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*$")
# CSS Values 4, 6.2: absolute lengths in px
_UNITS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def drawing_size(data: bytes, path: str) -> tuple[int, int]:
    """Return width and height in px of an SVG drawing. Raises `PictureError` if it cannot be used."""
    from lxml import etree

    if re.search(rb"<!(?:DOCTYPE|ENTITY)", data, re.I):
        raise PictureError(
            "unsafe-drawing",
            f"{path} declares a document type, which may hide other files",
            "delete its line <!DOCTYPE …>",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError("broken-picture-file", f"{path} is not a whole SVG drawing", "export it again") from error
    if root.tag not in (f"{_SVG}svg", "svg") or not str(root.tag).startswith(_SVG):
        raise PictureError(
            "not-a-picture", f"{path} is not an SVG drawing", 'it begins <svg xmlns="http://www.w3.org/2000/svg">'
        )
    for element in root.getroottree().iter():
        if fault := _fault(element):
            raise PictureError("unsafe-drawing", f"{path} {fault}", "export it again as plain SVG")
    return _size(root, path)


def _fault(element: Element) -> str:
    from lxml import etree

    if element.tag is etree.ProcessingInstruction:
        return "loads a style sheet from elsewhere"
    if not isinstance(element.tag, str):
        return ""
    name = element.tag.rpartition("}")[2]
    if name in _REFUSED:
        return f"holds <{name}>, which has no place in a book"
    if name == "style" and _LOADED.search(element.text or ""):
        return "loads something from elsewhere"
    for attribute, value in element.items():
        local = attribute.rpartition("}")[2].lower()
        if local.startswith("on"):
            return f"holds a script ({local})"
        if local in ("href", "src") and name != "a" and not _REFERENCE.match(value):
            return "loads something from elsewhere"
        if _LOADED.search(value):
            return "loads something from elsewhere"
    return ""


def _size(root: Element, path: str) -> tuple[int, int]:
    """Return the size its width and height say, else its view box."""
    sides = [_LENGTH.match(root.get(side, "")) for side in ("width", "height")]
    if all(sides):
        width, height = (float(side[1]) * _UNITS[side[2]] for side in sides if side)
    else:
        box = re.findall(r"-?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?", root.get("viewBox", ""))
        width, height = (float(box[2]), float(box[3])) if len(box) == 4 else (0.0, 0.0)
    if not (0.5 <= width <= 100_000 and 0.5 <= height <= 100_000):
        raise PictureError(
            "broken-picture-file", f"{path} does not say how large it is", 'give <svg> a viewBox="0 0 600 400"'
        )
    return max(round(width), 1), max(round(height), 1)
