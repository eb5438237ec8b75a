"""Letters and words as names are compared: without accents, strokes, case or punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile("[^\\W_](?:[^\\W_]|[\u0300-\u036f\u00ad])*")
"""A run of letters and digits; combining accents and soft hyphens belong to it."""

CAPITAL = "[0-9A-Z\u00aa-\U0010ffff](?<=[^\\W_])(?<![^\\W_].)"
"""The first letter or figure of a word that may be a name: a pattern that begins with a plain range of characters, and
looks only then at what they are and what is before, is searched for twice as fast."""

_VOWELS = re.compile("[aeiouy]+")

# Letters that Unicode does not take apart: their stroke or ligature is part of the letter.
_STROKES = str.maketrans(
    {
        "æ": "ae",
        "ǽ": "ae",
        "œ": "oe",
        "ø": "o",
        "ǿ": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "ħ": "h",
        "ı": "i",
        "ĸ": "k",
        "ŋ": "ng",
        "ŧ": "t",
        "ƒ": "f",
        "ɓ": "b",
        "ɗ": "d",
        "ə": "a",
        "\u00ad": "",
        "ʼ": "’",
        "ʻ": "’",
    }
)


def plain_letters(text: str) -> str:
    """Return text in lower case with the base letter of every accented, stroked or joined one."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower().translate(_STROKES))
    base = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", base.lower().translate(_STROKES))


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: "J.K. O’Neill-Łuk" gives ("j", "k", "o", "neill", "luk")."""
    return tuple(plain_letters(word) for word in WORD.findall(text))


def tidy(text: str) -> str:
    """Return text with single spaces and no invisible characters, letters composed."""
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def word_list(text: str) -> frozenset[str]:
    """Return the words of a closed list, written as one text."""
    return frozenset(text.split())


def vowel_groups(word: str) -> int:
    """Return how many runs of vowels a word has, near enough its syllables."""
    return len(_VOWELS.findall(plain_letters(word)))


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter (or with a letter of a script that has no case)."""
    return word[:1].isupper() or (word[:1].isalpha() and word[:1].lower() == word[:1].upper())
