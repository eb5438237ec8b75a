"""What a line never ends with: spaces that hold two things together are made unbreakable, on pages alone.

Each space becomes one no-break space, so that places in a text stay what they were. Sources: Chicago Manual of Style,
17th edition, 7.42 (initials), 9.16 (units); Duden, D 14; Imprimerie nationale, "Espaces".
"""

from __future__ import annotations

import re

NBSP = "\u00a0"
_BEFORE_FIGURES = r"nos?|No|Nos|Nr|n|pp?|S|vols?|Vol|Bd|ch|chap|fig|figs|ca?|b|d"
"""Abbreviations that stand, with a point, before a figure: no. 12, p. 7, c. 1920."""
_BEFORE_NAMES = r"Mr|Mrs|Ms|Dr|Prof|St|Ste|Sr|Sra|Mme|Mlle|Fr|Hr|Sig"
_UNITS = (
    r"mm|cm|dm|m|km|kg|g|ft|in|lb|mph|fps|min|h|s|Hz|kHz|MB|GB|%|‰|°C|°F|€|\$|£|kr|Mio\.|Mrd\.|Uhr"
    r"|million|billion|millions|milliards?|millones|milioni|miljoner|miljoen|a\.m\.|p\.m\.|am|pm|BC|BCE|AD|CE"
)
_MONTHS = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember"
    r"|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|augusti|september|oktober|november|december|maj"
)
_BOUND = re.compile(
    rf"(?:(?<!\w)(?:(?:{_BEFORE_FIGURES})\.|n[°º]|№|AD|§|pages?|Seite) (?=\d)"  # no. 12
    r"|(?<![^\W_])[^\W\d_a-zß-öø-ÿ]\. (?=[^\W\d_a-zß-öø-ÿ])"  # F. W. Murnau
    rf"|(?<!\w)(?:{_BEFORE_NAMES})\.? (?=[^\W\d_a-zß-öø-ÿ])"  # Dr. Caligari
    rf"|(?<=\d) (?=(?:{_UNITS})(?!\w))"  # 35 mm
    rf"|(?<!\d)(?:\d\d?\.?|1er|1º) (?=(?:{_MONTHS})(?!\w))"  # 1 January
    r"| (?=[–—…](?:\W|$)))"  # a dash never begins a line
)


def unbroken(words: str) -> str:
    """Return words with a no-break space wherever the end of a line would part what belongs together."""
    return _BOUND.sub(lambda found: found[0].replace(" ", NBSP), words) if " " in words else words
