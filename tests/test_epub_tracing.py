"""What validators find in an EPUB appears on the Markdown line that caused it: one fault a chapter, all found home."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from book.epub.archive import pack, read_archive, write_archive
from book.pipeline import Manuscript, choose_edition, make_epub, read, validate_epub
from book.preflight.ace import ace_problems
from book.preflight.tracing import Home, trace
from book.problems import Problem, Problems, Source
from book.workshop import Workshop

CHAPTER = """---
rank: {rank}
title: Film {rank}
starring: Ann Author
---
The first paragraph, which has
two lines and *stress* in the second.

![A lake at night](lake.png "The lake")

See [the site](https://example.org/site) and
[[film: Film {other}]] for more,[^n] as Bo says.

> A quotation.
>
> — Bo

* One item
* Another item

| Head | Second |
|------|--------|
| cell | value  |

## Favourite scene

The sidebar's own paragraph.

[^n]: The note itself.
"""
P, PICTURE, LINKS, FILM, QUOTE, ITEM, CELL, SIDEBAR, ASIDE, NOTE = 6, 9, 11, 12, 14, 19, 23, 25, 27, 29

FAULTS: tuple[tuple[str, str, set[int]], ...] = (
    ('<em>stress</em>', '<em align="left">stress</em>', {P, P + 1}),
    ('<em>stress</em>', '<center>stress</center>', {P, P + 1}),
    ('<em>stress</em>', '<p>stress</p>', {P, P + 1}),
    ('<em>stress</em>', '<em>stress&nbsp;</em>', {P, P + 1}),
    ('stress</em>', 'stress', {P, P + 1}),
    ('<em>stress</em>', '<em role="doc-nonsense">stress</em>', {P, P + 1}),
    ('<em>stress</em>', '<em id="twice"><b id="twice">stress</b></em>', {P, P + 1}),
    ('<em>stress</em>', '<script>stress</script>', {P, P + 1}),
    ('src="pictures/lake.png"', 'src="pictures/none.png"', {PICTURE}),
    ('src="pictures/lake.png"', 'src="https://example.org/lake.png"', {PICTURE}),
    ('alt="A lake at night"', 'alt="A lake at night" border="1"', {PICTURE}),
    ('href="https://example.org/site"', 'href="https://example.org/si te"', {LINKS}),
    ('class="film" href="', 'class="film" href="none-', {FILM}),
    ('#ch-f', '#ch-none-f', {FILM}),
    ('href="#ch-', 'href="#none-', {FILM, LINKS, ASIDE, NOTE}),
    ('<p class="attribution"', '<p class="attribution" valign="top"', {QUOTE, QUOTE + 2}),
    ('>Another item</li>', '><li>Another item</li></li>', {ITEM}),
    ('>cell</td>', ' bgcolor="red">cell</td>', {CELL}),
    ('role="doc-footnote"', 'role="doc-nonsense"', {NOTE}),
    ("The sidebar’s own", "<font>The sidebar’s</font> own", {SIDEBAR, ASIDE}),
)  # fmt: skip


@pytest.fixture(scope="module")
def manuscript(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    from PIL import Image

    root = tmp_path_factory.mktemp("book")
    (root / "chapters").mkdir()
    Image.new("RGB", (30, 20)).save(root / "chapters/lake.png")
    (root / "book.toml").write_text('[book]\ntitle = "T"\ncontributors = ["Ann Author"]\n')
    for rank, _ in enumerate(FAULTS, start=1):
        text = CHAPTER.format(rank=rank, other=rank % len(FAULTS) + 1)
        (root / f"chapters/f{rank}.md").write_text(text, encoding="utf-8")
    problems = Problems()
    found = read(root, problems)
    assert not list(problems)
    return found


@pytest.fixture(scope="module")
def data(manuscript: Manuscript) -> bytes:
    return make_epub(manuscript, choose_edition(manuscript.book, "epub", None), Problems(), Workshop()).data


@pytest.fixture(scope="module")
def findings(manuscript: Manuscript, data: bytes, tmp_path_factory: pytest.TempPathFactory) -> list[Problem]:
    files = read_archive(data)
    for rank, (old, new, _) in enumerate(FAULTS, start=1):
        name = f"EPUB/ch-f{rank}.xhtml"
        text = files[name].decode()
        assert old in text, (rank, old)
        files[name] = text.replace(old, new, 1).encode()
    place = tmp_path_factory.mktemp("broken") / "broken.epub"
    place.write_bytes(write_archive((name, pack(name, data)) for name, data in files.items()))
    return list(validate_epub(manuscript, None, place)["EPUBCheck"])


@pytest.mark.parametrize("rank", range(1, len(FAULTS) + 1))
def test_every_fault_lands_on_its_line(findings: list[Problem], rank: int) -> None:
    here = [problem for problem in findings if problem.source.file == f"chapters/f{rank}.md"]
    assert here, "the fault is not found"
    assert {problem.source.line for problem in here} <= FAULTS[rank - 1][2], [str(problem) for problem in here]


def test_nothing_is_left_at_a_place_inside_the_file(findings: list[Problem]) -> None:
    assert [str(problem) for problem in findings if ".epub" in problem.source.file] == []


# ---------------------------------------------------------------- where there is no validator at hand


def epub(tmp_path: Path, files: dict[str, str]) -> Path:
    place = tmp_path / "a.epub"
    with zipfile.ZipFile(place, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return place


HOME = Home(
    {"ch-a": Source("chapters/a.md", 1), "ch-a-b1": Source("chapters/a.md", 5)}, {"chapters/a.md": "\n" * 4 + "Hi"}
)
PAGE = '<html><body>\n<section id="ch-a">\n<p id="ch-a-b1">Hi</p>\n<p>Ho</p></section></body></html>'


@pytest.mark.parametrize(
    ("file", "line", "column", "source"),
    [
        ("EPUB/ch-a.xhtml", 3, 18, "chapters/a.md:5"),
        ("EPUB/ch-a.xhtml", 4, 4, "chapters/a.md:1"),
        ("EPUB/ch-a.xhtml", 0, 0, "chapters/a.md:1"),
        ("EPUB/ch-a.xhtml", 99, 99, "chapters/a.md:1"),
        ("EPUB/nav.xhtml", 1, 50, "chapters/a.md:5"),
        ("EPUB/content.opf", 9, 9, "book.toml"),
        ("EPUB/book.css", 3, 1, "a.epub/EPUB/book.css:3:1"),
        ("", 0, 0, "a.epub"),
    ],
)
def test_places_in_files(tmp_path: Path, file: str, line: int, column: int, source: str) -> None:
    nav = '<nav><ol><li><a href="ch-a.xhtml#ch-a-b1-m2">A</a></li></ol></nav>'
    place = epub(tmp_path, {"EPUB/ch-a.xhtml": PAGE, "EPUB/nav.xhtml": nav})
    problem = Problem(Source(f"a.epub/{file}" if file else "a.epub", line, column), "X", "is wrong")
    assert str(trace([problem], place, HOME)[0].source) == source


def test_a_file_that_is_none_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(b"no zip")
    problem = Problem(Source("a.epub/EPUB/a.xhtml", 1), "X", "is wrong")
    assert trace([problem], tmp_path / "a.epub", HOME) == (problem,)


def assertion(html: str) -> dict[str, object]:
    return {
        "earl:test": {"dct:title": "image-alt", "earl:impact": "critical", "help": {"dct:title": "Give it words"}},
        "earl:result": {"dct:description": "Images must have words. Fix any of the following: …", "html": html},
    }


def test_findings_of_ace(tmp_path: Path) -> None:
    page = PAGE.replace("<p>Ho</p>", '<p id="ch-a-b1"><img src="x.png"/></p>').replace(' id="ch-a-b1">Hi', ">Hi")
    place = epub(tmp_path, {"EPUB/ch-a.xhtml": page, "EPUB/content.opf": "<package/>"})
    report = {
        "assertions": [
            {"earl:testSubject": {"url": "ch-a.xhtml"}, "assertions": [assertion('<img src="x.png"><!--##-->')]},
            {"earl:testSubject": {"url": "content.opf"}, "assertions": [assertion("")]},
        ]
    }
    found = trace(ace_problems(report, place), place, HOME)
    assert [(str(p.source), p.code, p.severity) for p in found] == [
        ("book.toml", "ace-image-alt", "error"),
        ("chapters/a.md:5", "ace-image-alt", "error"),
    ] or [(str(p.source), p.code) for p in found] == [
        ("chapters/a.md:5", "ace-image-alt"),
        ("book.toml", "ace-image-alt"),
    ]
