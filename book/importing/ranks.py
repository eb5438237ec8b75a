"""A list as the authority on ranks: it says the place of each film, and fills in the year and the director."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from book.guessing import nearest
from book.importing.entry import Entry
from book.importing.lists import FilmList, Row
from book.importing.post import LeftOut
from book.importing.vocabulary import folded
from book.problems import Source


@dataclass(frozen=True, slots=True)
class Compared:
    """How posts and list agree: conflicts (post says, list says), films of the list without a post, and the reverse."""

    conflicts: tuple[tuple[Entry, int, Row], ...] = ()
    without_post: tuple[Row, ...] = ()
    without_row: tuple[tuple[Entry, str], ...] = ()
    """Films that are not in the list, each with the title in it that comes nearest, or ""."""


def apply_list(entries: Sequence[Entry], films: FilmList) -> Compared:
    """Give the entries the ranks of a list, and what it knows beyond; return where they differ."""
    by_title: dict[str, list[Row]] = defaultdict(list)
    for row in films.rows:
        by_title[_key(row.title)].append(row)
    used: set[int] = set()
    conflicts: list[tuple[Entry, int, Row]] = []
    lonely: list[tuple[Entry, str]] = []
    for entry in entries:
        matched = _match(entry, by_title)
        if matched is None:
            if entry.film:
                near = nearest(entry.title, (row.title for row in films.rows), least=80, parts=True)
                lonely.append((entry, near))
            continue
        entry.film = True
        used.add(matched.line)
        _take(entry, matched, films, conflicts)
    left = tuple(row for row in films.rows if row.line not in used)
    return Compared(tuple(conflicts), left, tuple(lonely))


def _key(title: str) -> str:
    words = folded(title).replace(" and ", " ").split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def _match(entry: Entry, by_title: dict[str, list[Row]]) -> Row | None:
    rows = by_title.get(_key(entry.title), [])
    if entry.year is not None:
        exact = [row for row in rows if row.year == entry.year]
        near = [row for row in rows if row.year is None or abs(row.year - entry.year) <= 1]
        rows = exact or near
    return rows[0] if len(rows) == 1 else None


def _take(entry: Entry, row: Row, films: FilmList, conflicts: list[tuple[Entry, int, Row]]) -> None:
    if row.position is not None and row.position != entry.rank:
        if entry.rank is not None:
            conflicts.append((entry, entry.rank, row))
            source = Source(entry.source.file, entry.source.line)
            entry.fields.left_out.append(
                LeftOut(str(entry.rank), f"the rank in the post; {films.file} says {row.position}", source)
            )
        entry.rank, entry.rank_from = row.position, films.file
        entry.filled.append(f"rank from {films.file}")
    if entry.year is None and row.year is not None:
        entry.years = (row.year,)
        entry.filled.append(f"year from {films.file}")
    if row.directors and "directed_by" not in entry.fields.credits:
        entry.fields.credits = {"directed_by": row.directors, **entry.fields.credits}
        entry.filled.append(f"directed_by from {films.file}")
