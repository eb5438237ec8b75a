"""The store of what builds keep: whole entries or none, whatever happens to its files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.store import Store, key_of

BODY = b"%PDF-1.7 \x00\xff"
KEY = "ab" * 32
OTHER = "cd" * 32


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("pages/??/*"))


@given(st.lists(st.text()), st.lists(st.text()))
def test_parts_never_run_into_each_other(one, other):
    assert (key_of(*one) == key_of(*other)) == (one == other)


def test_what_is_put_is_there_for_the_next_build(tmp_path):
    store = Store(tmp_path, "pages")
    assert store.get(KEY) is None
    store.put(KEY, BODY)
    assert Store(tmp_path, "pages").get(KEY) == BODY
    assert store.problems == []


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_entry_is_a_miss_and_is_healed(tmp_path, damage):
    Store(tmp_path, "pages").put(KEY, BODY)
    (path,) = tmp_path.glob("pages/??/*")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data) if damage is None else damage)
    store = Store(tmp_path, "pages")
    assert store.get(KEY) is None
    store.put(KEY, BODY)
    assert Store(tmp_path, "pages").get(KEY) == BODY


def test_an_entry_under_another_name_is_still_only_data(tmp_path):
    Store(tmp_path, "pages").put(KEY, BODY)
    (path,) = tmp_path.glob("pages/??/*")
    path.write_bytes(b"\x80\x04\x95 a pickle that would run something")
    assert Store(tmp_path, "pages").get(KEY) is None


def build(folder: Path, *keys: str, builds: int = 24, most: int = 1_000_000) -> None:
    store = Store(folder, "pages", builds=builds, most=most)
    for key in keys:
        if store.get(key) is None:
            store.put(key, BODY)
    store.finish()


def test_entries_the_last_builds_did_not_use_are_swept_away(tmp_path):
    build(tmp_path, KEY, OTHER, builds=2)
    build(tmp_path, KEY, builds=2)
    assert entries(tmp_path) == [KEY, OTHER]
    build(tmp_path, KEY, "ef" * 32, builds=2)
    assert entries(tmp_path) == [KEY, "ef" * 32]


def test_the_store_is_bounded_in_size_but_keeps_the_last_build(tmp_path):
    build(tmp_path, KEY, most=1)
    build(tmp_path, OTHER, most=1)
    assert entries(tmp_path) == [OTHER]


def test_the_same_build_again_changes_nothing(tmp_path):
    build(tmp_path, KEY)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    build(tmp_path, KEY)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_an_interrupted_build_left_is_swept_away_in_the_end(tmp_path):
    build(tmp_path, KEY)
    half, stray = tmp_path / "pages" / KEY[:2] / ".half", tmp_path / "pages" / KEY[:2] / ("ab" + "0" * 62)
    for left in (half, stray):
        left.write_bytes(b"left")
        os.utime(left, ns=(0, 0))
    for number in range(16):
        build(tmp_path, KEY, *([] if number % 2 else [OTHER]))
    assert not half.exists()
    assert not stray.exists()
    assert KEY in entries(tmp_path)


def test_a_build_that_goes_on_is_still_one_build(tmp_path):
    build(tmp_path, "ef" * 32, builds=2)
    store = Store(tmp_path, "pages", builds=2)
    store.put(KEY, BODY)
    store.finish()
    store.put(OTHER, BODY)
    store.finish()
    assert entries(tmp_path) == [KEY, OTHER, "ef" * 32]


def test_a_list_of_somebody_else_deletes_nothing_but_entries(tmp_path):
    """The cache lies in the book's folder, which may come from anywhere."""
    other = tmp_path / "other.txt"
    other.write_text("mine")
    build(tmp_path, KEY, builds=1)
    (tmp_path / "pages" / "builds" / "1").write_text(f"../../other.txt 4\n{other} 4\n{KEY} x\n{OTHER} {'9' * 5000}\n")
    build(tmp_path, OTHER, builds=1)
    assert other.read_text() == "mine"


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path):
    one, other = Store(tmp_path, "pages"), Store(tmp_path, "pages")
    one.put(KEY, BODY)
    other.put(KEY, BODY)
    other.put(OTHER, BODY)
    one.finish()
    other.finish()
    assert Store(tmp_path, "pages").get(KEY) == BODY
    assert one.problems == other.problems == []


def test_a_folder_that_cannot_be_written_is_one_warning(tmp_path):
    (tmp_path / "pages").write_text("a file where a folder should be")
    store = Store(tmp_path, "pages")
    store.put(KEY, BODY)
    store.put(OTHER, BODY)
    store.finish()
    (problem,) = store.problems
    assert (problem.severity, problem.code) == ("warning", "cache")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_read_only_store_is_still_read(tmp_path):
    Store(tmp_path, "pages").put(KEY, BODY)
    (tmp_path / "pages").chmod(0o500)
    try:
        store = Store(tmp_path, "pages")
        assert store.get(KEY) == BODY
        store.put("99" * 32, BODY)
        assert len(store.problems) == 1
    finally:
        (tmp_path / "pages").chmod(0o700)


def test_without_a_folder_nothing_is_kept():
    store = Store(None, "pages")
    store.put(KEY, BODY)
    assert store.get(KEY) is None
    store.finish()
    assert store.problems == []
