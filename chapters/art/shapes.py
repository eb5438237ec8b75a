"""Shapes to cut out: plain geometry in the units of the finished picture, 1800 × 1200."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

Point = tuple[float, float]

CURVE_STEPS = 20


@dataclass(frozen=True)
class Shape:
    """One or more outlines that are filled together."""

    outlines: tuple[tuple[Point, ...], ...]

    def __add__(self, other: "Shape") -> "Shape":
        return Shape(self.outlines + other.outlines)

    def mapped(self, change: Callable[[float, float], Point]) -> "Shape":
        """Every point moved by a function."""
        return Shape(tuple(tuple(change(x, y) for x, y in outline) for outline in self.outlines))

    def moved(self, dx: float, dy: float) -> "Shape":
        """Moved right and down."""
        return self.mapped(lambda x, y: (x + dx, y + dy))

    def scaled(self, across: float, down: float | None = None) -> "Shape":
        """Scaled about the origin; a negative number mirrors."""
        return self.mapped(lambda x, y: (x * across, y * (across if down is None else down)))

    def turned(self, degrees: float, x0: float = 0, y0: float = 0) -> "Shape":
        """Turned clockwise about a point."""
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return self.mapped(lambda x, y: (x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos))

    def mirrored(self, axis: float) -> "Shape":
        """Mirrored about the upright line x = axis."""
        return self.mapped(lambda x, y: (2 * axis - x, y))

    def placed(self, x: float, y: float, scale: float = 1, turn: float = 0, *, flip: bool = False) -> "Shape":
        """A shape drawn about the origin, put down at a point."""
        return self.scaled(-scale if flip else scale, scale).turned(turn).moved(x, y)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        xs = [x for outline in self.outlines for x, _ in outline]
        ys = [y for outline in self.outlines for _, y in outline]
        return min(xs), min(ys), max(xs), max(ys)


def union(shapes: Iterable[Shape]) -> Shape:
    """Several shapes as one."""
    return Shape(tuple(outline for shape in shapes for outline in shape.outlines))


def poly(*points: Point) -> Shape:
    """A polygon."""
    return Shape((points,))


def rect(left: float, top: float, right: float, bottom: float) -> Shape:
    """An upright rectangle."""
    return poly((left, top), (right, top), (right, bottom), (left, bottom))


def ellipse(x: float, y: float, across: float, down: float, turn: float = 0) -> Shape:
    """An ellipse by its two half-axes."""
    steps = 120
    points = tuple(
        (x + across * math.cos(math.tau * i / steps), y + down * math.sin(math.tau * i / steps)) for i in range(steps)
    )
    return Shape((points,)).turned(turn, x, y)


def disc(x: float, y: float, radius: float) -> Shape:
    """A circle."""
    return ellipse(x, y, radius, radius)


def arc(x: float, y: float, radius: float, start: float, end: float) -> tuple[Point, ...]:
    """Points along a circle; 0 degrees is to the right, 90 is down."""
    steps = max(8, int(abs(end - start) / 3))
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return tuple((x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles)


def ring(x: float, y: float, outer: float, inner: float, *span: float) -> Shape:
    """A ring, or the piece of one from one angle to another."""
    start, end = span or (0, 360)
    return Shape((arc(x, y, outer, start, end) + arc(x, y, inner, end, start),))


def star(x: float, y: float, outer: float, inner: float, points: int, *, turn: float = -90) -> Shape:
    """A star."""
    radii = (outer, inner) * points
    angles = (math.radians(turn + 180 * i / points) for i in range(2 * points))
    return Shape((tuple((x + r * math.cos(a), y + r * math.sin(a)) for r, a in zip(radii, angles, strict=True)),))


def arch(x: float, bottom: float, half: float, spring: float) -> Shape:
    """A round-headed opening: centre line, foot, half-width, and the height at which the curve begins."""
    return Shape((((x - half, bottom), *arc(x, spring, half, 180, 360), (x + half, bottom)),))


def spline(points: Iterable[tuple[float, ...]], *, closed: bool = False) -> list[tuple[float, ...]]:
    """A smooth run through points (Catmull and Rom), of as many coordinates as they have."""
    given = list(points)
    if len(given) < 3:
        return given
    around = [given[-1], *given, *given[:2]] if closed else [given[0], *given, given[-1]]
    out = []
    for p, q, r, s in zip(around, around[1:], around[2:], around[3:], strict=False):
        for step in range(CURVE_STEPS):
            t = step / CURVE_STEPS
            out.append(
                tuple(
                    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
                    for a, b, c, d in zip(p, q, r, s, strict=True)
                )
            )
    return out if closed else [*out, given[-1]]


def smooth(*points: Point) -> Shape:
    """A closed curve through points."""
    return Shape((tuple((p[0], p[1]) for p in spline(points, closed=True)),))


def limb(*joints: tuple[float, float, float], bend: bool = False) -> Shape:
    """A run of round joints (x, y, width) and what spans them: an arm, a rod, a tail."""
    run = [tuple(joint) for joint in (spline(joints) if bend else joints)]
    parts = [disc(x, y, width / 2) for x, y, width in run]
    for (x1, y1, w1), (x2, y2, w2) in pairwise(run):
        length = math.hypot(x2 - x1, y2 - y1) or 1.0
        nx, ny = (y1 - y2) / length / 2, (x2 - x1) / length / 2
        parts.append(
            poly(
                (x1 + nx * w1, y1 + ny * w1),
                (x2 + nx * w2, y2 + ny * w2),
                (x2 - nx * w2, y2 - ny * w2),
                (x1 - nx * w1, y1 - ny * w1),
            )
        )
    return union(parts)


def bar(x1: float, y1: float, x2: float, y2: float, *widths: float) -> Shape:
    """A straight strip with square ends, of one width or from one width to another."""
    width, last = widths[0], widths[-1]
    length = math.hypot(x2 - x1, y2 - y1) or 1.0
    nx, ny = (y1 - y2) / length / 2, (x2 - x1) / length / 2
    return poly(
        (x1 + nx * width, y1 + ny * width),
        (x2 + nx * last, y2 + ny * last),
        (x2 - nx * last, y2 - ny * last),
        (x1 - nx * width, y1 - ny * width),
    )


def furred(shape: Shape, tooth: float, depth: float) -> Shape:
    """A shape whose edge has been snipped into small points."""
    outlines = []
    for outline in shape.outlines:
        snipped: list[Point] = []
        run, carry = (*outline, outline[0]), 0.0
        for (x1, y1), (x2, y2) in pairwise(run):
            length = math.hypot(x2 - x1, y2 - y1)
            at = -carry
            while at + tooth <= length:
                at += tooth
                t, out = at / length, depth if len(snipped) % 2 else 0
                snipped.append(
                    (x1 + (x2 - x1) * t + (y2 - y1) / length * out, y1 + (y2 - y1) * t - (x2 - x1) / length * out)
                )
            carry = length - at
        outlines.append(tuple(snipped))
    return Shape(tuple(outlines))


@dataclass(frozen=True)
class Plane:
    """A unit square seen in perspective: its corners, from top left clockwise."""

    corners: tuple[Point, Point, Point, Point]

    def at(self, u: float, v: float) -> Point:
        """Where a point of the square falls in the picture."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.corners
        dx1, dx2, dx3 = x1 - x2, x3 - x2, x0 - x1 + x2 - x3
        dy1, dy2, dy3 = y1 - y2, y3 - y2, y0 - y1 + y2 - y3
        det = dx1 * dy2 - dx2 * dy1
        g, h = (dx3 * dy2 - dx2 * dy3) / det, (dx1 * dy3 - dx3 * dy1) / det
        w = g * u + h * v + 1
        x = ((x1 - x0 + g * x1) * u + (x3 - x0 + h * x3) * v + x0) / w
        return x, ((y1 - y0 + g * y1) * u + (y3 - y0 + h * y3) * v + y0) / w

    def lay(self, shape: Shape) -> Shape:
        """A shape drawn on the square, seen in perspective."""
        return shape.mapped(self.at)

    def tile(self, left: float, top: float, right: float, bottom: float) -> Shape:
        """A rectangle on the square."""
        return self.lay(rect(left, top, right, bottom))


TOKENS = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
ARITY = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2}


@dataclass
class Pen:
    """Follows the commands of a path as SVG writes them (without arcs)."""

    x: float = 0
    y: float = 0
    control: Point | None = None

    def bezier(self, points: list[Point]) -> Iterator[Point]:
        """The points of a quadratic or cubic curve from the pen on."""
        run = [(self.x, self.y), *points]
        for step in range(1, CURVE_STEPS + 1):
            t, level = step / CURVE_STEPS, run
            while len(level) > 1:
                level = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)]
            yield level[0]

    def follow(self, command: str, numbers: list[float]) -> Iterator[Point]:
        """The points that one command adds."""
        dx, dy = (self.x, self.y) if command.islower() else (0.0, 0.0)
        kind = command.upper()
        if kind == "H":
            points = [(numbers[0] + dx, self.y)]
        elif kind == "V":
            points = [(self.x, numbers[0] + dy)]
        else:
            points = [(x + dx, y + dy) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind in "ST":
            cx, cy = self.control or (self.x, self.y)
            points.insert(0, (2 * self.x - cx, 2 * self.y - cy))
        yield from points if kind in "MLHV" else self.bezier(points)
        self.control = points[-2] if kind in "CSQT" else None
        self.x, self.y = points[-1]

    @classmethod
    def outlines(cls, text: str) -> Iterator[tuple[Point, ...]]:
        """The outlines of a path."""
        pen: Self = cls()
        tokens = TOKENS.findall(text)
        points: list[Point] = []
        start: Point = (0, 0)
        command, at = "M", 0
        while at < len(tokens):
            if tokens[at].isalpha():
                command, at = tokens[at], at + 1
                if command in "Zz":
                    pen.x, pen.y = start
                    continue
                if command in "Mm" and points:
                    yield tuple(points)
                    points = []
            count = ARITY[command.upper()]
            points += pen.follow(command, [float(number) for number in tokens[at : at + count]])
            at += count
            if command in "Mm":
                start = (pen.x, pen.y)
                command = "L" if command == "M" else "l"
        yield tuple(points)


def path(text: str) -> Shape:
    """A shape from an SVG path: M, L, H, V, C, S, Q, T and Z, small letters for relative."""
    return Shape(tuple(Pen.outlines(text)))
