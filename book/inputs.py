"""Everything a build depends on, as one digest: the book folder, bookmake, what it stands on, and what was asked.

Files count by their content, never by their dates. Two builds of the same digest make the same bytes; a digest
that says too much costs a build, one that says too little would give a stale book.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from book.store import key_of
from book.typeset.versions import fingerprint

OUTPUT = "build"
_WRITTEN = (".md", ".toml", ".txt", ".css", ".j2")
"""Files that may name other files."""
_COMPILED = "__pycache__"
_LARGE = 1 << 20
_LEADS = re.compile(rb"[/\\&%]")
"""What a text must hold to name a file in a folder."""


def inputs_digest(root: Path, asked: Sequence[str]) -> str | None:
    """Return a digest of all that building the book in `root` depends on; `asked` are the options.

    None if that cannot be told: a file cannot be read, or the book may read what is left out here (`build/`, hidden
    folders, environments of Python).
    """
    try:
        with os.scandir(root) as entries:
            within = {entry.name: _is_left_out(entry) for entry in entries}
        left_out = tuple(name.casefold() for name, is_so in within.items() if is_so and name != ".git")
        lines: list[str] = []
        for name in sorted(name for name, is_so in within.items() if not is_so):
            for file, data in _files(f"{root}/{name}", name, root.resolve()):
                if file.endswith(_WRITTEN) and _names_any(left_out, data):
                    return None
                lines.append(f"{file}\0{hashlib.sha256(data).hexdigest()}")
        return key_of(
            *asked, str(root), str(Path.cwd()), os.environ.get("SOURCE_DATE_EPOCH", ""), *_environment(), *lines
        )
    except (OSError, ValueError):
        return None


@cache
def _environment() -> tuple[str, ...]:
    """Return bookmake itself with its themes, every installed package by its version, and the native libraries."""
    return tuple(_own_and_installed())


def _own_and_installed() -> Iterator[str]:
    own = Path(__file__).parent
    for folder in (own, own.parent / "themes"):
        files = _files(str(folder), folder.name, folder.resolve())
        yield from (f"{name}\0{hashlib.sha256(data).hexdigest()}" for name, data in files)
    for place in sys.path:
        if place and os.path.isdir(place):  # noqa: PTH112 -- asked at every command, and a Path costs more
            names = os.listdir(place)  # noqa: PTH208
            yield "\n".join(sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))))
    yield f"{sys.version} {sys.platform} {fingerprint()}"


def _is_left_out(entry: os.DirEntry[str]) -> bool:
    return entry.name == OUTPUT or entry.name.startswith(".") or Path(entry.path, "pyvenv.cfg").exists()


def _files(place: str, name: str, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every file at or under a place (of a large one their digest).

    A link counts as where it leads, too. Raises `ValueError` for a folder that is a link.
    """
    status = os.lstat(place)
    if stat.S_ISLNK(status.st_mode):
        yield f"{name}@", os.fsencode(os.readlink(place))  # noqa: PTH115
        if not Path(place).exists() or not Path(place).resolve().is_relative_to(root):
            return  # never read
        status = os.stat(place)  # noqa: PTH116
        if stat.S_ISDIR(status.st_mode):
            raise ValueError("a folder that is a link may lead in a circle")
    if stat.S_ISREG(status.st_mode):
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123
            if status.st_size > _LARGE and not name.endswith(_WRITTEN):
                yield f"{name}#", hashlib.file_digest(file, "sha256").digest()
            else:
                yield name, file.readall()
    elif stat.S_ISDIR(status.st_mode) and not name.endswith(_COMPILED):
        yield f"{name}/", b""
        for inner in sorted(os.listdir(place)):  # noqa: PTH208
            yield from _files(f"{place}/{inner}", f"{name}/{inner}", root)


def _names_any(folders: Sequence[str], data: bytes) -> bool:
    """Whether a file of the book may name one of these folders, in whatever way it can be written."""
    if not folders or not _LEADS.search(data):
        return False
    text = data.decode("utf-8", "replace").casefold()
    return any(f"{name}/" in one for one in _readings(text) for name in folders)


def _readings(text: str) -> Iterator[str]:
    yield text
    plain = text.replace("\\", "/")
    if "&" in plain:
        plain = html.unescape(plain)
    if "%" in plain:
        plain = unquote(plain)
    yield plain
    if "\\" in text:
        yield html.unescape(unquote(text.replace("\\", "")))
