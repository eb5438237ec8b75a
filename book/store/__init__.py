"""A tool: what builds keep for the next ones, as files that can be deleted, damaged or shared at any time.

An entry is named by the digest of all it was made from and begins with the digest of what it holds. It is
written beside its place and renamed, so a reader sees all of it or nothing; a damaged one is a miss and is
written again. Large ones are files, small ones are packed. What the last builds used is kept, the rest deleted: no
clock decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from collections.abc import Container, Iterator
from pathlib import Path

from book.problems import Problem, Source
from book.store.packs import Packs
from book.store.writing import write_whole

_MAGIC = b"bookmake kept 1\n"
_DIGEST = 64
_KEY = re.compile(r"[0-9a-f]{64}")
_LONGEST = 15
_STRAYS = 16
"""Once in so many builds the whole folder is gone through for what interrupted builds left."""


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
    """Bytes by key in a shelf of a folder (None: nothing is kept): a file each, or `packed`, once they are finished.

    Kept is what the last `builds` used, as far as it is at most `most` bytes; what the last one used, always.
    """

    def __init__(
        self, folder: Path | None, shelf: str, *, builds: int = 24, most: int = 500_000_000, packed: bool = False
    ) -> None:
        self._folder = folder / shelf if folder else None
        self._packs = Packs(self._folder) if self._folder and packed else None
        self._place = str(self._folder)
        self._builds = builds
        self._most = most
        self._used: dict[str, int] = {}
        """Every key of this build, and the bytes it takes."""
        self._noted = 0
        """The number of this build, once it is noted what it used."""
        self.problems: list[Problem] = []

    def get(self, key: str) -> bytes | None:
        """Return what is kept under a key, or None if it is not there whole."""
        for data in self._found(key):
            if (body := _body(data)) is not None:
                self._used[key] = len(data)
                return body
        return None

    def _found(self, key: str) -> Iterator[bytes]:
        if self._packs:
            yield from self._packs.read(key)
        elif self._folder:
            with contextlib.suppress(OSError):
                # a Path costs more than the reading
                with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123
                    data = file.readall()
                yield data

    def holds(self, key: str) -> bool:
        """Return whether something is kept under a key, which is then used, without looking whether it is whole."""
        if self._folder is None:
            return False
        if key not in self._used:
            size = self._packs.size(key) if self._packs else _size(self._path(key))
            if size is None:
                return False
            self._used[key] = size
        return True

    def put(self, key: str, body: bytes) -> None:
        """Keep bytes; if the folder cannot be written, go on without after one warning."""
        if self._folder is None:
            return
        data = _MAGIC + hashlib.sha256(body).hexdigest().encode() + body
        if self._packs:
            self._packs.write(key, data)
        if self._packs or self._write(Path(self._path(key)), data):
            self._used[key] = len(data)

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not; may be called again for more."""
        if self._folder is None or not self._used:
            return
        if self._packs:
            try:
                self._packs.flush()
            except OSError as error:
                self._cannot(error)
                return
        builds = self._folder / "builds"
        numbers = _numbers(builds)
        latest = numbers[-1] if numbers else 0
        words = "".join(f"{key} {size}\n" for key, size in sorted(self._used.items()))
        if latest and _text(builds / str(latest)) == words:
            return
        self._noted = self._noted or latest + 1
        if self._write(builds / str(self._noted), words.encode("ascii")):
            with contextlib.suppress(OSError):
                self._sweep(builds)

    def _sweep(self, builds: Path) -> None:
        numbers = _numbers(builds)
        # What an interrupted build left half-written is older than the last build but one.
        before = (builds / str(numbers[-2])).stat().st_mtime_ns if len(numbers) > 1 else 0
        kept: dict[str, str] = {}
        size = 0
        dropped: set[str] = set()
        for age, number in enumerate(reversed(numbers)):
            names = _listed(builds / str(number))
            more = sum(_bytes(names[name]) for name in names.keys() - kept.keys())
            if age and (size + more > self._most or age >= self._builds):
                (builds / str(number)).unlink(missing_ok=True)
                dropped.update(names)
                continue
            kept |= names
            size += more
        if self._packs:
            self._packs.sweep(kept, lambda data: _body(data) is not None, before)
            return
        # Another build's entry may go too: that build has it in memory, and will only make it again next time.
        for name in filter(_KEY.fullmatch, dropped - kept.keys()):
            with contextlib.suppress(OSError):
                if not Path(self._path(name)).parent.is_symlink():
                    Path(self._path(name)).unlink()
        if self._noted % _STRAYS == 1:
            _sweep_strays(builds.parent, kept, before)

    def _path(self, key: str) -> str:
        return f"{self._place}/{key[:2]}/{key}"

    def _write(self, path: Path, data: bytes) -> bool:
        if self.problems:
            return False
        try:
            write_whole(path, data)
        except OSError as error:
            self._cannot(error)
            return False
        return True

    def _cannot(self, error: OSError) -> None:
        if self.problems:
            return
        reason = (error.strerror or type(error).__name__).lower()
        problem = Problem(
            Source("build/.cache"),
            "cache",
            f"what was made cannot be kept for the next build: {reason}",
            "bookmake clean",
            "warning",
        )
        self.problems.append(problem)


def _body(data: bytes) -> bytes | None:
    """Return what an entry holds, None if it is damaged."""
    body = data[len(_MAGIC) + _DIGEST :]
    return body if data.startswith(_MAGIC + hashlib.sha256(body).hexdigest().encode()) else None


def _size(path: str) -> int | None:
    try:
        return os.stat(path).st_size  # noqa: PTH116 -- a Path costs more than the asking
    except OSError:
        return None


def _sweep_strays(folder: Path, kept: Container[str], before: int) -> None:
    """Delete what no build has noted: entries that are not `kept`, and half-written ones from `before` a time (ns)."""
    for shelf in sorted(folder.iterdir()):
        if len(shelf.name) == 2 and shelf.is_dir() and not shelf.is_symlink():
            for path in sorted(shelf.iterdir()):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime_ns < before if path.name.startswith(".") else path.name not in kept:
                        path.unlink()


def _numbers(builds: Path) -> list[int]:
    try:
        return sorted(int(path.name) for path in builds.iterdir() if path.name.isdecimal())
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def _bytes(said: str) -> int:
    """Return the bytes that a list says an entry takes, 0 if it says nothing of the kind."""
    return int(said) if said.isdecimal() and len(said) < _LONGEST else 0


def _listed(path: Path) -> dict[str, str]:
    """Return what a build used, with the bytes it takes, as its list says: keys and numbers, unless it is damaged."""
    words = _text(path).split()
    return dict(zip(words[::2], words[1::2], strict=False))
