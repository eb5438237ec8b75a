"""Book + Index + Theme → Edition: content documents in reading order, navigation, page geometry.

Writes the XHTML of the three formats (EPUB, print, screen) and every anchor in it; knows nothing of zip or PDF
files, and never a page number before layout.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from book.model.edition import Geometry, GeometryChoice, PrinterRules

if TYPE_CHECKING:
    from book.edition.budget import Budget
    from book.edition.styles import Dress
    from book.model.book import Book, Chapter, Matter
    from book.model.edition import Edition, VolumePages
    from book.model.index import Index
    from book.model.places import PageMap
    from book.model.settings import EditionSettings
    from book.model.theme import Theme
    from book.model.views import IndexView
    from book.problems import Problems

NO_RULES = PrinterRules()
"""The rules of no printer."""

__all__ = ["bleeds", "budgets", "dress", "geometry_choices", "index_as_json", "make_edition"]


def geometry_choices(
    theme: Theme, settings: EditionSettings, rules: PrinterRules, *, bleeds: bool = False
) -> tuple[GeometryChoice, ...]:
    """Return the geometries an edition may have and the page counts each is for, smallest inside margin first.

    One a band of the printers' rules, equal ones merged; one without limits when there are no bands. `bleeds`:
    pages are printed past their edges.
    """
    from book.edition.geometry import choices

    return choices(theme, settings, rules, bleeds=bleeds)


def bleeds(book: Book, settings: EditionSettings) -> bool:
    """Whether the pages of an edition are printed past their edges: as it says, or if a picture of it asks for it."""
    from book.model.gist import gist_of

    if settings.format != "pdf" or settings.use != "print":
        return False
    if settings.bleed is not None:
        return settings.bleed
    chapters = (chapter for chapter in book.chapters if settings.holds(chapter.rank))
    matter = (one for one in (*book.front, *book.back) if one.kind not in settings.without)
    pieces: tuple[Chapter | Matter, ...] = (*chapters, *matter)
    return any(gist_of(piece).bleeds for piece in pieces)


def dress(theme: Theme, settings: EditionSettings, geometry: Geometry) -> Dress:
    """Return the styles of a PDF edition with the files they need, as `make_edition` gives them to it."""
    from book.edition import styles

    return styles.dress(theme, "print" if settings.use == "print" else "screen", geometry)


def make_edition(
    book: Book,
    index: Index,
    theme: Theme,
    settings: EditionSettings,
    problems: Problems,
    *,
    geometry: Geometry | None = None,
    rules: PrinterRules = NO_RULES,
    others: tuple[VolumePages, ...] = (),
    only: str = "",
    cache: Path | None = None,
    begun: Callable[[Edition], None] = lambda _edition: None,
) -> Edition:
    """Return one edition, complete but for page numbers; with `only`, the document of that piece's anchor alone.

    In print without `geometry` the first choice serves. `others` are the pages of the other volumes, for an index
    that leads to all of them; `cache` is a folder that holds documents written before (None: without one). `begun` is
    told of the edition while it has no documents yet: its cover can be made meanwhile. What is wrong goes to
    `problems`; a template at fault is reported once, and its pages are left empty.
    """
    from book.edition.make import make

    return make(
        book,
        index,
        theme,
        settings,
        problems,
        geometry=geometry,
        rules=rules,
        others=others,
        only=only,
        cache=cache,
        begun=begun,
    )


def budgets(book: Book, theme: Theme, settings: EditionSettings) -> tuple[Budget, ...]:
    """Return the words of every chapter and how many its pages hold; nothing if the theme fits none to pages."""
    from book.edition.budget import budgets as of_chapters

    return tuple(of_chapters(book, theme, settings))


def index_as_json(book: Book, index: Index, pages: PageMap | None) -> list[dict[str, object]]:
    """Return the entries of the index in printed order as plain values, with pages where a page map knows them."""
    from book.edition.locators import as_json

    return as_json(book, index, pages)


def further_indexes_as_json(book: Book, index: Index, pages: PageMap | None) -> list[dict[str, object]]:
    """Return the indexes beside that of people: their key, title and entries, as `index_as_json` has them."""
    from book.edition.locators import entries_as_json

    return [
        {
            "key": one.key,
            "title": one.title,
            "index": entries_as_json(book, [entry for group in one.groups for entry in group.entries], pages),
        }
        for one in index.further
    ]


def index_views(book: Book, index: Index, pages: PageMap | None) -> tuple[IndexView, ...]:
    """Return every index in words, as print has it: with folios, or with ranks where no page map is given."""
    from book.edition.index_page import all_views

    return all_views(book, index, pages)
