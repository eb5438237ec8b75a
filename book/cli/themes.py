"""`bookmake themes`: list them; `themes show`: see one; `themes new`: begin one; `themes check`: judge one."""

from __future__ import annotations

import json
from pathlib import Path

import click

from book.cli.reporting import Report, book_argument, reporting_options
from book.guessing import nearest
from book.problems import BookError, Problem, Source

SHOWN = 6
"""Films of a specimen."""


class ThemesGroup(click.Group):
    """`themes [BOOK]` lists; `themes new …` and `themes check …` are commands of their own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take anything but a command for the arguments of the list."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=ThemesGroup, invoke_without_command=False)
def themes() -> None:
    """List the themes and their options; see one with your films, begin one of your own, have one judged."""


@themes.command("list", hidden=True)
@book_argument
@reporting_options
def list_themes(*, book: Path, strict: bool, as_json: bool) -> None:
    """List the themes and their options: the book's own and the built-in ones."""
    from book.model.settings import ThemeSettings
    from book.theme import load_theme, theme_description, theme_names, theme_options

    with Report(strict=strict, as_json=as_json) as report:
        root = book if (book / "book.toml").is_file() else None
        if not book.is_dir():
            guess = nearest(str(book), ("new", "check"))
            hint = f"did you mean `bookmake themes {guess}`?" if guess else "bookmake themes BOOK"
            raise BookError([Problem(Source(str(book)), "no-folder", "there is no such folder", hint)])
        names = theme_names(root)
        report.result["themes"] = []
        for name in names:
            try:
                theme = load_theme(root or book, ThemeSettings(name), report.problems)
                options = theme_options(root or book, name, report.problems)
            except BookError as error:  # one broken theme hides no other
                report.problems.extend(error.problems)
                continue
            about = theme_description(root, name)
            report.result["themes"].append({"name": name, "description": about, "options": dict(theme.options)})
            report.say(f"{name}  {about}" if about else name)
            for option in options:
                said = json.dumps(option.default, ensure_ascii=False)  # as book.toml takes it
                choices = f" ({', '.join(map(str, option.choices))})" if option.choices else ""
                report.say(f"    {option.name} = {said}{choices}")
                if option.help:
                    report.say(f"        {option.help}")
        if root and names:
            report.say(f"\nSee one with your own films: bookmake themes show {names[0]}")


@themes.command()
@click.argument("name")
@click.option("--from", "parent", default="classic", show_default=True, help="The theme it extends.")
@book_argument
@reporting_options
def new(*, name: str, parent: str, book: Path, strict: bool, as_json: bool) -> None:
    """Begin a theme: write themes/NAME into the book folder, with every option of its parent at hand."""
    from book.theme import start_theme

    with Report(strict=strict, as_json=as_json) as report:
        if not (book / "book.toml").is_file():
            hint = "bookmake new my-book"
            raise BookError([Problem(Source("book.toml"), "no-settings", "there is no book in this folder", hint)])
        files = start_theme(book, name, parent)
        report.result["files"] = list(files)
        for file in files:
            report.say(file)
        report.say()
        report.say(f'Then write name = "{name}" under [theme] in book.toml, and: bookmake pdf')


@themes.command()
@click.argument("name")
@book_argument
@reporting_options
def show(*, name: str, book: Path, strict: bool, as_json: bool) -> None:
    """Show a theme with the first films of the book and all its other pages, in build/themes/NAME.pdf."""
    from book.cli.making import CACHE, make
    from book.cli.progress import Progress
    from book.model.settings import EditionSettings, ThemeSettings, Trim
    from book.pipeline import read
    from book.theme import load_theme

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step, book / CACHE)
        report.problems.stop_if_errors()
        theme = load_theme(book, ThemeSettings(name), report.problems)
        ranks = [chapter.rank for chapter in manuscript.book.chapters[:SHOWN]]
        own = manuscript.book.settings.theme
        settings = EditionSettings(
            name=name,
            format="pdf",
            use="screen",
            trim=Trim(*theme.margins.reference),
            theme=own if own.name == name else ThemeSettings(name),
            first=max(ranks),
            last=min(ranks),
            part="specimen",
        )
        place = book / "build" / "themes" / f"{name}.pdf"
        make(report, manuscript, settings, root=book, output=place, progress=progress)


@themes.command()
@click.argument("name")
@book_argument
@reporting_options
def check(*, name: str, book: Path, strict: bool, as_json: bool) -> None:
    """Judge a theme: its files, contrast, letters, licences, and its pages with the book's own chapters."""
    from book.model.settings import ThemeSettings
    from book.theme import judge_theme, load_theme

    with Report(strict=strict, as_json=as_json) as report:
        report.whole = True
        root = book if (book / "book.toml").is_file() else None
        theme = load_theme(root or book, ThemeSettings(name), report.problems)
        report.problems.extend(judge_theme(theme))
        if root:
            _with_the_book(root, name, report)
        count = len(list(report.problems))
        report.say(f"{name}: {count} problem{'' if count == 1 else 's'}" if count else f"{name}: nothing to mend")


def _with_the_book(root: Path, name: str, report: Report) -> None:
    """Write every page of the book in the theme, for an e-reader and for a printer, and report what that shows."""
    from dataclasses import replace

    from book.epub import lint
    from book.model.settings import ThemeSettings
    from book.pipeline import editions, equip, prepare, read
    from book.problems import Problems

    apart = Problems()  # what is wrong with the book is for `bookmake check`
    manuscript = read(root, apart)
    if apart.has_errors:
        return
    for form in ("epub", "pdf"):
        settings = replace(editions(manuscript.book, form)[0], theme=ThemeSettings(name))
        found = Problems()
        equipment = equip(manuscript.book, settings, Problems())
        edition = prepare(manuscript, settings, equipment, found)
        report.problems.extend(one for one in found if one.source.file.startswith("themes/"))
        if form == "epub":
            report.problems.extend(lint(edition, equipment.theme.styles.own))
