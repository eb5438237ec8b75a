"""Making an edition: select, write every document, gather navigation, styles and files.

The steps stand in `make`; `Press` writes the documents.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

from book.edition import styles
from book.edition.characters import check_characters, check_cover
from book.edition.cover import cover_picture
from book.edition.desk import Desk
from book.edition.geometry import check_room, choices
from book.edition.metadata import metadata
from book.edition.navigation import landmarks, navigation
from book.edition.pictures import credit_lines
from book.edition.press import Press
from book.edition.selection import Page, Selection, select
from book.edition.ways import Ways
from book.model.book import Book, Chapter
from book.model.edition import Edition, Geometry, PrinterRules, ShelfFile, VolumePages
from book.model.gist import sources_of
from book.model.index import Index
from book.model.places import Places
from book.model.settings import EditionSettings
from book.model.slug import slug
from book.model.theme import Theme
from book.problems import Problems, Source


def make(
    book: Book,
    index: Index,
    theme: Theme,
    settings: EditionSettings,
    problems: Problems,
    *,
    geometry: Geometry | None,
    rules: PrinterRules,
    others: tuple[VolumePages, ...] = (),
    only: str = "",
    cache: Path | None = None,
    begun: Callable[[Edition], None] = lambda _edition: None,
) -> Edition:
    """Return one edition; see `book.edition.make_edition`."""
    credits_page = bool(credit_lines(tuple(book.pieces())))
    selection = select(book, index, settings, problems, credits_page=credits_page, theme=theme)
    if settings.format == "pdf":
        geometry = geometry or choices(theme, settings, rules)[0].geometry
        check_room(geometry, settings, problems)
    units = _units(selection, theme)
    places = {page.id: pages[0].id for pages in units for page in pages}
    ways = Ways(selection.format, places | _bands(selection, theme, places))
    press = Press(Desk(book, index, selection, ways, others), theme, settings, cache)
    picture = cover_picture(book, theme, (settings.theme or book.settings.theme).source, problems)
    dressed = styles.dress(theme, selection.format, geometry)
    if settings.format == "pdf" and not only and (settings.name or not book.settings.editions):
        # an edition that stands in for one that nobody wants yet is judged when it is laid out
        check_characters(book, selection, dressed.faces, problems)
    covered = True
    if selection.format != "print" and not only:
        covered = check_cover(book, dressed.cover_faces, problems, needed=selection.format != "epub")
    cover = press.cover(picture.view, problems) if covered else ""
    edition = Edition(
        settings=settings,
        slug=slug(book.settings.title),
        metadata=metadata(book, selection, settings),
        documents=(),
        css=dressed.css,
        faces=dressed.faces,
        shelf=_shelf(book, {one.name for one in book.pictures.values()}, picture.shelf, dressed.shelf),
        nav=navigation(selection, ways.documents),
        landmarks=landmarks(selection, ways.documents, book.settings.words),
        geometry=geometry if settings.format == "pdf" else None,
        rules=rules,
        colour="grey" if settings.grey else "colour",
        links=selection.format != "print",
        cover_xhtml=cover,
        cover_css=dressed.cover_css,
        cover_pictures=tuple(name.removeprefix("pictures/") for name in picture.shelf),
        anchors=press.anchors,
        sources=Places(lambda: _sources(selection)),
        write_late=press.write_late,
    )
    begun(edition)
    wanted = [pages for pages in units if not only or any(page.id == only for page in pages)]
    written = tuple(press.document(pages, problems) for pages in wanted)
    if not only:
        press.finish()
    shown = {name for document in written for name in document.pictures}
    return replace(edition, documents=written, shelf=_shelf(book, shown, picture.shelf, dressed.shelf))


def _units(selection: Selection, theme: Theme) -> list[list[Page]]:
    """Return the pages of each document: one, or in print a whole part where the theme lays parts out as one."""
    if theme.unit == "chapter" or selection.format == "epub":
        return [[page] for page in selection.pages]
    units: list[list[Page]] = []
    before = ""
    for page in selection.pages:
        if isinstance(page.piece, Chapter):
            part = selection.part_of.get(page.piece.id)
            now = part.anchor if part else "body"
        else:
            now = page.id
        if now == before:
            units[-1].append(page)
        else:
            units.append([page])
        before = now
    return units


def _bands(selection: Selection, theme: Theme, places: Mapping[str, str]) -> dict[str, str]:
    """Return the documents that parts without a page of their own open in, by the part's anchor."""
    if theme.parts != "band" or selection.format == "epub":
        return {}
    first = {part.chapters[0]: part.anchor for part in selection.parts}
    return {first[chapter.id]: places[chapter.anchor] for chapter in selection.chapters if chapter.id in first}


def _sources(selection: Selection) -> dict[str, Source]:
    """Return where every piece, block and note of an edition was written."""
    return {anchor: source for piece in selection.pieces for anchor, source in sources_of(piece).items()}


def _shelf(
    book: Book, shown: Collection[str], cover: Mapping[str, ShelfFile], dress: Mapping[str, ShelfFile]
) -> dict[str, ShelfFile]:
    """Return the files that may be loaded: the pictures of those names, the cover's, those of the styles."""
    pictures = {
        f"pictures/{picture.name}": ShelfFile(book.root / picture.path, picture.media_type, picture.digest)
        for picture in book.pictures.values()
        if picture.name in shown
    }
    return dict(sorted((pictures | dict(cover) | dict(dress)).items()))
