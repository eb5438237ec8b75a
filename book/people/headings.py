"""The heading of a name: "Welles, Orson"; what prose calls the person for short; and how sure the rule is.

The rule follows usage: a person stands under the words the text uses when it says the surname alone. Every word
of the name is kept, but for Sir and Dame and the article of "the Coen brothers".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from book.people import name_kinds as kinds
from book.people.letters import is_capital, plain_letters, tidy

Particles = Literal["usage", "after"]

_UNITS = re.compile(r"[\"“„][^\"“”]*[\"”“]|\S+")
_QUALIFIER = re.compile(r"^(.*\S)\s*(\([^()]*\))$")
_SUFFIX = re.compile(r"^(.*\S?)\s*,\s*(\S+)$")
_PARTICLE = "a lower-case particle"
_ROMAN = re.compile(r"^(?:II|III|IV|VI{0,3}|IX|X|XI{0,3}|XIV|XV|XVI)$")


@dataclass(frozen=True, slots=True)
class FiledName:
    """A heading; `short` are the ways prose says the surname alone, the fullest first.

    `variant` is the other place a reader may look ("Trier, Lars von"), `doubt` why a person should look at the
    heading; both "" when there is nothing to say.
    """

    heading: str
    short: tuple[str, ...] = ()
    variant: str = ""
    doubt: str = ""


def file_name(name: str, particles: Particles = "usage", *, group: bool = False) -> FiledName:
    """Return how a name as credited is filed. `particles="after"` puts every lower-case particle behind."""
    name = tidy(name)
    if qualified := _QUALIFIER.match(name):
        filed = file_name(qualified[1], particles, group=group)
        variant = f"{filed.variant} {qualified[2]}" if filed.variant else ""
        return FiledName(f"{filed.heading} {qualified[2]}", filed.short, variant, filed.doubt)
    words = _UNITS.findall(name)
    if not words:
        return FiledName(name)
    if group or kinds.is_group(words):
        return FiledName(_group_heading(words), doubt="" if group else "may be a group")
    words, suffix = _suffix(words)
    if any("," in word for word in words):
        return FiledName(name, _heads(name), doubt="has a comma of its own")
    words, title = _title(words)
    core = [word for word in words if word[0] not in '"“„']
    start, doubt = _surname(core)
    if not start:
        family_first = kinds.is_family_first(core) or kinds.is_japanese_order(core)
        return _direct(words, title, suffix, doubt, family_first=family_first)
    given = _without(words, core[start:])
    return _inverted(_Parts([title, *given] if title else given, core[start:], suffix), particles, doubt)


def short_forms(name: str, heading: str) -> tuple[str, ...]:
    """Return how prose says the surname alone, judged by a heading that the writer gave."""
    head, comma, rest = heading.partition(",")
    if not comma:
        filed = file_name(name)
        if filed.heading == heading and filed.short:
            return filed.short
        words = heading.split()
        return (words[0],) if 1 < len(words) <= 4 else ()
    tail = _particles_at_end(rest.partition(",")[0].split())
    return tuple(dict.fromkeys([" ".join([*tail, head.strip()]), *_heads(heading)]))


def _heads(heading: str) -> tuple[str, ...]:
    head = heading.partition(",")[0].strip()
    words = head.split()
    if len(words) == 2 and kinds.is_syllabled(words[1]):
        return (head, words[1], words[0])  # Tony Leung, whose credit says Tony Leung Chiu-wai
    if len(words) > 1 and not any(kinds.is_particle(word) for word in words[:-1]):
        return (head, words[-1])
    return (head,) if head else ()


def _particles_at_end(words: list[str]) -> list[str]:
    kept: list[str] = []
    while len(words) > 1 and words[-1] == words[-1].lower() and kinds.is_particle(words[-1]):
        kept.insert(0, words.pop())
    return kept


# ---------------------------------------------------------------- the ends of a name


def _suffix(words: list[str]) -> tuple[list[str], str]:
    """Return words without a final "Jr." or "III", and that suffix."""
    if len(words) < 2:
        return words, ""
    plain = plain_letters(words[-1]).replace(".", "")
    before = words[-2].rstrip(",")
    numbered = len(words) > 2 and _ROMAN.match(words[-1]) and len(words[-1]) > 1
    if before and (plain in kinds.SUFFIXES or numbered):
        return [*words[:-2], before], words[-1]
    return words, ""


def _title(words: list[str]) -> tuple[list[str], str]:
    """Return words without a title before at least two names, and the title if it is printed."""
    core = [word for word in words if word[0] not in '"“„']
    plain = plain_letters(words[0]).rstrip(".")
    if len(core) > 2 and plain in kinds.DROPPED_TITLES:
        return words[1:], ""
    if len(core) > 2 and plain in kinds.KEPT_TITLES:
        return words[1:], words[0]
    return words, ""


# ---------------------------------------------------------------- where the surname begins


def _surname(core: list[str]) -> tuple[int, str]:
    """Return the place of the surname's first word (0: the name is not inverted) and a doubt."""
    if (whole := _not_inverted(core)) is not None:
        return 0, whole
    if len(core) == 3 and kinds.is_syllabled(core[2]) and re.split("[-‐‑]", core[2])[1][:1].islower():
        return 1, ""  # Tony Leung Chiu-wai
    for place in range(1, len(core) - 1):
        if kinds.is_spanish_family(core[place]):
            return place, ""
    start = len(core) - 1
    if start > 1 and plain_letters(core[-1]) in kinds.KIN_SURNAMES:
        start -= 1
    while start > 1:
        if kinds.is_particle(core[start - 1], core[start]):
            start -= 1
        elif start > 2 and core[start - 1] in kinds.JOINED:
            start -= 2
        else:
            break
    if len(core) == 2 and kinds.may_be_family_first(core):
        return start, "family name first?"
    plain = start == len(core) - 1 and len(core) > 2 and all(re.fullmatch(r"[^\W\d_]{2,}", word) for word in core)
    if plain:
        return start, "three plain words"
    if kinds.may_be_patronymic(core[-1]):
        return start, "a patronymic?"
    return start, "under the given name?" if plain_letters(core[0]) in kinds.ICELANDIC_GIVEN else ""


def _not_inverted(core: list[str]) -> str | None:
    """Return the doubt about a name that is never inverted, None for any other."""
    if len(core) < 2:
        return "one word" if core else ""
    if _is_direct(core):
        return ""
    if kinds.is_family_first(core):
        return "" if "-" in core[1] else "family name first?"
    if kinds.is_japanese_order(core):
        return "family name first?"
    return "a patronymic?" if kinds.is_icelandic(core) else None


def _is_direct(core: list[str]) -> bool:
    """Whether a name is never inverted: phrases, stage names, rulers, patronymics."""
    first, last = plain_letters(core[0]).rstrip("."), plain_letters(core[-1])
    return (
        core[0][0].isdigit()
        or first in kinds.STAGE_OPENERS
        or first == "the"
        or any(word in ("the", "of", "from") for word in core[1:])
        or (len(core) == 2 and first in ("dr", "lady", "lord", "sir", "dame", "de", "del", "di", "du", "von", "dos"))
        or (len(core) == 2 and bool(_ROMAN.match(core[1])))
        or (len(last) == 1 and core[-1].isalpha())
        or last.endswith("dottir")
    )


# ---------------------------------------------------------------- headings


def _group_heading(words: list[str]) -> str:
    if len(words) > 1 and words[0] in ("the", "The"):
        if plain_letters(words[-1]) in kinds.KINDRED:
            return " ".join(words[1:])
        return f"{' '.join(words[1:])}, {words[0].capitalize()}"
    return " ".join(words)


def _direct(words: list[str], title: str, suffix: str, doubt: str, *, family_first: bool) -> FiledName:
    heading = " ".join([title, *words] if title else words)
    if len(words) > 1 and words[0] in ("the", "The"):
        heading = f"{' '.join(words[1:])}, {words[0].capitalize()}"
    if suffix:
        heading = f"{heading}, {suffix}"
    return FiledName(heading, (words[0],) if family_first else (), doubt=doubt)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name taken apart: given names (a title before them), surname with its particles, suffix."""

    given: list[str]
    surname: list[str]
    suffix: str


def _inverted(parts: _Parts, particles: Particles, doubt: str) -> FiledName:
    surname = parts.surname
    small = []
    for word in surname[:-1]:
        if word != word.lower() or not kinds.is_particle(word):
            break
        small.append(word)
    if elided := re.match(r"^([dl]['’])(\w.*)$", surname[0]):
        behind = particles == "after" or kinds.moved_particles(parts.given[0], ["de"], [elided[2]]) > 0
        return _either(parts, [elided[2], *surname[1:]], [elided[1]], behind=behind)
    if arabic := re.match(r"^((?:al|el|ad|an|ar|as|ash|at|az)-)(\w.*)$", surname[0]):
        return _either(parts, [arabic[2], *surname[1:]], [arabic[1]], behind=True)
    if not small or plain_letters(small[0]) in kinds.FIRM_PARTICLES:
        head = " ".join(surname)
        return FiledName(_join(head, parts.given, parts.suffix), _suffixed(_heads(head), parts.suffix), doubt=doubt)
    moved = len(small) if particles == "after" else kinds.moved_particles(parts.given[0], small, surname[len(small) :])
    away = moved or len(small)
    return _either(parts, surname[away:], small[:away], behind=moved > 0)


def _either(parts: _Parts, rest: list[str], small: list[str], *, behind: bool) -> FiledName:
    """Return a name that may stand under its particle or under the part after it."""
    whole_words, rest_words = " ".join(parts.surname), " ".join(rest)
    with_particle = _join(whole_words, parts.given, parts.suffix)
    without = _join(rest_words, [*parts.given, *small], parts.suffix)
    if behind:
        return FiledName(without, _suffixed((whole_words, rest_words), parts.suffix), with_particle, _PARTICLE)
    return FiledName(with_particle, _suffixed((whole_words,), parts.suffix), without, _PARTICLE)


def _without(words: list[str], surname: list[str]) -> list[str]:
    """Return the words that are not of the surname, which stands at the end (nicknames may stand between)."""
    left = list(words)
    for word in reversed(surname):
        place = len(left) - 1 - left[::-1].index(word)
        del left[place]
    return left


def _join(head: str, given: list[str], suffix: str) -> str:
    parts = [head, " ".join(given), suffix]
    return ", ".join(part for part in parts if part)


def _suffixed(short: tuple[str, ...], suffix: str) -> tuple[str, ...]:
    if not suffix:
        return short
    return (*(f"{form} {suffix}" for form in short), *short)


def given_words(name: str) -> tuple[str, ...]:
    """Return the capitalised words a name begins with, its last left out."""
    words = [word for word in _UNITS.findall(tidy(name)) if word[0] not in '"“„']
    return tuple(word for word in words[:-1] if is_capital(word))
