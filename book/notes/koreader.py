"""KOReader's sidecar files: a table of Lua written by a program, read as data and never run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from book.notes.mark import Mark

_TOKEN = re.compile(
    r"""\s+|--\[\[.*?\]\]|--[^\n]*|(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|(?P<number>-?\d+(?:\.\d+)?(?:e[-+]?\d+)?)"""
    r"""|(?P<name>[A-Za-z_]\w*)|(?P<sign>[{}\[\]=,;])""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(\d{1,3}|\n|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "\n": "\n", "z": ""}
_DEEPEST = 60


def read_lua(text: str) -> tuple[Mark, ...]:
    """Return the marks of a sidecar, from `annotations` (KOReader 2024) or `bookmarks`. Raises `ValueError`."""
    table = _Lua(text).table()
    properties = table.get("doc_props") or table.get("stats") or {}
    title = str(properties.get("title", "")) if isinstance(properties, dict) else ""
    marks = list(_marks(table.get("annotations"), title, words="text", note="note"))
    return tuple(marks or _marks(table.get("bookmarks"), title, words="notes", note="text"))


def _marks(entries: object, title: str, *, words: str, note: str) -> Iterator[Mark]:
    for entry in _ordered(entries):
        if not isinstance(entry, dict):
            continue
        marked, said = str(entry.get(words, "")), str(entry.get(note, ""))
        if note == "text" and said.startswith("Page ") and said.partition(" @ ")[1]:
            said = ""  # made by the program: "Page 12 the words @ 2026-03-01 10:11:12"
        if entry.get("drawer") or entry.get("highlighted") or entry.get("pos0"):
            page = entry.get("pageno")
            place = str(entry.get("chapter") or (f"page {page:g}" if isinstance(page, float) else ""))
            yield Mark(marked.replace("\n", " "), said, place, title)


def _ordered(entries: object) -> list[Any]:
    if not isinstance(entries, Mapping):
        return []
    numbers = sorted((key for key in entries if isinstance(key, float)), key=float)
    return [entries[key] for key in numbers]


class _Lua:
    """Reads one value of Lua: a table of tables, strings, numbers and booleans."""

    def __init__(self, text: str) -> None:
        self._tokens = [one for one in _TOKEN.finditer(text) if one.lastgroup]
        self._at = 0

    def table(self) -> dict[object, object]:
        """Return the table after an optional `return`. Raises `ValueError`."""
        if self._peek() == "return":
            self._at += 1
        return self._table(0)

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self, sign: str) -> None:
        if self._peek() != sign:
            raise ValueError(f"“{sign}” is missing")
        self._at += 1

    def _value(self, depth: int) -> object:
        if self._at >= len(self._tokens):
            raise ValueError("ends too early")
        token = self._tokens[self._at]
        if token[0] == "{":
            return self._table(depth + 1)
        self._at += 1
        if token.lastgroup == "string":
            return _ESCAPE.sub(_unescaped, token[0][1:-1])
        if token.lastgroup == "number":
            return float(token[0])
        return {"true": True, "false": False}.get(token[0])

    def _table(self, depth: int) -> dict[object, object]:
        table: dict[object, object] = {}
        if depth > _DEEPEST:
            raise ValueError("is nested too deeply")
        self._take("{")
        while self._peek() != "}":
            key: object = float(len(table) + 1)
            if self._peek() == "[":
                self._take("[")
                key = self._value(depth + 1)
                self._take("]")
                self._take("=")
            elif self._at + 1 < len(self._tokens) and self._tokens[self._at + 1][0] == "=":
                key = self._peek()
                self._at += 2
            table[key] = self._value(depth + 1)
            if self._peek() in (",", ";"):
                self._at += 1
        self._take("}")
        return table


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1]) % 256) if found[1].isdecimal() else _ESCAPED.get(found[1], found[1])
