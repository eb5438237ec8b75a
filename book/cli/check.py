"""`bookmake check`: all problems, nothing built."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@click.option("--rights", is_flag=True, help="Print whose pictures and long quotes are in it, and what is not cleared.")
@reporting_options
def check(*, book: Path, rights: bool, strict: bool, as_json: bool) -> None:
    """List every problem of the book; build nothing."""
    from book.handover import rights_of
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
        silent = [p for p in report.problems if p.code in ("no-alternative-text", "junk-alternative-text")]
        report.result["alternative_texts"] = [str(problem.source) for problem in silent]
        left_out = [
            f"{len(paths)} {what}{'' if what == 'unranked' or len(paths) == 1 else 's'}"
            for paths, what in ((found.omitted.drafts, "draft"), (found.omitted.unranked, "unranked"))
            if paths
        ]
        chapters = len(found.chapters)
        report.say(
            f"{found.settings.title}: {chapters} chapter{'' if chapters == 1 else 's'}, {words:,} words"
            f"{', left out: ' + ', '.join(left_out) if left_out else ''}"
            f"{'' if report.problems.has_errors else f'; {tally(report.problems)}'}"
        )
        sheet = rights_of(found)
        report.result["rights"] = sheet.as_json()
        if rights:
            report.say("\n".join(sheet.sheet()))
        elif sheet.quotes or (sheet.uncleared and len(sheet.uncleared) < len(sheet.pictures)):
            report.say(f"{sheet.sheet()[0]} (the whole sheet: bookmake check --rights)")
        if silent:
            count = "an alternative text" if len(silent) == 1 else f"{len(silent)} alternative texts"
            report.say(f"{count} to write, for readers who cannot see the pictures:")
            for problem in silent:
                report.say(f"  {problem.source}")
