"""The styles of an edition and the files they need: faces, book.css, what the format adds, the page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from book.edition.geometry import page_css
from book.edition.selection import Format
from book.model.edition import Geometry, ShelfFile
from book.model.theme import Face, Theme

_MEDIA = {
    ".otf": "font/otf",
    ".ttf": "font/ttf",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
}


def faces_named(theme: Theme, css: str) -> tuple[Face, ...]:
    """Return the faces of the families that styles name."""
    return tuple(face for face in theme.faces if face.family in css)


def face_css(faces: Iterable[Face]) -> str:
    """Return the declarations of faces."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style};'
        f' src: url("faces/{face.name}"); }}\n'
        for face in faces
    )


def text_css(theme: Theme, format: Format, geometry: Geometry | None) -> tuple[str, tuple[Face, ...]]:  # noqa: A002
    """Return all styles of a format, and the faces they declare."""
    css = theme.styles.book + (theme.styles.epub if format == "epub" else theme.styles.print)
    faces = faces_named(theme, css)
    page = page_css(geometry) if geometry else ""
    return face_css(faces) + css + page, faces


def cover_css(theme: Theme) -> tuple[str, tuple[Face, ...]]:
    """Return the styles of the cover, and the faces they declare."""
    faces = faces_named(theme, theme.styles.cover)
    return face_css(faces) + theme.styles.cover, faces


@dataclass(frozen=True, slots=True)
class Dress:
    """What an edition wears: its styles and those of its cover, the faces each declares, and their files."""

    css: str
    faces: tuple[Face, ...]
    cover_css: str
    cover_faces: tuple[Face, ...]
    shelf: Mapping[str, ShelfFile]


def dress(theme: Theme, format: Format, geometry: Geometry | None) -> Dress:  # noqa: A002
    """Return the styles of a format, on pages of a geometry if it has pages."""
    css, faces = text_css(theme, format, geometry)
    front_css, front_faces = cover_css(theme)
    both = sorted({*faces, *front_faces}, key=lambda face: (face.family, face.weight, face.style, face.name))
    return Dress(css, faces, front_css, front_faces, theme_shelf(theme, both))


def theme_shelf(theme: Theme, faces: Iterable[Face]) -> dict[str, ShelfFile]:
    """Return the files of a theme by the URL content uses: `faces/NAME`, `theme/NAME`."""
    shelf = {f"faces/{face.name}": shelf_file(face.path) for face in faces}
    return shelf | {f"theme/{name}": shelf_file(path) for name, path in theme.assets.items()}


def shelf_file(path: Path) -> ShelfFile:
    """Return a file with the SHA-256 of its bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, 1 << 20), b""):
            digest.update(chunk)
    return ShelfFile(path, _MEDIA.get(path.suffix.lower(), "application/octet-stream"), digest.hexdigest())
