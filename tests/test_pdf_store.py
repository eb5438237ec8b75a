"""The store of laid-out units: whole entries or none, whatever happens to its files."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.pdf.codec import decode, encode
from book.pdf.store import Store
from book.problems import Problem, Source
from book.typeset.job import Laid, Link, Rect, TextStyle

LAID = Laid(
    pdf=b"%PDF-1.7 \x00\xff",
    sizes=((432.0, 648.0),),
    anchors=(("ch-x", 0, 0),),
    tops={"ch-x": Rect(1.5, 2, 3, 4)},
    links=(
        Link(0, "x-link:é", Rect(0, 0, 1, 1)),
        Link(0, "x-page:b", Rect(0, 0, 1, 1), TextStyle("S", 400, True, 9.5, (0, 0, 0.5), ("tnum",))),
    ),
    problems=(Problem(Source("ch-x#b", 1), "css", "words “here”", severity="warning"),),
    faces=(("ABCDEF", "faces/A.otf"),),
)
KEY = "ab" * 32
OTHER = "cd" * 32


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("pages/??/*"))


def test_a_unit_comes_back_as_it_was():
    assert decode(encode(LAID)) == LAID


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.binary(max_size=200))
def test_any_unit_comes_back_as_it_was(text, number, pdf):
    words = text.encode("utf-8", "replace").decode()
    laid = Laid(pdf, ((number, 1.0),), anchors=((words, 0, 3),), problems=(Problem(Source(words), "c", words),))
    assert decode(encode(laid)) == laid


@given(st.binary(max_size=300))
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="unit"):
        decode(data)


def test_what_is_put_is_there_for_the_next_build(tmp_path):
    store = Store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, LAID)
    assert Store(tmp_path).get(KEY) == LAID
    assert store.problems == []


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_a_damaged_entry_is_a_miss_and_is_healed(tmp_path, damage):
    Store(tmp_path).put(KEY, LAID)
    (path,) = tmp_path.glob("pages/??/*")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data) if damage is None else damage)
    store = Store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, LAID)
    assert Store(tmp_path).get(KEY) == LAID


def test_an_entry_under_another_name_is_still_only_data(tmp_path):
    Store(tmp_path).put(KEY, LAID)
    (path,) = tmp_path.glob("pages/??/*")
    path.write_bytes(b"\x80\x04\x95 a pickle that would run something")
    assert Store(tmp_path).get(KEY) is None


def build(folder: Path, *keys: str) -> None:
    store = Store(folder)
    for key in keys:
        if store.get(key) is None:
            store.put(key, LAID)
    store.finish()


def test_entries_the_last_builds_did_not_use_are_swept_away(tmp_path, monkeypatch):
    monkeypatch.setattr("book.pdf.store._BUILDS_KEPT", 2)
    build(tmp_path, KEY, OTHER)
    build(tmp_path, KEY)
    assert entries(tmp_path) == [KEY, OTHER]
    build(tmp_path, KEY, "ef" * 32)
    assert entries(tmp_path) == [KEY, "ef" * 32]


def test_the_store_is_bounded_in_size_but_keeps_the_last_build(tmp_path, monkeypatch):
    monkeypatch.setattr("book.pdf.store._MOST_BYTES", 1)
    build(tmp_path, KEY)
    build(tmp_path, OTHER)
    assert entries(tmp_path) == [OTHER]


def test_the_same_build_again_changes_nothing(tmp_path):
    build(tmp_path, KEY)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    build(tmp_path, KEY)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_an_interrupted_build_left_is_swept_away(tmp_path):
    build(tmp_path, KEY)
    left = tmp_path / "pages" / KEY[:2] / ".half"
    left.write_bytes(b"half")
    os.utime(left, ns=(0, 0))
    build(tmp_path, KEY, OTHER)
    build(tmp_path, OTHER)
    assert not left.exists()


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path):
    one, other = Store(tmp_path), Store(tmp_path)
    one.put(KEY, LAID)
    other.put(KEY, LAID)
    other.put(OTHER, LAID)
    one.finish()
    other.finish()
    assert Store(tmp_path).get(KEY) == LAID
    assert one.problems == other.problems == []


def test_a_folder_that_cannot_be_written_is_one_warning(tmp_path):
    (tmp_path / "pages").write_text("a file where a folder should be")
    store = Store(tmp_path)
    store.put(KEY, LAID)
    store.put(OTHER, LAID)
    store.finish()
    (problem,) = store.problems
    assert (problem.severity, problem.code) == ("warning", "cache")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_read_only_store_is_still_read(tmp_path):
    Store(tmp_path).put(KEY, LAID)
    (tmp_path / "pages").chmod(0o500)
    try:
        store = Store(tmp_path)
        assert store.get(KEY) == LAID
        store.put("99" * 32, LAID)
        assert len(store.problems) == 1
    finally:
        (tmp_path / "pages").chmod(0o700)


def test_without_a_folder_nothing_is_kept():
    store = Store(None)
    store.put(KEY, LAID)
    assert store.get(KEY) is None
    store.finish()
    assert store.problems == []
