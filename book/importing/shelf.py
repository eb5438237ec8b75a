"""A place on disk for posts and chapters that wait, so that memory does not grow with the export."""

from __future__ import annotations

import pickle
import tempfile
from typing import IO, Generic, TypeVar, cast

T = TypeVar("T")


class Shelf(Generic[T]):
    """Keeps values of one kind in a nameless temporary file, in the order they were put there."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed by `close`)
        self._places: list[tuple[int, int]] = []
        self._end = 0

    def put(self, value: T) -> int:
        """Keep a value; return its number."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._file.seek(self._end)
        self._file.write(data)
        self._places.append((self._end, len(data)))
        self._end += len(data)
        return len(self._places) - 1

    def get(self, number: int) -> T:
        """Return the value of a number."""
        start, length = self._places[number]
        self._file.seek(start)
        return cast("T", pickle.loads(self._file.read(length)))  # noqa: S301  (our own bytes, in a file without a name)

    def __len__(self) -> int:
        return len(self._places)

    def close(self) -> None:
        """Give the place on disk back."""
        self._file.close()
