"""The colours of the pictures: eight papers, and the mixtures that soften an edge between two of them."""

from enum import IntEnum
from itertools import combinations


class Paper(IntEnum):
    """A sheet of coloured paper; the number is its place in the palette of every picture."""

    INK = 0
    NIGHT = 1
    WINE = 2
    RED = 3
    SMOKE = 4
    SAND = 5
    LAMP = 6
    PAPER = 7

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green and blue, 0 to 255."""
        return RGB[self]


INK, NIGHT, WINE, RED, SMOKE, SAND, LAMP, PAPER = Paper

RGB: dict[Paper, tuple[int, int, int]] = {
    INK: (0x1C, 0x1A, 0x19),
    NIGHT: (0x3C, 0x4A, 0x58),
    WINE: (0x66, 0x1B, 0x14),
    RED: (0xB3, 0x37, 0x1F),  # the accent of the classic theme
    SMOKE: (0x80, 0x84, 0x7A),
    SAND: (0xC9, 0xB5, 0x8E),
    LAMP: (0xF2, 0xC4, 0x50),  # only ever one shape of it in a picture
    PAPER: (0xF3, 0xEC, 0xDF),
}

STEPS = 8  # mixtures between two papers, for edges


def flat_palette() -> list[int]:
    """The eight papers as a Pillow palette, for drawing."""
    return [channel for paper in Paper for channel in paper.rgb]


def mixed_palette() -> list[int]:
    """The eight papers and every mixture of two, 232 colours, for the finished picture."""
    values = flat_palette()
    for one, other in combinations(Paper, 2):
        for step in range(1, STEPS + 1):
            share = step / (STEPS + 1)
            values += [round(a + (b - a) * share) for a, b in zip(one.rgb, other.rgb, strict=True)]
    return values
