"""Frozen values as JSON and back, for what is kept: dataclasses by name and fields, tuples, plain words and numbers.

Not a pickle: what is kept is data, and can become nothing but the kinds of value that whoever reads it allows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any


class Values:
    """Writes and reads values of some kinds (frozen dataclasses, no two of one name; no dict in any of them)."""

    def __init__(self, kinds: Iterable[type]) -> None:
        self._kinds = {kind.__name__: kind for kind in kinds}
        self._fields = {kind: _getter([field.name for field in fields(kind)]) for kind in self._kinds.values()}
        self._decoder = json.JSONDecoder(object_hook=self._made)
        # The library's own encoder goes through tuples, words and numbers, and asks only for the rest.
        self._encoder = json.JSONEncoder(
            ensure_ascii=False, check_circular=False, separators=(",", ":"), default=self._plain
        )

    def write(self, value: object) -> bytes:
        """Return a value as bytes. Raises `TypeError` for a value of another kind."""
        return self._encoder.encode(value).encode("utf-8", "surrogatepass")

    def read(self, data: bytes) -> Any:  # noqa: ANN401 -- what was written
        """Return the value that was written. Raises `ValueError` if the bytes are of something else."""
        try:
            return _whole(self._decoder.decode(data.decode("utf-8", "surrogatepass")))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise ValueError("not a kept value") from error

    def _plain(self, value: object) -> object:
        getter = self._fields.get(type(value))
        if getter is None:
            raise TypeError(f"cannot keep a {type(value).__name__}")
        return {type(value).__name__: getter(value)}

    def _made(self, known: dict[str, Any]) -> object:
        ((name, values),) = known.items()
        return self._kinds[name](*map(_whole, values))


def _getter(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """Return what gives the attributes of these names, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _whole(value: Any) -> Any:  # noqa: ANN401
    """Return a tuple for a list, and whatever else as it is."""
    return tuple(map(_whole, value)) if type(value) is list else value
