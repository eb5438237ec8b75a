"""The reading of a book: settings → files → chapters and matter → order → references and pictures → Book."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from book.guessing import nearest
from book.manuscript.accessibility import check_pictures
from book.manuscript.header_values import MATTER_KINDS
from book.manuscript.kept import KeptChapters
from book.manuscript.matter import CHAPTERS, Files, find_files
from book.manuscript.parsing import ParsedChapter, parse_matter
from book.manuscript.pictures import open_pictures
from book.manuscript.ranking import parts_of, ranked
from book.manuscript.ranking_file import PATH as RANKING
from book.manuscript.references import find_targets
from book.manuscript.settings import read_settings
from book.manuscript.volumes import check_volumes
from book.model.book import Book, Chapter, Matter, Omitted
from book.model.settings import Settings
from book.problems import BookError, Problems, Source
from book.sources import Folder

GENERATED = (
    "half-title",
    "title-page",
    "copyright",
    "contents",
    "part",
    "titles",
    "checklist",
    "index",
    "picture-credits",
    "colophon",
    "cover",
)
"""Pages the book adds; an edition may leave them out."""


def read(root: Path, problems: Problems, cache: Path | None = None) -> Book:
    """Return the book in a folder; what is wrong with it is in `problems`.

    Raises `BookError` when there is nothing to go on with: no folder, no or a broken `book.toml`.
    """
    if not root.is_dir():
        message, hint = "there is no such folder", "bookmake new DIR makes one"
        if root.exists():
            message, hint = "is a file, not a book folder", f"name the folder: {root.parent}"
        problems.error(Source(root.name or str(root)), "no-folder", message, hint)
        raise BookError(problems)
    folder = Folder(root)
    settings = read_settings(folder, problems)
    files = find_files(folder, problems)
    kept = KeptChapters(cache, settings)
    parsed = _chapters(files.chapters, folder, kept, problems)
    ranking = folder.read_text(RANKING, problems) if _is_there(RANKING, folder) else None
    chapters = ranked(parsed, ranking, settings, problems)
    drafts = [item.chapter.source.file for item in parsed if item.draft]
    front, front_drafts = _matter(files.front, "front", folder, settings, problems)
    back, back_drafts = _matter(files.back, "back", folder, settings, problems)
    if not chapters:
        _no_chapters(files, problems)
    pieces: tuple[Chapter | Matter, ...] = (*front, *chapters, *back)
    book = Book(
        root=folder.root,
        settings=settings,
        chapters=chapters,
        parts=parts_of(chapters, settings.order, problems),
        front=front,
        back=back,
        pictures=open_pictures(pieces, folder, problems, kept.pictures),
        targets=find_targets(chapters, pieces, settings.words["work"], problems),
        omitted=Omitted((*drafts, *front_drafts, *back_drafts), files.unranked),
    )
    kept.finish()
    _check_left_out(book, problems)
    check_volumes(chapters, settings.editions, problems)
    check_pictures(book, problems)
    return book


def _is_there(path: str, folder: Folder) -> bool:
    """Whether something of that name is in the folder: a folder or a link that leads outside is then reported."""
    return (folder.root / path).exists() or (folder.root / path).is_symlink()


def _chapters(
    paths: Sequence[str], folder: Folder, kept: KeptChapters, problems: Problems
) -> tuple[ParsedChapter, ...]:
    parsed: list[ParsedChapter] = []
    seen: dict[str, str] = {}
    for path in paths:
        text = folder.read_text(path, problems)
        if text is None:
            continue
        item, found = kept.parse(path, text)
        problems.extend(found)
        if item.chapter.id in seen:
            problems.error(
                Source(path),
                "same-name",
                f"its name is too much like that of {seen[item.chapter.id]}",
                "rename one of them",
            )
            continue
        seen[item.chapter.id] = path
        parsed.append(item)
    return tuple(parsed)


def _matter(
    paths: Sequence[str], place: Literal["front", "back"], folder: Folder, settings: Settings, problems: Problems
) -> tuple[tuple[Matter, ...], tuple[str, ...]]:
    pieces: list[Matter] = []
    drafts: list[str] = []
    seen: dict[str, str] = {}
    for path in paths:
        text = folder.read_text(path, problems)
        if text is None:
            continue
        item, found = parse_matter(path, text, settings, place)
        problems.extend(found)
        if item.draft:
            drafts.append(path)
        elif item.matter.id in seen:
            problems.error(
                Source(path),
                "same-name",
                f"its name is too much like that of {seen[item.matter.id]}",
                "rename one of them",
            )
        else:
            seen[item.matter.id] = path
            pieces.append(item.matter)
    return tuple(pieces), tuple(drafts)


def _no_chapters(files: Files, problems: Problems) -> None:
    waiting = len(files.unranked)
    if files.chapters:
        if not problems.has_errors:
            problems.error(
                Source(CHAPTERS), "no-chapters", "all chapters are drafts", "delete draft: yes from one of them"
            )
    elif waiting:
        message = f"there are no chapters, only {waiting} waiting for a rank in {CHAPTERS}/unranked/"
        problems.error(Source(CHAPTERS), "no-chapters", message, f"move one to {CHAPTERS}/ and give it a rank")
    elif not any(problem.source.file == CHAPTERS for problem in problems):
        hint = f"{CHAPTERS}/heat.md, beginning with a header that gives its title and rank"
        problems.error(Source(CHAPTERS), "no-chapters", "there are no chapters", hint)


def _check_left_out(book: Book, problems: Problems) -> None:
    known = {*GENERATED, *MATTER_KINDS, *(piece.kind for piece in (*book.front, *book.back))}
    known.update(piece.id for piece in (*book.front, *book.back))
    for edition in book.settings.editions:
        for kind in sorted(edition.without - known):
            guess = nearest(kind, known)
            hint = f"did you mean `{guess}`?" if guess else f"one of {', '.join(GENERATED)}, or the name of a file"
            problems.warning(edition.source, "unknown-matter", f"except leaves out `{kind}`, which is not there", hint)
