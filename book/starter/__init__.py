"""Starter books: a small complete book folder for each kind of thing that people rank."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

KINDS = ("films", "albums", "books", "restaurants")


def write_starter(folder: Path, kind: str) -> tuple[str, ...]:
    """Write the starter book of a kind into an empty or new folder; return the paths written, relative to it.

    Raises `OSError` if the folder cannot be written.
    """
    written = []
    with as_file(files("book.starter") / kind) as starter:
        for source in sorted(path for path in starter.rglob("*") if path.is_file()):
            inside = source.relative_to(starter)
            target = folder / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
            written.append(inside.as_posix())
    ignored = folder / "build" / ".gitignore"
    ignored.parent.mkdir(parents=True, exist_ok=True)
    ignored.write_text("*\n!.gitignore\n", encoding="utf-8")
    return (*written, "build/.gitignore")
