"""Edition → PDF, in four steps: lay out, settle the numbers, join, and note what was used."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from book.model.edition import Edition
from book.pdf import PdfFile
from book.pdf.fitting import misfits
from book.pdf.marked import tops_of
from book.pdf.report import report
from book.pdf.settling import located, settle
from book.pdf.store import Pages
from book.pdf.units import Press

if TYPE_CHECKING:
    from book.typeset.workers import Workers


def make(
    edition: Edition,
    *,
    cache: Path | None,
    jobs: int,
    progress: Callable[[int, int, int], None],
    cover: bytes | None,
    workers: Workers | None = None,
) -> PdfFile:
    """Return the PDF of an edition. Raises `BookError` with everything that is wrong with its pages."""
    store = Pages(cache)
    with Press(edition, store, jobs, progress, workers) as press:
        settled = settle(edition, press, cover=cover is not None)
        press.note_sides(settled.placed)
    from book.pdf.join import join

    data = join(edition, settled, cover)
    store.finish()
    pages = settled.pagination
    problems = (*located(edition, (*settled.problems, *misfits(settled.placed))), *store.problems)
    mended = tuple(report(edition, pages))
    return PdfFile(data, pages.map, len(pages.pages), problems, mended, partial(tops_of, pages.pages))
