"""A stage: an edition → its PDF. Units are laid out apart, mapped to pages, and joined once.

Layout never knows a page number: folios and page references are boxes that the join fills. So a unit
depends on its own content and the side it begins on alone, and a warm build equals a clean one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from book.model.edition import Edition
from book.model.places import PageMap
from book.problems import Problem, Source
from book.typeset.job import Rect

if TYPE_CHECKING:
    from book.pdf.galley import Galley
    from book.typeset.workers import Workers


@dataclass(frozen=True, slots=True)
class OnPage:
    """A line of the layout report: `page` is the page's 0-based position, `folio` its number, `title` what it is of."""

    page: int
    folio: str
    title: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished PDF: its bytes, where every anchor is printed, how many pages it has, and the warnings."""

    data: bytes
    pages: PageMap
    page_count: int
    problems: tuple[Problem, ...] = ()
    report: tuple[OnPage, ...] = ()
    """What a typographer would mend, by page."""
    tops: Callable[[], Mapping[str, tuple[int, Rect]]] = dict
    """Returns, by anchor, the position of its first page in the file and its box there."""


def make_pdf(
    edition: Edition,
    *,
    cache: Path | None,
    jobs: int,
    progress: Callable[[int, int, int], None] | None = None,
    cover: bytes | None = None,
    workers: Workers | None = None,
) -> PdfFile:
    """Return the PDF of an edition with the geometry it has.

    `cache` is a folder that holds pages laid out before (None: without one); `jobs` the number of layout
    processes; `progress` is told how many units of how many are laid out, and how many pages that took; `cover` is a
    PDF of one page that goes before all others; `workers` are processes started already, to be used instead. Raises
    `BookError` with everything that is wrong with the pages.
    """
    from book.pdf.making import make

    told = progress or (lambda _done, _of, _pages: None)
    return make(edition, cache=cache, jobs=jobs, progress=told, cover=cover, workers=workers)


def pull_galley(edition: Edition, pages: PageMap, workers: Workers) -> Galley | None:
    """Return the pages of an edition of one document at the place it had among `pages`; None if it had none.

    Folios and page references are those of `pages`. Raises `BookError` if it cannot be laid out.
    """
    from book.pdf.galley import pull

    return pull(edition, pages, workers)


def mark_pdf(pdf: PdfFile, sources: Mapping[str, Source], words: str) -> bytes:
    """Return a marked copy of a PDF: file and line of every block in the margin, `words` at the foot, a watermark."""
    from book.pdf.marked import mark

    return mark(pdf.data, pdf.tops(), sources, words)


def fewest_pages(edition: Edition) -> int:
    """Return how many pages an edition has at the least, whatever its words come to."""
    from book.pdf.estimate import fewest

    return fewest(edition)


def estimate_pages(
    edition: Edition, *, cache: Path | None, jobs: int, progress: Callable[[int, int, int], None] | None = None
) -> int:
    """Return about how many pages an edition has, from a few of its chapters; arguments as for `make_pdf`."""
    from book.pdf.estimate import estimate

    return estimate(edition, cache=cache, jobs=jobs, progress=progress or (lambda _done, _of, _pages: None))
