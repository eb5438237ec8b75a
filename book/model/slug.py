"""Safe names from any words: ASCII, lower case, hyphens."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 100
_STROKES = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŋ": "n", "’": "", "'": "", "‘": "",
    }
)  # fmt: skip


def slug(words: str, otherwise: str = "book") -> str:
    """Return words transliterated to ASCII, lower case, with hyphens between; `otherwise` if nothing is left.

    What is longer than a file's name may well be ends with a whole word.
    """
    folded = unicodedata.normalize("NFKD", words.lower().translate(_STROKES))
    plain = folded.encode("ascii", "ignore").decode("ascii")
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(name) > _LONGEST:
        name = name[: _LONGEST + 1].rpartition("-")[0] or name[:_LONGEST]
    return name or otherwise
