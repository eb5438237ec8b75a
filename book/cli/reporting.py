"""How every command ends: problems on stderr, results on stdout, one exit code."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from errno import EACCES, ENAMETOOLONG, ENOSPC, EPERM, EPIPE
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import click

from book.output import put
from book.problems import BookError, Problem, Problems, Source, in_order, tally

SHOWN_OF_A_KIND = 5
"""Warnings of one kind beyond this many are counted, not listed; errors are always listed."""

_LONGEST = 100
_REMEDIES = {
    EACCES: "mend its permissions",
    EPERM: "mend its permissions",
    ENAMETOOLONG: "choose a shorter name",
    ENOSPC: "free the disk",
}
"""What to do about what the machine refuses."""

book_argument = click.argument(
    "book", default=".", metavar="[BOOK]", type=click.Path(path_type=Path, file_okay=True, dir_okay=True)
)


def reporting_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add `--strict` and `--json`, which every command that reports has."""
    strict = click.option("--strict", is_flag=True, help="Take warnings for errors.")
    as_json = click.option("--json", "as_json", is_flag=True, help="Print the result and all problems as JSON.")
    return strict(as_json(command))


class Report:
    """What one command has to say: a context that collects problems, prints them at its end and exits.

    Problems go to stderr in any case; with `as_json` the `result` and the problems go to stdout as one object.
    """

    def __init__(self, *, strict: bool = False, as_json: bool = False) -> None:
        self.problems = Problems(strict=strict)
        self.as_json = as_json
        self.result: dict[str, Any] = {}
        self.whole = False
        """Whether every warning is listed, however many there are of a kind."""
        self.files: list[tuple[Path, bytes]] = []
        """What was put in its place."""
        self.lines: list[str] = []

    def say(self, line: str = "") -> None:
        """Print a line of the result on stdout, unless the result is asked for as JSON."""
        if not self.as_json:
            self.lines.append(line)

    def put(self, path: Path, data: bytes, root: Path) -> None:
        """Put a finished file in its place, whole or not at all. Raises `BookError`."""
        put(path, data, root)
        self.files.append((path, data))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        if isinstance(error, BookError):
            self.problems.extend(error.problems)
        elif isinstance(error, KeyboardInterrupt):
            click.echo("\nstopped; finished files are as they were", err=True)
            raise SystemExit(130)
        elif isinstance(error, OSError) and error.filename:
            self.problems.extend([_refused(error)])
        elif error is not None:
            return
        problems = in_order(self.problems)
        try:
            self._print(problems)
        except OSError as refused:
            # a pipe that was closed (`| head`) wants no more; anything else is worth a word
            if refused.errno != EPIPE:
                click.echo(f"the output cannot be written: {(refused.strerror or '').lower()}", err=True)
            raise SystemExit(1) from refused
        if error is not None or self.problems.has_errors:
            click.echo(tally(problems), err=True)
            raise SystemExit(1)

    def _print(self, problems: tuple[Problem, ...]) -> None:
        for line in listed(problems, whole=self.whole):
            click.echo(line, err=True)
        if self.as_json:
            self.result["problems"] = [problem.as_json() for problem in problems]
            unicode = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
            click.echo(json.dumps(self.result, ensure_ascii=not unicode, indent=2))
        for line in self.lines:
            click.echo(line)


def _refused(error: OSError) -> Problem:
    """Return what the machine refused and no stage has foreseen: no bug of ours, so no traceback."""
    name = str(error.filename)
    shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    reason = (error.strerror or type(error).__name__).lower()
    return Problem(Source(shown), "no-access", f"cannot be used: {reason}", _REMEDIES.get(error.errno or 0, ""))


def listed(problems: tuple[Problem, ...], *, whole: bool = False) -> list[str]:
    """Return problems as lines for a person: errors whole, many warnings of one kind summed up unless `whole`."""
    lines: list[str] = []
    seen: Counter[str] = Counter()
    for problem in problems:
        if problem.severity == "warning":
            seen[problem.code] += 1
            if seen[problem.code] > SHOWN_OF_A_KIND and not whole:
                continue
        lines.append(str(problem))
    for code, count in seen.items():
        if count > SHOWN_OF_A_KIND and not whole:
            command = "pdf --report" if code in ("too-long", "too-short") else "check --json"
            lines.append(f"{count - SHOWN_OF_A_KIND} more warnings {code} (all of them: bookmake {command})")
    return lines
