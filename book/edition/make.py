"""Making an edition: select, write every document, gather navigation, styles and files.

The steps stand in `make`; `_Press` holds what all of them need.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from book.edition import documents, lists, styles
from book.edition.cover import cover_picture
from book.edition.epub_prose import EpubWriter
from book.edition.geometry import check_room, choices
from book.edition.locators import index_view
from book.edition.metadata import metadata
from book.edition.navigation import landmarks, navigation
from book.edition.pictures import credit_lines
from book.edition.print_prose import PrintWriter
from book.edition.prose import Desk, ProseWriter
from book.edition.running import running, running_recto
from book.edition.selection import Page, Selection, select
from book.edition.views import book_view, chapter_view, matter_view, part_view
from book.edition.ways import Ways
from book.model.book import Book, Chapter, Matter, Part
from book.model.edition import Document, Edition, Geometry, PrinterRules, ShelfFile
from book.model.index import Index
from book.model.places import PageMap
from book.model.settings import EditionSettings
from book.model.slug import slug
from book.model.theme import Side, Theme
from book.model.views import FormatView, PageView
from book.problems import BookError, Problems

_PICTURE = re.compile(r'src="pictures/([^"]+)"')


def make(
    book: Book,
    index: Index,
    theme: Theme,
    settings: EditionSettings,
    problems: Problems,
    *,
    geometry: Geometry | None,
    rules: PrinterRules,
) -> Edition:
    """Return one edition; see `book.edition.make_edition`."""
    selection = select(book, index, settings, problems, credits_page=bool(credit_lines(tuple(book.pieces()))))
    if settings.format == "pdf":
        geometry = geometry or choices(theme, settings, rules)[0].geometry
        check_room(geometry, settings, problems)
    units = _units(selection, theme)
    ways = Ways(selection.format, {page.id: pages[0].id for pages in units for page in pages})
    press = _Press(book, index, theme, settings, selection, ways, problems)
    written = tuple(press.document(pages) for pages in units)
    css, faces = styles.text_css(theme, selection.format, geometry)
    front_css, front_faces = styles.cover_css(theme)
    cover_xhtml, cover_shelf = press.cover()
    both = tuple(sorted({*faces, *front_faces}, key=lambda face: (face.family, face.weight, face.style, face.name)))
    return Edition(
        settings=settings,
        slug=slug(book.settings.title),
        metadata=metadata(book, selection, settings),
        documents=written,
        css=css,
        faces=faces,
        shelf=dict(sorted((_pictures(book, written) | cover_shelf | styles.theme_shelf(theme, both)).items())),
        nav=navigation(selection, ways.documents),
        landmarks=landmarks(selection, ways.documents, book.settings.words.get("start", "Start of the text")),
        geometry=geometry if settings.format == "pdf" else None,
        rules=rules,
        colour="grey" if settings.grey else "colour",
        links=selection.format != "print",
        cover_xhtml=cover_xhtml,
        cover_css=front_css,
        cover_pictures=tuple(name.removeprefix("pictures/") for name in sorted(cover_shelf)),
        anchors=press.anchors,
        write_late=press.write_late,
    )


def _units(selection: Selection, theme: Theme) -> list[list[Page]]:
    """Return the pages of each document: one, or in print a whole part where the theme lays parts out as one."""
    units: list[list[Page]] = []
    for page in selection.pages:
        part = selection.part_of.get(page.piece.id) if isinstance(page.piece, Chapter) else None
        together = theme.unit == "part" and selection.format != "epub" and part
        if together and units and units[-1][0].id == part.anchor:
            units[-1].append(page)
        else:
            units.append([page])
    return units


def _pictures(book: Book, written: tuple[Document, ...]) -> dict[str, ShelfFile]:
    shown = {name for document in written for name in document.pictures}
    return {
        f"pictures/{picture.name}": ShelfFile(book.root / picture.path, picture.media_type, picture.digest)
        for picture in book.pictures.values()
        if picture.name in shown
    }


@dataclass
class _Press:
    """Writes the documents of one edition."""

    book: Book
    index: Index
    theme: Theme
    settings: EditionSettings
    selection: Selection
    ways: Ways
    problems: Problems
    anchors: dict[str, str] = field(default_factory=dict)
    _failed: set[str] = field(default_factory=set)
    """Templates at fault, reported once."""

    def __post_init__(self) -> None:
        form = self.selection.format
        desk = Desk(self.book, self.index, self.ways)
        self._writer = (lambda piece: EpubWriter(desk, piece)) if form == "epub" else (lambda piece: PrintWriter(desk, piece))
        self._common: Mapping[str, object] = {
            "book": book_view(self.book, self.selection, self.settings),
            "words": self.book.settings.words,
            "format": FormatView(form == "epub", form == "print", form == "screen", self.theme.options),
            "options": self.theme.options,
        }
        self._units: dict[str, list[Page]] = {}

    def document(self, pages: list[Page]) -> Document:
        """Return the document of one unit; one that holds page numbers is left empty for later."""
        first = pages[0]
        self._units[first.id] = pages
        late = first.kind == "index" and self.selection.format != "epub"
        xhtml = "" if late else self._xhtml(pages, None)
        numbered = any(page.numbered for page in pages)
        if late:
            self.anchors[first.id] = first.id
        return Document(
            id=first.id,
            kind=first.kind,
            place=first.place,
            title=first.title,
            xhtml=xhtml,
            pictures=tuple(dict.fromkeys(_PICTURE.findall(xhtml))),
            start=self._start(first),
            late=late,
            numbered=numbered,
        )

    def write_late(self, document: str, pages: PageMap) -> str:
        """Return the XHTML of a late document. Raises `BookError` if its template is at fault."""
        before = Problems()
        late = replace_problems(self, before)
        xhtml = late._xhtml(self._units[document], pages)
        before.stop_if_errors()
        return xhtml
