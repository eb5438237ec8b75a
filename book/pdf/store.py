"""The store of laid-out units: content-addressed files that can be deleted, damaged or shared at any time.

An entry is named by the digest of all it was made from and begins with the digest of what it holds. It is
written beside its place and renamed, so a reader sees all of it or nothing; a damaged one is a miss and is
written again. What the last builds used is kept, the rest deleted: no clock decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from book.pdf.codec import decode, encode
from book.problems import Problem, Source
from book.typeset.job import Laid

_MAGIC = b"bookmake unit 1\n"
_BUILDS_KEPT = 24
_MOST_BYTES = 1_000_000_000
_DIGEST = 64


class Store:
    """Laid-out units by key, in a folder (None: nothing is kept)."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "pages" if folder else None
        self._used: dict[str, None] = {}
        self.problems: list[Problem] = []

    def get(self, key: str) -> Laid | None:
        """Return the unit of that key, or None if it is not there whole."""
        path = self._path(key)
        if path is None:
            return None
        try:
            data = path.read_bytes()
        except OSError:
            return None
        body = data[len(_MAGIC) + _DIGEST :]
        if not data.startswith(_MAGIC + hashlib.sha256(body).hexdigest().encode()):
            return None
        try:
            laid = decode(body)
        except ValueError:
            return None
        self._used[key] = None
        return laid

    def put(self, key: str, laid: Laid) -> None:
        """Keep a unit; if the folder cannot be written, go on without after one warning."""
        path = self._path(key)
        if path is None:
            return
        body = encode(laid)
        data = _MAGIC + hashlib.sha256(body).hexdigest().encode() + body
        if self._write(path, data):
            self._used[key] = None

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        if self._folder is None or not self._used:
            return
        builds = self._folder / "builds"
        numbers = _numbers(builds)
        words = "\n".join(sorted(self._used))
        latest = builds / str(numbers[-1]) if numbers else None
        with contextlib.suppress(OSError):
            if latest is None or latest.read_text("ascii") != words:
                number = numbers[-1] + 1 if numbers else 1
                self._write(builds / str(number), words.encode("ascii"))
        with contextlib.suppress(OSError):
            self._sweep(builds)

    def _sweep(self, builds: Path) -> None:
        numbers = _numbers(builds)
        # What an interrupted build left half-written is older than the last build but one.
        before = (builds / str(numbers[-2])).stat().st_mtime_ns if len(numbers) > 1 else 0
        kept: set[str] = set()
        size = 0
        for age, number in enumerate(reversed(numbers)):
            names = _lines(builds / str(number))
            more = sum(self._size(name) for name in names - kept)
            full = size + more > _MOST_BYTES
            if age and (full or age >= _BUILDS_KEPT):
                (builds / str(number)).unlink(missing_ok=True)
                continue
            kept |= names
            size += more
        for path in _entries(builds.parent):
            # Another build's entry may go too: that build has it in memory, and will only lay it out again next time.
            with contextlib.suppress(OSError):
                if path.stat().st_mtime_ns < before if path.name.startswith(".") else path.name not in kept:
                    path.unlink()

    def _size(self, name: str) -> int:
        path = self._path(name)
        try:
            return path.stat().st_size if path else 0
        except OSError:
            return 0

    def _path(self, key: str) -> Path | None:
        return self._folder / key[:2] / key if self._folder else None

    def _write(self, path: Path, data: bytes) -> bool:
        if self.problems:
            return False
        temporary = ""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".", dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).replace(path)
        except OSError as error:
            self._cannot(error)
            return False
        finally:
            with contextlib.suppress(OSError):
                if temporary:
                    Path(temporary).unlink(missing_ok=True)
        return True

    def _cannot(self, error: OSError) -> None:
        reason = (error.strerror or type(error).__name__).lower()
        problem = Problem(
            Source("build/.cache"),
            "cache",
            f"pages cannot be kept for the next build: {reason}",
            "bookmake clean",
            "warning",
        )
        self.problems.append(problem)


def _entries(folder: Path) -> Iterable[Path]:
    for shelf in sorted(folder.iterdir()):
        if len(shelf.name) == 2 and shelf.is_dir() and not shelf.is_symlink():
            yield from sorted(shelf.iterdir())


def _numbers(builds: Path) -> list[int]:
    try:
        return sorted(int(path.name) for path in builds.iterdir() if path.name.isdecimal())
    except OSError:
        return []


def _lines(path: Path) -> set[str]:
    try:
        return set(path.read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return set()
