"""`bookmake where`: from a printed page to the line it was written on."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options
from book.problems import BookError, Problem, Source


@click.command()
@click.argument("page")
@book_argument
@click.option("--edition", metavar="NAME", help="The edition whose pages are meant; by default the first PDF.")
@reporting_options
def where(*, page: str, book: Path, edition: str | None, strict: bool, as_json: bool) -> None:
    """Print the source lines of PAGE, given as it is printed (212, xii)."""
    from book.cli.making import CACHE
    from book.cli.progress import Progress
    from book.pipeline import choose_edition, make_pdf, read, source_map
    from book.workshop import Workshop

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        settings = choose_edition(manuscript.book, "pdf", edition)
        workshop = Workshop(book / CACHE, 0, progress.step, progress.pages)
        pages = make_pdf(manuscript, settings, report.problems, workshop).pages
        progress.end()
        positions = {position for position, folio in enumerate(pages.folios) if folio == page.lower()}
        if not positions:
            printed = [folio for folio in pages.folios if folio]
            hint = f"printed pages go from {printed[0]} to {printed[-1]}" if printed else ""
            raise BookError([Problem(Source(), "no-such-page", f"has no page {page}", hint)])
        sources = source_map(manuscript.book).sources
        found = sorted(
            {
                (not any(first == p for p in positions), sources[anchor])
                for anchor, (first, last) in pages.pages.items()
                if anchor in sources and any(first <= p <= last for p in positions)
            },
            key=lambda pair: (pair[1].file, pair[1].line),
        )
        report.result.update(page=page, sources=[str(source) for _, source in found])
        for goes_on, source in found:
            report.say(f"{source}{'  (goes on)' if goes_on else ''}")
        if not found:
            report.say(f"page {page} is made by bookmake; nothing of the manuscript is on it")
