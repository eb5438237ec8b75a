"""The files of the book folder: what an import wrote is remembered, so that nothing edited since is overwritten."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from book.problems import BookError, Problem, Problems, Source
from book.sources import Folder, OutsideError

PATH = ".bookmake-import.json"


@dataclass(slots=True)
class Written:
    """What earlier imports wrote: path → digest of what was written, and entry → path."""

    digests: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)

    def is_ours(self, folder: Folder, path: str) -> bool:
        """Whether a file is still as it was written (or is gone)."""
        if not folder.exists(path):
            return not folder.path(path).exists()
        return self.digests.get(path) == sha256(folder.read_bytes(path)).hexdigest()


def read_written(folder: Folder, problems: Problems) -> Written:
    """Return what earlier imports wrote into a folder."""
    if not folder.exists(PATH):
        return Written()
    try:
        data = json.loads(folder.read_bytes(PATH))
        digests, entries = data["files"], data["entries"]
        if all(isinstance(k, str) and isinstance(v, str) for d in (digests, entries) for k, v in d.items()):
            return Written(digests, entries)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    problems.warning(
        Source(PATH), "import-record", "cannot be read, so every chapter that is there counts as edited by you"
    )
    return Written()


def written_bytes(written: Written) -> bytes:
    """Return the record as it is kept."""
    data = {"files": dict(sorted(written.digests.items())), "entries": dict(sorted(written.entries.items()))}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def write_file(folder: Folder, path: str, data: bytes) -> None:
    """Write a file of the folder, whole or not at all. Raises `BookError`."""
    inside, _, name = path.rpartition("/")
    try:
        place = folder.path(inside)
    except OutsideError as error:
        raise BookError([Problem(Source(path), "outside", "leads outside of the book folder")]) from error
    temporary = f"{place}/.{name}.{os.getpid()}.part"
    try:
        if not place.is_dir():
            place.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as file:  # noqa: PTH123  (thousands of files: a string is quicker than a Path)
            file.write(data)
        os.replace(temporary, f"{place}/{name}")  # noqa: PTH105
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        reason = (error.strerror or type(error).__name__).lower()
        hint = "free the disk, or mend the folder's permissions"
        raise BookError([Problem(Source(path), "not-writable", f"cannot be written: {reason}", hint)]) from error


def remove_file(folder: Folder, path: str) -> None:
    """Delete a file that an earlier import wrote and that has moved."""
    with contextlib.suppress(OSError, OutsideError):
        folder.path(path).unlink(missing_ok=True)


def prepared(into: Path) -> Folder:
    """Return the folder to write into, made if it is not there. Raises `BookError`."""
    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise BookError([Problem(Source(str(into)), "not-writable", f"cannot be made a folder: {reason}")]) from error
    return Folder(into)
