"""`bookmake preflight`: what a printer would refuse of a PDF, ours or anybody's."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, reporting_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "printer",
    metavar="PRINTER[/BINDING[/PAPER]]",
    required=True,
    help="Who prints it: kdp/paperback/bw_cream.",
)
@click.option("--trim", metavar="WxH", help="The cut size (6x9, 129x198mm); by default the file's own.")
@click.option(
    "--cover",
    "cover_pages",
    type=click.IntRange(1, 9999),
    metavar="PAGES",
    help="FILE is the whole cover of a book of so many pages.",
)
@click.option(
    "--pictures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to put pictures of the pages with faults.",
)
@reporting_options
def preflight(
    *,
    file: Path,
    printer: str,
    trim: str | None,
    cover_pages: int | None,
    pictures: Path | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Say what a printer would refuse of FILE, a PDF, with pages and their pictures.

    The pictures go into a folder beside FILE, by default FILE without .pdf and with -preflight.
    """
    from book.cli.judging import judged, show

    with Report(strict=strict, as_json=as_json) as report:
        data, verdict = judged(file, printer, trim, cover_pages)
        show(report, file, data, verdict, pictures or file.with_name(f"{file.stem}-preflight"))
