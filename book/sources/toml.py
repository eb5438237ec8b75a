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

_CURLY = re.compile("[“”„‟«»]")

_REASONS = (
    (r"Illegal character '\\n'|Unterminated string", "a text in quotes is never closed", 'key = "words"'),
    (r"Illegal character", "holds a character that cannot stand here", "type the line again"),
    (r"Cannot overwrite a value", "a key is given twice", "delete one of the two lines"),
    (r"Cannot declare (.*) twice|Cannot mutate", "a table is given twice", "put the lines of both under one heading"),
    (r"Invalid value", "what stands after = cannot be read", 'text stands in quotes: key = "words"'),
    (r"Expected '=' after a key", "a line is not a key and its value", 'key = "words"'),
    (r"Expected newline or end of document", "more stands behind the value", "one key a line"),
    (r"Invalid statement", "a line is not a key and its value", 'key = "words"'),
    (r"Expected '\]'", "the heading of a table is never closed", "[book]"),
    (r"Unclosed array", "a list is never closed", 'key = ["one", "two"]'),
    (r"Unclosed inline table", "a table in braces is never closed", 'key = { name = "words" }'),
    (r"Unescaped '\\'|Invalid hex", "a backslash in quotes is written twice", 'key = "a\\\\b", or in single quotes'),
)


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
        line = int(place[1]) if place and place[1] else text.rstrip("\n").count("\n") + 1
        column = int(place[2]) if place and place[2] else 0
        problems.error(
            Source(path, line, column),
            "broken-toml",
            *_in_words(_PLACE.sub("", message), text.split("\n")[line - 1]),
        )
        return None
    except (RecursionError, ValueError):
        # a number of thousands of digits is a ValueError of its own
        problems.error(Source(path), "broken-toml", "is nested too deeply, or holds a number too long, to be read")
        return None
    return TomlFile(path, data, _key_lines(text))


def _in_words(message: str, line: str) -> tuple[str, str]:
    """Return what the parser found wrong in a line in a writer's words, and a hint."""
    if '"' not in line and (curly := _CURLY.search(line)):
        return f"the quotation mark {curly[0]} is a printed one; a straight one is meant", _CURLY.sub('"', line).strip()
    for pattern, words, hint in _REASONS:
        if re.search(pattern, message):
            return words, hint
    return f"is not valid TOML: {message[:1].lower()}{message[1:]}", 'text stands in quotes: key = "words"'


def _key_lines(text: str) -> dict[tuple[str | int, ...], int]:
    lines: dict[tuple[str | int, ...], int] = {}
    counts: dict[tuple[str | int, ...], int] = {}
    table: tuple[str | int, ...] = ()
    inside = ""  # the delimiter of a string over several lines
    for number, line in enumerate(text.split("\n"), start=1):
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
