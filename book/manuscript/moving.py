"""`bookmake move`: one chapter takes a rank, those between its old place and its new one follow."""

from __future__ import annotations

from pathlib import Path

from book.guessing import nearest
from book.manuscript.ranking import lines_of
from book.manuscript.ranking_file import PATH, RankLine, find_named, named, numbered, read_lines
from book.manuscript.reading import read
from book.model.book import Book
from book.problems import Problems, Source
from book.sources import Folder


def moved(root: Path, title: str, rank: int, problems: Problems) -> str:
    """Return the new text of `ranking.txt`, or "" after reporting why the chapter cannot be moved.

    Comments and blank lines of the old text stay where they are; without one the headers give it.
    """
    reading = Problems()
    book = read(root, reading)
    # what is wrong elsewhere does not hinder a move; what is wrong with the ranks does
    problems.extend(p for p in reading if p.severity == "error" and (p.source.file == PATH or "rank" in p.code))
    folder = Folder(root)
    text = folder.read_text(PATH, problems) if (folder.root / PATH).exists() else lines_of(book)
    found = find_named(title, (named(chapter) for chapter in book.chapters))
    if len(found) != 1 or text is None:
        _report(title, book, len(found), problems)
        return ""
    lines = read_lines(text)
    chapters = tuple(named(chapter) for chapter in book.chapters)
    at = next((n for n, line in enumerate(lines) if found[0] in find_named(line.name, chapters)), None)
    if at is None:
        problems.error(Source(PATH), "missing-rank", f"{found[0].path} has no line", f"add a line: {found[0].id}")
        return ""
    highest = max(line.rank for line in lines)
    if not 1 <= rank <= highest:
        message = f"ranks go from {min(line.rank for line in lines)} to {highest}"
        problems.error(Source(PATH), "no-such-rank", message, f'bookmake move "{title}" {highest}')
        return ""
    return _rewritten(text, lines, _reordered(lines, at, rank))


def _report(title: str, book: Book, count: int, problems: Problems) -> None:
    if count > 1:
        message, hint = f"there are {count} chapters named {title}", "name it by its file"
    else:
        guess = nearest(title, (chapter.title for chapter in book.chapters))
        hint = f"did you mean `{guess}`?" if guess else "name it by its title, or by its file"
        message = f"there is no chapter named “{title}”"
    problems.error(Source(PATH), "unknown-chapter", message, hint)


def _reordered(lines: tuple[RankLine, ...], at: int, rank: int) -> list[tuple[int, str, str]]:
    """Return (rank, name, comment) of all lines after the move: the ranks stay, the names change places."""
    entries = [(line.rank, line.name, line.comment) for line in lines]
    taken = [line.rank for line in lines]
    if rank not in taken:
        entries[at] = (rank, entries[at][1], entries[at][2])
        return sorted(entries, key=lambda entry: entry[0])
    mine = entries.pop(at)
    to = taken.index(rank) if rank <= taken[at] else len(taken) - 1 - taken[::-1].index(rank)
    entries.insert(to, mine)
    return [(taken[n], name, comment) for n, (_, name, comment) in enumerate(entries)]


def _rewritten(text: str, lines: tuple[RankLine, ...], entries: list[tuple[int, str, str]]) -> str:
    written = text.rstrip("\n").split("\n")
    for line, new in zip(lines, numbered(entries), strict=True):
        written[line.line - 1] = new
    return "\n".join(written) + "\n"
