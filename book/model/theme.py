"""A theme ready for use: styles, faces, page geometry and a `render` that fills its templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Side = Literal["any", "recto", "verso"]
OptionValue = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Face:
    """One font file for one family, weight and style; `name` is its file name inside the book."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    name: str
    path: Path
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins in mm for a page of `reference` mm; other trims scale them. `inside` is the whole inside margin.

    `head` and `foot` are what running heads and folios take of the margins there: of printers' margins they keep
    clear too. Type may grow with the trim, and so do they; it does not shrink.
    """

    top: float
    bottom: float
    inside: float
    outside: float
    reference: tuple[float, float] = (152.4, 228.6)
    head: float = 9.5
    foot: float = 9.0


@dataclass(frozen=True, slots=True)
class Styles:
    """CSS with every token written out: `book` for all formats, then what print or EPUB adds; the cover's own."""

    book: str
    print: str
    epub: str
    cover: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    """The sheets among them that are the book's, by their file: every line where it was written, for judging them."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a chapter is fitted to whole pages: how many, and by which steps.

    `rungs` are classes of `<body>`, from the roomiest page to the tightest; the first that fits is taken.
    `full` is how many words a page of text alone holds on the theme's reference page, and `opening` which share
    of a page the opener takes at the least and at the most: together they make the word budget.
    """

    pages: int
    rungs: tuple[str, ...]
    full: int = 0
    opening: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class Theme:
    """A theme resolved through its ancestors; templates and styles are final.

    `render(template, context)` returns XHTML for a template name without its suffix ("chapter"); it
    raises `BookError` with the template's file and line if the template is at fault.
    """

    name: str
    styles: Styles
    faces: tuple[Face, ...]
    margins: Margins
    render: Callable[[str, Mapping[str, object]], str]
    templates: frozenset[str] = frozenset()
    templates_digest: str = ""
    """Of the words of all templates, the chain's order included."""
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, Side] = field(default_factory=dict)
    """Kind of document → the side it must begin on; kinds not named begin on any."""
    unit: Literal["chapter", "part"] = "chapter"
    fit: Fit | None = None
    """How chapters are fitted to whole pages; None: they take the pages they take."""
    parts: Literal["page", "band"] = "page"
    """On pages, whether a part opens with a page of its own or with a band above its first chapter."""
    lead: Literal["given", "first"] = "given"
    """Which picture the opener of a chapter gets: only the header's `image`, or else the first of the review."""
    without: frozenset[str] = frozenset()
    """Kinds of generated pages that the theme does without on pages."""
    assets: Mapping[str, Path] = field(default_factory=dict)
    """Further files of the theme by the name CSS and templates use (`theme/NAME`)."""
