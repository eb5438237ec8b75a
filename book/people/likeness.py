"""How alike two names are, and the pairs of the register that may be one person spelt in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import extract

from book.people.credits import Words, identity
from book.people.letters import words_of
from book.people.register import Register
from book.problems import Problems
from book.store import key_of
from book.store.ledger import Ledger

IN_CHAPTER = 0.85
"""Least likeness (optimal string alignment, 0 to 1) to somebody of the same chapter."""

IN_BOOK = 0.90
"""Least likeness to somebody of the book."""

_SURNAMES = 0.93
"""Least likeness (Jaro-Winkler) of surnames under one given name: Collitard, Cotillard."""


def alike(one: Words, other: Words, least: float) -> bool:
    """Whether two names are alike: as wholes, or of one given name and surnames that sound the same.

    A name whose words are all the same is no slip of the pen; nor is a changed initial, nor another short
    surname (Hurt, Hunt).
    """
    if len(one) != len(other) or one == other:
        return False
    near = OSA.normalized_similarity(" ".join(one), " ".join(other), score_cutoff=least) >= least
    return (near or _sound_alike(one, other)) and _may_be_a_slip(one, other)


def _sound_alike(one: Words, other: Words) -> bool:
    surname, known = one[-1], other[-1]
    if surname[0] != known[0] or one[:-1] != other[:-1] or min(len(surname), len(known)) < 6:
        return False
    return JaroWinkler.similarity(surname, known, score_cutoff=_SURNAMES) >= _SURNAMES


def _may_be_a_slip(one: Words, other: Words) -> bool:
    changed = [(mine, yours) for mine, yours in zip(one, other, strict=True) if mine != yours]
    if any(min(len(mine), len(yours)) < 3 for mine, yours in changed):
        return False
    if one[-1] != other[-1] and min(len(one[-1]), len(other[-1])) < 5:
        return False
    return len(changed) < len(one) or all(mine[0] == yours[0] for mine, yours in changed)


def one_letter_off(word: str, surname: str) -> bool:
    """Whether a word of six letters or more is a surname but for one letter, not its first, nor a plural s."""
    if max(len(word), len(surname)) < 6 or word[0] != surname[0] or f"{word}s" == surname or word == f"{surname}s":
        return False
    return OSA.distance(word, surname, score_cutoff=1) == 1


def shorter_by_one(word: str) -> frozenset[str]:
    """Return a word and everything it is without one letter: two words one letter off share one of these."""
    return frozenset([word, *(word[:place] + word[place + 1 :] for place in range(len(word)))])


def report_doubles(
    register: Register, ok: Iterable[str], unknown: Iterable[str], problems: Problems, compared_before: Ledger | None
) -> None:
    """Report names of the register that look like one person spelt in two ways (`unknown` ones aside).

    `compared_before` holds which names of a book were alike in earlier builds.
    """
    accepted = {words_of(name) for name in ok} | {identity(name) for name in unknown}
    names = [
        name
        for name in register.standing
        if not register.entrants[name].group and len(identity(name)) > 1 and identity(name) not in accepted
    ]
    reported: set[frozenset[str]] = set()
    for one, other in _compared(names, compared_before):
        pair = frozenset((one, other))
        if pair not in reported and not register.homes.get(one, set()) & register.homes.get(other, set()):
            reported.add(pair)
            _report(register, one, other, problems)


def _compared(names: list[str], before: Ledger | None) -> Iterable[tuple[str, str]]:
    """Return the likely doubles of names, as found before or now."""
    if before is None:
        return _pairs(names)
    key = key_of(*names)
    match before.get(key):
        case tuple() as pairs:
            return pairs
        case _:
            found = tuple(_pairs(names))
            before.put(key, found)
            return found


def _pairs(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield likely doubles: the same words in another order, or one word the same and the others alike."""
    words = {name: identity(name) for name in names}
    turned: dict[Words, str] = {}
    for name in names:
        other = turned.setdefault(tuple(sorted(words[name])), name)
        if other != name:
            yield other, name
    sharing: dict[tuple[bool, str], list[str]] = {}
    for name in names:
        sharing.setdefault((True, words[name][0]), []).append(name)
        sharing.setdefault((False, words[name][-1]), []).append(name)
    for group in sharing.values():
        yield from _alike_among(group, words)


def _alike_among(group: list[str], words: dict[str, Words]) -> Iterator[tuple[str, str]]:
    """Yield the likely doubles of names that share a word; most pairs are told apart at the speed of C."""
    if len(group) < 2:
        return
    whole = [" ".join(words[name]) for name in group]
    last = [words[name][-1] for name in group]
    for place, one in enumerate(group[:-1]):
        likely = {
            found[2]
            for shown, scorer, least in (
                (whole, OSA.normalized_similarity, IN_BOOK),
                (last, JaroWinkler.similarity, _SURNAMES),
            )
            for found in extract(shown[place], shown[place + 1 :], scorer=scorer, score_cutoff=least, limit=None)
        }
        for further in sorted(likely):
            if alike(words[one], words[group[place + 1 + further]], IN_BOOK):
                yield one, group[place + 1 + further]


def _report(register: Register, one: str, other: str, problems: Problems) -> None:
    rarer, other = sorted((one, other), key=lambda name: (len(register.homes.get(name, ())), name))
    problems.warning(
        register.entrants[rarer].source,
        "similar-names",
        f"{rarer} and {other} look like one person spelt in two ways",
        f'mend the spelling, or accept it in people.toml, under [spelling]: ok = ["{rarer}"]',
    )
