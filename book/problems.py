"""Problems: what is wrong, where, and what to type; the only vocabulary of complaint in bookmake.

Imports nothing of ours, so that every room can report. Stages take a `Problems` collector, report
into it and go on with the best value they have; the pipeline raises one `BookError` with all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """A place in the book folder: file (relative, "/" separators), line and column (1-based; 0 = unknown)."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.file or "book"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, in the writer's words, with at most one hint that can be typed."""

    source: Source
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        line = f"{self.source}: {self.severity} {self.code} {self.message}"
        return f"{line}\n    {self.hint}" if self.hint else line

    def as_json(self) -> dict[str, object]:
        """Return the problem as the object that `--json` prints."""
        return {
            "file": self.source.file,
            "line": self.source.line or None,
            "column": self.source.column or None,
            "severity": self.severity,
            "code": self.code,
            "message": self.message,
            "hint": self.hint or None,
        }


class BookError(Exception):
    """The only exception a user meets: the book has problems, all of them in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = in_order(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Problems:
    """A collector that stages report into; knows whether the book can still be built.

    A strict one takes every warning for an error (`--strict`).
    """

    def __init__(self, *, strict: bool = False) -> None:
        self._strict = strict
        self._found: list[Problem] = []

    def error(self, source: Source, code: str, message: str, hint: str = "") -> None:
        """Report something that must be mended before a book can be made."""
        self.extend([Problem(source, code, message, hint, "error")])

    def warning(self, source: Source, code: str, message: str, hint: str = "") -> None:
        """Report something worth mending that never stops a build."""
        self.extend([Problem(source, code, message, hint, "warning")])

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere (a worker process, a nested stage)."""
        self._found.extend(replace(p, severity="error") if self._strict else p for p in problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(in_order(self._found))

    def __len__(self) -> int:
        return len(self._found)

    @property
    def has_errors(self) -> bool:
        """Whether any problem found so far stops a build."""
        return any(problem.severity == "error" for problem in self._found)

    def stop_if_errors(self) -> None:
        """Raise `BookError` with everything found so far if any of it is an error."""
        if self.has_errors:
            raise BookError(self._found)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems without repeats, sorted by file, line and column."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.source, p.severity, p.code, p.message)))


def tally(problems: Iterable[Problem]) -> str:
    """Return "2 errors, 1 warning", or "no problems"."""
    counts = Counter(problem.severity for problem in problems)
    words = [
        f"{counts[kind]} {kind}{'' if counts[kind] == 1 else 's'}" for kind in ("error", "warning") if counts[kind]
    ]
    return ", ".join(words) or "no problems"
