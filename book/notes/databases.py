"""Databases of e-readers: `KoboReader.sqlite` and the annotations of Apple Books, opened for reading alone."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from book.notes.mark import Mark

_KOBO = """
SELECT b.Text, b.Annotation, b.ContentID, {chapter}, {book}, b.VolumeID
FROM Bookmark b
WHERE COALESCE(b.Type, '') <> 'dogear' AND LOWER(COALESCE(b.Hidden, 'false')) NOT IN ('true', '1')
ORDER BY b.VolumeID, b.ContentID, b.ChapterProgress, b.DateCreated
"""
_KOBO_CHAPTER = """
COALESCE(
    (SELECT c.Title FROM content c WHERE c.ContentType = '899' AND c.ContentID LIKE b.ContentID || '%'
     ORDER BY LENGTH(c.ContentID) LIMIT 1),
    (SELECT c.Title FROM content c WHERE c.ContentID = b.ContentID)
)
"""
"""Chapters stand in the table `content` as entries of the contents (899), their ids with a number behind."""
_KOBO_BOOK = "(SELECT COALESCE(c.Title, c.BookTitle) FROM content c WHERE c.ContentID = b.VolumeID)"
_APPLE = """
SELECT ZANNOTATIONSELECTEDTEXT, ZANNOTATIONNOTE, ZFUTUREPROOFING5, ZANNOTATIONASSETID,
       ZANNOTATIONREPRESENTATIVETEXT
FROM ZAEANNOTATION
WHERE COALESCE(ZANNOTATIONDELETED, 0) = 0
ORDER BY ZANNOTATIONASSETID, ZPLLOCATIONRANGESTART, Z_PK
"""


def read_database(path: Path) -> tuple[Mark, ...]:
    """Return the marks of a database. Raises `ValueError` if it is none of a reader that is known.

    What a reader wrote last may still be in the file beside it that ends in `-wal`; with one, a copy is read, since
    opening the database itself would change it.
    """
    beside = path.with_name(f"{path.name}-wal")
    try:
        if not beside.is_file():
            return _read(path, "mode=ro&immutable=1")
        with TemporaryDirectory(prefix="bookmake-") as folder:
            copy = Path(folder, "marks.sqlite")
            shutil.copyfile(path, copy)
            shutil.copyfile(beside, f"{copy}-wal")
            return _read(copy, "mode=rw")
    except sqlite3.Error as error:
        raise ValueError(str(error)) from error


def _read(path: Path, how: str) -> tuple[Mark, ...]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)) as database:
        tables = {str(name) for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "Bookmark" in tables:
            return tuple(_kobo(database, has_content="content" in tables))
        if "ZAEANNOTATION" in tables:
            return tuple(_apple(database))
    raise ValueError("a database of no reader that is known")


def _kobo(database: sqlite3.Connection, *, has_content: bool) -> Iterator[Mark]:
    chapter, book = (_KOBO_CHAPTER, _KOBO_BOOK) if has_content else ("NULL", "NULL")
    for words, note, content, title, named, volume in database.execute(_KOBO.format(chapter=chapter, book=book)):
        place = title if title and "htm" not in str(title) else str(content or "").rpartition("/")[2]
        yield Mark(_one_line(words), _one_line(note), str(place), str(named or volume or ""))


def _apple(database: sqlite3.Connection) -> Iterator[Mark]:
    for words, note, chapter, asset, around in database.execute(_APPLE):
        if not words and not note:  # the page a reader is on is kept as an annotation too
            continue
        before, _, after = str(around or "").partition(str(words)) if words else ("", "", "")
        yield Mark(_one_line(words), _one_line(note), str(chapter or ""), str(asset or ""), before, after)


def _one_line(words: object) -> str:
    return " ".join(str(words or "").split())
