"""`My Clippings.txt` of a Kindle: entries between lines of equals signs, each a title, a line of data and words.

A note is an entry of its own, at the last location of the highlight it belongs to. KOReader exports the same form,
with a page instead of a location. The line of data is in the language of the device; the words known here are those
of the languages Kindle speaks, as public collections of clippings show them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from book.notes.mark import Mark

_RULE = re.compile(r"^=+\s*$", re.MULTILINE)
_LOCATION = re.compile(
    r"(?:location|loc\.|position|posici[oó]n|posizione|emplacement|locatie|posi[cç][aã]o|место(?:положение)?|месте"
    r"|位置(?:No\.)?|위치)\D{0,12}(\d+)(?:\s*(?:[-–]|t/m)\s*#?(\d+))?",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"(?:page|seite|p[aá]gina|pagina|sida|side|странице|第)\D{0,8}(\d+|[ivxlc]+\b)|(\d+)\s?(?:ページ|페이지)",
    re.IGNORECASE,
)
_NOTES = re.compile(
    r"\b(?:note|notiz|nota|notitie|opmerking|anteckning|notat|заметка)\b|笔记|筆記|メモ|메모|노트", re.IGNORECASE
)
_BOOKMARKS = re.compile(
    r"bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|bokm[aä]rke|закладка|书签|書籤|ブックマーク|북마크|책갈피",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\s*<[^<>]{12,}>?\s*$")
"""What stands behind or in place of words where a publisher lets no more be copied: "<You have reached …>"."""


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
    marks = {number: entry.mark for number, entry in enumerate(entries) if not entry.is_note}
    alone: list[Mark] = []
    for number, note in enumerate(entries):
        if not note.is_note:
            continue
        home = _home(number, entries)
        if home is None:
            alone.append(note.mark)
            continue
        said = "; ".join(words for words in (marks[home].note, note.mark.note) if words)
        marks[home] = replace(marks[home], note=said)
    return (*marks.values(), *alone)


def _home(number: int, entries: list[_Entry]) -> int | None:
    """Return the number of the highlight that a note belongs to: of those at its place the one that ends there.

    Where several do (a page has many), it is the one that was written next to the note, before it rather than after.
    """
    note = entries[number]
    there = [
        other
        for other, one in enumerate(entries)
        if not one.is_note and one.title == note.title and one.first <= note.first <= one.last
    ]
    return min(there, key=lambda one: (entries[one].last != note.first, abs(number - one), one > number), default=None)


def _entry(part: str) -> _Entry | None:
    lines = [line.strip("\ufeff\u200e ") for line in part.strip("\n").split("\n")]
    if len(lines) < 2 or not lines[1].startswith(("-", "–")):
        return None
    title, data = lines[0], lines[1]
    words = _LIMIT.sub("", " ".join(line for line in lines[2:] if line))
    if _BOOKMARKS.search(data) or not words:
        return None
    kind = data.rpartition("|")[0] or data  # the rest is a date
    found, location = _PAGE.search(kind), _LOCATION.search(kind)
    page = (found[1] or found[2]) if found else ""
    first = int(location[1]) if location else int(page) if page.isdecimal() else 0
    last = max(first, _last(location[1], location[2] or location[1])) if location else first
    is_note = bool(_NOTES.search(kind))
    place = f"page {page}" if page else f"location {first}" if location else ""
    position = float(first) or None
    mark = Mark("" if is_note else words, words if is_note else "", place, title, position=position)
    return _Entry(title, first, last, is_note, mark)


def _last(first: str, last: str) -> int:
    """Return the end of a range; early Kindles write only the figures of it that differ: 1433-34."""
    return int(first[: len(first) - len(last)] + last if len(last) < len(first) else last)
