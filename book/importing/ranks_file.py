"""The file given with `--ranks`: a CSV, or a Letterboxd archive that holds one list."""

from __future__ import annotations

from pathlib import Path

from book.importing.archive import Archive, ArchiveError
from book.importing.lists import LARGEST, FilmList, read_list
from book.problems import Problems, Source


def ranks_of(path: Path, problems: Problems) -> FilmList | None:
    """Return the list, or None after reporting why there is none."""
    name = path.name
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if data.startswith(b"PK\x03\x04"):
            archive = Archive(path)
            lists = [inside for inside in archive.names if inside.startswith("lists/") and inside.endswith(".csv")]
            if len(lists) != 1:
                found = ", ".join(lists[:6]) or "none"
                problems.error(Source(name), "which-list", f"holds {len(lists)} lists: {found}", "--ranks LIST.csv")
                return None
            name = f"{name}/{lists[0]}"
            data = archive.read(lists[0], LARGEST)
    except ArchiveError as error:
        problems.error(Source(name), "broken-archive", str(error), "download it again")
        return None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        problems.error(Source(name), "unreadable", f"cannot be read: {reason}", "--ranks LIST.csv")
        return None
    films = read_list(data, name, problems)
    if films and not films.rows:
        problems.error(Source(name), "no-list", "is a list without films")
        return None
    if films and not films.ranks:
        message = f"is {films.kind} without positions: it fills in years and directors, but says no ranks"
        problems.warning(Source(name), "list-without-ranks", message, "a list has a column Position, Rank or #")
    return films
