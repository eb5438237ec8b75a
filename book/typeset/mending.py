"""Mending by a hair: a paragraph with a bad line is set again with its letters a little closer or wider.

Tracking of up to one per cent cannot be seen, and moves words from line to line. Line breaking is greedy, so that
this is what cures a loose line, a ladder of hyphens or a last line of a few letters, if anything does. Only what a
fitted chapter's report complains of is set again, and only if it still fills the same pages and complains of less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from book.typeset.inspection import inspect
from book.typeset.job import Finding

STEPS = (-0.005, 0.005, -0.01, 0.01)
"""em: one per cent at the most."""
MENDABLE = frozenset({"loose", "ladder", "river", "runt", "overfull"})
_HEAD = re.compile(r"</head>")


def mended(html: str, document: Any, lay_out: Callable[[str], Any], same: Callable[[Any], bool]) -> Any:  # noqa: ANN401 -- the engine's types are not public
    """Return a document with fewer bad lines, or the very one if nothing helps.

    `lay_out` takes HTML; `same` says whether a document still fills its pages.
    """
    tracking: dict[str, float] = {}
    findings = inspect(document.pages)
    for step in STEPS:
        bad = _bad(findings)
        if not bad:
            break
        tried = {**tracking, **dict.fromkeys(bad, step)}
        other = lay_out(_HEAD.sub(lambda _: f"<style>{_rules(tried)}</style></head>", html, count=1))  # noqa: B023
        if not same(other):
            continue
        left = inspect(other.pages)
        if len(left) < len(findings):
            document, findings, tracking = other, left, tried
    return document


def _bad(findings: Sequence[Finding]) -> list[str]:
    return list(dict.fromkeys(one.anchor for one in findings if one.code in MENDABLE and one.anchor))


def _rules(tracking: Mapping[str, float]) -> str:
    return "".join(f'[id="{anchor}"] {{ letter-spacing: {em}em }}' for anchor, em in tracking.items())
