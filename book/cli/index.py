"""`bookmake index`: the index as readers will see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="With the page numbers of this PDF edition.")
@reporting_options
def index(*, book: Path, edition: str | None, strict: bool, as_json: bool) -> None:
    """Print the index of people: with ranks, or with an edition's page numbers."""
    from book.cli.making import CACHE
    from book.cli.progress import Progress
    from book.edition import index_as_json
    from book.pipeline import Workshop, choose_edition, make_pdf, read

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        pages = None
        if edition is not None:
            settings = choose_edition(manuscript.book, "pdf", edition)
            workshop = Workshop(book / CACHE, 0, progress.step, progress.pages)
            pages = make_pdf(manuscript, settings, report.problems, workshop).pages
        progress.end()
        rows: list[dict[str, Any]] = index_as_json(manuscript.book, manuscript.index, pages)
        report.result["index"] = rows
        by_heading = {row["heading"]: row for row in rows}
        for group in manuscript.index.groups:
            report.say(group.letter)
            for entry in group.entries:
                report.say(f"  {_line(by_heading[entry.heading])}")
        for name in manuscript.index.headings_to_check:
            person = manuscript.index.people[name]
            report.say(
                f'worth checking: {name} is listed as “{person.heading}”; people.toml: [person."{name}"] index = …'
            )


def _line(row: dict[str, Any]) -> str:
    places = [_place(locator) for locator in row["locators"]]
    see = f"see {'; '.join(row['see'])}" if row["see"] else ""
    also = f"see also {'; '.join(row['see_also'])}" if row["see_also"] else ""
    return ", ".join((row["heading"], *dict.fromkeys(places))) + "".join(f". {words}" for words in (see, also) if words)


def _place(locator: dict[str, Any]) -> str:
    pages = locator["pages"]
    if pages:
        return str(pages[0]) if pages[0] == pages[1] else f"{pages[0]}–{pages[1]}"
    return f"no. {locator['rank']}" if locator["rank"] else str(locator["chapter"])
