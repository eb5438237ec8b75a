"""The page of an index: entries, their places in words, and what divides long ones.

In print a place is a page (or, if the book asks for it, a rank); an EPUB has no pages, so there it is a rank and a
title, and leads to the very words. "(continued)": Chicago Manual of Style, 17th edition, 16.134.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from book.edition import alphabet
from book.edition.desk import Desk
from book.edition.elision import left_open, span
from book.edition.headnote import headnote
from book.edition.locators import runs, told
from book.edition.selection import Page, further_id, select
from book.edition.ways import Ways
from book.model.book import Book, Chapter, Matter
from book.model.edition import PrintedLocator
from book.model.index import Entry, FurtherIndex, Index, LetterGroup, Locator
from book.model.places import PageMap
from book.model.settings import EditionSettings
from book.model.titles import key, without_article
from book.model.views import EntryView, IndexGroupView, IndexView, LocatorView, SubentryView
from book.problems import Problems

_MOST_TURNS = 8
_FIGURES = 3


def index_view(page: Page, desk: Desk, pages: PageMap | None, *, turn: int = 1) -> IndexView:
    """Return an index for a template: with folios from a page map, or (in an EPUB) with the works' ranks.

    `turn` counts how often the page is written: an index whose "(continued)" lines never come to rest has none.
    """
    return _view(page, desk, pages, None, turn)


def open_index_view(
    page: Page, desk: Desk, pages: PageMap, *, turn: int = 1
) -> tuple[IndexView, dict[str, PrintedLocator]]:
    """Return an index with zeros for folios, as `LateDocument` has them, and what is printed for each locator."""
    opened: dict[str, PrintedLocator] = {}
    return _view(page, desk, pages, opened, turn), opened


def _view(
    page: Page, desk: Desk, pages: PageMap | None, opened: dict[str, PrintedLocator] | None, turn: int
) -> IndexView:
    further = next((one for one in desk.index.further if further_id(one) == page.id), None)
    writer = _IndexWriter(page, desk, pages, further, opened, repeats=turn <= _MOST_TURNS)
    groups = writer.groups(further.groups if further else desk.index.groups)
    return IndexView(page.id, page.title, headnote(desk, further, groups, printed=pages is not None), groups)


def all_views(book: Book, index: Index, pages: PageMap | None) -> tuple[IndexView, ...]:
    """Return every index of a whole book, with ranks where there is no page map."""
    settings = EditionSettings("", "pdf")
    if pages is None:
        index = replace(index, places="ranks")
    selection = select(book, index, settings, Problems(), credits_page=False)
    listed = tuple(page for page in selection.pages if page.kind == "index" and page.piece is None)
    desk = Desk(book, index, selection, Ways("print", {page.id: page.id for page in listed}))
    return tuple(index_view(page, desk, pages or PageMap()) for page in listed)


def named(index: Index) -> tuple[str, ...]:
    """Return the anchors that the entries of all indexes lead to."""
    groups = (*index.groups, *(group for further in index.further for group in further.groups))
    locators = (locator for group in groups for entry in group.entries for locator in entry.locators)
    return tuple(dict.fromkeys(anchor for locator in locators for anchor in (locator.anchor, locator.last)))


def told_by(pages: PageMap, anchors: Iterable[str]) -> tuple[object, ...]:
    """Return all that a page map tells an index without divided entries, of which `anchors` are named."""
    places = [pages.pages.get(anchor) for anchor in anchors]
    end = max((place[1] + 1 for place in places if place), default=0)
    return places, pages.folios[:end], _figures(pages)


def printed(heading: str) -> str:
    """Return a heading as it is set: names are credited with the apostrophe of the keyboard."""
    return heading.replace("'", "’")


@dataclass(slots=True)
class _IndexWriter:
    """Writes the entries of one index of one edition."""

    page: Page
    desk: Desk
    pages: PageMap | None
    further: FurtherIndex | None
    opened: dict[str, PrintedLocator] | None
    """What is printed for each locator, if locators are to be zeros (None: they are what is printed)."""
    repeats: bool
    _anchors: dict[str, str] = field(default_factory=dict)
    """Heading → id of its entry, for the references to it."""
    _figures: int = 0
    """How many figures most numbers have."""
    _pieces: dict[str, tuple[int, Chapter | Matter]] = field(default_factory=dict)
    """Id of a piece → its place in reading order, and the piece."""

    def __post_init__(self) -> None:
        here = self.desk.selection
        elsewhere = [one for one in self.desk.book.chapters if here.index_of_all and here.elsewhere(one.rank)]
        self._figures = _figures(self.pages) if self.pages else 0
        self._pieces = {piece.id: (place, piece) for place, piece in enumerate((*here.pieces, *elsewhere))}

    def groups(self, groups: Sequence[LetterGroup]) -> tuple[IndexGroupView, ...]:
        """Return the entries that lead somewhere, under their letters."""
        pieces = {key: piece.anchor for key, (_, piece) in self._pieces.items()}
        numbered = list(enumerate((entry for group in groups for entry in group.entries), start=1))
        there = {number: told(entry.locators, pieces) for number, entry in numbered}
        views = {number: self._views(there[number]) for number, _ in numbered}
        kept = {entry.heading for number, entry in numbered if views[number]}
        kept |= {entry.heading for _, entry in numbered if any(name in kept for name in entry.see_also)}
        self._anchors = {
            entry.heading: f"{self.page.id}-e{number}"
            for number, entry in reversed(numbered)
            if entry.heading in kept and not entry.see
        }
        written: list[IndexGroupView] = []
        numbers = iter(numbered)
        for group in groups:
            entries: list[EntryView] = []
            for number, entry in (next(numbers) for _ in group.entries):
                see = self._references(entry.see)
                if see or (not entry.see and entry.heading in self._anchors):
                    anchor = f"{self.page.id}-e{number}"
                    whole, divided = self._divided(entry, anchor, there[number], views[number])
                    also = self._references(entry.see_also)
                    heading = printed(entry.heading)
                    entries.append(EntryView(anchor, heading, self._left_open(whole), see, also, divided, entry.title))
            if entries:
                anchor = alphabet.anchor(self.page.id, group.letter)
                href = self.desk.ways.href(self.page.id, anchor)
                written.append(IndexGroupView(group.letter, anchor, tuple(entries), href))
        return tuple(written)

    def _references(self, names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        href = self.desk.ways.href
        return tuple(
            (printed(name), href(self.page.id, self._anchors[name])) for name in names if name in self._anchors
        )

    def _left_open(self, views: tuple[LocatorView, ...]) -> tuple[LocatorView, ...]:
        """Return locators as they are written: as they are, or as zeros."""
        if self.opened is None:
            return views
        written: list[LocatorView] = []
        for view in views:
            name = f"{self.page.id}-l{len(self.opened) + 1}"
            self.opened[name] = PrintedLocator(view.words, view.anchor)
            zeros = left_open(view.words, self.desk.index.elide, self._figures, wide=view.wide)
            written.append(LocatorView(zeros, f"x-locator:{name}", view.main, picture=view.picture))
        return tuple(written)

    # ------------------------------------------------ places

    def _views(self, locators: Iterable[Locator]) -> tuple[LocatorView, ...]:
        if self.pages is None:
            return self._by_title(locators)
        if self.desk.in_ranks:
            return self._by_rank(locators)
        return self._by_page(locators, self.pages)

    def _by_page(self, locators: Iterable[Locator], pages: PageMap) -> tuple[LocatorView, ...]:
        views: list[LocatorView] = []
        for volume, there, some in self._by_volume(list(locators), pages):
            spread = _spread(some) if self.opened is not None else ()
            for run in runs(some, there):
                first, last = there.folios[run.first], there.folios[run.last]
                said = self.desk.word("number_range", "{first} to {last}")
                label = said.replace("{first}", first).replace("{last}", last) if first != last else ""
                href = self.desk.ways.href(self._anchor(run.piece), run.anchor)
                words = f"{volume}{span(first, last, self.desk.index.elide)}"
                main = run.main and self._bold
                leads = run.anchor if there is pages else ""
                wide = run.piece in spread and not run.main
                views.append(LocatorView(words, href, main, label, run.picture, leads, wide))
        return tuple(views)

    def _by_volume(self, locators: list[Locator], pages: PageMap) -> Iterator[tuple[str, PageMap, list[Locator]]]:
        """Yield "2:" (nothing where the index is of one volume), the page map of that volume, and the places in it."""
        here = self.desk.selection
        if not here.index_of_all:
            yield "", pages, locators
            return
        volumes = [(here.volume or 0, pages), *((one.number, one.map) for one in self.desk.others)]
        for number, there in sorted(volumes, key=lambda one: one[0]):
            wanted = None if number == here.volume else number
            yield f"{number}:", there, [one for one in locators if here.elsewhere(one.rank or 0) == wanted]

    def _by_rank(self, locators: Iterable[Locator]) -> tuple[LocatorView, ...]:
        """Return one locator a piece: what has no rank by its title, then the ranks from 1."""
        found = self._firsts(locators)
        ordered = sorted(found, key=lambda one: (one[1].rank is not None, one[1].rank or 0))
        return tuple(self._of_piece(title, first, only_rank=True) for title, first in ordered)

    def _by_title(self, locators: Iterable[Locator]) -> tuple[LocatorView, ...]:
        """Return one locator a piece, in reading order: the person's own film, else the first mention in it."""
        return tuple(self._of_piece(title, first, only_rank=False) for title, first in self._firsts(locators))

    def _firsts(self, locators: Iterable[Locator]) -> list[tuple[str, Locator]]:
        firsts: dict[str, Locator] = {}
        for locator in locators:
            if locator.piece not in firsts or locator.kind == "credit":
                firsts[locator.piece] = locator
        found = [(*self._pieces[key], first) for key, first in firsts.items() if key in self._pieces]
        return [
            (piece.title.strip() or self.desk.word(getattr(piece, "kind", "").replace("-", "_"), piece.id), first)
            for _, piece, first in sorted(found, key=lambda one: one[0])
        ]

    def _anchor(self, piece: str) -> str:
        return self._pieces[piece][1].anchor

    def _of_piece(self, title: str, first: Locator, *, only_rank: bool) -> LocatorView:
        href = self.desk.ways.href(self._anchor(first.piece), first.anchor)
        main = first.kind == "credit" and self._bold
        if first.rank is None:
            return LocatorView(title, href, main)
        volume = self.desk.selection.elsewhere(first.rank)
        if only_rank:
            return LocatorView(f"{volume}:{first.rank}" if volume else str(first.rank), href, main)
        words = f"{volume}: {first.rank} {title}" if volume else f"{first.rank} {title}"
        return LocatorView(words, href, main, picture=first.kind == "illustration")

    @property
    def _bold(self) -> bool:
        """Whether a whole review is told from a mention: not where there is nothing but reviews."""
        return self.further is None or not self.further.by_title

    # ------------------------------------------------ what divides an entry

    def _divided(
        self, entry: Entry, anchor: str, locators: Sequence[Locator], views: tuple[LocatorView, ...]
    ) -> tuple[tuple[LocatorView, ...], tuple[SubentryView, ...]]:
        """Return the places of an entry that stand beside its heading, and those under subheadings."""
        by = self._division(entry, views)
        if by == "none":
            return views, ()
        own = [locator for locator in locators if locator.kind == "credit"]
        beside = self._views([locator for locator in locators if locator.kind != "credit"])
        under = self._by_film(own) if by == "film" else self._by_role(own)
        written: list[SubentryView] = []
        for number, (heading, there) in enumerate(under, start=1):
            if there:
                said = f"{anchor}-s{number}"
                written.append(
                    SubentryView(
                        said,
                        heading,
                        self._left_open(there),
                        by == "film",
                        self._continued(entry, anchor, said, written),
                    )
                )
        return beside, tuple(written)

    def _division(self, entry: Entry, views: Sequence[LocatorView]) -> str:
        index = self.desk.index
        if self.further:
            return "film" if self.further.by_title and self.pages is not None else "none"
        if entry.person is None or index.subentries == "none" or len(views) <= index.subentries_above:
            return "none"
        if index.subentries == "film" and self.pages is None:
            return "none"  # an EPUB's places say the films themselves
        return index.subentries

    def _by_film(self, own: Sequence[Locator]) -> list[tuple[str, tuple[LocatorView, ...]]]:
        """Return the works and their places, in the order of their titles."""
        language = self.desk.book.settings.language
        titled: list[tuple[Chapter, Locator]] = [(self.desk.book.chapter(one.piece), one) for one in own]
        titled.sort(key=lambda one: (_filed(one[0], language), one[0].rank))
        return [(chapter.title, self._views([locator])) for chapter, locator in titled]

    def _by_role(self, own: Sequence[Locator]) -> list[tuple[str, tuple[LocatorView, ...]]]:
        """Return the roles, in the order of the settings, and the places of each."""
        labels = self.desk.book.settings.credits
        return [
            (self.desk.word(f"as_{role}", label), self._views([one for one in own if role in one.roles]))
            for role, label in labels.items()
        ]

    def _continued(self, entry: Entry, anchor: str, said: str, before: Sequence[SubentryView]) -> str:
        """Return the heading again where a subentry is the first of its entry on a verso."""
        former = before[-1].anchor if before else anchor
        if self.pages is None or self.desk.ways.format == "epub" or not self.repeats:
            return ""
        if said not in self.pages.pages or former not in self.pages.pages:
            return ""
        page, last = self.pages.pages[said][0], self.pages.pages[former][0]
        folio = self.pages.folios[page]
        return printed(entry.heading) if page > last and folio.isdecimal() and int(folio) % 2 == 0 else ""


def _spread(locators: Iterable[Locator]) -> set[str]:
    """Return the pieces in which there are several places, on one page or on more as the pages fall."""
    places = {(one.piece, anchor) for one in locators for anchor in (one.anchor, one.last) if anchor}
    several = Counter(piece for piece, _ in places)
    return {piece for piece, count in several.items() if count > 1}


def _figures(pages: PageMap) -> int:
    """Return how many figures most numbers of a book have: three of a book of 1,100 pages too."""
    last = next((folio for folio in reversed(pages.folios) if folio.isdecimal()), "")
    return min(_FIGURES, len(last))


def _filed(chapter: Chapter, language: str) -> alphabet.Key:
    return key(chapter.sort_title or without_article(chapter.title, language)[1])
