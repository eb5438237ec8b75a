"""Every name that may be looked for in the running text of a book, ready for one pass over it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from book.people.credits import Words
from book.people.forms import Form, Lexicon, short_forms_of
from book.people.guards import Lexis
from book.people.letters import CAPITAL, plain_letters
from book.people.register import Register
from book.people.titles import Titles


class Names:
    """The names of a book: full forms, surnames, what `people.toml` tells of them, titles to keep out of.

    `told` maps a chapter id and the words of a surname to whom it means there ("" for nobody of the index).
    """

    def __init__(
        self, register: Register, lexicon: Lexicon, lexis: Lexis, titles: Titles, told: Mapping[tuple[str, Words], str]
    ) -> None:
        self.register = register
        self.lexicon = lexicon
        self.lexis = lexis
        self.titles = titles
        self.told = told
        self.begins_name = frozenset(words[0] for words in lexicon.whole)
        self.surnames: dict[str, dict[Words, Form]] = {}
        """Key word → the words of a surname → its form, for everybody."""
        self._short: dict[str, tuple[Form, ...]] = {}
        keys = {words[-1] for _, words in told}.union(lexicon.forms)
        for name in register.entrants:
            for form in self.short_forms(name):
                keys.add(form.words[form.key])
                if form.guarded:
                    self.surnames.setdefault(form.words[form.key], {})[form.words] = form
        self._keys = frozenset(keys)
        self._folded: dict[str, str] = {}
        lower = "|".join(sorted(map(re.escape, lexicon.lower_case), key=lambda key: (-len(key), key)))
        capitalised = f"{CAPITAL}[^\\W_]*(?:[\u0300-\u036f\u00ad][^\\W_]*)*"
        self._starts = re.compile(f"{capitalised}|(?<![^\\W_])(?:{lower})(?![^\\W_])" if lower else capitalised)

    def starts(self, text: str) -> Iterable[re.Match[str]]:
        """Return the words of a text at which a form may begin."""
        return self._starts.finditer(text)

    def folded(self, word: str) -> str:
        """Return a word in plain letters if a form begins with it, else "" (a book says its words often)."""
        plain = self._folded.get(word)
        if plain is None:
            plain = plain_letters(word)
            plain = self._folded[word] = plain if plain in self._keys else ""
        return plain

    def short_forms(self, name: str) -> tuple[Form, ...]:
        """Return the surname forms of a person."""
        if name not in self._short:
            self._short[name] = short_forms_of(self.register, name)
        return self._short[name]
