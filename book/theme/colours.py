"""Colours of CSS, and the greys they become in a book printed in black."""

from __future__ import annotations

import re
from typing import Any

_PLAIN = re.compile(r"#[0-9a-fA-F]{6}")
"""What most colours are, and what needs no parser."""


def parse_colour(words: str) -> tuple[float, float, float, float] | None:
    """Return red, green, blue and alpha (0–1) of a colour in CSS, or None if it is none."""
    if _PLAIN.fullmatch(words):
        return int(words[1:3], 16) / 255, int(words[3:5], 16) / 255, int(words[5:], 16) / 255, 1.0
    from tinycss2.color3 import parse_color

    return _numbers(parse_color(words))


def colour_of(node: Any) -> tuple[float, float, float, float] | None:  # noqa: ANN401 -- tinycss2 has no types
    """Return the colour a parsed component value stands for, or None."""
    from tinycss2.color3 import parse_color

    return _numbers(parse_color(node))


def _numbers(colour: Any) -> tuple[float, float, float, float] | None:  # noqa: ANN401 -- tinycss2 has no types
    if colour is None or isinstance(colour, str):  # `currentColor`
        return None
    red, green, blue, alpha = (min(max(float(part), 0.0), 1.0) for part in colour)
    return red, green, blue, alpha


def luminance(red: float, green: float, blue: float) -> float:
    """Return the relative luminance of an sRGB colour (WCAG 2.2, IEC 61966-2-1)."""
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def grey_of(colour: tuple[float, float, float, float]) -> str:
    """Return the grey of the same luminance, in CSS."""
    red, green, blue, alpha = colour
    light = luminance(red, green, blue)
    level = 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    value = min(max(round(level * 255), 0), 255)
    if alpha >= 1:
        return f"#{value:02x}{value:02x}{value:02x}"
    return f"rgba({value}, {value}, {value}, {alpha:.3g})"
