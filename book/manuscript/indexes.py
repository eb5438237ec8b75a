"""Which indexes a book has beside that of people: `[indexes]` of the settings."""

from __future__ import annotations

from collections.abc import Mapping

from book.guessing import did_you_mean
from book.manuscript.header import plain_key
from book.manuscript.values import Table

TITLES, YEARS = "titles", "years"


def own_indexes(
    table: Table, words: Mapping[str, str], credit_labels: Mapping[str, str], facts: Mapping[str, str]
) -> dict[str, str]:
    """Return the further indexes, key → title, in the order of the settings.

    A key is "titles" (or the book's word for its works: "films"), "years", or one of its credits or facts; the
    value is the title, or `true` for the usual one.
    """
    works = words.get("works", TITLES)
    usual = {
        TITLES: words.get("index_of_works", "Index of {works}").replace("{works}", works),
        YEARS: words.get("index_of_years", "Index of years"),
        **credit_labels,
        **facts,
    }
    chosen: dict[str, str] = {}
    for written in table:
        key = TITLES if plain_key(written) in (plain_key(works), TITLES) else plain_key(written)
        value = table.raw(written)
        if key not in usual:
            known = (plain_key(works), *list(usual)[1:])
            hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
            table.wrong(written, "is nothing this book can have an index of", hint, "unknown-setting")
        elif value is True:
            chosen[key] = usual[key]
        elif isinstance(value, str) and value.strip():
            chosen[key] = table.text(written)
        elif value is not False:
            table.wrong(written, "is the title of an index in quotes, or true", f'{written} = "{usual[key]}"')
    return chosen
