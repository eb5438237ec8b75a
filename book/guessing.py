"""A tool: what a writer meant to type, guessed from the words that are known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, least: float = 60, parts: bool = False) -> str:
    """Return the known word nearest to a mistyped one, or "" if none is near (`least` of 100), whatever the case.

    With `parts`, a known one that holds the word, or whose words stand in another order, is near too: titles.
    """
    from rapidfuzz import fuzz, process

    choices = sorted(set(known))
    scorer = fuzz.WRatio if parts else fuzz.ratio
    folded = (choice.casefold() for choice in choices)
    found = process.extractOne(word[:200].casefold(), folded, scorer=scorer, score_cutoff=least)
    return choices[found[2]] if found else ""


def did_you_mean(word: str, known: Iterable[str], line: str = "{}", *, least: float = 60) -> str:
    """Return a hint naming the nearest known word in the line to be typed (`{}` is the word), or ""."""
    guess = nearest(word, known, least=least)
    return f"did you mean `{line.format(guess)}`?" if guess else ""
