"""Letter groups of lists and indexes: the order of titles (see `book.model.titles`) and the ids of letters."""

from __future__ import annotations

import re

from book.model.titles import DIGITS, Key, key, letter, without_article

__all__ = ["DIGITS", "Key", "anchor", "key", "letter", "without_article"]


def anchor(prefix: str, heading: str) -> str:
    """Return the id of a group: `titles-A`, `index-0` for digits, `titles-u416` for other scripts, `…-1920-1929`."""
    if heading == DIGITS:
        return f"{prefix}-0"
    if len(heading) == 1 and not heading.isascii():
        return f"{prefix}-u{ord(heading):x}"
    return f"{prefix}-{re.sub('[^A-Za-z0-9]+', '-', heading).strip('-') or '0'}"
