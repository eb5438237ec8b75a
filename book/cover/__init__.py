"""A stage: an edition → its cover, as the printer's sheet, as a PDF page, as the picture that e-book stores want."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from book.model.edition import Edition
from book.model.printing import CoverPlan
from book.model.settings import CoverSettings
from book.problems import Problems

if TYPE_CHECKING:
    from book.typeset.job import Laid, TypesetJob


def cover_pdf(edition: Edition, cache: Path | None = None) -> bytes:
    """Return the front cover as a PDF of one page, in RGB, at the edition's trim size (6 × 9 in for an EPUB).

    `cache` is a folder that holds covers made before (None: without one). Raises `BookError` if the theme's cover
    cannot be laid out, or does not fit one page.
    """
    from book.cover.kept import kept

    return kept(edition, "pdf", cache, _make_pdf)


def _make_pdf(edition: Edition) -> bytes:
    from book.cover.front import lay_out_front

    geometry = edition.geometry
    if geometry is None:
        return lay_out_front(edition, 152.4, 228.6)
    return lay_out_front(edition, geometry.width, geometry.height)


def epub_cover(
    edition: Edition, cache: Path | None = None, lay_out: Callable[[TypesetJob], Laid] | None = None
) -> bytes:
    """Return the front cover as a JPEG of 1600 × 2560 px in sRGB, under 5 MB: what all stores take.

    The page is 144 × 230.4 mm, laid out here or by whoever is given. `cache` and problems are as in `cover_pdf`.
    """
    from book.cover.front import lay_out_front
    from book.cover.kept import kept
    from book.cover.picture import as_jpeg

    return kept(edition, "jpeg", cache, lambda one: as_jpeg(lay_out_front(one, 144.0, 230.4, by=lay_out), 1600, 2560))


def covers_are_kept(cache: Path) -> bool:
    """Whether a folder holds covers made before: then nobody need be ready to lay one out."""
    return (cache / "covers").is_dir()


def wrap_cover(edition: Edition, cover: CoverSettings, plan: CoverPlan, root: Path, problems: Problems) -> bytes:
    """Return the whole cover (back, spine, front, bleed or wrap) as a PDF of one page, measured as planned.

    A designer's sheet is returned as it is; what is wrong with a designer's files is reported, and the theme's
    cover stands in. Files are read from `root`, the book folder. Raises `BookError` as `cover_pdf` does.
    """
    from book.cover.designer import designers_wrap
    from book.cover.wrap import make_wrap

    if cover.wrap and (finished := designers_wrap(cover, plan, root, problems)):
        return finished
    return make_wrap(edition, cover, plan, root, problems)


def cover_proof(edition: Edition, cover: CoverSettings, plan: CoverPlan, sheet: bytes | None) -> tuple[bytes, bytes]:
    """Return a proof as PDF and PNG: the sheet (None: a blank one to draw on) under its cuts, folds and zones."""
    from book.cover.guides import draw_guides

    return draw_guides(edition, cover, plan, sheet)
