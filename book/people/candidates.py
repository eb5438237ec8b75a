"""People named in the text but in no credit: proposed to the writer, never entered.

Of what this proposes about three in four are people, the rest mostly characters of the works; so it is a list to
choose from, as lines ready to be pasted into people.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book.model.book import Book
from book.model.index import Index
from book.people.credits import identity
from book.people.guards import COMMON_GIVEN
from book.people.letters import plain_letters, word_list
from book.people.passages import Passage, passages_of, place_of
from book.people.suspects import RUN
from book.problems import Source

_THINGS = word_list(
    """
    academy age airport angeles arts avenue award awards bay beach bridge building castle cinema city club college
    company county day east festival film films forest globe globes hall hill hills hospital hotel house island
    islands lake museum north opera park pictures place prize project river road school sea society south square
    station street studio studios theatre theater times tower town university valley village war west world york
    """
)
_PLAYED = re.compile(r"(?:\bas|\bplays?|\bplayed|\bplaying|\bcalled|\bnamed|\bcharacter|\brole of)\s$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may belong into the index: in how many pieces, the first place, and the words around it."""

    name: str
    pieces: int
    source: Source
    context: str

    @property
    def line(self) -> str:
        """Return the line to paste into people.toml."""
        name = self.name.replace("\\", "\\\\").replace('"', '\\"')
        times = f"{self.pieces} chapter{'' if self.pieces == 1 else 's'}"
        return f'[person."{name}"]  # {times}; {self.source}: … {self.context} …'


def find_candidates(book: Book, index: Index) -> tuple[Candidate, ...]:
    """Return the people that a book names in full and its index lacks, those of most chapters first.

    A name is a run of capitalised words, not emphasised nor quoted, that begins with a given name the book or the
    world knows and does not end like a place or a prize; not one that somebody plays, or that an actor follows.
    """
    given = {identity(name)[0] for name in index.people if len(identity(name)) > 1} | COMMON_GIVEN
    known = {identity(form) for person in index.people.values() for form in (person.name, *person.aliases)}
    found: dict[str, list[tuple[Passage, int, int]]] = {}
    for piece in book.pieces():
        for passage in passages_of(piece):
            for start, end in _runs(passage, index, given):
                name = passage.text[start:end]
                if identity(name) not in known:
                    found.setdefault(name, []).append((passage, start, end))
    candidates = [_candidate(name, places) for name, places in found.items()]
    return tuple(sorted(candidates, key=lambda candidate: (-candidate.pieces, candidate.name)))


def _runs(passage: Passage, index: Index, given: set[str]) -> Iterator[tuple[int, int]]:
    mentions = [(mention.start, mention.end) for mention in index.mentions.get(passage.block.id, ())]
    apart = [*mentions, *passage.shut, *passage.set_off]
    for run in RUN.finditer(passage.text):
        words = [(run.start() + word.start(), word[0]) for word in re.finditer(r"\S+", run[0])]
        while len(words) > 2 and plain_letters(words[0][1]) not in given:
            words.pop(0)
        start, end = words[0][0], run.end()
        if plain_letters(words[0][1]) not in given or plain_letters(words[-1][1]) in _THINGS or run[0].isupper():
            continue
        if any(first < end and start < last for first, last in apart):
            continue
        if _PLAYED.search(passage.text[max(0, start - 20) : start]) or passage.text[end : end + 2] == " (":
            continue
        yield start, end


def _candidate(name: str, places: list[tuple[Passage, int, int]]) -> Candidate:
    passage, start, end = places[0]
    before, after = passage.text[:start].split()[-4:], passage.text[end:].split(" ")[:5]
    context = " ".join(f"{' '.join(before)} {name}{' '.join(after)}".split())
    pieces = len({place[0].piece.anchor for place in places})
    return Candidate(name, pieces, place_of(passage, start, end), context)
