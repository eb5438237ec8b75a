"""Kept values come back as they were, and as nothing that was not allowed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.prose import Break, Emphasis, Paragraph, Text
from book.problems import Source
from book.store.values import Values

VALUES = Values((Paragraph, Text, Emphasis, Break, Source))
plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
inlines = st.recursive(
    st.builds(Text, st.text()) | st.just(Break()),
    lambda inner: st.builds(Emphasis, st.lists(inner).map(tuple)),
)
values = st.recursive(
    plain | st.builds(Paragraph, st.text(), st.builds(Source, st.text()), st.lists(inlines).map(tuple)),
    lambda inner: st.lists(inner).map(tuple),
)


@given(values)
def test_a_value_comes_back_as_it_was(value):
    again = VALUES.read(VALUES.write(value))
    assert again == value
    assert repr(again) == repr(value)  # a tuple is no list, 1 is not True


@given(st.binary(max_size=200))
def test_other_bytes_are_refused_or_plain(data):
    try:
        value = VALUES.read(data)
    except ValueError:
        return
    assert not isinstance(value, list)


@pytest.mark.parametrize("data", [b'{"Popen": ["rm"]}', b'{"Text": []}', b'{"Text": ["a", "b", "c"]}', b"{}", b"\xff"])
def test_nothing_is_made_but_what_is_allowed(data):
    with pytest.raises(ValueError, match="kept"):
        VALUES.read(data)


def test_a_value_of_another_kind_is_not_written():
    @dataclass(frozen=True)
    class Other:
        words: str

    with pytest.raises(TypeError):
        VALUES.write((Other("x"),))
