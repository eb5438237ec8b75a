"""A folder that was given as a source, read like an archive: what a browser unpacked, or the writer gathered."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from book.importing.archive import MOST_FILES, ArchiveError


class Unpacked:
    """The files of a folder and of the folders in it; links are not followed."""

    outside = 0

    def __init__(self, path: Path) -> None:
        self._path = path
        self._names: list[str] = []
        for inside in sorted(path.rglob("*")):
            name = inside.relative_to(path).as_posix()
            hidden = any(part.startswith(".") for part in name.split("/"))
            if not hidden and not inside.is_symlink() and inside.is_file():
                self._names.append(name)
            if len(self._names) > MOST_FILES:
                raise ArchiveError(f"holds more than {MOST_FILES:,} files")

    @property
    def names(self) -> tuple[str, ...]:
        """The files in the folder, sorted; hidden ones are left out."""
        return tuple(self._names)

    def path(self, name: str) -> Path:
        """Return where a file is."""
        return self._path / name

    def open(self, name: str) -> IO[bytes]:
        """Return a file as a stream. Raises `ArchiveError`."""
        try:
            return self.path(name).open("rb")
        except OSError as error:
            raise ArchiveError(f"cannot be read: {(error.strerror or type(error).__name__).lower()}") from error

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a file of at most `limit` bytes. Raises `ArchiveError`."""
        with self.open(name) as file:
            data = file.read(limit + 1)
        if len(data) > limit:
            raise ArchiveError(f"{name.rpartition('/')[2]} is larger than {limit // 1_000_000} MB")
        return data
