"""Every bad input has a tiny broken book under tests/problems/, and the exact words a writer reads about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.manuscript import read_book
from book.problems import BookError, Problems

from .conftest import Golden

BOOKS = sorted(path for path in (Path(__file__).parent / "problems").iterdir() if path.is_dir())


def complaints(root: Path) -> str:
    """Return what the command line would print about a book."""
    problems = Problems()
    try:
        read_book(root, problems)
    except BookError as error:
        return "".join(f"{problem}\n" for problem in error.problems)
    return "".join(f"{problem}\n" for problem in problems)


@pytest.mark.parametrize("root", BOOKS, ids=lambda path: path.name)
def test_what_a_writer_reads(root: Path, golden: Golden) -> None:
    found = complaints(root)
    assert found, "a broken book without a problem"
    golden(found, root / "expected.txt")
