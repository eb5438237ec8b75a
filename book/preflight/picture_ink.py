"""The most ink of a picture in four colours, counted over its pixels."""

from __future__ import annotations

from book.preflight.painted import Node

_SAMPLED = 1_000_000
"""Pixels beyond which every second, third, … is counted."""


class PictureInk:
    """The ink of the pictures of a file; one that is shown again is not counted again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], float] = {}

    def of(self, picture: Node, space: str) -> float:
        """Return the ink of the heaviest pixels of a CMYK picture in percent, 0 for others."""
        if space not in ("cmyk", "icc cmyk"):
            return 0.0
        if not picture.is_indirect:
            return most_ink(picture)
        if picture.objgen not in self._known:
            self._known[picture.objgen] = most_ink(picture)
        return self._known[picture.objgen]


def most_ink(picture: Node) -> float:
    """Return the ink of the heaviest pixels of a CMYK picture in percent; 0 for what cannot be read as one.

    The heaviest thousandth is left out: single pixels are noise.
    """
    import pikepdf
    from PIL import Image, ImageMath

    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
    except Exception:  # noqa: BLE001 -- pikepdf and Pillow raise whatever the picture's filter raises
        return 0.0
    if image.mode != "CMYK":
        return 0.0
    step = max(1, int((image.width * image.height / _SAMPLED) ** 0.5))
    if step > 1:
        image = image.resize((image.width // step, image.height // step), Image.Resampling.NEAREST)
    totals = ImageMath.lambda_eval(
        lambda inks: inks["c"] + inks["m"] + inks["y"] + inks["k"], **dict(zip("cmyk", image.split(), strict=True))
    )
    left = image.width * image.height / 1000
    for count, total in sorted(totals.getcolors(maxcolors=4 * 255 + 1) or [], key=lambda one: -one[1]):
        left -= count
        if left < 0:
            return float(total / 2.55)
    return 0.0
