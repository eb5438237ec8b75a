"""Where each chapter goes: `chapters/` with a rank, `chapters/unranked/` without; and the name of its file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from book.importing.entry import Entry
from book.importing.written import Written
from book.model.slug import slug
from book.sources import Folder

_TITLE = re.compile(r"^title:[ \t]*(.+?)[ \t]*\r?$", re.M)
RANKED, UNRANKED = "chapters", "chapters/unranked"


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its file; `kept` says why an existing file there is left alone ("" if it may be written)."""

    entry: Entry
    path: str
    before: str = ""
    """Where an earlier import put it, if that is another place."""
    kept: str = ""
    exists: bool = False

    @property
    def ranked(self) -> bool:
        """Whether the chapter is part of the book."""
        return self.path.startswith(f"{RANKED}/") and not self.path.startswith(f"{UNRANKED}/")


def file_names(entries: Sequence[Entry], folder: Folder, written: Written) -> list[Placed]:
    """Return entries with their files; a name once given stays."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for entry in entries:
        if old := written.entries.get(entry.id):
            names[entry.id] = posixpath.basename(old)
            taken.add(names[entry.id])
    there = {*folder.files(RANKED), *folder.files(UNRANKED)}
    renamed = _titles(sorted(there - written.digests.keys()), folder)
    placed = []
    for entry in entries:
        name = names.get(entry.id) or _free(entry, taken)
        taken.add(name)
        before = written.entries.get(entry.id, "")
        elsewhere = renamed.get(entry.title, "") if before and not there & {before, *_both(name)} else ""
        if elsewhere:
            placed.append(Placed(entry, elsewhere, kept=f"you have renamed it (it was {before})"))
        else:
            placed.append(_placed(entry, name, there, folder, written))
    return placed


def _titles(paths: Sequence[str], folder: Folder) -> dict[str, str]:
    """Return title → path of chapters that no import wrote, or that were renamed since."""
    found: dict[str, str] = {}
    for path in paths:
        if path.endswith(".md") and (title := _TITLE.search(folder.read_bytes(path)[:4096].decode("utf-8", "replace"))):
            found.setdefault(title[1].strip().strip("\"'"), path)
    return found


def _both(name: str) -> tuple[str, str]:
    return f"{RANKED}/{name}", f"{UNRANKED}/{name}"


def _free(entry: Entry, taken: set[str]) -> str:
    stem = slug(entry.title, "film")[:80].strip("-")
    year = f"{stem}-{entry.year}" if entry.year else ""
    for name in (stem, year, f"{stem}-{slug(entry.id)}"):
        if name and f"{name}.md" not in taken:
            return f"{name}.md"
    number = 2
    while f"{stem}-{number}.md" in taken:
        number += 1
    return f"{stem}-{number}.md"


def _placed(entry: Entry, name: str, there: set[str], folder: Folder, written: Written) -> Placed:
    ranked = entry.rank is not None and not entry.protected
    wanted = f"{RANKED if ranked else UNRANKED}/{name}"
    other = f"{UNRANKED if ranked else RANKED}/{name}"
    before = written.entries.get(entry.id, "")
    for path in (wanted, other):
        if path in there and not written.is_ours(folder, path):
            why = "you have edited it" if path in written.digests else "it was there before"
            return Placed(entry, path, kept=why)
    return Placed(entry, wanted, before if before and before != wanted else "", exists=wanted in there)


def placed_chapters(placed: Sequence[Placed]) -> list[Placed]:
    """Return those that are part of the book."""
    return [item for item in placed if item.ranked]
