"""Pictures on their way to the page: opened to the last byte, made grey, turned upright."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

GREY_JPEG_QUALITY = 92
_GREY = ("L", "LA", "1")
_OPAQUE = {"RGBA": "RGB", "LA": "L"}
_MOST_SHADOW = 0.92
_DOT_GAIN = 0.87
"""The exponent that lightens the middle: 50 % of ink becomes 45 %."""
_SETTINGS: dict[str, dict[str, int | bool]] = {
    "JPEG": {"quality": GREY_JPEG_QUALITY, "optimize": True},
    "PNG": {"compress_level": 1},
}


class PictureError(ValueError):
    """A picture cannot be opened to its end, or asks for what pictures may not."""


def check_svg(data: bytes) -> bytes:
    """Return an SVG written anew without comments and processing instructions.

    Raises `PictureError` if it is not well-formed or declares entities. Its colours are made grey with those
    of the page, since a page draws it as lines and areas.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError(str(error).partition(", line")[0]) from error
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise PictureError("declares entities")
    written: bytes = etree.tostring(root, encoding="utf-8")
    return written


def prepare(data: bytes, *, grey: bool) -> bytes:
    """Return a raster picture as the page takes it, in 8 bits a channel, as JPEG if it was one, else as PNG.

    A picture that needs nothing is returned as it is. Raises `PictureError` if it is not whole.
    """
    from PIL import ImageOps
    from PIL.Image import DecompressionBombError
    from PIL.Image import open as open_picture

    try:
        with open_picture(io.BytesIO(data)) as opened:
            opened.load()
            kind = "JPEG" if opened.format in ("JPEG", "MPO") else "PNG"
            made = _ready(opened, kind, grey=grey)
            if made is opened:
                return data
            out = io.BytesIO()
            ImageOps.exif_transpose(made).save(out, kind, **_SETTINGS[kind])
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, DecompressionBombError) as error:
        raise PictureError(str(error) or type(error).__name__) from error


def _ready(image: Image, kind: str, *, grey: bool) -> Image:
    """Return a picture with the channels the page takes, or the very same if it has them."""
    if image.mode.startswith(("I", "F")):
        return _eight_bits(image)
    if grey and image.mode not in _GREY:
        image = _grey(image)
    if grey and kind == "JPEG" and image.mode == "L":
        return _for_uncoated(image)  # drawings, which are PNG, keep their black
    if image.mode == "CMYK" and kind == "PNG":
        return image.convert("RGB")
    if image.mode in _OPAQUE and image.getchannel("A").getextrema()[0] == 255:
        # A transparency that hides nothing would still make the page a transparent one to a printer.
        return image.convert(_OPAQUE[image.mode])
    return image


def _for_uncoated(image: Image) -> Image:
    """Return a grey photograph for uncoated paper: no shadow over 92 % of ink, middle tones lighter by the dot gain.

    Ink spreads on such paper: shadows close up, and 50 % prints like 65 or 70 (ISO 12647-2, paper type 5).
    """
    deepest = 255 - round(255 * _MOST_SHADOW)
    return image.point([round(deepest + (255 - deepest) * (grey / 255) ** _DOT_GAIN) for grey in range(256)])


def _eight_bits(image: Image) -> Image:
    """Return a picture of 16 or 32 bits a channel in 8: converting alone would clip it to white."""
    _, high = image.convert("F").getextrema()
    scale = 255 / 65535 if isinstance(high, float) and high > 255 else 1.0
    return image.convert("F").point(lambda value: value * scale + 0.5).convert("L")


def _grey(image: Image) -> Image:
    """Return a picture of one channel, with its transparency if it has any."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        return image.convert("RGBA").convert("LA")
    return image.convert("RGB").convert("L")
