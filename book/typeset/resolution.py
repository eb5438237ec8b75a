"""Pictures at their printed size: what has more pixels than any press shows is made smaller as a page is written.

The engine knows how large a picture is printed only when it draws it. It can make one smaller itself (`dpi`), but
saves photographs at Pillow's lowest quality, again each time a page is written, and fails at a picture that is turned.
"""

from __future__ import annotations

import copy
import io
import math
from typing import Any

PHOTOGRAPH, DRAWING = 300, 600
"""Pixels an inch: all that printers ask for of a photograph (JPEG); lines and letters (PNG) show twice as many."""
TOLERANCE = 1.2
"""How many times that a picture may have: making it a little smaller only blurs it."""
_QUALITY = 92


def print_size() -> None:
    """Have the engine write pictures so; done again, it changes nothing."""
    from weasyprint.images import RasterImage

    if getattr(RasterImage.draw, "mended", False):
        return
    as_it_is = RasterImage.get_x_object

    def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:  # noqa: ANN401 -- the engine's
        if image.width <= 0 or image.height <= 0:
            return
        name = stream.add_image(image, style["image_rendering"] == "auto", _share(image, stream.ctm, width, height))
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(image: Any, interpolate: bool, share: float) -> Any:  # noqa: ANN401, FBT001 -- the engine's
        return as_it_is(image if share == 1 else smaller(image, share), interpolate, 1)

    draw.mended = True  # type: ignore[attr-defined]
    RasterImage.draw = draw
    RasterImage.get_x_object = get_x_object


def _share(image: Any, matrix: Any, width: float, height: float) -> float:  # noqa: ANN401 -- the engine's types
    """Return the share of a picture's pixels a side that its printed size (`width`, `height`) needs; 1 for all."""
    across = abs(width) * math.hypot(matrix[0][0], matrix[0][1]) / 72
    up = abs(height) * math.hypot(matrix[1][0], matrix[1][1]) / 72
    if not across or not up:
        return 1
    most = PHOTOGRAPH if image.format == "JPEG" else DRAWING
    ppi = min(image.width / across, image.height / up)
    return most / ppi if ppi > most * TOLERANCE else 1


def smaller(image: Any, share: float) -> Any:  # noqa: ANN401 -- the engine's types are not public
    """Return a picture of the engine with a share of its pixels a side; asked for again, the very same."""
    from PIL import Image

    size = tuple(max(1, round(side * share)) for side in (image.width, image.height))
    made: dict[tuple[int, ...], Any] = vars(image).setdefault("smaller", {})
    if size not in made:
        out = io.BytesIO()
        with Image.open(io.BytesIO(image.image_data.data)) as picture:
            resized = picture.resize(size, Image.Resampling.LANCZOS)
            if image.format == "JPEG":
                resized.save(out, "JPEG", quality=_QUALITY, optimize=True)
            else:
                resized.save(out, "PNG", compress_level=1)  # the engine writes it once more
        other = copy.copy(image)
        other.id = f"{image.id}-{size[0]}x{size[1]}"
        other.width, other.height = size
        other.image_data = other.cache_image_data(out.getvalue())
        made[size] = other
    return made[size]
