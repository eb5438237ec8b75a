"""Lists of films as CSV: Letterboxd and IMDb exports, or any table with a title and a position.

Columns are found by their names, whatever their order, since both sites have changed theirs more than once.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from book.importing.headings import heading_of
from book.importing.vocabulary import folded
from book.problems import Problems, Source

LARGEST = 50_000_000
_COLUMNS = {
    "position": ("position", "rank", "ranking", "no", "nr", "number", "place", "#"),
    "title": ("name", "title", "film", "movie", "film title"),
    "original": ("original title",),
    "year": ("year", "release year"),
    "directors": ("directors", "director", "directed by"),
    "text": ("review", "description", "notes", "comment", "text"),
    "rating": ("rating", "your rating", "you rated"),
    "date": ("watched date", "date", "created"),
    "kind": ("const", "letterboxd uri", "url"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A film of a list; `line` is where its record begins in the file."""

    title: str
    line: int
    position: int | None = None
    year: int | None = None
    directors: tuple[str, ...] = ()
    text: str = ""
    rating: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class FilmList:
    """The films of a list in its order, and what the file was taken for."""

    file: str
    kind: str
    rows: tuple[Row, ...]

    @property
    def ranks(self) -> bool:
        """Whether the list says positions."""
        return any(row.position is not None for row in self.rows)


def is_list(head: str) -> bool:
    """Whether the beginning of a file is that of a list that can be read."""
    first = head.lstrip("\ufeff").split("\n", 1)[0]
    return first.startswith("Letterboxd list export") or (first.count(",") >= 1 and bool(_header(first)))


def _header(line: str) -> Mapping[str, int]:
    try:
        names = [folded(name) or name.strip() for name in next(csv.reader([line]))]
    except (csv.Error, StopIteration):
        return {}
    found = {}
    for key, options in _COLUMNS.items():
        for option in options:
            if option in names:
                found[key] = names.index(option)
                break
    others = {"year", "position", "kind", "text", "rating", "directors"} & found.keys()
    return found if "title" in found and others else {}


def read_list(data: bytes, file: str, problems: Problems) -> FilmList | None:
    """Return the list in a CSV file, or None after reporting why it is none."""
    if len(data) > LARGEST:
        problems.error(Source(file), "too-long", "is a list of more than 50 MB")
        return None
    text = _decoded(data)
    try:
        records = list(_records(text))
    except csv.Error as error:
        problems.error(Source(file), "broken-csv", f"cannot be read as a table: {error}", "export the list again")
        return None
    kind = "a table of films"
    if records and records[0][1] and records[0][1][0].startswith("Letterboxd list export"):
        kind = "a Letterboxd list"
    start = next((n for n, (_, cells) in enumerate(records) if _columns(cells, kind, n)), None)
    if start is None:
        if written := _written_list(text):
            return FilmList(file, "a list of films", written)
        problems.error(
            Source(file, 1), "no-list", "has no column with titles and none with years or positions",
            "the first line names the columns: Position,Title,Year; or each line is one film: 12. Heat (1995)",
        )  # fmt: skip
        return None
    columns = _header(_line(records[start][1]))
    names = {folded(name) for name in records[start][1]}
    if "const" in names:
        kind = "an IMDb list"
    elif "letterboxd uri" in names:
        kind = "Letterboxd reviews" if "review" in names else "a Letterboxd list"
    rows = tuple(row for line, cells in records[start + 1 :] if (row := _row(cells, columns, line)))
    return FilmList(file, kind, rows)


def _written_list(text: str) -> tuple[Row, ...]:
    """Return the films of a list that is no table: "12. Heat (1995)", one a line; nothing if it is none."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    found = [(number, heading_of(line, bare=True)) for number, line in lines]
    rows = tuple(Row(h.title, number, h.number, h.year) for number, h in found if h.number is not None and h.title)
    return rows if len(rows) >= 0.6 * len(lines) else ()


def _columns(cells: Sequence[str], kind: str, at: int) -> bool:
    names = {folded(cell) for cell in cells}
    if kind == "a Letterboxd list" and at < 3 and "position" not in names:
        return False
    return bool(_header(_line(cells)))


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().strip()


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _records(text: str) -> list[tuple[int, list[str]]]:
    sample = text[:2000].split("\n", 1)[0]
    delimiter = ";" if sample.count(";") > sample.count(",") else "\t" if "\t" in sample else ","
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    records = []
    line = 1
    for cells in reader:
        records.append((line, cells))
        line = reader.line_num + 1
    return records


def _row(cells: Sequence[str], columns: Mapping[str, int], line: int) -> Row | None:
    def cell(key: str) -> str:
        at = columns.get(key, -1)
        return cells[at].strip() if 0 <= at < len(cells) else ""

    title = " ".join(cell("title").split())
    if not title:
        return None
    year = re.match(r"^((?:18|19|20)\d\d)", cell("year"))
    position = re.match(r"^#?(\d{1,5})\.?$", cell("position"))
    date = re.match(r"^(\d{4}-\d\d-\d\d)", cell("date"))
    directors = tuple(name.strip() for name in cell("directors").split(",") if name.strip())
    return Row(
        title,
        line,
        int(position[1]) or None if position else None,
        int(year[1]) if year else None,
        directors,
        cell("text"),
        cell("rating"),
        date[1] if date else "",
    )
