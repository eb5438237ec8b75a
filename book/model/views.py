"""What a template sees: the book in words and ready-made markup, one dataclass a template.

Strings are plain text and escaped by the template engine; `Markup` is XHTML made by the edition stage.
`href` and `page` are markup-ready: in an EPUB a locator is a link, in print it is a page box to be
filled at the join. Templates never compute numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Line:
    """A label and its words: a fact, an ISBN, a contributor and the role."""

    label: str
    words: Markup | str
    key: str = ""


@dataclass(frozen=True, slots=True)
class BookView:
    """The book as title pages and covers name it. `by` is the line of authors ("Ann Author and Bo Writer")."""

    title: str
    subtitle: str
    by: str
    contributors: tuple[Line, ...]
    """Everybody but the authors, with their role in words."""
    publisher: str
    series: str
    edition_statement: str
    copyright: str
    """As "Copyright © 2026 Ann Author", or "" without a holder."""
    rights: str
    isbns: tuple[Line, ...]
    year: str
    language: str
    count: int
    """How many ranked chapters this edition has."""
    picture_credits: tuple[Line, ...] = ()
    volume: str = ""
    """As "Volume 2", "" for a book in one."""


@dataclass(frozen=True, slots=True)
class FigureView:
    """A picture: `src` relative to the document; `alt` empty only when decorative."""

    src: str
    alt: str
    width: int
    height: int
    caption: Markup
    credit: str
    decorative: bool = False
    anchor: str = ""
    caption_anchor: str = ""
    """Its id and its caption's, if it was written in the text."""
    style: str = ""
    """CSS of the picture's own: how large it is printed at most."""


@dataclass(frozen=True, slots=True)
class SidebarView:
    """A sidebar; `key` becomes its class, `label` its heading (id `anchor` + "-label")."""

    anchor: str
    key: str
    label: str
    body: Markup


@dataclass(frozen=True, slots=True)
class ChapterView:
    """A ranked chapter. `credits` hold people joined in words; `notes` are end notes (EPUB) or empty (print)."""

    anchor: str
    id: str
    rank: int
    title: str
    year: str
    original_title: str
    by: str
    picture: FigureView | None
    credits: tuple[Line, ...]
    facts: tuple[Line, ...]
    body: Markup
    sidebars: tuple[SidebarView, ...]
    notes: Markup
    part: str = ""
    opens: PartView | None = None
    """The part that this chapter opens, where parts have no page of their own."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part opener; `ranks` is "365 to 301" whatever the title says."""

    anchor: str
    number: int
    title: str
    ranks: str
    count: int


@dataclass(frozen=True, slots=True)
class MatterView:
    """A written piece of front or back matter."""

    anchor: str
    kind: str
    title: str
    body: Markup
    notes: Markup


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the contents, of the titles or of the checklist: rank, title, year and the way there.

    `href` is "" where there are no links (print); `page` is "" where there are no pages (EPUB).
    """

    title: str
    href: str = ""
    page: Markup = Markup("")
    rank: str = ""
    year: str = ""
    kind: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class ListGroup:
    """Lines under a letter or a part title (may be "")."""

    title: str
    anchor: str
    lines: tuple[ListLine, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """Contents, checklist or titles A–Z."""

    anchor: str
    title: str
    groups: tuple[ListGroup, ...]


@dataclass(frozen=True, slots=True)
class LocatorView:
    """One locator in words: "49–51" or "12 Rust and Bone"; `main` for the person's own chapter.

    `picture` tells that there is a picture of the person.
    """

    words: str
    href: str
    main: bool
    label: str = ""
    """What a screen reader says ("49 to 51"), where the words are not enough."""
    picture: bool = False
    anchor: str = ""
    """Where a page number leads, whether or not there are links."""
    wide: bool = False
    """Whether one number may as well be two, as the pages fall."""


@dataclass(frozen=True, slots=True)
class SubentryView:
    """A part of an entry: a title (`title`, in italics) or a role, with its places.

    `continued` is the heading of the entry, to be said again before it, where it begins a page.
    """

    anchor: str
    heading: str
    locators: tuple[LocatorView, ...]
    title: bool = False
    continued: str = ""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of the index; `see` and `see_also` are (heading, href). A `title` is set in italics."""

    anchor: str
    heading: str
    locators: tuple[LocatorView, ...]
    see: tuple[tuple[str, str], ...] = ()
    see_also: tuple[tuple[str, str], ...] = ()
    subentries: tuple[SubentryView, ...] = ()
    title: bool = False


@dataclass(frozen=True, slots=True)
class IndexGroupView:
    """The entries under one letter; `href` leads to it where there are links."""

    letter: str
    anchor: str
    entries: tuple[EntryView, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class IndexView:
    """The index of people, or another. The headnote says what bold and italic numbers mean, in such numbers."""

    anchor: str
    title: str
    headnote: Markup | str
    groups: tuple[IndexGroupView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A generated page without content of its own (half title, title page, copyright, colophon, cover)."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class FormatView:
    """Which format a template is filled for: exactly one of the three is true."""

    epub: bool = False
    print: bool = False
    screen: bool = False
    options: Mapping[str, object] = field(default_factory=dict)
