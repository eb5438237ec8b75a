"""The command line: one file a command; the only user of click, the only place that prints and sets exit codes.

Exit codes: 0 done, 1 problems in the book, 2 a wrong command line, 130 interrupted.
"""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from book.collector import leave_all_at_exit
from book.guessing import nearest

COMMANDS = (
    "new", "import", "check", "epub", "pdf", "cover", "build", "preflight", "package", "index", "rank", "move",
    "where", "notes", "changes", "plan", "proof", "themes", "doctor", "clean",
)  # fmt: skip
"""In the order a writer meets them; each is the function of that name in the module of that name (`import_`, since
import is a word of Python's)."""


class Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names in the order a writer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; None, or a guess in a usage error, if there is none of that name."""
        if cmd_name in COMMANDS:
            name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
            command: click.Command = getattr(import_module(f"book.cli.{name}"), name)
            return command
        near = nearest(cmd_name, (*COMMANDS, "--help", "--version"))
        guess = f" Did you mean `bookmake {near}`?" if near else ""
        message = f"There is no command “{cmd_name}”.{guess}"
        raise click.UsageError(message, ctx)


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if not asked:
        return
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("bookmake")
    except PackageNotFoundError:
        number = "from source"
    click.echo(f"bookmake {number}")
    ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit."
)
def main() -> None:
    """Turn a folder of ranked reviews into a book: an EPUB for the shops, a PDF for the printer.

    BOOK is the book's folder, by default the current one. Start with `bookmake new my-book`.
    """
    leave_all_at_exit()
    # a terminal that cannot show a letter shows its number
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
