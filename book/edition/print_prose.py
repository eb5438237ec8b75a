"""Prose for pages: notes at the foot, page boxes after references, links as words (print) or links (screen)."""

from __future__ import annotations

import re

from markupsafe import Markup

from book.edition.desk import Desk
from book.edition.epub_prose import safe_url
from book.edition.inlines import NOTHING
from book.edition.prose import ProseWriter
from book.edition.unbroken import unbroken
from book.model.book import Chapter, Matter
from book.model.prose import Block, Link, Note, Paragraph, plain_text, text_blocks

_HUNG, _HUNG_LITTLE = frozenset("“„«»”"), frozenset("‘‚‹›’")
_SCHEME = re.compile(r"^(?:https?://(?:www\.)?|mailto:)", re.IGNORECASE)


_TAIL = re.compile(r"(?:^|(?<=[ >]))([^<>&\u00a0]+)</p>$")
_LETTERS = 5
_HYPHENATED = 6
"""Letters of a word from which on it may be hyphenated, and leave less than five of them on its last line."""


def kept_together(paragraph: Markup) -> Markup:
    """Return a paragraph whose last line cannot hold less than five letters: its end is neither broken nor hyphenated.

    Only plain words are bound; an end within a link, say, is left as it is.
    """
    found = _TAIL.search(paragraph)
    if not found:
        return paragraph
    words = found[1].split(" ")
    for count in range(1, len(words)):
        end = " ".join(words[-count:])
        letters = sum(letter.isalnum() for letter in end)
        if letters >= _LETTERS:
            if count == 1 and letters < _HYPHENATED:
                return paragraph
            before = paragraph[: found.end(1) - len(end)]
            return Markup('{}<span class="end">{}</span></p>').format(before, Markup(end))  # noqa: S704 -- was escaped
    return paragraph


def hung(paragraph: Markup, block: Paragraph) -> Markup:
    """Return a paragraph with the class of its first letter, if that is a quotation mark: it may hang in the margin."""
    first = plain_text(block.inlines[:1])[:1]
    kind = "hung" if first in _HUNG else "hung-little" if first in _HUNG_LITTLE else ""
    return Markup(str(paragraph).replace("<p ", f'<p class="{kind}" ', 1)) if kind and first else paragraph  # noqa: S704


class PrintWriter(ProseWriter):
    """Writes the prose of one piece for print and screen PDFs."""

    def __init__(self, desk: Desk, piece: Chapter | Matter) -> None:
        super().__init__(desk, piece)
        self._screen = desk.ways.format == "screen"
        self._shown: set[str] = set()

    def semantics(self, kind: str) -> Markup:  # noqa: ARG002 -- pages have none
        """Return nothing."""
        return NOTHING

    def _block(self, block: Block) -> Markup:
        written = super()._block(block)
        return hung(kept_together(written), block) if isinstance(block, Paragraph) else written

    def _leaf(self, words: str) -> Markup:
        return super()._leaf(unbroken(words))

    def outward(self, link: Link, words: Markup) -> Markup:
        """Return the words, on a screen as a link, in print with the address after them where they do not say it."""
        url = safe_url(link.href)
        if not url:
            return words
        if self._screen:
            return Markup('<a href="{}">{}</a>').format(url, words or url)
        shown = _SCHEME.sub("", link.href.strip()).rstrip("/")
        said = _SCHEME.sub("", plain_text(link.inlines).strip()).rstrip("/")
        if said == shown or shown in self._shown:
            return words
        self._shown.add(shown)
        address = Markup('<span class="url">{}</span>').format(shown)
        return words + Markup(" ({})").format(address) if words else address

    def film(self, chapter: Chapter, words: Markup, *, first: bool) -> Markup:
        """Return the words, the first time with rank and page."""
        here = chapter.id == self.piece.id
        href = "" if here or self.in_link else self.desk.ways.href(chapter.anchor)
        if href:
            words = Markup('<a href="{}">{}</a>').format(href, words)
        if not first:
            return Markup('<span class="film">{}</span>').format(words)
        if other := self.elsewhere(chapter):
            return Markup('<span class="film">{} ({})</span>').format(words, other)
        bracket = Markup("{}&#160;{}").format(self.desk.word("no", "no."), chapter.rank)
        page = NOTHING if self.in_link and self._screen else self.desk.ways.page(chapter.anchor)
        if page:
            bracket += Markup(", {}&#160;{}").format(self.desk.word("page", "page"), page)
        return Markup('<span class="film">{} ({})</span>').format(words, bracket)

    def note_call(self, note: Note, number: int, *, again: bool) -> Markup:
        """Return the note itself, to be set at the foot of the page; the second time only its number."""
        if again:
            return Markup('<sup class="footnote-again">{}</sup>').format(number)
        lines = [(text.id, self.words(text)) for text in text_blocks(note.blocks)]
        if len(lines) == 1:
            content = lines[0][1]
        else:
            content = Markup(" ").join(
                Markup('<span class="footnote-line" id="{}">{}</span>').format(anchor, words) for anchor, words in lines
            )
        return Markup('<span class="footnote" id="{}">{}</span>').format(note.id, content)

    def notes(self) -> Markup:
        """Return nothing: notes stand at the foot of their page."""
        return NOTHING
