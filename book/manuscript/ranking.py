"""The order of the book: ranks from the headers or from `ranking.txt`, ties, gaps and parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from book.manuscript.parsing import ParsedChapter
from book.manuscript.ranking_file import PATH, Named, ranks_from, text_of
from book.manuscript.references import folded
from book.manuscript.volumes import wanted_part
from book.model.book import Book, Chapter, Part
from book.model.settings import EditionSettings, Order, Settings
from book.problems import Problems, Source


def ranked(
    parsed: Sequence[ParsedChapter], ranking: str | None, settings: Settings, problems: Problems
) -> tuple[Chapter, ...]:
    """Return the chapters that are no drafts with their ranks, in reading order.

    `ranking` is the text of `ranking.txt`; without one the headers rank. A chapter without a rank keeps 0. Ranks
    that no edition of the settings wants are no gaps.
    """
    order = settings.order
    placed = _by_headers(parsed, problems) if ranking is None else _by_file(parsed, ranking, problems)
    _check_duplicates(placed, order, problems)
    file = "chapters" if ranking is None else PATH
    _check_gaps([chapter.rank for chapter, _ in placed], file, settings.editions, problems)
    return in_reading_order((chapter for chapter, _ in placed), order)


def in_reading_order(chapters: Iterable[Chapter], order: Order) -> tuple[Chapter, ...]:
    """Return chapters from the last rank to the first (countdown) or the other way; ties by title."""
    sign = -1 if order.direction == "countdown" else 1
    return tuple(sorted(chapters, key=lambda c: (sign * c.rank, folded(c.sort_title or c.title), c.id)))


def _by_headers(parsed: Sequence[ParsedChapter], problems: Problems) -> list[tuple[Chapter, Source]]:
    placed = []
    for item in parsed:
        if item.draft:
            continue
        if item.whole and not item.rank_given:
            problems.error(
                item.ranked, "missing-rank", "has no rank", "rank: 1, or move the file to chapters/unranked/"
            )
        placed.append((item.chapter, item.ranked))
    return placed


def _by_file(parsed: Sequence[ParsedChapter], ranking: str, problems: Problems) -> list[tuple[Chapter, Source]]:
    names = [Named(item.chapter.id, item.chapter.source.file, item.chapter.title, item.chapter.year) for item in parsed]
    ranks = ranks_from(ranking, names, problems)
    placed = []
    for item in parsed:
        chapter = item.chapter
        if item.draft:
            continue
        rank, source = ranks.get(chapter.id, (0, item.ranked))
        if not rank:
            hint = f"add a line to {PATH}: {chapter.id}"
            problems.error(Source(chapter.source.file, 1), "missing-rank", f"has no line in {PATH}", hint)
        placed.append((replace(chapter, rank=rank), source))
    return placed


def _check_duplicates(placed: Sequence[tuple[Chapter, Source]], order: Order, problems: Problems) -> None:
    if order.ties:
        return
    seen: dict[int, tuple[Chapter, Source]] = {}
    for chapter, source in placed:
        if not chapter.rank:
            continue
        if chapter.rank in seen:
            other, other_source = seen[chapter.rank]
            where = f"{other_source}" if other_source.file != PATH else other.source.file
            problems.error(
                source,
                "duplicate-rank",
                f"rank {chapter.rank} is also the rank of {where} ({other.title})",
                "give one of them another rank, or set ties = true under [order] of book.toml",
            )
        else:
            seen[chapter.rank] = (chapter, source)


def _check_gaps(ranks: Iterable[int], file: str, editions: Sequence[EditionSettings], problems: Problems) -> None:
    present = sorted({rank for rank in ranks if rank})
    gaps = [(before + 1, after - 1) for before, after in pairwise(present) if after - before > 1]
    missing = [part for gap in gaps for part in wanted_part(gap, editions)]
    if not missing:
        return
    count = sum(last - first + 1 for first, last in missing)
    shown = [f"{first}" if first == last else f"{first}–{last}" for first, last in missing]
    listed = ", ".join(shown[:20]) + (", …" if len(shown) > 20 else "")
    what = f"no chapter has rank {listed}" if count == 1 else f"no chapters have the ranks {listed}"
    problems.warning(Source(file), "rank-gap", what)


def parts_of(chapters: Sequence[Chapter], order: Order, problems: Problems) -> tuple[Part, ...]:
    """Return the parts that hold chapters, in reading order; chapters outside all of them are reported."""
    parts: list[Part] = []
    held: set[str] = set()
    for settings in order.parts:
        low, high = sorted((settings.first, settings.last))
        inside = tuple(c.id for c in chapters if low <= c.rank <= high and c.id not in held)
        held.update(inside)
        if inside:
            parts.append(Part(len(parts) + 1, settings.title, inside, settings.pages))
    if order.parts:
        for chapter in chapters:
            if chapter.rank and chapter.id not in held:
                problems.warning(
                    chapter.source,
                    "rank-outside-parts",
                    f"rank {chapter.rank} is in none of the parts",
                    "extend a part under [order] of book.toml",
                )
    return tuple(parts)


def lines_of(book: Book) -> str:
    """Return the text of a `ranking.txt` that says what the ranks are now, best first."""
    best_first = sorted(
        (c for c in book.chapters if c.rank), key=lambda c: (c.rank, folded(c.sort_title or c.title), c.id)
    )
    return text_of(
        (chapter.rank, chapter.id, f"# {chapter.title}{f' ({chapter.year})' if chapter.year is not None else ''}")
        for chapter in best_first
    )
