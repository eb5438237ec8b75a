"""Safe names from any words: ASCII, lower case, hyphens."""

from __future__ import annotations

import re
import unicodedata

_STROKES = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŋ": "n", "’": "", "'": "", "‘": "",
    }
)  # fmt: skip


def slug(words: str, otherwise: str = "book") -> str:
    """Return words transliterated to ASCII, lower case, with hyphens between; `otherwise` if nothing is left."""
    folded = unicodedata.normalize("NFKD", words.lower().translate(_STROKES))
    plain = folded.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or otherwise
