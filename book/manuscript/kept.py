"""Chapters read before: a file is parsed again only if it, the settings or the reading itself has changed."""

from __future__ import annotations

import contextlib
import pickle
from dataclasses import is_dataclass
from importlib.metadata import version
from pathlib import Path

from book import guessing
from book import problems as reported
from book.manuscript.parsing import ParsedChapter, parse_chapter
from book.model import book, prose
from book.model.settings import Settings
from book.problems import Problem
from book.store import Store, code_of, key_of
from book.store.values import Values

_PACKAGES = ("mistune", "rapidfuzz", "lxml")
_ROOMS = (Path(__file__).parent, Path(book.__file__).parent)
_TOOLS = (Path(guessing.__file__), Path(reported.__file__))


class KeptChapters:
    """Parses chapters, keeping them in a folder (None: nowhere); call `finish` when all are read."""

    def __init__(self, folder: Path | None, settings: Settings) -> None:
        self._settings = settings
        self._store = Store(folder, "chapters")
        self._seed = _seed(settings) if folder else None
        self._values = Values(_kinds())

    def parse(self, path: str, text: str) -> tuple[ParsedChapter, tuple[Problem, ...]]:
        """Return a chapter and what is wrong with it, as `parse_chapter` does."""
        if self._seed is None:
            return parse_chapter(path, text, self._settings)
        key = key_of(self._seed, path, text)
        if (data := self._store.get(key)) is not None:
            try:
                chapter, found = self._values.read(data)
            except ValueError:
                pass
            else:
                return chapter, found
        parsed = parse_chapter(path, text, self._settings)
        with contextlib.suppress(TypeError):  # a value that cannot be kept is parsed again the next time
            self._store.put(key, self._values.write(parsed))
        return parsed

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        self._store.finish()


def _seed(settings: Settings) -> str | None:
    """Return a digest of what parsing depends on besides a file; None if that cannot be told."""
    try:
        told = pickle.dumps(settings, protocol=5)  # to be compared, never to be read back
    except (pickle.PicklingError, TypeError, AttributeError):
        return None
    return key_of(told, *map(version, _PACKAGES), code_of(*_ROOMS, *_TOOLS))


def _kinds() -> list[type]:
    """Return every kind of value that a chapter is made of."""
    found: list[type] = [ParsedChapter]
    for module in (book, prose, reported):
        found += [kind for kind in vars(module).values() if isinstance(kind, type) and is_dataclass(kind)]
    return list(dict.fromkeys(found))
