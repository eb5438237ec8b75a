"""`bookmake rank`: a ranking.txt from the headers, which then is the only authority on ranks."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument
from book.problems import Source


@click.command()
@book_argument
def rank(*, book: Path) -> None:
    """Write ranking.txt from the ranks in the chapters: one line a chapter, best first.

    From then on the order of its lines is the ranking; move lines, or use `bookmake move`.
    """
    from book.manuscript import ranking_lines
    from book.output import RANKING, put_ranking
    from book.pipeline import read

    with Report() as report:
        if (book / RANKING).is_file():
            message = "is there already and is the only authority on ranks"
            report.problems.error(Source(RANKING), "ranking-exists", message, "bookmake move TITLE RANK")
        report.problems.stop_if_errors()
        manuscript = read(book, report.problems)
        report.problems.stop_if_errors()
        place = put_ranking(ranking_lines(manuscript.book).encode(), book)
        report.say(f"{place}: {len(manuscript.book.chapters)} chapters, best first")
