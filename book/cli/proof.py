"""`bookmake proof`: the book in the browser, live, as readers and printers will have it."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.reporting import Report, book_argument

if TYPE_CHECKING:
    from book.proof.order import Order


@click.command()
@book_argument
@click.option(
    "--edition", "editions", metavar="NAME", multiple=True, help="An EPUB or PDF edition; may be given twice."
)
@click.option("--port", type=click.IntRange(0, 65535), help="By default the first free one from 8365 on.")
@click.option("--no-open", is_flag=True, help="Print the address, open no browser.")
@click.option("--export", type=click.Path(path_type=Path), metavar="DIR", help="Write a static site for a reviewer.")
@click.option("--get-reader", is_flag=True, help="Have npm fetch the e-reader engine, once (100 kB).")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
def proof(
    *,
    book: Path,
    editions: tuple[str, ...],
    port: int | None,
    no_open: bool,
    export: Path | None,
    get_reader: bool,
    jobs: int,
) -> None:
    """Show the book in the browser while you write: as an e-book, in print, its index, its themes.

    The site is for this machine alone and lives as long as the command (Ctrl+C ends it). Save a chapter and both
    views show it.
    """
    own = Path(click.get_app_dir("bookmake", roaming=False))
    with Report() as report:
        if get_reader:
            from book.proof.engine import NAME, VERSION, fetch_engine

            report.say(f"{NAME} {VERSION} is at {fetch_engine(own)}")
            return
        order, editor = _order(book, editions, jobs)
        if export is not None:
            from book.proof.exporting import export_site

            for line in export_site(order, own, export, report.problems):
                report.say(line)
            return
        _serve(order, editor, port, own, no_open=no_open)


def _order(book: Path, editions: tuple[str, ...], jobs: int) -> tuple[Order, str]:
    """Return what is to be proofed, and the editor of the settings. Raises `BookError`.

    A book that cannot be read yet is proofed all the same, and shows why.
    """
    from book.proof.order import Order
    from book.proof.settings import chosen_editions

    epub, printed, editor = chosen_editions(book, editions)
    return Order(book.resolve(), epub, printed, jobs), editor


def _serve(order: Order, editor: str, port: int | None, own: Path, *, no_open: bool) -> None:
    from book.proof import serve
    from book.proof.engine import GET, find_engine

    with serve(order, port=port, own=own, editor=editor) as serving:
        click.echo(f"the proof is at {serving.address}")
        if find_engine(own) is None:
            click.echo(f"the e-reader needs its engine once: {GET}")
        click.echo("Ctrl+C ends it")
        if not no_open:
            webbrowser.open(serving.address)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo("\nthe proof is over")
