"""`<!-- comments -->` never reach the book: they are cut out before Markdown is read, lines still counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^(?:[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)*[ \t>]*(`{3,}|~{3,})")
_MARK = re.compile(r"<!--|`+|\\[`<]")
_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])( {1,4}(?! )| +| *$)")
_NOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")
_CODE = 4
"""Columns by which code stands further in than the words around it (CommonMark 0.31, 4.4)."""


@dataclass(frozen=True, slots=True)
class Uncommented:
    """A text without comments: its lines, the line of the file of each, and the line of an unclosed comment."""

    text: str
    lines: tuple[int, ...]
    unclosed: int = 0


@dataclass(frozen=True, slots=True)
class _Fence:
    """A fence of code, open: its mark, and the quotation or list item it cannot outlast."""

    mark: str
    quoted: bool
    indent: int

    def outlasted(self, line: str) -> bool:
        """Whether a line is outside of what the fence stands in."""
        if not line.strip():
            return False
        return (self.quoted and not line.lstrip(" ").startswith(">")) or len(line) - len(line.lstrip()) < self.indent


class _Items:
    """The list items and notes a line stands in, by the columns at which their words begin."""

    def __init__(self) -> None:
        self.columns: list[int] = []

    def begin(self, line: str, *, after_blank: bool) -> bool:
        """Take in the next line; return whether it is a line of indented code."""
        line = line.expandtabs(4)
        column = len(line) - len(line.lstrip())
        if column == len(line):
            return False
        if _NOTE.match(line):
            self.columns = [_CODE]
            return False
        begins = _MARKER.match(line, column)
        while (after_blank or begins) and self.columns and column < self.columns[-1]:
            self.columns.pop()
        inside = self.columns[-1] if self.columns else 0
        if column - inside >= _CODE:
            return after_blank
        while begins:
            column = begins.end() if begins[2] else begins.end() + 1
            self.columns.append(column)
            begins = _MARKER.match(line, column)
        return False


def uncomment(body: str, first_line: int) -> Uncommented:
    """Return a text without its comments; `first_line` is the line of the file on which it begins.

    Comments in code are kept as typed. A line that held nothing but a comment is taken away whole, so that a
    paragraph goes on around it.
    """
    source = body.split("\n")
    if "<!--" not in body:
        return Uncommented(body, tuple(range(first_line, first_line + len(source))))
    last_close = max((number for number, line in enumerate(source) if "-->" in line), default=-1)
    kept: list[str] = []
    numbers: list[int] = []
    fence: _Fence | None = None
    items = _Items()
    unclosed = 0
    index = 0
    while index < len(source):
        line, number = source[index], index
        index += 1
        if fence and fence.outlasted(line):
            fence = None
        if fence or _FENCE.match(line):
            items.begin(line, after_blank=_follows_blank(kept))
            fence = _next_fence(fence, line, held=bool(items.columns))
            kept.append(line)
            numbers.append(first_line + number)
            continue
        code = items.begin(line, after_blank=_follows_blank(kept))
        if "<!--" in line and not code:
            line, index, whole = _cut(line, source, index, last_close)
            if not whole:
                unclosed = unclosed or first_line + number
            elif not line.strip():
                continue
        kept.append(line)
        numbers.append(first_line + number)
    return Uncommented("\n".join(kept), tuple(numbers) or (first_line,), unclosed)


def _next_fence(fence: _Fence | None, line: str, *, held: bool) -> _Fence | None:
    found = _FENCE.match(line)
    if not fence:
        if not found:
            return None
        before = line[: found.start(1)]
        indent = len(before) if before.strip() else min(len(before), 2) if held else 0
        return _Fence(found[1], ">" in before, 0 if ">" in before else indent)
    bare = line.strip(" \t>")
    closes = bool(found) and bare == bare[:1] * len(bare) and bare.startswith(fence.mark)
    return None if closes else fence


def _follows_blank(kept: list[str]) -> bool:
    return not kept or not kept[-1].strip()


def _cut(line: str, source: list[str], index: int, last_close: int) -> tuple[str, int, bool]:
    """Return a line without its comments, the index of the next line, and whether all of them were closed.

    `last_close` is the last line that closes a comment.
    """
    kept: list[str] = []
    start = position = 0
    while mark := _MARK.search(line, position):
        if mark[0].startswith("\\"):
            position = mark.end()
        elif mark[0].startswith("`"):
            close = re.compile(rf"(?<!`){mark[0]}(?!`)").search(line, mark.end())
            position = close.end() if close else mark.end()
        else:
            kept.append(line[start : mark.start()])
            end = line.find("-->", mark.end())
            if end < 0 and index > last_close:
                return f"{''.join(kept)}&lt;{line[mark.start() + 1 :]}", index, False
            while end < 0:
                line = source[index]
                end = line.find("-->")
                index += 1
            start = position = end + len("-->")
    return "".join([*kept, line[start:]]), index, True
