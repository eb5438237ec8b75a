"""A quotation as blogs type it → its words and who says them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from book.importing.rich import Rich

_PAIRS = {"‘": "’'", "“": '”"', '"': '"”', "'": "'’", "«": "»", "„": "“”", "´": "´'", "`": "'`"}
_DASH = r"[-–—―~]+"
_BEFORE = re.compile(r"^\s*([A-Z][^:\n“”\"‘]{0,60}?)\s*:\s*(?=[‘“\"'«„])")
_LOOSE = re.compile(
    rf"^(?P<said>.+[.!?…,\w’”\"])\s*(?:(?<=\s)|(?<=[.!?…])){_DASH}\s*(?P<by>[A-Z(][^.!?\n]{{0,60}})$", re.S
)

_BELOW = re.compile(rf"^(?P<said>.+)\n\s*{_DASH}\s*(?P<by>(?:\S+ ){{0,7}}\S+)\s*$", re.S)
"""A quotation without marks, and its speaker in a line below."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a quotation without the marks around them, and its speaker ("" if nobody is named)."""

    text: Rich
    speaker: str = ""


def quotation_of(rich: Rich) -> Quotation:
    """Return a quotation; its closing mark is the last one before the dash, since apostrophes look the same."""
    rich = rich.stripped()
    if quoted := _quoted(rich):
        return quoted
    if before := _BEFORE.match(rich.words):
        inside = _quoted(rich.cut(before.end()))
        if inside and not inside.speaker:
            return Quotation(inside.text, before[1].strip())
    if below := _BELOW.match(rich.words):
        return Quotation(rich.cut(0, below.end("said")).stripped(), below["by"].strip())
    if "\n" not in rich.words:
        loose = _LOOSE.match(rich.words)
        if loose and len(loose["by"].split()) <= 8:
            return Quotation(rich.cut(loose.start("said"), loose.end("said")).stripped(), loose["by"].strip())
    return Quotation(rich)


def _quoted(rich: Rich) -> Quotation | None:
    words = rich.words
    if not words or words[0] not in _PAIRS:
        return None
    closing = re.escape(_PAIRS[words[0]])
    pattern = rf"(?s)(.*)[{closing}][.,;]?\s*(?:(?:{_DASH}|\()\s*([^\n]{{1,80}}?)|)\s*$"
    match = re.compile(pattern).match(words, 1)
    if not match or not match[1].strip():
        return None
    speaker = (match[2] or "").strip()
    if speaker.endswith(")") and "(" not in speaker:
        speaker = speaker[:-1]
    if len(speaker.split()) > 10:
        return None
    return Quotation(rich.cut(match.start(1), match.end(1)).stripped(), speaker)


def is_quoted_line(words: str) -> bool:
    """Whether a line is nothing but words in quotation marks, with or without a speaker."""
    found = _quoted(Rich(words.strip()))
    return bool(found) and len(words.split()) >= 4
