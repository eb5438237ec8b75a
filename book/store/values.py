"""Frozen values as JSON and back, for what is kept: dataclasses by name and fields, tuples, plain words and numbers.

Not a pickle: what is kept is data, and can become nothing but the kinds of value that whoever reads it allows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

_TABLE = ""  # no class is called so


class Values:
    """Writes and reads values of some kinds (frozen dataclasses, no two of one name)."""

    def __init__(self, kinds: Iterable[type]) -> None:
        self._kinds = {kind.__name__: kind for kind in kinds}
        self._fields = {kind: tuple(field.name for field in fields(kind)) for kind in self._kinds.values()}

    def write(self, value: object) -> bytes:
        """Return a value as bytes. Raises `TypeError` for a value of another kind."""
        return json.dumps(self._plain(value), ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )

    def read(self, data: bytes) -> Any:  # noqa: ANN401 -- what was written
        """Return the value that was written. Raises `ValueError` if the bytes are of something else."""
        try:
            return _whole(json.loads(data.decode("utf-8", "surrogatepass"), object_hook=self._made))
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise ValueError("not a kept value") from error

    def _plain(self, value: object) -> object:
        if value is None or type(value) in (str, int, float, bool):
            return value
        if type(value) is tuple:
            return [self._plain(one) for one in value]
        if type(value) is dict:
            return {_TABLE: [[self._plain(key), self._plain(one)] for key, one in value.items()]}
        names = self._fields.get(type(value))
        if names is None:
            raise TypeError(f"cannot keep a {type(value).__name__}")
        return {type(value).__name__: [self._plain(getattr(value, name)) for name in names]}

    def _made(self, known: dict[str, Any]) -> object:
        ((name, values),) = known.items()
        if name == _TABLE:
            return {_whole(key): _whole(one) for key, one in values}
        return self._kinds[name](*map(_whole, values))


def _whole(value: Any) -> Any:  # noqa: ANN401
    """Return a tuple for a list, and whatever else as it is."""
    return tuple(map(_whole, value)) if type(value) is list else value
