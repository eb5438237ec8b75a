"""A tool: what builds keep for the next ones, as files that can be deleted, damaged or shared at any time.

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

from book.problems import Problem, Source

_MAGIC = b"bookmake kept 1\n"
_DIGEST = 64


def key_of(*parts: str | bytes) -> str:
    """Return the key of what is made from parts, none of which can run into the next."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


def code_of(*places: Path) -> str:
    """Return a digest of the program files (.py, .toml) in folders of this package, or of single ones."""
    files = (path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*"))))
    return key_of(*(path.read_bytes() for path in files if path.suffix in (".py", ".toml")))


class Store:
    """Bytes by key in a shelf of a folder (None: nothing is kept).

    Kept is what the last `builds` used, as far as it is at most `most` bytes; what the last one used, always.
    """

    def __init__(self, folder: Path | None, shelf: str, *, builds: int = 24, most: int = 500_000_000) -> None:
        self._folder = folder / shelf if folder else None
        self._builds = builds
        self._most = most
        self._used: dict[str, None] = {}
        self.problems: list[Problem] = []

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None if it is not there whole."""
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
        self._used[key] = None
        return body

    def put(self, key: str, body: bytes) -> None:
        """Keep bytes; if the folder cannot be written, go on without after one warning."""
        path = self._path(key)
        if path is None:
            return
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
            full = size + more > self._most
            if age and (full or age >= self._builds):
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
            f"what was made cannot be kept for the next build: {reason}",
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
