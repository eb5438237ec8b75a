"""`bookmake import`: a blog becomes chapters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from book.cli.progress import Progress
from book.cli.reporting import Report, reporting_options


@click.command("import")
@click.argument("sources", metavar="SOURCE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", metavar="DIR", required=True, type=click.Path(path_type=Path), help="The book's folder.")
@click.option(
    "--pictures",
    metavar="FOLDER",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Where the blog's pictures are: a folder or a .zip. Nothing is fetched.",
)
@click.option(
    "--ranks",
    metavar="CSV",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A list that has the last word on ranks: Letterboxd, IMDb, or any table with titles and positions.",
)
@reporting_options
def import_(
    *,
    sources: tuple[Path, ...],
    into: Path,
    pictures: tuple[Path, ...],
    ranks: Path | None,
    strict: bool,
    as_json: bool,
) -> None:
    """Turn a blog into chapters.

    SOURCE is an export (WordPress, Blogger, Substack, Ghost, Medium, Letterboxd), a saved page, a pasted text, Markdown
    or .docx, or a folder of these; what it is, is seen from its content. DIR/import-report.md says what was found
    and what was left out, DIR/import.toml asks what could not be decided: answer there and run the same command
    again. A chapter you have edited is never overwritten.
    """
    from book.importing import import_blog, report_as_json, report_lines
    from book.model.slug import slug

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        try:
            done = import_blog(
                sources,
                into,
                report.problems,
                pictures=pictures,
                ranks=ranks,
                sidebars=lambda language: _sidebars(into, language),
                step=progress.step,
                count=progress.posts,
            )
        finally:
            progress.end()
        report.result.update(report_as_json(done))
        for line in report_lines(done):
            report.say(line)
        report.say()
        report.say(f"    cd {into}")
        report.say(f"    bookmake epub     # build/{slug(done.title, 'book')}.epub")
        report.say()
        report.say("import-report.md says what was found, what needs a decision, and what was left out, in full.")


def _sidebars(into: Path, language: str) -> Mapping[str, str]:
    """Return the labels of sidebars: as the book's own settings say, else those of the language."""
    from book.manuscript.settings import read_settings
    from book.manuscript.words import vocabulary_of
    from book.problems import BookError, Problems
    from book.sources import Folder

    if (into / "book.toml").is_file():
        try:
            return read_settings(Folder(into), Problems()).sidebars
        except BookError:
            pass
    return vocabulary_of(language).sidebars
