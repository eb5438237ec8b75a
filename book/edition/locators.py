"""The index as its readers see it: which places an entry points to, and how each format says where they are.

Rules: Chicago Manual of Style, 18th edition, 15.9–15.15; ISO 999, 7.4. A person's own chapter is one range, in
bold; what is said of them inside it needs no locator; a page is given once; numbers are joined to a range only
where one piece goes on; roman folios come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from book.model.book import Book
from book.model.index import Entry, Index, Locator
from book.model.places import PageMap


@dataclass(frozen=True, slots=True)
class Run:
    """Pages from first to last (positions in the file) of one piece, and the anchor they begin at.

    `picture` tells that each of the pages has a picture of what is looked up.
    """

    first: int
    last: int
    piece: str
    anchor: str
    main: bool
    picture: bool = False


def told(locators: Iterable[Locator], pieces: Mapping[str, str]) -> list[Locator]:
    """Return the locators of the pieces there are, without those inside the person's own chapters."""
    there = [locator for locator in locators if locator.piece in pieces]
    own = {locator.piece for locator in there if locator.kind == "credit"}
    return [locator for locator in there if locator.kind == "credit" or locator.piece not in own]


def runs(locators: Iterable[Locator], pages: PageMap) -> list[Run]:
    """Return the pages of locators, merged, in the order of the pages; ones without a printed folio are left out."""
    mains: list[Run] = []
    named: dict[int, Locator] = {}
    pictured: set[int] = set()
    for locator in locators:
        if locator.anchor not in pages.pages:
            continue
        first, end = pages.pages[locator.anchor]
        if locator.kind == "credit":
            mains += _printed(Run(first, end, locator.piece, locator.anchor, main=True), pages)
            continue
        last = max(first, pages.pages.get(locator.last, (first, first))[0])
        for page in range(first, last + 1):
            if pages.folios[page]:
                named.setdefault(page, locator)
                if locator.kind == "illustration":
                    pictured.add(page)
    covered = {page for run in mains for page in range(run.first, run.last + 1)}
    found = mains + _joined({page: locator for page, locator in named.items() if page not in covered}, pictured)
    return sorted(found, key=lambda run: (run.first, not run.main, run.last))


def _printed(run: Run, pages: PageMap) -> list[Run]:
    numbered = [page for page in range(run.first, run.last + 1) if pages.folios[page]]
    if not numbered:
        return []
    return [Run(numbered[0], numbered[-1], run.piece, run.anchor, main=run.main)]


def _joined(named: Mapping[int, Locator], pictured: Set[int]) -> list[Run]:
    """Return pages as runs: consecutive ones of one piece are one, those with a picture apart."""
    found: list[Run] = []
    for page in sorted(named):
        locator, before, picture = named[page], found[-1] if found else None, page in pictured
        if before and (before.last, before.piece, before.picture) == (page - 1, locator.piece, picture):
            found[-1] = replace(before, last=page)
        else:
            found.append(Run(page, page, locator.piece, locator.anchor, main=False, picture=picture))
    return found


def as_json(book: Book, index: Index, pages: PageMap | None) -> list[dict[str, object]]:
    """Return the entries as plain values; see `book.edition.index_as_json`.

    With pages, places that no printed folio leads to are left out: an entry without any is not in print.
    """
    return entries_as_json(book, index.entries, pages)


def entries_as_json(book: Book, entries: Iterable[Entry], pages: PageMap | None) -> list[dict[str, object]]:
    """Return entries of any index as plain values."""
    pieces = {piece.id: piece.anchor for piece in book.pieces()}
    return [
        {
            "heading": entry.heading,
            "sort": ", ".join(entry.sort),
            "person": entry.person,
            "see": list(entry.see),
            "see_also": list(entry.see_also),
            "locators": _places_as_json(told(entry.locators, pieces), pages),
        }
        for entry in entries
    ]


def _places_as_json(locators: list[Locator], pages: PageMap | None) -> list[dict[str, object]]:
    places: list[dict[str, object]] = []
    for locator in locators:
        folios = _folios(locator, pages) if pages else None
        if pages is None or folios:
            places.append(
                {
                    "chapter": locator.piece,
                    "rank": locator.rank,
                    "kind": locator.kind,
                    "anchor": locator.anchor,
                    "pages": folios,
                }
            )
    return places


def _folios(locator: Locator, pages: PageMap) -> list[int | str] | None:
    """Return the first and last printed folio of a locator, or None if it has none."""
    found = runs([locator], pages)
    if not found:
        return None
    return [
        int(folio) if folio.isdecimal() else folio
        for folio in (pages.folios[found[0].first], pages.folios[found[-1].last])
    ]
