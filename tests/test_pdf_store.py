"""Laid-out units kept for the next build: as they were, or not at all."""

from __future__ import annotations

import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.pdf.codec import decode, encode
from book.pdf.store import Pages
from book.problems import Problem, Source
from book.store import Store
from book.typeset.job import Laid, Link, Rect, TextStyle
from book.typeset.quire import Quire, Shown, deflated, pack

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
    quire=Quire((pack(b"q 5 TJ Q", (Shown((2, 3), (4, 6), 5.0, 1, 1), Shown((0, 1), (1, 2), 0.5, group=("x1",)))),)),
)
KEY = "ab" * 32


def test_a_unit_comes_back_as_it_was():
    assert tuple(decode(encode((LAID, LAID)))) == (LAID, LAID)


@given(st.binary(max_size=3000), st.integers(0, 3000), st.binary(max_size=300))
def test_a_page_goes_on_behind_what_was_packed(content, first, rest):
    first = min(first, len(content))
    leaf = pack(content, (Shown((first, first), (first, first), 0.0),))
    assert leaf.rest == content[first:]
    assert zlib.decompress(deflated(leaf, rest)) == content[:first] + rest
    assert len(leaf.packed) < first + 20


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.binary(max_size=200))
def test_any_unit_comes_back_as_it_was(text, number, pdf):
    words = text.encode("utf-8", "replace").decode()
    laid = Laid(pdf, ((number, 1.0),), anchors=((words, 0, 3),), problems=(Problem(Source(words), "c", words),))
    assert tuple(decode(encode((laid,)))) == (laid,)


def test_a_side_is_read_when_it_is_asked_for(monkeypatch):
    from book.pdf import codec

    verso = replace(LAID, pdf=b"%PDF the other side")
    sides = decode(encode((LAID, verso)))
    read = []
    original = codec._laid
    monkeypatch.setattr(codec, "_laid", lambda known, parts: read.append(parts[0]) or original(known, parts))
    assert len(sides) == 2
    assert (sides[1], sides[1], sides[-1:]) == (verso, verso, [verso])
    assert read == [verso.pdf]


@given(st.binary(max_size=300))
def test_other_bytes_are_refused(data):
    with pytest.raises(ValueError, match="unit"):
        decode(data)


def test_a_unit_is_there_for_the_next_build(tmp_path):
    pages = Pages(tmp_path)
    assert pages.get(KEY) is None
    pages.put(KEY, (LAID,))
    assert tuple(Pages(tmp_path).get(KEY) or ()) == (LAID,)


def test_what_is_no_unit_is_not_there(tmp_path):
    Store(tmp_path, "pages").put(KEY, b"\x80\x04\x95 a pickle that would run something")
    assert Pages(tmp_path).get(KEY) is None


def test_which_sides_were_taken_is_a_hint_and_no_more(tmp_path):
    pages = Pages(tmp_path)
    assert pages.sides(KEY) == {}
    pages.note_sides(KEY, {"ch-x": 1})
    assert Pages(tmp_path).sides(KEY) == {"ch-x": 1}
    for other in (b"\xff", b"[1]", b"{"):
        Store(tmp_path, "pages").put(KEY, other)
        assert Pages(tmp_path).sides(KEY) == {}
