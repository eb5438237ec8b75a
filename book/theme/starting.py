"""A new theme, begun: a folder that extends another, with every option of it at hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from book.problems import BookError, Problem, Problems, Source
from book.theme.chain import NAME, names
from book.theme.load import options_of
from book.theme.options import Option

_STYLES = {
    "book.css": "/* The text in every format. What is written here is added after the theme this one extends. */\n",
    "print.css": "/* Pages only. One line of text is 1rlh: keep every height a whole number of them. */\n",
    "epub.css": "/* E-readers only. Keep to what weak ones know: no flex, no grid, no position. */\n",
}


def start(root: Path, name: str, parent: str) -> tuple[str, ...]:
    """Write themes/NAME into a book folder and return the paths written; nothing is ever overwritten.

    Raises `BookError` for a name that cannot be one or is taken, a parent that is not there, and a folder that
    cannot be written.
    """
    here = f"themes/{name}"
    if not NAME.fullmatch(name):
        raise _error(here, "theme-name", f"“{name}” cannot name a theme", "use letters, digits, hyphens")
    if parent not in names(root):
        raise _error(here, "unknown-theme", f"there is no theme called “{parent}”", f"themes: {', '.join(names(root))}")
    folder = root / "themes" / name
    if folder.exists():
        raise _error(here, "not-empty", "is there already", f"bookmake themes new {name}-2 --from {parent}")
    files = {"theme.toml": _declaration(parent, options_of(root, parent, Problems())), **_STYLES}
    try:
        folder.mkdir(parents=True)
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise _error(here, "not-writable", f"cannot be written: {reason}", "") from error
    return tuple(f"{here}/{file}" for file in files)


def _error(file: str, code: str, message: str, hint: str) -> BookError:
    return BookError([Problem(Source(file), code, message, hint)])


def _declaration(parent: str, options: Iterable[Option]) -> str:
    lines = [
        'description = "One sentence for `bookmake themes`."',
        f'extends = "{parent}"',
        "",
        "# Every option of the theme this one extends, with its default. Take away the # to give it another.",
        "[options]",
    ]
    for option in options:
        choices = f" One of {', '.join(map(str, option.choices))}." if option.choices else ""
        lines.append(f"# {option.help or option.name.replace('_', ' ').capitalize()}.{choices}")
        lines.append(f"# {option.name} = {json.dumps(option.default, ensure_ascii=False)}")
    lines += ["", "[tokens]", '# ink = "#000000"', ""]
    return "\n".join(lines)
