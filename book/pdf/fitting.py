"""What copyfitting came to, in a writer's words: how much to cut or to add, film by film."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from book.model.edition import Document
from book.pdf.units import Placed
from book.problems import Problem, Source

MOST_SHORT = 0.25
"""The share of its last page that a fitted chapter may leave empty: a pause, not a hole."""
_SHARES = ((0.29, "a quarter"), (0.42, "a third"), (0.58, "half"), (0.71, "two thirds"), (0.88, "three quarters"))


def misfits(placed: Iterable[Placed]) -> Iterator[Problem]:
    """Yield a warning for every chapter that does not fill its pages, at its document."""
    for one in placed:
        fitted, document = one.laid.fitted, one.unit.document
        if fitted is None:
            continue
        name = f"{document.rank} {document.title}" if document.rank is not None else document.title
        if fitted.words:
            count = "1 word" if fitted.words == 1 else f"{fitted.words:,} words"
            message = f"{name}: {count} too long for {extent(document)}"
            hint = f"cut about {count}"
            yield Problem(Source(document.id), "too-long", message, hint, "warning")
        elif fitted.short > MOST_SHORT:
            message = f"{name}: too short by {share(fitted.short)} for {extent(document)}"
            yield Problem(Source(document.id), "too-short", message, "write on, or give it a picture", "warning")


def extent(document: Document) -> str:
    """Return what a chapter is to fill: "a spread", "its page", "4 pages"."""
    pages = document.fit.pages if document.fit else 0
    if pages == 2 and document.start == "verso":
        return "a spread"
    return "its page" if pages == 1 else f"{pages} pages"


def share(pages: float) -> str:
    """Return a length in pages as it is said: "a third of a page", "a page and a half", "3 pages"."""
    if pages > 0.88:
        halves = round(pages * 2)
        if halves == 3:
            return "a page and a half"
        whole = max(1, round(pages))
        return "a page" if whole == 1 else f"{whole} pages"
    return next(f"{words} of a page" if words != "half" else "half a page" for most, words in _SHARES if pages <= most)
