"""Pictures in inks: grey as black ink alone, colours through the profile; converted once, and kept by content."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any

from book.pdf.inks import Inks
from book.store import Store, key_of

Node = Any
_QUALITY = 95
"""Of photographs, which stay JPEG: high enough that no ink is added."""


class InkedPictures:
    """Writes the pictures of a PDF anew in the inks of a profile.

    `cache` is a folder that holds pictures converted before (None: without one).
    """

    def __init__(self, profile: bytes, cache: Path | None) -> None:
        from PIL import __version__, features

        self.inks = Inks(profile)
        self._store = Store(cache, "inks")
        self._press = key_of(profile, f"{__version__} {features.version('littlecms2')}")

    def write(self, picture: Node) -> None:
        """Write a picture of a PDF in grey or in four inks, unless it is so already."""
        import pikepdf
        from pikepdf import Array, Name

        if picture.get("/ImageMask") or str(picture.get("/ColorSpace")) in ("/DeviceGray", "/DeviceCMYK"):
            return
        opened = pikepdf.PdfImage(picture).as_pil_image()
        photograph = str(picture.get("/Filter")) == "/DCTDecode"
        for key in ("/DecodeParms", "/Decode", "/Mask"):
            if key in picture:
                del picture[key]
        kind, data = self._made(opened, photograph=photograph)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceCMYK if kind in b"cC" else Name.DeviceGray, 8
        picture.write(data, filter=Name.DCTDecode if kind.isupper() else Name.FlateDecode)
        if kind == b"C":
            picture.Decode = Array([1, 0] * 4)  # Pillow writes CMYK inverted, as Adobe does

    def finish(self) -> None:
        """Note what was used, for the next time."""
        self._store.finish()

    def _made(self, opened: Any, *, photograph: bool) -> tuple[bytes, bytes]:  # noqa: ANN401 -- a picture of Pillow
        """Return a letter (c or g, in capitals a JPEG) and the bytes of its stream."""
        key = key_of(self._press, f"{opened.mode} {opened.size} {photograph}", opened.tobytes(), _palette(opened))
        kept = self._store.get(key)
        if kept is None:
            kept = self._convert(opened, photograph=photograph)
            self._store.put(key, kept)
        return kept[:1], kept[1:]

    def _convert(self, opened: Any, *, photograph: bool) -> bytes:  # noqa: ANN401
        made = self._in_inks(opened)
        kind = b"c" if made.mode == "CMYK" else b"g"
        if not photograph:
            return kind + zlib.compress(made.tobytes())
        out = io.BytesIO()
        made.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        return kind.upper() + out.getvalue()

    def _in_inks(self, opened: Any) -> Any:  # noqa: ANN401
        if opened.mode in ("1", "L"):
            return opened.convert("L")
        if opened.mode == "CMYK":
            return opened
        rgb = opened.convert("RGB")
        return rgb.getchannel("R") if _is_grey(rgb) else self.inks.picture(rgb)


def _palette(opened: Any) -> bytes:  # noqa: ANN401
    return bytes(opened.getpalette() or ()) if opened.mode == "P" else b""


def _is_grey(rgb: Any) -> bool:  # noqa: ANN401
    """Whether red, green and blue are the same everywhere in a picture."""
    from PIL import ImageChops

    red, green, blue = rgb.split()
    return not any(ImageChops.difference(one, green).getbbox() for one in (red, blue))
