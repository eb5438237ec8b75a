"""`ranking.txt`: one chapter a line, best first.

A line names a chapter by its id (the name of its file without `.md`), its file, its title, or its title
and year. The first line is rank 1, the next one rank 2, and so on; a number and a full stop before the name
("301. heat") set the rank of that line and go on from there. `=` before the name ties it with the line
above. What follows a `#` behind a space is a comment, as are lines that begin with `#`; blank lines are free:

    heat            # Heat (1995)
    = the-insider   # as good as Heat
    301. thief
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from book.guessing import nearest
from book.manuscript.references import folded, title_and_year
from book.model.book import Chapter
from book.problems import Problems, Source

PATH = "ranking.txt"

_LINE = re.compile(r"^\s*(?:(?P<tie>=)\s*|(?P<number>[0-9]{1,5})\.\s+)?(?P<name>.*?)(?P<comment>\s+#.*)?$")


@dataclass(frozen=True, slots=True)
class RankLine:
    """A line that names a chapter; `line` is 1-based."""

    line: int
    name: str
    rank: int
    tied: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A chapter as a ranking may name it; drafts are named too, and keep their rank."""

    id: str
    path: str
    title: str
    year: int | None = None


def named(chapter: Chapter) -> Named:
    """Return what a ranking may call a chapter."""
    return Named(chapter.id, chapter.source.file, chapter.title, chapter.year)


def read_lines(text: str) -> tuple[RankLine, ...]:
    """Return the lines of a ranking that name chapters, with their ranks."""
    found: list[RankLine] = []
    following = 1
    for number, line in enumerate(text.split("\n"), start=1):
        match = _LINE.match(line)
        name = match["name"].strip() if match else ""
        if not match or not name or re.match(r"#(?:\s|#|$)", name):
            continue
        tied = bool(match["tie"]) and bool(found)
        rank = int(match["number"]) if match["number"] else found[-1].rank if tied else following
        found.append(RankLine(number, name, rank, tied, (match["comment"] or "").strip()))
        following = following + 1 if tied else rank + 1
    return tuple(found)


def find_named(name: str, chapters: Iterable[Named]) -> tuple[Named, ...]:
    """Return the chapters a name may mean: by id or file first, then by title and year, then by title."""
    chapters = tuple(chapters)
    wanted = name.removeprefix("./").removeprefix("chapters/")
    by_file = tuple(c for c in chapters if wanted in (c.id, c.path.rpartition("/")[2], c.path.rpartition("/")[2][:-3]))
    if by_file:
        return by_file
    title, year = title_and_year(name)
    by_title = tuple(c for c in chapters if folded(c.title) == folded(name))
    return by_title or tuple(c for c in chapters if folded(c.title) == folded(title) and c.year == year)


def ranks_from(text: str, chapters: Iterable[Named], problems: Problems) -> dict[str, tuple[int, Source]]:
    """Return chapter id → rank and the line that gives it; unknown, doubtful and repeated names are reported."""
    chapters = tuple(chapters)
    ranks: dict[str, tuple[int, Source]] = {}
    for line in read_lines(text):
        source = Source(PATH, line.line)
        found = find_named(line.name, chapters)
        if len(found) > 1:
            choices = " or ".join(chapter.id for chapter in found[:4])
            problems.error(source, "ambiguous-rank", f"there are {len(found)} chapters named {line.name[:60]}", choices)
        elif not found:
            if not line.name.startswith("#"):
                _unknown(line, source, chapters, problems)
        elif found[0].id in ranks:
            first = ranks[found[0].id][1]
            problems.error(
                source,
                "repeated-rank",
                f"{found[0].path} is ranked already in line {first.line}",
                "delete one of the lines",
            )
        else:
            ranks[found[0].id] = (line.rank, source)
    return ranks


def _unknown(line: RankLine, source: Source, chapters: tuple[Named, ...], problems: Problems) -> None:
    names = [chapter.id for chapter in chapters] + [chapter.title for chapter in chapters]
    guess = nearest(line.name, names)
    hint = f"did you mean `{guess}`?" if guess else "a line is the name of a file in chapters/, without .md"
    problems.error(source, "unknown-chapter", f"there is no chapter named {line.name[:60]}", hint)


def text_of(entries: Iterable[tuple[int, str, str]]) -> str:
    """Return the text of a ranking from (rank, name, comment), in their order."""
    return "".join(f"{line}\n" for line in numbered(entries))


def numbered(entries: Iterable[tuple[int, str, str]]) -> list[str]:
    """Return the lines of (rank, name, comment), best first; a number stands only where the count breaks."""
    lines: list[str] = []
    following, before = 1, 0
    for rank, name, comment in entries:
        if rank == before:
            mark = "= "
            following += 1
        else:
            mark = "" if rank == following else f"{rank}. "
            following = rank + 1
        before = rank
        lines.append(f"{mark}{name}{f'  {comment}' if comment else ''}")
    return lines
