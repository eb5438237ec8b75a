"""Words with marks: what is emphasised, linked or struck in a text, kept apart from the words themselves.

So that labels, headings and quotation marks are found by plain patterns and cut out without losing the marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

MarkKind = Literal["strong", "emphasis", "strike", "code", "link"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of words that is marked; `target` is the address of a link."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""

    def __reduce__(self) -> tuple[object, ...]:
        return Mark, (self.start, self.end, self.kind, self.target)


@dataclass(frozen=True, slots=True)
class Rich:
    """Words and their marks; a newline is a line break."""

    words: str = ""
    marks: tuple[Mark, ...] = ()

    def __reduce__(self) -> tuple[object, ...]:
        return Rich, (self.words, self.marks)

    def __bool__(self) -> bool:
        return bool(self.words) and not self.words.isspace()

    def __str__(self) -> str:
        return self.words

    def cut(self, start: int, end: int | None = None) -> Rich:
        """Return the words from one place to another with the marks that lie there."""
        stop = len(self.words) if end is None else min(end, len(self.words))
        start = min(start, stop)
        if start == 0 and stop == len(self.words):
            return self
        if not self.marks:
            return Rich(self.words[start:stop])
        marks = tuple(
            Mark(max(mark.start, start) - start, min(mark.end, stop) - start, mark.kind, mark.target)
            for mark in self.marks
            if mark.start < stop and mark.end > start
        )
        return Rich(self.words[start:stop], marks)

    def stripped(self) -> Rich:
        """Return the words without space around them."""
        words = self.words
        if not words or not (words[0].isspace() or words[-1].isspace()):
            return self
        start = len(words) - len(words.lstrip())
        return self.cut(start, max(len(words.rstrip()), start))

    def split(self, pattern: str) -> tuple[Rich, ...]:
        """Return the stretches between matches of a pattern, each without space around it; empty ones left out."""
        parts: list[Rich] = []
        position = 0
        for match in re.finditer(pattern, self.words):
            parts.append(self.cut(position, match.start()))
            position = match.end()
        parts.append(self.cut(position))
        return tuple(part for part in (part.stripped() for part in parts) if part)

    def lines(self) -> tuple[Rich, ...]:
        """Return the lines, empty ones left out."""
        return self.split("\n") if "\n" in self.words else ((self.stripped(),) if self else ())

    def marked(self, kind: MarkKind, start: int, end: int) -> bool:
        """Whether marks of a kind cover a stretch, space and punctuation aside."""
        covered = {n for mark in self.marks if mark.kind == kind for n in range(mark.start, mark.end)}
        return all(n in covered for n in range(start, end) if self.words[n].isalnum())


def joined(parts: Sequence[Rich] | Iterable[Rich], by: str = "\n") -> Rich:
    """Return several texts as one, with `by` between them."""
    words: list[str] = []
    marks: list[Mark] = []
    length = 0
    for part in parts:
        if length:
            words.append(by)
            length += len(by)
        marks.extend(Mark(m.start + length, m.end + length, m.kind, m.target) for m in part.marks)
        words.append(part.words)
        length += len(part.words)
    return Rich("".join(words), tuple(marks))
