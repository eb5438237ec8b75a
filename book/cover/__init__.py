"""A stage: an edition → its cover, as a PDF page and as the picture that e-book stores want."""

from __future__ import annotations

from book.model.edition import Edition


def cover_pdf(edition: Edition) -> bytes:
    """Return the front cover as a PDF of one page, in RGB, at the edition's trim size (6 × 9 in for an EPUB).

    Raises `BookError` if the theme's cover cannot be laid out, or does not fit one page.
    """
    from book.cover.front import lay_out_front

    geometry = edition.geometry
    if geometry is None:
        return lay_out_front(edition, 152.4, 228.6)
    return lay_out_front(edition, geometry.width, geometry.height)


def epub_cover(edition: Edition) -> bytes:
    """Return the front cover as a JPEG of 1600 × 2560 px in sRGB, under 5 MB: what all stores take.

    The page is 144 × 230.4 mm. Raises `BookError` as `cover_pdf` does.
    """
    from book.cover.front import lay_out_front
    from book.cover.picture import as_jpeg

    return as_jpeg(lay_out_front(edition, 144.0, 230.4), 1600, 2560)
