"""The index as its readers see it: true pages, merged as an indexer merges them; and the lists of titles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.edition import index_as_json
from book.edition.alphabet import anchor, key, letter, without_article
from book.edition.elision import left_open, span
from book.edition.locators import Run, runs
from book.model.book import Chapter
from book.model.index import Entry, Index, LetterGroup, Locator
from book.model.places import PageMap
from book.problems import Source
from tests.edition.sample import (
    EBOOK,
    PAPERBACK,
    SCREEN,
    edition_of,
    mention,
    own,
    printed,
    sample_book,
    sample_index,
    xhtml_of,
)

FOLIOS = ("", "", "", "", "", "vi", "", "", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
PAGES = PageMap(
    {
        "front-intro": (5, 5),
        "front-intro-b1-m1": (5, 5),
        "ch-the-lantern": (8, 10),
        "ch-the-lantern-b1-m1": (9, 9),
        "ch-harbour": (11, 12),
        "ch-third": (13, 15),
        "ch-third-b1-m1": (13, 14),
        "ch-third-b1-m2": (15, 15),
    },
    FOLIOS,
)


@pytest.fixture
def book(tmp_path):
    return sample_book(tmp_path)


def one_entry(*locators: Locator, **more) -> Index:
    return Index(groups=(LetterGroup("M", (Entry("Moss, Ida", ("moss",), "Ida Moss", locators=locators, **more),)),))


# ---------------------------------------------------------------- pages


def page_map(**pages: int | tuple[int, int]) -> PageMap:
    """Return a map of anchors to pages 1, 2, 3 …, each printed as itself."""
    pairs = {anchor: (at, at) if isinstance(at, int) else at for anchor, at in pages.items()}
    return PageMap(pairs, ("", *map(str, range(1, 60))))


def short(found: list[Run]) -> list[str]:
    return [f"{'*' if run.main else ''}{run.first}-{run.last}" for run in found]


@pytest.mark.parametrize(
    ("locators", "expected"),
    [
        ([mention("a", 1, "p3"), mention("a", 1, "p4"), mention("a", 1, "p5")], ["3-5"]),
        ([mention("a", 1, "p3"), mention("b", 2, "p4")], ["3-3", "4-4"]),  # two pieces are never one range
        ([mention("a", 1, "p3"), mention("a", 1, "p5")], ["3-3", "5-5"]),
        ([mention("a", 1, "p3"), mention("b", 2, "p3")], ["3-3"]),  # a page is given once
        ([mention("a", 1, "p5"), mention("a", 1, "p3"), mention("a", 1, "p4")], ["3-5"]),
        ([own("x", 1), own("y", 2)], ["*10-12", "*13-14"]),  # two films, two ranges
        ([own("x", 1), mention("a", 1, "p11"), mention("b", 1, "p12"), mention("b", 1, "p13")], ["*10-12", "13-13"]),
        ([mention("a", 1, "p3", "p5"), own("x", 1)], ["3-5", "*10-12"]),
        ([mention("a", 1, "p5", "p3")], ["5-5"]),
        ([mention("a", 1, "nowhere")], []),
        ([mention("a", 1, "p0")], []),  # a page without a folio
    ],
)
def test_pages_are_merged_as_an_indexer_does(locators, expected):
    pages = page_map(p0=0, p3=3, p4=4, p5=5, p11=11, p12=12, p13=13, **{"ch-x": (10, 12), "ch-y": (13, 14)})
    assert short(runs(locators, pages)) == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 20), st.integers(0, 3)), max_size=12))
def test_every_page_is_given_once_in_order_and_none_is_lost(places):
    anchors = {f"{piece}{first}": first for piece, first, _ in places}
    anchors |= {f"{piece}{first}e": first + more for piece, first, more in places}
    found = runs([mention(p, 1, f"{p}{f}", f"{p}{f}e") for p, f, _ in places], page_map(**anchors))
    given_pages = [page for run in found for page in range(run.first, run.last + 1)]
    assert given_pages == sorted(set(given_pages))
    assert set(given_pages) == {page for p, f, _ in places for page in range(f, anchors[f"{p}{f}e"] + 1)}


def test_the_printed_index(book):
    edition = edition_of(book, PAPERBACK)
    text = printed(edition.write_late("index", PAGES))
    assert text.startswith("<!DOCTYPE html>")
    assert "<p>Numbers are pages.</p>" in text
    assert "Lund, Cy</span>, <b>4–5</b></li>" in text
    # roman first; the own film bold and whole, what is said inside it left out
    assert "Moss, Ida</span>, vi, <b>1–3</b>, 8</li>" in text
    assert "Mole</span> see Moss, Ida</li>" in text
    assert "href" not in text.split("<section")[1]


def test_the_index_on_a_screen_has_links(book):
    late = edition_of(book, SCREEN).write_late("index", PAGES)
    leads = {locator.words: locator.anchor for locator in late.locators.values()}
    assert (leads["vi"], leads["1–3"]) == ("front-intro-b1-m1", "ch-the-lantern")
    text = late.xhtml
    assert 'see <a href="x-link:index-e3">Moss, Ida</a>' in text


def test_the_index_of_an_epub_names_films(book):
    text = xhtml_of(edition_of(book, EBOOK), "index")
    assert "<p>Numbers are ranks.</p>" in text
    assert (
        'Moss, Ida</span>, <a epub:type="index-locator" href="front-intro.xhtml#front-intro-b1-m1">Introduction</a>,'
        ' <b><a epub:type="index-locator" href="ch-the-lantern.xhtml#ch-the-lantern">3 The Lantern</a></b>,'
        ' <a epub:type="index-locator" href="ch-third.xhtml#ch-third-b1-m2">1 A Third, Longer Evening</a></li>'
    ) in text
    assert 'see <a href="index.xhtml#index-e3">Moss, Ida</a>' in text
    assert '<section id="index-M"' in text


def test_entries_that_lead_nowhere_are_left_out_and_so_is_what_points_to_them(book):
    volume = replace(EBOOK, first=2, last=2)
    text = xhtml_of(edition_of(book, replace(volume, without=frozenset({"introduction"}))), "index")
    assert "Lund, Cy" in text
    assert "Moss" not in text
    assert "Mole" not in text
    assert "index-M" not in text


def test_two_entries_of_one_value_keep_their_own_ids(book):
    same = Entry("Moss, Ida", ("moss",), "Ida Moss", locators=(own("the-lantern", 3),))
    twice = Index(groups=(LetterGroup("M", (same, same)),))
    text = xhtml_of(edition_of(book, EBOOK, twice), "index")
    assert 'id="index-e1"' in text
    assert 'id="index-e2"' in text


def test_index_as_json(book):
    entries = index_as_json(book, sample_index(), PAGES)
    assert [entry["heading"] for entry in entries] == ["Lund, Cy", "Mole", "Moss, Ida", "Stern, Bo"]
    assert entries[1] == {
        "heading": "Mole",
        "sort": "mole",
        "person": None,
        "see": ["Moss, Ida"],
        "see_also": [],
        "locators": [],
    }
    assert entries[2]["sort"] == "moss, ida"
    assert entries[2]["person"] == "Ida Moss"
    assert entries[2]["locators"] == [
        {"chapter": "intro", "rank": None, "kind": "mention", "anchor": "front-intro-b1-m1", "pages": ["vi", "vi"]},
        {"chapter": "the-lantern", "rank": 3, "kind": "credit", "anchor": "ch-the-lantern", "pages": [1, 3]},
        {"chapter": "third", "rank": 1, "kind": "mention", "anchor": "ch-third-b1-m2", "pages": [8, 8]},
    ]
    assert all(
        place["pages"] is None for entry in index_as_json(book, sample_index(), None) for place in entry["locators"]
    )


def test_with_pages_json_leaves_out_what_no_folio_leads_to(book):
    blind = PageMap({**PAGES.pages, "ch-harbour": (6, 7), "front-intro-b1-m1": (4, 4)}, FOLIOS)
    entries = index_as_json(book, sample_index(), blind)
    assert [[place["pages"] for place in entry["locators"]] for entry in entries] == [
        [],
        [],
        [[1, 3], [8, 8]],
        [[6, 6]],
    ]


# ---------------------------------------------------------------- inclusive numbers


CHICAGO = [
    "3–10", "71–72", "96–117", "100–104", "1100–1113", "101–8", "808–33",
    "1103–4", "321–28", "498–532", "1087–89", "1496–500", "11564–615", "12991–3001",
]  # fmt: skip
HART = ["23–4", "10–12", "115–17", "310–11", "9–11", "132–48", "199–201"]


@pytest.mark.parametrize("words", CHICAGO)
def test_chicago(words):
    """The examples of the Chicago Manual of Style, 17th edition, 9.61."""
    first, elided = words.split("–")
    last = first[: max(len(first) - len(elided), 0)] + elided
    assert span(first, last, "chicago") == words


@pytest.mark.parametrize("words", HART)
def test_hart(words):
    """The examples of New Hart's Rules, 4.2.2."""
    first, elided = words.split("–")
    last = first[: max(len(first) - len(elided), 0)] + elided
    assert span(first, last, "hart") == words


def test_roman_folios_and_single_pages_stay_whole():
    assert span("xii", "xiv", "chicago") == "xii–xiv"
    assert span("7", "7", "hart") == "7"
    assert span("107", "109", "full") == "107–109"


@given(st.integers(1, 3000), st.integers(0, 400), st.sampled_from(["chicago", "hart", "full"]))
def test_an_elided_number_can_always_be_read_back(first, more, style):
    last = first + more
    words = span(str(first), str(last), style)
    if more:
        left, right = words.split("–")
        assert left == str(first)
        assert int(left[: max(len(left) - len(right), 0)] + right) == last


# ---------------------------------------------------------------- titles


def test_titles_stand_word_by_word():
    titles = [
        "’71", "2:37", "12 Angry Men", "127 Hours", "2001: A Space Odyssey",
        "Ágora", "[REC]", "New Moon", "New York, New York", "Newsies", "Zodiac",
    ]  # fmt: skip
    ordered = ["2:37", "12 Angry Men", "’71", "127 Hours", "2001: A Space Odyssey",
               "Ágora", "New Moon", "New York, New York", "Newsies", "[REC]", "Zodiac"]  # fmt: skip
    assert sorted(titles, key=key) == ordered
    assert [letter(title) for title in ordered] == ["0–9"] * 5 + ["A", "N", "N", "N", "R", "Z"]


@pytest.mark.parametrize(
    ("title", "language", "parts"),
    [
        ("The Third Man", "en-GB", ("The", "Third Man")),
        ("A Prophet", "en", ("A", "Prophet")),
        ("An", "en", ("", "An")),
        ("A.I.", "en", ("", "A.I.")),
        ("Theatre", "en", ("", "Theatre")),
        ("L’Avventura", "it", ("L’", "Avventura")),
        ("La Haine", "en", ("", "La Haine")),
        ("Der Himmel über Berlin", "de-AT", ("Der", "Himmel über Berlin")),
        ("The Third Man", "xx", ("", "The Third Man")),
    ],
)
def test_leading_articles(title, language, parts):
    assert without_article(title, language) == parts


def test_letter_anchors_are_ids():
    assert [anchor("titles", one) for one in ("A", "0–9", "Ж", "Symbols")] == [
        "titles-A",
        "titles-0",
        "titles-u416",
        "titles-Symbols",
    ]


@given(st.text(max_size=20))
def test_any_title_can_be_filed(title):
    key(title)
    assert letter(title)


def chapter(rank: int, title: str, **more) -> Chapter:
    return Chapter(f"c{rank}", Source(f"chapters/c{rank}.md", 1), title, rank, **more)


def test_the_lists_of_a_book(book):
    films = (
        chapter(4, "The Fog", year=1980),
        chapter(3, "The Fog", year=2005),
        chapter(2, "8½", sort_title="Otto e mezzo"),
        chapter(1, "12 Angry Men", year=1957),
    )
    edition = edition_of(replace(book, chapters=films, parts=()), EBOOK, Index())
    titles = xhtml_of(edition, "titles")
    assert [
        titles.index(words) for words in ("0–9", "12 Angry", "Fog, The</a> 1980", "Fog, The</a> 2005", "8½")
    ] == sorted(titles.index(words) for words in ("0–9", "12 Angry", "Fog, The</a> 1980", "Fog, The</a> 2005", "8½"))
    assert '<h2 id="titles-O-title">O</h2>' in titles
    checklist = xhtml_of(edition, "checklist")
    assert [checklist.index(f"<li>{rank} <a") for rank in (1, 2, 3, 4)] == sorted(
        checklist.index(f"<li>{rank} <a") for rank in (1, 2, 3, 4)
    )
    contents = xhtml_of(edition, "contents")
    assert contents.index("The Fog") < contents.index("12 Angry Men") < contents.index("Titles A–Z")


@pytest.mark.parametrize(
    ("words", "zeros"),
    [("7", "000"), ("2:1104", "2:0000"), ("97–101", "000–00"), ("498–502", "000–00"), ("xii", "xii")],
)
def test_zeros_stand_for_numbers(words, zeros):
    assert left_open(words, "chicago", 3) == zeros
    assert left_open("99", "full", 2, wide=True) == "00–00"
    assert left_open("99", "hart", 1, wide=True) == "00–00"


@settings(max_examples=30)
@given(st.integers(10, 890), st.integers(0, 100), st.integers(0, 2))
def test_an_index_keeps_its_lines_when_its_pages_move(tmp_path_factory, first, by, more):
    book = sample_book(tmp_path_factory.mktemp("book"))

    def written(start: int) -> str:
        places = (own("the-lantern", 1), mention("third", 3, "ch-third-b1-m1"), mention("third", 3, "ch-third-b1-m2"))
        pages = {"ch-the-lantern": (start, start + 2), "ch-third-b1-m1": (start + 4, start + 4)}
        pages["ch-third-b1-m2"] = (start + 4 + (more if start == first else 0),) * 2
        folios = tuple(str(number) for number in range(1000))
        return edition_of(book, PAPERBACK, one_entry(*places)).write_late("index", PageMap(pages, folios)).xhtml

    if more < 2:  # a page between two places parts them
        assert written(first) == written(first + by)
    assert "000–00" in written(first)
