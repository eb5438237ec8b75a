"""`bookmake changes`: the pages that differ between two PDFs."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.reporting import Report

if TYPE_CHECKING:
    from book.preflight.changes import Change

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def changes(*, old: Path, new: Path, as_json: bool) -> None:
    """List the pages of the PDF NEW that differ from those of OLD."""
    from book.preflight.changes import compare

    with Report(as_json=as_json) as report:
        found = compare(old, new)
        report.result["changes"] = [
            {"kind": one.kind, "old": one.old or None, "new": one.new or None, "before": one.before, "after": one.after}
            for one in found
        ]
        for kind, run in groupby(found, key=lambda one: one.kind):
            for line in _lines(kind, list(run)):
                report.say(line)
        if not found:
            report.say("every page is the same")


def _lines(kind: str, run: list[Change]) -> list[str]:
    if kind == "moved":
        first, last = run[0], run[-1]
        if first is last:
            return [f"page {first.new}: was page {first.old}"]
        return [f"pages {first.new}–{last.new}: were {first.old}–{last.old}, and are the same otherwise"]
    lines = {
        "words": lambda one: f"page {one.new}: “{one.before}” → “{one.after}”",
        "looks": lambda one: f"page {one.new}: the same words, but it looks different",
        "new": lambda one: f"page {one.new}: new{_begins(one.after)}",
        "gone": lambda one: f"page {one.old} of {'the old file'}: gone{_begins(one.before)}",
    }
    return [lines[kind](one) for one in run]


def _begins(words: str) -> str:
    return f", begins “{words}”" if words else ", blank"
