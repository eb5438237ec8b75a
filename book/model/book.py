"""The book as read: settings, chapters in reading order, matter before and after them, pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from book.model.prose import Block, Image, Note, Sidebar
from book.model.settings import Settings
from book.problems import Source


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as credited, and where; `words` is the name as printed (O’Toole for O'Toole)."""

    text: str
    source: Source
    words: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """A role in the reviewed work and the people who had it."""

    key: str
    label: str
    names: tuple[Name, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Fact:
    """Any other line of the credit block (budget, awards, country)."""

    key: str
    label: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Chapter:
    """One reviewed work. `id` is the file's name made safe; `blocks` hold review and sidebars as written."""

    id: str
    source: Source
    title: str
    rank: int
    year: int | None = None
    original_title: str = ""
    sort_title: str = ""
    by: str = ""
    image: Image | None = None
    credits: tuple[Credit, ...] = ()
    facts: tuple[Fact, ...] = ()
    blocks: Sequence[Block] = ()
    notes: Sequence[Note] = ()
    text: str = ""
    """The whole file as written, for finding columns."""

    @property
    def anchor(self) -> str:
        """The id of the chapter's first element."""
        return f"ch-{self.id}"

    @property
    def review(self) -> tuple[Block, ...]:
        """The blocks outside sidebars."""
        return tuple(block for block in self.blocks if not isinstance(block, Sidebar))

    @property
    def sidebars(self) -> tuple[Sidebar, ...]:
        """The sidebars, in the order they were written."""
        return tuple(block for block in self.blocks if isinstance(block, Sidebar))


@dataclass(frozen=True, slots=True)
class Matter:
    """A written piece of front or back matter; `kind` is dedication, epigraph, introduction, afterword and so on."""

    id: str
    source: Source
    kind: str
    title: str
    place: str
    """Either "front" or "back"."""
    blocks: Sequence[Block] = ()
    notes: Sequence[Note] = ()
    text: str = ""

    @property
    def anchor(self) -> str:
        """The id of the piece's first element."""
        return f"{self.place}-{self.id}"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of chapters under a title; `number` is 1-based in reading order."""

    number: int
    title: str
    chapters: tuple[str, ...]
    pages: int | None = None

    @property
    def anchor(self) -> str:
        """The id of the part's first element."""
        return f"part-{self.number}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file that was opened and is whole.

    `path` is relative to the book folder; `name` a unique, safe file name for use inside the book;
    width and height in px (for SVG: its user units); `digest` the SHA-256 of the bytes, in hex.
    """

    path: str
    name: str
    media_type: str
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Omitted:
    """What was left out on purpose: paths of drafts and of unranked chapters."""

    drafts: tuple[str, ...] = ()
    unranked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A whole book as read from its folder; everything later is a view of it."""

    root: Path
    settings: Settings
    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...] = ()
    front: tuple[Matter, ...] = ()
    back: tuple[Matter, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    """Path relative to the book folder → picture."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """`FilmRef.target` as written → chapter id."""
    omitted: Omitted = Omitted()

    def chapter(self, chapter_id: str) -> Chapter:
        """Return the chapter of that id (`KeyError` if there is none)."""
        for chapter in self.chapters:
            if chapter.id == chapter_id:
                return chapter
        raise KeyError(chapter_id)

    def pieces(self) -> Iterator[Chapter | Matter]:
        """Yield everything written, in reading order."""
        yield from self.front
        yield from self.chapters
        yield from self.back
