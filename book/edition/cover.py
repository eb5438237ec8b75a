"""The picture of the cover: the file that the theme's option `cover_picture` names."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from book.edition.styles import shelf_file
from book.model.book import Book
from book.model.edition import ShelfFile
from book.model.slug import slug
from book.model.theme import Theme
from book.model.views import FigureView
from book.problems import Problems, Source
from book.sources import Folder, OutsideError


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """What the cover shows, and the file it needs; empty without one."""

    view: FigureView | None = None
    shelf: Mapping[str, ShelfFile] = field(default_factory=dict)


def cover_picture(book: Book, theme: Theme, source: Source, problems: Problems) -> CoverPicture:
    """Return the picture of the cover, opened to its last byte; `source` is where the theme's options are given."""
    path = theme.options.get("cover_picture", "")
    if not isinstance(path, str) or not path:
        return CoverPicture()
    try:
        file = Folder(book.root).path(path)
        size = _size(file)
    except (OutsideError, OSError) as error:
        reason = (str(error).splitlines() or ["unreadable"])[0][:80]
        problems.error(source, "cover-picture", f"the cover picture {path} cannot be used: {reason}")
        return CoverPicture()
    name = f"cover-{slug(PurePosixPath(path).stem, 'picture')}{file.suffix.lower()}"
    view = FigureView(f"pictures/{name}", "", *size, caption=Markup(""), credit="", decorative=True)
    return CoverPicture(view, {view.src: shelf_file(file)})


def _size(file: Path) -> tuple[int, int]:
    """Return width and height in px; raises `OSError` for what is not a whole picture."""
    from PIL import Image

    if file.suffix.lower() not in (".jpg", ".jpeg", ".png"):
        raise OSError("it is neither JPEG nor PNG")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a decompression bomb is a warning first
            with Image.open(file) as picture:
                picture.load()
                return picture.size
    except OSError:
        raise
    except Exception as error:
        raise OSError(str(error)) from error
