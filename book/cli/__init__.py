"""The command line: one file a command; the only user of click, the only place that prints and sets exit codes.

Exit codes: 0 done, 1 problems in the book, 2 a wrong command line, 130 interrupted.
"""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = ("new", "check", "epub", "pdf", "build", "index", "rank", "move", "where", "themes", "doctor", "clean")
"""In the order a writer meets them; each is the function of that name in the module of that name."""


class Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order a writer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None, or a guess in a usage error, if there is none of that name."""
        if cmd_name in COMMANDS:
            command: click.Command = getattr(import_module(f"book.cli.{cmd_name}"), cmd_name)
            return command
        from rapidfuzz.process import extractOne

        near = extractOne(cmd_name, COMMANDS, score_cutoff=60)
        guess = f" Did you mean `bookmake {near[0]}`?" if near else ""
        message = f"There is no command “{cmd_name}”.{guess}"
        raise click.UsageError(message, ctx)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="bookmake", message="%(prog)s %(version)s")
def main() -> None:
    """Turn a folder of ranked reviews into a book: an EPUB for the shops, a PDF for the printer.

    BOOK is the book's folder, by default the current one. Start with `bookmake new my-book`.
    """
