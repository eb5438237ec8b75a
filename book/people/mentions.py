"""Finding people in running text: full names anywhere, surnames only where the person is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from book.model.book import Chapter
from book.people.names import Names
from book.people.passages import Passage, place_of
from book.people.scan import Doubtful, Found, Scan
from book.problems import Problems


def find_mentions(names: Names, passages: Iterable[Passage], problems: Problems) -> list[Found]:
    """Return the mentions of one piece, in order, not overlapping; report what is ambiguous."""
    passages = list(passages)
    if not passages:
        return []
    in_chapter = isinstance(passages[0].piece, Chapter)
    scan = Scan(names, passages[0].piece.id, in_chapter)
    found = [mention for passage in passages for mention in scan.passage(passage)]
    for doubtful in scan.doubtful.values():
        _report(doubtful, scan.piece, problems, in_chapter=in_chapter)
    return found


def _report(doubtful: Doubtful, piece: str, problems: Problems, *, in_chapter: bool) -> None:
    words = doubtful.passage.text[doubtful.start : doubtful.end]
    readings = " or ".join([", ".join(doubtful.readings[:-1]), doubtful.readings[-1]])
    times = f" ({doubtful.count} times in this chapter)" if doubtful.count > 1 and in_chapter else ""
    first = doubtful.readings[0]
    if in_chapter:
        hint = f'in people.toml, under [chapter.{_toml_key(piece)}.surname]: {_toml_key(words)} = "{first}"'
    else:
        hint = f"mark the person in the text: [[{first}|{words}]]"
    source = place_of(doubtful.passage, doubtful.start, doubtful.end)
    message = f"“{words}” may be {readings}, so it is not in the index{times}"
    problems.warning(source, "ambiguous-name", message, hint)


def _toml_key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
