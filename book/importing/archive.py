"""Zip archives from strangers: names that lead outside are passed over, and nothing is unpacked beyond its bounds."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

MOST_FILES = 200_000
LARGEST_FILE = 1 << 30
MOST_TIMES = 200
"""How many times larger than packed a file of more than 10 MB may become; text seldom exceeds 20."""


class ArchiveError(Exception):
    """The archive cannot be used; the message is for the writer."""


class Archive:
    """A zip archive that is read, never unpacked to disk."""

    def __init__(self, path: Path | IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise ArchiveError("is a zip archive that is broken or cut short") from error
        if len(infos) > MOST_FILES:
            raise ArchiveError(f"holds more than {MOST_FILES:,} files")
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self.outside = 0
        """How many names led outside of the archive, or were repeated."""
        for info in infos:
            if info.is_dir():
                continue
            if not _is_safe(info.filename) or info.filename in self._infos:
                self.outside += 1
            else:
                self._infos[info.filename] = info

    @property
    def names(self) -> tuple[str, ...]:
        """The files in the archive, sorted; what macOS and Windows add is left out."""
        hidden = ("__MACOSX/", ".")
        return tuple(
            sorted(n for n in self._infos if not n.startswith(hidden) and not n.rpartition("/")[2].startswith("."))
        )

    def size(self, name: str) -> int:
        """Return the size in bytes that a file says it has."""
        return self._infos[name].file_size

    def open(self, name: str) -> IO[bytes]:
        """Return a file as a stream. Raises `ArchiveError` for one that swells beyond its bounds."""
        info = self._infos[name]
        if info.flag_bits & 1:
            raise ArchiveError("is protected by a password")
        swollen = info.file_size > 10_000_000 and info.file_size > MOST_TIMES * max(info.compress_size, 1)
        if info.file_size > LARGEST_FILE or swollen:
            raise ArchiveError(f"holds a file that would swell to {info.file_size // 1_000_000:,} MB (a zip bomb)")
        try:
            return self._zip.open(info)
        except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
            raise ArchiveError("is a zip archive that is broken") from error

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a file of at most `limit` bytes. Raises `ArchiveError`."""
        if self.size(name) > limit:
            raise ArchiveError(f"{name.rpartition('/')[2]} is larger than {limit // 1_000_000} MB")
        import zlib

        try:
            with self.open(name) as file:
                return file.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise ArchiveError("is a zip archive that is broken") from error


def _is_safe(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or ":" in parts[0] or "\0" in name)
