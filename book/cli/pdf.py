"""`bookmake pdf`: the interior for the printer, or the PDF for the screen."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The edition of book.toml to make; by default the first PDF.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to put it.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@click.option("--timings", is_flag=True, help="Print what each step took.")
@reporting_options
def pdf(
    *, book: Path, edition: str | None, output: Path | None, jobs: int, timings: bool, strict: bool, as_json: bool
) -> None:
    """Make the PDF, by default build/TITLE.pdf."""
    from book.cli.making import default_output, make
    from book.cli.progress import Progress
    from book.pipeline import choose_edition, read

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        settings = choose_edition(manuscript.book, "pdf", edition)
        place = output or default_output(book, manuscript, settings, named=edition is not None)
        make(report, manuscript, settings, root=book, output=place, progress=progress, jobs=jobs)
        if timings:
            click.echo("\n".join(progress.timings()), err=True)
