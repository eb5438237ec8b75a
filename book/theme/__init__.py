"""themes/NAME → Theme: inheritance, options, styles, faces and templates. The only user of jinja2.

A theme is untrusted input: its files are read through confined folders, its templates run in a sandbox.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from book.model.settings import ThemeSettings
from book.problems import Problem, Problems

if TYPE_CHECKING:
    from book.model.theme import Theme
    from book.theme.options import Option

__all__ = [
    "judge_theme",
    "load_theme",
    "start_theme",
    "theme_description",
    "theme_names",
    "theme_options",
]


_OF_OTHERS = {"epub": "print.css", "pdf": "epub.css"}


def load_theme(
    root: Path,
    chosen: ThemeSettings,
    problems: Problems,
    *,
    grey: bool = False,
    cache: Path | None = None,
    format: Literal["epub", "pdf"] | None = None,  # noqa: A002
) -> Theme:
    """Return the chosen theme, resolved through its ancestors, with its options set and its styles written out.

    The book's own `themes/` (under `root`) are looked in first, then the built-in ones. With `grey` every
    colour is a grey of the same luminance. `cache` is a folder that remembers templates and styles that were found
    right before (None: without one). With a `format` the built-in styles of the other are left out. What is wrong
    goes to `problems`; raises `BookError` if there is no such theme, if it cannot be read, or if its ancestors are
    missing or go round in a circle.
    """
    from book.theme.load import load

    return load(root, chosen, problems, grey=grey, cache=cache, left_out=_OF_OTHERS.get(format or "", ""))


def theme_names(root: Path | None = None) -> tuple[str, ...]:
    """Return the names of all themes, sorted: the built-in ones and those of the book folder `root`."""
    from book.theme.chain import names

    return names(root)


def theme_description(root: Path | None, name: str) -> str:
    """Return the sentence in which a theme describes itself ("" if it says nothing or cannot be read)."""
    from book.theme.chain import description

    return description(root, name)


def theme_options(root: Path, name: str, problems: Problems) -> tuple[Option, ...]:
    """Return the options of a theme with their type, default, choices and help, sorted by name.

    Raises `BookError` if there is no such theme.
    """
    from book.theme.load import options_of

    return options_of(root, name, problems)


def judge_theme(theme: Theme) -> tuple[Problem, ...]:
    """Return warnings about a loaded theme: words too pale, letters its faces lack, faces without a licence."""
    from book.theme.judging import judge

    return tuple(judge(theme))


def start_theme(root: Path, name: str, parent: str) -> tuple[str, ...]:
    """Write a new theme that extends `parent` into a book folder and return the paths written.

    Raises `BookError` for a name that is wrong or taken, an unknown parent, or a folder that cannot be written.
    """
    from book.theme.starting import start

    return start(root, name, parent)
