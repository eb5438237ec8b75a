"""What of a book's settings a proof goes by, before the book itself can be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from book.manuscript import read_settings
from book.problems import BookError, Problem, Problems, Source


def chosen_editions(root: Path, names: Sequence[str]) -> tuple[str | None, str | None, str]:
    """Return the names of the EPUB and the PDF edition asked for (None: the first), and the editor of `[proof]`.

    Raises `BookError` if the folder is no book folder, or has no edition of a name.
    """
    settings = read_settings(root, Problems())
    formats = {edition.name: edition.format for edition in settings.editions}
    chosen: dict[str, str] = {}
    for name in names:
        if name not in formats:
            known = ", ".join(formats)
            hint = f"editions of this book: {known}" if known else f"add [editions.{name}] to book.toml"
            message = f"has no edition called “{name}”"
            raise BookError([Problem(Source("book.toml"), "unknown-edition", message, hint)])
        chosen[formats[name]] = name
    return chosen.get("epub"), chosen.get("pdf"), settings.editor
