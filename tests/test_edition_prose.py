"""Prose in its two dresses: what a reader sees of notes, films, links, mentions and every kind of block."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from book.edition.desk import Desk
from book.edition.epub_prose import EpubWriter
from book.edition.print_prose import PrintWriter
from book.edition.selection import select
from book.edition.ways import Ways
from book.model.book import Book
from book.model.index import Index, Mention
from book.model.prose import (
    Break,
    Code,
    Emphasis,
    FilmRef,
    Heading,
    Image,
    Link,
    Note,
    NoteRef,
    Paragraph,
    PersonRef,
    Strong,
    Styled,
    Text,
    plain_text,
)
from book.problems import Problems, Source
from tests.edition.sample import EBOOK, PAPERBACK, SCREEN, paragraph, sample_book, sample_index

MOSS = "Ida Moss"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return sample_book(tmp_path_factory.mktemp("book"))


def writer(book: Book, form, index: Index | None = None, piece=None):
    selection = select(book, index or Index(), form, Problems(), credits_page=True)
    desk = Desk(
        book, index or Index(), selection, Ways(selection.format, {page.id: page.id for page in selection.pages})
    )
    chosen = piece or book.chapters[1]
    return EpubWriter(desk, chosen) if form is EBOOK else PrintWriter(desk, chosen)


def written(book: Book, form, *inlines, **more) -> str:
    return str(writer(book, form, **more).words(paragraph("p", *inlines)))


# ---------------------------------------------------------------- films


def test_a_film_is_named_with_its_rank_and_page_the_first_time(book):
    film, again = FilmRef("The Lantern"), FilmRef("The Lantern", "that lamp")
    assert written(book, EBOOK, film, " ", again) == (
        '<a class="film" href="ch-the-lantern.xhtml#ch-the-lantern"><cite>The Lantern</cite></a> (no.&#160;3)'
        ' <a class="film" href="ch-the-lantern.xhtml#ch-the-lantern">that lamp</a>'
    )
    page = '<a class="page" href="x-page:ch-the-lantern">000</a>'
    assert written(book, PAPERBACK, film, " ", again) == (
        f'<span class="film"><cite>The Lantern</cite> (no.&#160;3, page&#160;{page})</span>'
        ' <span class="film">that lamp</span>'
    )
    assert written(book, SCREEN, film) == (
        '<span class="film"><a href="x-link:ch-the-lantern"><cite>The Lantern</cite></a>'
        f" (no.&#160;3, page&#160;{page})</span>"
    )


def test_a_film_that_is_elsewhere_or_nowhere_is_words(book):
    volume = replace(EBOOK, first=1, last=2)
    selection = select(book, Index(), volume, Problems(), credits_page=False)
    desk = Desk(book, Index(), selection, Ways("epub", {page.id: page.id for page in selection.pages}))
    assert (
        EpubWriter(desk, book.chapters[1]).inlines((FilmRef("The Lantern"),)) == "<cite>The Lantern</cite> (no.&#160;3)"
    )
    assert written(book, EBOOK, FilmRef("No <Such>")) == "No &lt;Such&gt;"
    here = written(book, PAPERBACK, FilmRef("The Lantern"), piece=book.chapters[0])
    assert here == '<span class="film"><cite>The Lantern</cite></span>'


# ---------------------------------------------------------------- links


@pytest.mark.parametrize(
    ("link", "epub", "paper"),
    [
        (
            Link("https://www.example.org/a/", (Text("the reel"),)),
            '<a href="https://www.example.org/a/">the reel</a>',
            'the reel (<span class="url">example.org/a</span>)',
        ),
        (
            Link("https://example.org/a", (Text("example.org/a"),)),
            '<a href="https://example.org/a">example.org/a</a>',
            "example.org/a",
        ),
        (
            Link("mailto:a@example.org", (Text("write"),)),
            '<a href="mailto:a@example.org">write</a>',
            'write (<span class="url">a@example.org</span>)',
        ),
        (Link('https://example.org/"é <', ()), '<a href="https://example.org/%22%C3%A9%20%3C">', "example.org"),
        (Link("javascript:alert(1)", (Text("no"),)), "no", "no"),
        (Link("file:///etc/passwd", (Text("no"),)), "no", "no"),
    ],
)
def test_links_go_out_or_say_where(book, link, epub, paper):
    assert written(book, EBOOK, link).startswith(epub)
    assert paper in written(book, PAPERBACK, link)
    assert "<a" not in written(book, PAPERBACK, link)
    assert written(book, SCREEN, link).startswith(epub.split(">")[0])


def test_an_address_is_printed_once(book):
    link = Link("https://example.org/a", (Text("here"),))
    assert written(book, PAPERBACK, link, " ", link).count("example.org/a") == 1


def test_links_never_nest(book):
    inner = (Text("a "), Link("https://example.org/b", (Text("b"),)), FilmRef("The Lantern"), NoteRef(1))
    for form in (EBOOK, SCREEN):
        text = written(book, form, Link("https://example.org/a", inner))
        root = etree.fromstring(f'<p xmlns:epub="http://www.idpf.org/2007/ops">{text}</p>')
        assert not root.xpath("//a//a")
    assert written(book, EBOOK, Link("https://example.org/a", inner)).endswith('id="ch-harbour-r1">1</a>')


# ---------------------------------------------------------------- notes


def noted(book: Book):
    notes = tuple(
        Note(f"ch-harbour-n{n}", Source(), n, (paragraph(f"n{n}b", f"note {n} ", *inlines),))
        for n, inlines in ((1, (NoteRef(1),)), (2, (NoteRef(3),)), (3, ()), (4, ()))
    )
    return replace(book.chapters[1], notes=notes)


def test_notes_of_an_epub_link_there_and_back_in_the_order_of_reading(book):
    made = writer(book, EBOOK, piece=noted(book))
    text = made.words(paragraph("p", NoteRef(2), NoteRef(1), NoteRef(2), NoteRef(9)))
    assert re.findall(r'href="#ch-harbour-n(\d)"(?: id="([^"]*)")?>(\d)<', text) == [
        ("2", "ch-harbour-r2", "1"),
        ("1", "ch-harbour-r1", "2"),
        ("2", "", "1"),
    ]
    notes = made.notes()
    assert re.findall(r'<aside class="footnote" epub:type="footnote" role="doc-footnote" id="([^"]*)"', notes) == [
        "ch-harbour-n2",
        "ch-harbour-n1",
        "ch-harbour-n3",  # called by a note
    ]
    assert 'href="#ch-harbour-r2" aria-label="Back to the text (1)">1</a> note 2' in notes


def test_notes_of_a_page_stand_at_their_call(book):
    made = writer(book, PAPERBACK, piece=noted(book))
    text = made.words(paragraph("p", "a", NoteRef(2), NoteRef(4), NoteRef(2)))
    assert text == (
        'a<span class="footnote" id="ch-harbour-n2">note 2 '
        '<span class="footnote" id="ch-harbour-n3">note 3 </span></span>'
        '<span class="footnote" id="ch-harbour-n4">note 4 </span><sup class="footnote-again">1</sup>'
    )
    assert made.notes() == ""


def test_a_note_of_several_blocks(book):
    long = Note("ch-harbour-n1", Source(), 1, (paragraph("x1", "one"), Heading("x2", Source(), 2, (Text("two"),))))
    piece = replace(book.chapters[1], notes=(long,))
    assert written(book, PAPERBACK, NoteRef(1), piece=piece) == (
        '<span class="footnote" id="ch-harbour-n1"><span class="footnote-line" id="x1">one</span>'
        ' <span class="footnote-line" id="x2">two</span></span>'
    )


# ---------------------------------------------------------------- mentions


def mentions(*spans: tuple[int, int, str]) -> Index:
    return Index(mentions={"p": tuple(Mention(MOSS, "p", start, end, anchor) for start, end, anchor in spans)})


def test_a_mention_is_anchored_at_its_first_words(book):
    inlines = ("So ", Emphasis((Text("Ida"), Strong((Text(" Moss"),)))), " and ", PersonRef("Bo Stern", "Bo"), ".")
    index = mentions((3, 11, "p-m1"), (16, 18, "p-m2"))
    assert plain_text(paragraph("p", *inlines).inlines)[16:18] == "Bo"
    for form in (EBOOK, PAPERBACK):
        assert written(book, form, *inlines, index=index) == (
            'So <em><span id="p-m1">Ida</span><strong> Moss</strong></em> and <span id="p-m2">Bo</span>.'
        )


def test_mentions_without_an_anchor_leave_no_trace(book):
    assert written(book, EBOOK, "Ida Moss", index=mentions((0, 8, ""))) == "Ida Moss"


def test_a_mention_inside_a_film_or_beyond_a_note_keeps_its_place(book):
    inlines = (NoteRef(1), "x", FilmRef("The Lantern"), Break(), Code("Ida"), " Moss")
    index = mentions((2, 5, "p-m1"), (14, 22, "p-m2"))
    text = written(book, PAPERBACK, *inlines, index=index)
    assert 'x<span id="p-m1"></span><span class="film">' in text
    assert '<br/><code><span id="p-m2">Ida</span></code> Moss' in text


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=0, max_size=12)
leaves = st.one_of(
    st.builds(Text, words),
    st.builds(Code, words),
    st.builds(PersonRef, words, words),
    st.builds(NoteRef, st.integers(0, 3)),
    st.builds(FilmRef, st.sampled_from(["The Lantern", "Third", "none"]), words),
    st.just(Break()),
    st.builds(Image, st.sampled_from(["chapters/images/lamp.png", "none"]), words),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Emphasis, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Strong, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Styled, st.just("cite"), st.lists(inner, max_size=3).map(tuple), words, words),
        st.builds(Link, st.one_of(words, st.just("https://example.org")), st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(trees, max_size=5), st.integers(0, 30), st.integers(1, 10))
def test_whatever_goes_in_comes_out_well_formed_and_whole(book, inlines, start, length):
    block = paragraph("p", *inlines)
    plain = plain_text(block.inlines)
    index = mentions((start, start + length, "p-m1"))
    for form in (EBOOK, PAPERBACK, SCREEN):
        text = writer(book, form, index).words(block)
        root = etree.fromstring(f'<p xmlns:epub="http://www.idpf.org/2007/ops">{text}</p>')
        anchors = root.xpath("//@id")
        assert len(anchors) == len(set(anchors))
        assert not root.xpath("//a//a[not(@class='page')]")
        if start < len(plain):
            assert anchors.count("p-m1") == 1
        if all(isinstance(inline, Text) for inline in inlines):
            assert "".join(root.itertext()) == plain


# ---------------------------------------------------------------- blocks


def test_headings_skip_no_level(book):
    made = writer(book, EBOOK)
    headings = [Heading(f"h{n}", Source(), n, (Text("x"),)) for n in (4, 6, 2, 3, 5, 1)]
    assert re.findall(r"<h(\d)", made.blocks(headings)) == ["2", "3", "2", "3", "4", "2"]
    assert re.findall(r"<h(\d)", made.blocks(headings, level=2)) == ["3", "4", "3", "3", "4", "3"]


GOLDEN = Path(__file__).parent / "edition"


@pytest.mark.parametrize(("form", "name"), [(EBOOK, "lantern.epub.xhtml"), (PAPERBACK, "lantern.print.xhtml")])
def test_a_chapter_as_written(book, form, name, request):
    """The golden files are to be read; after a wanted change write them anew from what this test shows."""
    from book.edition import make_edition
    from tests.edition.sample import plain_theme

    edition = make_edition(book, sample_index(), plain_theme(), form, Problems())
    made = next(one.xhtml for one in edition.documents if one.id == "ch-the-lantern")
    assert made == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_picture_without_size_or_words(book):
    drawing = replace(book.pictures["chapters/images/lamp.png"], width=0, height=0)
    bare = replace(book, pictures={drawing.path: drawing})
    image = Image(drawing.path, "ignored", decorative=True)
    assert written(bare, EBOOK, image) == '<img src="pictures/lamp.png" alt="" role="presentation"/>'


def test_a_tight_list_holds_words_and_a_loose_one_paragraphs(book):
    from book.model.prose import Listing

    tight = tuple((replace(paragraph(f"t{n}", str(n)), tight=True),) for n in (1, 2))
    made = writer(book, EBOOK)
    assert made.blocks([Listing("l", Source(), ordered=False, start=1, items=tight)]) == (
        '<ul id="l">\n<li id="t1">1</li>\n<li id="t2">2</li>\n</ul>'
    )
    loose = ((Paragraph("q1", Source(), (Text("1"),)),),)
    assert made.blocks([Listing("l", Source(), ordered=True, start=7, items=loose)]) == (
        '<ol id="l" start="7">\n<li><p id="q1">1</p></li>\n</ol>'
    )


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("see no. 12 and pp. 3, c. 1920", "see no.~12 and pp.~3, c.~1920"),
        ("by F. W. Murnau and Dr. Caligari", "by F.~W.~Murnau and Dr.~Caligari"),
        ("35 mm at 16 fps, 100 % sure, $5 million", "35~mm at 16~fps, 100~% sure, $5~million"),
        ("on 1 January 1998, am 12. März", "on 1~January 1998, am 12.~März"),
        ("one – two — three … four", "one~– two~— three~… four"),
        ("it ended. Murnau sat down; 5 films, –word", "it ended. Murnau sat down; 5 films, –word"),
    ],
)
def test_a_line_of_a_page_never_parts_what_belongs_together(book, words, bound):
    assert written(book, PAPERBACK, Text(words)).replace("\u00a0", "~") == bound
    assert written(book, EBOOK, Text(words)) == words  # readers search for what they see
    if words.startswith("by"):
        index = Index(mentions={"p": (Mention("F. W. Murnau", "p", 3, 15, "m-1"),)})
        assert 'id="m-1">F.\u00a0W.\u00a0Murnau</span>' in written(book, PAPERBACK, Text(words), index=index)


def test_a_quotation_mark_that_opens_a_paragraph_may_hang_on_a_page(book):
    for words, name in (("“Yes,” he said.", "hung"), ("‘Yes,’ he said.", "hung-little"), ("Yes.", "")):
        block = paragraph("p", Emphasis((Text(words),)))
        assert (f'<p class="{name}" id="p">' if name else '<p id="p">') in str(writer(book, PAPERBACK).blocks((block,)))
        assert '<p id="p">' in str(writer(book, EBOOK).blocks((block,)))
