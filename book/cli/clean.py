"""`bookmake clean`: deletes `build/` and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from book.cli.reporting import Report, book_argument
from book.problems import Source


@click.command()
@book_argument
def clean(*, book: Path) -> None:
    """Delete build/, which holds only what can be made again."""
    with Report() as report:
        folder = book / "build"
        if not (book / "book.toml").is_file():
            report.problems.error(
                Source("book.toml"), "no-book", f"is not in {book}, so nothing was deleted", "bookmake clean BOOK"
            )
        elif folder.is_symlink() or not folder.is_dir():
            report.say("nothing to delete")
        else:
            try:
                for entry in sorted(folder.iterdir()):
                    if entry.is_dir() and not entry.is_symlink():
                        shutil.rmtree(entry)
                    elif entry.name != ".gitignore":
                        entry.unlink()
                if not any(folder.iterdir()):
                    folder.rmdir()
            except OSError as error:
                reason = (error.strerror or type(error).__name__).lower()
                report.problems.error(Source("build"), "not-writable", f"cannot be deleted: {reason}")
            else:
                report.say(f"deleted {folder}")
