"""`bookmake build`: every edition of the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.reporting import Report, book_argument, reporting_options

if TYPE_CHECKING:
    from book.model.settings import EditionSettings
    from book.pipeline import Manuscript


@click.command()
@book_argument
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@click.option("--timings", is_flag=True, help="Print what each step took.")
@reporting_options
def build(*, book: Path, jobs: int, timings: bool, strict: bool, as_json: bool) -> None:
    """Make every edition of book.toml (without any: one EPUB and one PDF), and the covers of those that are printed."""
    from book.cli.making import CACHE, default_output, make
    from book.cli.progress import Progress
    from book.pipeline import editions, read

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step, book / CACHE)
        report.problems.stop_if_errors()
        wanted = editions(manuscript.book) or (*editions(manuscript.book, "epub"), *editions(manuscript.book, "pdf"))
        for settings in wanted:
            place = default_output(book, manuscript, settings, named=True)
            make(report, manuscript, settings, root=book, output=place, progress=progress, jobs=jobs)
            if settings.format == "pdf" and settings.use == "print" and settings.printers:
                _for_printers(report, manuscript, settings, book, jobs)
        if timings:
            click.echo("\n".join(progress.timings()), err=True)


def _for_printers(report: Report, manuscript: Manuscript, settings: EditionSettings, root: Path, jobs: int) -> None:
    """Make what an edition's printers want besides its pages: PDF/X for those who ask for it, and the covers."""
    from book.cli.making import CACHE, default_output, make
    from book.cli.printing import count_pages, write_covers
    from book.cli.progress import Progress
    from book.printer_files import wants_own_file
    from book.workshop import Workshop

    progress = Progress(quiet=report.as_json)
    for key in settings.printers:
        if wants_own_file(manuscript.book, settings, key):
            place = default_output(root, manuscript, settings, named=True, part=key)
            make(report, manuscript, settings, root=root, output=place, progress=progress, jobs=jobs, printer=key)
    workshop = Workshop(root / CACHE, jobs, progress.step, progress.pages)
    pages = count_pages(report, manuscript, settings, workshop)
    progress.step("cover")
    write_covers(report, manuscript, settings, pages, settings.printers, root=root)
    progress.end()
