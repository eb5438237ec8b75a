"""The index as its maker checks it: every entry with its places, every mention in the words around it, the suspects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from book.edition.locators import told
from book.model.book import Chapter
from book.model.index import Entry, Locator
from book.model.places import PageMap
from book.model.prose import plain_text, text_blocks
from book.people import suspect_words
from book.pipeline import Manuscript
from book.problems import Problem, Problems

_AROUND = 70
"""Characters of context on each side of a mention."""

Words = tuple[str, str, str]
"""The words before a mention, its own, and those after."""


def index_values(manuscript: Manuscript, pages: PageMap | None, problems: Problems) -> dict[str, object]:
    """Return the groups of the index with all places, the suspects, and the headings worth a look, as plain values."""
    book, index = manuscript.book, manuscript.index
    pieces = {piece.id: piece for piece in book.pieces()}
    anchors = {piece.id: piece.anchor for piece in book.pieces()}
    said = _mentions(manuscript)

    def place(locator: Locator) -> dict[str, object]:
        piece = pieces[locator.piece]
        labels = (book.settings.credits.get(role, role) for role in locator.roles)
        words = said.get(locator.anchor)
        return {
            "piece": piece.anchor,
            "title": piece.title or piece.id,
            "rank": locator.rank,
            "kind": locator.kind,
            "anchor": locator.anchor,
            "page": _position(locator.anchor, pages),
            "folio": _folio(locator.anchor, pages),
            "words": words,
            "roles": list(labels),
            "file": piece.source.file,
        }

    def entry(one: Entry) -> dict[str, object]:
        places = [place(locator) for locator in told(one.locators, anchors)]
        return {
            "heading": one.heading,
            "person": one.person,
            "see": list(one.see),
            "see_also": list(one.see_also),
            "check": one.person in index.headings_to_check,
            "places": places,
        }

    return {
        "groups": [
            {"letter": group.letter, "entries": [entry(one) for one in group.entries]} for group in index.groups
        ],
        "suspects": list(suspects(manuscript, problems)),
    }


def suspects(manuscript: Manuscript, problems: Problems) -> Iterator[dict[str, object]]:
    """Yield the words that look like a slip of the pen for somebody, each where it stands."""
    texts = {piece.source.file: piece for piece in manuscript.book.pieces()}
    for problem in problems:
        words = suspect_words(problem)
        if not words:
            continue
        piece = texts.get(problem.source.file)
        yield {
            "words": words,
            "message": problem.message,
            "file": problem.source.file,
            "line": problem.source.line,
            "piece": piece.anchor if piece else "",
            "title": (piece.title if piece else "") or problem.source.file,
            "rank": piece.rank if isinstance(piece, Chapter) else None,
            "line_words": _line(piece.text if piece else "", problem),
        }


def _line(text: str, problem: Problem) -> Words | None:
    lines = text.split("\n")
    words = suspect_words(problem)
    if not 0 < problem.source.line <= len(lines):
        return None
    line = lines[problem.source.line - 1]
    at = line.find(words, max(0, problem.source.column - 1))
    return _around(line, at, at + len(words)) if at >= 0 else None


def _mentions(manuscript: Manuscript) -> Mapping[str, Words]:
    """Return the words around every mention that has an anchor of its own."""
    found: dict[str, Words] = {}
    for piece in manuscript.book.pieces():
        blocks = (*piece.blocks, *(block for note in piece.notes for block in note.blocks))
        for block in text_blocks(blocks):
            mentions = manuscript.index.mentions.get(block.id, ())
            if any(mention.anchor for mention in mentions):
                text = plain_text(block.inlines)
                found.update((one.anchor, _around(text, one.start, one.end)) for one in mentions if one.anchor)
    return found


def _around(text: str, start: int, end: int) -> Words:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = f"…{before.partition(' ')[2] or before}"
    if end + _AROUND < len(text):
        after = f"{after.rpartition(' ')[0] or after}…"
    return before, text[start:end], after


def _position(anchor: str, pages: PageMap | None) -> int | None:
    return pages.pages[anchor][0] if pages and anchor in pages.pages else None


def _folio(anchor: str, pages: PageMap | None) -> str:
    return pages.folio(anchor) if pages and anchor in pages.pages else ""
