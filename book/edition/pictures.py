"""Pictures in an edition: how one is shown, and whom it is owed to."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from book.model.book import Book, Chapter, Matter
from book.model.prose import Figure, Image, blocks_within, inlines_within, text_blocks
from book.model.views import FigureView, Line


def figure_view(book: Book, image: Image, caption: Markup, figure: Figure | None = None) -> FigureView | None:
    """Return what a template shows of a picture, or None if the book has no such picture."""
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
    )


def images(piece: Chapter | Matter) -> Iterator[Image]:
    """Yield the pictures of a piece, in reading order, notes last."""
    if isinstance(piece, Chapter) and piece.image:
        yield piece.image
    for blocks in (piece.blocks, *(note.blocks for note in piece.notes)):
        yield from (block.image for block in blocks_within(blocks) if isinstance(block, Figure))
        for text in text_blocks(blocks):
            yield from (inline for inline in inlines_within(text.inlines) if isinstance(inline, Image))


def credit_lines(pieces: tuple[Chapter | Matter, ...]) -> tuple[Line, ...]:
    """Return the picture credits: whom a picture is owed to and its licence, under the title it stands in."""
    lines: dict[tuple[str, str], Line] = {}
    for piece in pieces:
        for image in images(piece):
            words = ", ".join(part for part in (image.credit, image.licence) if part)
            if words:
                lines.setdefault((piece.title, words), Line(piece.title, words, piece.id))
    return tuple(lines.values())
