"""What an import did, for its report."""

from __future__ import annotations

from dataclasses import dataclass, field

from book.importing.answers import Question
from book.importing.post import Blog, LeftOut
from book.importing.ranks import Compared
from book.importing.series import Series
from book.problems import Source


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the import: where it stands, what it says in short, and what became of its file."""

    id: str
    path: str
    source: Source
    title: str
    rank: int | None
    year: int | None
    film: bool
    state: str
    """"written", "unchanged", "updated" or "kept" (edited since, so left alone)."""
    flags: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    words: int = 0


@dataclass(slots=True)
class Imported:
    """The whole of an import."""

    blog: Blog
    series: Series | None = None
    chapters: list[Chapter] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    notes: list[tuple[Source, str]] = field(default_factory=list)
    """Other things worth a look, with their place."""
    compared: Compared | None = None
    ranks_file: str = ""
    missing_pictures: dict[str, int] = field(default_factory=dict)
    broken_pictures: dict[str, str] = field(default_factory=dict)
    pictures: int = 0
    posts: int = 0
    words: int = 0
    duplicates: list[tuple[int, tuple[Chapter, ...]]] = field(default_factory=list)
    signs: dict[str, int] = field(default_factory=dict)
    """Pictograms that no built-in face prints, and how often each is met."""
    undecided_signs: tuple[str, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    title: str = ""
    """The book's, as `book.toml` has it now."""
    settings_kept: tuple[str, ...] = ()
    """Lines that `book.toml` needs and that were not written into it, since the writer has edited it."""
