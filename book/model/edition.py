"""An edition ready to be packaged or laid out: content documents in reading order, styles, navigation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from book.model.places import PageMap
from book.model.settings import Conformance, Contributor, EditionSettings, Series, Subject
from book.model.theme import Face, Fit, Side
from book.problems import Source

Place = Literal["front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page in mm: trim size, bleed past it, and margins (`inside` is the whole inside margin)."""

    width: float
    height: float
    top: float
    bottom: float
    inside: float
    outside: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class GeometryChoice:
    """A geometry and the page counts it may be used for (`most` None: no limit)."""

    geometry: Geometry
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class PrinterRules:
    """What the printers of an edition ask of its interior, at the strictest of all; lengths in mm.

    `bands` are (least pages, most pages, inside margin), ascending.
    """

    names: tuple[str, ...] = ()
    bands: tuple[tuple[int, int, float], ...] = ()
    outside: float = 0.0
    bleed: float = 0.0
    """The widest bleed asked for, and what words keep from the edge of a page that has it."""
    outside_bleed: float = 0.0
    page_multiple: int = 2
    least_pages: int = 0
    most_pages: int | None = None
    links: bool = True
    bookmarks: bool = True
    last_blank: bool = False
    """Whether the last page must be blank: some printers put a barcode of their own there."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the package and the PDF say about the book. Dates are the only ones in the output."""

    title: str
    """Of the book, without the number of a volume."""
    subtitle: str
    language: str
    identifier: str
    """urn:isbn:… of this edition, else the book's own id."""
    isbn: str
    contributors: tuple[Contributor, ...]
    """Every one with `file_as` filled in."""
    publisher: str
    published: date | None
    revised: date | None
    description: str
    keywords: tuple[str, ...]
    subjects: tuple[Subject, ...]
    series: Series | None
    rights: str
    access_modes: tuple[str, ...] = ()
    accessibility_summary: str = ""
    described: bool = True
    """Whether every picture that says something says it in words too."""
    conformance: Conformance | None = None
    volume: int | None = None
    volume_words: str = ""
    """As "Volume 2"."""

    @property
    def whole_title(self) -> str:
        """The title with the volume: "Top Films, Volume 2"."""
        return f"{self.title}, {self.volume_words}" if self.volume_words else self.title


@dataclass(frozen=True, slots=True)
class Content:
    """What a content document holds: its ids in order, where its links go, the files it shows, its rarer characters.

    `links` and `files` are relative URLs as written, without those to the world outside; `fetched` are the files
    it would have to fetch from there; `characters` are those that ASCII has not; `properties` are those of its
    manifest item; `traits` are, of "headings", "pictures" (that are not decorative), "index" and "roles", those it has.
    """

    ids: tuple[str, ...]
    links: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    characters: str = ""
    properties: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrintedLocator:
    """A locator of an index as it is printed ("390–91"), and the anchor it leads to, "" for one in another volume."""

    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class LateDocument:
    """A document that holds page numbers, written from a page map.

    In `xhtml` each locator is a link to `x-locator:ID` around zeros, about as wide as any number will be: so its
    lines are the same wherever in the book its pages lie. `locators` says what is printed there.
    """

    xhtml: str
    locators: Mapping[str, PrintedLocator] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One content document. In print it is one unit: laid out alone, starting a page.

    `id` is the anchor of its first element and, with ".xhtml", its name in the EPUB; `xhtml` is a whole
    XHTML document; `pictures` are the names (`pictures/NAME`) it shows. A `late` document holds page
    numbers: its `xhtml` is empty until `Edition.write_late` is asked, with the page map of the rest.
    """

    id: str
    kind: str
    place: Place
    title: str
    xhtml: str
    pictures: tuple[str, ...] = ()
    start: Side = "any"
    late: bool = False
    numbered: bool = True
    """Whether its pages show a folio (title pages and the like do not, but are counted)."""
    rank: int | None = None
    """Of a chapter."""
    fit: Fit | None = None
    """How it is fitted to whole pages; None: it takes the pages it takes."""
    content: Content | None = None
    """What its `xhtml` holds, in an EPUB; None where that was not read yet."""

    def rewritten(self, xhtml: str) -> Document:
        """Return the document with other words."""
        return replace(self, xhtml=xhtml, content=None)


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A line of the contents, of the EPUB's navigation and of PDF bookmarks."""

    anchor: str
    document: str
    title: str
    children: tuple[NavEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """An EPUB landmark: its `epub:type`, title and anchor."""

    type: str
    title: str
    anchor: str
    document: str


@dataclass(frozen=True, slots=True)
class ShelfFile:
    """A file that content may use: bytes are read from `path`, which was checked to be of the book or a theme."""

    path: Path
    media_type: str
    digest: str


@dataclass(frozen=True, slots=True)
class PrintPages:
    """The pages of a printed edition, for the page list of an EPUB: their map, the edition's name and ISBN.

    `title` and `word` are the book's words for the list ("Pages") and for one of it ("page").
    """

    map: PageMap
    edition: str
    isbn: str = ""
    title: str = "Pages"
    word: str = "page"


@dataclass(frozen=True, slots=True)
class VolumePages:
    """Where things fall in another volume of the book, for an index of all volumes."""

    number: int
    map: PageMap


@dataclass(frozen=True)
class Edition:
    """One edition, complete but for page numbers; knows nothing of PDF or zip files."""

    settings: EditionSettings
    slug: str
    metadata: Metadata
    documents: tuple[Document, ...]
    css: str
    """All styles of this format, faces declared; `cover_css` likewise for the cover."""
    faces: tuple[Face, ...]
    shelf: Mapping[str, ShelfFile]
    """Everything documents and styles may load, by relative URL: `pictures/…`, `faces/…`, `theme/…`."""
    nav: tuple[NavEntry, ...]
    landmarks: tuple[Landmark, ...] = ()
    geometry: Geometry | None = None
    """The page, in print; None in an EPUB."""
    rules: PrinterRules = PrinterRules()
    colour: Literal["grey", "colour"] = "colour"
    links: bool = True
    """Whether a PDF carries links and bookmarks."""
    cover_xhtml: str = ""
    """Empty where an EPUB is made without a cover."""
    cover_css: str = ""
    cover_pictures: tuple[str, ...] = ()
    anchors: Mapping[str, str] = field(default_factory=dict)
    """Anchor → id of the document that holds it."""
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Anchor → where it was written, for problems that only show on the page."""
    print_pages: PrintPages | None = None
    """Whose pages an EPUB lists, if any."""
    write_late: Callable[[str, PageMap], LateDocument] = lambda _id, _pages: LateDocument("")
    """Writes a late document from the page map of the rest."""
