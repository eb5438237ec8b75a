"""Finished files, put in place whole or not at all.

A file is written beside its place under a temporary name, flushed, and renamed over the old one: an
interrupted or failed build leaves the earlier good output as it was.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from book.problems import BookError, Problem, Source


def put(path: Path, data: bytes, root: Path) -> None:
    """Write `data` to `path`, whole or not at all; folders on the way are made.

    `root` is the book folder, for naming the file in problems. Raises `BookError` if it cannot be written.
    """
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


def _not_writable(path: Path, root: Path, error: OSError) -> Problem:
    reason = (error.strerror or type(error).__name__).lower()
    shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return Problem(
        Source(shown),
        "not-writable",
        f"cannot be written: {reason}",
        "free the disk, mend the folder's permissions, or name another place with --output FILE",
    )
