"""`bookmake themes`: the themes there are."""

from __future__ import annotations

from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options


@click.command()
@book_argument
@reporting_options
def themes(*, book: Path, strict: bool, as_json: bool) -> None:
    """List the themes and their options: the book's own first, then the built-in ones."""
    from book.model.settings import ThemeSettings
    from book.theme import load_theme, theme_names

    with Report(strict=strict, as_json=as_json) as report:
        root = book if (book / "book.toml").is_file() else None
        names = theme_names(root)
        report.result["themes"] = []
        for name in names:
            theme = load_theme(root or book, ThemeSettings(name), report.problems)
            report.result["themes"].append({"name": name, "options": dict(theme.options)})
            report.say(name)
            for option, value in theme.options.items():
                report.say(f"    {option} = {value}")
