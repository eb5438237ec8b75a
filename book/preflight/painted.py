"""What a page paints, as a printer asks about it; and the geometry of its coordinates."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Rect = tuple[float, float, float, float]
"""Left, foot, right and top, in pt."""
Node = Any
"""Objects of pikepdf, whose types say nothing about what a file holds."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour that something was painted with: `what` is fill, line, text or shading; `ink` in percent, all inks."""

    what: str
    space: str
    ink: float
    rect: Rect
    values: tuple[float, ...] = ()
    size: float = 0.0
    """Of type, in pt."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it stands on the page: pixels, printed size in pt, resolution in ppi (the lower of both ways)."""

    width: int
    height: int
    ppi: float
    space: str
    rect: Rect
    bits: int
    soft_mask: bool
    filters: tuple[str, ...]
    mask: bool = False
    ink: float = 0.0
    """The most ink of any of its pixels, in percent of all inks; 0 where it was not counted."""
    key: tuple[int, int] = (0, 0)


@dataclass
class Painted:
    """All that a page paints."""

    paints: dict[tuple[object, ...], Paint] = field(default_factory=dict)
    pictures: list[Shown] = field(default_factory=list)
    fonts: dict[tuple[int, int, str], Node] = field(default_factory=dict)
    thin: list[tuple[float, Rect]] = field(default_factory=list)
    """Lines: width in pt, and where."""
    transparent: dict[str, Rect] = field(default_factory=dict)
    """What is seen through, in words."""
    lines: list[Rect] = field(default_factory=list)
    """Where lines and narrow areas are, for finding crop marks."""
    least_text: tuple[float, Rect] | None = None
    layers: bool = False
    postscript: bool = False
    empty: bool = True


def multiplied(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that applies `one` first, then `other`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, l = other  # noqa: E741
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l)


def point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a point lies under a matrix."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def around(points: list[tuple[float, float]]) -> Rect:
    """Return the rectangle around points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys)) if points else (0.0, 0.0, 0.0, 0.0)


def unit_square(matrix: Matrix) -> Rect:
    """Return the rectangle around what a matrix makes of the unit square: where a picture stands."""
    return around([point(matrix, x, y) for x in (0, 1) for y in (0, 1)])


def scale(matrix: Matrix) -> float:
    """Return by how much a matrix enlarges, as the root of its area."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
