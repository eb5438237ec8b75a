"""Runs of words → paragraphs and lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from book.importing.rich import Rich, joined

BREAK = "\v"
"""A line break that the source asked for (`<br>`), apart from the newlines of the file."""
_ADDRESS = re.compile(r"^https?://\S+$")
_EMPTY_LINE = re.compile(r"(?:\v *\n?|\n) *(?:(?:\v *\n?|\n) *)+")


def is_address(words: str) -> bool:
    """Whether words are nothing but an address: WordPress shows a clip there."""
    return bool(_ADDRESS.match(words))


def paragraphs_of(whole: Rich) -> Iterator[tuple[Rich, int]]:
    """Yield the paragraphs of a run of words, each with its place: an empty line or two breaks part them."""
    position = 0
    for match in _EMPTY_LINE.finditer(whole.words) if BREAK in whole.words or "\n" in whole.words else ():
        if match.start() > position:
            yield whole.cut(position, match.start()), position
        position = match.end()
    if position < len(whole.words):
        yield whole.cut(position), position


def with_clean_lines(part: Rich) -> Rich:
    """Return a paragraph with clean lines; a break and the newline behind it are one."""
    if BREAK not in part.words and "\n" not in part.words:
        return part.stripped()
    pieces = part.split(r"\v *\n?|\n")
    return pieces[0] if len(pieces) == 1 else joined(pieces)


def addresses_apart(rich: Rich) -> Iterator[Rich]:
    """Yield a paragraph; lines that are nothing but an address come apart from it."""
    if "\n" not in rich.words or "http" not in rich.words:
        yield rich
        return
    waiting: list[Rich] = []
    for line in rich.lines():
        if is_address(line.words):
            if waiting:
                yield joined(waiting)
            waiting = []
            yield line
        else:
            waiting.append(line)
    if waiting:
        yield joined(waiting)
