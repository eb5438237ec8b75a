"""Colours of letters that can be read on every ground: the reader's light, sepia or dark page is behind them.

A theme's colours are chosen for white paper. In an EPUB they are moved to the middle tone of the same hue that
stands out from light and dark; near-blacks and near-whites are left to the reader's own colour. Contrast by WCAG 2.2.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence

LEAST = 3.0
"""Contrast on a dark ground, where themes colour large letters and figures; on a light one `_LIGHT_LEAST`."""
_LIGHT_LEAST = 4.5
_DARK, _LIGHT = (18, 18, 18), (255, 255, 255)
_RULE = re.compile(r"\{([^{}]*)\}")
_COLOUR = re.compile(r"(?<![-\w])(color\s*:\s*)(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})(?![0-9a-fA-F])")
_STEPS = 100
_GREY = 30  # between the strongest and the weakest of red, green and blue, of 255


def luminance(rgb: Sequence[int]) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    red, green, blue = ((c / 255 / 12.92) if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Sequence[int], other: Sequence[int]) -> float:
    """Return the contrast of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def vanishes_on(rgb: Sequence[int]) -> str:
    """Return the ground that letters of a colour cannot be read on, or ""."""
    if contrast(rgb, _LIGHT) < LEAST:
        return "a light ground"
    return "a dark ground" if contrast(rgb, _DARK) < LEAST else ""


def for_every_ground(css: str) -> str:
    """Return styles whose coloured letters can be read on light and dark grounds; rules with their own are kept."""
    return _RULE.sub(lambda rule: rule[0] if "background" in rule[1] else _COLOUR.sub(_moved, rule[0]), css)


def _moved(declaration: re.Match[str]) -> str:
    digits = declaration[2][1:]
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    rgb = [int(digits[at : at + 2], 16) for at in (0, 2, 4)]
    if not vanishes_on(rgb):
        return declaration[0]
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in rgb))
    if max(rgb) - min(rgb) < _GREY:
        return f"{declaration[1]}inherit"
    for step in range(_STEPS + 1):  # the nearest lightness that serves
        for there in (lightness + step / _STEPS, lightness - step / _STEPS):
            tone = [round(part * 255) for part in colorsys.hls_to_rgb(hue, min(max(there, 0), 1), saturation)]
            if contrast(tone, _DARK) >= LEAST and contrast(tone, _LIGHT) >= _LIGHT_LEAST:
                return f"{declaration[1]}#{''.join(f'{part:02x}' for part in tone)}"
    return f"{declaration[1]}inherit"
