"""Further files of a theme: ornaments and pictures in `assets/`, opened to the last byte before they are used."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from book.problems import Problems, Source
from book.sources.drawing import DrawingError, read_drawing
from book.theme.chain import Layer

SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def assets(chain: tuple[Layer, ...], problems: Problems) -> dict[str, Path]:
    """Return the files of `assets/` by name, a child's before its parent's; ones that are not whole are left out."""
    found: dict[str, Path] = {}
    for layer in reversed(chain):
        for inside in layer.folder.files(f"{layer.inside}/assets"):
            name = inside.rsplit("/", 1)[-1]
            path = layer.folder.path(inside) if layer.folder.exists(inside) else None
            if path is None or not _NAME.fullmatch(name) or path.suffix.lower() not in SUFFIXES:
                hint = f"use a plain name ending in {', '.join(SUFFIXES)}"
                problems.error(Source(inside), "theme-asset", "cannot be used in a book", hint)
            elif wrong := _wrong_svg(path) if path.suffix.lower() == ".svg" else _wrong_picture(path):
                problems.error(Source(inside), "theme-asset", wrong)
            else:
                found[name] = path
    return dict(sorted(found.items()))


def _wrong_picture(path: Path) -> str:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a decompression bomb is a warning first
            with Image.open(path) as picture:
                picture.load()
    except Exception as error:  # noqa: BLE001 -- Pillow's readers raise many kinds
        reason = (str(error).splitlines() or ["unreadable"])[0].replace(str(path), path.name)
        return f"is not a whole picture: {reason:.80}"
    return ""


def _wrong_svg(path: Path) -> str:
    try:
        root = read_drawing(path.read_bytes())
    except (DrawingError, OSError) as error:
        return str(error)
    held = {element.tag.rpartition("}")[2] for element in root.iter() if isinstance(element.tag, str)}
    return next((f"may not hold <{name}>" for name in ("image", "style") if name in held), "")
