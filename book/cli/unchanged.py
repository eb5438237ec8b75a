"""A command that finds nothing changed since it was last given: the same files and the same words, at once."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from book.cli.progress import Progress
from book.cli.reporting import Report
from book.inputs import inputs_digest
from book.problems import Problem, Source
from book.store import Store

CACHE = Path("build", ".cache")
_COMMANDS_KEPT = 8
_MOST_BYTES = 400_000_000
_WITHOUT_BEARING = frozenset({"timings", "jobs"})
_HEAD = struct.Struct(">I")


class Unchanged:
    """What a command made of a book, kept under the digest of everything it depends on.

    `asked` are the options of the command.
    """

    def __init__(self, report: Report, root: Path, asked: Mapping[str, object]) -> None:
        self._report = report
        self._root = root
        self._asked = [f"{name}={value!r}" for name, value in sorted(asked.items()) if name not in _WITHOUT_BEARING]
        self._store = Store(root / CACHE, "made", builds=_COMMANDS_KEPT, most=_MOST_BYTES)
        self._key = inputs_digest(root, self._asked) if root.is_dir() else None
        """None: what the build depends on cannot be told."""

    def repeat(self, progress: Progress, *, timings: bool) -> bool:
        """Put the files of last time in their places and say the same, if nothing has changed; return whether."""
        if not self._repeated():
            return False
        progress.end()
        if timings:
            click.echo("\n".join(progress.timings()), err=True)
        return True

    def _repeated(self) -> bool:
        data = self._store.get(self._key) if self._key else None
        if data is None:
            return False
        try:
            said, files = _decoded(data)
            problems = [_problem(known) for known in said["problems"]]
            lines, result, whole = list(said["lines"]), dict(said["result"]), bool(said["whole"])
        except (ValueError, KeyError, TypeError, struct.error):
            return False
        for path, body in files:
            self._report.put(path, body, self._root)
        self._report.problems.extend(problems)
        self._report.result.update(result)
        self._report.whole = whole
        for line in lines:
            self._report.say(line)
        self._store.finish()
        return True

    def keep(self) -> None:
        """Keep what was made and said, unless there were errors or the book changed meanwhile."""
        if self._key is None or self._report.problems.has_errors:
            return
        if inputs_digest(self._root, self._asked) == self._key:
            self._store.put(self._key, _encoded(self._report))
            self._store.finish()


def _encoded(report: Report) -> bytes:
    said = {
        "files": [[str(path), len(data)] for path, data in report.files],
        "problems": [problem.as_json() for problem in report.problems],
        "lines": report.lines,
        "result": report.result,
        "whole": report.whole,
    }
    words = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join((_HEAD.pack(len(words)), words, *(data for _, data in report.files)))


def _decoded(data: bytes) -> tuple[dict[str, Any], list[tuple[Path, bytes]]]:
    (length,) = _HEAD.unpack_from(data)
    position = _HEAD.size + length
    said: dict[str, Any] = json.loads(data[_HEAD.size : position].decode("utf-8", "surrogatepass"))
    files: list[tuple[Path, bytes]] = []
    for name, size in said["files"]:
        files.append((Path(name), data[position : position + size]))
        position += size
    return said, files


def _problem(known: Mapping[str, Any]) -> Problem:
    source = Source(known["file"], known["line"] or 0, known["column"] or 0)
    return Problem(source, known["code"], known["message"], known["hint"] or "", known["severity"])
