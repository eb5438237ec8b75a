"""What reading a theme came to before: styles written out, templates found right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from book.installed import version_of
from book.problems import Problems
from book.store import Store, code_of, key_of

_PACKAGES = ("jinja2", "tinycss2")


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


def _seed() -> str:
    """Return a digest of what reads themes."""
    return key_of(*map(version_of, _PACKAGES), code_of(Path(__file__).parent))
