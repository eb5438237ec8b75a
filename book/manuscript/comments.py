"""`<!-- comments -->` never reach the book: they are cut out before Markdown is read, lines still counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}|~{3,})")
_MARK = re.compile(r"<!--|`+|\\[`<]")
_INDENTED = re.compile(r"^(?: {4}|\t)")


@dataclass(frozen=True, slots=True)
class Uncommented:
    """A text without comments: its lines, the line of the file of each, and the line of an unclosed comment."""

    text: str
    lines: tuple[int, ...]
    unclosed: int = 0


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
    fence = ""
    unclosed = 0
    index = 0
    while index < len(source):
        line, number = source[index], index
        index += 1
        if fence or _FENCE.match(line):
            fence = _next_fence(fence, line)
            kept.append(line)
            numbers.append(first_line + number)
            continue
        if "<!--" in line and not (_INDENTED.match(line) and _follows_blank(kept)):
            line, index, whole = _cut(line, source, index, last_close)
            if not whole:
                unclosed = unclosed or first_line + number
            elif not line.strip():
                continue
        kept.append(line)
        numbers.append(first_line + number)
    return Uncommented("\n".join(kept), tuple(numbers) or (first_line,), unclosed)


def _next_fence(fence: str, line: str) -> str:
    found = _FENCE.match(line)
    if not fence:
        return found[1] if found else ""
    bare = line.strip(" \t>")
    closes = bool(found) and bare == bare[:1] * len(bare) and bare.startswith(fence)
    return "" if closes else fence


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
