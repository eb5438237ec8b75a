"""Book → Index: who is named where, how each name is filed, and the entries a reader looks up.

The credits of the whole book make the register; `people.toml` adds what cannot be derived; the text of every
piece is searched for the people of the register; entries, locators and references follow from that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from book.model.book import Book
from book.model.index import Index
from book.problems import Problem, Problems

if TYPE_CHECKING:
    from book.people.candidates import Candidate


def make_index(book: Book, problems: Problems, cache: Path | None = None) -> Index:
    """Return the index of people of a book.

    Reads `people.toml` of the book folder, if there is one, and `cache`, a folder that holds whom pieces were found to
    name before (None: without one). Faults in it are errors; names that
    may mean several people, and likely slips of the pen, are warnings.
    """
    from book.collector import at_rest
    from book.people.make import index_of

    with at_rest():
        return index_of(book, problems, cache)


def suggest_people(book: Book, index: Index) -> tuple[Candidate, ...]:
    """Return people that the text names in full and the index lacks, each with a line to paste into people.toml."""
    from book.people.candidates import find_candidates

    return find_candidates(book, index)


def why_to_check(name: str) -> str:
    """Return why the heading of a name is worth a look ("three plain words"), or "" if it is not."""
    from book.people.headings import file_name

    return file_name(name).doubt


def suspect_words(problem: Problem) -> str:
    """Return the words that a problem suspects of being a slip of the pen, "" for any other problem."""
    from book.people.accepting import words_of

    return words_of(problem)


def accept_spelling(text: str, words: str) -> str:
    """Return the text of a people.toml in which words are right as they are spelt. Raises `BookError`."""
    from book.people.accepting import accepted

    return accepted(text, words)


__all__ = ["accept_spelling", "make_index", "suggest_people", "suspect_words", "why_to_check"]
