"""The order of headings: word by word, part by part, every letter as its base letter.

"Lee, Ang", "Lee, Spike" and then "Lee Chang-dong": a comma ends the comparison (Chicago Manual of Style
and ISO 999), which a tuple of the parts does by itself, while collating whole headings does not.
"""

from __future__ import annotations

import re
from typing import Literal

from book.people.letters import plain_letters
from book.people.name_kinds import KEPT_TITLES

Order = Literal["word", "letter"]

# Letters that are letters of their own in a language, and the key that puts them in their place.
_TAILORED: dict[str, dict[str, str]] = {
    "sv": {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"},
    "fi": {"å": "zza", "ä": "zzb", "æ": "zzb", "ö": "zzc", "ø": "zzc"},
    "da": {"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"},
    "nb": {"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"},
    "nn": {"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"},
    "no": {"æ": "zza", "ä": "zza", "ø": "zzb", "ö": "zzb", "å": "zzc"},
    "is": {"þ": "zza", "æ": "zzb", "ö": "zzc"},
    "es": {"ñ": "nzz"},
    "pl": {"ą": "azz", "ć": "czz", "ę": "ezz", "ł": "lzz", "ń": "nzz", "ó": "ozz", "ś": "szz", "ź": "zzy", "ż": "zzz"},
}
_GROUP_LETTERS: dict[str, str] = {"sv": "åäö", "fi": "åäö", "da": "æøå", "nb": "æøå", "nn": "æøå", "no": "æøå"}

_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{1,3}|V|(?<=X))")
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def sort_key(heading: str, language: str = "en") -> tuple[str, ...]:
    """Return the file-as key of a heading: one folded string for each of its parts between commas.

    Apostrophes and full stops are ignored, hyphens closed up, initials set apart ("J.K." like "J. K."),
    regnal numbers read as numbers and, in English, a leading number as words (Chicago).
    """
    parts = [part for part in heading.split(",") if part.strip()]
    if parts and _primary(language) == "en":
        parts[0] = _number_in_words(parts[0])
    keys = [_folded(_regnal(part, alone=number > 0), language) for number, part in enumerate(parts)]
    keys = [*keys[:1], *(_without_title(key) for key in keys[1:])]
    return tuple(key for key in keys if key) or (heading.strip().lower(),)


def order_key(sort: tuple[str, ...], order: Order = "word") -> tuple[str, ...]:
    """Return what a sort key is compared by: numbers by their value, spaces not at all when letter by letter."""
    padded = tuple(re.sub(r"\d+", lambda digits: digits[0].zfill(9), part) for part in sort)
    return padded if order == "word" else tuple(part.replace(" ", "") for part in padded)


def letter_of(heading: str, sort: tuple[str, ...], language: str = "en") -> str:
    """Return the letter a heading stands under: "Ł…" under L, "Ø…" under Ø in Danish, figures under "0–9"."""
    own = _GROUP_LETTERS.get(_primary(language), "")
    first = next((letter for letter in heading.lower() if letter.isalnum()), "")
    tailored = _TAILORED.get(_primary(language), {})
    if own and first in tailored and sort[0].startswith(tailored[first]):
        return next(letter for letter in own if tailored[letter] == tailored[first]).upper()
    initial = next((letter for letter in sort[0] if letter.isalnum()), "")
    if initial.isdigit():
        return "0–9"
    return initial.upper()[:1] or "#"


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _folded(part: str, language: str) -> str:
    text = part.strip().lower()
    for letter, key in _TAILORED.get(_primary(language), {}).items():
        text = text.replace(letter, key)
    text = plain_letters(text).replace("&", " and ")
    text = re.sub(r"\.(?=\S)", " ", text)  # "j.k." is "j k"
    text = re.sub(r"['’‘ʼ.\-‐‑]", "", text)
    return " ".join(re.sub(r"[^\w\s]|_", " ", text).split())


def _without_title(key: str) -> str:
    first, _, rest = key.partition(" ")
    return rest if rest and first in KEPT_TITLES else key


def _regnal(part: str, *, alone: bool) -> str:
    """Return a part with a final roman number as figures: after a name, or alone as a suffix."""
    words = part.split()
    if words and len(words[-1]) > 1 and _ROMAN.fullmatch(words[-1]) and (alone or len(words) > 1):
        words[-1] = str(_value(words[-1].lower()))
    return " ".join(words)


def _value(roman: str) -> int:
    values = [{"i": 1, "v": 5, "x": 10}[letter] for letter in roman]
    return sum(
        -value if any(later > value for later in values[place + 1 :]) else value for place, value in enumerate(values)
    )


def _number_in_words(part: str) -> str:
    """Return "50 Cent" as "fifty Cent"; numbers of three digits and more stay figures."""
    digits, space, rest = part.strip().partition(" ")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 3):
        return part
    number = int(digits)
    words = _ONES[number] if number < 20 else _TENS[number // 10] + (f" {_ONES[number % 10]}" if number % 10 else "")
    return words + space + rest
