"""The front cover as a page: the theme's cover document at any size, with bleed if it is to be cut."""

from __future__ import annotations

import re
from collections.abc import Callable

from book.model.edition import Edition
from book.problems import BookError, Problem, Source
from book.typeset.job import Laid, TypesetJob

_BLEED = re.compile(r"env\(\s*cover-bleed\s*(?:,[^()]*)?\)")
"""What a theme's cover.css writes for the bleed: pictures reach past the edge by it. 0 where nothing is cut."""


def lay_out_front(
    edition: Edition, width: float, height: float, bleed: float = 0.0, by: Callable[[TypesetJob], Laid] | None = None
) -> bytes:
    """Return the PDF of the cover on one page of width × height mm; raises `BookError` if it is not one page."""
    return lay_out(edition, edition.cover_xhtml, (width, height), bleed, by=by).pdf


def lay_out(
    edition: Edition,
    xhtml: str,
    size: tuple[float, float],
    bleed: float = 0.0,
    css: str = "",
    *,
    by: Callable[[TypesetJob], Laid] | None = None,
) -> Laid:
    """Return a page of a size in mm in the styles of the cover, `css` before them; raises `BookError` as above.

    Its lower left is 0,0 whatever the bleed.
    """
    from book.typeset.engine import typeset

    width, height = size
    page = f"@page {{ size: {width:.4f}mm {height:.4f}mm; margin: 0; bleed: {bleed:.4f}mm; marks: none; }}"
    styles = _BLEED.sub(f"{bleed:.4f}mm", f"{css}\n{edition.cover_css}\n{page}\n")
    laid = (by or typeset)(TypesetJob(xhtml, styles, edition.shelf, name="cover"))
    if problems := (*(p for p in laid.problems if p.severity == "error"), *_overflow(laid)):
        raise BookError(problems)
    return laid


def _overflow(laid: Laid) -> tuple[Problem, ...]:
    if len(laid.sizes) <= 1:
        return ()
    message = f"the cover needs {len(laid.sizes)} pages: its words or its picture are too large for one"
    return (Problem(Source("cover"), "cover-too-full", message, "shorten the subtitle, or choose another theme"),)
