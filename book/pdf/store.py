"""The store of laid-out units: pages that were laid out before, by what they were laid out from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from book.pdf.codec import decode, encode
from book.problems import Problem
from book.store import Store
from book.typeset.job import Laid


class Pages:
    """Laid-out units by key, in a folder (None: nothing is kept)."""

    def __init__(self, folder: Path | None) -> None:
        self._store = Store(folder, "pages")

    @property
    def problems(self) -> list[Problem]:
        """What kept pages from being kept."""
        return self._store.problems

    def get(self, key: str) -> Sequence[Laid] | None:
        """Return the unit of that key, or None if it is not there whole."""
        body = self._store.get(key)
        try:
            return decode(body) if body is not None else None
        except ValueError:
            return None

    def put(self, key: str, laid: Sequence[Laid]) -> None:
        """Keep a unit."""
        self._store.put(key, encode(laid))

    def sides(self, key: str) -> dict[str, int]:
        """Return which side units were taken of last time, by document; a hint, of which nothing depends but time."""
        try:
            known = json.loads(self._store.get(key) or b"{}")
        except ValueError:
            return {}
        return known if isinstance(known, dict) else {}

    def note_sides(self, key: str, sides: dict[str, int]) -> None:
        """Keep which side units were taken of."""
        if sides != self.sides(key):
            self._store.put(key, json.dumps(sides).encode())

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        self._store.finish()
