"""Exports as JSON and CSV: annotations of Readium and Thorium, Readium locators, KOReader's, any table of highlights.

Sources: https://readium.org/annotations/; https://github.com/koreader/koreader (exporter.koplugin, target json); https://www.w3.org/TR/annotation-model/;
https://readium.org/architecture/models/locators/.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from book.notes.mark import Mark

_WORDS = ("highlight", "highlighted text", "selected text", "selectedtext", "text", "quote", "quotation", "words")
_NOTES = ("note", "notes", "comment", "annotation", "my note", "notetext", "remark")
_PLACES = ("chapter", "section", "heading", "page", "location", "place")
_BOOKS = ("book", "book title", "booktitle", "title")


def read_json(text: str) -> tuple[Mark, ...]:
    """Return the marks of a JSON export. Raises `ValueError`."""
    return tuple(_marks(json.loads(text), ""))


def _marks(value: Any, book: str) -> Iterator[Mark]:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, list):
        for one in value:
            yield from _marks(one, book)
    elif isinstance(value, Mapping):
        book = _book(value, book)
        mark = _annotation(value, book) or _locator(value, book) or _plain(value, book)
        if mark:
            yield mark
            return
        for one in value.values():
            if isinstance(one, list | Mapping):
                yield from _marks(one, book)


def _book(value: Mapping[str, Any], book: str) -> str:
    """Return the title that a set of annotations gives the book it is about."""
    about = value.get("about") or value.get("metadata") or (value if "entries" in value else {})
    title = about.get("dc:title", about.get("title")) if isinstance(about, Mapping) else None
    return title if isinstance(title, str) and title else book


def _annotation(value: Mapping[str, Any], book: str) -> Mark | None:
    """Return a W3C annotation whose target is quoted."""
    target = value.get("target")
    if not isinstance(target, Mapping):
        return None
    selectors = target.get("selector") or []
    for one in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(one, Mapping) and one.get("type") == "TextQuoteSelector":
            body = value.get("body")
            said = body.get("value", "") if isinstance(body, Mapping) else body if isinstance(body, str) else ""
            headings = (target.get("meta") or {}).get("headings") or []
            place = next((str(h.get("txt", "")) for h in reversed(headings) if isinstance(h, Mapping)), "")
            words, before, after = (_one_line(one.get(key)) for key in ("exact", "prefix", "suffix"))
            if value.get("motivation") == "bookmarking" and not said:
                return Mark("")  # a place to go on from, not a mark
            return Mark(words, str(said or ""), place or str(target.get("source", "")), book, before, after)
    return None


def _locator(value: Mapping[str, Any], book: str) -> Mark | None:
    """Return a Readium locator with the words it points to."""
    locator = value.get("locator", value)
    words = locator.get("text") if isinstance(locator, Mapping) else None
    if not isinstance(words, Mapping) or "highlight" not in words:
        return None
    said = next((str(value[key]) for key in (*_NOTES, "annotation") if isinstance(value.get(key), str)), "")
    place = str(locator.get("title") or locator.get("href") or "")
    before, after = _one_line(words.get("before")), _one_line(words.get("after"))
    return Mark(_one_line(words["highlight"]), said, place, book, before, after)


def _one_line(words: object) -> str:
    """Return words without the line breaks and indents of the file they were marked in."""
    return " ".join(str(words or "").split())


def _plain(value: Mapping[str, Any], book: str) -> Mark | None:
    row = {str(key).strip().casefold().replace("_", " "): one for key, one in value.items() if isinstance(one, str)}
    words, note = _first(row, _WORDS), _first(row, _NOTES)
    if not words:
        return None
    return Mark(words, note, _first(row, _PLACES), _first(row, _BOOKS) or book)


def read_csv(text: str) -> tuple[Mark, ...]:
    """Return the marks of a table with a heading over its highlights. Raises `ValueError`."""
    try:
        dialect = csv.Sniffer().sniff(text[:4000], ",;\t")
        rows = list(csv.DictReader(io.StringIO(text), dialect=dialect))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    marks = [mark for row in rows if (mark := _plain({k: v for k, v in row.items() if k is not None}, ""))]
    if not marks:
        raise ValueError(f"has no column called {', '.join(_WORDS[:3])}")
    return tuple(marks)


def _first(row: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((" ".join(row[name].split()) for name in names if row.get(name, "").strip()), "")
