"""Faces cut to a book: every character and every feature its styles may call for is kept, and the licence."""

from __future__ import annotations

import io

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from book.epub.faces import characters_of, features_of, subset_face

from .handmade_editions import serif

WORDS = "Łódź, naïve coffee — “office” 1896–2026"


def shape(data: bytes, text: str, **features: bool) -> list[str]:
    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    font = uharfbuzz.Font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer, features)
    return [(position.x_advance, font.get_glyph_extents(info.codepoint)) for info, position in
            zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)]  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> bytes:
    return serif().read_bytes()


@pytest.fixture(scope="module")
def cut(whole: bytes) -> bytes:
    return subset_face(whole, characters_of([WORDS]), features_of(""))


@pytest.mark.parametrize("feature", ["kern", "liga", "smcp", "c2sc", "onum", "lnum", "tnum", "pnum", "sups", "frac"])
def test_text_is_set_as_with_the_whole_face(whole: bytes, cut: bytes, feature: str) -> None:
    assert shape(cut, WORDS, **{feature: True}) == shape(whole, WORDS, **{feature: True})


def test_capitals_that_styles_make_are_there(whole: bytes, cut: bytes) -> None:
    assert shape(cut, WORDS.upper()) == shape(whole, WORDS.upper())


def test_a_face_is_much_smaller_and_always_the_same(whole: bytes, cut: bytes) -> None:
    assert len(cut) < len(whole) / 2
    assert subset_face(whole, characters_of([WORDS]), features_of("")) == cut


def test_the_licence_travels_with_the_face(cut: bytes) -> None:
    names = TTFont(io.BytesIO(cut))["name"]
    assert "SIL Open Font License" in str(names.getName(13, 3, 1))
    assert "Adobe" in str(names.getName(0, 3, 1))


def test_characters_nobody_uses_are_gone(cut: bytes) -> None:
    characters = TTFont(io.BytesIO(cut)).getBestCmap()
    assert ord("Ł") in characters
    assert ord("ж") not in characters


def test_what_cannot_be_cut_stays_whole() -> None:
    characters = characters_of([])
    for data in (b"wOF2 packed for the web", b"OTTO and nothing more", b""):
        assert subset_face(data, characters, features_of("")) == data


def test_features_named_in_styles_are_kept() -> None:
    css = """p { font-feature-settings: "ss03" 1, 'cv01' on; } q { font-feature-settings: "swsh"; quotes: "“" "”"; }"""
    assert features_of(css) - features_of("") == {"ss03", "cv01", "swsh"}


@given(st.text())
def test_every_character_is_wanted_in_both_cases(text: str) -> None:
    wanted = characters_of([text])
    assert set(text) | set(text.upper()) | set(text.lower()) <= wanted
