"""Colours of the screen as inks: through a CMYK profile, greys always as black ink alone."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

BUILT_IN = Path(__file__).with_name("profiles") / "FOGRA39-240.icc"
BUILT_IN_CONDITION = "FOGRA39"
_A_GREY = 0.004


class ProfileError(ValueError):
    """The bytes are not a CMYK profile of a printer; the words say why."""


class Inks:
    """Turns RGB into CMYK by a profile (bytes of an ICC file), the same colours always into the same inks.

    Raises `ProfileError` for anything but a CMYK output profile.
    """

    def __init__(self, profile: bytes) -> None:
        from PIL import ImageCms

        if len(profile) < 132 or profile[36:40] != b"acsp":
            raise ProfileError("is not an ICC profile")
        if profile[12:16] != b"prtr" or profile[16:20] != b"CMYK":
            raise ProfileError("is not a profile of four printing inks (CMYK)")
        try:
            press = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            self._transform: Any = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                press,
                "RGB",
                "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError) as error:
            raise ProfileError("cannot be used for converting colours") from error
        self._known: dict[tuple[float, float, float], tuple[float, ...]] = {}

    def of(self, red: float, green: float, blue: float) -> tuple[float, ...]:
        """Return the inks of a colour (parts from 0 to 1): one part is grey (1 is white), four are CMYK."""
        if max(red, green, blue) - min(red, green, blue) < _A_GREY:
            return (round((red + green + blue) / 3, 4),)
        key = (red, green, blue)
        if key not in self._known:
            from PIL import Image

            pixel = Image.new("RGB", (1, 1), tuple(round(min(max(part, 0.0), 1.0) * 255) for part in key))
            inks = self.picture(pixel).getpixel((0, 0))
            if not isinstance(inks, tuple):
                raise TypeError(inks)
            self._known[key] = tuple(round(ink / 255, 4) for ink in inks)
        return self._known[key]

    def picture(self, picture: Image) -> Image:
        """Return an RGB picture in CMYK."""
        from PIL import Image, ImageCms

        converted = ImageCms.applyTransform(picture, self._transform)
        if not isinstance(converted, Image.Image):
            raise TypeError(converted)
        return converted
