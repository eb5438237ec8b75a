"""Accepting a suspect: words that look like a slip of the pen and are right enter `[spelling] ok` of people.toml."""

from __future__ import annotations

import re

from book.problems import BookError, Problem, Source

CODE = "misspelt-name"
_MESSAGE = re.compile(r"“(.+?)” looks like ")


def words_of(problem: Problem) -> str:
    """Return the words that a problem suspects of being a slip of the pen, "" for any other problem."""
    found = _MESSAGE.match(problem.message) if problem.code == CODE else None
    return found[1] if found else ""


def accepted(text: str, words: str) -> str:
    """Return the text of a people.toml in which words are accepted as they are spelt; all else stays as written.

    Raises `BookError` if the file cannot be read as it is.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Array, Table

    try:
        document = tomlkit.parse(text)
        if "spelling" not in document:
            table = tomlkit.table()
            table["ok"] = tomlkit.array()
            document["spelling"] = table
        table = document["spelling"]
        ok = table.setdefault("ok", tomlkit.array()) if isinstance(table, Table) else None
    except TOMLKitError as error:
        raise BookError([_not_ready(str(error))]) from error
    if not isinstance(ok, Array):
        raise BookError([_not_ready("[spelling] ok is not a list")])
    if words not in ok:
        ok.append(words)
    return tomlkit.dumps(document)


def _not_ready(why: str) -> Problem:
    return Problem(
        Source("people.toml"), "not-accepted", f"cannot be added to: {why}", "mend the file, then accept again"
    )
