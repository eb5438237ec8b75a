"""What the map says of single posts, put into their films."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from book.importing.entry import Entry
from book.importing.post import LeftOut


def answer(entry: Entry, given: Mapping[str, Any]) -> None:
    """Give a film the rank, title and year that the map has for it; what the post said joins the list."""
    left = entry.fields.left_out

    def leave(words: object, what: str) -> None:
        left.append(LeftOut(str(words), f"the {what} in the post; import.toml says another", entry.source))

    if "rank" in given:
        if entry.rank not in (None, given["rank"]):
            leave(entry.rank, "rank")
        entry.rank, entry.rank_from, entry.film = given["rank"], "import.toml", True
    if "title" in given:
        if entry.title != given["title"]:
            leave(entry.title, "title")
        entry.title = given["title"]
        entry.questions = [key for key in entry.questions if key != "title"]
    if "year" in given:
        for year in entry.years:
            if year != given["year"]:
                leave(year, "year")
        entry.years = (given["year"],)
    if given.get("print"):
        entry.protected = False
