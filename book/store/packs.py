"""Many small entries in few files: a pack a build, of all that it had to make.

A file for each costs most systems more than making what is in it: a first build would write a thousand. Packs are
numbered; of two entries of one key the later counts. A pack begins with its directory and the digest of that, and is
written whole. What nobody asks for any more goes once it is half of its pack.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from book.store.writing import write_whole

_MAGIC = b"bookmake pack 1\n"
_HEAD = re.compile(_MAGIC + rb"([0-9a-f]{64}) ([0-9]{12})\n")
_HEAD_SIZE = len(_MAGIC) + 64 + 1 + 12 + 1
_LINE = re.compile(rb"([0-9a-f]{64}) (\d{1,12})\n")
_NAME = re.compile(r"(\d{1,12})-[0-9a-f]{16}\.pack")
_MOST = 32
"""So many packs are made into one."""


@dataclass(frozen=True, slots=True)
class _Entry:
    begin: int
    size: int


class Packs:
    """The packs of a folder, as they were when they were first looked at, and what is still to be packed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[str, bytes] = {}
        self._known: dict[str, Mapping[str, _Entry]] | None = None
        """What each pack holds, by its name, the latest first; nothing in one that is damaged."""

    def read(self, key: str) -> Iterator[bytes]:
        """Yield what there is under a key, the latest first."""
        if key in self._waiting:
            yield self._waiting[key]
        for name, entries in self._packs().items():
            if (entry := entries.get(key)) and (data := self._bytes(name, entry)) is not None:
                yield data

    def size(self, key: str) -> int | None:
        """Return how many bytes there are under a key, None if there are none."""
        if key in self._waiting:
            return len(self._waiting[key])
        return next((entries[key].size for entries in self._packs().values() if key in entries), None)

    def write(self, key: str, data: bytes) -> None:
        """Take what is to be packed."""
        self._waiting[key] = data

    def flush(self) -> None:
        """Pack what was taken. Raises `OSError`."""
        if self._waiting:
            self._pack(self._waiting)
            self._waiting = {}

    def sweep(self, kept: Container[str], is_whole: Callable[[bytes], bool], before: int) -> None:
        """Delete what is not to be `kept`; what is, and is whole, moves from packs that go. Raises `OSError`.

        What is half-written goes if it is from `before` a time (ns).
        """
        packs = dict(self._packs())
        moved: dict[str, bytes] = {}
        left: list[str] = []
        seen: set[str] = set()
        for name, entries in packs.items():
            live = {key: entry for key, entry in entries.items() if key in kept and key not in seen}
            seen |= live.keys()
            held = sum(entry.size for entry in entries.values())
            if len(packs) < _MOST and 2 * sum(entry.size for entry in live.values()) > held:
                continue
            left.append(name)
            found = ((key, self._bytes(name, entry)) for key, entry in live.items())
            moved |= {key: data for key, data in found if data is not None and is_whole(data)}
        if moved:
            self._pack(moved)
        for name in left:
            with contextlib.suppress(OSError):
                (self._folder / name).unlink()
            self._packs().pop(name, None)
        for half in self._folder.glob(".*"):
            with contextlib.suppress(OSError):
                if half.stat().st_mtime_ns < before:
                    half.unlink()

    def _packs(self) -> dict[str, Mapping[str, _Entry]]:
        if self._known is None:
            names = sorted(self._names(), key=lambda name: (_number(name), name), reverse=True)
            self._known = {name: _directory(self._folder / name) for name in names}
        return self._known

    def _names(self) -> list[str]:
        try:
            return [name for name in os.listdir(self._folder) if _NAME.fullmatch(name)]  # noqa: PTH208
        except OSError:
            return []

    def _pack(self, bodies: Mapping[str, bytes]) -> None:
        directory = "".join(f"{key} {len(data)}\n" for key, data in bodies.items()).encode("ascii")
        digest = hashlib.sha256(directory).hexdigest()
        number = 1 + max(map(_number, (*self._packs(), *self._names())), default=0)
        name = f"{number}-{digest[:16]}.pack"
        head = b"%s%s %012d\n" % (_MAGIC, digest.encode(), len(directory))
        write_whole(self._folder / name, b"".join((head, directory, *bodies.values())))
        self._known = {name: dict(_entries(directory)), **self._packs()}

    def _bytes(self, name: str, entry: _Entry) -> bytes | None:
        try:
            with open(self._folder / name, "rb", buffering=0) as file:  # noqa: PTH123
                file.seek(entry.begin)
                return file.read(entry.size)
        except OSError:
            return None


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def _directory(path: Path) -> Mapping[str, _Entry]:
    """Return what a pack holds by key: nothing, if its directory is damaged."""
    try:
        with path.open("rb") as file:
            head = _HEAD.fullmatch(file.read(_HEAD_SIZE))
            directory = file.read(int(head[2])) if head else b""
    except OSError:
        return {}
    if head is None or hashlib.sha256(directory).hexdigest().encode() != head[1]:
        return {}
    return dict(_entries(directory))


def _entries(directory: bytes) -> Iterator[tuple[str, _Entry]]:
    begin = _HEAD_SIZE + len(directory)
    for key, size in _LINE.findall(directory):
        yield key.decode("ascii"), _Entry(begin, int(size))
        begin += int(size)
