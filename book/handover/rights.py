"""The rights of a book on one sheet: each picture's credit and licence, long quotes, and what is not cleared yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from book.model.book import Book, Chapter, Matter
from book.model.gist import gist_of
from book.model.prose import (
    Block,
    Figure,
    Listing,
    Quote,
    Sidebar,
    blocks_within,
    plain_text,
    text_blocks,
    word_count,
)
from book.problems import Source

_OPENING = 8


@dataclass(frozen=True, slots=True)
class PictureRight:
    """A picture, where it is shown, whom it is owed to and by what right; cleared if the right is named."""

    path: str
    source: Source
    title: str
    credit: str
    licence: str

    @property
    def cleared(self) -> bool:
        """Whether a licence is named: "public domain", "CC BY 4.0", "by permission", "own work"."""
        return bool(self.licence.strip())


@dataclass(frozen=True, slots=True)
class LongQuote:
    """A quotation longer than the settings allow without leave: its words, how it begins, to whom it is attributed."""

    source: Source
    title: str
    words: int
    opening: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights sheet of a book."""

    pictures: tuple[PictureRight, ...]
    quotes: tuple[LongQuote, ...]

    @property
    def uncleared(self) -> tuple[PictureRight, ...]:
        """The pictures without a licence."""
        return tuple(one for one in self.pictures if not one.cleared)

    def as_json(self) -> dict[str, object]:
        """Return the sheet as an object for programs."""
        return {
            "pictures": [
                {"path": one.path, "source": str(one.source), "credit": one.credit or None,
                 "licence": one.licence or None, "cleared": one.cleared}
                for one in self.pictures
            ],
            "quotes": [
                {"source": str(one.source), "words": one.words, "opening": one.opening, "by": one.attribution or None}
                for one in self.quotes
            ],
        }  # fmt: skip

    def sheet(self) -> list[str]:
        """Return the sheet as lines of text, what is not cleared first."""
        lines = [f"{len(self.pictures)} pictures, {len(self.uncleared)} not cleared; {len(self.quotes)} long quotes"]
        for one in sorted(self.pictures, key=lambda one: (one.cleared, one.path, one.source)):
            right = ", ".join(part for part in (one.credit, one.licence) if part) or "no credit, no licence"
            lines.append(f"{'cleared    ' if one.cleared else 'NOT CLEARED'}  {one.path}  {right}  ({one.source})")
        for quote in self.quotes:
            by = f" — {quote.attribution}" if quote.attribution else ""
            lines.append(f"LONG QUOTE   {quote.words} words: “{quote.opening}…”{by}  ({quote.source})")
        return lines


def rights_of(book: Book) -> Rights:
    """Return the rights sheet of a book: every picture it shows, every quote over the limit of its settings."""
    pictures: dict[tuple[str, str], PictureRight] = {}
    quotes: list[LongQuote] = []
    for piece in book.pieces():
        for image in gist_of(piece).images:
            where = image.source if image.source.file else piece.source
            right = PictureRight(image.path, where, piece.title, image.credit, image.licence)
            known = pictures.get((image.path, image.licence))
            if known is None:
                pictures[image.path, image.licence] = right
        quotes += _quotes(piece, book.settings.rights_rules.quote_words)
    return Rights(tuple(pictures.values()), tuple(quotes))


def _quotes(piece: Chapter | Matter, limit: int) -> Iterator[LongQuote]:
    for block in blocks_within(piece.blocks):
        if isinstance(block, Quote) and (words := word_count(block.blocks)) > limit:
            first = next((plain_text(text.inlines) for text in text_blocks(block.blocks)), "")
            by = plain_text(block.attribution.inlines) if block.attribution else ""
            yield LongQuote(block.source, piece.title, words, " ".join(first.split()[:_OPENING]), by)


# ---------------------------------------------------------------- leaving pictures out


def without_uncleared(book: Book) -> Book:
    """Return the book without pictures that name no licence; pictures among words are left where they are."""
    return replace(
        book,
        chapters=tuple(
            replace(
                chapter,
                image=chapter.image if chapter.image and chapter.image.licence.strip() else None,
                blocks=_cleared(chapter.blocks),
            )
            for chapter in book.chapters
        ),
        front=tuple(replace(matter, blocks=_cleared(matter.blocks)) for matter in book.front),
        back=tuple(replace(matter, blocks=_cleared(matter.blocks)) for matter in book.back),
    )


def _cleared(blocks: Sequence[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        match block:
            case Figure():
                if block.image.licence.strip():
                    kept.append(block)
            case Sidebar() | Quote():
                kept.append(replace(block, blocks=_cleared(block.blocks)))
            case Listing():
                kept.append(replace(block, items=tuple(_cleared(item) for item in block.items)))
            case _:
                kept.append(block)
    return tuple(kept)
