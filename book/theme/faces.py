"""The font files of a theme: from Python packages that hold fonts, or from the theme's own `fonts/`."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from book.guessing import did_you_mean
from book.model.theme import Face
from book.problems import Problems, Source
from book.sources import Folder, OutsideError
from book.theme.declarations import Given
from book.typeset.opentype import characters

KEYS = ("package", "licence", "files")
_KIND = re.compile(r"([1-9]00)(?: (italic|normal))?")
_PACKAGE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_FAMILY = re.compile(r"\w[\w .'-]{0,60}")
_SIGNATURES = (b"OTTO", b"\0\1\0\0", b"true", b"wOFF", b"wOF2")


def faces(declared: Mapping[str, Given], problems: Problems) -> tuple[Face, ...]:
    """Return the faces of a theme, by family, weight and style; a missing one is left out after a problem."""
    found: dict[str, Face] = {}
    for family, given in sorted(declared.items()):
        if given.value is False:
            continue
        if not isinstance(given.value, dict) or not _FAMILY.fullmatch(family):
            message = f"the faces of “{family}” must be a table"
            problems.error(given.source, "faces", message, f'[faces."{family}"]')
            continue
        for face in _family(family, given, given.value, problems):
            other = found.get(face.name)
            if other and other.path != face.path:
                message = f"two font files of the theme are called {face.name}"
                problems.error(given.source, "faces", message, "rename one of them")
            # One file serving two faces is one file in the book.
            found[face.name if not other else f"{face.name} {family} {face.weight} {face.style}"] = face
    return tuple(sorted(found.values(), key=lambda face: (face.family, face.weight, face.style)))


def _family(family: str, given: Given, table: Mapping[str, object], problems: Problems) -> list[Face]:
    for key in table:
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"known: {', '.join(KEYS)}"
            problems.error(given.source, "unknown-key", f"`{key}` is not a key of faces", hint)
    source = given.layer.toml.source("faces", family, "files")
    files = table.get("files")
    if not isinstance(files, dict) or not files:
        hint = 'files = { "400" = "Name-Regular.otf", "400 italic" = "Name-Italic.otf" }'
        problems.error(given.source, "faces", f"the faces of “{family}” name no files", hint)
        return []
    where = _folder(family, given, table.get("package"), problems)
    if where is None:
        return []
    folder, inside = where
    licence = table.get("licence", "")
    made: list[Face] = []
    for kind, name in files.items():
        matched = _KIND.fullmatch(str(kind))
        if not matched or not isinstance(name, str) or Path(name).name != name:
            problems.error(
                source, "faces", f"“{family}”: cannot read `{kind} = {name!r:.40}`", '"400 italic" = "Name.otf"'
            )
            continue
        path = _file(folder, f"{inside}{name}", family, source, problems)
        if path:
            style: Literal["normal", "italic"] = "italic" if matched[2] == "italic" else "normal"
            made.append(Face(family, int(matched[1]), style, name, path, licence if isinstance(licence, str) else ""))
    return made


def _folder(family: str, given: Given, package: object, problems: Problems) -> tuple[Folder, str] | None:
    """Return the folder a family's files are in, and the path to them inside it."""
    if package is None:
        return given.layer.folder, given.layer.file("fonts/")
    source = given.layer.toml.source("faces", family, "package")
    if not isinstance(package, str) or not _PACKAGE.fullmatch(package):
        message = f"`package` takes the name of an installed Python package, not {package!r:.40}"
        problems.error(source, "faces", message, 'package = "font_source_serif_pro"')
        return None
    spec = importlib.util.find_spec(package)  # finds without importing: a top-level name
    if spec is None or not spec.origin or not (files := Path(spec.origin).parent / "files").is_dir():
        message = f"the font package for “{family}” is not installed"
        problems.error(source, "missing-face", message, f"pip install {package.replace('_', '-')}")
        return None
    return Folder(files), ""


def _file(folder: Folder, inside: str, family: str, source: Source, problems: Problems) -> Path | None:
    try:
        path = folder.path(inside)
        with path.open("rb") as file:
            signature = file.read(4)
    except (OSError, OutsideError, ValueError):
        there = [name.rsplit("/", 1)[-1] for name in folder.files(inside.rpartition("/")[0])]
        name = inside.rsplit("/", 1)[-1]
        hint = did_you_mean(name, there) or f"put {name} into the theme's fonts/"
        problems.error(source, "missing-face", f"the font file {name} of “{family}” is missing", hint)
        return None
    if signature not in _SIGNATURES or not characters(path.read_bytes()):
        problems.error(
            source, "missing-face", f"{path.name} is not a font file, or damaged", "use an .otf or .ttf file"
        )
        return None
    return path
