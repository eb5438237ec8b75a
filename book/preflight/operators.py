"""The operators of content streams (ISO 32000-1, annex A), and what graphics states and gradients hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from book.preflight.painted import Node

TOKEN = re.compile(
    rb"\[(?:[^\[\]()<>%]|<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\]"  # an array in one piece
    rb"|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)"
    rb"|<<|>>|<[0-9A-Fa-f\s]*>"
    rb"|/[^\s\[\]()<>{}/%]*"
    rb"|[+-]?(?:\d+\.?\d*|\.\d+)(?![^\s\[\]()<>{}/%])"
    rb"|%[^\r\n]*"
    rb"|[A-Za-z'\"*][A-Za-z0-9'\"*]*"
    rb"|[\[\]]",
    re.DOTALL,
)
INLINE_END = re.compile(rb"\sEI(?=\s|$)")


def is_array(thing: Node) -> bool:
    """Whether an object is an array."""
    import pikepdf

    return isinstance(thing, pikepdf.Array)


def content_of(page: Node) -> bytes:
    """Return the content of a page, all its streams in one; nothing where they cannot be decoded."""
    contents = page.get("/Contents")
    if contents is None:
        return b""
    try:
        return b"\n".join(part.read_bytes() for part in contents) if is_array(contents) else contents.read_bytes()
    except Exception:  # noqa: BLE001 -- pikepdf raises its own errors, and those of the filters
        return b""


def seen_through(entry: Node) -> str:
    """Return what of a graphics state lets things be seen through, in words."""
    for key, what in (("/ca", "an area"), ("/CA", "a line")):
        if float(entry.get(key, 1)) < 1:
            return f"{what} of {float(entry.get(key)):.0%} opacity"
    mode = entry.get("/BM")
    if mode is not None:
        modes = [str(one) for one in mode] if is_array(mode) else [str(mode)]
        if modes and modes[0] not in ("/Normal", "/Compatible"):
            return f"the blend mode {modes[0][1:]}"
    mask = entry.get("/SMask")
    if mask is not None and str(mask) != "/None":
        return "a soft mask"
    return ""


def shading_ends(shading: Node) -> Iterator[tuple[float, ...]]:
    """Yield the colours that a gradient runs between, as far as its functions name them."""
    functions = shading.get("/Function")
    if functions is None:
        return
    waiting = list(functions) if is_array(functions) else [functions]
    while waiting:
        function = waiting.pop()
        if "/Functions" in function:
            waiting += list(function.Functions)
        for end in ("/C0", "/C1"):
            if end in function:
                yield tuple(float(part) for part in function[end])
    if not waiting:
        yield ()


OPERATIONS: Mapping[bytes, tuple[str, Mapping[str, Any]]] = {
    b"q": ("push", {}), b"Q": ("pop", {}), b"cm": ("concat", {}), b"w": ("line_width", {}),
    b"gs": ("graphics_state", {}),
    b"cs": ("set_space", {"line": False}), b"CS": ("set_space", {"line": True}),
    b"sc": ("set_values", {"line": False}), b"scn": ("set_values", {"line": False}),
    b"SC": ("set_values", {"line": True}), b"SCN": ("set_values", {"line": True}),
    b"g": ("device", {"name": "/DeviceGray", "line": False}), b"G": ("device", {"name": "/DeviceGray", "line": True}),
    b"rg": ("device", {"name": "/DeviceRGB", "line": False}), b"RG": ("device", {"name": "/DeviceRGB", "line": True}),
    b"k": ("device", {"name": "/DeviceCMYK", "line": False}), b"K": ("device", {"name": "/DeviceCMYK", "line": True}),
    b"m": ("move", {}), b"l": ("move", {}), b"c": ("move", {}), b"v": ("move", {}), b"y": ("move", {}),
    b"re": ("rectangle", {}),
    b"n": ("finish_path", {"fill": False, "line": False}),
    b"S": ("finish_path", {"fill": False, "line": True}), b"s": ("finish_path", {"fill": False, "line": True}),
    b"f": ("finish_path", {"fill": True, "line": False}), b"F": ("finish_path", {"fill": True, "line": False}),
    b"f*": ("finish_path", {"fill": True, "line": False}),
    b"B": ("finish_path", {"fill": True, "line": True}), b"B*": ("finish_path", {"fill": True, "line": True}),
    b"b": ("finish_path", {"fill": True, "line": True}), b"b*": ("finish_path", {"fill": True, "line": True}),
    b"BT": ("begin_text", {}), b"Tf": ("font", {}), b"Tr": ("text_mode", {}), b"Tm": ("text_matrix", {}),
    b"Td": ("text_move", {}), b"TD": ("text_move", {"leading": True}), b"TL": ("text_leading", {}),
    b"T*": ("next_line", {}), b"Tj": ("show", {}), b"TJ": ("show", {}),
    b"'": ("show", {"next_line": True}), b'"': ("show", {"next_line": True}),
    b"Do": ("do", {}), b"sh": ("shading", {}), b"BDC": ("marked", {}), b"BMC": ("marked", {}),
}  # fmt: skip
"""Operator → the method of the walk that runs it, and what it is told."""
