"""The layout engine, confined: what it gives, what it refuses, what it complains of."""

from __future__ import annotations

import gc
import io
import os
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from book.typeset.engine import Typesetter, typeset
from book.typeset.job import TypesetJob
from tests.pdf.small import CSS, GEOMETRY, box, faces_css, page_css, prose, shelf_file, xhtml
from tests.pdf.small import edition as small_edition

STYLES = faces_css() + CSS + page_css(GEOMETRY)
SHELF = small_edition(()).shelf


def job(body: str, *, css: str = "", **changes: object) -> TypesetJob:
    return replace(TypesetJob(xhtml("ch-x", "Film X", body), STYLES + css, SHELF, name="ch-x"), **changes)


def codes(laid) -> set[str]:
    return {problem.code for problem in laid.problems}


@pytest.fixture(scope="module")
def typesetter():
    with Typesetter() as made:
        yield made


def drawn(laid, page: int = 0) -> bytes:
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        return pdf.pages[page].Contents.read_bytes()


def test_pages_anchors_and_their_boxes_are_told(typesetter):
    body = "".join(f'<p id="b{n}">{prose(n, 200)}</p>' for n in range(5))
    laid = typesetter.typeset(job(body))
    assert laid.problems == ()
    assert laid.sizes[0] == (432.0, 648.0)
    places = {name: (first, last) for name, first, last in laid.anchors}
    assert places["ch-x"] == (0, len(laid.sizes) - 1)
    assert places["b0"] == (0, 0)
    assert places["b4"][1] == len(laid.sizes) - 1
    assert laid.tops["b0"].top > laid.tops["b1"].top > 0


def test_an_element_closed_at_once_does_not_swallow_what_follows(typesetter):
    laid = typesetter.typeset(job('<p>One <span id="m1"/>two</p><p id="after">three</p>'))
    rect = laid.tops["m1"]
    assert rect.right - rect.left < 1
    assert laid.problems == ()


def test_a_page_box_tells_how_and_where_its_zeros_are_drawn(typesetter):
    laid = typesetter.typeset(job(f"<p>See page {box('ch-y')}.</p>"))
    links = {link.target: link for link in laid.links}
    assert set(links) == {"x-page:ch-y", "x-page:folio"}
    link = links["x-page:ch-y"]
    style = link.style
    assert (style.family, style.weight, style.italic, style.size) == ("Source Serif Pro", 400, False, 10.0)
    assert style.face == "faces/SourceSerifPro-Regular.otf"
    assert "onum" in style.features
    assert 13 < link.rect.right - link.rect.left < 17  # three figures of 10 pt
    x, y = link.origin
    assert f"1 0 0 -1 {x:.2f}".encode() in drawn(laid)
    assert 648 - link.rect.top < y * 0.75 < 648 - link.rect.bottom
    folio = links["x-page:folio"].style
    assert (folio.face, folio.align) == ("faces/SourceSansPro-Regular.otf", "center")


def test_zeros_are_drawn_unless_what_they_stand_in_is_hidden(typesetter):
    own = typesetter.typeset(job(f"<p>{box('ch-y')}</p>", css=".digits { visibility: hidden }"))
    assert [link.style is None for link in own.links if link.target == "x-page:ch-y"] == [False]
    hidden = typesetter.typeset(job(f"<p>{box('ch-y')}</p>", css="p { visibility: hidden }"))
    assert [link.style is None for link in hidden.links if link.target == "x-page:ch-y"] == [True]


def test_a_unit_may_begin_on_the_left(typesetter):
    recto, verso = (typesetter.typeset(job("<p>Words.</p>", verso=verso)) for verso in (False, True))
    assert len(recto.sizes) == len(verso.sizes) == 1
    assert recto.tops["ch-x"].left - verso.tops["ch-x"].left == pytest.approx(5 * 72 / 25.4, abs=0.01)


@pytest.mark.parametrize(
    "reference",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "../../secret.png",
        "https://example.org/a.png",
        "//example.org/a.png",
        "data:image/png;base64,iVBORw0KGgo=",
        "pictures/unknown.png",
        "ftp://example.org/a.png",
    ],
)
def test_nothing_but_the_shelf_is_served(typesetter, reference):
    laid = typesetter.typeset(job(f'<p><img src="{reference}" alt=""/></p>'))
    assert codes(laid) == {"outside"}
    assert len(laid.problems) == 1
    assert laid.sizes  # the rest is laid out all the same


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ('p { background: url("https://example.org/a.png") }', "outside"),
        ('p { background: url("file:///etc/passwd") }', "outside"),
        ('@font-face { font-family: Other; src: url("file:///etc/passwd") }', "face"),
        ('@font-face { font-family: Other; src: local("DejaVu Sans") }', "face"),
        ('@import url("file:///etc/passwd");', "css"),
    ],
)
def test_styles_cannot_reach_out_either(css, expected):
    laid = typeset(job("<p>x</p>", css=css))
    assert expected in codes(laid)


def test_a_file_that_changed_is_not_set(typesetter, tmp_path):
    path = tmp_path / "a.png"
    Image.new("L", (8, 8)).save(path)
    shelf = {**SHELF, "pictures/a.png": shelf_file(path, "image/png")}
    Image.new("L", (8, 8), 255).save(path)
    laid = typesetter.typeset(job('<p><img src="pictures/a.png" alt=""/></p>', shelf=shelf))
    assert codes(laid) == {"changed"}


def test_a_character_no_face_has_is_told_with_its_place(typesetter):
    laid = typesetter.typeset(job('<p id="b1">Snow</p><p id="b2">A <em>snowman ☃</em> here</p>'))
    (problem,) = laid.problems
    assert problem.code == "no-glyph"
    assert problem.source.file == "ch-x#b2"
    assert "☃" in problem.message
    assert "U+2603" in problem.message


def test_what_the_engine_only_logs_becomes_problems(typesetter, capfd):
    laid = typesetter.typeset(job('<p id="a">One</p><p id="a">Two <a href="#no">three</a></p>'))
    assert codes(laid) == {"duplicate-id", "dead-link"}
    assert capfd.readouterr().err == ""


def test_bad_css_is_told_with_its_line():
    css = "\np { colour: red }\n"
    laid = typeset(replace(job("<p>x</p>"), css=css + STYLES))
    (problem,) = laid.problems
    assert (problem.severity, problem.source.line) == ("warning", 2)
    assert "colour" in problem.message


def test_a_weight_without_a_file_is_told():
    laid = typeset(job('<p style="font-weight: 900">x</p>'))
    (problem,) = laid.problems
    assert "Source Serif Pro 900" in problem.message


def test_no_face_no_page(tmp_path):
    assert codes(typeset(TypesetJob(xhtml("x", "X", "<p>x</p>"), "p { color: red }", {}))) == {"face"}
    broken = tmp_path / "Broken.otf"
    broken.write_bytes(b"OTTO but no more")
    css = '@font-face { font-family: Broken; src: url("faces/Broken.otf") }'
    laid = typeset(TypesetJob(xhtml("x", "X", "<p>x</p>"), css, {"faces/Broken.otf": shelf_file(broken, "font/otf")}))
    assert "face" in codes(laid)
    assert laid.pdf == b""


def test_bad_documents_are_problems_not_tracebacks(typesetter):
    assert codes(typesetter.typeset(TypesetJob("<html><p></html>", STYLES, SHELF))) == {"not-xhtml"}
    assert codes(typesetter.typeset(TypesetJob("", STYLES, SHELF))) == {"not-xhtml"}
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html lang="en"><body><p>&b;</p></body></html>'
    assert b"aaaa" not in typesetter.typeset(TypesetJob(bomb, STYLES, SHELF)).pdf
    deep = "<div>" * 3000 + "x" + "</div>" * 3000
    laid = typesetter.typeset(job(deep))
    assert codes(laid) <= {"too-deep", "not-xhtml"}
    assert laid.problems


@pytest.mark.parametrize(
    "css", ["p { font-size: 1e9pt }", "p { margin: -1e30pt; width: 1e38px }", "p { columns: 9999 }"]
)
def test_absurd_styles_do_not_break_out(typesetter, css):
    typesetter.typeset(job("<p>Words enough for a line.</p>", css=css))


def picture(tmp_path, name: str, image: Image.Image) -> dict[str, object]:
    path = tmp_path / name
    image.save(path)
    kind = {"png": "image/png", "jpg": "image/jpeg"}[name.rpartition(".")[2]]
    return {**SHELF, f"pictures/{name}": shelf_file(path, kind)}


def images(laid) -> list[tuple[str, list[int]]]:
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        found = [thing for thing in pdf.pages[0].Resources.XObject.values() if thing.Subtype == "/Image"]
        return [
            (str(one.ColorSpace), list(one.read_bytes()[:3]) if one.Filter == "/FlateDecode" else []) for one in found
        ]


@pytest.mark.parametrize(
    ("name", "image"),
    [
        ("rgb.png", Image.new("RGB", (9, 9), (200, 10, 10))),
        ("rgb.jpg", Image.new("RGB", (9, 9), (200, 10, 10))),
        ("alpha.png", Image.new("RGBA", (9, 9), (200, 10, 10, 120))),
        ("palette.png", Image.new("RGB", (9, 9), (200, 10, 10)).convert("P")),
        ("cmyk.jpg", Image.new("CMYK", (9, 9), (0, 200, 200, 10))),
    ],
)
def test_grey_editions_have_grey_pictures(typesetter, tmp_path, name, image):
    shelf = picture(tmp_path, name, image)
    laid = typesetter.typeset(job(f'<p><img src="pictures/{name}" alt=""/></p>', shelf=shelf, grey=True))
    assert laid.problems == ()
    assert [space for space, _ in images(laid)] == ["/DeviceGray"]


def test_sixteen_bits_are_not_clipped_to_white(typesetter, tmp_path):
    shelf = picture(tmp_path, "deep.png", Image.new("I;16", (9, 9), 0x8000))
    laid = typesetter.typeset(job('<p><img src="pictures/deep.png" alt=""/></p>', shelf=shelf))
    assert images(laid) == [("/DeviceGray", [128, 128, 128])]


def test_an_opaque_picture_brings_no_transparency(typesetter, tmp_path):
    shelf = picture(tmp_path, "opaque.png", Image.new("RGBA", (9, 9), (1, 2, 3, 255)))
    laid = typesetter.typeset(job('<p><img src="pictures/opaque.png" alt=""/></p>', shelf=shelf))
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        assert all("/SMask" not in thing for thing in pdf.pages[0].Resources.XObject.values())


def test_a_truncated_picture_is_a_problem(typesetter, tmp_path):
    path = tmp_path / "cut.png"
    Image.effect_noise((60, 60), 50).save(path)
    path.write_bytes(path.read_bytes()[:-900])
    shelf = {**SHELF, "pictures/cut.png": shelf_file(path, "image/png")}
    laid = typesetter.typeset(job('<p><img src="pictures/cut.png" alt=""/></p>', shelf=shelf))
    assert codes(laid) == {"picture"}


def test_a_drawing_cannot_load_or_expand_anything(typesetter, tmp_path):
    path = tmp_path / "d.svg"
    path.write_text(
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&x;</text></svg>'
    )
    shelf = {**SHELF, "pictures/d.svg": shelf_file(path, "image/svg+xml")}
    assert codes(typesetter.typeset(job('<p><img src="pictures/d.svg" alt=""/></p>', shelf=shelf))) == {"picture"}
    path.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image href="file:///etc/passwd" width="9" height="9"/></svg>'
    )
    shelf = {**SHELF, "pictures/d.svg": shelf_file(path, "image/svg+xml")}
    assert codes(typesetter.typeset(job('<p><img src="pictures/d.svg" alt=""/></p>', shelf=shelf))) == {"outside"}


def test_the_order_of_work_leaves_no_trace():
    jobs = [job(f"<p>{prose(n, 60)} <i>{prose(n, 9)}</i> <b>x</b></p>", name=f"ch-{n}") for n in range(3)]
    jobs.append(replace(jobs[0], verso=True))
    with Typesetter() as one:
        forwards = [one.typeset(each) for each in jobs]
    with Typesetter() as other:
        backwards = [other.typeset(each) for each in reversed(jobs)]
    assert forwards == backwards[::-1]
    assert typeset(jobs[1]) == forwards[1]


def test_the_process_is_left_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setenv("FONTCONFIG_FILE", "mine")
    assert gc.isenabled()
    typeset(job("<p>x</p>"))
    assert gc.isenabled()
    assert os.environ["FONTCONFIG_FILE"] == "mine"
    assert list(tmp_path.iterdir()) == []


# A float that moves to the next page keeps its place from the left there, whatever the margins (WeasyPrint 70), so
# there is only one, at the head.
RICH = f'<div class="aside">{prose(1, 30)}</div>' + "".join(
    f"<p>{prose(n, 70)}<span class='footnote'>A note: {prose(n + 3, 20)}</span> and {box('ch-y')}.</p>"
    f"<blockquote><p>{prose(n, 30)}</p></blockquote>"
    for n in range(6)
)
ROWS = "".join(f"<tr><td>{n}</td><td>{prose(n, 12)}</td></tr>" for n in range(40))
TABLE = f"<table><thead><tr><th>No.</th><th>Words</th></tr></thead><tbody>{ROWS}</tbody></table>"
COLUMNS = f'<div style="columns: 2">{"".join(f"<p>{prose(n, 60)}</p>" for n in range(9))}</div>'
DRESSED = """
.footnote { float: footnote; font-size: 8pt }
.aside { float: right; width: 40%; border: 1pt solid; background: #eee; break-inside: avoid }
blockquote { position: relative; left: 2mm; border-left: 2pt solid; opacity: 0.8 } h1 { string-set: title content() }
section { page: opener } @page opener:first { @top-left { content: none } background: #f4f4f4 }
@page :left { @left-middle { content: string(title) "; " counter(page) } }
@page :right { @bottom-right { content: "→" } }
@page { @footnote { border-top: 1pt solid; padding-top: 2pt } }
"""
BLEED = page_css(replace(GEOMETRY, bleed=3.0)) + "@page { background: linear-gradient(to right, #fff, #ddd) }"


@pytest.mark.parametrize(
    ("body", "css"),
    [
        (RICH, DRESSED),
        (RICH + TABLE, DRESSED + BLEED),
        (COLUMNS, DRESSED),
        (RICH, "@page :left { margin-left: 30mm }"),  # another sum: cannot be turned
        ("<p>One</p><p style='break-before: recto'>Two</p>", ""),  # content that asks for a side
        (RICH + "<p style='break-before: left'>Two</p>", DRESSED),
    ],
)
def test_a_turned_document_is_the_one_laid_out_on_the_other_side(typesetter, body, css):
    asked = job(body, css=css)
    recto, verso = typesetter.sides(replace(asked, both=True))
    assert recto == typesetter.typeset(asked)
    assert verso == typesetter.typeset(replace(asked, verso=True))
    assert recto.pdf != verso.pdf


def test_text_is_laid_out_once_for_both_sides(typesetter, monkeypatch):
    from weasyprint import layout

    passes = []
    original = layout.make_all_pages
    monkeypatch.setattr(layout, "make_all_pages", lambda *given: passes.append(1) or original(*given))
    typesetter.sides(job(RICH, both=True))
    assert passes == [1]


def test_an_engine_that_cannot_turn_lays_out_twice(typesetter, monkeypatch):
    from book.typeset import mirror

    def changed(*_given):
        raise AttributeError("no such inside")

    expected = typesetter.sides(job(RICH, css=DRESSED, both=True))
    monkeypatch.setattr(mirror, "_turn", changed)
    assert typesetter.sides(job(RICH, css=DRESSED, both=True)) == expected


VIEWPORT = """
section { font-size: 2vw; padding-top: 20vh }
@page wide { margin: 40mm !important } section:has(.wide), .wide { page: wide !important }
@page opener:first { margin: 30mm 20mm } em { text-decoration: underline } h1 { margin-top: 1vh }
"""
KINDS = [
    job(RICH, css=DRESSED),
    job(RICH + TABLE, css=DRESSED + VIEWPORT),
    job("<p class='wide'>One <em>word</em> <span style='color: red'>red</span></p>", css=DRESSED + VIEWPORT),
    job(f"<div class='wide'>{RICH}</div>", css=DRESSED + VIEWPORT),
    job(f"<style>p {{ text-indent: 3em }}</style>{RICH}", css=DRESSED),
    job(f"<div lang='de'>{RICH}<em>x</em></div>", css=DRESSED, verso=True),
    job(COLUMNS, css=DRESSED + BLEED),
]


def test_styles_and_lines_that_are_shared_change_nothing(monkeypatch):
    from book.typeset import sharing
    from book.typeset.lines import KeptLines

    with Typesetter() as typesetter:
        for asked in KINDS:  # in a row, so that each meets the models of those before
            typesetter.sides(replace(asked, both=True))
        shared = [typesetter.sides(replace(asked, both=True)) for asked in reversed(KINDS)][::-1]
    monkeypatch.setattr(sharing.SharedStyles, "lend", lambda *_: None)
    monkeypatch.setattr(KeptLines, "keep", lambda *_: False)
    with Typesetter() as typesetter:
        alone = [typesetter.sides(replace(asked, both=True)) for asked in KINDS]
    assert shared == alone
    assert all(laid.pdf for sides in alone for laid in sides)


def test_a_style_is_worked_out_once_for_all_documents():
    from weasyprint.css import ComputedStyle

    worked_out = []
    original = ComputedStyle.__missing__

    def counted(self, key):
        if type(self) is ComputedStyle and key != "anchor":  # which is each element's own
            worked_out.append(key)
        return original(self, key)

    with Typesetter() as typesetter, pytest.MonkeyPatch.context() as patched:
        patched.setattr(ComputedStyle, "__missing__", counted)
        typesetter.typeset(job(RICH, css=DRESSED))
        first = len(worked_out)
        typesetter.typeset(job(RICH, css=DRESSED, name="ch-other"))
    assert len(worked_out) - first < first / 3


def test_more_lines_than_are_kept_are_shaped_again(monkeypatch):
    from book.typeset import lines

    expected = typeset(job(RICH, css=DRESSED))
    monkeypatch.setattr(lines, "_MOST_KEPT", 3)
    assert typeset(job(RICH, css=DRESSED)) == expected
