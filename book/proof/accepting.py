"""Accepting a suspect of the index check: the only thing a proof writes, into people.toml, when it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from book.people import accept_spelling
from book.problems import BookError, Problem, Problems, Source
from book.sources import Folder

PATH = "people.toml"


def accept(root: Path, words: str, index: Mapping[str, Any]) -> None:
    """Write words into people.toml as right, if they are a suspect of this index. Raises `BookError`."""
    if words not in {suspect["words"] for suspect in index.get("suspects", ())}:
        raise BookError([Problem(Source(PATH), "no-suspect", f"“{words[:80]}” is not suspected any more")])
    folder = Folder(root)
    problems = Problems()
    text = (folder.read_text(PATH, problems) or "") if folder.exists(PATH) else ""
    problems.stop_if_errors()
    changed = accept_spelling(text, words)
    place = folder.path(PATH)
    temporary = place.with_name(f".{PATH}.part")
    try:
        temporary.write_text(changed, "utf-8")
        temporary.replace(place)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason = (error.strerror or type(error).__name__).lower()
        raise BookError([Problem(Source(PATH), "not-writable", f"cannot be written: {reason}")]) from error
