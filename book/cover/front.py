"""The front cover as a page: the theme's cover document at any size."""

from __future__ import annotations

from book.model.edition import Edition
from book.problems import BookError, Problem, Source
from book.typeset.job import Laid, TypesetJob


def lay_out_front(edition: Edition, width: float, height: float) -> bytes:
    """Return the PDF of the cover on one page of width × height mm; raises `BookError` if it is not one page."""
    from book.typeset.engine import typeset

    page = f"@page {{ size: {width:g}mm {height:g}mm; margin: 0; bleed: 0; marks: none; }}"
    job = TypesetJob(edition.cover_xhtml, f"{edition.cover_css}\n{page}\n", edition.shelf, name="cover")
    laid = typeset(job)
    if problems := (*(p for p in laid.problems if p.severity == "error"), *_overflow(laid)):
        raise BookError(problems)
    return laid.pdf


def _overflow(laid: Laid) -> tuple[Problem, ...]:
    if len(laid.sizes) <= 1:
        return ()
    message = f"the cover needs {len(laid.sizes)} pages: its words or its picture are too large for one"
    return (Problem(Source("cover"), "cover-too-full", message, "shorten the subtitle, or choose another theme"),)
