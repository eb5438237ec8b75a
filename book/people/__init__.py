"""Book → Index: who is named where, how each name is filed, and the entries a reader looks up.

The credits of the whole book make the register; `people.toml` adds what cannot be derived; the text of every
piece is searched for the people of the register; entries, locators and references follow from that.
"""

from __future__ import annotations

from book.model.book import Book
from book.model.index import Index
from book.problems import Problems


def make_index(book: Book, problems: Problems) -> Index:
    """Return the index of people of a book.

    Reads `people.toml` of the book folder, if there is one, and nothing else. Faults in it are errors; names that
    may mean several people, and likely slips of the pen, are warnings.
    """
    from book.people.make import index_of

    return index_of(book, problems)


__all__ = ["make_index"]
