"""The gist of a piece: what every build asks of all of them, so that the prose of most can stay unread.

An edit changes one chapter. Of the others a build wants to know what they refer to and show, hardly ever their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter, is_
from typing import TypeVar, overload

from book.model.alternative import undescribed
from book.model.book import Chapter, Matter
from book.model.prose import (
    Block,
    CodeBlock,
    Figure,
    FilmRef,
    Image,
    Sidebar,
    blocks_within,
    inlines_within,
    plain_text,
    text_blocks,
)
from book.problems import Source

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Gist:
    """What a piece refers to and shows, notes included."""

    films: tuple[str, ...] = ()
    """The target of every reference to a film, as written."""
    images: tuple[Image, ...] = ()
    """Every picture in reading order, the header's first."""
    undescribed: tuple[tuple[Image, str], ...] = ()
    """The pictures whose alternative text is missing or junk, with what is wrong with it."""
    letters: str = ""
    """Every character of `printed_words`, once."""
    bleeds: bool = False
    """Whether a picture of its own asks to be printed past the edges of its page."""
    places: str = ""
    """The id of every block, cell and note with the line and column it was written at, one a line."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a piece was read from, as a digest; its gist; and the piece as it was then, but for `_APART`."""

    digest: str
    gist: Gist
    said: tuple[object, ...]


class Unread(Sequence[Item]):
    """A tuple that is made when somebody looks at it; to be compared, printed and sent as that tuple."""

    __slots__ = ("_made", "_make", "origin")

    def __init__(self, make: Callable[[], Sequence[Item]], origin: Origin | None = None) -> None:
        self._make = make
        self._made: tuple[Item, ...] | None = None
        self.origin = origin

    def _read(self) -> tuple[Item, ...]:
        if self._made is None:
            self._made = tuple(self._make())
        return self._made

    @overload
    def __getitem__(self, index: int) -> Item: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, index: int | slice) -> Item | tuple[Item, ...]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Item]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return self is other or self._read() == (other._read() if isinstance(other, Unread) else other)

    def __hash__(self) -> int:
        return hash(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def __reduce__(self) -> tuple[type[tuple[Item, ...]], tuple[tuple[Item, ...]]]:
        return tuple, (self._read(),)


_APART = {"rank", "blocks"}
"""What may differ from a chapter as read: its rank, which the ranking gives; the blocks are where the origin stands."""
_SAID = attrgetter(*(field.name for field in fields(Chapter) if field.name not in _APART))


def unread(chapter: Chapter, blocks: Callable[[], Sequence[Block]], digest: str, gist: Gist) -> Chapter:
    """Return a chapter with its blocks still to be made, that knows what it was read from and its gist."""
    return replace(chapter, blocks=Unread(blocks, Origin(digest, gist, _SAID(chapter))))


def digest_of(piece: Chapter | Matter) -> str:
    """Return the digest of what a piece was read from, "" if that is not known or it was changed since.

    Two chapters of one digest and rank are the same.
    """
    origin = _origin(piece)
    return origin.digest if origin else ""


def gist_of(piece: Chapter | Matter) -> Gist:
    """Return the gist of a piece, as it was read or gathered now."""
    origin = _origin(piece)
    return origin.gist if origin else gather(piece)


def _origin(piece: Chapter | Matter) -> Origin | None:
    if not isinstance(piece.blocks, Unread) or piece.blocks.origin is None or isinstance(piece, Matter):
        return None
    origin = piece.blocks.origin
    return origin if all(map(is_, _SAID(piece), origin.said)) else None


def gather(piece: Chapter | Matter) -> Gist:
    """Return the gist of a piece from its blocks and notes."""
    films: list[str] = []
    images = [piece.image] if isinstance(piece, Chapter) and piece.image else []
    for blocks in (piece.blocks, *(note.blocks for note in piece.notes)):
        images += [block.image for block in blocks_within(blocks) if isinstance(block, Figure)]
        for text in text_blocks(blocks):
            for inline in inlines_within(text.inlines):
                if isinstance(inline, FilmRef):
                    films.append(inline.target)
                elif isinstance(inline, Image):
                    images.append(inline)
    letters = "".join(sorted(set("".join(words for _, words in printed_words(piece)))))
    bleeds = any(isinstance(block, Figure) and block.image.bleed for block in blocks_within(piece.blocks))
    places = "\n".join(f"{name} {source.line} {source.column}" for name, source in _places(piece))
    return Gist(tuple(films), tuple(images), tuple(undescribed(piece)), letters, bleeds, places)


def sources_of(piece: Chapter | Matter) -> dict[str, Source]:
    """Return where a piece, its blocks, cells and notes were written, by id."""
    sources = {piece.anchor: piece.source}
    if not (origin := _origin(piece)):
        return sources | dict(_places(piece))
    file = piece.source.file  # a chapter is read from one
    for place in origin.gist.places.splitlines():
        name, line, column = place.split(" ")
        sources[name] = Source(file, int(line), int(column))
    return sources


def _places(piece: Chapter | Matter) -> Iterator[tuple[str, Source]]:
    yield from ((note.id, note.source) for note in piece.notes)
    for blocks in (piece.blocks, *(note.blocks for note in piece.notes)):
        yield from ((block.id, block.source) for block in blocks_within(blocks))
        yield from ((text.id, text.source) for text in text_blocks(blocks))


def printed_words(piece: Chapter | Matter) -> Iterator[tuple[Source, str]]:
    """Yield all words of a piece that may be printed, and where they were written."""
    yield piece.source, piece.title
    if isinstance(piece, Chapter):
        yield piece.source, f"{piece.original_title} {piece.by}"
        for credit in piece.credits:
            yield from ((name.source, name.words or name.text) for name in credit.names)
        yield from ((fact.source, fact.value) for fact in piece.facts)
        if piece.image:
            yield piece.image.source, f"{plain_text(piece.image.caption)} {piece.image.credit}"
    for blocks in (piece.blocks, *(note.blocks for note in piece.notes)):
        yield from ((text.source, plain_text(text.inlines)) for text in text_blocks(blocks))
        for block in blocks_within(blocks):
            if isinstance(block, CodeBlock):
                yield block.source, block.text
            elif isinstance(block, Sidebar):
                yield block.source, block.label
