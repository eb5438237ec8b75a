"""Prose for an EPUB: links that go somewhere, notes that pop up and link back."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from book.edition.inlines import NOTHING
from book.edition.prose import ProseWriter
from book.model.book import Chapter
from book.model.prose import Link, Note, Paragraph

OUTWARD = ("http://", "https://", "mailto:")
_KEPT = "%/:=&?~#+!$,;'@()*[]"


def safe_url(href: str) -> str:
    """Return an address outside the book with everything escaped that a URL may not hold, or "" if it is none."""
    return quote(href.strip(), safe=_KEPT) if href.strip().lower().startswith(OUTWARD) else ""


class EpubWriter(ProseWriter):
    """Writes the prose of one piece for an EPUB."""

    def semantics(self, kind: str) -> Markup:
        """Return the `epub:type` attribute."""
        return Markup(' epub:type="{}"').format(kind)

    def outward(self, link: Link, words: Markup) -> Markup:
        """Return a link to a place outside the book."""
        url = safe_url(link.href)
        if not url:
            return words
        title = Markup(' title="{}"').format(link.title) if link.title else NOTHING
        return Markup('<a href="{}"{}>{}</a>').format(url, title, words or url)

    def film(self, chapter: Chapter, words: Markup, *, first: bool) -> Markup:
        """Return a link to the chapter, the first time with its rank."""
        href = self.desk.ways.href(chapter.anchor)
        if href and not self.in_link and chapter.id != self.piece.id:
            words = Markup('<a class="film" href="{}">{}</a>').format(href, words)
        rank = Markup(" ({}&#160;{})").format(self.desk.word("no", "no."), chapter.rank)
        if other := self.elsewhere(chapter):
            rank = Markup(" ({})").format(other)
        return words + rank if first else words

    def note_call(self, note: Note, number: int, *, again: bool) -> Markup:
        """Return a link to the note."""
        anchor = NOTHING if again else Markup(' id="{}"').format(self._call_id(note))
        return Markup('<a class="noteref" epub:type="noteref" role="doc-noteref" href="#{}"{}>{}</a>').format(
            note.id, anchor, number
        )

    def _call_id(self, note: Note) -> str:
        return f"{self.piece.anchor}-r{note.number}"

    def notes(self) -> Markup:
        """Return the notes that were called, each with a link back."""
        written: list[Markup] = []
        done: set[int] = set()
        while waiting := [number for number in self.called if number not in done]:  # notes may call notes
            for number in waiting:
                done.add(number)
                written.append(self._note(self._notes[number], self.called[number]))
        if not written:
            return NOTHING
        title = self.desk.word("notes", "Notes")
        return Markup('<section class="notes" epub:type="footnotes" aria-label="{}">\n{}\n</section>').format(
            title, Markup("\n").join(written)
        )

    def _note(self, note: Note, number: int) -> Markup:
        label = self.desk.word("back_to_text", "Back to the text")
        back = Markup('<a class="backlink" role="doc-backlink" href="#{}" aria-label="{}">{}</a>').format(
            self._call_id(note), f"{label} ({number})", number
        )
        blocks = note.blocks
        if blocks and isinstance(blocks[0], Paragraph):
            first = Markup('<p id="{}">{} {}</p>').format(blocks[0].id, back, self.words(blocks[0]))
            blocks = blocks[1:]
        else:
            first = Markup("<p>{}</p>").format(back)
        rest = NOTHING.join(Markup("\n") + self.blocks((block,), level=2) for block in blocks)
        return Markup(
            '<aside class="footnote" epub:type="footnote" role="doc-footnote" id="{}">\n{}{}\n</aside>'
        ).format(note.id, first, rest)
