"""The writer's editor, opened at the line a problem points to."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from book.model.editors import AT_LINE
from book.problems import BookError, Problem, Source

IN_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "pico", "micro", "hx", "helix", "joe", "ne", "ed", "emacs-nox"})
"""Editors that need a terminal, which a click in a browser has not."""


def open_at(root: Path, file: str, line: int, chosen: str = "") -> str:
    """Open a file of the book folder at a line in the writer's editor; return the editor's name.

    `chosen` is the editor the settings name; else $VISUAL and $EDITOR say, else the system. Raises `BookError` if
    the file is not of the book, or no editor with a window can be found.
    """
    path = _of_book(root, file, line)
    command = _command(path, line, chosen)
    try:
        process = subprocess.Popen(  # noqa: S603 -- the writer's own editor, without a shell, on a file of the book
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        message = f"the editor {command[0]} cannot be started: {(error.strerror or '').lower()}"
        raise BookError([Problem(Source(file, line), "no-editor", message, "VISUAL=code bookmake proof")]) from error
    threading.Thread(target=process.wait, daemon=True).start()  # whenever the writer closes it
    return Path(command[0]).name


def _of_book(root: Path, file: str, line: int) -> Path:
    from book.sources import Folder, OutsideError

    folder = Folder(root)
    try:
        path = folder.path(file)
        known = path.is_file() and not file.startswith("build/")
    except (OutsideError, OSError, ValueError):
        known, path = False, root
    if not known or not 0 <= line < 10_000_000:
        raise BookError([Problem(Source(file[:200]), "no-such-file", "is not a file of this book")])
    return path


def _command(path: Path, line: int, chosen: str) -> list[str]:
    line = max(1, line)
    for words in (chosen, os.environ.get("VISUAL", ""), os.environ.get("EDITOR", "")):
        parts = shlex.split(words, posix=os.name != "nt")
        if not parts:
            continue
        name = Path(parts[0]).stem.lower() if os.name == "nt" else Path(parts[0]).name
        if name in IN_TERMINAL or not shutil.which(parts[0]):
            continue
        told = AT_LINE.get(name, ("{file}",))
        return [*parts, *(word.format(file=path, line=line) for word in told)]
    opener = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    if shutil.which(opener):
        return [opener, str(path)]
    message = "no editor with a window is known"
    hint = "VISUAL=code bookmake proof (or another editor's command)"
    raise BookError([Problem(Source(str(path.name), line), "no-editor", message, hint)])
