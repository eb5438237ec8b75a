"""What of a book is in one edition, and in which order: its pages before they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from book.guessing import did_you_mean
from book.model.book import Book, Chapter, Matter, Part
from book.model.edition import Place
from book.model.index import FurtherIndex, Index
from book.model.settings import EditionSettings, Volume
from book.model.theme import Theme
from book.problems import Problems, Source

Format = Literal["epub", "print", "screen"]

GENERATED = {
    "half-title": "half_title",
    "title-page": "title_page",
    "copyright": "copyright_page",
    "contents": "contents",
    "titles": "titles",
    "checklist": "checklist",
    "picture-credits": "picture_credits",
    "index": "index_of_people",
    "colophon": "colophon",
}
"""Kinds of generated pages and the word that is their title."""
BEFORE_CONTENTS = ("dedication", "epigraph")
UNNUMBERED = frozenset({"half-title", "title-page", "copyright", "dedication", "epigraph", "part", "colophon"})


def further_id(index: FurtherIndex) -> str:
    """Return the id of the page of a further index: `index-of-years`."""
    return f"index-of-{index.key.replace('_', '-')}"


@dataclass(frozen=True, slots=True)
class Page:
    """A content document to be written: `piece` is what it shows, None for a generated page."""

    id: str
    kind: str
    place: Place
    title: str
    piece: Chapter | Matter | Part | None = None

    @property
    def numbered(self) -> bool:
        """Whether its pages show a folio."""
        return self.kind not in UNNUMBERED


@dataclass(frozen=True, slots=True)
class Selection:
    """The parts, chapters and matter of one edition; `pages` are all its documents in reading order."""

    format: Format
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]
    front: tuple[Matter, ...]
    back: tuple[Matter, ...]
    pages: tuple[Page, ...]
    part_of: Mapping[str, Part]
    """Chapter id → its part."""
    volume: int | None = None
    volumes: tuple[Volume, ...] = ()
    """All volumes this is one of, itself too."""
    index_of_all: bool = False
    """Whether the index leads to all volumes."""
    plates: bool = False
    """Whether pictures may fill a page to its edges."""

    def elsewhere(self, rank: int) -> int | None:
        """Return the number of the other volume that holds a rank, if one does."""
        return next((one.number for one in self.volumes if one.number != self.volume and one.holds(rank)), None)

    @property
    def pieces(self) -> tuple[Chapter | Matter, ...]:
        """Everything written, in reading order."""
        return (*self.front, *self.chapters, *self.back)


def select(
    book: Book,
    index: Index,
    settings: EditionSettings,
    problems: Problems,
    *,
    credits_page: bool,
    theme: Theme | None = None,
) -> Selection:
    """Return what is in an edition; on pages, without what its theme does without.

    `credits_page` says whether there are picture credits to print.
    """
    chapters = tuple(chapter for chapter in book.chapters if settings.holds(chapter.rank))
    if not chapters and book.chapters:
        _report_empty(book, settings, problems)
    without = frozenset(kind.replace("_", "-") for kind in settings.without)
    _check_kinds(book, index, settings, without, problems)
    kept = {chapter.id for chapter in chapters}
    parts = tuple(
        replace(part, chapters=own)
        for part in book.parts
        if (own := tuple(chapter for chapter in part.chapters if chapter in kept))
    )
    front = tuple(matter for matter in book.front if matter.kind not in without)
    back = tuple(matter for matter in book.back if matter.kind not in without)
    written = Selection(
        _format(settings),
        chapters,
        parts,
        front,
        back,
        (),
        {chapter: part for part in parts for chapter in part.chapters},
        settings.volume,
        settings.volumes,
        bool(settings.volumes) and settings.index == "all",
        settings.format == "pdf" and settings.bleed is not False,
    )
    absent = set(without)
    if not credits_page:
        absent.add("picture-credits")
    if not index.groups:
        absent.add("index")
    if written.format == "epub":
        order = _epub_order(book, written)
    else:
        if theme:
            absent |= theme.without | ({"part"} if theme.parts == "band" else set())
        order = _print_order(book, written)
    pages = tuple(page for page in order if page.kind not in absent)
    return replace(written, pages=_with_further(pages, index, without))


def _with_further(pages: tuple[Page, ...], index: Index, without: frozenset[str]) -> tuple[Page, ...]:
    """Return pages with those of the further indexes after the index of people, or where it would stand."""
    further = tuple(
        Page(name, "index", "back", one.title) for one in index.further if (name := further_id(one)) not in without
    )
    before = next((number for number, page in enumerate(pages) if page.kind == "colophon"), len(pages))
    place = next((number + 1 for number, page in enumerate(pages) if page.id == "index"), before)
    return (*pages[:place], *further, *pages[place:])


def _format(settings: EditionSettings) -> Format:
    return "epub" if settings.format == "epub" else settings.use


def _report_empty(book: Book, settings: EditionSettings, problems: Problems) -> None:
    first, last = ("…" if rank is None else str(rank) for rank in (settings.first, settings.last))
    ranks = sorted(chapter.rank for chapter in book.chapters)
    source, hint = settings.source, "change `from` and `to`"
    if settings.part:
        source, hint = Source("--only"), f"--only {ranks[-1]}-{ranks[0]}"
    problems.error(source, "empty-range", f"no chapter has a rank from {first} to {last}", hint)


def _check_kinds(
    book: Book, index: Index, settings: EditionSettings, without: frozenset[str], problems: Problems
) -> None:
    known = {*GENERATED, *(matter.kind for matter in (*book.front, *book.back)), *map(further_id, index.further)}
    for kind in sorted(without - known):
        hint = did_you_mean(kind, known) or f"kinds: {', '.join(sorted(known))}"
        problems.warning(settings.source, "unknown-matter", f"`except` names “{kind}”, which the book has not", hint)


def _print_order(book: Book, selection: Selection) -> Iterator[Page]:
    yield from _generated(book, selection, "half-title", "title-page", "copyright")
    yield from (_matter(matter) for matter in selection.front if matter.kind in BEFORE_CONTENTS)
    yield from _generated(book, selection, "contents")
    yield from _opening(selection)
    yield from _body(selection)
    yield from _closing(selection)
    yield from _generated(book, selection, "titles", "checklist", "picture-credits", "index", "colophon")


def _epub_order(book: Book, selection: Selection) -> Iterator[Page]:
    """Yield a short front, since a store's sample starts there: what nobody reads first stands at the end."""
    yield from _generated(book, selection, "title-page")
    yield from (_matter(matter) for matter in selection.front if matter.kind in BEFORE_CONTENTS)
    yield from _generated(book, selection, "contents")
    yield from _opening(selection)
    yield from _body(selection)
    yield from _closing(selection)
    yield from _generated(book, selection, "titles", "checklist", "picture-credits", "index", "colophon")
    yield from (replace(page, place="back") for page in _generated(book, selection, "copyright"))


def _generated(book: Book, selection: Selection, *kinds: str) -> Iterator[Page]:
    """Yield generated pages, or in the place of one the piece of its kind that the writer wrote."""
    for kind in kinds:
        own = [_matter(matter) for matter in (*selection.front, *selection.back) if matter.kind == kind]
        front: Place = "front" if kind in ("half-title", "title-page", "copyright", "contents") else "back"
        if own:
            yield from (replace(page, place=front) for page in own)
        else:
            title = book.settings.words.get(GENERATED[kind], kind.replace("-", " ").capitalize())
            yield Page(kind, kind, front, title)


def _opening(selection: Selection) -> Iterator[Page]:
    for matter in selection.front:
        if matter.kind not in BEFORE_CONTENTS and matter.kind not in GENERATED:
            yield _matter(matter)


def _closing(selection: Selection) -> Iterator[Page]:
    yield from (_matter(matter) for matter in selection.back if matter.kind not in GENERATED)


def _matter(matter: Matter) -> Page:
    place: Place = "back" if matter.place == "back" else "front"
    return Page(matter.anchor, matter.kind, place, matter.title, matter)


def _body(selection: Selection) -> Iterator[Page]:
    opened: set[int] = set()
    for chapter in selection.chapters:
        part = selection.part_of.get(chapter.id)
        if part and part.number not in opened:
            opened.add(part.number)
            yield Page(part.anchor, "part", "body", part.title, part)
        yield Page(chapter.anchor, "chapter", "body", chapter.title, chapter)
