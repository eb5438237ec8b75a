"""One chapter read again while the rest of the book stands: what a proof shows before the whole is made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from book.manuscript.parsing import parse_chapter
from book.manuscript.pictures import open_pictures
from book.manuscript.references import find_targets
from book.model.book import Book, Chapter, Picture
from book.model.gist import gist_of
from book.problems import Problems
from book.sources import Folder, OutsideError


def reread(book: Book, path: str, problems: Problems) -> tuple[Book, Chapter] | None:
    """Return the book with the chapter of that file as it is now, and the chapter.

    None if the rest of the book cannot stand beside it: another title, rank or year, a draft, a file that was no
    chapter. What is wrong in the file is in `problems`.
    """
    old = next((chapter for chapter in book.chapters if chapter.source.file == path), None)
    if old is None:
        return None
    folder = Folder(book.root)
    text = folder.read_text(path, problems)
    if text is None:
        return None
    parsed, found = parse_chapter(path, text, book.settings)
    problems.extend(found)
    given = parsed.chapter.rank if parsed.rank_given else old.rank
    new = replace(parsed.chapter, rank=old.rank if folder.exists("ranking.txt") else given)
    if parsed.draft or _standing(new) != _standing(old):
        return None
    pictures = _pictures(book.pictures, new, folder, problems)
    if pictures is None:
        return None
    chapters = tuple(new if chapter is old else chapter for chapter in book.chapters)
    targets = book.targets
    if not _named(new) <= targets.keys():
        targets = {**targets, **find_targets(chapters, (new,), book.settings.words["work"], problems)}
    return replace(book, chapters=chapters, pictures=pictures, targets=targets), new


def _named(chapter: Chapter) -> set[str]:
    """Return what a chapter refers to, as written."""
    return set(gist_of(chapter).films)


def _standing(chapter: Chapter) -> tuple[object, ...]:
    """Return what other pages of the book say of a chapter."""
    return chapter.id, chapter.rank, chapter.title, chapter.year, chapter.original_title, chapter.sort_title


def _pictures(
    known: Mapping[str, Picture], chapter: Chapter, folder: Folder, problems: Problems
) -> Mapping[str, Picture] | None:
    """Return the pictures of the book with those of the chapter as they are now; None if one is new to the book."""
    shown = {image.path for image in gist_of(chapter).images if image.path}
    if not shown <= known.keys():
        return None
    if all(_same(known[path], folder) for path in shown):
        return known
    opened = open_pictures((chapter,), folder, problems)
    now = {path: replace(picture, name=known[path].name) for path, picture in opened.items()}
    return {**known, **now}


def _same(picture: Picture, folder: Folder) -> bool:
    try:
        return hashlib.sha256(folder.read_bytes(picture.path)).hexdigest() == picture.digest
    except (OSError, OutsideError):
        return False
