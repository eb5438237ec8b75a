"""`bookmake epub`: the EPUB."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The edition of book.toml to make; by default the first EPUB.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to put it.")
@click.option("--validate", is_flag=True, help="Run EPUBCheck on the result (needs Java).")
@click.option("--timings", is_flag=True, help="Print what each step took.")
@reporting_options
def epub(
    *, book: Path, edition: str | None, output: Path | None, validate: bool, timings: bool, strict: bool, as_json: bool
) -> None:
    """Make the EPUB, by default build/TITLE.epub."""
    from book.cli.making import default_output, make
    from book.cli.progress import Progress
    from book.pipeline import choose_edition, read
    from book.problems import tally

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        settings = choose_edition(manuscript.book, "epub", edition)
        place = output or default_output(book, manuscript, settings, named=edition is not None)
        make(report, manuscript, settings, root=book, output=place, progress=progress)
        if validate:
            from book.preflight import epubcheck

            progress.step("validate")
            found = epubcheck(place)
            progress.end()
            report.problems.extend(found)
            report.say(f"EPUBCheck: {tally(found)}")
        if timings:
            click.echo("\n".join(progress.timings()), err=True)
