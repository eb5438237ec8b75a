"""Packed entries: whole or missed, few files, the latest of a key; whatever happens to the packs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from book.store import Store

BODY = b"%PDF-1.7 \x00\xff"
KEYS = [f"{number:064x}" for number in range(200)]


def store(folder: Path, **how: int) -> Store:
    return Store(folder, "chapters", packed=True, **how)


def build(folder: Path, *keys: str, body: bytes = BODY, **how: int) -> Store:
    made = store(folder, **how)
    for key in keys:
        if made.get(key) is None:
            made.put(key, body)
    made.finish()
    return made


def packs(folder: Path) -> list[Path]:
    return sorted(folder.glob("chapters/*.pack"))


def test_what_is_put_is_there_at_once_and_for_the_next_build(tmp_path):
    made = store(tmp_path)
    assert made.get(KEYS[0]) is None
    assert not made.holds(KEYS[0])
    made.put(KEYS[0], BODY)
    assert made.get(KEYS[0]) == BODY
    assert made.holds(KEYS[0])
    made.finish()
    assert made.get(KEYS[0]) == BODY
    again = store(tmp_path)
    assert again.holds(KEYS[0])
    assert again.get(KEYS[0]) == BODY
    assert not again.holds(KEYS[1])


def test_a_build_makes_one_pack_and_a_build_of_the_same_none(tmp_path):
    build(tmp_path, *KEYS)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert len(packs(tmp_path)) == 1
    build(tmp_path, *KEYS)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_latest_of_a_key_counts(tmp_path):
    build(tmp_path, *KEYS[:9])
    for number in range(12):
        made = store(tmp_path)
        made.put(KEYS[0], b"%d" % number)
        made.finish()
        assert store(tmp_path).get(KEYS[0]) == b"%d" % number
    assert store(tmp_path).get(KEYS[1]) == BODY


@pytest.mark.parametrize("at", range(0, 170, 7))
def test_a_damaged_pack_is_missed_where_it_is_damaged_and_healed(tmp_path, at):
    build(tmp_path, *KEYS[:2])
    (pack,) = packs(tmp_path)
    data = bytearray(pack.read_bytes())
    data[at * len(data) // 170] ^= 1
    pack.write_bytes(bytes(data))
    assert {store(tmp_path).get(key) for key in KEYS[:2]} <= {BODY, None}
    build(tmp_path, *KEYS[:2])
    assert [store(tmp_path).get(key) for key in KEYS[:2]] == [BODY, BODY]


@pytest.mark.parametrize("data", [b"", b"short", b"\x80\x04\x95 a pickle that would run something"])
def test_a_file_of_somebody_else_is_only_data_and_goes(tmp_path, data):
    build(tmp_path, *KEYS[:2])
    (pack,) = packs(tmp_path)
    pack.write_bytes(data)
    assert store(tmp_path).get(KEYS[0]) is None
    build(tmp_path, *KEYS[:3])
    assert store(tmp_path).get(KEYS[0]) == BODY
    assert data not in [pack.read_bytes() for pack in packs(tmp_path)]


def test_where_the_latest_is_damaged_the_one_before_counts(tmp_path):
    build(tmp_path, *KEYS[:9])
    made = store(tmp_path)
    made.put(KEYS[0], b"later")
    made.finish()
    later = packs(tmp_path)[-1]
    later.write_bytes(later.read_bytes().replace(b"later", b"l8ter"))
    assert store(tmp_path).get(KEYS[0]) == BODY


def test_what_the_last_builds_did_not_use_goes_once_it_is_half_of_its_pack(tmp_path):
    build(tmp_path, *KEYS[:4], builds=1)
    size = packs(tmp_path)[0].stat().st_size
    build(tmp_path, *KEYS[:3], builds=1)
    assert store(tmp_path).holds(KEYS[3])
    build(tmp_path, KEYS[0], builds=1)
    (pack,) = packs(tmp_path)
    assert pack.stat().st_size < size
    assert [store(tmp_path).get(key) for key in KEYS[:2]] == [BODY, None]


def test_many_packs_become_one(tmp_path):
    for number in range(1, 40):
        build(tmp_path, *KEYS[:number])
        assert len(packs(tmp_path)) <= 32
    assert all(store(tmp_path).get(key) == BODY for key in KEYS[:39])


def test_it_is_bounded_in_size_but_keeps_the_last_build(tmp_path):
    build(tmp_path, *KEYS[:9], most=1)
    build(tmp_path, KEYS[10], most=1)
    assert [key for key in KEYS if store(tmp_path).holds(key)] == [KEYS[10]]


def test_two_builds_at_once_do_not_disturb_each_other(tmp_path):
    build(tmp_path, *KEYS[:3], builds=1)
    one, other = store(tmp_path, builds=1), store(tmp_path, builds=1)
    for made, own in ((one, KEYS[5]), (other, KEYS[6])):
        assert made.get(KEYS[0]) == BODY
        made.put(own, BODY)
    one.finish()
    other.finish()
    assert one.get(KEYS[1]) in (BODY, None)  # gone meanwhile
    assert one.problems == other.problems == []
    build(tmp_path, *KEYS[:7])
    assert all(store(tmp_path).get(key) == BODY for key in KEYS[:7])


def test_what_an_interrupted_build_left_is_swept_away(tmp_path):
    build(tmp_path, KEYS[0])
    half = tmp_path / "chapters" / ".half"
    half.write_bytes(b"half")
    os.utime(half, ns=(0, 0))
    build(tmp_path, KEYS[1])
    build(tmp_path, KEYS[2])
    assert not half.exists()


def test_a_folder_that_cannot_be_written_is_one_warning(tmp_path):
    (tmp_path / "chapters").write_text("a file where a folder should be")
    made = store(tmp_path)
    made.put(KEYS[0], BODY)
    made.finish()
    assert made.get(KEYS[0]) == BODY
    made.put(KEYS[1], BODY)
    made.finish()
    (problem,) = made.problems
    assert (problem.severity, problem.code) == ("warning", "cache")


def test_without_a_folder_nothing_is_kept():
    made = Store(None, "chapters", packed=True)
    made.put(KEYS[0], BODY)
    assert made.get(KEYS[0]) is None
    made.finish()
    assert made.problems == []
