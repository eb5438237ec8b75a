"""What typesetting takes and gives, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from book.model.edition import ShelfFile
from book.model.places import Opening
from book.problems import Problem
from book.typeset.quire import Quire


@dataclass(frozen=True, slots=True)
class TypesetJob:
    """A whole XHTML document and its CSS, with everything they may load on `shelf` (by relative URL)."""

    xhtml: str
    css: str
    shelf: Mapping[str, ShelfFile] = field(default_factory=dict)
    grey: bool = False
    """Whether pictures are made grey (8 bit, one channel) before they are placed."""
    name: str = ""
    """What to call the document in problems."""
    verso: bool = False
    """Whether its first page is a left-hand one."""
    both: bool = False
    """Whether it is wanted beginning on a right-hand page and on a left-hand one."""
    pages: int = 0
    """How many pages it is fitted to (0: it takes the pages it takes)."""
    rungs: tuple[str, ...] = ()
    """The steps by which it is fitted: classes of `<body>`, the roomiest first."""
    quire: bool = False
    """Whether its pages are wanted ready to be bound, instead of as a PDF of their own."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a document fits its pages: on which rung, or by about how many words it is too long for them.

    `short` is how much room is left at the end, in pages.
    """

    rung: int
    pages: int
    words: int = 0
    short: float = 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something on a page that a typographer would mend: `page` is 0-based, `anchor` the nearest id, "" if none."""

    code: str
    page: int
    anchor: str
    message: str


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on a page in pt, from the lower left of the media box."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How the words of a page box are to be set: face, size in pt, colour as RGB 0–1, OpenType features, alignment."""

    family: str
    weight: int
    italic: bool
    size: float
    colour: tuple[float, float, float]
    features: tuple[str, ...] = ()
    """As HarfBuzz reads them: "tnum", "onum", "kern=0"."""
    align: str = "right"
    face: str = ""
    """The face really used, by its URL on the shelf (`faces/NAME`)."""
    spacing: float = 0.0
    """Letter spacing in pt."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link box, by what it leads to.

    `x-page:ANCHOR`, `x-page:folio` and `x-locator:ID` are to be filled, `x-link:ANCHOR` joined; others are URLs.
    """

    page: int
    target: str
    rect: Rect
    style: TextStyle | None = None
    """Of a page box that shows digits: how they are set."""
    origin: tuple[float, float] = (0.0, 0.0)
    """Where the engine draws a page box's digits: x and baseline in px from the upper left, as in the content."""
    advance: float = 0.0
    """How wide it draws them, in px."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with locators: where each of its words begins, in order, x and baseline in px as in `Link.origin`."""

    page: int
    words: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """A laid-out document: a PDF or a quire, its pages' sizes in pt, and where its anchors and links fell.

    `anchors` are (id, first page, last page), 0-based; `tops` the box of each anchor on its first page.
    `faces` says which face of the shelf each font of the PDF is, by the font's name in its resources.
    The PDF's pages have their media box where the engine put it: minus the bleed, not at 0,0.
    """

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    anchors: tuple[tuple[str, int, int], ...] = ()
    tops: Mapping[str, Rect] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()
    faces: tuple[tuple[str, str], ...] = ()
    openings: tuple[Opening | None, ...] = ()
    """How each page begins."""
    fitted: Fitted | None = None
    """How it fits, if it was to be fitted."""
    findings: tuple[Finding, ...] = ()
    """What the layout report says of its pages."""
    quire: Quire | None = None
    """Its pages ready to be bound, if they are wanted so: `pdf` is empty then."""
