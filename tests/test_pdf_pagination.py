"""Sides, blank pages, numbers and folios; boxes of page references."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.edition import Document
from book.pdf import references
from book.pdf.pagination import paginate, roman
from book.pdf.units import Placed, Unit, first_page
from book.typeset.colour import grey_content, grey_of
from book.typeset.job import Laid
from tests.pdf.small import box, chapter


def placed(name: str, begin: int, count: int, **changes: object) -> Placed:
    document = replace(Document(name, "chapter", "body", name, ""), **changes)
    laid = Laid(b"", ((432.0, 648.0),) * count, anchors=((name, 0, count - 1),))
    return Placed(Unit(document, ""), laid, begin)


@pytest.mark.parametrize(
    ("position", "start", "begin"),
    [(0, "any", 0), (1, "any", 1), (0, "recto", 0), (1, "recto", 2), (2, "recto", 2), (0, "verso", 1), (1, "verso", 1)],
)
def test_where_a_unit_begins(position, start, begin):
    assert first_page(position, start) == begin


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (399, "cccxcix"), (1994, "mcmxciv")],
)
def test_roman_numerals(number, written):
    assert roman(number) == written


@given(st.integers(1, 3999))
def test_roman_numerals_can_be_read_back(number):
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    letters = [values[letter] for letter in roman(number)]
    following = [*letters[1:], 0]
    assert sum(-one if one < after else one for one, after in zip(letters, following, strict=True)) == number


def test_front_matter_is_roman_and_the_body_begins_at_one_on_a_recto():
    made = paginate(
        [placed("half", 0, 1, numbered=False), placed("contents", 2, 1)], [placed("a", 0, 2)], cover=False, multiple=2
    )
    assert [page.number for page in made.pages] == ["i", "ii", "iii", "iv", "1", "2"]
    assert [page.folio for page in made.pages] == ["", "", "iii", "", "1", "2"]
    assert [page.placed is None for page in made.pages] == [False, True, False, True, False, False]
    assert made.map.pages == {"half": (0, 0), "contents": (2, 2), "a": (4, 5)}
    assert made.map.folio("contents") == "iii"
    assert made.map.range("a") == ("1", "2")


def test_the_number_of_pages_is_a_multiple_of_what_the_printer_binds():
    assert len(paginate([], [placed("a", 0, 3)], cover=False, multiple=2).pages) == 4
    assert len(paginate([], [placed("a", 0, 3)], cover=False, multiple=1).pages) == 3
    assert len(paginate([placed("f", 0, 1)], [placed("a", 0, 3)], cover=False, multiple=4).pages) == 8


def test_a_cover_is_a_page_without_a_number():
    made = paginate([placed("f", 0, 1)], [placed("a", 0, 1)], cover=True, multiple=1)
    assert [page.number for page in made.pages] == ["", "i", "ii", "1"]
    assert made.map.pages == {"cover": (0, 0), "f": (1, 1), "a": (3, 3)}


def test_boxes_in_text_are_as_wide_as_their_numbers_and_boxes_in_lists_equal():
    text = chapter(1, more=f"<p>{box('ch-a')} {box('ch-b')} {box('folio')}</p>")
    sized = references.sized(text, text.xhtml, {"ch-a": 1, "ch-b": 4})
    assert box("ch-a", "0") in sized
    assert box("ch-b", "0000") in sized
    assert box("folio", "000") in sized
    listing = replace(text, kind="contents")
    sized = references.sized(listing, text.xhtml, {"ch-a": 1, "ch-b": 4})
    assert box("ch-a", "0000") in sized
    assert references.targets(text, text.xhtml) == {"ch-a", "ch-b"}


def test_both_ways_to_write_a_box_are_known():
    document = chapter(1)
    assert references.targets(document, '<a class="page" href="x-page:ch-a">000</a>') == {"ch-a"}


def test_a_guess_at_widths_follows_the_length_of_what_comes_before():
    chapters = [chapter(number, 900) for number in range(1, 31)]
    page = len(chapters[0].xhtml) / 4
    widths = references.guess(chapters, {"ch-film-1", "ch-film-4", "ch-film-30"}, {}, page)
    assert widths == {"ch-film-1": 1, "ch-film-4": 2, "ch-film-30": 3}


def test_colours_become_greys_of_one_ink():
    assert grey_content(b"0 0 0 rg\n1 0.5 0 RG\n<0001> Tj") == b"0 g\n0.5925 G\n<0001> Tj"
    assert grey_content(b".2 .2 .2 rg") == b"0.2 g"
    assert grey_content(b"1 0 0 1 20 30 cm\n10 20 30 40 re") == b"1 0 0 1 20 30 cm\n10 20 30 40 re"


@given(st.floats(0, 1))
def test_grey_stays_as_it_is(level):
    assert grey_of(level, level, level) == level
