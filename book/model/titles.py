"""Titles in the order of an alphabet: word by word, without accents, leading articles or punctuation.

Word-by-word order: ISO 999, 8.2; Chicago Manual of Style, 18th edition, 15.66. Numbers by value, before letters.
"""

from __future__ import annotations

import re
import unicodedata

ARTICLES = {
    "en": ("the", "a", "an"),
    "de": ("der", "die", "das", "ein", "eine"),
    "fr": ("le", "la", "les", "l’", "l'", "un", "une"),
    "es": ("el", "la", "los", "las", "un", "una"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l’", "l'", "un", "uno", "una"),
    "pt": ("o", "a", "os", "as", "um", "uma"),
    "nl": ("de", "het", "een"),
    "sv": ("en", "ett", "den", "det"),
    "da": ("en", "et", "den", "det"),
    "nb": ("en", "et", "den", "det"),
}
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_WORD = re.compile(r"\d+|[^\W\d_]+")
_CLOSED = re.compile(r"['’‘ʼ.]")
DIGITS = "0–9"

Key = tuple[tuple[int, int, str], ...]


def without_article(title: str, language: str) -> tuple[str, str]:
    """Return a title's article and the rest ("The", "Third Man"), or "" and the title."""
    for article in ARTICLES.get(language.split("-", maxsplit=1)[0].lower(), ()):
        space = "" if article.endswith(("’", "'")) else " "
        if title.lower().startswith(article + space) and (rest := title[len(article + space) :].strip()):
            return title[: len(article)], rest
    return "", title


def key(words: str) -> Key:
    """Return what words are sorted by: numbers by value before letters, letters without accents."""
    folded = unicodedata.normalize("NFKD", words.casefold().translate(_STROKES))
    plain = _CLOSED.sub("", "".join(letter for letter in folded if not unicodedata.combining(letter)))
    return tuple((0, int(word[:18]), word) if word.isdecimal() else (1, 0, word) for word in _WORD.findall(plain))


def letter(words: str) -> str:
    """Return the heading words stand under: a capital letter, or "0–9" for all else."""
    first = key(words)[:1]
    if not first or first[0][0] == 0:
        return DIGITS
    capital = first[0][2][0].upper()
    return capital if len(capital) == 1 else capital[0]
