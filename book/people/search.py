"""The search of a book for its people: whom every piece names, found before or now.

Whom a piece names depends on its own text, on everybody the book knows, and on what the book tells of the words that
stand in it. A piece of which all this is as it was is not searched again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from book.people.credits import Words
from book.people.entries import anchored
from book.people.forms import full_forms
from book.people.guards import Lexis
from book.people.letters import plain_letters, words_of
from book.people.mentions import find_mentions
from book.people.names import Names
from book.people.people_file import PeopleFile
from book.people.pieces import NamedBlock, Naming, PieceRead, Pieces, Said
from book.people.register import Register
from book.people.scan import Found
from book.people.suspects import Suspects
from book.people.titles import Titles
from book.problems import Problems
from book.store import key_of


class Search:
    """The search of one book: its people, the titles it knows, what people.toml tells of surnames by chapter."""

    def __init__(
        self,
        pieces: Pieces,
        register: Register,
        titles: tuple[str, ...],
        file: PeopleFile,
        told: Mapping[tuple[str, Words], str],
    ) -> None:
        self._pieces = pieces
        self._register = register
        self._known_titles = titles
        self._file = file
        self._told = told
        self._aliases = tuple(dict.fromkeys(alias for table in file.people.values() for alias in table.aliases))

    def namings(self) -> dict[str, Naming]:
        """Return whom every piece names, by its anchor."""
        if self._pieces.found is None:
            return {piece.piece.anchor: self._naming(piece) for piece in self._pieces}
        everybody = self._everybody()
        of_words = _OfWords(self._lexis, [piece.said for piece in self._pieces])
        namings: dict[str, Naming] = {}
        for piece in self._pieces:
            key = key_of(everybody, piece.digest, of_words.told(piece.said)) if piece.digest else ""
            known = self._pieces.found.get(key) if key else None
            if not isinstance(known, Naming):
                known = self._naming(piece)
                if key:
                    self._pieces.found.put(key, known)
            namings[piece.piece.anchor] = known
        return namings

    def _everybody(self) -> str:
        """Return a digest of everything but the text that the search of a piece depends on."""
        one = self._register
        entrants = [
            (name, who.person.heading, who.short, who.variant, who.doubt, who.group, who.fixed, who.listed)
            for name, who in one.entrants.items()
        ]
        names = (one.names, one.leads, one.split, one.credited, one.together, one.groups, one.standing, one.shapes)
        homes = [(name, sorted(chapters)) for name, chapters in one.homes.items()]
        file = (self._file.ignored_text, self._file.spellings, self._aliases, self._known_titles, self._told)
        return key_of(repr(entrants), repr(names), repr(homes), repr(sorted(one.ignored)), repr(file))

    # ------------------------------------------------ one piece

    def _naming(self, piece: PieceRead) -> Naming:
        problems = Problems()
        passages = piece.passages
        mentions = find_mentions(self._names, passages, problems)
        named: dict[str, list[Found]] = {}
        for mention in [*mentions, *self._suspects.find(passages, mentions, problems)]:
            named.setdefault(mention.passage.block.id, []).append(mention)
        found = {passage.block.id: named[passage.block.id] for passage in passages if passage.block.id in named}
        marked = anchored(self._register, found)
        wholly = dict.fromkeys(
            name for one in found.values() for mention in one if mention.whole for name in mention.people
        )
        return Naming(
            tuple(NamedBlock(block, found[block][0].passage.kind, marked[block]) for block in found),
            tuple(wholly),
            tuple(alias for alias in self._aliases if any(alias in passage.text for passage in passages)),
            tuple(problems),
        )

    @cached_property
    def _lexis(self) -> Lexis:
        words: set[str] = set()
        small: set[str] = set()
        verbs: set[str] = set()
        for piece in self._pieces:
            words.update(piece.said.words.split())
            small.update(piece.said.small.split())
            verbs.update(piece.said.verbs.split())
        given = frozenset(words_of(name)[0] for name in self._register.standing if len(words_of(name)) > 1)
        return Lexis(frozenset(words | small), frozenset(map(plain_letters, small)), given, frozenset(verbs))

    @cached_property
    def _names(self) -> Names:
        lexicon = full_forms(self._register, self._known_titles)
        titles = Titles(self._known_titles, self._file.ignored_text, lexicon)
        return Names(self._register, lexicon, self._lexis, titles, self._told)

    @cached_property
    def _suspects(self) -> Suspects:
        return Suspects(self._register, self._lexis, self._names.titles, ok=self._file.spellings)


class _OfWords:
    """What a book tells of words: which are also written small, and which are verbs."""

    def __init__(self, lexis: Lexis, said: Iterable[Said]) -> None:
        self._verbs = lexis.verbs
        words = {word for one in said for word in one.words.split()}
        self._small = {word for word in words if plain_letters(word) in lexis.lower}

    def told(self, said: Said) -> str:
        """Return what is told of the words of a piece; of a word written small it is known that it is."""
        words = said.words.split()
        small = [word for word in words if word in self._small]
        verbs = self._verbs.intersection((*said.small.split(), *words))
        return repr((small, sorted(verbs)))
