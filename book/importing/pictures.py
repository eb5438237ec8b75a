"""Pictures from the folder or archive that the writer gives; nothing is ever fetched."""

from __future__ import annotations

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from book.importing.archive import Archive, ArchiveError
from book.importing.post import Block
from book.importing.unpacked import Unpacked
from book.model.slug import slug

LARGEST = 100_000_000
LARGEST_AREA = 120_000_000
"""Bytes and pixels beyond which a picture is not opened."""
_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif")
_SIZE = re.compile(r"(?:-\d{2,4}x\d{2,4}|-scaled|-rotated|-e\d{10,})+$")
_KEPT = {"JPEG": ".jpg", "MPO": ".jpg", "PNG": ".png", "GIF": ".gif"}


@dataclass(slots=True)
class Pictures:
    """The pictures given, by their name without size and suffix; and what became of those the posts show."""

    files: dict[str, tuple[str, Path | Archive | Unpacked]] = field(default_factory=dict)
    known: Mapping[str, tuple[str, str, str]] = field(default_factory=dict)
    """Number of an attachment → (address, caption, alternative text)."""
    used: dict[str, tuple[str, Path | Archive | Unpacked]] = field(default_factory=dict)
    """Name in `chapters/images/` → where it comes from."""
    missing: dict[str, int] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def add_folder(self, folder: Path) -> None:
        """Take note of the pictures in a folder, and in the folders inside it; links are not followed."""
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in _SUFFIXES and path.is_file() and not path.is_symlink():
                self._add(path.name, str(path), path)

    def add_archive(self, archive: Archive | Unpacked) -> None:
        """Take note of the pictures in an archive."""
        for name in archive.names:
            if PurePosixPath(name).suffix.lower() in _SUFFIXES:
                self._add(PurePosixPath(name).name, name, archive)

    def _add(self, name: str, path: str, place: Path | Archive | Unpacked) -> None:
        self.files.setdefault(_exact(name), (path, place))
        self.files.setdefault(_loose(name), (path, place))

    def completed(self, block: Block) -> Block:
        """Return a picture with the address, caption and alternative text that the blog's library has for it."""
        number = block.address[1:] if block.address.startswith("#") else str(block.level or "")
        address, caption, alt = self.known.get(number, ("", "", ""))
        if block.address.startswith("#"):
            from book.importing.rich import Rich

            return Block(
                "picture", block.text or Rich(caption), block.line, 0, address or block.address, block.alt or alt
            )
        return block if block.alt else Block("picture", block.text, block.line, 0, block.address, alt)

    def file_for(self, address: str) -> str:
        """Return the name in `chapters/images/` of the picture of an address, or "" after counting it as missing."""
        if address in self._names:
            return self._names[address]
        name = _name_of(address)
        found = self.files.get(_exact(name)) or self.files.get(_loose(name)) if name else None
        if not found:
            self.missing[name or address] = self.missing.get(name or address, 0) + 1
            return ""
        made, why = _target(found)
        if why:
            self.broken[name] = why
            self.missing[name] = self.missing.get(name, 0) + 1
            return ""
        made = self._free(made, found)
        self.used[made] = found
        self._names[address] = made
        return made

    def _free(self, name: str, found: tuple[str, Path | Archive | Unpacked]) -> str:
        stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
        number = 1
        while name in self.used and self.used[name] != found:
            number += 1
            name = f"{stem}-{number}{suffix}"
        return name


def data_of(found: tuple[str, Path | Archive | Unpacked]) -> bytes:
    """Return the bytes of a picture, as a kind that a book may hold. Raises `OSError`."""
    data = _raw(found)
    if _kind(data) in _KEPT:
        return data
    return _converted(data)


def _raw(found: tuple[str, Path | Archive | Unpacked]) -> bytes:
    path, place = found
    if isinstance(place, Archive | Unpacked):
        try:
            return place.read(path, LARGEST)
        except (ArchiveError, zipfile.BadZipFile) as error:
            raise OSError(str(error)) from error
    if place.stat().st_size > LARGEST:
        raise OSError("larger than 100 MB")
    return place.read_bytes()


def _kind(data: bytes) -> str:
    from PIL import Image, UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > LARGEST_AREA:
                    raise OSError("has more than 120 million pixels")
                image.load()
                return str(image.format)
        except (UnidentifiedImageError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
            raise OSError("is not a whole picture") from error


def _converted(data: bytes) -> bytes:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        made = io.BytesIO()
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(made, "PNG")
        return made.getvalue()


def _target(found: tuple[str, Path | Archive | Unpacked]) -> tuple[str, str]:
    """Return the name a picture gets, and why it cannot be used ("" if it can)."""
    try:
        kind = _kind(_raw(found))
    except OSError as error:
        return "", str(error)
    stem = slug(PurePosixPath(found[0]).stem, "picture")[:80]
    return f"{stem}{_KEPT.get(kind, '.png')}", ""


def _name_of(address: str) -> str:
    try:
        path = urlsplit(address).path or address
    except ValueError:
        path = address
    return PurePosixPath(unquote(path).replace("\\", "/")).name


def _exact(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _loose(name: str) -> str:
    stem = PurePosixPath(_exact(name)).stem
    return f"{_SIZE.sub('', stem)}.*"
