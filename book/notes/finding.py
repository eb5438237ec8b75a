"""Where in the manuscript a mark belongs: the passage whose letters are most like the marked ones.

Only letters and figures are compared, so that typography, markup and line breaks do not matter; where a text was
changed since, the likest passage is taken, and said to be changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from book.model.book import Book, Chapter, Matter
from book.model.places import letters
from book.model.prose import Sidebar, blocks_within, plain_text, text_blocks
from book.notes.mark import Found, Mark
from book.problems import Source

_ALIKE = 78.0
_ALIKE_THERE = 66.0
"""How like a passage is that is taken, anywhere and in the chapter that the device names."""
_SAME = 4
_SHORT = 12
"""Letters under which only the very same words are believed."""
_CONTEXT = 40
_NAMED = 90.0
"""How like a chapter's title the place must be that a device names."""
_Place = tuple[int, int]
"""Number of a piece, number of a letter in it."""


@dataclass(frozen=True, slots=True)
class _Passages:
    """The letters of a piece, and where in them each of its blocks begins."""

    piece: Chapter | Matter
    text: str
    starts: tuple[int, ...]
    blocks: tuple[tuple[str, Source], ...]

    def block(self, at: int) -> tuple[str, Source]:
        """Return id and source of the block that the letter number `at` is in."""
        return self.blocks[bisect_right(self.starts, at) - 1]


class Finder:
    """Finds marks in a book."""

    def __init__(self, book: Book) -> None:
        self._title = letters(book.settings.title)
        self._pieces = tuple(_passages(piece) for piece in book.pieces())

    def find_all(self, marks: Sequence[Mark]) -> tuple[Found, ...]:
        """Return each mark with its place, or without one where nothing is like it.

        Words that stand in several places are taken where the marks before and after them, in the device's own
        count, say that they belong. A device keeps the marks of all its books in one file: where some are said to be
        of this one, those of others are not looked for.
        """
        ours = {mark.book for mark in marks if self._is_ours(mark.book)}
        same = [self._same(mark) if not (ours and mark.book) or mark.book in ours else None for mark in marks]
        known = sorted(
            (mark.position, mark.book, places[0])
            for mark, places in zip(marks, same, strict=True)
            if mark.position is not None and places is not None and len(places) == 1
        )
        return tuple(
            Found(mark, None) if places is None else self._find(mark, places, known)
            for mark, places in zip(marks, same, strict=True)
        )

    def _is_ours(self, name: str) -> bool:
        """Whether a device means this book by a name: its title, with or without more, or its file's name."""
        said = letters(name)
        return bool(self._title) and (self._title in said or fuzz.ratio(self._title, said) >= _ALIKE)

    def _same(self, mark: Mark) -> list[_Place]:
        wanted = letters(mark.words)
        pieces = enumerate(self._pieces) if wanted else ()
        return [(number, at) for number, piece in pieces for at in _all(piece.text, wanted)]

    def _find(self, mark: Mark, places: list[_Place], known: list[tuple[float, str, _Place]]) -> Found:
        wanted = letters(mark.words)
        if not wanted:
            return Found(mark, None)
        if not places:
            return self._likest(mark, wanted)
        if mark.position is not None and len(places) > 1:
            least = max((p for at, title, p in known if at < mark.position and title == mark.book), default=(-1, 0))
            most = min((p for at, title, p in known if at > mark.position and title == mark.book), default=(1 << 30, 0))
            places = [place for place in places if least <= place <= most] or places
        number, at = max(places, key=lambda place: self._fits(mark, self._pieces[place[0]], place[1], len(wanted)))
        return self._found(mark, self._pieces[number], at, len(wanted), 100.0)

    def _likest(self, mark: Mark, wanted: str) -> Found:
        """Return the likest passage: of the chapter that the device names, if it has one that is like it at all."""
        named = [piece for piece in self._pieces if _chapter(mark, piece) >= _NAMED]
        best = _best(wanted, named, _ALIKE_THERE) or _best(wanted, self._pieces, _ALIKE)
        if best is None:
            return Found(mark, None)
        likeness, piece, start, end = best
        return self._found(mark, piece, _first(wanted, piece.text, start, end), end - start, min(likeness, 99.0))

    def _fits(self, mark: Mark, piece: _Passages, at: int, length: int) -> tuple[float, float]:
        """Return how well the words around a place, and its chapter, agree with what the device says."""
        before, after = letters(mark.before)[-_CONTEXT:], letters(mark.after)[:_CONTEXT]
        around = fuzz.ratio(before, piece.text[max(0, at - len(before)) : at]) if before else 0.0
        around += fuzz.ratio(after, piece.text[at + length :][: len(after)]) if after else 0.0
        chapter = _chapter(mark, piece)
        return around, chapter if chapter >= _NAMED else 0.0

    def _found(self, mark: Mark, piece: _Passages, at: int, length: int, likeness: float) -> Found:
        block, source = piece.block(at)
        start = piece.starts[bisect_right(piece.starts, at) - 1]
        skipped = len(piece.text[start:at])
        return Found(mark, _place(piece.piece.text, source, piece.text[at : at + length], skipped), block, likeness)


def _best(wanted: str, pieces: Sequence[_Passages], alike: float) -> tuple[float, _Passages, int, int] | None:
    """Return the likeness of the likest passage in some pieces, its piece, and where it begins and ends there."""
    best: tuple[float, _Passages, int, int] | None = None
    for piece in pieces if len(wanted) >= _SHORT else ():
        like = fuzz.partial_ratio_alignment(wanted, piece.text, score_cutoff=best[0] if best else alike)
        if like and len(piece.text) >= len(wanted) and (best is None or like.score > best[0]):
            best = (like.score, piece, like.dest_start, like.dest_end)
    return best


def _first(wanted: str, text: str, start: int, end: int) -> int:
    """Return the first place of a passage where letters are the same: what is before them may be of another block."""
    for run in Indel.opcodes(wanted, text[start:end]):
        if run.tag == "equal" and run.src_end - run.src_start >= _SAME:
            return start + run.dest_start
    return start


def _chapter(mark: Mark, piece: _Passages) -> float:
    """Return how like a piece's title or file the place is that a device names."""
    place = letters(mark.place)
    names = (letters(piece.piece.title), letters(piece.piece.anchor))
    return max(fuzz.partial_ratio(place, name) for name in names) if place and all(names) else 0.0


def _passages(piece: Chapter | Matter) -> _Passages:
    parts: list[tuple[str, Source, str]] = [(piece.anchor, piece.source, piece.title)]
    if isinstance(piece, Chapter):
        parts += [(piece.anchor, name.source, name.text) for credit in piece.credits for name in credit.names]
        parts += [(piece.anchor, fact.source, f"{fact.label} {fact.value}") for fact in piece.facts]
    labels = {block.id: block for block in blocks_within(piece.blocks) if isinstance(block, Sidebar)}
    parts += [(label.id, label.source, label.label) for label in labels.values()]
    for blocks in (piece.blocks, *(note.blocks for note in piece.notes)):
        parts += [(block.id, block.source, plain_text(block.inlines)) for block in text_blocks(blocks)]
    text, starts = "", []
    for _, _, words in parts:
        starts.append(len(text))
        text += letters(words)
    return _Passages(piece, text, tuple(starts), tuple((anchor, source) for anchor, source, _ in parts))


def _all(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _place(written: str, block: Source, words: str, skipped: int) -> Source:
    """Return line and column where words of a block stand in its file; the block's own where they cannot be found.

    `skipped` is how many letters of the block come before them.
    """
    lines = written.split("\n")
    at = sum(len(line) + 1 for line in lines[: max(block.line - 1, 0)])
    found = ""
    offsets: list[int] = []
    for offset in range(at, min(len(written), at + 4 * (skipped + len(words)) + 400)):
        here = letters(written[offset])
        found += here
        offsets += [offset] * len(here)
    for length in (len(words), 24, 12):
        matches = _all(found, words[:length]) if length >= min(len(words), 12) else []
        if matches:
            start = offsets[min(matches, key=lambda one: abs(one - skipped))]
            line = written.count("\n", 0, start) + 1
            return Source(block.file, line, start - (written.rfind("\n", 0, start) + 1) + 1)
    return block
