"""What a theme says of whole books: how chapters fill pages, how parts open, what it does without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from book.guessing import did_you_mean
from book.model.theme import Fit
from book.problems import Problems
from book.theme.declarations import Given

MOST_PAGES = 12
MOST_RUNGS = 60
KEYS = ("pages", "rungs", "full", "opening")
GENERATED = ("contents", "titles", "checklist", "picture-credits", "index", "colophon", "half-title")
_RUNG = re.compile(r"[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*")


def fit(declared: Mapping[str, Given], problems: Problems) -> Fit | None:
    """Return how a theme fits chapters to pages, or None if it does not."""
    if not declared:
        return None
    for key, given in declared.items():
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"known: {', '.join(KEYS)}"
            problems.error(given.source, "unknown-key", f"`{key}` is not a key of [fit]", hint)
    missing = [key for key in ("pages", "rungs") if key not in declared]
    if missing:
        somewhere = next(iter(declared.values())).source
        problems.error(somewhere, "fit", f"[fit] needs `{missing[0]}`", "see the guide to themes")
        return None
    count = _whole(declared["pages"], "pages", 1, MOST_PAGES, problems)
    steps = _rungs(declared["rungs"], problems)
    words = _whole(declared["full"], "full", 50, 5000, problems) if "full" in declared else 0
    if count is None or steps is None or words is None:
        return None
    return Fit(count, steps, words, _opening(declared.get("opening"), problems))


def parts(given: Given | None, problems: Problems) -> Literal["page", "band"]:
    """Return how a part opens on pages."""
    if given is None or given.value == "page":
        return "page"
    if given.value != "band":
        problems.error(given.source, "parts", "`parts` is “page” or “band”", 'parts = "band"')
    return "band"


def lead(given: Given | None, problems: Problems) -> Literal["given", "first"]:
    """Return which picture the opener of a chapter gets."""
    if given is None or given.value == "given":
        return "given"
    if given.value != "first":
        problems.error(given.source, "lead", "`lead` is “given” or “first”", 'lead = "first"')
    return "first"


def without(given: Given | None, problems: Problems) -> frozenset[str]:
    """Return the kinds of generated pages a theme does without on pages."""
    if given is None:
        return frozenset()
    if not isinstance(given.value, list) or not all(kind in GENERATED for kind in given.value):
        known = ", ".join(GENERATED)
        problems.error(given.source, "without", f"`without` takes a list of {known}", 'without = ["checklist"]')
        return frozenset()
    return frozenset(given.value)


def _whole(given: Given, key: str, least: int, most: int, problems: Problems) -> int | None:
    value = given.value
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        problems.error(given.source, "fit", f"`{key}` takes a whole number from {least} to {most}", f"{key} = {least}")
        return None
    return value


def _rungs(given: Given, problems: Problems) -> tuple[str, ...] | None:
    value = given.value
    if (
        not isinstance(value, list)
        or not 0 < len(value) <= MOST_RUNGS
        or not all(isinstance(rung, str) and _RUNG.fullmatch(rung) for rung in value)
    ):
        message = f"[fit] needs `rungs`: up to {MOST_RUNGS} sets of classes, the roomiest first"
        problems.error(given.source, "fit", message, 'rungs = ["roomy", "plain", "tight"]')
        return None
    return tuple(value)


def _opening(given: Given | None, problems: Problems) -> tuple[float, float]:
    if given is None:
        return (0.0, 0.0)
    value = given.value
    if isinstance(value, list) and len(value) == 2 and all(isinstance(one, int | float) for one in value):
        least, most = (float(one) for one in value)
        if 0 <= least <= most <= MOST_PAGES:
            return least, most
    problems.error(given.source, "fit", "`opening` takes two shares of a page", "opening = [0.4, 0.9]")
    return (0.0, 0.0)
