"""The house style of quotation marks and dashes: what departs from it is said, and nothing is changed.

Looked at are the words as they will be printed, after smart punctuation, block by block. Of every piece the first
departure of a kind is told, with how many more there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from book.manuscript.typography import marks_for
from book.manuscript.values import Table
from book.model.book import Chapter, Matter
from book.model.prose import OBJECT, Code, TextBlock, inlines_within, plain_text, text_blocks
from book.model.settings import HouseStyle, Settings
from book.problems import Problems, Source

QUOTES = ("double", "single")
DASHES = ("en", "em", "spaced-em")
_SHOWN = {"en": "word – word", "em": "word—word", "spaced-em": "word — word"}
_TYPED = {"en": " -- ", "em": "---", "spaced-em": " --- "}
_DASH = re.compile(r"(?<=[^\s\d–—-])(?:\s?—\s?|\s[–-]\s)(?=[^\s–—-])|(?<=\d)(?:\s?—\s?|\s[–-]\s)(?=[^\W\d])")
"""Dashes between words: neither the hyphen of a compound nor the en dash of a range or a pair."""
_KINDS = {"—": "em", " — ": "spaced-em", " – ": "en", " - ": "hyphen"}
_ALL_MARKS = frozenset('“”„«»‹›‚‘"')
_AROUND = 18


def read_style(table: Table) -> HouseStyle:
    """Return the house style that `[style]` asks for; "" where it asks for nothing."""
    style = HouseStyle(table.choice("quotes", ("", *QUOTES), ""), table.choice("dashes", ("", *DASHES), ""))
    table.check_rest()
    return style


def check_style(piece: Chapter | Matter, settings: Settings, problems: Problems) -> None:
    """Report the quotation marks and dashes of a piece that are not of the house style."""
    style = settings.style
    if not style.quotes and not style.dashes:
        return
    for code, hint, found in (
        ("quotes-style", _hint_of_quotes(style, settings.language), _quotes(piece, settings)),
        ("dash-style", _hint_of_dashes(style), _dashes(piece, style)),
    ):
        told = list(found)
        if told:
            source, words = told[0]
            more = f", and {len(told) - 1} more in this chapter" if len(told) > 1 else ""
            problems.warning(source, code, f"{words}{more}", hint)


def _hint_of_quotes(style: HouseStyle, language: str) -> str:
    marks = marks_for(language)
    first, typed = (marks.single, "'…'") if style.quotes == "single" else (marks.double, '"…"')
    return f"the house style is {first[0]}…{first[1]}: type {typed}"


def _hint_of_dashes(style: HouseStyle) -> str:
    return f"the house style is {_SHOWN[style.dashes]}: type word{_TYPED[style.dashes]}word" if style.dashes else ""


def _texts(piece: Chapter | Matter) -> Iterator[tuple[Source, str]]:
    for block in chain(text_blocks(piece.blocks), *(text_blocks(note.blocks) for note in piece.notes)):
        yield block.source, _words(block)


def _words(block: TextBlock) -> str:
    """Return the words of a block, without what is typed letter by letter."""
    words = plain_text(block.inlines)
    for code in (one for one in inlines_within(block.inlines) if isinstance(one, Code)):
        words = words.replace(code.text, OBJECT, 1)
    return words


def _dashes(piece: Chapter | Matter, style: HouseStyle) -> Iterator[tuple[Source, str]]:
    if not style.dashes:
        return
    for source, words in _texts(piece):
        for found in _DASH.finditer(words):
            kind = _KINDS.get(re.sub(r"\s", " ", found[0]), "uneven")
            if kind != style.dashes:
                yield source, f"another dash: “{_around(words, found.start(), found.end())}”"


def _quotes(piece: Chapter | Matter, settings: Settings) -> Iterator[tuple[Source, str]]:
    """Yield outer quotations in the marks of inner ones, and marks of other languages."""
    marks = marks_for(settings.language)
    double, single = (tuple(mark.strip() for mark in pair) for pair in (marks.double, marks.single))
    style = settings.style.quotes
    if not style or double[0] == double[1]:  # Swedish, Finnish: an opening mark cannot be told from a closing one
        return
    outer, inner = (double, single) if style == "double" else (single, double)
    closing = {outer[0]: outer[1], inner[0]: inner[1]}
    strangers = _ALL_MARKS - {*double, *single}
    for source, words in _texts(piece):
        depth: list[str] = []
        for at, mark in enumerate(words):
            if mark in strangers:
                yield source, f"quotation marks of another language: “{_around(words, at, at + 1)}”"
            elif mark in closing:
                if not depth and mark == inner[0]:
                    yield source, f"other quotation marks: {_around(words, at, at + 1)}"
                depth.append(mark)
            elif depth and mark == closing[depth[-1]] and not words[at + 1 : at + 2].isalnum():
                depth.pop()


def _around(words: str, start: int, end: int) -> str:
    """Return a few words around a place."""
    before = words[max(0, start - _AROUND) : start].replace("\n", " ").replace(OBJECT, "")
    after = words[end : end + _AROUND].replace("\n", " ").replace(OBJECT, "")
    left = before if start <= _AROUND else "…" + before.partition(" ")[2]
    right = after if end + _AROUND >= len(words) else after.rpartition(" ")[0] + " …"
    return f"{left}{words[start:end]}{right}"
