"""The views of a proof as plain values, for the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from book.problems import Problem
from book.proof.order import Printed
from book.proof.state import EPUB_FOLDER, State

_TEXTS = (".xhtml", ".css", ".opf")
"""Files whose changes are shown; faces and pictures come and go with the styles and texts that name them."""


def book_values(state: State) -> dict[str, object]:
    """Return everything the site shows of the book but the index and the themes."""
    contents = state.contents
    return {
        "title": contents.title if contents else "",
        "language": contents.language if contents else "en",
        "pieces": [
            {
                "anchor": one.anchor,
                "title": one.title,
                "rank": one.rank,
                "file": one.file,
                "page": _page(one.anchor, state),
            }
            for one in (contents.pieces if contents else ())
        ],
        "epub": _epub(state),
        "print": _print(state),
        "cover": _cover(state),
        "problems": [_problem(one, state) for one in state.problems],
        "settling": state.settling,
    }


def theme_values(state: State) -> dict[str, object]:
    """Return the themes that are laid out, and whether these are all."""
    done = state.themes_done
    shown = {chapter: (title, why) for chapter, title, why in (done.chapters if done else ())}
    return {
        "done": done is not None,
        "chapters": [{"id": chapter, "title": title, "why": why} for chapter, (title, why) in shown.items()],
        "themes": [
            {
                "name": one.name,
                "description": one.description,
                "own": one.own,
                "document": f"theme-{one.name}" if one.data else "",
                "chapters": {chapter: list(places) for chapter, places in one.chapters.items()},
                "problems": [problem.as_json() for problem in one.problems],
            }
            for one in state.themes
        ],
    }


def _epub(state: State) -> dict[str, object] | None:
    if state.epub is None:
        return None
    return {
        "edition": state.epub.edition,
        "folder": EPUB_FOLDER,
        "files": {name: digest if name.endswith(_TEXTS) else "" for name, digest in sorted(state.digests.items())},
    }


def _print(state: State) -> dict[str, object] | None:
    made = state.printed
    if made is None:
        return None
    width, height = state.pictures.size(state.pages[0].document) if state.pages else (0.0, 0.0)
    media, trim = _boxes(made.data)
    return {
        "edition": made.edition,
        "use": made.use,
        "printers": list(made.printers),
        "width": width,
        "height": height,
        "bleed": (media - trim) / 2,
        "inside": made.inside,
        "outside": made.outside,
        "cover": int("cover" in made.pages.pages),
        "pages": [[page.document, page.page, page.folio] for page in state.pages],
        "starts": [[state.now(place), anchor, title] for place, anchor, title in made.starts],
        "sources": _sources(made, state),
        "remarks": [{"page": state.now(place), **problem.as_json()} for place, problem in made.remarks],
    }


@lru_cache(maxsize=2)
def _boxes(data: bytes) -> tuple[float, float]:
    """Return the widths of the media box and the trim box of a PDF's first page, in pt."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[-1]
        return float(page.mediabox[2] - page.mediabox[0]), float(page.trimbox[2] - page.trimbox[0])


def _sources(made: Printed, state: State) -> list[str]:
    """Return where each page shown begins in the manuscript; pages of a galley begin where its chapter did."""
    sources = [""] * len(state.pages)
    for place, source in enumerate(made.sources):
        if (now := state.now(place)) < len(sources):
            sources[now] = sources[now] or source
    return sources


def _cover(state: State) -> dict[str, object] | None:
    if state.cover is None:
        return None
    made = state.cover
    return {
        "document": "cover",
        "bleed": made.bleed,
        "spine": made.spine,
        "width": made.width,
        "height": made.height,
        "words": made.words,
    }


def _problem(problem: Problem, state: State) -> Mapping[str, object]:
    """Return a problem with the piece and the page it shows on, where they are known."""
    contents = state.contents
    anchor = next((one.anchor for one in (contents.pieces if contents else ()) if one.file == problem.source.file), "")
    return {**problem.as_json(), "anchor": anchor or None, "page": _page_of(problem, anchor, state)}


def _page_of(problem: Problem, anchor: str, state: State) -> int | None:
    """Return the page on which the line of a problem stands: the last that begins before it, within its piece."""
    made = state.printed
    if made is None or not anchor or anchor not in made.pages.pages:
        return None
    first, last = made.pages.pages[anchor]
    found = first
    for place in range(first, last + 1):
        file, _, rest = made.sources[place].partition(":")
        line = rest.partition(":")[0]
        if file == problem.source.file and line.isdecimal() and int(line) <= problem.source.line:
            found = place
    return state.now(found)


def _page(anchor: str, state: State) -> int | None:
    made = state.printed
    return state.now(made.pages.pages[anchor][0]) if made and anchor in made.pages.pages else None
