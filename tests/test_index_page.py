"""The page of an index: pages and ranks, bold and italic, subentries, "(continued)", headnote, jump bar."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from book.edition import index_views
from book.model.book import Chapter
from book.model.index import Entry, FurtherIndex, Index, LetterGroup, Locator
from book.model.places import PageMap
from book.model.settings import ThemeSettings
from book.model.views import EntryView
from book.problems import Problems, Source
from book.theme import load_theme
from tests.edition.sample import (
    EBOOK,
    PAPERBACK,
    SCREEN,
    WORDS,
    edition_of,
    mention,
    own,
    printed,
    sample_book,
    xhtml_of,
)

WORDS_OF_INDEXES = WORDS | {
    "index_headnote_main": "**Bold**: a {work} of theirs.",
    "index_headnote_pictures": "*Italic*: a picture.",
    "index_headnote_ranks": "Ranks.",
    "work": "film",
    "as_starring": "as actor",
    "continued": "(continued)",
}
FOLIOS = ("", "vi", "", *map(str, range(1, 30)))
PAGES = PageMap(
    {
        "front-intro-b1-m1": (1, 1),
        "ch-the-lantern": (3, 5),
        "ch-harbour": (6, 9),
        "ch-third": (10, 12),
        "ch-third-b1-m1": (10, 10),
        "ch-third-b1-m2": (11, 11),
        "ch-third-b1-m3": (12, 12),
    },
    FOLIOS,
)


@pytest.fixture
def book(tmp_path):
    return sample_book(tmp_path, words=WORDS_OF_INDEXES, credits={"directed_by": "Directed by", "starring": "Starring"})


def index_of(*entries: Entry, **more) -> Index:
    return Index(groups=(LetterGroup("M", entries),), **more)


def picture(piece: str, anchor: str) -> Locator:
    return Locator(piece, 1, "illustration", anchor, anchor)


def said(entry: EntryView) -> str:
    def places(locators) -> str:
        return ", ".join(f"{'*' * one.main}{'/' * one.picture}{one.words}" for one in locators)

    subs = "".join(
        f" [{sub.continued and sub.continued + '… '}{sub.heading}: {places(sub.locators)}]" for sub in entry.subentries
    )
    return f"{entry.heading}: {places(entry.locators)}{subs}"


def first_entry(book, index: Index, pages: PageMap | None = PAGES) -> str:
    return said(index_views(book, index, pages)[0].groups[0].entries[0])


MOSS = Entry(
    "Moss, Ida",
    ("moss", "ida"),
    "Ida Moss",
    locators=(
        mention("intro", None, "front-intro-b1-m1"),
        replace(own("the-lantern", 3), roles=("directed_by",)),
        replace(own("harbour", 2), roles=("directed_by", "starring")),
        mention("third", 1, "ch-third-b1-m1"),
        picture("third", "ch-third-b1-m2"),
        mention("third", 1, "ch-third-b1-m3"),
    ),
)


def test_pages_with_pictures_stand_apart(book):
    assert first_entry(book, index_of(MOSS)) == "Moss, Ida: vi, *1–3, *4–7, 8, /9, 10"


def test_a_picture_and_words_on_one_page_are_one_number(book):
    entry = replace(MOSS, locators=(mention("third", 1, "ch-third-b1-m1"), picture("third", "ch-third-b1-m1")))
    assert first_entry(book, index_of(entry)) == "Moss, Ida: /8"


def test_ranks_as_locators_are_in_order_and_once(book):
    assert first_entry(book, index_of(MOSS, places="ranks")) == "Moss, Ida: Introduction, 1, *2, *3"
    assert first_entry(book, index_of(MOSS), None) == "Moss, Ida: Introduction, 1, *2, *3"


@pytest.mark.parametrize(("elide", "shown"), [("chicago", "101–8"), ("hart", "101–8"), ("full", "101–108")])
def test_the_house_elides(book, elide, shown):
    pages = PageMap({"ch-harbour": (0, 7)}, tuple(map(str, range(101, 120))))
    assert (
        first_entry(book, index_of(replace(MOSS, locators=(own("harbour", 2),)), elide=elide), pages)
        == f"Moss, Ida: *{shown}"
    )


def test_long_entries_are_divided_by_film(book):
    index = index_of(MOSS, subentries="film", subentries_above=5)
    assert first_entry(book, index) == "Moss, Ida: vi, 8, /9, 10 [Harbour: *4–7] [The Lantern: *1–3]"
    assert "[" not in first_entry(book, replace(index, subentries_above=6))


def test_long_entries_are_divided_by_role(book):
    index = index_of(MOSS, subentries="role", subentries_above=5)
    assert first_entry(book, index) == "Moss, Ida: vi, 8, /9, 10 [Directed by: *1–3, *4–7] [as actor: *4–7]"


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [(20, 20, False), (20, 21, True), (21, 22, False), (21, 21, False)],  # positions; 20 is page 18 … see FOLIOS
)
def test_an_entry_that_goes_on_over_leaf_says_so(book, first, second, repeated):
    """Position 20 has the folio 18, a verso; so "(continued)" is due where a subentry moves from 17 to 18."""
    at = {"index-e1": (first - 1, second), "index-e1-s1": (first - 1,) * 2, "index-e1-s2": (second - 1,) * 2}
    pages = replace(PAGES, pages={**PAGES.pages, **at})
    index = index_of(MOSS, subentries="film", subentries_above=1)
    shown = first_entry(book, index, pages)
    assert ("Moss, Ida… The Lantern" in shown) == repeated
    assert "Moss, Ida… Harbour" not in shown
    assert FOLIOS[20] == "18"


def test_the_headnote_says_what_is_in_the_index(book):
    def note(index: Index, pages: PageMap | None = PAGES) -> str:
        return str(index_views(book, index, pages)[0].headnote)

    bold, italic = '<b class="main">Bold</b>: a film of theirs.', '<i class="picture">Italic</i>: a picture.'
    assert note(index_of(MOSS)) == f"Numbers are pages. {bold} {italic}"
    assert note(index_of(replace(MOSS, locators=(mention("third", 1, "ch-third-b1-m1"),)))) == "Numbers are pages."
    assert note(index_of(MOSS, places="ranks")) == "Ranks."


# ---------------------------------------------------------------- further indexes


def year(number: int, *ranks: tuple[str, int]) -> Entry:
    return Entry(str(number), (str(number),), locators=tuple(own(piece, rank) for piece, rank in ranks))


YEARS = FurtherIndex(
    "years", "Index of years", (LetterGroup("1950–1959", (year(1951, ("the-lantern", 3), ("harbour", 2)),)),)
)
TITLES = FurtherIndex(
    "titles",
    "Index of films",
    (LetterGroup("L", (Entry("Lantern, The", ("lantern",), locators=(own("the-lantern", 3),), title=True),)),),
)


def test_further_indexes_follow_that_of_people(book):
    index = replace(index_of(MOSS), further=(TITLES, YEARS))
    views = index_views(book, index, PAGES)
    assert [view.anchor for view in views] == ["index", "index-of-titles", "index-of-years"]
    assert said(views[1].groups[0].entries[0]) == "Lantern, The: *1–3"
    assert said(views[2].groups[0].entries[0]) == "1951:  [Harbour: 4–7] [The Lantern: 1–3]"
    assert views[2].groups[0].anchor == "index-of-years-1950-1959"
    edition = edition_of(book, EBOOK, index)
    ids = [document.id for document in edition.documents]
    assert ids[ids.index("index") :][:3] == ["index", "index-of-titles", "index-of-years"]
    assert [mark.anchor for mark in edition.landmarks if mark.type == "index"] == ["index"]
    assert "index-of-years" in [entry.anchor for entry in edition.nav]
    assert "2 Harbour" in xhtml_of(edition, "index-of-years")


def test_an_edition_can_leave_one_out(book):
    settings = replace(PAPERBACK, without=frozenset({"index-of-titles"}))
    ids = [one.id for one in edition_of(book, settings, replace(index_of(MOSS), further=(TITLES, YEARS))).documents]
    assert "index-of-years" in ids
    assert "index-of-titles" not in ids


# ---------------------------------------------------------------- as the theme sets it


@pytest.fixture(scope="module")
def classic(tmp_path_factory):
    return load_theme(tmp_path_factory.mktemp("theme"), ThemeSettings("classic"), Problems())


def test_the_theme_sets_all_of_it(book, classic):
    at = {"index-e1": (19, 20), "index-e1-s1": (19, 19), "index-e1-s2": (20, 20)}
    pages = replace(PAGES, pages={**PAGES.pages, **at})
    index = replace(index_of(MOSS, subentries="film", subentries_above=1), further=(TITLES,))
    edition = edition_of(book, PAPERBACK, index, classic)
    text = printed(edition.write_late("index", pages))
    assert "Moss, Ida, vi, 8, <picture>9</picture>, 10</p>" in text
    assert '<span class="work">The Lantern</span>, <main>1–3</main>' in text
    assert '<li class="continued">Moss, Ida <em>(continued)</em></li>\n<li class="subentry"' in text
    assert "<a " not in re.sub(r'<a class="page".*?</a>', "", text)
    assert '<span class="work">Lantern, The</span>' in printed(edition.write_late("index-of-titles", pages))


def test_a_theme_that_writes_places_without_links_has_its_numbers(book, classic):
    def bare(template, context):
        if template != "index":
            return classic.render(template, context)
        entries = (entry for group in context["index"].groups for entry in group.entries)
        lines = (f"<p>{entry.heading}: {', '.join(one.words for one in entry.locators)}</p>" for entry in entries)
        return f'<section id="index">{"".join(lines)}</section>'

    edition = edition_of(book, PAPERBACK, index_of(MOSS), replace(classic, render=bare))
    late = edition.write_late("index", PAGES)
    assert "Moss, Ida: vi, 1–3, 4–7, 8, 9, 10</p>" in late.xhtml
    assert not late.locators


@pytest.mark.parametrize(("settings", "start"), [(SCREEN, "x-link:"), (EBOOK, "index.xhtml#")])
def test_letters_are_reached_from_a_jump_bar(book, classic, settings, start):
    stern = Entry("Stern, Bo", ("stern", "bo"), "Bo Stern", locators=(own("third", 1),))
    index = replace(index_of(MOSS), groups=(LetterGroup("M", (MOSS,)), LetterGroup("S", (stern,))))
    edition = edition_of(book, settings, index, classic)
    text = xhtml_of(edition, "index") or edition.write_late("index", PAGES).xhtml
    bar = re.search(r'<p class="letters">(.*?)</p>', text)[1]
    assert re.findall('href="([^"]*)"', bar) == [f"{start}index-M", f"{start}index-S"]
    assert 'id="index-M"' in text


def test_an_epub_with_the_pages_of_print_says_them(book, classic):
    edition = edition_of(book, EBOOK, index_of(MOSS, places="ranks"), classic)
    text = printed(edition.write_late("index", PAGES))
    assert re.findall(r'href="([^"]*)"[^>]*>([^<]*)</a>', text)[:3] == [
        ("front-intro.xhtml#front-intro-b1-m1", "vi"),
        ("ch-the-lantern.xhtml#ch-the-lantern", "1–3"),
        ("ch-harbour.xhtml#ch-harbour", "4–7"),
    ]


def test_a_title_and_its_article_are_filed_apart(book):
    films = [Chapter(f"c{rank}", Source(), title, rank) for rank, title in ((1, "The Fog"), (2, "A Door"), (3, "Eel"))]
    index = index_of(
        replace(MOSS, locators=tuple(own(f"c{rank}", rank) for rank in (1, 2, 3))),
        subentries="film",
        subentries_above=1,
    )
    pages = PageMap({f"ch-c{rank}": (rank, rank) for rank in (1, 2, 3)}, tuple("01234"))
    shown = first_entry(replace(book, chapters=tuple(films), parts=()), index, pages)
    assert shown == "Moss, Ida:  [A Door: *2] [Eel: *3] [The Fog: *1]"
