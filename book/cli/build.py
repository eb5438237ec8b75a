"""`bookmake build`: every edition of the settings."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@click.option("--timings", is_flag=True, help="Print what each step took.")
@reporting_options
def build(*, book: Path, jobs: int, timings: bool, strict: bool, as_json: bool) -> None:
    """Make every edition of book.toml (without any: one EPUB and one PDF)."""
    from book.cli.making import default_output, make
    from book.cli.progress import Progress
    from book.pipeline import editions, read

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        report.problems.stop_if_errors()
        wanted = editions(manuscript.book) or (*editions(manuscript.book, "epub"), *editions(manuscript.book, "pdf"))
        for settings in wanted:
            place = default_output(book, manuscript, settings, named=True)
            make(report, manuscript, settings, root=book, output=place, progress=progress, jobs=jobs)
        if timings:
            click.echo("\n".join(progress.timings()), err=True)
