"""Finished files, put in place whole or not at all.

A file is written beside its place under a temporary name, flushed, and renamed over the old one: an
interrupted or failed build leaves the earlier good output as it was.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from book.problems import BookError, Problem, Source

MANUSCRIPT = ("book.toml", "people.toml", "chapters", "themes")
"""What is never replaced in a book folder: files and folders the writer works on."""


def put(path: Path, data: bytes, root: Path) -> None:
    """Write `data` to `path`, whole or not at all; folders on the way are made.

    `root` is the book folder, for naming the file in problems. Raises `BookError` if it cannot be written, and
    before it replaces a folder, a device or a file of the manuscript.
    """
    _check_place(path, root)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise BookError([_not_writable(path, root, error)]) from error
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _check_place(path: Path, root: Path) -> None:
    """Raise `BookError` if a finished file must not stand at `path`."""
    try:
        taken = path.exists()
        if taken and not path.is_file():
            message = f"is a {'folder' if path.is_dir() else 'device'}, not a file"
            raise BookError([Problem(Source(_shown(path, root)), "not-writable", message, "--output FILE")])
        real, book = path.resolve(), root.resolve()
    except OSError as error:
        raise BookError([_not_writable(path, root, error)]) from error
    if taken and real.is_relative_to(book) and real.relative_to(book).parts[0] in MANUSCRIPT:
        message = "is a file of your book, so it is not overwritten"
        raise BookError([Problem(Source(_shown(path, root)), "not-writable", message, "--output FILE")])


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _not_writable(path: Path, root: Path, error: OSError) -> Problem:
    reason = (error.strerror or type(error).__name__).lower()
    return Problem(
        Source(_shown(path, root)),
        "not-writable",
        f"cannot be written: {reason}",
        "free the disk, mend the folder's permissions"
        + (", or name another place with --output FILE" if path.suffix != ".txt" else ""),
    )
