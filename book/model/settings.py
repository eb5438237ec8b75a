"""The book's settings as frozen values: what `book.toml` says, complete with the defaults of its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from book.problems import Source

MM_PER_INCH = 25.4
PT_PER_MM = 72 / MM_PER_INCH
LAST_RANK = 99_999


@dataclass(frozen=True, slots=True)
class Trim:
    """The cut size of a page, in mm, with the words it was given as ("6x9")."""

    width: float
    height: float
    words: str = ""

    @classmethod
    def inches(cls, width: float, height: float) -> Trim:
        """Return a trim from inches."""
        return cls(round(width * MM_PER_INCH, 4), round(height * MM_PER_INCH, 4), f"{width:g}x{height:g}")


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who made *this* book; `role` is a MARC relator code (aut, edt, ill, …)."""

    name: str
    role: str
    file_as: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject; with a scheme (bisac, thema) it is a code of it."""

    code: str
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The series a book belongs to, and its number in it."""

    name: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Conformance:
    """A claim that the book meets a standard of accessibility: whose, when made, and where its report is."""

    evaluator: str
    date: date
    standard: str
    report: str = ""
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class PartSettings:
    """A part of the ranking, from its first-read rank to its last-read one, both included."""

    title: str
    first: int
    last: int
    pages: int | None = None
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Order:
    """How the ranking is read: 365 … 1 (countdown) or 1 … 365 (ascending)."""

    direction: Literal["countdown", "ascending"] = "countdown"
    ties: bool = False
    parts: tuple[PartSettings, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """The theme and the options given to it, unchecked: the theme knows their types."""

    name: str = "classic"
    options: Mapping[str, object] = field(default_factory=dict)
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Volume:
    """A volume of the book: its number, the ranks it holds (both included), and the edition that it is."""

    number: int
    least: int
    most: int
    edition: str = ""

    def holds(self, rank: int) -> bool:
        """Whether a chapter of that rank is in it."""
        return self.least <= rank <= self.most


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """The book as one product: one format, one ISBN and, in print, one pagination."""

    name: str
    format: Literal["epub", "pdf"]
    use: Literal["print", "screen"] = "print"
    trim: Trim = Trim.inches(6, 9)
    binding: str = "paperback"
    paper: str = ""
    printers: tuple[str, ...] = ()
    isbn: str = ""
    isbn_from_printer: bool = False
    """Whether the printer gives the ISBN (`isbn = "from-printer"`), and puts the barcode on."""
    theme: ThemeSettings | None = None
    without: frozenset[str] = frozenset()
    """Kinds of matter left out (`except = ["checklist"]`)."""
    first: int | None = None
    last: int | None = None
    """A range of ranks (`from`, `to`): a volume, or an extract."""
    volume: int | None = None
    """Its number, if it is a volume."""
    volumes: tuple[Volume, ...] = ()
    """All volumes it is one of, itself too, by number."""
    index: Literal["volume", "all"] = "volume"
    """What the index of a volume leads to: its own pages, or those of all volumes."""
    pages_from: str = ""
    """The printed edition whose pages an EPUB lists."""
    locators: Literal["titles", "pages"] = "titles"
    """What an EPUB's index says of a place: rank and title, or the page of `pages_from`."""
    store: str = ""
    """The e-book store it is made for, of `book.model.stores`; "" for all."""
    bleed: bool | None = None
    """Whether its pages are printed past their edges; None: if a picture asks for it."""
    part: str = ""
    """What part of the book it is, where it is only an excerpt ("30-21", "sample")."""
    source: Source = Source()

    def holds(self, rank: int) -> bool:
        """Whether a chapter of that rank is in it."""
        ends = (1 if self.first is None else self.first, LAST_RANK if self.last is None else self.last)
        return min(ends) <= rank <= max(ends)

    @property
    def grey(self) -> bool:
        """Whether it is printed in black ink alone: in print, on a black-and-white paper or on none named."""
        return self.format == "pdf" and self.use == "print" and (self.paper or "bw").startswith("bw")


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """What `[cover]` says: words and pictures of the back, and what replaces the theme's or the printer's own.

    `blurb` and `author_note` are paragraphs. `front` and `wrap` are files of a designer: a picture or PDF of the
    front, a PDF of the whole sheet. `spine` and `size` are in mm, from the printer's template (None: counted).
    """

    blurb: tuple[str, ...] = ()
    author_note: tuple[str, ...] = ()
    author_picture: str = ""
    price: str = ""
    front: str = ""
    wrap: str = ""
    spine: float | None = None
    size: tuple[float, float] | None = None
    direction: Literal["", "down", "up"] = ""
    """How words run on the spine; "" as usual in the book's language."""
    barcode: Literal["auto", "printer", "none"] = "auto"
    """Drawn if the edition has an ISBN, or left to the printer, or neither drawn nor given room."""
    own: Mapping[str, CoverSettings] = field(default_factory=dict)
    """What differs for one printer (`[cover.ingram]`), complete, by its key."""
    source: Source = Source()

    def for_printer(self, key: str) -> CoverSettings:
        """Return what is said of the cover for a printer."""
        return self.own.get(key.strip().casefold(), self)


@dataclass(frozen=True, slots=True)
class PrintingSettings:
    """What `[printing]` says: the CMYK profile for colour files, and the printing condition it stands for."""

    profile: str = ""
    condition: str = ""
    least_ppi: int = 0
    """Pictures are printed no larger than leaves them so many pixels an inch; 0: as large as the theme has them."""
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class RightsSettings:
    """What `[rights]` says: whether pictures without a credit and licence are left out, how long a quote may be."""

    only_cleared: bool = False
    quote_words: int = 250
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What `[style]` asks of quotation marks and of dashes between words; "" for nothing."""

    quotes: str = ""
    """"double" or "single": the marks of a quotation that stands in no other."""
    dashes: str = ""
    """"en" (word – word), "em" (word—word) or "spaced-em" (word — word)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything `book.toml` says about the book, complete: labels and words are never missing."""

    title: str
    language: str = "en"
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    published: date | None = None
    revised: date | None = None
    id: str = ""
    """A whole identifier: "urn:isbn:…" never; the `id` of the settings, else a urn:uuid derived from the book."""
    description: str = ""
    keywords: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    series: Series | None = None
    edition_statement: str = ""
    copyright_holder: str = ""
    copyright_year: int | None = None
    rights: str = ""
    order: Order = Order()
    credits: Mapping[str, str] = field(default_factory=dict)
    """Credit key → printed label, in printing order."""
    facts: Mapping[str, str] = field(default_factory=dict)
    sidebars: Mapping[str, str] = field(default_factory=dict)
    indexes: Mapping[str, str] = field(default_factory=dict)
    """Indexes beside that of people: "titles", "years", or a credit's or fact's key → its title, in order."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Every generated word of the book (contents, index, work, works, page, …) in its language."""
    theme: ThemeSettings = ThemeSettings()
    style: HouseStyle = HouseStyle()
    accessibility: Conformance | None = None
    editions: tuple[EditionSettings, ...] = ()
    cover: CoverSettings = CoverSettings()
    printing: PrintingSettings = PrintingSettings()
    rights_rules: RightsSettings = RightsSettings()
    editor: str = ""
    """The editor that `[proof]` names, by its command; "" for that of the environment."""
    sources: Mapping[str, Source] = field(default_factory=dict, compare=False)
    """Where the keys of `[book]` stand."""
