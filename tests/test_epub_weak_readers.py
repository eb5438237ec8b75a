"""What Kindle and old readers drop is found in styles and pages, and nothing is found in the sample book."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import ImageColor

from book.epub import lint
from book.epub.colours import contrast, for_every_ground
from book.model.edition import Edition
from book.pipeline import check, choose_edition, equip, prepare, read
from book.problems import Problems, Source

from .handmade_editions import document, handmade

SAMPLE = Path(__file__).parents[1]


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return handmade(tmp_path)


@pytest.mark.parametrize(
    "css",
    [
        "p { position: absolute }",
        "div { display: flex }",
        "section { column-count: 2 }",
        "p { margin-left: -1em }",
        "p { margin: 0 0 -2px }",
        "h1 { transform: rotate(3deg) }",
        "p { color: hsl(3, 70%, 45%) }",
        "p { font-size: 12pt }",
        "div { height: 300px }",
        "p::before { content: counter(page) }",
        "p { width: calc(100% - 2em) }",
        "p { color: var(--accent) }",
        "p { margin: 2rem }",
        "p:not(.a) { margin: 0 }",
        "li:nth-child(2) { margin: 0 }",
        "h1 { color: yellow }",
        "@supports (display: grid) { p { margin: 0 } }",
        "@media (min-width: 40em) { p { margin: 0 } }",
    ],
)
def test_styles_that_weak_readers_break_on(edition: Edition, css: str) -> None:
    assert lint(edition) == ()
    found = lint(replace(edition, css=f"{edition.css}\n{css}"))
    assert [(problem.code, problem.severity, problem.source.line) for problem in found] == [
        ("weak-readers", "warning", edition.css.count("\n") + 2)
    ]


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 0 auto; text-indent: 1.2em; font-variant: small-caps }",
        "li { text-indent: -1.2em; padding-left: 1.2em }",
        "h1 { page-break-before: always; hyphens: none }",
        "@media amzn-kf8 { p { margin: 0 } }",
        "h1 { color: #b3371f }",
        "th { color: #ffffff; background-color: #333333 }",
        "p { color: inherit }",
        "p { position: relative; line-height: 1.4 }",
    ],
)
def test_styles_they_bear(edition: Edition, css: str) -> None:
    assert lint(replace(edition, css=css)) == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p id='b'><math xmlns='http://www.w3.org/1998/Math/MathML'><mi>x</mi></math></p>", "formulas"),
        ("<p id='b'><m:math xmlns:m='http://www.w3.org/1998/Math/MathML'/></p>", "formulas"),
        ("<div id='b'><iframe src='a.html'></iframe></div>", "frames"),
        ("<div id='b'><video src='a.mp4'></video></div>", "moving pictures"),
        ("<div id='b'><table><tr>" + "<td>1</td>" * 11 + "</tr></table></div>", "11 columns"),
        ("<div id='b'><table>" + "<tr><td>1</td></tr>" * 101 + "</table></div>", "101 rows"),
        ("<p id='b'><img src='a.png' alt='A lamp' width='600' height='400'/></p>", "that tall"),
        ("<p id='b'><span style='display: none'>secret</span></p>", "hidden"),
    ],
)
def test_elements_are_found_on_the_line_they_were_written(edition: Edition, body: str, words: str) -> None:
    page = document("ch-w", "chapter", "W", body)
    home = Source("chapters/w.md", 7)
    found = lint(replace(edition, documents=(page,), sources={"b": home, "ch-w": Source("chapters/w.md", 1)}))
    assert [problem.source for problem in found] == [home]
    assert words in found[0].message


def test_styles_of_the_book_are_told_at_their_own_line(tmp_path: Path) -> None:
    folder = tmp_path / "themes/classic"
    folder.mkdir(parents=True)
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.toml").write_text('[book]\ntitle = "T"\nlanguage = "en"\ncontributors = ["Ann Author"]\n')
    (tmp_path / "chapters/a.md").write_text("---\nrank: 1\ntitle: A\n---\nWords.\n")
    (folder / "theme.toml").write_text('extends = "classic"\n[tokens]\nnoise = "yellow"\n')
    (folder / "epub.css").write_text("/* mine,\n   for e-readers */\np { color: var(--noise) }\n")
    (folder / "book.css").write_text("\n.opener { display: flex }\n")
    problems = Problems()
    check(tmp_path, problems)
    assert [(str(one.source), one.code) for one in problems] == [
        ("themes/classic/book.css:2", "weak-readers"),
        ("themes/classic/epub.css:3", "weak-readers"),
    ]


def test_the_sample_book_is_for_every_reader() -> None:
    problems = Problems()
    manuscript = read(SAMPLE, problems)
    settings = choose_edition(manuscript.book, "epub", None)
    edition = prepare(manuscript, settings, equip(manuscript.book, settings, problems), problems)
    assert [str(problem) for problem in lint(edition)] == []


@pytest.mark.parametrize("colour", ["#7a2414", "#8f4a00", "#ffe680", "#0000ff", "#003", "#0f0", "#300000"])
def test_coloured_letters_are_read_on_light_and_dark(colour: str) -> None:
    moved = for_every_ground(f"h1 {{ color: {colour}; border-color: {colour} }}")
    assert f"border-color: {colour}" in moved
    rgb = ImageColor.getrgb(moved.split("color: ")[1].split(";")[0])
    assert contrast(rgb, (18, 18, 18)) >= 3
    assert contrast(rgb, (255, 255, 255)) >= 4.5


@pytest.mark.parametrize("colour", ["#000", "#222222", "#fffefe", "#111"])
def test_blacks_and_whites_are_left_to_the_reader(colour: str) -> None:
    assert for_every_ground(f"p {{ color: {colour} }}") == "p { color: inherit }"


@pytest.mark.parametrize("css", ["h1 { color: #b3371f }", "th { color: #fff; background: #333 }", "p { color: red }"])
def test_colours_that_serve_are_kept(css: str) -> None:
    assert for_every_ground(css) == css
