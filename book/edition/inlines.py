"""Inlines → XHTML: all that EPUB and print have in common.

Words are escaped, elements closed: what comes out is well-formed whatever went in. Places in a block are offsets
into its plain text, so the writer counts the characters as it goes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from book.edition.desk import Desk
from book.edition.pictures import figure_view
from book.model.book import Chapter, Matter
from book.model.index import Mention
from book.model.prose import (
    Break,
    Cell,
    Code,
    Emphasis,
    FilmRef,
    Heading,
    Image,
    Inline,
    Link,
    Note,
    NoteRef,
    Paragraph,
    PersonRef,
    Strong,
    Styled,
    Text,
    plain_text,
)

NOTHING = Markup("")


def joined(written: Iterable[Markup], between: str = "") -> Markup:
    """Return pieces of markup as one."""
    return Markup(between.join(written))  # noqa: S704 -- it is markup already


def with_id(element: str, anchor: str, written: Markup) -> Markup:
    """Return markup in an element with an id."""
    return Markup(f'<{element} id="{escape(anchor)}">{written}</{element}>')  # noqa: S704


class InlineWriter(ABC):
    """Writes the words of one piece (a chapter or a piece of matter), and keeps what was called and named in it."""

    def __init__(self, desk: Desk, piece: Chapter | Matter) -> None:
        self.desk = desk
        self.piece = piece
        self.called: dict[int, int] = {}
        """Note number → its number in the order of reading."""
        self._notes = {note.number: note for note in piece.notes}
        self._films: set[str] = {piece.id} if isinstance(piece, Chapter) else set()
        self._in_link = False
        self._after_link: list[Markup] = []
        self._mentions: list[Mention] = []
        self._offset = 0

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
        return joined([self._inline(inline) for inline in inlines])

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
                return self._passed(inline, self.picture(inline))
            case Break():
                return self._passed(inline, Markup("<br/>"))
            case _:
                assert_never(inline)

    def _leaf(self, words: str) -> Markup:
        """Return plain words, with the ids of the mentions that begin in them."""
        start = self._offset
        self._offset += len(words)
        if not self._mentions:
            return escape(words)
        written, done = NOTHING, 0
        for mention in self._mentions:
            begin, end = mention.start - start, min(mention.end - start, len(words))
            if done <= begin < len(words):
                written += escape(words[done:begin])
                written += with_id("span", mention.anchor, escape(words[begin:end]))
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
        return Markup("<{0}{1}>{2}</{0}>").format(inline.element, attributes, self.inlines(inline.inlines))

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

    def elsewhere(self, chapter: Chapter) -> Markup:
        """Return "see no. 12 in volume 2" of a chapter that another volume holds, or nothing."""
        volume = self.desk.selection.elsewhere(chapter.rank)
        if volume is None:
            return NOTHING
        said = self.desk.word("in_volume", "see {no} {rank} in volume {volume}")
        words = {"no": self.desk.word("no", "no."), "rank": str(chapter.rank), "volume": str(volume)}
        for place in (" {rank}", " {volume}"):
            said = said.replace(place, f"\u00a0{place[1:]}")
        for key, word in words.items():
            said = said.replace(f"{{{key}}}", word)
        return escape(said)

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

    def picture(self, image: Image) -> Markup:
        """Return a picture alone, or nothing if the book has no such picture."""
        paged = self.desk.ways.format != "epub"
        view = figure_view(self.desk.book, image, NOTHING, paged=paged)
        if view is None:
            return NOTHING
        sized = paged and view.width and view.height  # calibre makes styles of sizes, and draws a picture that tall
        size = Markup(' width="{}" height="{}"').format(view.width, view.height) if sized else NOTHING
        role = Markup(' role="presentation"') if view.decorative else NOTHING
        style = Markup(' style="{}"').format(view.style) if view.style else NOTHING
        return Markup('<img src="{}" alt="{}"{}{}{}/>').format(view.src, view.alt, role, size, style)

    @property
    def in_link(self) -> bool:
        """Whether the words being written stand inside a link already."""
        return self._in_link

    @abstractmethod
    def outward(self, link: Link, words: Markup) -> Markup:
        """Return a link to a place outside the book."""

    @abstractmethod
    def film(self, chapter: Chapter, words: Markup, *, first: bool) -> Markup:
        """Return a reference to another chapter; `first` for the first to it in this piece."""

    @abstractmethod
    def note_call(self, note: Note, number: int, *, again: bool) -> Markup:
        """Return the call of a note; `again` if it was called before."""
