"""Databases of e-readers: `KoboReader.sqlite` and the annotations of Apple Books, opened for reading alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from book.notes.mark import Mark

_KOBO = """
SELECT b.Text, b.Annotation, b.ContentID, c.Title, c.BookTitle, b.VolumeID
FROM Bookmark b LEFT JOIN content c ON c.ContentID = b.ContentID
WHERE COALESCE(b.Type, '') <> 'dogear'
ORDER BY b.VolumeID, b.ContentID, b.ChapterProgress, b.DateCreated
"""
_KOBO_ALONE = """
SELECT Text, Annotation, ContentID, NULL, NULL, VolumeID FROM Bookmark
ORDER BY VolumeID, ContentID, ChapterProgress
"""
_APPLE = """
SELECT ZANNOTATIONSELECTEDTEXT, ZANNOTATIONNOTE, ZFUTUREPROOFING5, ZANNOTATIONASSETID,
       ZANNOTATIONREPRESENTATIVETEXT
FROM ZAEANNOTATION
WHERE COALESCE(ZANNOTATIONDELETED, 0) = 0
ORDER BY ZANNOTATIONASSETID, ZPLLOCATIONRANGESTART, Z_PK
"""


def read_database(path: Path) -> tuple[Mark, ...]:
    """Return the marks of a database. Raises `ValueError` if it is none of a reader that is known."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            tables = {str(name) for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "Bookmark" in tables:
                return tuple(_kobo(database, has_content="content" in tables))
            if "ZAEANNOTATION" in tables:
                return tuple(_apple(database))
    except sqlite3.Error as error:
        raise ValueError(str(error)) from error
    raise ValueError("a database of no reader that is known")


def _kobo(database: sqlite3.Connection, *, has_content: bool) -> Iterator[Mark]:
    for words, note, content, title, book, volume in database.execute(_KOBO if has_content else _KOBO_ALONE):
        chapter = title if title and not str(title).endswith("html") else str(content or "").rpartition("/")[2]
        yield Mark(_one_line(words), _one_line(note), str(chapter), str(book or volume or ""))


def _apple(database: sqlite3.Connection) -> Iterator[Mark]:
    for words, note, chapter, asset, around in database.execute(_APPLE):
        before, _, after = str(around or "").partition(str(words or ""))
        yield Mark(_one_line(words), _one_line(note), str(chapter or ""), str(asset or ""), before, after)


def _one_line(words: object) -> str:
    return " ".join(str(words or "").split())
