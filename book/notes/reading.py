"""Which kind of file marks come in: told by what is in it, not by its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from book.notes.databases import read_database
from book.notes.exports import read_csv, read_json
from book.notes.kindle import read_clippings
from book.notes.koreader import read_lua
from book.notes.mark import Mark
from book.problems import BookError, Problem, Source

_LARGEST = 500_000_000


def read(path: Path) -> tuple[Mark, ...]:
    """Return the marks in a file; see `book.notes.read_marks`."""
    try:
        if path.stat().st_size > _LARGEST:
            raise _unknown(path, "is larger than 500 MB")
        data = path.read_bytes()
    except OSError as error:
        raise _unknown(path, f"cannot be read: {(error.strerror or type(error).__name__).lower()}") from error
    try:
        marks = _reader(path, data)()
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unknown(path, "is damaged, or of a kind that is not known") from error
    return tuple(mark for mark in marks if mark.words.strip() or mark.note.strip())


def _reader(path: Path, data: bytes) -> Callable[[], tuple[Mark, ...]]:
    if data.startswith(b"SQLite format 3\0"):
        return lambda: read_database(path)
    if b"%PDF-" in data[:1024]:
        from book.notes.pdf import read_annotations

        return lambda: read_annotations(data)
    text = _decoded(data)
    start = text.lstrip()
    if start.startswith(("{", "[")):
        return lambda: read_json(text)
    if "\n==========" in text:
        return lambda: read_clippings(text)
    if start.startswith(("return {", "-- ")) and "return" in text:
        return lambda: read_lua(text)
    if "," in text.partition("\n")[0] or "\t" in text.partition("\n")[0] or ";" in text.partition("\n")[0]:
        return lambda: read_csv(text)
    raise _unknown(path, "holds no marks of a kind that is known")


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace").replace("\r\n", "\n")


def _unknown(path: Path, message: str) -> BookError:
    hint = "My Clippings.txt, metadata.epub.lua, KoboReader.sqlite, an export as JSON or CSV, or an annotated PDF"
    return BookError([Problem(Source(path.name or str(path)), "no-marks", message, hint)])
