"""A sheet: the styles of an edition read once, with the faces they declare, for all documents that wear them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from book.problems import Problem
from book.typeset.job import TypesetJob

# The zeros of page boxes are drawn, for the join to find and replace, unless what they stand in is hidden;
# U+2010 is in few faces, U+002D in all.
_OWN_STYLES = """
html { hyphenate-character: "-" }
a[href^="x-page:"], a[href^="x-page:"] *, a[href^="x-locator:"], a[href^="x-locator:"] * {
  visibility: inherit !important; white-space: nowrap !important
}
"""
_VERSO = "html { break-before: left }"


@dataclass
class Sheet:
    """Styles read once, with the faces they declare; `verso` makes a document begin on a left page."""

    css: Any
    verso: Any
    fonts: Any
    counter_style: Any
    color_profiles: dict[str, Any]
    problems: tuple[Problem, ...]
    faces: Mapping[str, str]
    """Digest of a face's bytes → its URL on the shelf."""
    names: dict[str, str] = field(default_factory=dict)
    """The engine's name for a font → the face's URL."""


def may_load(url: str) -> bool:
    """Whether styles may load a file of the shelf: all but the pictures of the book."""
    return not url.startswith("pictures/")


def read_styles(job: TypesetJob, folder: Path) -> Sheet:
    """Return the styles of a job read once; `folder`, which is not there yet, holds the faces in use."""
    from book.typeset.starting import import_engine, our_faces_only

    import_engine()
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle

    from book.typeset.complaints import listening
    from book.typeset.faces import BookFaces
    from book.typeset.shelf import BASE, ConfinedFetcher

    folder.mkdir()
    fetcher = ConfinedFetcher(
        {url: file for url, file in job.shelf.items() if may_load(url)}, grey=job.grey, name="styles"
    )
    with our_faces_only():
        fonts = BookFaces(folder)
    counter_style, color_profiles = CounterStyle(), dict[str, Any]()
    with listening("styles") as log:
        css = CSS(
            string=f"{_OWN_STYLES}{job.css}",
            base_url=BASE,
            url_fetcher=fetcher,
            font_config=fonts,
            counter_style=counter_style,
            color_profiles=color_profiles,
        )
    shift = _OWN_STYLES.count("\n")
    found = tuple(_moved_up(problem, shift) for problem in (*fetcher.problems, *log.problems))
    return Sheet(css, CSS(string=_VERSO), fonts, counter_style, color_profiles, found, fetcher.served)


def _moved_up(problem: Problem, lines: int) -> Problem:
    """Return a problem of the styles with its line as in the styles that were given."""
    source = problem.source
    return replace(problem, source=replace(source, line=source.line - lines)) if source.line > lines else problem
