"""The running text of a book as the index reads it: every text block, with what in it is not plain prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from book.model.book import Book, Chapter, Matter
from book.model.index import LocatorKind
from book.model.prose import (
    OBJECT,
    Block,
    Break,
    Cell,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    FilmRef,
    Heading,
    Image,
    Inline,
    Link,
    Listing,
    NoteRef,
    Paragraph,
    PersonRef,
    Quote,
    SectionBreak,
    Sidebar,
    Strong,
    Styled,
    Table,
    Text,
    TextBlock,
    text_blocks,
)
from book.problems import Source

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A person marked with `[[name|words]]`, and where the words stand."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A text block of a piece; offsets are into `text`, its plain text.

    `bare` says whether a surname alone may mean a person there: not in headings and quotations, whose names
    are those of the work. `shut` spans are code and references to works, which `works` name by their target;
    `set_off` spans may be titles. An `anchor` stands for whatever has no id of its own (the caption of a header's
    picture).
    """

    piece: Chapter | Matter
    block: TextBlock
    kind: LocatorKind
    bare: bool
    text: str
    marked: tuple[Marked, ...] = ()
    shut: tuple[Span, ...] = ()
    set_off: tuple[Span, ...] = ()
    works: tuple[Marked, ...] = ()
    anchor: str = ""


def passages_of(piece: Chapter | Matter) -> Iterator[Passage]:
    """Yield the passages of a piece in reading order, its notes last."""
    if isinstance(piece, Chapter) and piece.image and piece.image.caption:
        lead = Paragraph(f"{piece.anchor}-lead", piece.image.source, piece.image.caption)
        yield replace(_passage(piece, lead, "illustration", bare=True), anchor=piece.anchor)
    yield from _in_blocks(piece, piece.blocks, "mention", bare=True)
    for note in piece.notes:
        yield from _in_blocks(piece, note.blocks, "mention", bare=True)


def known_titles(book: Book) -> tuple[str, ...]:
    """Return every title the book knows: its chapters', and those its film references name."""
    titles: dict[str, None] = {}
    for chapter in book.chapters:
        titles.update(dict.fromkeys(title for title in (chapter.title, chapter.original_title) if title))
    for target in book.targets:
        titles.setdefault(re.sub(r"\s*\(\d{4}\)$", "", target))
    return tuple(titles)


def _in_blocks(piece: Chapter | Matter, blocks: Iterable[Block], kind: LocatorKind, *, bare: bool) -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Paragraph():
                yield _passage(piece, block, kind, bare=bare)
            case Heading():
                yield _passage(piece, block, kind, bare=False)
            case Figure():
                if block.caption:
                    yield _passage(piece, block.caption, "illustration", bare=bare)
            case Table():
                yield from (_passage(piece, cell, kind, bare=bare) for cell in text_blocks((block,)))
            case CodeBlock() | SectionBreak():
                pass
            case _:
                yield from _in_container(piece, block, kind, bare=bare)


def _in_container(
    piece: Chapter | Matter, block: Quote | Listing | Sidebar, kind: LocatorKind, *, bare: bool
) -> Iterator[Passage]:
    match block:
        case Quote():
            yield from _in_blocks(piece, block.blocks, kind, bare=False)
            if block.attribution:
                yield _passage(piece, block.attribution, kind, bare=False)
        case Listing():
            for item in block.items:
                yield from _in_blocks(piece, item, kind, bare=bare)
        case Sidebar():
            yield from _in_blocks(piece, block.blocks, "sidebar", bare=bare)
        case _:
            assert_never(block)


def _passage(piece: Chapter | Matter, block: Paragraph | Heading | Cell, kind: LocatorKind, *, bare: bool) -> Passage:
    reader = _InlineReader()
    reader.read(block.inlines)
    text = "".join(reader.words)
    return Passage(
        piece,
        block,
        kind,
        bare,
        text,
        tuple(reader.marked),
        tuple(reader.shut),
        (*reader.set_off, *_quoted(text)),
        tuple(reader.works),
    )


class _InlineReader:
    """Puts inlines together as `plain_text` does, keeping the places of what is not plain prose."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.length = 0
        self.marked: list[Marked] = []
        self.shut: list[Span] = []
        self.set_off: list[Span] = []
        self.works: list[Marked] = []

    def read(self, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            start = self.length
            match inline:
                case Text(words):
                    self._add(words)
                case Strong() | Link():
                    self.read(inline.inlines)
                case Emphasis():
                    self.read(inline.inlines)
                    self.set_off.append((start, self.length))
                case Styled():
                    self.read(inline.inlines)
                    if inline.element in ("cite", "q"):
                        self.set_off.append((start, self.length))
                case Code(text):
                    self._add(text)
                    self.shut.append((start, self.length))
                case FilmRef(target, words):
                    self._add(words or target)
                    self.shut.append((start, self.length))
                    self.works.append(Marked(target, start, self.length))
                case PersonRef():
                    self._add(inline.words)
                    self.marked.append(Marked(inline.name, start, self.length))
                case NoteRef() | Image():
                    self._add(OBJECT)
                case Break():
                    self._add("\n")
                case _:
                    assert_never(inline)

    def _add(self, words: str) -> None:
        self.words.append(words)
        self.length += len(words)


_QUOTED = re.compile(
    r"“([^“”]{1,90})”|„([^„“”]{1,90})[“”]|«([^«»]{1,90})»|\"([^\"]{1,90})\"|(?<![^\W_])‘([^‘]{1,90}?)’(?![^\W_])"
)


def _quoted(text: str) -> Iterator[Span]:
    if not any(mark in text for mark in '“„«"‘'):
        return
    for found in _QUOTED.finditer(text):
        yield found.span(found.lastindex or 0)


def place_of(passage: Passage, start: int, end: int) -> Source:
    """Return where words of a passage were written, as exactly as the file's text lets them be found again.

    Words have no column of their own: the place is that of the same words' same occurrence from the block's line on.
    """
    block, words = passage.block, passage.text[start:end]
    if not passage.piece.text or not words.strip():
        return block.source
    before = passage.text.count(words, 0, start)
    pattern = "".join(
        r"\s+" if part.isspace() else "['’‘]" if part in "'’‘" else re.escape(part)
        for part in re.findall(r"\s+|['’‘]|[^\s'’‘]+", words)
    )
    lines = passage.piece.text.splitlines(keepends=True)
    skipped = sum(len(line) for line in lines[: max(block.source.line - 1, 0)])
    found = None
    for number, candidate in enumerate(re.finditer(pattern, passage.piece.text[skipped:])):
        found = candidate
        if number == before:
            break
    if found is None:
        return block.source
    upto = passage.piece.text[: skipped + found.start()]
    return Source(block.source.file, upto.count("\n") + 1, len(upto) - (upto.rfind("\n") + 1) + 1)
