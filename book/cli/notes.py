"""`bookmake notes`: readers' marks → the lines they were made at."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@book_argument
@reporting_options
def notes(*, file: Path, book: Path, strict: bool, as_json: bool) -> None:
    """List what readers marked in FILE, each at its line of the manuscript.

    FILE is Kindle's My Clippings.txt, KOReader's metadata.epub.lua, KoboReader.sqlite, Apple Books' database, an
    export of Readium or Thorium, a table (CSV), or an annotated PDF.
    """
    from book.notes import find_marks, read_marks
    from book.pipeline import read
    from book.problems import Problems

    with Report(strict=strict, as_json=as_json) as report:
        marks = read_marks(file)
        manuscript = read(book, Problems())  # what is wrong with the book is for `bookmake check`
        found = find_marks(marks, manuscript.book)
        report.result["marks"] = [
            {
                "source": str(one.source) if one.source else None,
                "file": one.source.file if one.source else None,
                "line": one.source.line if one.source else None,
                "block": one.block or None,
                "words": one.mark.words,
                "note": one.mark.note,
                "place": one.mark.place,
                "changed": one.likeness < 100,
            }
            for one in found
        ]
        here = [one for one in found if one.source]
        for one in sorted(here, key=lambda one: one.source or manuscript.book.chapters[0].source):
            changed = " (changed since)" if one.likeness < 100 else ""
            said = f" — {one.mark.note}" if one.mark.note else ""
            report.say(f"{one.source}: “{_shortened(one.mark.words)}”{changed}{said}")
        elsewhere = [one for one in found if not one.source]
        if elsewhere:
            report.say(f"{len(elsewhere)} of {len(found)} marks are of no words of this book:")
            for one in elsewhere[:20]:
                words = " — ".join(part for part in (_shortened(one.mark.words), one.mark.note) if part)
                report.say(f"  {' · '.join(part for part in (one.mark.book, one.mark.place) if part)}: {words}")
        if not found:
            report.say(f"{file.name}: no marks")


def _shortened(words: str) -> str:
    return words if len(words) <= 90 else f"{words[:60].rstrip()} … {words[-20:].lstrip()}"
