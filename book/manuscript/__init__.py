"""Files → Book: settings, headers, Markdown, sidebars, ranking order, references and pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from book.model.book import Book, Chapter
    from book.model.settings import Settings
    from book.problems import Problems

__all__ = ["move", "ranking_lines", "read_book", "read_settings", "reread_chapter"]


def read_book(root: Path, problems: Problems, cache: Path | None = None) -> Book:
    """Return the book in a folder, as good as can be had; what is wrong with it is in `problems`.

    `cache` is a folder that holds chapters parsed before (None: without one). Raises `BookError` when there is
    nothing to go on with: no folder, no or a broken `book.toml`.
    """
    from book.manuscript.reading import read

    return read(root, problems, cache)


def read_settings(root: Path, problems: Problems) -> Settings:
    """Return the settings of a book folder. Raises `BookError` when there are none, or broken ones."""
    from book.manuscript.settings import read_settings as read
    from book.sources import Folder

    return read(Folder(root), problems)


def reread_chapter(book: Book, path: str, problems: Problems) -> tuple[Book, Chapter] | None:
    """Return the book with the chapter of that file as it is now, and the chapter.

    None where the whole book must be read: another title, rank or year, a picture new to the book, a draft.
    """
    from book.manuscript.rereading import reread

    return reread(book, path, problems)


def ranking_lines(book: Book) -> str:
    """Return the text of a `ranking.txt` that says what the book's ranks are now, best first."""
    from book.manuscript.ranking import lines_of

    return lines_of(book)


def move(root: Path, title: str, rank: int, problems: Problems) -> str:
    """Return the text of `ranking.txt` after one chapter took a rank and the others followed.

    `title` is a chapter's title, with or without its year, its file name or its id. Raises `BookError`
    as `read_book` does; what else is wrong (no such chapter, no such rank) is in `problems`, and the text is "".
    """
    from book.manuscript.moving import moved

    return moved(root, title, rank, problems)
