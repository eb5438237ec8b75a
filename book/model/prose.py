"""Prose as a closed tree: inlines inside blocks, each block with an id and the line it was written on.

A text-bearing block (`Paragraph`, `Heading`, `Cell`) has a plain text (`plain_text`); places inside it
are offsets into that text, counted in characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from book.problems import Source

OBJECT = "\ufffc"
"""Stands for a picture or a note call in a plain text, so that offsets stay true."""

# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Words, with smart punctuation already applied."""

    words: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress, or a title of a work: `*…*`."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong importance: `**…**`."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Styled:
    """Text in one of the few further roles that raw XHTML or Markdown extensions may give it."""

    element: Literal["sub", "sup", "small", "cite", "abbr", "del", "ins", "mark", "q", "s", "u", "kbd", "var", "span"]
    inlines: tuple[Inline, ...]
    language: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be shown as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a place outside the book (http, https, mailto)."""

    href: str
    inlines: tuple[Inline, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class FilmRef:
    """A reference to another chapter, as written in `[[film: target|words]]`; resolved by `Book.targets`."""

    target: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person put into the index by `[[name]]` or `[[name|words]]`; prints `words`."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of note `number` (1-based in its chapter)."""

    number: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: `path` is relative to the book folder and a key of `Book.pictures`."""

    path: str
    alt: str
    caption: tuple[Inline, ...] = ()
    credit: str = ""
    licence: str = ""
    decorative: bool = False
    source: Source = Source()
    width: int = 0
    """How wide it is printed, in percent of the text; 0: as the theme has it."""
    bleed: bool = False
    """Whether it fills a page of its own to its edges, where it is printed."""


@dataclass(frozen=True, slots=True)
class Break:
    """A line break the writer asked for."""


Inline = Text | Emphasis | Strong | Styled | Code | Link | FilmRef | PersonRef | NoteRef | Image | Break

# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `tight` in a list whose items are not set apart."""

    id: str
    source: Source
    inlines: tuple[Inline, ...]
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter or a piece of matter; level 2 to 6."""

    id: str
    source: Source
    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation; a last paragraph that begins with a dash is its attribution (without the dash)."""

    id: str
    source: Source
    blocks: tuple[Block, ...]
    attribution: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A bulleted or numbered list; each item is a run of blocks."""

    id: str
    source: Source
    ordered: bool
    start: int
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    id: str
    source: Source
    inlines: tuple[Inline, ...]
    align: Literal["left", "center", "right", ""] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: one head row and any number of body rows."""

    id: str
    source: Source
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines to be shown as typed."""

    id: str
    source: Source
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone, with its caption."""

    id: str
    source: Source
    image: Image
    caption: Paragraph | None = None


@dataclass(frozen=True, slots=True)
class SectionBreak:
    """A pause between passages: `***` (a thematic break)."""

    id: str
    source: Source


@dataclass(frozen=True, slots=True)
class Sidebar:
    """A titled box of a chapter; `key` names it in the settings, `label` is what is printed."""

    id: str
    source: Source
    key: str
    label: str
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | Quote | Listing | Table | CodeBlock | Figure | SectionBreak | Sidebar
TextBlock = Paragraph | Heading | Cell


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of a chapter; `number` is 1-based in order of its call."""

    id: str
    source: Source
    number: int
    blocks: tuple[Block, ...]


# ---------------------------------------------------------------- reading the tree


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; a picture or note call counts as one `OBJECT`, a break as a newline.

    A `FilmRef` without words counts as its target, since what is printed depends on the whole book.
    """
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(words):
            return words
        case Code(text):
            return text
        case Emphasis(inlines) | Strong(inlines):
            return plain_text(inlines)
        case Styled() | Link():
            return plain_text(inline.inlines)
        case FilmRef(target, words):
            return words or target
        case PersonRef():
            return inline.words
        case NoteRef() | Image():
            return OBJECT
        case Break():
            return "\n"
        case _:
            assert_never(inline)


def inlines_within(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield every inline, outer before inner, in reading order."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Emphasis | Strong | Styled | Link):
            yield from inlines_within(inline.inlines)
        elif isinstance(inline, Image):
            yield from inlines_within(inline.caption)


def blocks_within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block, outer before inner, in reading order (attributions and captions included)."""
    for block in blocks:
        yield block
        match block:
            case Quote():
                yield from blocks_within(block.blocks)
                if block.attribution:
                    yield block.attribution
            case Listing():
                for item in block.items:
                    yield from blocks_within(item)
            case Figure():
                if block.caption:
                    yield block.caption
            case Sidebar():
                yield from blocks_within(block.blocks)
            case Paragraph() | Heading() | Table() | CodeBlock() | SectionBreak():
                pass
            case _:
                assert_never(block)


def text_blocks(blocks: Iterable[Block]) -> Iterator[TextBlock]:
    """Yield everything that bears words, in reading order."""
    for block in blocks_within(blocks):
        if isinstance(block, Paragraph | Heading):
            yield block
        elif isinstance(block, Table):
            yield from block.head
            for row in block.rows:
                yield from row


def word_count(blocks: Iterable[Block]) -> int:
    """Return the number of words, as a writer counts them."""
    return sum(len(plain_text(block.inlines).replace(OBJECT, " ").split()) for block in text_blocks(blocks))
