"""Small values by key, all in one entry of a store: what a build used is there for the next in a single reading."""

from __future__ import annotations

from book.store import Store, key_of
from book.store.values import Values

_KEY = 64


class Ledger:
    """Values of some kinds in a store, under a name; call `finish` when all are asked for, then the store's.

    A value is decoded when it is asked for. Kept is what the last build used that had anything new.
    """

    def __init__(self, store: Store, name: str, values: Values) -> None:
        self._store = store
        self._values = values
        self._place = key_of("ledger", name)
        self._known: dict[str, bytes] | None = None
        self._used: dict[str, bytes] = {}
        self._new = False

    def get(self, key: str) -> object:
        """Return the value of a key (64 characters), None if there is none that can be read."""
        if self._known is None:
            self._known = {
                line[:_KEY].decode("ascii", "replace"): line[_KEY + 1 :]
                for line in (self._store.get(self._place) or b"").split(b"\n")
            }
        data = self._known.get(key)
        if data is None:
            return None
        try:
            value: object = self._values.read(data)
        except ValueError:
            return None
        self._used[key] = data
        return value

    def put(self, key: str, value: object) -> None:
        """Keep a value. Raises `TypeError` for one that cannot be kept."""
        self._used[key] = self._values.write(value)
        self._new = True

    def finish(self) -> None:
        """Write what was used, if anything of it is new."""
        if self._new:
            lines = (key.encode("ascii") + b" " + data for key, data in self._used.items())
            self._store.put(self._place, b"\n".join(lines))
            self._new = False
