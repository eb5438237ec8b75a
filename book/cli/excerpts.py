"""`--only` and `--sample`: a part of the book, for previews and reviewers."""

from __future__ import annotations

import re

import click

_RANKS = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?")
_SHARE = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%?")


def ranks(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, int] | None:
    """Return the first and last rank of `--only`."""
    if value is None:
        return None
    found = _RANKS.fullmatch(value.strip())
    if not found:
        message = f"“{value}” is no rank and no range of ranks: --only 7, --only 30-21"
        raise click.BadParameter(message)
    return int(found[1]), int(found[2] or found[1])


def share(_context: click.Context, _option: click.Parameter, value: str | None) -> int | None:
    """Return the percentage of `--sample`."""
    if value is None:
        return None
    found = _SHARE.fullmatch(value.strip())
    if not found or not 1 <= int(found[1]) <= 100:
        message = f"“{value}” is no share of a book: --sample 10%"
        raise click.BadParameter(message)
    return int(found[1])
