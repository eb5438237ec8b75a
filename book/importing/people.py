"""A line of names as blogs type it → the names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SUFFIX = re.compile(r",\s*((?:Jr|Sr|Esq|Ph\.?D|M\.?D|II|III|IV)\b\.?)(?=\s*(?:$|[,;]|(?:and|&)\s))", re.I)
_COUNT = re.compile(r"\s*\((?:\d{1,4}|x\d+|\d+x)\)")
_ROLE = re.compile(r"\s*\([^()]{1,80}\)")
_BETWEEN = re.compile(r"\s*(?:[,;•|]|\s/\s|\n)\s*")
_AND = re.compile(r"\s+(?:and|&|und|et|y)\s+", re.I)
_PARTICLES = frozenset({"the", "of", "de", "von", "van", "der", "la", "le", "da", "di", "al", "el", "bin", "and"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a line, what was taken away behind them, and those whose surname another one gave."""

    names: tuple[str, ...]
    dropped: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()


def names_of(line: str) -> Names:
    """Return the names of a line: commas, "and", initials, Jr., and "Ethan & Joel Coen" with one surname."""
    dropped = [found.strip() for found in _COUNT.findall(line)]
    line = _COUNT.sub("", line)
    roles = [found.strip() for found in _ROLE.findall(line)]
    line = _ROLE.sub("", line).strip(" \t,;:–—")
    line = _SUFFIX.sub(lambda match: f"\0{match[1]}", line)
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    names: list[str] = []
    shared: list[str] = []
    for part in parts:
        found, given = _at_and(re.sub(r"^(?:and|&|und|et)\s+", "", part, flags=re.I))
        names.extend(found)
        shared.extend(given)
    clean = tuple(dict.fromkeys(name for name in (_clean(name) for name in names) if name))
    return Names(clean, (*dropped, *roles), tuple(shared))


def _at_and(part: str) -> tuple[list[str], list[str]]:
    pieces = [piece for piece in _AND.split(part) if piece.strip()]
    if len(pieces) < 2:
        return pieces or [part], []
    last = pieces[-1].split()
    shared: list[str] = []
    if len(last) >= 2:
        for n, piece in enumerate(pieces[:-1]):
            if len(piece.split()) == 1 and piece[:1].isupper() and piece.isalpha():
                pieces[n] = f"{piece} {last[-1]}"
                shared.append(pieces[n])
    return pieces, shared


def _clean(name: str) -> str:
    name = " ".join(name.replace("\0", ", ").split()).strip("*•–—- ")
    if name.endswith(".") and not re.search(r"(?:\b\w|Jr|Sr|Esq|[A-Z]\.[A-Z])\.$", name):
        name = name[:-1]
    return name


def looks_like_names(line: str) -> bool:
    """Whether a line is a list of names: few words, each with a capital, and no sentence."""
    words = re.findall(r"[^\s,;&/]+", _ROLE.sub("", _COUNT.sub("", line)))
    if not words or len(words) > 60 or re.search(r"[!?]|\.\s+[A-Z][a-z]+\s+[a-z]", line):
        return False
    small = [word for word in words if word[0].islower() and word.casefold() not in _PARTICLES]
    return len(small) <= len(words) // 8 and any(word[0].isalpha() for word in words)
