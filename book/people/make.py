"""The stages of an index: read people.toml, make the register, find mentions and suspects, write entries."""

from __future__ import annotations

from collections.abc import Iterable

from book.model.book import Book
from book.model.index import Index
from book.people.credits import Words, identity, named_people
from book.people.entries import anchored, entries_of, locators_of
from book.people.faults import Faults
from book.people.forms import full_forms
from book.people.further import with_further_indexes
from book.people.guards import Lexis, verbs_of
from book.people.letters import WORD, plain_letters, words_of
from book.people.likeness import report_doubles
from book.people.mentions import find_mentions
from book.people.names import Names
from book.people.passages import Passage, known_titles, passages_of
from book.people.people_file import PeopleFile, read_people_file
from book.people.register import Register, make_register
from book.people.scan import Found
from book.people.suspects import Suspects
from book.people.titles import Titles
from book.problems import Problems
from book.sources import Folder


def index_of(book: Book, problems: Problems) -> Index:
    """Return the index of people of a book, reporting on the way."""
    file = read_people_file(Folder(book.root), problems)
    pieces = [list(passages_of(piece)) for piece in book.pieces()]
    passages = [passage for piece in pieces for passage in piece]
    register = make_register(book, named_people(book, passages), file, problems)
    faults = Faults(book, file, problems)
    lexicon = full_forms(register, known_titles(book))
    titles = Titles(known_titles(book), file.ignored_text, lexicon)
    text = "\n".join(passage.text for passage in passages)
    lexis = _lexis(text, register)
    names = Names(register, lexicon, lexis, titles, _told(register, faults))
    suspects = Suspects(register, lexis, titles, ok=file.spellings, problems=problems)
    found = _found(names, suspects, pieces, problems)
    unknown = _unknown(register, found)
    faults.unknown_people(unknown, (name for name in register.entrants if name not in unknown))
    report_doubles(register, file.spellings, unknown, problems)
    blocks = anchored(register, found)
    locators = locators_of(book, register, found, blocks)
    printed = frozenset(alias for alias in _aliases(file) if any(alias in passage.text for passage in passages))
    people, groups = entries_of(register, locators, printed, file, book.settings.language)
    index = Index(
        people=people,
        mentions=blocks,
        groups=groups,
        elide=file.elide,
        headings_to_check=_to_check(register, people),
        places=file.places,
        subentries=file.subentries,
        subentries_above=file.subentries_above,
    )
    return with_further_indexes(index, book, register, file, passages)


def _found(names: Names, suspects: Suspects, pieces: list[list[Passage]], problems: Problems) -> dict[str, list[Found]]:
    """Return the mentions of every block that has some, in reading order."""
    found: dict[str, list[Found]] = {}
    for piece in pieces:
        mentions = find_mentions(names, piece, problems)
        named: dict[str, list[Found]] = {}
        for mention in [*mentions, *suspects.find(piece, mentions)]:
            named.setdefault(mention.passage.block.id, []).append(mention)
        found.update((passage.block.id, named[passage.block.id]) for passage in piece if passage.block.id in named)
    return found


def _lexis(text: str, register: Register) -> Lexis:
    said = text.split()
    words = frozenset(WORD.findall(" ".join(set(said))))
    lower = frozenset(plain_letters(word) for word in words if word[0].islower())
    given = frozenset(words_of(name)[0] for name in register.standing if len(words_of(name)) > 1)
    return Lexis(words, lower, given, verbs_of(said))


def _told(register: Register, faults: Faults) -> dict[tuple[str, Words], str]:
    """Return whom a surname means in a chapter, as people.toml tells; "" for somebody to be ignored."""
    told: dict[tuple[str, Words], str] = {}
    for meant in faults.surnames():
        people = register.meant(identity(meant.person), meant.chapter)
        told[(meant.chapter, words_of(meant.surname))] = people[0] if people else ""
    return told


def _unknown(register: Register, found: dict[str, list[Found]]) -> tuple[str, ...]:
    """Return the people whom only people.toml names: neither credited, nor marked, nor named in full in the text."""
    seen = {name for named in found.values() for mention in named if mention.whole for name in mention.people}
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


def _aliases(file: PeopleFile) -> list[str]:
    return [alias for table in file.people.values() for alias in table.aliases]
