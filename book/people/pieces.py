"""The pieces of a book as the index reads them, and what each says that the others must know of.

An edit changes one piece. What was gathered from the others before is kept under the digest of what they were read
from, so that their prose can stay unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import book.model
from book.installed import version_of
from book.model.book import Book, Chapter, Matter
from book.model.gist import digest_of
from book.model.index import LocatorKind, Mention
from book.people.guards import verbs_of
from book.people.headings import FiledName
from book.people.letters import WORD
from book.people.passages import Passage, passages_of, place_of
from book.problems import Problem, Source
from book.store import Store, code_of, key_of
from book.store.ledger import Ledger
from book.store.values import Values

_RUN = re.compile(r"[^\W_]+")
"""A run of letters and figures: a whole word, or its pieces beside accents that are characters of their own."""
_ROOM = Path(__file__).parent
_ROOMS = (_ROOM, Path(book.model.__file__).parent, _ROOM.parent / "problems.py")


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody marked in a text, and where."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class Said:
    """What a piece says: words as typed, each once, in order, with spaces between."""

    words: str
    """Those that do not begin with a small letter, and every run of letters and figures that is not a whole word."""
    small: str
    """Those that begin with a small letter."""
    verbs: str
    """What stands after he, she and who."""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedBlock:
    """The people a block names, in order, and what kind of place it is."""

    block: str
    kind: LocatorKind
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a piece names: block by block, who of them by a whole name, which aliases it prints, what is wrong."""

    blocks: tuple[NamedBlock, ...]
    wholly: tuple[str, ...]
    aliases: tuple[str, ...]
    problems: tuple[Problem, ...]


class PieceRead:
    """A piece with its passages and what it says, each gathered when it is asked for."""

    def __init__(self, piece: Chapter | Matter, said_before: Ledger | None) -> None:
        self.piece = piece
        self.digest = digest_of(piece) if said_before else ""
        """What it was read from; "" if that is not known, or of no use."""
        self._said_before = said_before

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """The passages of the piece, in reading order."""
        return tuple(passages_of(self.piece))

    @cached_property
    def said(self) -> Said:
        """What the piece says."""
        if not self._said_before or not self.digest:
            return _said(self.passages)
        known = self._said_before.get(self.digest)
        if isinstance(known, Said):
            return known
        said = _said(self.passages)
        self._said_before.put(self.digest, said)
        return said


class Pieces:
    """Everything written in a book, in reading order; what is known of it from before is in `cache` (None: nothing)."""

    def __init__(self, book: Book, cache: Path | None) -> None:
        self._store = Store(cache, "people")
        self._said: Ledger | None = None
        self.found: Ledger | None = None
        """Whom pieces name, by a digest of what that depends on."""
        self.filed: Ledger | None = None
        """How names are filed by rule, by a digest of what that depends on."""
        self.compared: Ledger | None = None
        """Which names are alike, by a digest of all of them."""
        if cache:
            made_by = key_of(version_of("rapidfuzz"), code_of(*_ROOMS))
            values = Values((Said, Mark, Naming, NamedBlock, Mention, FiledName, Problem, Source))
            self._said = Ledger(self._store, f"said {made_by}", values)
            self.found = Ledger(self._store, f"found {made_by}", values)
            self.filed = Ledger(self._store, f"filed {made_by}", values)
            self.compared = Ledger(self._store, f"compared {made_by}", values)
        self._pieces = tuple(PieceRead(piece, self._said) for piece in book.pieces())

    def __iter__(self) -> Iterator[PieceRead]:
        return iter(self._pieces)

    def finish(self) -> None:
        """Keep what was gathered for the next time."""
        for ledger in (self._said, self.found, self.filed, self.compared):
            if ledger:
                ledger.finish()
        self._store.finish()


def _said(passages: Sequence[Passage]) -> Said:
    text = "\n".join(passage.text for passage in passages)
    typed = text.split()
    once = " ".join(sorted(set(typed)))
    words = set(WORD.findall(once))
    small = {word for word in words if word[0].islower()}
    runs = set(_RUN.findall(once)) - words
    marks = (
        Mark(mark.name, place_of(passage, mark.start, mark.end)) for passage in passages for mark in passage.marked
    )
    return Said(_listed((words - small) | runs), _listed(small), _listed(verbs_of(typed)), tuple(marks))


def _listed(words: Set[str]) -> str:
    return " ".join(sorted(words))
