"""`bookmake epub`: the EPUB."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import click

from book.cli.excerpts import ranks, share
from book.cli.reporting import Report, book_argument, reporting_options
from book.cli.unchanged import CACHE, Unchanged


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The edition of book.toml to make; by default the first EPUB.")
@click.option("--only", callback=ranks, metavar="RANKS", help="Only these chapters: 30-21, or 7.")
@click.option("--sample", callback=share, metavar="SHARE", help="The beginning of the book, to about this share: 10%.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to put it.")
@click.option("--validate", is_flag=True, help="Run EPUBCheck (needs Java), and Ace where it is installed.")
@click.option("--timings", is_flag=True, help="Print what each step took.")
@reporting_options
def epub(
    *,
    book: Path,
    edition: str | None,
    only: tuple[int, int] | None,
    sample: int | None,
    output: Path | None,
    validate: bool,
    timings: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Make the EPUB, by default build/TITLE.epub."""
    from book.cli.making import default_output, make
    from book.cli.progress import Progress
    from book.collector import at_rest
    from book.excerpts import excerpt
    from book.pipeline import choose_edition, read, validate_epub
    from book.problems import tally
    from book.workshop import hire_for_epub

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report, ExitStack() as closing:
        closing.enter_context(at_rest(to_the_end=True))
        progress.step("look for changes")
        unchanged = Unchanged(report, book, click.get_current_context().params)
        if not validate and unchanged.repeat(progress, timings=timings):
            return
        workers = closing.enter_context(hire_for_epub(book / CACHE))
        manuscript = read(book, report.problems, progress.step, book / CACHE)
        settings = choose_edition(manuscript.book, "epub", edition)
        settings, part = excerpt(manuscript.book, settings, only=only, sample=sample)
        place = output or default_output(book, manuscript, settings, named=edition is not None, part=part)
        made = make(report, manuscript, settings, root=book, output=place, progress=progress, workers=workers)
        if validate:
            progress.step("validate")
            judged = validate_epub(manuscript, made, place)
            progress.end()
            for judge, found in judged.items():
                report.problems.extend(found)
                report.say(f"{judge}: {tally(found)}")
        else:
            unchanged.keep()
        if timings:
            click.echo("\n".join(progress.timings()), err=True)
