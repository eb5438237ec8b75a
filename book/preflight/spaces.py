"""Colour spaces by what a printer makes of them, and the ink of a colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Node = Any
_DEVICE: Mapping[str, tuple[str, int]] = {
    "/DeviceGray": ("grey", 1), "/G": ("grey", 1), "/CalGray": ("calibrated grey", 1),
    "/DeviceRGB": ("rgb", 3), "/RGB": ("rgb", 3), "/CalRGB": ("calibrated rgb", 3),
    "/DeviceCMYK": ("cmyk", 4), "/CMYK": ("cmyk", 4), "/Lab": ("lab", 3), "/Pattern": ("pattern", 0),
}  # fmt: skip
_BY_PARTS = {1: "icc grey", 3: "icc rgb", 4: "icc cmyk"}
_INK_PARTS = {"Cyan", "Magenta", "Yellow", "Black", "None"}


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space: grey, rgb, cmyk, icc grey, icc rgb, icc cmyk, calibrated …, lab, spot, registration, pattern."""

    name: str
    parts: int = 1
    spot: str = ""

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour a space begins with."""
        if self.name in ("cmyk", "icc cmyk"):
            return (0.0, 0.0, 0.0, 1.0)
        return (1.0 if self.name in ("spot", "registration") else 0.0,) * self.parts

    def ink(self, values: tuple[float, ...]) -> float:
        """Return how much ink a colour takes, in percent of all inks; 0 where it is not known."""
        if self.name in ("grey", "icc grey", "calibrated grey") and len(values) == 1:
            return (1 - values[0]) * 100
        if self.name in ("cmyk", "icc cmyk") and len(values) == 4:
            return sum(values) * 100
        if self.name in ("process inks", "spot"):
            return sum(values) * 100
        return 400.0 * max(values, default=0.0) if self.name == "registration" else 0.0


GREY = Space("grey", 1)


def space_of(named: Node, resources: Node) -> Space:
    """Return the space that a name or an array means on a page; what is damaged counts as unknown."""
    import pikepdf

    try:
        return _space_of(named, resources, 0)
    except (pikepdf.PdfError, ValueError, TypeError, IndexError, KeyError, AttributeError):
        return Space("unknown", 0)


def _space_of(named: Node, resources: Node, depth: int) -> Space:
    import pikepdf

    if depth > 8 or named is None:
        return Space("unknown", 0)
    if not isinstance(named, pikepdf.Array):
        word = str(named)
        if word in _DEVICE:
            return Space(*_DEVICE[word])
        table = resources.get("/ColorSpace") if resources is not None else None
        found = table.get(word) if table is not None else None
        return _space_of(found, resources, depth + 1)
    kind = str(named[0])
    if kind in ("/Indexed", "/I"):
        base = _space_of(named[1], resources, depth + 1)
        return Space(base.name, 1, base.spot)
    if kind == "/ICCBased":
        parts = int(named[1].get("/N", 0))
        return Space(_BY_PARTS.get(parts, "unknown"), parts)
    if kind in ("/Separation", "/DeviceN"):
        return _inks(named)
    return Space(*_DEVICE.get(kind, ("unknown", 0)))


def _inks(named: Node) -> Space:
    import pikepdf

    names = [str(one)[1:] for one in named[1]] if isinstance(named[1], pikepdf.Array) else [str(named[1])[1:]]
    if names == ["All"]:
        return Space("registration", 1, "All")
    if all(name in _INK_PARTS for name in names):
        return Space("process inks", len(names))
    return Space("spot", len(names), ", ".join(name for name in names if name not in _INK_PARTS))
