"""Pictures in an edition: how one is shown, and whom it is owed to."""

from __future__ import annotations

from markupsafe import Markup

from book.model.book import Book, Chapter, Matter, Picture
from book.model.gist import gist_of
from book.model.prose import Figure, Image
from book.model.settings import MM_PER_INCH
from book.model.views import FigureView, Line

LARGEST = (140.0, 100.0)
"""How large, in mm, themes show pictures at most: what has pixels for that needs no limit."""


def figure_view(
    book: Book, image: Image, caption: Markup, figure: Figure | None = None, *, paged: bool = False
) -> FigureView | None:
    """Return what a template shows of a picture, or None if the book has no such picture; `paged`: on a page."""
    picture = book.pictures.get(image.path)
    if picture is None:
        return None
    return FigureView(
        src=f"pictures/{picture.name}",
        alt="" if image.decorative else image.alt,
        width=picture.width,
        height=picture.height,
        caption=caption,
        credit=image.credit,
        decorative=image.decorative,
        anchor=figure.id if figure else "",
        caption_anchor=figure.caption.id if figure and figure.caption else "",
        style=_size(image, picture, book.settings.printing.least_ppi) if paged else "",
    )


def _size(image: Image, picture: Picture, least_ppi: int) -> str:
    """Return CSS for how large a picture may be on a page: as its writer says, and as its pixels allow.

    A theme may crop a picture to a height of its own; one that is limited is shown whole, or it would be enlarged.
    """
    said = [f"width: {image.width}%"] if image.width else []
    if least_ppi and picture.media_type != "image/svg+xml":
        across, up = (pixels / least_ppi * MM_PER_INCH for pixels in (picture.width, picture.height))
        if across < LARGEST[0] or up < LARGEST[1]:
            said.append(f"max-width: {across:.2f}mm")
    return "; ".join([*said, "object-fit: contain"]) if said else ""


def credit_lines(pieces: tuple[Chapter | Matter, ...]) -> tuple[Line, ...]:
    """Return the picture credits: whom a picture is owed to and its licence, under the title it stands in."""
    lines: dict[tuple[str, str], Line] = {}
    for piece in pieces:
        for image in gist_of(piece).images:
            words = ", ".join(part for part in (image.credit, image.licence) if part)
            if words:
                lines.setdefault((piece.title, words), Line(piece.title, words, piece.id))
    return tuple(lines.values())
