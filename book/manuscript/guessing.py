"""Guesses at what a writer meant to type."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, least: float = 60) -> str:
    """Return the known word nearest to a mistyped one, or "" if none is near (`least` of 100)."""
    from rapidfuzz import fuzz, process

    choices = sorted(set(known))
    found = process.extractOne(word[:200].casefold(), [choice.casefold() for choice in choices], scorer=fuzz.ratio)
    return choices[found[2]] if choices and found[1] >= least else ""


def did_you_mean(word: str, known: Iterable[str], *, least: float = 60) -> str:
    """Return a hint naming the nearest known word, or ""."""
    guess = nearest(word, known, least=least)
    return f"did you mean `{guess}`?" if guess else ""
