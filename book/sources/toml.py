"""TOML with places: the values of a file, and the line each key stands on.

The standard parser gives values without lines; lines are found by a light scan of tables and keys, which is
enough to point a writer to the right line (keys inside an inline table share the line of their table).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from book.problems import Problems, Source
from book.sources.folder import Folder

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEADER = re.compile(r"^\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_WORD = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^.\s"']+))\s*\.?""")


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The values of a TOML file and where its keys stand."""

    path: str
    data: dict[str, Any]
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def source(self, *keys: str | int) -> Source:
        """Return the place of a key, given from the outermost in; of its nearest outer key if it has none."""
        for length in range(len(keys), 0, -1):
            if line := self.lines.get(keys[:length]):
                return Source(self.path, line)
        return Source(self.path)


def read_toml(folder: Folder, path: str, problems: Problems) -> TomlFile | None:
    """Return a TOML file with its places, or None after reporting why it cannot be read."""
    text = folder.read_text(path, problems)
    if text is None:
        return None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = _PLACE.search(message)
        line = int(place[1]) if place and place[1] else len(text.splitlines())
        column = int(place[2]) if place and place[2] else 0
        problems.error(
            Source(path, line, column),
            "broken-toml",
            f"is not valid TOML: {_PLACE.sub('', message).lower()}",
            'text stands in quotes: key = "words"',
        )
        return None
    except RecursionError:
        problems.error(Source(path), "broken-toml", "is nested too deeply to be read")
        return None
    return TomlFile(path, data, _key_lines(text))


def _key_lines(text: str) -> dict[tuple[str | int, ...], int]:
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    inside = ""  # the delimiter of a string over several lines
    for number, line in enumerate(text.splitlines(), start=1):
        if inside:
            if inside in line:
                inside = ""
            continue
        if header := _HEADER.match(line):
            table = _words(header[2])
            if header[1] == "[[":
                index = counts.get(table, 0)
                counts[table] = index + 1
                table = (*table, index)
            for length in range(1, len(table) + 1):
                lines.setdefault(table[:length], number)
        elif key := _KEY.match(line):
            path = (*table, *_words(key[1]))
            for length in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:length], number)
        for delimiter in ('"""', "'''"):
            if line.count(delimiter) % 2:
                inside = delimiter
    return lines


def _words(dotted: str) -> tuple[str, ...]:
    return tuple(
        next(part for part in match if part is not None)
        for match in (m.groups() for m in _WORD.finditer(dotted))
        if any(match)
    )
