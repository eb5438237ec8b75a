"""Everything a build depends on, as one digest: the book folder, bookmake, what it stands on, and what was asked.

Files count by their content, never by their dates. Two builds of the same digest make the same bytes; a digest
that says too much costs a build, one that says too little would give a stale book.
"""

from __future__ import annotations

import hashlib
import html
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from book.store import key_of
from book.typeset.versions import fingerprint

OUTPUT = "build"
_WRITTEN = (".md", ".toml", ".txt", ".css", ".j2")
"""Files that may name other files."""
_COMPILED = "__pycache__"
_CHUNK = 1 << 20


def inputs_digest(root: Path, asked: Sequence[str]) -> str | None:
    """Return a digest of all that building the book in `root` depends on; `asked` are the options.

    None if that cannot be told: a file cannot be read, or the book may read what is left out here (`build/`, hidden
    folders, environments of Python).
    """
    try:
        folder = list(_folder(root))
        left_out = {entry.name for entry in root.iterdir() if _is_left_out(entry)}
        if _names_any(left_out, root, (name for name, _ in folder)):
            return None
        lines = [f"{name}\0{digest}" for name, digest in folder]
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
        yield from (f"{name}\0{digest}" for name, digest in _files(folder, folder))
    for place in sys.path:
        if place and (folder := Path(place)).is_dir():
            names = (entry.name for entry in folder.iterdir())
            yield "\n".join(sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))))
    yield f"{sys.version} {sys.platform} {fingerprint()}"


def _folder(root: Path) -> Iterator[tuple[str, str]]:
    for entry in sorted(root.iterdir()):
        if not _is_left_out(entry):
            yield from _files(entry, root)


def _is_left_out(entry: Path) -> bool:
    return entry.name == OUTPUT or entry.name.startswith(".") or (entry / "pyvenv.cfg").exists()


def _files(place: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Yield the name of every file under a place and the digest of its bytes; a link counts as where it leads."""
    if place.is_symlink():
        yield place.relative_to(root).as_posix(), f"link {place.readlink()}"
        if not place.exists() or not place.resolve().is_relative_to(root.resolve()):
            return  # never read
    if place.is_file():
        yield place.relative_to(root).as_posix(), _digest(place)
    elif place.is_dir() and place.name != _COMPILED:
        yield f"{place.relative_to(root).as_posix()}/", ""
        if place.is_symlink():
            raise ValueError("a folder that is a link may lead in a circle")
        for entry in sorted(place.iterdir()):
            yield from _files(entry, root)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _names_any(names: Iterable[str], root: Path, files: Iterable[str]) -> bool:
    """Whether a file of the book may name one of these folders, in whatever way it can be written."""
    wanted = [name.casefold() for name in names if name != ".git"]
    if not wanted:
        return False
    for file in files:
        if file.endswith(_WRITTEN):
            text = (root / file).read_text("utf-8", "replace").casefold()
            if any(f"{name}/" in one for one in _readings(text) for name in wanted):
                return True
    return False


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
