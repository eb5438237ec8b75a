"""`bookmake move`: gives one chapter another rank; the others follow."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report


@click.command()
@click.argument("title")
@click.argument("rank", type=click.IntRange(min=1))
@click.option("--book", default=".", type=click.Path(path_type=Path), help="The book folder; by default this one.")
def move(*, title: str, rank: int, book: Path) -> None:
    """Move TITLE to RANK in ranking.txt; the others follow."""
    from book.manuscript import move as moved
    from book.output import put_ranking

    with Report() as report:
        text = moved(book, title, rank, report.problems)
        report.problems.stop_if_errors()
        put_ranking(text.encode(), book)
        report.say(f"{title} is now no. {rank}")
