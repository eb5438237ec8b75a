"""Which files of the book folder are chapters and matter, and which are waiting."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from book.problems import Problems, Source
from book.sources import Folder, OutsideError

CHAPTERS = "chapters"
_KNOWN = frozenset({"images", "front", "back", "unranked"})
_NEARLY = (".markdown", ".mdown", ".mkd", ".txt", ".rtf", ".doc", ".docx", ".odt", ".htm", ".html")


@dataclass(frozen=True, slots=True)
class Files:
    """The written files of a book folder, each kind in the order of the file names."""

    chapters: tuple[str, ...]
    front: tuple[str, ...]
    back: tuple[str, ...]
    unranked: tuple[str, ...]


def find_files(folder: Folder, problems: Problems) -> Files:
    """Return the files of a book; what looks like a chapter but will not be read gets a warning."""
    files = Files(
        chapters=folder.files(CHAPTERS, ".md"),
        front=folder.files(f"{CHAPTERS}/front", ".md"),
        back=folder.files(f"{CHAPTERS}/back", ".md"),
        unranked=folder.files(f"{CHAPTERS}/unranked", ".md"),
    )
    for place in (CHAPTERS, *(f"{CHAPTERS}/{name}" for name in ("front", "back", "unranked"))):
        for path in folder.dead_links(place, ".md"):
            what = "leads outside the book folder" if path == place else "is a link that leads to no file"
            problems.error(Source(path), "outside", f"{what}, so it is not read", "put the file itself there")
        for path in folder.files(place):
            stem, suffix = posixpath.splitext(path)
            if suffix.lower() in _NEARLY:
                problems.warning(
                    Source(path), "not-read", f"is not read: chapters end in .md, not {suffix}", f"{stem}.md"
                )
    for name in folder.folders(CHAPTERS):
        inside = [path for path in folder.files(f"{CHAPTERS}/{name}", ".md") if _has_header(path, folder)]
        if name not in _KNOWN and inside:
            problems.warning(
                Source(f"{CHAPTERS}/{name}"),
                "not-read",
                f"holds {len(inside)} chapter{'' if len(inside) == 1 else 's'} not read",
                "chapters lie in chapters/ itself; those that wait for a rank in chapters/unranked/",
            )
    return files


def _has_header(path: str, folder: Folder) -> bool:
    """Whether a file looks like a chapter (notes of the writer's may lie anywhere)."""
    try:
        return folder.read_bytes(path).lstrip(b"\xef\xbb\xbf \r\n").startswith(b"---")
    except (OSError, OutsideError):
        return False
