"""The layout report: every rule is proved by a page that breaks it, and silent on the page beside it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from book.model.edition import ShelfFile
from book.typeset.engine import Typesetter
from book.typeset.job import TypesetJob
from tests.books_to_fit import SETTINGS, made, write_book
from tests.pdf.small import CSS, edition, faces_css, xhtml

SHELF = edition(()).shelf
PAGE = (
    "@page { size: 300pt 180pt; margin: 20pt } @page { @bottom-center { content: none } @top-left { content: none } }"
)
LINES = "html { font-size: 10pt; line-height: 1.4 } p { text-indent: 0 !important; hyphens: manual } "
"""Ten lines of 14 pt to a page, 260 pt wide."""
LINE = "A line of words.<br/>"


@pytest.fixture(scope="module")
def typesetter():
    with Typesetter() as made:
        yield made


def found(typesetter, *arguments: str, **changes: object) -> list:
    return [(one.code, one.page, one.anchor) for one in findings(typesetter, *arguments, **changes)]


def findings(typesetter, body: str, css: str = "", kind: str = "body chapter numbered", **changes: object) -> list:
    written = xhtml("ch-x", "Film X", body, kind=kind, numbered=False)
    styles = faces_css() + CSS + LINES + PAGE + "h1 { display: none } " + css
    laid = typesetter.typeset(replace(TypesetJob(written, styles, SHELF, name="ch-x"), **changes))
    assert not [one for one in laid.problems if one.severity == "error"]
    return list(laid.findings)


def lines(count: int, anchor: str = "p1") -> str:
    return f'<p id="{anchor}">{(LINE * count).removesuffix("<br/>")}</p>'


CASES = {
    "orphan": (
        lines(9) + lines(5, "p2"), lines(8) + lines(6, "p2"), "p { orphans: 1; widows: 1 }", ("orphan", 0, "p2"),
    ),
    "widow": (
        lines(4) + lines(7, "p2") + lines(4, "p3"), lines(4) + lines(8, "p2") + lines(3, "p3"),
        "p { orphans: 1; widows: 1 }", ("widow", 1, "p2"),
    ),
    "runt": (
        f'<p id="p1">{LINE}fin.</p>', f'<p id="p1">{LINE}finis.</p>', "", ("runt", 0, "p1"),
    ),
    "stranded-heading": (
        lines(9) + '<h2 id="h">On</h2>' + lines(6, "p2"), lines(8) + '<h2 id="h">On</h2>' + lines(6, "p2"),
        "h2 { margin: 0; font-size: 10pt; line-height: 14pt; break-after: auto } p { orphans: 1; widows: 2 }",
        ("stranded-heading", 0, "h"),
    ),
    "split-sidebar": (
        lines(6) + f'<aside class="sidebar" id="s1">{lines(8, "p2")}</aside>',
        lines(6) + f'<aside class="sidebar" id="s1">{lines(4, "p2")}</aside>', "", ("split-sidebar", 1, "s1"),
    ),
    "nearly-empty": (lines(13), lines(14), "", ("nearly-empty", 1, "p1")),
    "overfull": (
        '<p id="p1">An_unbreakable_word_that_is_certainly_much_longer_than_the_line_of_this_page is here now.</p>',
        '<p id="p1">An_unbreakable_word_that_is_certainly_not_longer than the line of this page is here now.</p>',
        "", ("overfull", 0, "p1"),
    ),
    "loose": (
        '<p id="p1">Two words antidisestablishmentarianism_antidisestablishmentarianism and then the end.</p>',
        '<p id="p1">Two words and some more before it goes on and then, at last, to where it is to end.</p>',
        "", ("loose", 0, "p1"),
    ),
    "ladder": (
        f'<p id="p1">{"breaking­breaking­breaking­" * 20}end of it.</p>',
        f'<p id="p1">{"breaking­breaking­breaking­" * 3}end of it, said the long last line of all.</p>',
        "p { text-align: left !important }", ("ladder", 0, "p1"),
    ),
    "unbalanced": (
        lines(10) + '<div style="break-before: page"></div>' + lines(7, "p2") + '<div style="break-before: page"></div>'
        + lines(8, "p3"),
        lines(10) + '<div style="break-before: page"></div>' + lines(9, "p2") + '<div style="break-before: page"></div>'
        + lines(8, "p3"),
        "", ("unbalanced", 1, "p2"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_finds_the_page_that_breaks_it_and_is_silent_on_the_one_beside_it(typesetter, rule):
    bad, good, css, expected = CASES[rule]
    verso = {"verso": True} if rule == "unbalanced" else {}
    assert expected in found(typesetter, bad, css, **verso)
    assert rule not in {code for code, *_ in found(typesetter, good, css, **verso)}


def test_a_river_runs_through_four_lines_of_wide_spaces(typesetter):
    css = "p { text-align: justify !important; width: 165pt; margin: 0 }"
    word = "overlongword"
    straight = "<br/>".join([f"{word} {word}"] * 5)
    broken = " ".join([f"{word} {word}"] * 5 + ["end"])
    river = [code for code, *_ in found(typesetter, f'<p id="p1">{broken} of it all.</p>', css)]
    assert river.count("river") == 1
    assert "river" not in {code for code, *_ in found(typesetter, f'<p id="p1">{straight}</p>', css)}


def test_pictures_under_300_ppi_at_their_printed_size(typesetter, tmp_path):
    shelf = dict(SHELF)
    for name, width in (("small", 890), ("large", 900)):
        path = tmp_path / f"{name}.png"
        Image.new("L", (width, 600), 128).save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        shelf[f"pictures/{name}.png"] = ShelfFile(path, "image/png", digest)
    body = '<figure id="{0}"><img src="pictures/{0}.png" alt=""/></figure>'
    css = "figure { margin: 0 } img { width: 216pt; height: 72pt; object-fit: cover }"
    pages = found(typesetter, body.format("small") + body.format("large"), css, shelf=shelf)
    assert pages == [("resolution", 0, "small")]


def test_letters_and_faces_that_the_theme_has_not_are_told_at_their_block(typesetter):
    for words, family, expected in (
        ("A snowman ☃ here", "Source Serif Pro", [("no-glyph", "ch-x#p1")]),
        ("A snowman here", "Source Serif Pro", []),
        ("A snowman here", "Source Sans Pro", []),
    ):
        body = f'<p id="p1" style="font-family: \'{family}\'">{words}</p>' + lines(6, "p2")
        laid = typesetter.typeset(
            TypesetJob(xhtml("ch-x", "X", body, numbered=False), faces_css() + CSS + LINES + PAGE, SHELF, name="ch-x")
        )
        assert [(one.code, one.source.file) for one in laid.problems] == expected


def test_title_pages_may_be_as_empty_as_they_please(typesetter):
    assert found(typesetter, lines(2), kind="front title-page") == []
    assert found(typesetter, lines(2)) == [("nearly-empty", 0, "p1")]


def test_a_short_list_may_leave_its_page_empty_and_a_long_one_not_its_last(typesetter):
    assert found(typesetter, lines(2), kind="front contents numbered") == []
    assert found(typesetter, lines(12), kind="front contents numbered") == [("nearly-empty", 1, "p1")]


def test_the_entries_of_lists_may_end_in_a_short_line(typesetter):
    body = f'<ul><li id="e1">{LINE}57</li></ul>' + lines(6)
    assert found(typesetter, body, kind="back index numbered") == []


def test_words_that_fit_a_line_but_for_their_last_space_are_not_torn_apart(typesetter):
    """WeasyPrint 70 hyphenates the first word of a text that fits, if only its last space does not."""
    words = "<b>Fritz Lang</b> evidently looked at the temple and turns up in <em>Metropolis</em> with an engine"
    style = "hyphens: auto; text-align: justify; width: {}pt"
    for width in range(180, 261):
        body = f'<p id="p1" style="{style.format(width)}">{words}</p>'
        said = [one.message for one in findings(typesetter, body + lines(6, "p2"), "b { font-weight: 400 }")]
        assert not [message for message in said if message.endswith(("“Fritz Lang evid-”", "“Fritz Lang evident-”"))]


def test_a_head_names_what_is_on_its_page_and_not_what_goes_to_the_next(typesetter):
    """WeasyPrint 70 notes a running element for the page on which it first tries its block."""
    head = '<div class="running recto" data-with="{0}">{0}</div>'
    css = (
        "@page { @top-center { content: element(recto) } } .running { position: running(recto) }"
        " #two { break-inside: avoid }"
    )
    one = f'<section id="one"><header>{head.format("one")}</header>{lines(17)}</section>'
    two = f'<section id="two"><header>{head.format("two")}</header>{lines(5, "p2")}</section>'
    written = xhtml("ch-x", "Film X", one + two, numbered=False)
    laid = typesetter.typeset(TypesetJob(written, faces_css() + CSS + LINES + PAGE + css, SHELF, name="ch-x"))
    with pypdfium2.PdfDocument(laid.pdf) as pdf:
        words = [page.get_textpage().get_text_bounded().split() for page in pdf]
    assert [[head for head in ("one", "two") if head in page] for page in words] == [["one"], ["one"], ["two"]]


def test_a_line_of_the_report_names_the_chapter_though_its_part_is_one_document(tmp_path):
    root = write_book(tmp_path / "book", SETTINGS.replace('"countdown"', '"pocket"'))
    pdf, _ = made(root)
    assert pdf.report
    for line in pdf.report:
        file = line.problem.source.file
        if file.startswith("chapters/film-"):
            assert line.title.endswith(f"Film {file.removeprefix('chapters/film-').removesuffix('.md')}")
