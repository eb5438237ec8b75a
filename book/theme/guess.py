"""Guessing what a writer meant to type."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return "did you mean `…`?" for the nearest of the known words, or "" if none is near."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    near = extractOne(word, sorted(known), scorer=ratio, score_cutoff=60)
    return f"did you mean `{near[0]}`?" if near else ""
