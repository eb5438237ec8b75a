"""The stages of an index: read people.toml, make the register, find mentions and suspects, write entries."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from book.model.book import Book
from book.model.index import Index
from book.people.credits import Words, identity, named_people
from book.people.entries import entries_of, locators_of
from book.people.faults import Faults
from book.people.further import with_further_indexes
from book.people.letters import words_of
from book.people.likeness import report_doubles
from book.people.passages import known_titles
from book.people.people_file import read_people_file
from book.people.pieces import Naming, Pieces
from book.people.register import Register, make_register
from book.people.search import Search
from book.problems import Problems
from book.sources import Folder


def index_of(book: Book, problems: Problems, cache: Path | None) -> Index:
    """Return the index of people of a book, reporting on the way."""
    file = read_people_file(Folder(book.root), problems)
    pieces = Pieces(book, cache)
    named = named_people(book, (mark for piece in pieces for mark in piece.said.marks))
    register = make_register(book, named, file, problems, pieces.filed)
    faults = Faults(book, file, problems)
    namings = Search(pieces, register, known_titles(book), file, _told(register, faults)).namings()
    for naming in namings.values():
        problems.extend(naming.problems)
    unknown = _unknown(register, namings.values())
    faults.unknown_people(unknown, (name for name in register.entrants if name not in unknown))
    report_doubles(register, file.spellings, unknown, problems, pieces.compared)
    locators = locators_of(book, register, namings)
    printed = frozenset(alias for naming in namings.values() for alias in naming.aliases)
    people, groups = entries_of(register, locators, printed, file, book.settings.language)
    index = Index(
        people=people,
        mentions={block.block: block.mentions for naming in namings.values() for block in naming.blocks},
        groups=groups,
        elide=file.elide,
        headings_to_check=_to_check(register, people),
        places=file.places,
        subentries=file.subentries,
        subentries_above=file.subentries_above,
    )
    pieces.finish()
    passages = (passage for piece in pieces for passage in piece.passages)
    return with_further_indexes(index, book, register, file, passages)


def _told(register: Register, faults: Faults) -> dict[tuple[str, Words], str]:
    """Return whom a surname means in a chapter, as people.toml tells; "" for somebody to be ignored."""
    told: dict[tuple[str, Words], str] = {}
    for meant in faults.surnames():
        people = register.meant(identity(meant.person), meant.chapter)
        told[(meant.chapter, words_of(meant.surname))] = people[0] if people else ""
    return told


def _unknown(register: Register, namings: Iterable[Naming]) -> tuple[str, ...]:
    """Return the people whom only people.toml names: neither credited, nor marked, nor named in full in the text."""
    seen = {name for naming in namings for name in naming.wholly}
    seen.update(name for people in register.credited.values() for name in people)
    return tuple(
        name
        for name, entrant in register.entrants.items()
        if entrant.listed and name not in seen and not seen.intersection(register.meant(identity(name)))
    )


def _to_check(register: Register, people: Iterable[str]) -> tuple[str, ...]:
    """Return the names whose heading a rule cannot be sure of and the writer has not given, in their order."""
    doubtful = (name for name in people if register.entrants[name].doubt)
    return tuple(sorted(doubtful, key=lambda name: (register.entrants[name].person.sort, name)))
