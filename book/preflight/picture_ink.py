"""The most ink of a picture in four colours, counted over its pixels."""

from __future__ import annotations

from book.preflight.painted import Node

_SAMPLED = 1_000_000
"""Pixels beyond which every second, third, … is counted."""


def most_ink(picture: Node, space: str) -> float:
    """Return the ink of the heaviest pixels of a CMYK picture in percent; 0 for others, and for what cannot be read.

    The heaviest thousandth is left out: single pixels are noise.
    """
    if space not in ("cmyk", "icc cmyk"):
        return 0.0
    import pikepdf
    from PIL import Image

    try:
        image = pikepdf.PdfImage(picture).as_pil_image()
    except Exception:  # noqa: BLE001 -- pikepdf and Pillow raise whatever the picture's filter raises
        return 0.0
    if image.mode != "CMYK":
        return 0.0
    step = max(1, int((image.width * image.height / _SAMPLED) ** 0.5))
    if step > 1:
        image = image.resize((image.width // step, image.height // step), Image.Resampling.NEAREST)
    sums: dict[int, int] = {}
    for count, colour in image.getcolors(maxcolors=image.width * image.height) or []:
        total = sum(colour) if isinstance(colour, tuple) else 0
        sums[total] = sums.get(total, 0) + count
    left = image.width * image.height / 1000
    for total in sorted(sums, reverse=True):
        left -= sums[total]
        if left < 0:
            return total / 2.55
    return 0.0
