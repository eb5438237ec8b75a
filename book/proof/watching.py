"""Watching a book folder: which files were saved since the last look. By looking, since that works on every disk."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Seen = Mapping[str, tuple[int, int]]
"""Path within the folder → time of its last change in ns, and size."""

OUTPUT = "build"
INTERVAL = 0.06
"""Seconds between two looks."""


def look(root: Path) -> dict[str, tuple[int, int]]:
    """Return every file of a book folder as it stands, without what is hidden or output; links are not followed."""
    return dict(_files(str(root), ""))


def _files(place: str, prefix: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        entries = list(os.scandir(place))
    except OSError:
        return
    if any(entry.name == "pyvenv.cfg" for entry in entries):
        return
    for entry in entries:
        if _is_passing(entry.name):
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if prefix or entry.name not in (OUTPUT, "node_modules"):
                    yield from _files(entry.path, f"{prefix}{entry.name}/")
            elif "." in entry.name:  # editors try a folder with files that have no ending
                found = entry.stat()
                yield f"{prefix}{entry.name}", (found.st_mtime_ns, found.st_size)
        except OSError:
            continue


def _is_passing(name: str) -> bool:
    """Whether a file is hidden, or one of those that editors put beside the real one for a moment."""
    return name.startswith((".", "~", "#")) or name.endswith(("~", "#", ".swp", ".tmp", ".part"))


def changed(before: Seen, now: Seen) -> frozenset[str]:
    """Return the files that were saved, added or deleted between two looks."""
    return frozenset(path for path in {*before, *now} if before.get(path) != now.get(path))


class Watcher:
    """Looks at a folder until it is stopped, and tells which files have changed."""

    def __init__(self, root: Path, tell: Callable[[frozenset[str]], None]) -> None:
        self._root = root
        self._tell = tell
        self._stop = threading.Event()
        self._seen: Seen = look(root)
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(INTERVAL):
            now = look(self._root)
            files = changed(self._seen, now)
            if not files:
                continue
            if any(path not in now for path in files):  # many editors take a file away and put the new one there
                self._stop.wait(INTERVAL)
                now = look(self._root)
                files = changed(self._seen, now)
            self._seen = now
            if files:
                self._tell(files)
