"""Chapters read before: the same as read now, their prose unread until somebody asks, whatever became of the cache."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from book.manuscript import pictures, read_book
from book.manuscript.kept import KeptChapters
from book.model.book import Chapter
from book.model.gist import Unread, digest_of, gather, gist_of, printed_words, sources_of
from book.problems import Problems
from book.store.values import Values

from .manuscript.settings import ENGLISH, settings_in

PATH = "chapters/harbour-lights.md"
TEXT = """\
---
rank: 1
title: Harbour Lights
image: field.png
directed_by: Ada Falk
---
The lamp, see [[film: Snow]].[^1] Click here for more.

![A field](field.png "In *May*, after [[film: The Lamp]]"){bleed}

| a | b |
|---|---|
| c | ![](dot.png) |

[^1]: A note by [[film: Snow]].
"""


def read(cache: Path, text: str = TEXT) -> Chapter:
    kept = KeptChapters(cache, ENGLISH)
    item, _ = kept.parse(PATH, text)
    kept.finish()
    return item.chapter


@pytest.fixture
def decoded(monkeypatch) -> list[bytes]:
    """What was decoded of the cache."""
    found: list[bytes] = []
    original = Values.read

    def noted(self, data):
        found.append(data)
        return original(self, data)

    monkeypatch.setattr(Values, "read", noted)
    return found


def test_a_chapter_read_before_is_the_one_read_now(tmp_path):
    now = KeptChapters(None, ENGLISH).parse(PATH, TEXT)
    assert any(problem.code == "blog-talk" for problem in now[1])
    for _ in range(2):
        kept = KeptChapters(tmp_path, ENGLISH)
        before = kept.parse(PATH, TEXT)
        kept.finish()
        assert before == now
        assert repr(before) == repr(now)
        assert gist_of(before[0].chapter) == gather(now[0].chapter)
        assert sources_of(before[0].chapter) == sources_of(now[0].chapter)


def test_the_gist_of_a_chapter_is_all_it_refers_to_shows_and_prints(tmp_path):
    gist = gist_of(read(tmp_path))
    assert gist.films == ("Snow", "The Lamp", "Snow")
    assert [image.path for image in gist.images] == ["chapters/field.png", "chapters/field.png", "chapters/dot.png"]
    assert gist.bleeds
    assert len(gist.undescribed) == 2
    assert set(gist.letters) == {letter for _, words in printed_words(read(tmp_path)) for letter in words}
    assert len(gist.letters) == len(set(gist.letters))


def test_the_prose_of_a_chapter_is_read_when_somebody_looks_at_it(tmp_path, decoded):
    read(tmp_path)
    chapter = read(tmp_path)
    assert gist_of(chapter).films
    assert chapter.credits
    assert sources_of(chapter)
    assert len(decoded) == 1
    assert chapter.blocks
    assert chapter.notes
    assert len(decoded) == 2


@pytest.mark.parametrize("damage", [b"", b"bookmake kept 1\nno"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_damaged_cache_is_as_none(tmp_path, damage, when):
    now = read(tmp_path)
    chapter = read(tmp_path)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        path.write_bytes(damage)
    if when == "before":
        chapter = read(tmp_path)
    assert chapter == now


def test_a_cache_that_is_deleted_meanwhile_is_not_missed(tmp_path):
    now = read(tmp_path)
    chapter = read(tmp_path)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        path.unlink()
    assert chapter == now
    assert read(tmp_path) == now


def test_what_a_chapter_was_read_from_is_told_by_its_digest(tmp_path):
    one = read(tmp_path)
    assert digest_of(one)
    assert digest_of(read(tmp_path)) == digest_of(one) == digest_of(replace(one, rank=7))
    assert digest_of(read(tmp_path, TEXT.replace("lamp", "door"))) != digest_of(one)
    other, _ = KeptChapters(tmp_path, settings_in("de")).parse(PATH, TEXT)
    assert digest_of(other.chapter) != digest_of(one)


@pytest.mark.parametrize(
    "changed", [{"blocks": ()}, {"notes": ()}, {"image": None}, {"title": "Snow"}, {"credits": ()}, {"text": ""}]
)
def test_a_chapter_that_was_changed_is_no_longer_what_was_read(tmp_path, changed):
    chapter = replace(read(tmp_path), **changed)
    assert digest_of(chapter) == ""
    assert gist_of(chapter) == gather(chapter)


def test_unread_is_the_tuple_it_stands_for():
    unread = Unread(lambda: [1, 2, 3])
    assert unread == (1, 2, 3) == unread
    assert unread != (1, 2)
    assert (unread[0], unread[1:], len(unread), [*unread]) == (1, (2, 3), 3, [1, 2, 3])
    assert hash(unread) == hash((1, 2, 3))
    assert repr(unread) == "(1, 2, 3)"


def test_a_picture_is_decoded_once_and_again_when_its_bytes_change(tmp_path, monkeypatch):
    root = tmp_path / "book"
    (root / "chapters").mkdir(parents=True)
    (root / "book.toml").write_text('[book]\ntitle = "Films"\nlanguage = "en"\n', encoding="utf-8")
    (root / "chapters" / "snow.md").write_text("---\nrank: 1\ntitle: Snow\n---\n![Snow falls](snow.png)\n", "utf-8")
    place = root / "chapters" / "snow.png"
    Image.new("RGB", (64, 40), "white").save(place)
    decoded: list[str] = []
    original = pictures._decoded

    def noted(path, data):
        decoded.append(path)
        return original(path, data)

    monkeypatch.setattr(pictures, "_decoded", noted)
    for _ in range(2):
        book = read_book(root, Problems(), tmp_path / "cache")
        assert [(one.width, one.height) for one in book.pictures.values()] == [(64, 40)]
    assert len(decoded) == 1
    whole = place.read_bytes()
    place.write_bytes(whole[: len(whole) // 2])
    for _ in range(2):  # what is broken is told every time
        problems = Problems()
        assert not read_book(root, problems, tmp_path / "cache").pictures
        assert [problem.code for problem in problems] == ["broken-picture-file"]
    place.write_bytes(whole)
    assert read_book(root, Problems(), tmp_path / "cache").pictures
    assert len(decoded) == 3
