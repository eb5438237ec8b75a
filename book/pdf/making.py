"""Edition → PDF, in four steps: lay out, settle the numbers, join, and note what was used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from book.model.edition import Edition
from book.pdf import PdfFile
from book.pdf.settling import located, settle
from book.pdf.store import Store
from book.pdf.units import Press


def make(
    edition: Edition, *, cache: Path | None, jobs: int, progress: Callable[[int, int], None], cover: bytes | None
) -> PdfFile:
    """Return the PDF of an edition. Raises `BookError` with everything that is wrong with its pages."""
    store = Store(cache)
    with Press(edition, store, jobs, progress) as press:
        settled = settle(edition, press, cover=cover is not None)
    from book.pdf.join import join

    data = join(edition, settled, cover)
    store.finish()
    pages = settled.pagination
    problems = (*located(edition, settled.problems), *store.problems)
    return PdfFile(data, pages.map, len(pages.pages), problems)
