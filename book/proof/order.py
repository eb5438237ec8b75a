"""What is asked of the processes behind a proof, and what they answer: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from book.model.places import PageMap
from book.pdf.galley import Galley
from book.problems import Problem

CACHE = Path("build", ".cache")


@dataclass(frozen=True, slots=True)
class Order:
    """Which book is proofed, in which EPUB and which PDF edition (None: the first of its format)."""

    root: Path
    epub: str | None = None
    printed: str | None = None
    jobs: int = 0

    @property
    def cache(self) -> Path:
        """The folder of what builds keep for the next ones."""
        return self.root / CACHE


# ---------------------------------------------------------------- what is asked


@dataclass(frozen=True, slots=True)
class MakeWhole:
    """Make the whole book; `turn` is the number of the change it is made for."""

    turn: int


@dataclass(frozen=True, slots=True)
class MakeThemes:
    """Lay out three chapters in every theme."""


@dataclass(frozen=True, slots=True)
class Prepare:
    """Read the book, to pull galleys of its chapters on these pages (None: there is no print to be had)."""

    pages: PageMap | None


@dataclass(frozen=True, slots=True)
class NewPages:
    """The same book has come to lie on these pages."""

    pages: PageMap


@dataclass(frozen=True, slots=True)
class PullGalley:
    """Pull the galley of the chapter in a file, as it is now."""

    turn: int
    file: str


# ---------------------------------------------------------------- what is answered


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: the step, and how many of how many units are laid out."""

    step: str
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece of the manuscript in the list of contents: its anchor, number, title and file."""

    anchor: str
    title: str
    file: str
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """What was read: the title, its language and every piece in reading order."""

    title: str
    language: str
    pieces: tuple[PieceLine, ...]


@dataclass(frozen=True, slots=True)
class EpubMade:
    """The files of a finished EPUB by name."""

    edition: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF: where everything is on it, and the geometry of its pages in mm.

    `sources` is where each page begins in the manuscript, `starts` the position at which each document begins, with
    its title; `remarks` are the lines of the layout report by position.
    """

    edition: str
    use: str
    data: bytes
    pages: PageMap
    sources: tuple[str, ...]
    starts: tuple[tuple[int, str, str], ...]
    remarks: tuple[tuple[int, Problem], ...] = ()
    bleed: float = 0.0
    inside: float = 0.0
    outside: float = 0.0
    printers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverMade:
    """The whole cover as a PDF, and its measures in mm: bleed, spine, panel width."""

    data: bytes
    bleed: float
    spine: float
    width: float
    height: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class IndexMade:
    """The index as plain values for the page that checks it."""

    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class WholeDone:
    """The end of a build: everything reported on the way, and whether there is a book to show."""

    turn: int
    problems: tuple[Problem, ...]
    good: bool


@dataclass(frozen=True, slots=True)
class Ready:
    """Galleys can be pulled (or not, if the book cannot be read)."""

    good: bool


@dataclass(frozen=True, slots=True)
class GalleyMade:
    """One chapter as it is now, in either edition; `whole` asks for the whole book, since a galley cannot show it."""

    turn: int
    file: str
    anchor: str = ""
    xhtml: str = ""
    galley: Galley | None = None
    problems: tuple[Problem, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ThemeMade:
    """Three chapters in one theme: its PDF, and for each chapter's id its first page and the one after its last."""

    name: str
    description: str
    own: bool
    data: bytes = b""
    chapters: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemesDone:
    """All themes are made; the chapters they show, with the reason each was chosen for."""

    chapters: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Crashed:
    """A process met a fault of ours: its traceback."""

    words: str
