"""SVG drawings of a manuscript: read safely, and the size they say they have."""

from __future__ import annotations

import re

from book.manuscript.picture_error import PictureError
from book.sources.drawing import DrawingError, Element, read_drawing

_LENGTH = re.compile(r"^\s*([0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in)?\s*$")
# CSS Values 4, 6.2: absolute lengths in px
_UNITS = {None: 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


def drawing_size(data: bytes, path: str) -> tuple[int, int]:
    """Return width and height in px of an SVG drawing. Raises `PictureError` if it cannot be used."""
    try:
        return _size(read_drawing(data), path)
    except DrawingError as error:
        raise PictureError(error.code, f"{path} {error}", error.hint) from error


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
