"""A stage: an edition → its PDF. Units are laid out apart, mapped to pages, and joined once.

Layout never knows a page number: folios and page references are boxes that the join fills. So a unit
depends on its own content and the side it begins on alone, and a warm build equals a clean one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from book.model.edition import Edition
from book.model.places import PageMap
from book.problems import Problem


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished PDF: its bytes, where every anchor is printed, how many pages it has, and the warnings."""

    data: bytes
    pages: PageMap
    page_count: int
    problems: tuple[Problem, ...] = ()


def make_pdf(
    edition: Edition,
    *,
    cache: Path | None,
    jobs: int,
    progress: Callable[[int, int], None] | None = None,
    cover: bytes | None = None,
) -> PdfFile:
    """Return the PDF of an edition with the geometry it has.

    `cache` is a folder that holds pages laid out before (None: without one); `jobs` the number of layout
    processes; `progress` is told how many units of how many are laid out; `cover` is a PDF of one page that goes
    before all others. Raises `BookError` with everything that is wrong with the pages.
    """
    from book.pdf.making import make

    return make(edition, cache=cache, jobs=jobs, progress=progress or (lambda _done, _of: None), cover=cover)
