"""`My Clippings.txt` of a Kindle: entries between lines of equals signs, each a title, a line of data and words.

A note is an entry of its own, at the last location of the highlight it belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from book.notes.mark import Mark

_RULE = re.compile(r"^=+\s*$", re.MULTILINE)
_LOCATION = re.compile(r"(?:location|loc\.|position|posici[oó]n|posizione|emplacement|locatie|posi[cç][aã]o)\D{0,12}"
                       r"(\d+)(?:\s*[-–]\s*(\d+))?", re.IGNORECASE)  # fmt: skip
_PAGE = re.compile(r"(?:page|seite|p[aá]gina|pagina|sida|side)\D{0,8}(\d+|[ivxlc]+\b)", re.IGNORECASE)
_NOTES = re.compile(r"\b(?:note|notiz|nota|notitie|anteckning|notat)\b", re.IGNORECASE)
_BOOKMARKS = re.compile(r"bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|bokm[aä]rke", re.IGNORECASE)
_LIMIT = re.compile(r"you have reached the clipping limit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    title: str
    first: int
    last: int
    is_note: bool
    mark: Mark


def read_clippings(text: str) -> tuple[Mark, ...]:
    """Return the highlights, each with its note; a note without a highlight is a mark without words."""
    entries = [entry for part in _RULE.split(text) if (entry := _entry(part))]
    highlights = [entry for entry in entries if not entry.is_note]
    marks = {id(entry): entry.mark for entry in highlights}
    alone: list[Mark] = []
    for note in (entry for entry in entries if entry.is_note):
        home = next((one for one in reversed(highlights) if _belongs(note, one)), None)
        if home is None:
            alone.append(note.mark)
            continue
        said = "; ".join(words for words in (marks[id(home)].note, note.mark.note) if words)
        marks[id(home)] = replace(marks[id(home)], note=said)
    return (*(marks[id(entry)] for entry in highlights), *alone)


def _belongs(note: _Entry, highlight: _Entry) -> bool:
    return note.title == highlight.title and highlight.first <= note.first <= highlight.last


def _entry(part: str) -> _Entry | None:
    lines = [line.strip("\ufeff\u200e ") for line in part.strip("\n").split("\n")]
    if len(lines) < 2 or not lines[1].startswith("-"):
        return None
    title, data = lines[0], lines[1]
    words = " ".join(line for line in lines[2:] if line)
    if _BOOKMARKS.search(data) or not words or _LIMIT.search(words):
        return None
    page, location = _PAGE.search(data), _LOCATION.search(data)
    first = int(location[1]) if location else int(page[1]) if page and page[1].isdecimal() else 0
    last = int(location[2] or location[1]) if location else first
    kind = data.partition("|")[0]
    is_note = bool(_NOTES.search(kind))
    place = f"page {page[1]}" if page else f"location {first}" if location else ""
    position = float(first) or None
    mark = Mark("" if is_note else words, words if is_note else "", place, title, position=position)
    return _Entry(title, first, last, is_note, mark)
