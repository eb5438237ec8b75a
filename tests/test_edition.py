"""Editions: which documents there are and in which order, what they say of themselves, what goes wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from book.edition import geometry_choices, make_edition
from book.edition.metadata import file_as
from book.edition.running import shortened
from book.model.edition import PrinterRules
from book.model.index import Index
from book.model.places import PageMap
from book.model.settings import EditionSettings, Trim
from book.model.theme import Theme
from book.problems import BookError, Problem, Problems, Source
from tests.edition.sample import (
    EBOOK,
    PAPERBACK,
    SCREEN,
    edition_of,
    plain_theme,
    sample_book,
    sample_index,
    xhtml_of,
)

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture
def book(tmp_path):
    return sample_book(tmp_path)


def ids(edition) -> list[str]:
    return [document.id for document in edition.documents]


def problems_of(book, settings, theme: Theme | None = None, index: Index | None = None, **more) -> list[str]:
    problems = Problems()
    make_edition(book, index or sample_index(), theme or plain_theme(), settings, problems, **more)
    return [str(problem) for problem in problems]


# ---------------------------------------------------------------- what is in it


def test_print_is_in_the_order_of_books(book):
    edition = edition_of(book, PAPERBACK)
    assert ids(edition) == [
        "half-title", "title-page", "copyright", "front-given", "contents", "front-intro",
        "part-1", "ch-the-lantern", "part-2", "ch-harbour", "ch-third",
        "back-after", "titles", "checklist", "picture-credits", "index", "colophon",
    ]  # fmt: skip
    assert ids(edition_of(book, SCREEN)) == ids(edition)
    places = [document.place for document in edition.documents]
    assert places == ["front"] * 6 + ["body"] * 5 + ["back"] * 6
    assert {document.id for document in edition.documents if not document.numbered} == {
        "half-title", "title-page", "copyright", "front-given", "part-1", "part-2", "colophon",
    }  # fmt: skip


def test_an_epub_has_a_short_front(book):
    assert ids(edition_of(book, EBOOK)) == [
        "title-page", "front-given", "contents", "front-intro",
        "part-1", "ch-the-lantern", "part-2", "ch-harbour", "ch-third",
        "back-after", "titles", "checklist", "picture-credits", "index", "colophon", "copyright",
    ]  # fmt: skip


def test_a_written_page_takes_the_place_of_the_generated_one(book):
    own = replace(book.front[0], id="rights", kind="copyright", title="All rights")
    edition = edition_of(replace(book, front=(*book.front, own)), PAPERBACK)
    assert ids(edition)[:4] == ["half-title", "title-page", "front-rights", "front-given"]
    assert "copyright" not in ids(edition)
    assert not edition.documents[2].numbered


def test_except_leaves_kinds_out_and_guesses(book):
    settings = replace(PAPERBACK, without=frozenset({"checklist", "half_title", "introduction", "index"}))
    edition = edition_of(book, settings)
    assert not {"checklist", "half-title", "front-intro", "index"} & set(ids(edition))
    assert "Checklist" not in xhtml_of(edition, "contents")
    wrong = replace(PAPERBACK, without=frozenset({"cheklist"}), source=Source("book.toml", 40))
    (problem,) = problems_of(book, wrong)
    assert problem.startswith("book.toml:40: warning unknown-matter")
    assert "did you mean `checklist`?" in problem


@pytest.mark.parametrize(
    ("first", "last", "chapters"),
    [(3, 2, ["ch-the-lantern", "ch-harbour"]), (2, 3, ["ch-the-lantern", "ch-harbour"]), (None, 1, ["ch-third"])],
)
def test_a_volume_holds_its_ranks_alone(book, first, last, chapters):
    edition = edition_of(book, replace(EBOOK, first=first, last=last))
    assert [one for one in ids(edition) if one.startswith("ch-")] == chapters
    assert ("part-1" in ids(edition)) == ("ch-the-lantern" in chapters)
    assert edition.anchors.keys() >= set(chapters)
    text = "".join(document.xhtml for document in edition.documents)
    assert ("ch-third.xhtml" in text) == ("ch-third" in chapters)
    assert ("Lund, Cy" in text) == ("ch-harbour" in chapters)


def test_a_volume_without_chapters_is_a_problem(book):
    settings = replace(EBOOK, first=9, last=8, source=Source("book.toml", 12))
    assert problems_of(book, settings)[0].startswith(
        "book.toml:12: error empty-range no chapter has a rank from 9 to 8"
    )


def test_without_people_or_picture_credits_there_are_no_such_pages(book):
    bare = replace(book, chapters=(book.chapters[1],), parts=())
    edition = edition_of(bare, PAPERBACK, Index())
    assert not {"index", "picture-credits", "part-1"} & set(ids(edition))


# ---------------------------------------------------------------- documents


@pytest.mark.parametrize("settings", [EBOOK, PAPERBACK, SCREEN], ids=lambda one: one.name)
def test_documents_are_whole_and_every_anchor_is_known(book, settings):
    edition = edition_of(book, settings)
    found: dict[str, str] = {}
    for document in edition.documents:
        assert document.late == (document.id == "index" and settings.format == "pdf")
        if document.late:
            assert document.xhtml == ""
            continue
        root = etree.fromstring(document.xhtml.encode())
        assert root.get("lang") == "en-GB"
        assert root.findtext(f"{XHTML}head/{XHTML}title")
        here = [str(one) for one in root.xpath("//@id")]
        assert here[0] == document.id
        for anchor in here:
            assert anchor not in found
            found[anchor] = document.id
    assert {**found, "index": "index"} == {**edition.anchors, "index": "index"}
    assert set(edition.sources) >= {"ch-harbour", "ch-harbour-b6-c2", "ch-harbour-n1", "ch-harbour-b8"}


def test_every_link_of_an_epub_leads_somewhere(book):
    edition = edition_of(book, EBOOK)
    for document in edition.documents:
        for href in etree.fromstring(document.xhtml.encode()).xpath("//*[local-name()='a']/@href"):
            if not str(href).startswith("https:"):
                file, _, anchor = str(href).partition("#")
                assert edition.anchors[anchor] == (file.removesuffix(".xhtml") or document.id), href


def test_print_has_no_links_but_page_boxes_and_screen_has_both(book):
    pages = {"x-page:folio", "x-page:ch-third"}
    for settings, linked in ((PAPERBACK, False), (SCREEN, True)):
        edition = edition_of(book, settings)
        hrefs = {
            str(href)
            for document in edition.documents
            if not document.late
            for href in etree.fromstring(document.xhtml.encode()).xpath("//*[local-name()='a']/@href")
        }
        assert pages <= hrefs
        assert {href.split(":")[0] for href in hrefs} == ({"x-page", "x-link", "https"} if linked else {"x-page"})
        assert edition.links is linked
        for href in hrefs:
            scheme, _, anchor = href.partition(":")
            assert scheme == "https" or anchor in {*edition.anchors, "folio"}


def test_running_heads_find_a_film(book):
    edition = edition_of(book, PAPERBACK)
    head = xhtml_of(edition, "ch-third").split("<body")[1].split("<section")[0]
    assert head == (
        ' class="body chapter numbered">\n'
        '<div class="running verso"><span class="running-title">Late</span></div>\n'
        '<div class="running recto"><span class="running-rank">1</span>'
        ' <span class="running-title">A Third, Longer Evening</span></div>\n'
        '<div class="folio"><a class="page" href="x-page:folio">000</a></div>\n'
    )
    assert "Three Nights &amp; Days" in xhtml_of(edition, "titles").split("<section")[0]
    assert "running" not in xhtml_of(edition, "title-page")
    assert "running" not in xhtml_of(edition_of(book, EBOOK), "ch-third")


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Heat", "Heat"),
        ("Borat: Cultural Learnings of America for Make Benefit Glorious Nation", "Borat"),
        ("Dr. Strangelove, or: How I Learned to Stop Worrying and Love the Bomb", "Dr. Strangelove"),
        ("Night of the Day of the Dawn of the Son of the Bride", "Night of the Day of the Dawn of the Son of…"),
        ("W" * 60, "W" * 46 + "…"),
        ("Two\nlines", "Two lines"),
    ],
)  # fmt: skip
def test_long_titles_are_shortened(title, short):
    assert shortened(title) == short


def test_a_theme_may_lay_out_parts_as_one(book):
    theme = replace(plain_theme(), unit="part")
    edition = edition_of(book, PAPERBACK, theme=theme)
    assert [one for one in ids(edition) if one.startswith(("ch-", "part-"))] == ["part-1", "part-2"]
    assert edition.anchors["ch-third"] == "part-2"
    late = xhtml_of(edition, "part-2")
    assert late.count('class="folio"') == 1
    assert late.count('class="running recto"') == 2
    assert [entry.document for entry in edition.nav if entry.anchor == "part-2"] == ["part-2"]
    assert "ch-third" in ids(edition_of(book, EBOOK, theme=theme))


def test_a_part_may_ask_for_pages_a_film(book):
    asking = replace(book, parts=(book.parts[0], replace(book.parts[1], pages=2)))
    paper = edition_of(asking, PAPERBACK)
    assert '<body class="body chapter numbered pages-2">' in xhtml_of(paper, "ch-third")
    assert '<body class="body part pages-2">' in xhtml_of(paper, "part-2")
    assert '<body class="body chapter numbered">' in xhtml_of(paper, "ch-the-lantern")


def test_starts_are_the_themes(book):
    starts = {one.id: one.start for one in edition_of(book, PAPERBACK, theme=plain_theme(opening="recto")).documents}
    assert starts["title-page"] == "recto"
    assert starts["front-intro"] == "recto"
    assert starts["ch-third"] == "recto"
    assert starts["index"] == "any"


def test_an_edition_is_told_of_before_its_documents_are_written_with_all_that_its_cover_needs(book):
    told = []
    edition = make_edition(book, sample_index(), plain_theme(), EBOOK, Problems(), begun=told.append)
    (early,) = told
    assert early.documents == ()
    assert early.shelf.items() >= edition.shelf.items()
    assert replace(early, documents=edition.documents, shelf=edition.shelf, sources={}) == replace(edition, sources={})


# ---------------------------------------------------------------- templates at fault


def test_a_template_at_fault_is_reported_once_and_nothing_else_is(book):
    def render(template, context):
        if template == "chapter":
            raise BookError([Problem(Source("themes/plain/chapter.xhtml.j2", 4), "template", "'x' is undefined")])
        return plain_theme().render(template, context)

    found = problems_of(book, EBOOK, replace(plain_theme(), render=render))
    assert found == ["themes/plain/chapter.xhtml.j2:4: error template 'x' is undefined"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("<p>one", "error not-well-formed the page “Colophon” is not well-formed XHTML"),
        ('<p id="colophon">a&nbsp;b</p>', "not-well-formed"),
        ("<p>one</p>", "error missing-anchor the template colophon leaves out the id of its page"),
        ('<p id="colophon"/><p id="colophon"/>', "gives the id “colophon” 2 times"),
    ],
)
def test_what_a_template_writes_is_checked(book, written, says):
    def render(template, context):
        return written if template == "colophon" else plain_theme().render(template, context)

    found = problems_of(book, EBOOK, replace(plain_theme(), render=render))
    assert len(found) == 1
    assert found[0].startswith("themes/plain/colophon.xhtml.j2: error ")
    assert says in found[0]


def test_a_template_that_fails_late_raises(book):
    def render(template, context):
        if template == "index":
            raise BookError([Problem(Source("themes/plain/index.xhtml.j2", 4), "template", "'x' is undefined")])
        return plain_theme().render(template, context)

    edition = edition_of(book, PAPERBACK, theme=replace(plain_theme(), render=render))
    with pytest.raises(BookError, match=r"themes/plain/index\.xhtml\.j2:4"):
        edition.write_late("index", PageMap())


def test_words_that_xml_cannot_hold_are_left_out(book):
    wild = replace(book.chapters[2], title="Bell\x07 & \ud800 <b>")
    edition = edition_of(replace(book, chapters=(*book.chapters[:2], wild)), EBOOK)
    assert "Bell &amp;  &lt;b&gt;" in xhtml_of(edition, "ch-third")


# ---------------------------------------------------------------- what it says of itself


def test_metadata(book):
    said = edition_of(book, EBOOK).metadata
    assert said.identifier == "urn:isbn:9781402894626"
    assert [(one.name, one.file_as) for one in said.contributors] == [
        ("Ann de Author", "de Author, Ann"),
        ("Ed Itor, Jr.", "Itor, Ed, Jr."),
    ]
    assert said.described
    assert said.access_modes == ("textual", "visual")
    assert edition_of(book, SCREEN).metadata.identifier.startswith("urn:uuid:")


def test_accessibility_is_true_to_the_content(book):
    plain = replace(book, chapters=(book.chapters[1],), parts=())
    said = edition_of(plain, EBOOK, Index()).metadata
    assert said.access_modes == ("textual",)
    assert said.described
    mute = replace(book.chapters[0].image, alt="")
    silent = replace(book, chapters=(replace(book.chapters[0], image=mute), *book.chapters[1:]))
    assert not edition_of(silent, EBOOK).metadata.described


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Orson Welles", "Welles, Orson"),
        ("Madonna", "Madonna"),
        ("Robert Downey Jr.", "Downey, Robert, Jr."),
        ("Guillermo del Toro", "del Toro, Guillermo"),
        ("Welles, Orson", "Welles, Orson"),
        ("", ""),
    ],
)
def test_names_are_filed(name, filed):
    assert file_as(name) == filed


def test_the_book_view_reaches_the_copyright_page(book):
    page = xhtml_of(edition_of(book, PAPERBACK), "copyright")
    assert "Copyright © 2026 Ann de Author" in page
    assert "ISBN (ebook) 978-1-4028-9462-6" in page
    assert "ISBN (paperback) 9781402894633" in page


def test_navigation_and_landmarks(book):
    edition = edition_of(book, EBOOK)
    tree = [(entry.title, [child.title for child in entry.children]) for entry in edition.nav]
    assert tree == [
        ("Contents", []),
        ("Introduction", []),
        ("Early", ["3. The Lantern"]),
        ("Late", ["2. Harbour", "1. A Third, Longer Evening"]),
        ("Afterword", []),
        ("Titles A–Z", []),
        ("Checklist", []),
        ("Picture credits", []),
        ("Index of people", []),
    ]
    assert [(mark.type, mark.anchor) for mark in edition.landmarks] == [
        ("cover", "cover"),
        ("titlepage", "title-page"),
        ("toc", "contents"),
        ("bodymatter", "part-1"),
        ("index", "index"),
        ("copyright-page", "copyright"),
    ]


# ---------------------------------------------------------------- geometry, styles, files


def test_margins_follow_the_trim_and_the_printers():
    theme = plain_theme()
    rules = PrinterRules(
        bands=((24, 150, 9.525), (151, 300, 12.7), (301, 500, 19.05), (501, 700, 22.225)), outside=12.7
    )
    choices = geometry_choices(theme, PAPERBACK, rules)
    assert [(one.least, one.most, one.geometry.inside) for one in choices] == [
        (24, 300, 16.0),  # the theme's own, wider than two bands ask
        (301, 500, 19.65),  # and what letters lean out of their lines
        (501, 700, 22.825),
    ]
    small = EditionSettings("small", "pdf", trim=Trim.inches(4.5, 6.75))
    (only,) = geometry_choices(theme, small, PrinterRules(outside=12.7))
    geometry = only.geometry
    assert (geometry.top, geometry.bottom, geometry.inside, geometry.outside) == (22.2, 21.7, 12.0, 13.3)
    assert (only.least, only.most) == (0, None)
    limited = geometry_choices(theme, PAPERBACK, replace(rules, most_pages=400))
    assert [one.most for one in limited] == [300, 400]


def test_a_trim_without_room_for_text_is_a_problem(book):
    tiny = replace(PAPERBACK, trim=Trim(50, 60, "50x60mm"), source=Source("book.toml", 9))
    rules = PrinterRules(outside=12.7)
    (found,) = problems_of(book, tiny, rules=rules)
    assert found.startswith("book.toml:9: error trim-too-small the trim 50x60mm leaves 31 × 16 mm for the text")


def test_styles_of_each_format(book):
    paper, ebook = edition_of(book, PAPERBACK), edition_of(book, EBOOK)
    assert paper.css.endswith(
        "@page { size: 152.4mm 228.6mm; margin-top: 18mm; margin-bottom: 20mm; }\n"
        "@page :left { margin-left: 15.24mm; margin-right: 16mm; }\n"
        "@page :right { margin-left: 16mm; margin-right: 15.24mm; }\n"
    )
    assert "element(verso)" in paper.css
    assert "@page" not in ebook.css
    assert ".notes" in ebook.css
    assert ebook.geometry is None
    assert ebook.css.startswith('@font-face { font-family: "Source Serif Pro"; font-weight: 400; font-style: italic;')
    assert ebook.cover_css.startswith("@font-face")
    assert paper.colour == "grey"
    assert edition_of(book, SCREEN).colour == "colour"


def test_the_shelf_holds_what_is_shown_and_no_more(book):
    edition = edition_of(book, EBOOK)
    assert list(edition.shelf) == [
        "faces/SourceSerifPro-It.otf",
        "faces/SourceSerifPro-Regular.otf",
        "pictures/lamp.png",
    ]
    assert edition.shelf["pictures/lamp.png"].path.read_bytes()
    assert next(one for one in edition.documents if one.id == "ch-the-lantern").pictures == ("lamp.png",)
    without = edition_of(book, replace(EBOOK, first=1, last=2))
    assert "pictures/lamp.png" not in without.shelf


def test_the_cover_may_show_a_picture_of_the_book(book):
    theme = plain_theme()
    theme = replace(theme, options={**theme.options, "cover_picture": "chapters/images/lamp.png"})
    edition = edition_of(book, EBOOK, theme=theme)
    assert edition.cover_pictures == ("cover-lamp.png",)
    assert 'src="pictures/cover-lamp.png"' in edition.cover_xhtml
    assert "pictures/cover-lamp.png" in edition.shelf
    (book.root / "chapters/images/lamp.png").write_bytes(b"\x89PNG not whole")
    (problem,) = problems_of(book, EBOOK, theme)
    assert "error cover-picture the cover picture chapters/images/lamp.png cannot be used" in problem


def test_the_same_book_gives_the_same_edition(book):
    one, two = edition_of(book, PAPERBACK), edition_of(book, PAPERBACK)
    assert one.documents == two.documents
    assert one.css == two.css
    assert list(one.shelf) == list(two.shelf)
    assert str(book.root) not in "".join(document.xhtml for document in one.documents)


# ---------------------------------------------------------------- characters


def test_characters_no_face_has_are_found_where_they_were_written(book):
    title = replace(book.chapters[0], title="Tokyo 東京物語 \N{CLAPPER BOARD}", text="---\nrank: 3\n")
    settings = replace(book.settings, subtitle="☃", sources={"subtitle": Source("book.toml", 3)})
    wild = replace(book, settings=settings, chapters=(title, *book.chapters[1:]))
    on_cover = "book.toml:3: error no-glyph the theme's faces have no “☃” (U+2603)"
    found = problems_of(wild, PAPERBACK)
    assert [line.split("\n")[0] for line in found] == [
        on_cover,
        (
            f"{title.source}: error no-glyph the theme's faces have no"
            " “東” (U+6771), “京” (U+4EAC), “物” (U+7269), “語” (U+8A9E) and 1 more"
        ),
    ]
    (uncovered,) = problems_of(wild, EBOOK)
    assert "book.toml:3: warning no-cover the EPUB is made without a cover: the theme's faces have no “☃”" in uncovered
    assert make_edition(wild, sample_index(), plain_theme(), EBOOK, Problems()).cover_xhtml == ""
    assert edition_of(book, EBOOK).cover_xhtml
    unwanted = replace(wild, settings=replace(settings, editions=(EBOOK,)))
    assert problems_of(unwanted, EditionSettings("", "pdf")) == []


def test_what_a_face_can_put_together_or_leaves_unseen_is_no_problem(book):
    title = replace(book.chapters[0], title="Ame\u0301lie \u202d\ufeff\u00ad\u2009x\ufe0f")
    assert problems_of(replace(book, chapters=(title, *book.chapters[1:])), PAPERBACK) == []
