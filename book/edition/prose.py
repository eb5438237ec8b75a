"""Prose → XHTML: all that EPUB and print have in common.

A writer is made for one piece (a chapter or a piece of matter) and keeps what has happened in it so far: which
notes were called, which films and links were named. Words are escaped, elements closed: what comes out is
well-formed whatever went in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from markupsafe import Markup, escape

from book.edition.pictures import figure_view
from book.edition.ways import Ways
from book.model.book import Book, Chapter, Matter
from book.model.index import Index, Mention
from book.model.prose import (
    Block, Break, Cell, Code, CodeBlock, Emphasis, Figure, FilmRef, Heading, Image, Inline, Link, Listing, Note,
    NoteRef, Paragraph, PersonRef, Quote, SectionBreak, Sidebar, Strong, Styled, Table, Text, plain_text,
)  # fmt: skip

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every writer of one edition has at hand."""

    book: Book
    index: Index
    ways: Ways

    def word(self, key: str, otherwise: str) -> str:
        """Return a generated word in the book's language."""
        return self.book.settings.words.get(key, otherwise)


class ProseWriter(ABC):
    """Writes the prose of one piece."""

    def __init__(self, desk: Desk, piece: Chapter | Matter) -> None:
        self.desk = desk
        self.piece = piece
        self.called: dict[int, int] = {}
        """Note number → its number in the order of reading."""
        self._notes = {note.number: note for note in piece.notes}
        self._films: set[str] = {piece.id} if isinstance(piece, Chapter) else set()
        self._level = 1
        self._in_link = False
        self._after_link: list[Markup] = []
        self._mentions: list[Mention] = []
        self._offset = 0

    # ------------------------------------------------------------ blocks

    def blocks(self, blocks: Iterable[Block], level: int = 1) -> Markup:
        """Return blocks as XHTML; `level` is that of the heading they stand under."""
        self._level = level
        return Markup("\n").join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return Markup('<p id="{}">{}</p>').format(block.id, self.words(block))
            case Heading():
                self._level = min(max(block.level, 2), self._level + 1, 6)
                return Markup('<h{0} id="{1}">{2}</h{0}>').format(self._level, block.id, self.words(block))
            case Quote():
                return self._quote(block)
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case CodeBlock():
                return Markup('<pre id="{}"><code>{}</code></pre>').format(block.id, block.text)
            case Figure():
                return self._figure(block)
            case SectionBreak():
                return Markup('<hr class="section-break" id="{}"/>').format(block.id)
            case Sidebar():
                return self._sidebar(block)
            case _:
                assert_never(block)

    def _quote(self, quote: Quote) -> Markup:
        inner = [self._block(block) for block in quote.blocks]
        if said_by := quote.attribution:
            inner.append(Markup('<p class="attribution" id="{}">— {}</p>').format(said_by.id, self.words(said_by)))
        return Markup('<blockquote id="{}">\n{}\n</blockquote>').format(quote.id, Markup("\n").join(inner))

    def _listing(self, listing: Listing) -> Markup:
        items = Markup("\n").join(self._item(item) for item in listing.items)
        if not listing.ordered:
            return Markup('<ul id="{}">\n{}\n</ul>').format(listing.id, items)
        start = Markup(' start="{}"').format(listing.start) if listing.start != 1 else NOTHING
        return Markup('<ol id="{}"{}>\n{}\n</ol>').format(listing.id, start, items)

    def _item(self, item: Sequence[Block]) -> Markup:
        if item and isinstance(item[0], Paragraph) and item[0].tight:
            rest = NOTHING.join(Markup("\n") + self._block(block) for block in item[1:])
            return Markup('<li id="{}">{}{}</li>').format(item[0].id, self.words(item[0]), rest)
        return Markup("<li>{}</li>").format(Markup("\n").join(self._block(block) for block in item))

    def _table(self, table: Table) -> Markup:
        head = NOTHING.join(self._cell(cell, Markup("th"), Markup(' scope="col"')) for cell in table.head)
        rows = Markup("\n").join(
            Markup("<tr>{}</tr>").format(NOTHING.join(self._cell(cell, Markup("td"), NOTHING) for cell in row))
            for row in table.rows
        )
        body = Markup("\n<tbody>\n{}\n</tbody>").format(rows) if table.rows else NOTHING
        return Markup('<div class="table" id="{}">\n<table>\n<thead><tr>{}</tr></thead>{}\n</table>\n</div>').format(
            table.id, head, body
        )

    def _cell(self, cell: Cell, element: Markup, scope: Markup) -> Markup:
        align = Markup(' class="align-{}"').format(cell.align) if cell.align else NOTHING
        return Markup('<{0} id="{1}"{2}{3}>{4}</{0}>').format(element, cell.id, scope, align, self.words(cell))

    def _figure(self, figure: Figure) -> Markup:
        shown = self._picture(figure.image)
        if not shown:
            return NOTHING
        caption = self.words(figure.caption) if figure.caption else NOTHING
        if figure.image.credit:
            space = Markup(" ") if caption else NOTHING
            caption += space + Markup('<span class="picture-credit">{}</span>').format(figure.image.credit)
        anchor = Markup(' id="{}"').format(figure.caption.id) if figure.caption else NOTHING
        below = Markup("<figcaption{}>{}</figcaption>").format(anchor, caption) if caption else NOTHING
        return Markup('<figure class="figure" id="{}">{}{}</figure>').format(figure.id, shown, below)

    def _picture(self, image: Image) -> Markup:
        view = figure_view(self.desk.book, image, NOTHING)
        if view is None:
            return NOTHING
        size = Markup(' width="{}" height="{}"').format(view.width, view.height) if view.width and view.height else NOTHING
        role = Markup(' role="presentation"') if view.decorative else NOTHING
        return Markup('<img src="{}" alt="{}"{}{}/>').format(view.src, view.alt, role, size)

    def sidebar_body(self, sidebar: Sidebar) -> Markup:
        """Return what stands in a sidebar under its label (a heading of level 2)."""
        return self.blocks(sidebar.blocks, level=2)

    def _sidebar(self, sidebar: Sidebar) -> Markup:
        """Return a sidebar that stands among other blocks (in a piece whose template sets none)."""
        outer = self._level
        body = self.sidebar_body(sidebar)
        self._level = outer
        return Markup(
            '<aside class="sidebar {0}" id="{1}"{2} aria-labelledby="{1}-label">\n'
            '<h2 class="sidebar-label" id="{1}-label">{3}</h2>\n{4}\n</aside>'
        ).format(sidebar.key.replace("_", "-"), sidebar.id, self.semantics("sidebar"), sidebar.label, body)

    # ------------------------------------------------------------ inlines

    def words(self, block: Paragraph | Heading | Cell) -> Markup:
        """Return the words of a text block, with an anchor at every mention that needs one."""
        outer = self._mentions, self._offset
        self._mentions = [mention for mention in self.desk.index.mentions.get(block.id, ()) if mention.anchor]
        self._offset = 0
        written = self.inlines(block.inlines)
        self._mentions, self._offset = outer
        return written

    def inlines(self, inlines: Iterable[Inline]) -> Markup:
        """Return inlines as XHTML."""
        return NOTHING.join([self._inline(inline) for inline in inlines])

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text(words):
                return self._leaf(words)
            case PersonRef():
                return self._leaf(inline.words)
            case Code(text):
                return Markup("<code>{}</code>").format(self._leaf(text))
            case Emphasis(inlines):
                return Markup("<em>{}</em>").format(self.inlines(inlines))
            case Strong(inlines):
                return Markup("<strong>{}</strong>").format(self.inlines(inlines))
            case Styled():
                return self._styled(inline)
            case Link():
                return self._link(inline)
            case FilmRef():
                return self._passed(inline, self._film(inline))
            case NoteRef():
                return self._passed(inline, self._note_call(inline))
            case Image():
                return self._passed(inline, self._picture(inline))
            case Break():
                return self._passed(inline, Markup("<br/>"))
            case _:
                assert_never(inline)

    def _leaf(self, words: str) -> Markup:
        """Return plain words, with the ids of the mentions that begin in them."""
        start = self._offset
        self._offset += len(words)
        written, done = NOTHING, 0
        for mention in self._mentions:
            begin, end = mention.start - start, min(mention.end - start, len(words))
            if done <= begin < len(words):
                written += escape(words[done:begin])
                written += Markup('<span id="{}">{}</span>').format(mention.anchor, words[begin:end])
                done = end
        return written + escape(words[done:])

    def _passed(self, inline: Inline, written: Markup) -> Markup:
        """Return an inline whose words are not its own; a mention that begins in it is anchored before it."""
        start = self._offset
        self._offset += len(plain_text((inline,)))
        anchors = (
            Markup('<span id="{}"></span>').format(mention.anchor)
            for mention in self._mentions
            if start <= mention.start < self._offset
        )
        return NOTHING.join(anchors) + written

    def _styled(self, inline: Styled) -> Markup:
        attributes = NOTHING
        if inline.language:
            attributes += Markup(' lang="{0}" xml:lang="{0}"').format(inline.language)
        if inline.title:
            attributes += Markup(' title="{}"').format(inline.title)
        return Markup("<{0}{1}>{2}</{0}>").format(Markup(inline.element), attributes, self.inlines(inline.inlines))

    def _link(self, link: Link) -> Markup:
        if self._in_link:
            return self.inlines(link.inlines)
        self._in_link = True
        words = self.inlines(link.inlines)
        self._in_link = False
        after, self._after_link = NOTHING.join(self._after_link), []
        return self.outward(link, words) + after

    def _film(self, film: FilmRef) -> Markup:
        chapter_id = self.desk.book.targets.get(film.target)
        try:
            chapter = self.desk.book.chapter(chapter_id or "")
        except KeyError:
            return escape(film.words or film.target)
        words = escape(film.words) if film.words else Markup("<cite>{}</cite>").format(chapter.title)
        first = chapter.id not in self._films
        self._films.add(chapter.id)
        return self.film(chapter, words, first=first)

    def _note_call(self, call: NoteRef) -> Markup:
        note = self._notes.get(call.number)
        if note is None:
            return NOTHING
        again = call.number in self.called
        number = self.called.setdefault(call.number, len(self.called) + 1)
        outer = self._mentions, self._offset, self._in_link
        written = self.note_call(note, number, again=again)
        self._mentions, self._offset, self._in_link = outer
        if self._in_link:
            self._after_link.append(written)
            return NOTHING
        return written

    # ------------------------------------------------------------ what differs

    @property
    def in_link(self) -> bool:
        """Whether the words being written stand inside a link already."""
        return self._in_link

    @abstractmethod
    def semantics(self, kind: str) -> Markup:
        """Return the `epub:type` attribute of a kind, or nothing."""

    @abstractmethod
    def outward(self, link: Link, words: Markup) -> Markup:
        """Return a link to a place outside the book."""

    @abstractmethod
    def film(self, chapter: Chapter, words: Markup, *, first: bool) -> Markup:
        """Return a reference to another chapter; `first` for the first to it in this piece."""

    @abstractmethod
    def note_call(self, note: Note, number: int, *, again: bool) -> Markup:
        """Return the call of a note; `again` if it was called before."""

    @abstractmethod
    def notes(self) -> Markup:
        """Return the notes called so far, where they are to stand at the end of the piece."""
