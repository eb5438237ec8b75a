"""The forms a name may take in running text, and the dictionary by which they are found in one pass.

A form is found by its first word with a capital (that is what the scan stops at); words before it, such as the
"von" of von Trier, are matched backwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from book.people.credits import Words
from book.people.headings import file_name, given_words
from book.people.letters import WORD, is_capital, plain_letters, tidy, words_of
from book.people.name_kinds import SUFFIXES, is_family_first, is_particle
from book.people.register import Register

People = tuple[str, ...]

_NICKNAME = re.compile(r"[\"“„][^\"“”]*[\"”“]|\([^()]*\)")
_KINSHIP = ("brothers", "sisters", "siblings", "twins")
_BETWEEN = re.compile(r"[\s.\-‐‑'’“”\",]{1,4}")
_SHORTENED = frozenset(["jr", "sr", "st", "dr", "mr", "mrs", "jnr", "snr"])


@dataclass(frozen=True, slots=True)
class Form:
    """Words to be found in a text and whom they mean: each of `means` is one reading, of people named together.

    A form without readings is only there to be passed over (a title, a name to be ignored). `guarded` forms are
    single words that may be other things.
    """

    words: Words
    capitals: tuple[bool, ...]
    key: int
    means: tuple[People, ...] = ()
    guarded: bool = False

    length: int = field(init=False)
    """How many words the form has."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.words))


@dataclass(slots=True)
class Lexicon:
    """Forms by their key word and the word after it; `lower_case` are key words that are written without a capital."""

    forms: dict[str, dict[str, list[Form]]] = field(default_factory=dict)
    """Key word → the word after it in the form ("" where there is none) → forms, the longest first."""
    whole: dict[Words, Form] = field(default_factory=dict)
    lower_case: set[str] = field(default_factory=set)

    def add(self, form: Form) -> None:
        """Put a form in, unless its words are there already."""
        if form.words in self.whole or not form.words:
            return
        self.whole[form.words] = form
        key = form.words[form.key]
        after = form.words[form.key + 1] if form.key + 1 < form.length else ""
        self.forms.setdefault(key, {}).setdefault(after, []).append(form)
        if not any(form.capitals):
            self.lower_case.add(key)

    def close(self) -> None:
        """Put the longest forms first, once all are in."""
        for by_next in self.forms.values():
            for forms in by_next.values():
                forms.sort(key=lambda form: (-form.length, form.words))

    def at(self, key: str, text: str, end: int) -> list[Form]:
        """Return the forms that may stand where a key word ends at `end` of a text."""
        by_next = self.forms.get(key)
        if not by_next:
            return []
        gap = _BETWEEN.match(text, end)
        word = WORD.match(text, gap.end()) if gap else None
        alone = by_next.get("", [])
        if not word:
            return alone
        return [*by_next.get(plain_letters(word[0]), ()), *alone]


def make_form(shape: str, means: Iterable[People] = (), *, words: Words = (), guarded: bool = False) -> Form | None:
    """Return the form of a name as typed, or None if it has no letters. `words` may leave out its beginning."""
    tokens = WORD.findall(tidy(shape))
    if words:
        tokens = tokens[-len(words) :]
    words = words or words_of(shape)
    if not words or len(tokens) != len(words):
        return None
    capitals = tuple(
        (is_capital(token) or token[0].isdigit()) and not (len(words) > 1 and is_particle(token)) for token in tokens
    )
    key = next((place for place, capital in enumerate(capitals) if capital), 0)
    return Form(words, capitals, key, tuple(means), guarded)


def full_forms(register: Register, titles: Iterable[str]) -> Lexicon:
    """Return everything that names people book-wide: names, aliases, groups; and titles that hold names."""
    lexicon = Lexicon()
    for words in sorted({*register.names, *register.leads}):
        bearers = tuple(dict.fromkeys(register.split.get(words, {}).values()))
        means = tuple((name,) for name in bearers) if words in register.split else (register.meant(words),)
        form = make_form(register.shapes[words], means, words=words, guarded=len(words) == 1)
        if form and any(means):
            lexicon.add(form)
    for words in sorted(register.ignored):
        lexicon.add(Form(words, (True,) * len(words), 0))
    _derived(register, lexicon)
    _families(register, lexicon)
    _titles(lexicon, titles)
    lexicon.close()
    return lexicon


def _derived(register: Register, lexicon: Lexicon) -> None:
    """Add names without nickname and qualifier, and family-first names turned round."""
    found: dict[Words, tuple[str, dict[People, None]]] = {}
    for name in register.standing:
        if register.entrants[name].group:
            continue
        bare = tidy(_NICKNAME.sub(" ", name))
        shapes = [bare] if bare != name else []
        family, *given = bare.split() or [""]
        if is_family_first([family, *given]):
            shapes.append(" ".join([*given, family]))
        for shape in shapes:
            if len(words_of(shape)) > 1:
                found.setdefault(words_of(shape), (shape, {}))[1][(name,)] = None
    for shape, means in found.values():
        form = make_form(shape, means)
        if form:
            lexicon.add(form)


def _families(register: Register, lexicon: Lexicon) -> None:
    """Add "the Coens", "Coen brothers" and "brothers Coen" for people of one surname in one credit."""
    families: dict[str, dict[People, None]] = {}
    for people in register.together:
        by_surname: dict[str, dict[str, None]] = {}
        for name in people:
            short = register.entrants[name].short
            if short and not register.entrants[name].group:
                by_surname.setdefault(short[-1], {})[name] = None
        for surname, members in by_surname.items():
            if len(members) > 1:
                families.setdefault(surname, {})[tuple(sorted(members))] = None
    for surname, readings in families.items():
        plural = f"{surname}es" if surname.endswith(("s", "x", "z", "sh", "ch")) else f"{surname}s"
        kindred = (shape for kin in _KINSHIP for shape in (f"{surname} {kin}", f"{kin} {surname}"))
        for shape in (f"the {plural}", *kindred):
            form = make_form(shape, readings)
            if form:
                lexicon.add(form)


def _titles(lexicon: Lexicon, titles: Iterable[str]) -> None:
    """Add titles of several words that hold a name, so that the name is not found in them."""
    known = {word for words in lexicon.whole for word in words[-1:]}
    for title in titles:
        words = words_of(title)
        if len(words) > 1 and words not in lexicon.whole and known & set(words):
            form = make_form(title)
            if form:
                lexicon.add(form)


def short_forms_of(register: Register, name: str) -> tuple[Form, ...]:
    """Return the forms that mean a person only where the person is at hand: surnames, names shortened."""
    entrant = register.entrants[name]
    if entrant.group:
        return ()
    forms = [make_form(short, ((name,),), guarded=True) for short in entrant.short]
    plain = tidy(_NICKNAME.sub(" ", name))
    given = given_words(plain)
    if entrant.short and given and "," in entrant.person.heading:
        told = [word for word in given if len(words_of(word)) != 1 or len(words_of(word)[0]) > 1] or [given[0]]
        forms.append(make_form(f"{told[0]} {entrant.short[-1]}", ((name,),)))
    words = plain.split()
    if entrant.doubt == "three plain words" and len(words) == 3:
        forms.append(make_form(" ".join(words[1:]), ((name,),), guarded=True))  # Bonham Carter, wherever she is filed
    return tuple(form for form in forms if form)


def span_of(form: Form, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a form stands whose key word is text[start:end]; None if the words around do not fit."""
    previous = text[start:end]
    for place in range(form.key + 1, form.length):
        gap = _BETWEEN.match(text, end)
        word = WORD.match(text, gap.end()) if gap else None
        if not gap or not word or plain_letters(word[0]) != form.words[place]:
            return None
        if not _fits(form, place, gap[0], word[0], previous):
            return None
        previous, end = word[0], word.end()
    if form.words[-1] in SUFFIXES and text[end : end + 1] == ".":
        end += 1
    for place in range(form.key - 1, -1, -1):
        before = re.search(r"([^\W_]+)[\s'’.\-‐‑]{1,2}$", text[max(0, start - 30) : start])
        if not before or plain_letters(before[1]) != form.words[place]:
            return None
        start = max(0, start - 30) + before.start(1)
    return start, end


def _fits(form: Form, place: int, gap: str, word: str, previous: str) -> bool:
    if form.capitals[place] and not (is_capital(word) or word[0].isdigit()):
        return False
    if "," in gap and form.words[place] not in SUFFIXES:
        return False
    if "." in gap and len(previous) > 2 and plain_letters(previous) not in _SHORTENED:
        return False
    return not (gap[0] in "'’" and len(gap) > 1)


def surname_of(name: str) -> str:
    """Return the last way prose says a person's surname, for patterns such as "Joel and Ethan Coen"."""
    short = file_name(name).short
    return short[-1] if short else ""
