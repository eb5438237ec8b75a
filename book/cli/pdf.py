"""`bookmake pdf`: the interior for the printer, or the PDF for the screen."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.excerpts import ranks
from book.cli.reporting import Report, book_argument, reporting_options

if TYPE_CHECKING:
    from book.model.printing import PdfX


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The edition of book.toml to make; by default the first PDF.")
@click.option("--for", "printer", metavar="PRINTER", help="The file as this printer wants it: colour and PDF/X.")
@click.option("--pdfx", type=click.Choice(["x1a", "x3", "x4"]), help="Make it this PDF/X, whoever prints it.")
@click.option("--only", callback=ranks, metavar="RANKS", help="Only these chapters: 30-21, or 7.")
@click.option("--marked", is_flag=True, help="A copy for correcting, with file and line in the margin.")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to put it.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@click.option("--report", "with_report", is_flag=True, help="List what a typographer would mend, page by page.")
@click.option("--no-fit", is_flag=True, help="Let every chapter take the pages it takes, whatever the theme asks.")
@click.option("--timings", is_flag=True, help="Print what each step took.")
@reporting_options
def pdf(
    *,
    book: Path,
    edition: str | None,
    printer: str | None,
    pdfx: PdfX | None,
    only: tuple[int, int] | None,
    marked: bool,
    output: Path | None,
    jobs: int,
    with_report: bool,
    no_fit: bool,
    timings: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """Make the PDF, by default build/TITLE.pdf."""
    from book.cli.progress import Progress
    from book.collector import at_rest
    from book.workshop import hire

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report, ExitStack() as closing:
        closing.enter_context(at_rest())
        # Hired before anything else is read or known: what takes longest about an edit is a process that lays it out.
        workers = closing.enter_context(hire(jobs))
        from book.cli.making import default_output, make
        from book.cli.unchanged import CACHE, Unchanged
        from book.excerpts import excerpt
        from book.pipeline import choose_edition, read
        from book.printer_files import with_printer

        progress.step("look for changes")
        unchanged = Unchanged(report, book, click.get_current_context().params)
        if unchanged.repeat(progress, timings=timings):
            return
        manuscript = read(book, report.problems, progress.step, book / CACHE)
        settings = choose_edition(manuscript.book, "pdf", edition)
        settings, excerpted = excerpt(manuscript.book, settings, only=only, sample=None)
        if printer is not None:
            settings = with_printer(settings, printer, report.problems)
        key = (printer or "").strip().casefold()
        part = "-".join(word for word in (key, pdfx, excerpted, "marked" if marked else "") if word)
        place = output or default_output(book, manuscript, settings, named=edition is not None, part=part)
        make(
            report,
            manuscript,
            settings,
            root=book,
            output=place,
            progress=progress,
            jobs=jobs,
            fit=not no_fit,
            printer=key,
            pdfx=pdfx,
            layout_report=with_report,
            marked=marked,
            workers=workers,
        )
        unchanged.keep()
        if timings:
            click.echo("\n".join(progress.timings()), err=True)
