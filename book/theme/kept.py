"""What a theme came to before: pages that its templates filled, styles written out, templates found right.

An edit changes one chapter; filling the templates of all the others and proving what they write is a third of
what an edition costs, and reading the theme itself as much again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from book.model.theme import Theme
from book.problems import Problems
from book.store import Store, key_of

_PACKAGES = ("jinja2", "markupsafe", "lxml", "tinycss2")


class KeptReading:
    """What reading a theme came to, in a folder (None: nowhere): only what was right is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._store = Store(folder, "themes")
        self._seed = _seed() if folder else ""

    def right(self, templates: str, check: Callable[[Problems], None], problems: Problems) -> None:
        """Have templates checked, unless those of this digest were found right before."""
        key = key_of(self._seed, "templates", templates)
        if self._store.get(key) is None:
            found = Problems()
            check(found)
            problems.extend(found)
            if not found:
                self._store.put(key, b"")

    def written(self, parts: Sequence[str], write: Callable[[Problems], str], problems: Problems) -> str:
        """Return a style sheet that follows from `parts`, written out now or before."""
        key = key_of(self._seed, "styles", *parts)
        kept = self._store.get(key)
        if kept is not None:
            return kept.decode("utf-8", "surrogatepass")
        found = Problems()
        written = write(found)
        problems.extend(found)
        if not found:
            self._store.put(key, written.encode("utf-8", "surrogatepass"))
        return written

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        self._store.finish()


class KeptPages:
    """What the templates of a theme wrote, in a folder; call `finish` when a build is done."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self._theme = theme
        self._store = Store(folder, "filled")
        self._seed = key_of(theme.templates_digest, _seed())

    def theme(self) -> Theme:
        """Return the theme with a `render` that remembers."""
        return replace(self._theme, render=self._render)

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        self._store.finish()

    def _render(self, template: str, context: Mapping[str, object]) -> str:
        key = self._key(template, context)
        if key is None:
            return self._theme.render(template, context)
        kept = self._store.get(key)
        if kept is not None:
            return kept.decode("utf-8", "surrogatepass")
        written = self._theme.render(template, context)
        self._store.put(key, written.encode("utf-8", "surrogatepass"))
        return written

    def _key(self, template: str, context: Mapping[str, object]) -> str | None:
        """Return a key of everything a template sees; None if it sees what cannot be told."""
        try:
            # Written to be compared, never to be read back.
            told = pickle.dumps(dict(context), protocol=5)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
            return None
        return key_of(self._seed, template, told)


def _seed() -> str:
    """Return a digest of what reads and fills themes."""
    own = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return key_of(*map(version, _PACKAGES), *own)
