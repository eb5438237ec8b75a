"""A tool: what builds keep for the next ones, as files that can be deleted, damaged or shared at any time.

An entry is named by the digest of all it was made from and begins with the digest of what it holds. It is
written beside its place and renamed, so a reader sees all of it or nothing; a damaged one is a miss and is
written again. What the last builds used is kept, the rest deleted: no clock decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Container
from pathlib import Path

from book.problems import Problem, Source

_MAGIC = b"bookmake kept 1\n"
_DIGEST = 64
_LINE = re.compile(r"^([0-9a-f]{64}) (\d{1,12})$", re.M)
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
    """Bytes by key in a shelf of a folder (None: nothing is kept).

    Kept is what the last `builds` used, as far as it is at most `most` bytes; what the last one used, always.
    """

    def __init__(self, folder: Path | None, shelf: str, *, builds: int = 24, most: int = 500_000_000) -> None:
        self._folder = folder / shelf if folder else None
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
        if self._folder is None:
            return None
        try:
            with open(self._path(key), "rb", buffering=0) as file:  # noqa: PTH123 -- a Path costs more than the reading
                data = file.readall()
        except OSError:
            return None
        body = data[len(_MAGIC) + _DIGEST :]
        if not data.startswith(_MAGIC + hashlib.sha256(body).hexdigest().encode()):
            return None
        self._used[key] = len(data)
        return body

    def holds(self, key: str) -> bool:
        """Return whether something is kept under a key, which is then used, without looking whether it is whole."""
        if self._folder is None:
            return False
        if key not in self._used:
            try:
                self._used[key] = os.stat(self._path(key)).st_size  # noqa: PTH116 -- a Path costs more than the asking
            except OSError:
                return False
        return True

    def put(self, key: str, body: bytes) -> None:
        """Keep bytes; if the folder cannot be written, go on without after one warning."""
        if self._folder is None:
            return
        data = _MAGIC + hashlib.sha256(body).hexdigest().encode() + body
        if self._write(Path(self._path(key)), data):
            self._used[key] = len(data)

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not; may be called again for more."""
        if self._folder is None or not self._used:
            return
        builds = self._folder / "builds"
        numbers = _numbers(builds)
        latest = numbers[-1] if numbers else 0
        if latest and _listed(builds / str(latest)) == self._used:
            return
        self._noted = self._noted or latest + 1
        words = "".join(f"{key} {size}\n" for key, size in sorted(self._used.items()))
        if self._write(builds / str(self._noted), words.encode("ascii")):
            with contextlib.suppress(OSError):
                self._sweep(builds)

    def _sweep(self, builds: Path) -> None:
        numbers = _numbers(builds)
        kept: dict[str, int] = {}
        size = 0
        dropped: set[str] = set()
        for age, number in enumerate(reversed(numbers)):
            names = _listed(builds / str(number))
            more = sum(names[name] for name in names.keys() - kept.keys())
            if age and (size + more > self._most or age >= self._builds):
                (builds / str(number)).unlink(missing_ok=True)
                dropped.update(names)
                continue
            kept |= names
            size += more
        # Another build's entry may go too: that build has it in memory, and will only make it again next time.
        for name in dropped - kept.keys():
            with contextlib.suppress(OSError):
                if not Path(self._path(name)).parent.is_symlink():
                    Path(self._path(name)).unlink()
        if self._noted % _STRAYS == 1:
            # What an interrupted build left half-written is older than the last build but one.
            before = (builds / str(numbers[-2])).stat().st_mtime_ns if len(numbers) > 1 else 0
            _sweep_strays(builds.parent, kept, before)

    def _path(self, key: str) -> str:
        return f"{self._place}/{key[:2]}/{key}"

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


def _listed(path: Path) -> dict[str, int]:
    """Return what a build used, with the bytes it takes; nothing but keys, whatever the file says."""
    try:
        return {key: int(size) for key, size in _LINE.findall(path.read_text("ascii"))}
    except (OSError, UnicodeDecodeError):
        return {}
