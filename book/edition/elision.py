"""Inclusive numbers: "49–51", elided as a house does.

Sources: Chicago Manual of Style, 17th edition, 9.61; New Hart's Rules, 4.2.2.
"""

from __future__ import annotations

import re
from typing import Literal

_NUMBERS = re.compile(r"((?:\d+:)?)(\d+)(?:–(\d+))?")
Style = Literal["chicago", "hart", "full"]


def span(first: str, last: str, style: Style) -> str:
    """Return a range of folios with an en dash; roman folios are never elided."""
    if first == last:
        return first
    if not (first.isdecimal() and last.isdecimal()) or style == "full" or len(first) != len(last):
        return f"{first}–{last}"
    return f"{first}–{_chicago(first, last) if style == 'chicago' else _hart(first, last)}"


def left_open(words: str, style: Style, figures: int, *, wide: bool = False) -> str:
    """Return zeros for a printed locator, the same for nearly all numbers of a book of `figures` figures.

    So lines that break well with them do with any numbers: most have as many figures, and of two that are elided the
    second nearly always two. Roman folios are few, and stay. A `wide` one has room for a range where it is none now.
    """
    found = _NUMBERS.fullmatch(words)
    if found is None:
        return words
    volume, first, last = found.groups()
    zeros = "0" * max(len(first), figures)
    if not last and not wide:
        return f"{volume}{zeros}"
    return f"{volume}{zeros}–{'0' * max(len(last or ''), figures) if style == 'full' else '0' * min(2, len(zeros))}"


def _changed(first: str, last: str) -> str:
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=True)) if a != b), len(last))
    return last[same:]


def _chicago(first: str, last: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    changed = _changed(first, last)
    if number % 100 < 10:  # 101–8, 1103–4: the changed part only
        return changed
    if len(first) >= 4 and len(changed) >= 3:  # 1496–500 keeps three; four changed digits are all of them
        return changed
    return last[-max(2, len(changed)) :]


def _hart(first: str, last: str) -> str:
    changed = _changed(first, last)
    teens = len(last) > 1 and last[-2] == "1"
    return last[-2:] if teens and len(changed) == 1 else changed
