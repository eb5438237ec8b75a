"""Finished files, put in place whole or not at all.

A file is written beside its place under a temporary name, flushed, and renamed over the old one: an
interrupted or failed build leaves the earlier good output as it was.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from pathlib import Path

from book.problems import BookError, Problem, Source

RANKING = "ranking.txt"
MANUSCRIPT = ("book.toml", "people.toml", RANKING, "chapters", "themes")
"""Where nothing is ever put or replaced in a book folder: files and folders the writer works on."""


def put_ranking(data: bytes, root: Path) -> Path:
    """Write the ranking of the book in `root`, the one file of a manuscript that is written; return its place.

    Raises `BookError` as `put` does.
    """
    path = root / RANKING
    check_place(path, root, {RANKING})
    _write(path, data, root)
    return path


def put(path: Path, data: bytes, root: Path) -> None:
    """Write `data` to `path`, whole or not at all; folders on the way are made.

    `root` is the book folder, for naming the file in problems. Raises `BookError` if it cannot be written, and
    before it replaces a folder, a device or a file of the manuscript.
    """
    check_place(path, root)
    _write(path, data, root)


def _write(path: Path, data: bytes, root: Path) -> None:
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


def check_place(path: Path, root: Path, asked: Collection[str] = ()) -> None:
    """Raise `BookError` if a finished file must not stand at `path`."""
    try:
        taken = path.exists()
        real, book = path.resolve(), root.resolve()
    except OSError as error:
        raise BookError([_not_writable(path, root, error)]) from error
    own = real.is_relative_to(book) and real.relative_to(book).parts[:1]
    if taken and not path.is_file():
        message = f"is a {'folder' if path.is_dir() else 'device'}, not a file"
    elif own and own[0] in MANUSCRIPT and own[0] not in asked:
        message = (
            "is a file of your book, so it is not overwritten" if taken else "is a place for your book's own files"
        )
    else:
        return
    hint = f"--output build/{path.name}" if path.suffix in (".epub", ".pdf") else "--output FILE"
    hint = f"delete or rename {path.name}" if asked else hint
    raise BookError([Problem(Source(_shown(path, root)), "not-writable", message, hint)])


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def _not_writable(path: Path, root: Path, error: OSError) -> Problem:
    blocked = next((one for one in path.parents if not one.is_dir() and (one.exists() or one.is_symlink())), None)
    if blocked:
        name = _shown(blocked, root)
        what = "is a file, not a folder" if blocked.exists() else "is a link that leads nowhere"
        message = f"{what}, so nothing can be put into it"
        return Problem(Source(name), "not-writable", message, f"delete or rename {name}")
    reason = (error.strerror or type(error).__name__).lower()
    return Problem(
        Source(_shown(path, root)),
        "not-writable",
        f"cannot be written: {reason}",
        "free the disk, mend the folder's permissions"
        + (", or name another place with --output FILE" if path.suffix != ".txt" else ""),
    )
