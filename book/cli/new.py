"""`bookmake new`: a small book that builds at once."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from book.cli.reporting import Report
from book.starter import KINDS


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="What the book reviews.")
def new(*, folder: Path, kind: str) -> None:
    """Write a small book into DIR, ready to be built and written on.

    DIR may exist, but must be empty: nothing is ever overwritten.
    """
    from book.problems import BookError, Problem, Source
    from book.starter import write_starter

    with Report() as report:
        hint = f"bookmake new {f'{folder}-2' if folder.is_dir() and folder.name else 'my-book'}"
        if folder.exists() and not folder.is_dir():
            report.problems.error(Source(str(folder)), "not-empty", "is a file, not a folder", hint)
        elif folder.exists() and any(folder.iterdir()):
            report.problems.error(Source(str(folder)), "not-empty", "is there already and is not empty", hint)
        report.problems.stop_if_errors()
        try:
            files = write_starter(folder, kind)
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            message, hint = f"cannot be written: {reason}", "bookmake new my-book"
            problem = Problem(Source(str(folder)), "not-writable", message, hint)
            raise BookError([problem]) from error
        report.say(f"{shlex.quote(str(folder))}: {len(files)} files")
        report.say()
        report.say(f"    cd {shlex.quote(f'./{folder}' if str(folder).startswith('-') else str(folder))}")
        report.say("    bookmake epub     # build/….epub")
        report.say("    bookmake pdf      # build/….pdf")
        report.say()
        report.say("Then write: book.toml holds title and author, each file in chapters/ one review.")
