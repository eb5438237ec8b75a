"""The index as its readers see it: which places an entry points to, and how each format says where they are.

Rules: Chicago Manual of Style, 18th edition, 15.9–15.15; ISO 999, 7.4. A person's own chapter is one range, in
bold; what is said of them inside it needs no locator; a page is given once; numbers are joined to a range only
where one piece goes on; roman folios come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from book.edition import alphabet
from book.edition.elision import Style, span
from book.edition.selection import Page, Selection
from book.edition.ways import Ways
from book.model.book import Book
from book.model.index import Entry, Index, Locator
from book.model.places import PageMap
from book.model.views import EntryView, IndexGroupView, IndexView, LocatorView


@dataclass(frozen=True, slots=True)
class Run:
    """Pages from first to last (positions in the file) of one piece, and the anchor they begin at."""

    first: int
    last: int
    piece: str
    anchor: str
    main: bool


def told(locators: Iterable[Locator], pieces: Mapping[str, str]) -> list[Locator]:
    """Return the locators of the pieces there are, without those inside the person's own chapters."""
    there = [locator for locator in locators if locator.piece in pieces]
    own = {locator.piece for locator in there if locator.kind == "credit"}
    return [locator for locator in there if locator.kind == "credit" or locator.piece not in own]


def runs(locators: Iterable[Locator], pages: PageMap) -> list[Run]:
    """Return the pages of locators, merged, in the order of the pages; ones without a printed folio are left out."""
    found: list[Run] = []
    for locator in locators:
        if locator.anchor not in pages.pages:
            continue
        first, end = pages.pages[locator.anchor]
        main = locator.kind == "credit"
        last = end if main else max(first, pages.pages.get(locator.last, (first, first))[0])
        while first <= last and not pages.folios[first]:
            first += 1
        while last >= first and not pages.folios[last]:
            last -= 1
        if first <= last:
            found.append(Run(first, last, locator.piece, locator.anchor, main))
    return _merged(found)


def _merged(found: list[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in sorted(found, key=lambda run: (run.first, not run.main, run.last)):
        before = merged[-1] if merged else None
        if any(other.first <= run.first and run.last <= other.last for other in merged):
            continue  # the page is there already
        if before and not before.main and not run.main and before.piece == run.piece and run.first <= before.last + 1:
            merged[-1] = Run(before.first, max(before.last, run.last), run.piece, before.anchor, main=False)
        else:
            if before and before.main and not run.main and run.first <= before.last:
                run = Run(before.last + 1, run.last, run.piece, run.anchor, main=False)  # noqa: PLW2901
            merged.append(run)
    mains = [run for run in merged if run.main]
    return [
        run
        for run in merged
        if run.main or not any(main.first <= run.first and run.last <= main.last for main in mains)
    ]


def index_view(
    page: Page, book: Book, index: Index, selection: Selection, ways: Ways, pages: PageMap | None
) -> IndexView:
    """Return the index for a template: with folios from a page map, or (in an EPUB) with the films' ranks."""
    pieces = {piece.id: piece.anchor for piece in selection.pieces}
    places = {piece.id: number for number, piece in enumerate(selection.pieces)}
    numbers = {id(entry): number for number, entry in enumerate(index.entries, start=1)}
    locators: dict[int, tuple[LocatorView, ...]] = {}
    for entry in index.entries:
        there = told(entry.locators, pieces)
        if pages is None:
            locators[id(entry)] = _by_rank(there, selection, ways, places)
        else:
            locators[id(entry)] = _by_page(there, ways, pages, pieces, index.elide)
    headings = _headings_kept(index, locators)
    anchors = {
        entry.heading: f"{page.id}-e{numbers[id(entry)]}"
        for entry in reversed(index.entries)
        if entry.heading in headings and not entry.see
    }

    def there(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((name, ways.href(page.id, anchors[name])) for name in names if name in anchors)

    groups: list[IndexGroupView] = []
    for group in index.groups:
        entries = tuple(
            EntryView(f"{page.id}-e{numbers[id(entry)]}", entry.heading, locators[id(entry)], see, there(entry.see_also))
            for entry in group.entries
            if ((see := there(entry.see)) or entry.heading in anchors) and (see or not entry.see)
        )
        if entries:
            groups.append(IndexGroupView(group.letter, alphabet.anchor(page.id, group.letter), entries))
    bold = any(locator.main for entry in locators.values() for locator in entry)
    return IndexView(page.id, page.title, _headnote(book, epub=pages is None) if bold else "", tuple(groups))


def _headings_kept(index: Index, locators: Mapping[int, tuple[LocatorView, ...]]) -> set[str]:
    """Return the headings that lead anywhere: to a page, or (see also) to a heading that does."""
    kept = {entry.heading for entry in index.entries if locators[id(entry)]}
    return kept | {entry.heading for entry in index.entries if any(name in kept for name in entry.see_also)}


def _headnote(book: Book, *, epub: bool) -> str:
    words = book.settings.words
    if epub:
        return words.get("index_headnote_epub", "Ranks in bold are those of films the person made.")
    return words.get("index_headnote", "Pages in bold are those of films the person made.")


def _by_page(
    there: list[Locator], ways: Ways, pages: PageMap, pieces: Mapping[str, str], elide: Style
) -> tuple[LocatorView, ...]:
    views: list[LocatorView] = []
    for run in runs(there, pages):
        first, last = pages.folios[run.first], pages.folios[run.last]
        label = f"{first}–{last}" if first != last else ""
        href = ways.href(pieces[run.piece], run.anchor)
        views.append(LocatorView(span(first, last, elide), href, run.main, label))
    return tuple(views)


def _by_rank(
    there: list[Locator], selection: Selection, ways: Ways, places: Mapping[str, int]
) -> tuple[LocatorView, ...]:
    firsts: dict[str, Locator] = {}
    for locator in there:
        if locator.piece not in firsts or locator.kind == "credit":
            firsts[locator.piece] = locator
    views: list[LocatorView] = []
    for piece in sorted(firsts, key=lambda name: places[name]):
        locator, written = firsts[piece], selection.pieces[places[piece]]
        words = written.title if locator.rank is None else f"{locator.rank} {written.title}"
        href = ways.href(written.anchor, locator.anchor)
        views.append(LocatorView(words.strip() or piece, href, locator.kind == "credit"))
    return tuple(views)


def as_json(book: Book, index: Index, pages: PageMap | None) -> list[dict[str, object]]:
    """Return the entries as plain values; see `book.edition.index_as_json`."""
    pieces = {piece.id: piece.anchor for piece in book.pieces()}
    return [_entry_as_json(entry, pieces, pages) for entry in index.entries]


def _entry_as_json(entry: Entry, pieces: Mapping[str, str], pages: PageMap | None) -> dict[str, object]:
    locators: list[dict[str, object]] = []
    for locator in told(entry.locators, pieces):
        found = None
        if pages and locator.anchor in pages.pages and locator.last in pages.pages:
            first, last = pages.pages[locator.anchor]
            last = last if locator.kind == "credit" else max(first, pages.pages[locator.last][0])
            found = [_number(pages.folios[first]), _number(pages.folios[last])]
        locators.append(
            {
                "chapter": locator.piece,
                "rank": locator.rank,
                "kind": locator.kind,
                "anchor": locator.anchor,
                "pages": found,
            }
        )
    return {
        "heading": entry.heading,
        "sort": ", ".join(entry.sort),
        "person": entry.person,
        "see": list(entry.see),
        "see_also": list(entry.see_also),
        "locators": locators,
    }


def _number(folio: str) -> int | str:
    return int(folio) if folio.isdecimal() else folio
