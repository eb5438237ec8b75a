"""The folder that is read and never left, and TOML with places."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.problems import Problems, Source
from book.sources import Folder, OutsideError, read_toml
from book.sources.drawing import DrawingError, read_drawing


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    root = tmp_path / "book"
    (root / "chapters" / "images").mkdir(parents=True)
    (root / "chapters" / "images" / "lake at night.jpg").write_bytes(b"x")
    (root / "chapters" / "images" / "100%25.jpg").write_bytes(b"x")
    (root / "chapters" / "heat.md").write_text("words", encoding="utf-8")
    (tmp_path / "outside.md").write_text("secret", encoding="utf-8")
    return Folder(root)


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("images/lake at night.jpg", "chapters/images/lake at night.jpg"),
        ("images/lake%20at%20night.jpg", "chapters/images/lake at night.jpg"),
        ("images/100%25.jpg", "chapters/images/100%25.jpg"),
        ("./heat.md", "chapters/heat.md"),
        ("../chapters/heat.md", "chapters/heat.md"),
        ("images\\lake at night.jpg", "chapters/images/lake at night.jpg"),
        ("images/not-there.jpg", "chapters/images/not-there.jpg"),
    ],
)
def test_references_are_relative_to_the_file_that_makes_them(folder: Folder, reference: str, found: str) -> None:
    assert folder.find(reference, beside="chapters/heat.md") == found


@pytest.mark.parametrize(
    "reference",
    [
        "../../outside.md",
        "/etc/hostname",
        "~/outside.md",
        "file:///etc/hostname",
        "https://example.org/a.png",
        "//example.org/a.png",
        "C:\\outside.md",
        "\\\\server\\outside.md",
        "..\\..\\outside.md",
        "images/%2e%2e/../../../outside.md",
        "%2e%2e/%2e%2e/outside.md",
        "a\0b",
    ],
)
def test_nothing_outside_is_found(folder: Folder, reference: str) -> None:
    with pytest.raises(OutsideError):
        folder.find(reference, beside="chapters/heat.md")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_links_that_lead_outside_are_not_followed(folder: Folder, tmp_path: Path) -> None:
    (folder.root / "chapters" / "link.md").symlink_to(tmp_path / "outside.md")
    (folder.root / "chapters" / "linked").symlink_to(tmp_path, target_is_directory=True)
    problems = Problems()
    assert folder.read_text("chapters/link.md", problems) is None
    assert [problem.code for problem in problems] == ["outside"]
    assert not folder.exists("chapters/link.md")
    assert folder.files("chapters/linked") == ()
    assert folder.folders("chapters") == ("images", "linked")
    with pytest.raises(OutsideError):
        folder.read_bytes("chapters/linked/outside.md")


def test_files_come_in_the_order_of_their_names(folder: Folder) -> None:
    for name in ("b.md", "a.md", ".hidden.md", "C.MD", "notes.txt"):
        (folder.root / "chapters" / name).write_text("", encoding="utf-8")
    assert folder.files("chapters", ".md") == (
        "chapters/C.MD",
        "chapters/a.md",
        "chapters/b.md",
        "chapters/heat.md",
    )
    assert folder.files("nowhere") == ()


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"\xef\xbb\xbfwords", "words"), (b"a\r\nb\rc\n", "a\nb\nc\n"), (b"", "")],
)
def test_text_has_plain_newlines_and_no_byte_order_mark(folder: Folder, data: bytes, text: str) -> None:
    (folder.root / "a.md").write_bytes(data)
    assert folder.read_text("a.md", Problems()) == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"one\ntwo \xff\n", "a.md:2: error not-utf-8"),
        ("one\ntwo".encode("utf-16"), "a.md:1: error not-utf-8"),
        (b"one\nt\x00o\n", "a.md:2:2: error control-character"),
        (b"one\n\x1b[31m\n", "a.md:2:1: error control-character"),
    ],
)
def test_what_is_no_text_is_reported_where_it_stands(folder: Folder, data: bytes, place: str) -> None:
    (folder.root / "a.md").write_bytes(data)
    problems = Problems()
    assert folder.read_text("a.md", problems) is None
    assert str(next(iter(problems))).startswith(place)


def test_a_folder_in_the_place_of_a_file_is_a_problem(folder: Folder) -> None:
    problems = Problems()
    assert folder.read_text("chapters", problems) is None
    assert [problem.code for problem in problems] == ["unreadable"]


def test_keys_know_their_lines(folder: Folder) -> None:
    (folder.root / "a.toml").write_text(
        '[book]\ntitle = """\nkey = 1\n"""\n\n[[part]]\nname = 1\n[[part]]\nname = 2\n'
        '["a.b".c]\nd.e = 1\nseparator = "\u2028"\nlast = 1\n',
        encoding="utf-8",
    )
    file = read_toml(folder, "a.toml", Problems())
    assert file is not None
    assert file.source("book", "title") == Source("a.toml", 2)
    assert file.source("book", "key") == Source("a.toml", 1)
    assert file.source("part", 1, "name") == Source("a.toml", 9)
    assert file.source("a.b", "c", "d", "e") == Source("a.toml", 11)
    assert file.source("a.b", "c", "last") == Source("a.toml", 13)
    assert file.source("nowhere") == Source("a.toml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = "words\n', "a.toml:1:11: error broken-toml a text in quotes is never closed"),
        ("a = 1\na = 2\n", "a.toml:2:6: error broken-toml a key is given twice"),
        ("[a]\n[a]\n", "a.toml:2:3: error broken-toml a table is given twice"),
        ("a = words\n", "a.toml:1:5: error broken-toml what stands after = cannot be read"),
        ("a words\n", "a.toml:1:3: error broken-toml a line is not a key and its value"),
        ("\na = [1,\n", "a.toml:2: error broken-toml"),
        ("a = " + "[" * 20_000, "a.toml: error broken-toml is nested too deeply"),
        ("a = " + "9" * 20_000, "a.toml: error broken-toml is nested too deeply, or holds a number too long"),
    ],
)
def test_broken_toml_is_said_in_words(folder: Folder, text: str, said: str) -> None:
    (folder.root / "a.toml").write_text(text, encoding="utf-8")
    problems = Problems()
    assert read_toml(folder, "a.toml", problems) is None
    assert str(next(iter(problems))).startswith(said)


@given(st.text(max_size=60))
def test_no_reference_leads_outside(tmp_path_factory: pytest.TempPathFactory, reference: str) -> None:
    root = tmp_path_factory.getbasetemp() / "confined"
    (root / "chapters").mkdir(parents=True, exist_ok=True)
    folder = Folder(root)
    try:
        found = folder.find(reference, beside="chapters/a.md")
    except OutsideError:
        return
    assert folder.path(found).resolve().is_relative_to(folder.root)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
TEN_TIMES = "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" if n else '<g id="a0"><path d="M0 0"/></g>'
    for n in range(9)
)


@pytest.mark.parametrize(
    ("drawing", "says"),
    [
        ('<?xml-stylesheet href="x.css"?>' + SVG.format(""), "loads a style sheet"),
        (SVG.format('<a href="javascript:x()"><path/></a>'), "a link that leads nowhere"),
        (SVG.format('<image href="data:image/png;base64,AAAA"/>'), "holds a photograph"),
        (SVG.format('<image xlink:href="../x.png"/>'), "loads something"),
        (SVG.format("<path style=\"fill: url( 'http://example.org/#a')\"/>"), "loads something"),
        (SVG.format('<path id="a"/><path id="a"/>'), "gives the id “a” 2 times"),
        (SVG.format(TEN_TIMES), "more than 100,000"),
        (SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>'), "without end"),
        (SVG.format("<g>" * 300 + "</g>" * 300), "is not a whole SVG drawing"),
        ("<svg/>", "is not an SVG drawing"),
    ],
)
def test_drawings_that_a_book_cannot_hold(drawing: str, says: str) -> None:
    with pytest.raises(DrawingError, match=re.escape(says)):
        read_drawing(drawing.encode())


def test_a_drawing_is_utf_8() -> None:
    latin = '<?xml version="1.0" encoding="ISO-8859-1"?>' + SVG.format("<title>é</title>")
    with pytest.raises(DrawingError, match="ISO-8859-1"):
        read_drawing(latin.encode("latin-1"))
    assert read_drawing(SVG.format("<title>é</title>").encode("utf-8-sig")) is not None


def test_a_drawing_may_repeat_and_link() -> None:
    drawing = SVG.format(
        '<g id="a"><path fill="url(#g)"/></g><use href="#a"/><a href="https://example.org"><path/></a>'
    )
    assert len(read_drawing(drawing.encode())) == 3
