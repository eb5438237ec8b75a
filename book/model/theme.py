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
    """Margins in mm for a page of `reference` mm; other trims scale them. `inside` is the whole inside margin."""

    top: float
    bottom: float
    inside: float
    outside: float
    reference: tuple[float, float] = (152.4, 228.6)


@dataclass(frozen=True, slots=True)
class Styles:
    """CSS with every token written out: `book` for all formats, then what print or EPUB adds; the cover's own."""

    book: str
    print: str
    epub: str
    cover: str = ""


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
    options: Mapping[str, OptionValue] = field(default_factory=dict)
    tokens: Mapping[str, str] = field(default_factory=dict)
    starts: Mapping[str, Side] = field(default_factory=dict)
    """Kind of document → the side it must begin on; kinds not named begin on any."""
    unit: Literal["chapter", "part"] = "chapter"
    assets: Mapping[str, Path] = field(default_factory=dict)
    """Further files of the theme by the name CSS and templates use (`theme/NAME`)."""
