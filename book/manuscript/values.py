"""Typed reading of a TOML table: each key is asked for once, by name and type; what is left over is a typing error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from book.guessing import did_you_mean, nearest
from book.problems import Problems, Source
from book.sources import TomlFile

TomlValue = Any
"""Whatever TOML holds; its type is what this module finds out."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Table:
    """A table of a TOML file. Values of a wrong type are reported and answered with the default."""

    def __init__(
        self, file: TomlFile, path: tuple[str | int, ...], data: Mapping[str, Any], problems: Problems
    ) -> None:
        self._file = file
        self._path = path
        self._data = data
        self._problems = problems
        self._asked: set[str] = set()

    @property
    def problems(self) -> Problems:
        """The problems of the whole reading."""
        return self._problems

    def __bool__(self) -> bool:
        return bool(self._data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def inner(self) -> tuple[str, ...]:
        """Return the keys that hold tables."""
        return tuple(key for key, value in self._data.items() if isinstance(value, dict))

    def source(self, key: str | None = None) -> Source:
        """Return the place of a key, or of the table."""
        return self._file.source(*self._path, *((key,) if key is not None else ()))

    def has(self, key: str) -> bool:
        """Whether a key is given."""
        return key in self._data

    def wrong(self, key: str, what: str, hint: str, code: str = "wrong-type") -> None:
        """Report that a key is not what it must be."""
        self._problems.error(self.source(key), code, f"`{key}` {what}", hint)

    def raw(self, key: str) -> TomlValue:
        """Return a value as TOML gives it, or None."""
        self._asked.add(key)
        return self._data.get(key)

    def text(self, key: str, default: str = "", example: str = "words") -> str:
        """Return a text, line breaks made spaces."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, str):
            hint = (
                f'{key} = "{value}"'
                if isinstance(value, int | float) and len(str(value)) < 40
                else f'{key} = "{example}"'
            )
            self.wrong(key, f"is {_kind(value)}, not text in quotes", hint)
            return default
        return " ".join(self._clean(key, value).split())

    def _clean(self, key: str, value: str) -> str:
        if found := _CONTROL.search(value):
            self.wrong(
                key, f"holds an invisible control character (U+{ord(found[0]):04X})", "delete it", "control-character"
            )
        return _CONTROL.sub("", value)

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Return one of the allowed words."""
        value = self.text(key, default, allowed[0] or allowed[-1])
        if value in allowed:
            return value
        known = [word for word in allowed if word]
        hint = f'{key} = "{nearest(value, known, least=50) or known[0]}"'
        self.wrong(key, f"is {' or '.join(known)}, not {value[:40] or 'nothing'}", hint, "wrong-value")
        return default

    def whole(self, key: str, least: int, most: int) -> int | None:
        """Return a whole number within its bounds, or None."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            digits = isinstance(value, str) and re.fullmatch(r"[0-9]{1,6}", value)
            self.wrong(key, f"is {_kind(value)}, not a whole number", f"{key} = {value if digits else max(least, 1)}")
            return None
        if not least <= value <= most:
            self.wrong(key, f"must be from {least} to {most}", f"{key} = {max(least, 1)}", "wrong-value")
            return None
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, f"is {_kind(value)}, not true or false", f"{key} = true")
            return default
        return value

    def day(self, key: str) -> date | None:
        """Return a date, written as a TOML date or as text in its form."""
        value = self.raw(key)
        if isinstance(value, datetime):
            return value.date()
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, str):
            with suppress(ValueError):
                return date.fromisoformat(value)
        shown = value if isinstance(value, str) else _kind(value)
        self.wrong(key, f"is not a date: {shown[:40]}", f"{key} = 2026-11-20")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        value = self.raw(key)
        if value is None:
            return ()
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.wrong(key, f"is {_kind(value)}, not a list of texts", f'{key} = ["one", "two"]')
            return ()
        return tuple(dict.fromkeys(" ".join(self._clean(key, item).split()) for item in value if item.strip()))

    def table(self, key: str) -> Table:
        """Return a table inside this one; an empty one if it is not given."""
        value = self.raw(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(
                key, f"is {_kind(value)}, not a table", f"[{'.'.join(str(part) for part in (*self._path, key))}]"
            )
            value = None
        return Table(self._file, (*self._path, key), value or {}, self._problems)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return a list of tables."""
        value = self.raw(key)
        if value is None:
            return ()
        if isinstance(value, dict):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self.wrong(key, f"is {_kind(value)}, not a list of tables", f"{key} = [{{ … }}, {{ … }}]")
            return ()
        return tuple(Table(self._file, (*self._path, key, n), item, self._problems) for n, item in enumerate(value))

    def check_rest(self, also_known: Iterable[str] = ()) -> None:
        """Report the keys nobody asked for, each with a guess."""
        known = sorted({*self._asked, *also_known})
        where = f"[{'.'.join(str(part) for part in self._path)}]" if self._path else "book.toml"
        for key in self._data:
            if key not in known:
                hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
                self._problems.error(self.source(key), "unknown-setting", f"`{key}` is not a setting of {where}", hint)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"
