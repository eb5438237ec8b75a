"""Excerpts: an edition cut to a few ranks, or to its beginning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from book.model.book import Book, Chapter
from book.model.prose import word_count
from book.model.settings import EditionSettings

_SAMPLE_ENDS = frozenset({"titles", "checklist", "picture-credits", "index", "colophon"})
"""Pages that close a book, and have no place in a sample of its beginning."""


def excerpt(
    book: Book, settings: EditionSettings, *, only: tuple[int, int] | None, sample: int | None
) -> tuple[EditionSettings, str]:
    """Return an edition cut to a range of ranks or to the beginning of the book, and words for its file's name.

    A sample has the whole chapters that its share of the words ends in or before, one at least. An excerpt is no
    product: it has no ISBN and no page list.
    """
    if only is None and sample is None:
        return settings, ""
    first, last = only or (settings.first, settings.last)
    part = "-".join(map(str, dict.fromkeys(only))) if only else "sample"
    without = settings.without
    if sample is not None and book.chapters:
        chapters = [one for one in book.chapters if settings.holds(one.rank)]
        chapters = _beginning(chapters or list(book.chapters), sample)
        first, last = chapters[0].rank, chapters[-1].rank
        without |= _SAMPLE_ENDS | {matter.kind for matter in book.back}
    cut = replace(
        settings,
        first=first,
        last=last,
        without=without,
        isbn="",
        pages_from="",
        locators="titles",
        index="volume",
        part=part,
    )
    return cut, part


def _beginning(chapters: Sequence[Chapter], share: int) -> list[Chapter]:
    """Return the first chapters, up to a share of all their words in hundredths; one at least."""
    counts = [word_count(chapter.blocks) for chapter in chapters]
    most, total, kept = sum(counts) * share / 100, 0, 0
    while kept < len(chapters) and total + counts[kept] / 2 <= most:
        total += counts[kept]
        kept += 1
    return list(chapters[: max(1, kept)])
