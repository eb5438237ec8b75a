"""Pages filled before: a template is filled again only if it, or what it is filled with, has changed.

An edit changes one chapter; filling the templates of all the others and proving what they write is a third of
what an edition costs.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from book.model.theme import Theme
from book.store import Store, key_of

_PACKAGES = ("jinja2", "markupsafe", "lxml")


class KeptPages:
    """What the templates of a theme wrote, in a folder; call `finish` when a build is done."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        self._theme = theme
        self._store = Store(folder, "filled")
        own = (path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
        self._seed = key_of(theme.templates_digest, *map(version, _PACKAGES), *own)

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
