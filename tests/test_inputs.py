"""What a build depends on: every file of the book by its content, and nothing else of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from book import inputs
from book.inputs import inputs_digest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "book"
    (folder / "chapters" / "images").mkdir(parents=True)
    (folder / "book.toml").write_text("[book]\n", encoding="utf-8")
    (folder / "chapters" / "heat.md").write_text("![A lake](images/lake.jpg)\n", encoding="utf-8")
    (folder / "chapters" / "images" / "lake.jpg").write_bytes(b"a lake")
    (folder / "build").mkdir()
    (folder / ".git").mkdir()
    return folder


def test_dates_and_what_is_left_out_do_not_count(root):
    before = inputs_digest(root, ["pdf"])
    assert before
    os.utime(root / "chapters" / "heat.md", (1, 1))
    (root / "build" / "book.pdf").write_bytes(b"%PDF")
    (root / ".git" / "HEAD").write_text("main", encoding="utf-8")
    (root / ".venv").mkdir()
    assert inputs_digest(root, ["pdf"]) == before


@pytest.mark.parametrize("large", [False, True])
def test_every_byte_and_every_name_counts(root, monkeypatch, large):
    if large:
        monkeypatch.setattr(inputs, "_LARGE", 0)
    seen = {inputs_digest(root, ["pdf"]), inputs_digest(root, ["epub"])}
    (root / "chapters" / "images" / "lake.jpg").write_bytes(b"A lake")
    seen.add(inputs_digest(root, ["pdf"]))
    (root / "chapters" / "heat.md").rename(root / "chapters" / "cold.md")
    seen.add(inputs_digest(root, ["pdf"]))
    (root / "chapters" / "empty").mkdir()
    seen.add(inputs_digest(root, ["pdf"]))
    (root / "chapters" / "cold.md").write_text("Nobody.\n", encoding="utf-8")
    seen.add(inputs_digest(root, ["pdf"]))
    (root / "chapters" / "cold.md").unlink()
    seen.add(inputs_digest(root, ["pdf"]))
    assert len(seen) == 7
    assert None not in seen


@pytest.mark.parametrize(
    "words",
    ["![](../build/x.png)", "![](../BUILD/x.png)", r"![](..\build\x.png)", "&#98;uild/", "%62uild/", r"\build/"],
)
def test_a_book_that_may_read_what_is_left_out_is_told_apart_from_none(root, words):
    (root / "chapters" / "heat.md").write_text(words, encoding="utf-8")
    assert inputs_digest(root, ["pdf"]) is None


@pytest.mark.skipif(sys.platform == "win32", reason="links need permission there")
def test_a_link_counts_as_where_it_leads(root):
    (root / "elsewhere.jpg").write_bytes(b"one")
    link = root / "chapters" / "images" / "link.jpg"
    seen = {inputs_digest(root, [])}
    link.symlink_to(root / "elsewhere.jpg")
    seen.add(inputs_digest(root, []))
    (root / "elsewhere.jpg").write_bytes(b"two")
    seen.add(inputs_digest(root, []))
    link.unlink()
    link.symlink_to(root.parent)  # a folder outside is never read
    seen.add(inputs_digest(root, []))
    assert len(seen) == 4
    assert None not in seen
    link.unlink()
    link.symlink_to(root / "chapters")  # may lead in a circle
    assert inputs_digest(root, []) is None
