"""Finding a theme and its ancestors: the book's own themes first, then the built-in ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from book.guessing import did_you_mean
from book.model.slug import slug
from book.problems import BookError, Problem, Problems, Source
from book.sources import Folder, TomlFile, read_toml

NAME = re.compile(r"\w(?:[\w-]{0,60}\w)?")
MOST_ANCESTORS = 12


@dataclass(frozen=True, slots=True)
class Layer:
    """One theme of a chain: its folder (`inside` is "themes/NAME") and what its theme.toml says."""

    name: str
    built_in: bool
    folder: Folder
    inside: str
    toml: TomlFile

    def file(self, name: str) -> str:
        """Return the path of one of the theme's files, as the folder knows it."""
        return f"{self.inside}/{name}"


def built_in_folder() -> Folder:
    """Return the folder whose `themes/` holds the built-in themes: the package's in a wheel, else the checkout's."""
    package = Path(__file__).resolve().parent.parent
    return Folder(package if (package / "themes").is_dir() else package.parent)


def names(root: Path | None) -> tuple[str, ...]:
    """Return the names of all themes, sorted."""
    folders = [built_in_folder()] + ([Folder(root)] if root else [])
    return tuple(sorted({name for folder in folders for name in _names_in(folder)}))


def _names_in(folder: Folder) -> list[str]:
    themes = folder.root / "themes"
    if not themes.is_dir():
        return []
    found = (entry.name for entry in themes.iterdir() if NAME.fullmatch(entry.name))
    return [name for name in found if folder.exists(f"themes/{name}/theme.toml")]


def description(root: Path | None, name: str) -> str:
    """Return the `description` of a theme, or ""."""
    for folder in ([Folder(root)] if root else []) + [built_in_folder()]:
        if NAME.fullmatch(name) and folder.exists(f"themes/{name}/theme.toml"):
            toml = read_toml(folder, f"themes/{name}/theme.toml", Problems())
            words = toml.data.get("description") if toml else None
            return words if isinstance(words, str) else ""
    return ""


def find_chain(root: Path, name: str, source: Source) -> tuple[Layer, ...]:
    """Return a theme and its ancestors, the theme itself first.

    `source` is where the theme was chosen. Raises `BookError` for a theme or parent that does not exist or
    cannot be read, and for a circle.
    """
    own, built_in = Folder(root), built_in_folder()
    layers: list[Layer] = []
    seen: set[tuple[Path, str]] = set()
    wanted, wanted_at, folders = name, source, [own, built_in]
    while True:
        layer = _read(wanted, wanted_at, folders, root)
        key = (layer.folder.root, layer.inside)
        if key in seen or len(layers) >= MOST_ANCESTORS:
            circle = " → ".join([*(one.name for one in layers), wanted])
            raise BookError(
                [Problem(wanted_at, "theme-circle", f"the themes extend one another in a circle: {circle}")]
            )
        seen.add(key)
        layers.append(layer)
        parent = layer.toml.data.get("extends")
        if parent is None:
            return tuple(layers)
        wanted_at = layer.toml.source("extends")
        if not isinstance(parent, str):
            raise BookError(
                [Problem(wanted_at, "wrong-type", "`extends` takes the name of one theme", 'extends = "classic"')]
            )
        folders = [built_in] if layer.built_in or parent == layer.name else [own, built_in]
        wanted = parent


def _read(name: str, source: Source, folders: list[Folder], root: Path) -> Layer:
    for folder in folders:
        if NAME.fullmatch(name) and folder.exists(f"themes/{name}/theme.toml"):
            problems = Problems()
            toml = read_toml(folder, f"themes/{name}/theme.toml", problems)
            if toml is None:
                raise BookError(problems)
            return Layer(name, folder.root == built_in_folder().root, folder, f"themes/{name}", toml)
    if NAME.fullmatch(name) and any((folder.root / "themes" / name).is_dir() for folder in folders):
        message = f"the folder themes/{name} holds no theme.toml, so it is not a theme"
        raise BookError([Problem(source, "unknown-theme", message, f"write themes/{name}/theme.toml")])
    if "/" not in name and any(folder.exists(f"themes/{name}/theme.toml") for folder in folders):
        message = f"“{name:.60}” cannot name a theme: letters, digits and hyphens only"
        raise BookError([Problem(source, "theme-name", message, f"rename its folder: themes/{slug(name, 'my')}")])
    there = names(root)
    if name in there:  # a theme that extends its own name means the built-in one
        hint = f'extends = "{", ".join(names(None)[:1])}"'
        raise BookError(
            [Problem(source, "unknown-theme", f"“{name}” extends itself: no built-in theme has its name", hint)]
        )
    hint = did_you_mean(name, there) or f"themes: {', '.join(there)}"
    raise BookError([Problem(source, "unknown-theme", f"there is no theme called “{name:.60}”", hint)])
