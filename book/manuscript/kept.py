"""Chapters read before: a file is parsed again only if it, the settings or the reading itself has changed.

What is kept of a chapter is told apart: its header, its gist and what was wrong with it, which every build asks for,
lie in one file for all; its prose in a file of its own, which is decoded if somebody looks at it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

from book import guessing
from book import problems as reported
from book.installed import version_of
from book.manuscript.parsing import ParsedChapter, parse_chapter
from book.model import book, gist
from book.model import prose as prose_kinds
from book.model.gist import Gist, Unread, gather, unread
from book.model.prose import Block, Note
from book.model.settings import Settings
from book.problems import Problem
from book.store import Store, code_of, key_of
from book.store.ledger import Ledger
from book.store.values import Values

_PACKAGES = ("mistune", "rapidfuzz", "lxml")
_ROOMS = (Path(__file__).parent, Path(book.__file__).parent)
_TOOLS = (Path(guessing.__file__), Path(reported.__file__))
Parsed = tuple[ParsedChapter, tuple[Problem, ...]]
Prose = tuple[Sequence[Block], Sequence[Note]]


class KeptChapters:
    """Parses chapters, keeping them in a folder (None: nowhere); call `finish` when all is read."""

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        self._settings = replace(settings, editions=())  # which a chapter knows nothing of
        self._store = Store(folder, "chapters", packed=True)
        self._seed = _seed(self._settings) if folder else None
        self._values = Values(_kinds())
        self._heads = Ledger(self._store, f"heads {self._seed}", self._values)
        self.pictures = Ledger(self._store, f"pictures {_decoder()}", self._values) if folder else None
        """The kind and size of pictures that are whole, by the digest of their bytes."""

    def parse(self, path: str, text: str) -> Parsed:
        """Return a chapter and what is wrong with it, as `parse_chapter` does."""
        if self._seed is None:
            return parse_chapter(path, text, self._settings)
        key = key_of(self._seed, path, text)
        return self._kept(key, path, text) or self._read(key, path, text)

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        self._heads.finish()
        if self.pictures:
            self.pictures.finish()
        self._store.finish()

    def _kept(self, key: str, path: str, text: str) -> Parsed | None:
        match self._heads.get(key):
            case (ParsedChapter() as head, tuple() as found, Gist() as its_gist, bool(noted)) if self._store.holds(key):
                prose = _Prose(self, key, path, text)
                chapter = replace(head.chapter, notes=Unread(prose.notes) if noted else (), text=text)
                return replace(head, chapter=unread(chapter, prose.blocks, key, its_gist)), found
            case _:
                return None

    def _read(self, key: str, path: str, text: str) -> Parsed:
        parsed, found = parse_chapter(path, text, self._settings)
        chapter = parsed.chapter
        blocks, notes, head = chapter.blocks, chapter.notes, replace(chapter, blocks=(), notes=(), text="")
        its_gist = gather(chapter)
        with contextlib.suppress(TypeError):  # a value that cannot be kept is parsed again the next time
            self._store.put(key, self._values.write((blocks, notes)))
            self._heads.put(key, (replace(parsed, chapter=head), found, its_gist, bool(notes)))
        return replace(parsed, chapter=unread(chapter, lambda: blocks, key, its_gist)), found

    def prose(self, key: str, path: str, text: str) -> Prose:
        """Return the blocks and notes of a chapter that was read before, or else now."""
        if (data := self._store.get(key)) is not None:
            with contextlib.suppress(ValueError):
                blocks, notes = self._values.read(data)
                return blocks, notes
        chapter = parse_chapter(path, text, self._settings)[0].chapter
        return chapter.blocks, chapter.notes


class _Prose:
    """The blocks and notes of one chapter, decoded once for both."""

    def __init__(self, kept: KeptChapters, key: str, path: str, text: str) -> None:
        self._kept = kept
        self._asked = key, path, text
        self._prose: Prose | None = None

    def blocks(self) -> Sequence[Block]:
        return self._both()[0]

    def notes(self) -> Sequence[Note]:
        return self._both()[1]

    def _both(self) -> Prose:
        if self._prose is None:
            self._prose = self._kept.prose(*self._asked)
        return self._prose


def _seed(settings: Settings) -> str:
    """Return a digest of what parsing depends on besides a file."""
    told = repr([(one.name, getattr(settings, one.name)) for one in fields(settings)])
    return key_of(told, *map(version_of, _PACKAGES), code_of(*_ROOMS, *_TOOLS))


def _decoder() -> str:
    """Return a digest of what tells whether a picture is whole."""
    return key_of(version_of("pillow"), code_of(*_ROOMS))


def _kinds() -> list[type]:
    """Return every kind of value that a chapter is made of."""
    found: list[type] = [ParsedChapter]
    for module in (book, prose_kinds, gist, reported):
        found += [kind for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)]
    return list(dict.fromkeys(found))
