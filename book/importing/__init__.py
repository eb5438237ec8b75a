"""Blog exports, saved pages, pasted text and lists of films → chapters, with an account of every word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from book.importing.imported import Imported
    from book.problems import Problems

__all__ = ["import_blog", "report_as_json", "report_lines"]


def import_blog(
    sources: Sequence[Path],
    into: Path,
    problems: Problems,
    *,
    pictures: Sequence[Path] = (),
    ranks: Path | None = None,
    sidebars: Callable[[str], Mapping[str, str]] | None = None,
    step: Callable[[str], None] = lambda _step: None,
    count: Callable[[int, int], None] = lambda _done, _of: None,
) -> Imported:
    """Write the posts of some sources as chapters into a book folder, and return what was done.

    `pictures` are folders or archives with the blog's pictures; `ranks` a list that has the last word on ranks;
    `sidebars` gives the labels of sidebars for a language. Raises `BookError` if a source cannot be read whole or
    a word would be lost; then no chapter was written.
    """
    from book.importing.making import Order, make

    order = Order(tuple(sources), into, tuple(pictures), ranks, step=step, count=count)
    if sidebars:
        from dataclasses import replace

        order = replace(order, sidebars=sidebars)
    return make(order, problems)


def report_lines(done: Imported) -> list[str]:
    """Return what was found in a few lines, for a terminal."""
    from book.importing.report import lines_for_screen

    return list(lines_for_screen(done))


def report_as_json(done: Imported) -> dict[str, object]:
    """Return the whole report as an object."""
    from book.importing.report import as_json

    return as_json(done)
