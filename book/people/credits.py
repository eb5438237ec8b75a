"""The people a book credits or marks: every form of every name, and where it stands first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from book.model.book import Book
from book.people.letters import tidy, words_of
from book.people.name_kinds import DROPPED_TITLES, KINDRED
from book.people.pieces import Mark
from book.problems import Source

Words = tuple[str, ...]

_ROLE_NOTE = re.compile(
    r"\s*[(\[](?:voice|voices|voice of|uncredited|narrator|narration|narrated|cameo|archive footage|as [^()]*)[)\]]$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CreditLine:
    """The people of one credit of one chapter, by the words of their names, and where each is written."""

    chapter: str
    key: str
    names: tuple[tuple[Words, Source], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The people named by credits and marks: the words of a name → the name, and its first place.

    Two spellings that differ in accents, hyphens or full stops only are one person; the one most often
    credited names them (of two as frequent, the one with more accents).
    """

    credited: dict[Words, str] = field(default_factory=dict)
    marked: dict[Words, str] = field(default_factory=dict)
    places: dict[Words, Source] = field(default_factory=dict)
    lines: tuple[CreditLine, ...] = ()
    counts: Counter[Words] = field(default_factory=Counter)


@lru_cache(maxsize=1 << 14)
def credited_name(text: str) -> str:
    """Return a credited name without a note on the part: "Tom Hanks (voice)" is Tom Hanks."""
    return tidy(_ROLE_NOTE.sub("", text))


@lru_cache(maxsize=1 << 14)
def identity(name: str) -> Words:
    """Return the words by which two spellings of a name are the same person (Sir and Dame aside)."""
    words = words_of(name)
    if len(words) > 2 and words[0] in DROPPED_TITLES:
        return words[1:]
    if len(words) > 2 and words[0] == "the" and words[-1] in KINDRED:
        return words[1:]
    return words


def named_people(book: Book, marks: Iterable[Mark]) -> Named:
    """Return everybody whom the credits of the whole book name, then everybody marked in its text."""
    spellings: dict[Words, Counter[str]] = {}
    named = Named()
    lines = []
    for chapter in book.chapters:
        for credit in chapter.credits:
            found: dict[Words, Source] = {}
            for name in credit.names:
                shown = credited_name(name.text)
                words = identity(shown)
                if words:
                    spellings.setdefault(words, Counter())[shown] += 1
                    named.places.setdefault(words, name.source)
                    named.counts[words] += 1
                    found.setdefault(words, name.source)
            lines.append(CreditLine(chapter.id, credit.key, tuple(found.items())))
    for words, forms in spellings.items():
        named.credited[words] = min(forms, key=lambda form: (-forms[form], -_accents(form), form))
    for mark in marks:
        words = identity(mark.name)
        if words and words not in named.credited and words not in named.marked:
            named.marked[words] = tidy(mark.name)
            named.places[words] = mark.source
    return replace(named, lines=tuple(lines))


def _accents(text: str) -> int:
    return sum(not letter.isascii() for letter in text)
