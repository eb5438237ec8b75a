"""`bookmake plan`: before anyone commits to a trim, what the book would come to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.reporting import Report, book_argument, reporting_options

if TYPE_CHECKING:
    from book.model.book import Book
    from book.model.settings import EditionSettings
    from book.planning import Plan


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The edition to plan; by default the first PDF, with all its volumes.")
@click.option("--trim", "trims", multiple=True, metavar="WxH", help="A trim to plan; may be given again.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@reporting_options
def plan(*, book: Path, edition: str | None, trims: tuple[str, ...], jobs: int, strict: bool, as_json: bool) -> None:
    """Show pages and spine for each trim, paper and printer, and whether they fit.

    Pages are an estimate from a few chapters of the book, exact to about one in fifty.
    """
    from book.cli.making import CACHE
    from book.cli.progress import Progress
    from book.pipeline import choose_edition, read
    from book.planning import plans, volumes_of
    from book.workshop import Workshop

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        settings = choose_edition(manuscript.book, "pdf", edition)
        workshop = Workshop(book / CACHE, jobs, progress.step, progress.pages)
        wanted = (settings,) if edition else volumes_of(manuscript.book, settings)
        made = [(one, list(plans(manuscript, one, report.problems, workshop, trims))) for one in wanted]
        progress.end()
        first = made[0][1]
        theme = (settings.theme or manuscript.book.settings.theme).name
        report.result.update(theme=theme, binding=settings.binding, plans=[one.as_json() for one in first])
        if len(made) > 1:
            report.result["volumes"] = [
                {"volume": one.volume, "edition": one.name, "plans": [plan.as_json() for plan in found]}
                for one, found in made
            ]
        for one, found in made:
            _say(report, manuscript.book, one, theme, found)


def _say(report: Report, book: Book, settings: EditionSettings, theme: str, made: Sequence[Plan]) -> None:
    chapters = sum(settings.holds(chapter.rank) for chapter in book.chapters)
    volume = f", volume {settings.volume} (`{settings.name}`)" if settings.volume else ""
    report.say(f"{book.settings.title}{volume}: {chapters} chapters in {theme}")
    for one in made:
        report.say()
        long = f"; {one.too_long} chapters too long for it" if one.too_long else ""
        report.say(f"{one.trim.words}  about {one.pages:,} pages, {settings.binding}{long}")
        if not one.offers:
            report.say("    no printer makes this size")
        for offer in one.offers:
            spine = f"spine {offer.spine:.1f} mm" if offer.spine is not None else "spine by template"
            over, under = offer.over(one.pages), offer.under(one.pages)
            verdict = f"over by {over:,}" if over else f"{under:,} too few" if under else "fits"
            name = f"{offer.name}, {offer.paper.replace('_', ' ')}"
            report.say(f"    {name:<44} {verdict:<14} {spine:<18} binds {offer.least:,} to {offer.most:,}")
