"""`bookmake cover`: the whole cover for the printer, for the pages the book really has."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The print edition of book.toml; by default the first.")
@click.option("--for", "printer", metavar="PRINTER", help="The printer; by default every one of the edition.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to put it.")
@click.option("--pages", type=click.IntRange(1, 9999), help="Take this number of pages instead of laying out the book.")
@click.option("--template", is_flag=True, help="Make a blank sheet with guides, for a designer to draw on.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@reporting_options
def cover(
    *,
    book: Path,
    edition: str | None,
    printer: str | None,
    output: Path | None,
    pages: int | None,
    template: bool,
    jobs: int,
    strict: bool,
    as_json: bool,
) -> None:
    """Make the cover (back, spine, front), by default build/TITLE-EDITION-cover.pdf, and a proof with guides."""
    from book.cli.making import CACHE
    from book.cli.printing import count_pages, print_edition, write_covers
    from book.cli.progress import Progress
    from book.pipeline import read
    from book.printer_files import with_printer
    from book.workshop import Workshop

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        settings = print_edition(manuscript, edition)
        if printer is not None:
            settings = with_printer(settings, printer, report.problems)
        workshop = Workshop(book / CACHE, jobs, progress.step, progress.pages)
        number = pages or count_pages(report, manuscript, settings, workshop)
        progress.step("cover")
        keys = (printer.strip().casefold(),) if printer else settings.printers or ("any",)
        write_covers(report, manuscript, settings, number, keys, root=book, output=output, template=template)
        progress.end()
