"""Guesses at what a writer meant to type."""

from __future__ import annotations

from collections.abc import Iterable


def closest(word: str, choices: Iterable[str], least: float = 75.0) -> str:
    """Return the choice most like a word, or "" when none is like it (`least` of 100)."""
    from rapidfuzz import fuzz, process

    ordered = sorted(set(choices))
    found = process.extractOne(word.lower(), ordered, processor=str.lower, scorer=fuzz.ratio, score_cutoff=least)
    return found[0] if found else ""


def did_you_mean(word: str, choices: Iterable[str], least: float = 75.0) -> str:
    """Return "did you mean …?" or "" when nothing is like the word."""
    found = closest(word, choices, least)
    return f"did you mean {found}?" if found else ""
