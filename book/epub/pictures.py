"""Pictures as an EPUB carries them: as they are, but without what betrays the photographer, and not too large.

Stores refuse or shrink pictures over a number of pixels: Apple allows 5.6 million and once allowed 4
(https://help.apple.com/itc/booksassetguide/en.lproj/itca71ad3c33.html), Kindle warns at 5. Only pictures over the
budget, in CMYK or turned by their camera are made anew.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from book.model.stores import ANY, Store

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 88
_ORIENTATION = 0x0112
_KEPT_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif"}
_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True, slots=True)
class Packed:
    """A picture's bytes, media type and file name inside the EPUB, and whether it moves."""

    data: bytes
    media_type: str
    name: str
    moves: bool = False


def pack_picture(data: bytes, media_type: str, name: str, store: Store = ANY) -> Packed:
    """Return a picture fit for a store, or for all; its pixels are touched only where they must be.

    Formats that Kindle does not know (WebP, TIFF, …) become JPEG, or PNG where they are see-through, under a name
    to match. Raises `OSError` if the bytes are no picture.
    """
    if media_type == "image/svg+xml":
        return Packed(data, media_type, name)
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:
        moves = getattr(picture, "n_frames", 1) > 1
        kept = _KEPT_TYPES.get(picture.format or "")
        large = picture.width * picture.height > store.picture_pixels or len(data) > (store.picture_bytes or len(data))
        turned = picture.getexif().get(_ORIENTATION, 1) not in (0, 1)
        clear = not store.clear and picture.has_transparency_data
        if kept and (moves or not (large or turned or clear or picture.mode in ("CMYK", "YCCK"))):
            return Packed(_without_metadata(data, kept), kept, name, moves)
        return _made_anew(picture, name, store)


def _made_anew(picture: Image, name: str, store: Store) -> Packed:
    from PIL import Image, ImageOps

    profile = None if picture.mode in ("CMYK", "YCCK") else picture.info.get("icc_profile")
    image: Image.Image = ImageOps.exif_transpose(picture)
    clear = image.has_transparency_data
    if image.mode in ("1", "L", "LA") and not clear:
        image = image.convert("L")
    else:
        image = image.convert("RGBA" if clear else "RGB")
    if clear and not store.clear:
        image, clear = _on_white(image), False
    pixels = image.width * image.height
    if pixels > store.picture_pixels:
        scale = (store.picture_pixels / pixels) ** 0.5
        size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    media_type = "image/png" if clear or picture.format == "PNG" else "image/jpeg"
    written = _saved(image, media_type, profile, _QUALITY)
    if store.picture_bytes and len(written) > store.picture_bytes and not clear:
        media_type, image = "image/jpeg", image.convert("RGB") if image.mode not in ("L", "RGB") else image
        written = _light(image, profile, store.picture_bytes)
    stem, dot, suffix = name.rpartition(".")
    same = suffix.lower() in ({"jpg", "jpeg"} if media_type == "image/jpeg" else {"png"})
    new_name = name if dot and same else f"{stem if dot else name}-{suffix.lower()}{_SUFFIXES[media_type]}"
    return Packed(written, media_type, new_name)


def _saved(image: Image, media_type: str, profile: bytes | None, quality: int) -> bytes:
    out = io.BytesIO()
    if media_type == "image/png":
        image.save(out, "PNG", optimize=True, icc_profile=profile)
    else:
        image.save(out, "JPEG", quality=quality, subsampling=0, icc_profile=profile)
    return out.getvalue()


def _on_white(image: Image) -> Image:
    from PIL import Image as Pixels

    ground = Pixels.new("RGB", image.size, "#ffffff")
    ground.paste(image, mask=image.getchannel("A"))
    return ground


def fit_cover(data: bytes, store: Store) -> bytes:
    """Return a cover no larger than a store takes it, in bytes."""
    from PIL import Image as Pixels

    if len(data) <= store.cover_bytes:
        return data
    with Pixels.open(io.BytesIO(data)) as picture:
        return _light(picture.convert("RGB"), None, store.cover_bytes)


def _light(image: Image, profile: bytes | None, most: int) -> bytes:
    """Return a JPEG of at most so many bytes: first of a lower quality, then of fewer pixels."""
    while True:
        for quality in (_QUALITY, 80, 70, 60):
            written = _saved(image, "image/jpeg", profile, quality)
            if len(written) <= most or max(image.size) < 64:
                return written
        image = image.resize((max(1, image.width * 3 // 4), max(1, image.height * 3 // 4)))


def _without_metadata(data: bytes, media_type: str) -> bytes:
    """Return the picture without camera data, place and comments; its pixels and colour profile untouched."""
    try:
        if media_type == "image/jpeg":
            return _bare_jpeg(data)
        if media_type == "image/png":
            return _bare_png(data)
    except (IndexError, struct.error):
        pass  # an odd file that opens all the same: better whole than broken
    return data


def _bare_jpeg(data: bytes) -> bytes:
    """Drop APP1 (Exif, XMP), APP13 (Photoshop, IPTC) and comments, up to the start of the scan (ISO 10918-1, B.1)."""
    kept = bytearray(data[:2])
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # padding before a marker
            at += 1
            continue
        if marker == 0xDA:
            return bytes(kept + data[at:])
        (length,) = struct.unpack_from(">H", data, at + 2)
        if marker not in (0xE1, 0xED, 0xFE):
            kept += data[at : at + 2 + length]
        at += 2 + length
    return data


def _bare_png(data: bytes) -> bytes:
    """Drop the chunks of text, time and camera data (PNG, third edition, 11.3)."""
    kept = bytearray(data[:8])
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        if kind not in (b"tEXt", b"zTXt", b"iTXt", b"tIME", b"eXIf"):
            kept += data[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            break
    return bytes(kept)
