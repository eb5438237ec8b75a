"""The index as its readers see it: which places an entry points to, and how each format says where they are.

Rules: Chicago Manual of Style, 18th edition, 15.9–15.15; ISO 999, 7.4. A person's own chapter is one range, in
bold; what is said of them inside it needs no locator; a page is given once; numbers are joined to a range only
where one piece goes on; roman folios come first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from book.edition import alphabet
from book.edition.desk import Desk
from book.edition.elision import span
from book.edition.selection import Page
from book.model.book import Book
from book.model.index import Index, Locator
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
    mains: list[Run] = []
    named: dict[int, Locator] = {}
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
    covered = {page for run in mains for page in range(run.first, run.last + 1)}
    found = mains + _joined({page: locator for page, locator in named.items() if page not in covered})
    return sorted(found, key=lambda run: (run.first, not run.main, run.last))


def _printed(run: Run, pages: PageMap) -> list[Run]:
    numbered = [page for page in range(run.first, run.last + 1) if pages.folios[page]]
    return [replace(run, first=numbered[0], last=numbered[-1])] if numbered else []


def _joined(named: Mapping[int, Locator]) -> list[Run]:
    """Return pages as runs: consecutive ones of one piece are one."""
    found: list[Run] = []
    for page in sorted(named):
        locator, before = named[page], found[-1] if found else None
        if before and before.last == page - 1 and before.piece == locator.piece:
            found[-1] = replace(before, last=page)
        else:
            found.append(Run(page, page, locator.piece, locator.anchor, main=False))
    return found


def index_view(page: Page, desk: Desk, pages: PageMap | None) -> IndexView:
    """Return the index for a template: with folios from a page map, or (in an EPUB) with the films' ranks."""
    pieces = {piece.id: piece.anchor for piece in desk.selection.pieces}
    numbered = list(enumerate(desk.index.entries, start=1))
    locators = {
        number: _by_rank(told(entry.locators, pieces), desk)
        if pages is None
        else _by_page(told(entry.locators, pieces), desk, pages, pieces)
        for number, entry in numbered
    }
    kept = {entry.heading for number, entry in numbered if locators[number]}
    kept |= {entry.heading for _, entry in numbered if any(name in kept for name in entry.see_also)}
    anchors = {
        entry.heading: f"{page.id}-e{number}"
        for number, entry in reversed(numbered)
        if entry.heading in kept and not entry.see
    }

    def there(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        return tuple((printed(name), desk.ways.href(page.id, anchors[name])) for name in names if name in anchors)

    groups: list[IndexGroupView] = []
    numbers = iter(numbered)
    for group in desk.index.groups:
        entries: list[EntryView] = []
        for number, entry in (next(numbers) for _ in group.entries):
            see, anchor = there(entry.see), f"{page.id}-e{number}"
            if see or (not entry.see and entry.heading in anchors):
                views = locators[number]
                entries.append(EntryView(anchor, printed(entry.heading), views, see, there(entry.see_also)))
        if entries:
            groups.append(IndexGroupView(group.letter, alphabet.anchor(page.id, group.letter), tuple(entries)))
    headnote = desk.word("index_headnote_ebook" if pages is None else "index_headnote")
    return IndexView(page.id, page.title, headnote, tuple(groups))


def printed(heading: str) -> str:
    """Return a heading as it is set: names are credited with the apostrophe of the keyboard."""
    return heading.replace("'", "’")


def _by_page(there: list[Locator], desk: Desk, pages: PageMap, pieces: Mapping[str, str]) -> tuple[LocatorView, ...]:
    views: list[LocatorView] = []
    for run in runs(there, pages):
        first, last = pages.folios[run.first], pages.folios[run.last]
        label = f"{first}–{last}" if first != last else ""
        href = desk.ways.href(pieces[run.piece], run.anchor)
        views.append(LocatorView(span(first, last, desk.index.elide), href, run.main, label))
    return tuple(views)


def _by_rank(there: list[Locator], desk: Desk) -> tuple[LocatorView, ...]:
    """Return one locator a piece, in reading order: the person's own film, else the first mention in it."""
    firsts: dict[str, Locator] = {}
    for locator in there:
        if locator.piece not in firsts or locator.kind == "credit":
            firsts[locator.piece] = locator
    views: list[LocatorView] = []
    for piece in desk.selection.pieces:
        if first := firsts.get(piece.id):
            title = piece.title.strip() or desk.word(getattr(piece, "kind", "").replace("-", "_"), piece.id)
            words = title if first.rank is None else f"{first.rank} {title}"
            href = desk.ways.href(piece.anchor, first.anchor)
            views.append(LocatorView(words, href, first.kind == "credit"))
    return tuple(views)


def as_json(book: Book, index: Index, pages: PageMap | None) -> list[dict[str, object]]:
    """Return the entries as plain values; see `book.edition.index_as_json`.

    With pages, places that no printed folio leads to are left out: an entry without any is not in print.
    """
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
        for entry in index.entries
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
