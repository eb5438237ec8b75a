"""Colour of pages: in a grey edition every colour becomes a grey of one ink, so that black stays pure black."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_NUMBER = rb"(-?(?:\d+\.?\d*|\.\d+))"
_PAINT = re.compile(rb"(?<![^\s])" + _NUMBER + rb"\s+" + _NUMBER + rb"\s+" + _NUMBER + rb"\s+(rg|RG)(?![^\s])")
_LINE = re.compile(rb"\n" + rb" ".join([_NUMBER] * 3) + rb" (rg|RG)(?=\n|$)")
"""As the engine writes it, found twenty times sooner."""
_WEIGHTS = (0.299, 0.587, 0.114)  # ITU-R BT.601, as for pictures


def grey_of(red: float, green: float, blue: float) -> float:
    """Return the grey (0 black, 1 white) of a colour; a colour that is grey already stays exactly as it is."""
    if red == green == blue:
        return red
    return round(sum(weight * part for weight, part in zip(_WEIGHTS, (red, green, blue), strict=True)), 4)


def written(*parts: float) -> bytes:
    """Return numbers as a content stream has them."""
    return b" ".join(f"{part:.4f}".rstrip("0").rstrip(".").encode() or b"0" for part in parts)


def grey_content(content: bytes) -> bytes:
    """Return a content stream that paints in grey what painted in RGB."""

    def paint(found: re.Match[bytes]) -> bytes:
        grey = grey_of(float(found[1]), float(found[2]), float(found[3]))
        return written(grey) + (b" g" if found[4] == b"rg" else b" G")

    content = _LINE.sub(lambda found: b"\n" + paint(found), b"\n" + content)[1:]
    return _PAINT.sub(paint, content) if b" rg" in content or b" RG" in content else content


def grey_shading(shading: pikepdf.Object) -> None:
    """Make a gradient run between greys."""
    from pikepdf import Name

    if shading.get("/ColorSpace") != Name.DeviceRGB:
        return
    shading.ColorSpace = Name.DeviceGray
    functions = shading.Function
    for function in functions if _is_array(functions) else [functions]:
        _grey_function(function)


def _grey_function(function: pikepdf.Object) -> None:
    from pikepdf import Array

    for inner in function.get("/Functions", []):
        _grey_function(inner)
    for end in ("/C0", "/C1"):
        if end in function and len(function[end]) == 3:
            red, green, blue = (float(part) for part in function[end])
            function[end] = Array([grey_of(red, green, blue)])


def _is_array(thing: pikepdf.Object) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)
