"""`bookmake check`: all problems, nothing built."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@reporting_options
def check(*, book: Path, strict: bool, as_json: bool) -> None:
    """List every problem of the book; build nothing."""
    from book.model.prose import word_count
    from book.pipeline import check as check_book
    from book.problems import tally

    with Report(strict=strict, as_json=as_json) as report:
        found = check_book(book, report.problems).book
        words = sum(word_count(piece.blocks) for piece in found.pieces())
        report.result.update(
            chapters=len(found.chapters),
            words=words,
            drafts=list(found.omitted.drafts),
            unranked=list(found.omitted.unranked),
        )
        left_out = [
            f"{len(paths)} {what}"
            for paths, what in ((found.omitted.drafts, "drafts"), (found.omitted.unranked, "unranked"))
            if paths
        ]
        report.say(
            f"{found.settings.title}: {len(found.chapters)} chapters, {words:,} words"
            f"{', left out: ' + ', '.join(left_out) if left_out else ''}; {tally(report.problems)}"
        )
