"""The page list: the words between two markers of the EPUB are the words on that page of the printed edition."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from book.epub import list_pages
from book.epub import make_epub as package
from book.epub.archive import read_archive
from book.epub.breaks import Page, place
from book.model.edition import PrintPages
from book.model.places import Opening, PageMap, letters
from book.model.settings import Conformance
from book.pipeline import EpubFile, choose_edition, make_epub, make_pdf, read
from book.preflight import epubcheck
from book.problems import BookError, Problems
from book.workshop import Workshop

from .handmade_editions import handmade, jpeg

HTML = {"h": "http://www.w3.org/1999/xhtml"}
PAGE_BREAK = "{http://www.idpf.org/2007/ops}type"


class Words:
    """Words that are all different, so that each can be looked up on its page."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def word(self) -> str:
        number, written = next(self._numbers) * 7919 % 160_000, ""
        for _ in range(3):
            number, syllable = divmod(number, 60)
            written += "bcdfgklmnprt"[syllable % 12] + "aeiou"[syllable // 12]
        return written

    def paragraph(self, length: int) -> str:
        return " ".join(self.word() for _ in range(length))


def chapter(words: Words, rank: int) -> str:
    other = f"[[film: Film {'two' if rank == 1 else 'one'}]]"
    return (
        f"---\nrank: {rank}\ntitle: Film {'one' if rank == 1 else 'two'}\ndirected_by: Ann Author\n---\n"
        f"{words.paragraph(300)} Ann Author {words.paragraph(40)} {other} {words.paragraph(20)}[^n] "
        f"{words.paragraph(160)} [{words.word()}](https://example.org/a-long/address) {words.paragraph(200)}.\n\n"
        f"> {words.paragraph(260)}\n\n* {words.paragraph(70)}\n* *{words.paragraph(90)}*\n\n"
        f"## Favourite scene\n\n{words.paragraph(300)}\n\n[^n]: {words.paragraph(30)}\n"
    )


SETTINGS = """
[book]
title = "A Shelf of Films"
language = "en-GB"
contributors = [{ name = "Bo Writer", role = "author" }]
[editions.ebook]
format = "epub"
pages_from = "paperback"
[editions.numbers]
format = "epub"
pages_from = "paperback"
locators = "pages"
[editions.paperback]
format = "pdf"
isbn = "978-0-306-40615-7"
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "chapters").mkdir()
    words = Words()
    (root / "book.toml").write_text(SETTINGS, encoding="utf-8")
    for rank in (2, 1):
        (root / f"chapters/film-{rank}.md").write_text(chapter(words, rank), encoding="utf-8")
    return root


def made(root: Path, edition: str) -> EpubFile:
    problems = Problems()
    manuscript = read(root, problems)
    settings = choose_edition(manuscript.book, "epub", edition)
    return make_epub(manuscript, settings, problems, Workshop(root / "cache", 1))


@pytest.fixture(scope="module")
def epub(folder: Path) -> EpubFile:
    return made(folder, "ebook")


@pytest.fixture(scope="module")
def printed(folder: Path, epub: EpubFile) -> list[str]:
    """The text of every page of the printed edition (laid out already: from the cache)."""
    problems = Problems()
    manuscript = read(folder, problems)
    pdf = make_pdf(manuscript, choose_edition(manuscript.book, "pdf", None), problems, Workshop(folder / "cache", 1))
    with pypdfium2.PdfDocument(pdf.data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def between_markers(epub: EpubFile) -> dict[str, str]:
    """Return the text after each marker, in reading order, by the number of the page."""
    files = read_archive(epub.data)
    found: dict[str, str] = {}
    folio = ""
    for document in epub.edition.documents:
        body = etree.fromstring(files[f"EPUB/{document.id}.xhtml"]).find("h:body", HTML)
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start" and element.get(PAGE_BREAK) == "pagebreak":
                folio = element.get("id").removeprefix("page-")
            words = element.text if event == "start" else element.tail
            found[folio] = found.get(folio, "") + (words or "")
    return found


def test_every_word_lies_on_its_page(epub: EpubFile, printed: list[str]) -> None:
    assert epub.edition.print_pages is not None
    folios = epub.edition.print_pages.map.folios
    pages = {folio: set(re.findall(r"\w+", text)) for folio, text in zip(folios, printed, strict=True) if folio}
    marked = {folio: set(re.findall(r"\w+", text)) for folio, text in between_markers(epub).items()}
    notes = set(re.findall(r"\w{6}", " ".join(re.findall(r"<aside.*?</aside>", _whole(epub), re.DOTALL))))
    sampled = 0
    for folio, words in pages.items():
        for word in sorted(words):
            if re.fullmatch(r"[a-z]{6}", word) and word not in notes and word in _whole(epub):
                assert word in marked[folio], (folio, word)
                sampled += 1
    assert sampled > 2_000


def _whole(epub: EpubFile) -> str:
    return "".join(document.xhtml for document in epub.edition.documents)


def test_pages_are_listed_in_order_or_said_to_be_left_out(epub: EpubFile, printed: list[str]) -> None:
    assert epub.pages is not None
    assert epub.edition.print_pages is not None
    folios = epub.edition.print_pages.map.folios
    listed = [marker.folio for marker in epub.pages.markers]
    left_out = {one.page: one.why for one in epub.pages.left_out}
    assert listed == [folio for page, folio in enumerate(folios, start=1) if page not in left_out]
    assert set(left_out.values()) <= {"blank", "no printed number"}
    assert left_out[1] == "no printed number"  # the half title
    assert len(listed) + len(left_out) == len(printed)


def test_the_package_names_the_source(epub: EpubFile) -> None:
    files = read_archive(epub.data)
    package = files["EPUB/content.opf"].decode()
    assert '<meta property="pageBreakSource">urn:isbn:9780306406157</meta>' in package
    assert "pageNavigation" in package
    assert "Page numbers are those of the printed edition." in package
    nav = etree.fromstring(files["EPUB/nav.xhtml"])
    numbers = nav.xpath("//h:nav[@role='doc-pagelist']//h:a/text()", namespaces=HTML)
    assert epub.pages is not None
    assert numbers == [marker.folio for marker in epub.pages.markers]


def test_the_index_may_name_printed_pages(folder: Path, epub: EpubFile) -> None:
    by_title = read_archive(epub.data)["EPUB/index.xhtml"].decode()
    by_page = read_archive(made(folder, "numbers").data)["EPUB/index.xhtml"].decode()
    entry = re.compile(r'<a class="locator[^>]*>([^<]*)</a>')
    assert entry.findall(by_title) == ["2 Film two", "1 Film one"]
    assert all(re.fullmatch(r"\d+(–\d+)?", words) for words in entry.findall(by_page))


def test_page_locators_need_pages(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.toml").write_text('[book]\ntitle = "T"\n[editions.e]\nformat = "epub"\nlocators = "pages"\n')
    (tmp_path / "chapters/a.md").write_text("---\nrank: 1\ntitle: A\n---\nWords.\n")
    problems = Problems()
    read(tmp_path, problems)
    assert [problem.code for problem in problems] == ["missing-setting"]


# ---------------------------------------------------------------- where a page begins


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("", "Call me Ishmael", "<p id='b'>|Call me <em>Ishmael</em>, said “Ahab”.</p>"),
        ("Call me", "Ishmael, said", "<p id='b'>Call me <em>|Ishmael</em>, said “Ahab”.</p>"),
        ("Call me Ishmael, said", "Ahab", "<p id='b'>Call me <em>Ishmael</em>, said |“Ahab”.</p>"),
        ("Call me Ish", "mael, said", "<p id='b'>Call me <em>Ishmael|</em>, said “Ahab”.</p>"),
        ("nothing like it", "at all in here", "<p id='b'>|Call me <em>Ishmael</em>, said “Ahab”.</p>"),
    ],
)
def test_a_marker_stands_before_the_word(before: str, after: str, marked: str) -> None:
    page = Page.read("<p id='b'>Call me <em>Ishmael</em>, said “Ahab”.</p>".replace("<p", f"<p xmlns='{HTML['h']}'"))
    page.mark("b", "page-1", " page 1. ", Opening("b", letters(before), letters(after)))
    words = re.sub(r"<span[^>]*></span>", "|", page.written().split("\n", 2)[2].strip())
    assert (
        words.replace(f' xmlns="{HTML["h"]}"', "")
        .replace(' xmlns:epub="http://www.idpf.org/2007/ops"', "")
        .replace('"', "'")
        == marked
    )


def test_a_marker_before_a_heading_is_kept_with_it(epub: EpubFile) -> None:
    """Alone at the top of a screen it lets a heading that must not stand alone go to the next, at large type."""
    files = read_archive(epub.data)
    body = etree.fromstring(files["EPUB/ch-film-1.xhtml"]).find("h:body", HTML)
    before = body.xpath("//h:section/h:span[@role='doc-pagebreak']", namespaces=HTML)
    assert [one.get("class") for one in before] == ["page-opening"]
    assert re.search(r"\.page-opening \{[^}]*display: block;[^}]*break-after: avoid;", files["EPUB/book.css"].decode())


@given(st.text("abc ", min_size=30, max_size=90), st.integers(0, 90))
def test_a_break_is_found_where_its_letters_agree(text: str, at: int) -> None:
    plain = letters(text)
    at = min(at, len(plain))
    found = place(plain, Opening("b", plain[:at][-80:], plain[at:][:80]))
    assert 0 <= found <= len(plain)
    if found:
        assert plain[:found].endswith(plain[:at][-80:]) or plain[found:].startswith(plain[at:][:80])


def test_markers_stand_where_markup_lets_them(tmp_path: Path) -> None:
    """Every element with an id may be where a page begins; the book stays valid, in order and whole."""
    edition = handmade(tmp_path)
    anchors = {
        anchor: document.id
        for document in edition.documents
        for anchor in etree.fromstring(document.xhtml.encode()).xpath("//@id")
    }
    openings = tuple(Opening(anchor) for anchor in anchors)
    pages = PageMap({}, tuple(str(number) for number, _ in enumerate(openings, start=1)), openings)
    claim = Conformance("Ann", date(2026, 11, 20), "EPUB Accessibility 1.1 - WCAG 2.1 Level AA", "https://example.org/")
    claimed = replace(edition.metadata, conformance=claim)  # so that EPUBCheck sees that too
    listed = replace(edition, metadata=claimed, anchors=anchors, print_pages=PrintPages(pages, "paperback"))
    data = package(listed, jpeg())
    (tmp_path / "a.epub").write_bytes(data)
    assert epubcheck(tmp_path / "a.epub") == ()
    found = list_pages(listed)
    assert found is not None
    assert len(found.markers) >= len(openings) - 4  # what is marked out of order is left out
    assert 'pageBreakSource">none<' in read_archive(data)["EPUB/content.opf"].decode()


def test_pages_out_of_order_are_left_out(tmp_path: Path) -> None:
    edition = handmade(tmp_path)
    anchors = {"ch-salt": "ch-salt", "ch-lamps": "ch-lamps", "index": "index"}
    openings = (Opening("index"), Opening("ch-salt"), None, Opening("ch-lamps"), Opening("elsewhere"))
    pages = PageMap({}, ("1", "2", "", "4", "5"), openings)
    found = list_pages(replace(edition, anchors=anchors, print_pages=PrintPages(pages, "paperback")))
    assert found is not None
    assert [marker.folio for marker in found.markers] == ["2", "4"]
    assert [(one.folio, one.why) for one in found.left_out] == [
        ("1", "stands elsewhere in the EPUB"),
        ("", "blank"),
        ("5", "only in print"),
    ]
    assert 'id="page-1"' not in "".join(document.xhtml for document in found.documents)


def test_a_book_that_cannot_be_printed_has_no_page_list(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    settings = SETTINGS.replace('format = "pdf"', 'format = "pdf"\ntrim = "40x40mm"')
    (tmp_path / "book.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "chapters/a.md").write_text("---\nrank: 1\ntitle: A\n---\nWords.\n")
    with pytest.raises(BookError):
        made(tmp_path, "ebook")
