"""A PDF page as a JPEG for the stores.

Amazon asks for 1600 × 2560 px, RGB, under 5 MB (https://kdp.amazon.com/en_US/help/topic/G6GTK3T3NUHKLEFX); Apple,
Kobo and Google take the same picture.
"""

from __future__ import annotations

import io
import math

MOST_BYTES = 5_000_000
_QUALITIES = (90, 85, 80, 70, 60)


def as_jpeg(pdf: bytes, width: int, height: int) -> bytes:
    """Return the first page of a PDF as a JPEG of exactly width × height px, filling it, under 5 MB."""
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        scale = max(width / page.get_width(), height / page.get_height())
        # pdfium rounds sizes up: a hair more is drawn, and cut away.
        image: Image.Image = page.render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    if image.width < width or image.height < height:
        image = image.resize((max(width, image.width), max(height, image.height)), Image.Resampling.LANCZOS)
    left, top = math.floor((image.width - width) / 2), math.floor((image.height - height) / 2)
    image = image.crop((left, top, left + width, top + height))
    data = b""
    for quality in _QUALITIES:
        out = io.BytesIO()
        # Without an embedded profile a picture is sRGB; the profile Pillow makes would hold the time of day.
        image.save(out, "JPEG", quality=quality, subsampling=0, dpi=(300, 300))
        data = out.getvalue()
        if len(data) < MOST_BYTES:
            break
    return data
