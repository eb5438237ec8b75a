"""Pictures: every file is opened and read to its last byte, so that no reader or printer meets a broken one."""

from __future__ import annotations

import hashlib
import io
import posixpath
import warnings
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from book.guessing import nearest
from book.manuscript.drawings import drawing_size
from book.manuscript.picture_error import PictureError
from book.model.book import Chapter, Matter, Picture
from book.model.gist import gist_of
from book.model.prose import Image
from book.model.slug import slug
from book.problems import Problems
from book.sources import Folder, OutsideError
from book.store.ledger import Ledger

LARGEST_FILE = 200_000_000
LARGEST_AREA = 120_000_000
"""Bytes and pixels beyond which a picture is refused: it would take gigabytes to open."""

_SMALLER = "make it smaller: 3,000 pixels a side is plenty"
_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/svg+xml": "svg"}
_USUAL = (".jpg", ".jpeg", ".png", ".gif", ".svg")
_TURNED = frozenset({5, 6, 7, 8})
"""Exif orientations that change width and height (Exif 2.32, tag 274)."""


@dataclass(frozen=True, slots=True)
class _Opened:
    path: str
    media_type: str
    width: int
    height: int
    digest: str


def open_pictures(
    pieces: Iterable[Chapter | Matter], folder: Folder, problems: Problems, whole: Ledger | None = None
) -> dict[str, Picture]:
    """Return the pictures of the book by path; each that cannot be used is one problem where it is first shown.

    `whole` holds the kind and size of those that were decoded to the last pixel before.
    """
    opened: dict[str, _Opened] = {}
    for path, image in _first_uses(pieces).items():
        try:
            opened[path] = _open(path, folder, image.source.file, whole)
        except PictureError as error:
            problems.error(image.source, error.code, f"{error}", error.hint)
    names = _names({path: picture.media_type for path, picture in opened.items()})
    return {
        path: Picture(picture.path, names[path], picture.media_type, picture.width, picture.height, picture.digest)
        for path, picture in opened.items()
    }


def _first_uses(pieces: Iterable[Chapter | Matter]) -> dict[str, Image]:
    found: dict[str, Image] = {}
    for piece in pieces:
        for image in gist_of(piece).images:
            if image.path:
                found.setdefault(image.path, image)
    return dict(sorted(found.items()))


def _open(path: str, folder: Folder, beside: str, whole: Ledger | None) -> _Opened:
    try:
        quoted = quote(path)
        if not folder.exists(path) and folder.exists(quoted):
            # files saved from the web are sometimes called just like their address
            path = quoted
        if not folder.exists(path):
            # a link out of the folder does not exist for us either: find says which it is
            folder.path(path)
            raise PictureError("missing-picture", f"there is no picture {path}", _similar(path, folder, beside))
        if folder.path(path).stat().st_size > LARGEST_FILE:
            raise PictureError("huge-picture", f"{path} is larger than 200 MB", _SMALLER)
        data = folder.read_bytes(path)
    except OutsideError as error:
        hint = "copy the picture itself into chapters/images/"
        raise PictureError("picture-outside", f"{path} leads outside the book folder", hint) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        if isinstance(error, PictureError):
            raise
        raise PictureError("unreadable-picture", f"{path} cannot be read: {reason.lower()}") from error
    if not data:
        raise PictureError("not-a-picture", f"{path} is empty", "copy the picture into the folder again")
    digest = hashlib.sha256(data).hexdigest()
    if _is_drawing(path, data):
        width, height = drawing_size(data, path)
        return _Opened(path, "image/svg+xml", width, height, digest)
    media_type, width, height = _photograph(path, data, digest, whole)
    return _Opened(path, media_type, width, height, digest)


def _similar(path: str, folder: Folder, beside: str) -> str:
    """Return a hint naming a file that may be meant, as it would be written in the file `beside`."""
    guess = f"chapters/images/{posixpath.basename(path)}"
    if not folder.exists(guess):
        places = ("chapters/images", posixpath.dirname(path))
        there = {posixpath.basename(name): name for place in places for name in folder.files(place)}
        pictures = [name for name in there if name.lower().endswith(_USUAL)]
        guess = there.get(nearest(posixpath.basename(path), pictures), "")
    if guess:
        return f"did you mean `{posixpath.relpath(guess, posixpath.dirname(beside))}`?"
    return "put the picture into chapters/images/ and write images/its-name.jpg"


def _is_drawing(path: str, data: bytes) -> bool:
    head = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if path.lower().endswith(".svg") and data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16
    return head.startswith(b"<svg") or (head.startswith((b"<?xml", b"<!")) and path.lower().endswith(".svg"))


def _photograph(path: str, data: bytes, digest: str, whole: Ledger | None) -> tuple[str, int, int]:
    """Return media type, width and height in px of a picture of pixels, as found before or now."""
    match whole.get(digest) if whole else None:
        case (str(media_type), int(width), int(height)):
            return media_type, width, height
        case _:
            found = _decoded(path, data)
            if whole:
                whole.put(digest, found)
            return found


def _decoded(path: str, data: bytes) -> tuple[str, int, int]:
    """Return media type, width and height in px of a picture of pixels, every one of them decoded."""
    from PIL import Image as Pixels
    from PIL import ImageFile, UnidentifiedImageError

    # the layout engine, once imported, has Pillow make up what a broken file lacks
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pixels.open(io.BytesIO(data))
            media_type = _media_type(path, picture.format or "", picture.size)
            turned = picture.getexif().get(274) in _TURNED
            width, height = picture.size
            # an eighth of the size decodes every byte of a JPEG in a fraction of the time
            picture.draft(None, (max(width // 8, 1), max(height // 8, 1)))
            picture.load()
    except PictureError:
        raise
    except UnidentifiedImageError as error:
        if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8")):
            raise _broken(path) from error
        hint = "open it and save it again as JPEG or PNG"
        raise PictureError("not-a-picture", f"{path} is not a picture", hint) from error
    except Pixels.DecompressionBombError as error:
        raise PictureError("huge-picture", f"{path} has too many pixels to be opened", _SMALLER) from error
    except Exception as error:
        # decoders raise whatever they stumble on: OSError, SyntaxError, struct.error, EOFError …
        raise _broken(path) from error
    if media_type == "image/jpeg" and data.rfind(b"\xff\xd9") < data.rfind(b"\xff\xda"):
        raise _broken(path)
    return (media_type, height, width) if turned else (media_type, width, height)


def _media_type(path: str, kind: str, size: tuple[int, int]) -> str:
    """Return the media type of a picture; raises `PictureError` if books do not hold its kind or size."""
    if kind not in _TYPES:
        message = f"{path} is a picture of the kind {kind}, which books do not hold"
        raise PictureError("picture-format", message, "save it as JPEG (photographs) or PNG (drawings)")
    if size[0] * size[1] > LARGEST_AREA:
        raise PictureError("huge-picture", f"{path} has {size[0]} × {size[1]} pixels", _SMALLER)
    return _TYPES[kind]


def _broken(path: str) -> PictureError:
    return PictureError(
        "broken-picture-file", f"{path} is damaged or cut short", "copy the picture into the folder again"
    )


def _names(types: dict[str, str]) -> dict[str, str]:
    """Return a unique, safe file name for each path; those that would be alike get a few letters of their path."""
    plain: dict[str, list[str]] = defaultdict(list)
    for path, media_type in types.items():
        stem = posixpath.splitext(posixpath.basename(path))[0]
        plain[f"{slug(stem, 'picture')[:60].strip('-')}.{_SUFFIXES[media_type]}"].append(path)
    names: dict[str, str] = {}
    for name, paths in plain.items():
        stem, _, suffix = name.rpartition(".")
        for path in paths:
            mark = f"-{hashlib.sha256(path.encode()).hexdigest()[:8]}" if len(paths) > 1 else ""
            names[path] = f"{stem}{mark}.{suffix}"
    return names
