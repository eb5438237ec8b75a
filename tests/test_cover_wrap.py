"""The whole cover: its size, its words, its barcode, a designer's own files; the same bytes every time."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from book.cover import cover_proof, wrap_cover
from book.cover.barcode import add_on, add_on_bars, bars, drawing
from book.manuscript.settings import read_settings
from book.model.edition import Edition
from book.model.printing import CoverPlan
from book.model.settings import CoverSettings, EditionSettings
from book.pdf.inks import BUILT_IN, BUILT_IN_CONDITION
from book.pdf.pdfx import Intent, as_pdfx
from book.pipeline import Manuscript, read
from book.preflight import cover_plan, judge_cover
from book.printer_files import make_cover
from book.problems import BookError, Problems
from book.sources import Folder

from .handmade_editions import handmade, picture

ISBN = "9781402894626"
SAID = CoverSettings(
    blurb=("A first paragraph of words.", "And a second one."), author_note=("Ann Author lives.",), price="USD 16.99"
)


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    made = handmade(tmp_path)
    settings = EditionSettings("paperback", "pdf", paper="bw_cream", printers=("kdp",), isbn="978-1-4028-9462-6")
    inset = made.cover_css + "#cover h1, #cover p { margin: 30mm }"
    return replace(
        made, cover_css=inset, settings=settings, metadata=replace(made.metadata, isbn=ISBN, title="A Shelf of Films")
    )


def planned(pages: int = 240, printer: str = "kdp", binding: str = "paperback") -> CoverPlan:
    settings = EditionSettings("p", "pdf", paper="bw_cream", printers=(printer,), binding=binding)
    plan = cover_plan(settings, CoverSettings(), pages, Problems())
    assert plan
    return plan


def made(
    edition: Edition, plan: CoverPlan, cover: CoverSettings = SAID, root: Path = Path()
) -> tuple[bytes, list[str]]:
    problems = Problems()
    data = wrap_cover(edition, cover, plan, root, problems)
    return data, [problem.code for problem in problems]


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join(document[0].get_textpage().get_text_bounded().split())
    finally:
        document.close()


def looked_at(data: bytes, ppi: int = 300) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[0].render(scale=ppi / 72).to_pil().convert("L")
    finally:
        document.close()


@pytest.mark.parametrize(
    ("printer", "binding"), [("kdp", "paperback"), ("kdp", "hardcover"), ("ingram", "hardcover"), ("lulu", "paperback")]
)
def test_a_cover_is_ready_for_its_printer(edition: Edition, printer: str, binding: str) -> None:
    plan = planned(240, printer, binding)
    data, problems = made(edition, plan)
    assert problems == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (page,) = pdf.pages
        assert [float(side) for side in page.mediabox] == pytest.approx(
            [0, 0, *(s * 72 / 25.4 for s in plan.size)], abs=0.01
        )
        assert list(page.mediabox) == list(page.obj.BleedBox)
    found = [one.rule for one in judge_cover(data, f"{printer}/{binding}/bw_cream", plan).findings]
    assert [rule for rule in found if rule not in ("pdfx-missing", "colour-space")] == []
    assert "A first paragraph of words. And a second one." in words_of(data)


def test_the_same_bytes_twice(edition: Edition) -> None:
    plan = planned()
    assert made(edition, plan)[0] == made(edition, plan)[0]
    intent = Intent(BUILT_IN_CONDITION, BUILT_IN.read_bytes())
    data = made(edition, plan)[0]
    for variant in ("x1a", "x3", "x4"):
        assert as_pdfx(data, variant, intent, "cover") == as_pdfx(data, variant, intent, "cover")


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbar-tools is not installed")
@pytest.mark.parametrize(
    ("price", "printer"), [("", "kdp"), ("USD 16.99", "kdp"), ("", "ingram"), ("CAD 20.00", "lulu")]
)
def test_the_barcode_reads_as_the_isbn(edition: Edition, tmp_path: Path, price: str, printer: str) -> None:
    data, _ = made(edition, planned(printer=printer), replace(SAID, price=price))
    looked_at(data).save(tmp_path / "cover.png")
    command = ["zbarimg", "--quiet", "--raw", "-Sean5.enable", str(tmp_path / "cover.png")]
    read = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert ISBN in read


def test_the_barcode_is_black_ink_alone(edition: Edition) -> None:
    data, _ = made(edition, planned())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    assert content.count(b"0 0 0 1 k") == 1
    assert content.rstrip().endswith(b"f Q")


def test_the_zone_is_left_to_the_printer(edition: Edition) -> None:
    for cover in (replace(SAID, barcode="printer"), SAID):
        isbn = "" if cover is SAID else ISBN
        data, _ = made(replace(edition, metadata=replace(edition.metadata, isbn=isbn)), planned(), cover)
        assert "ISBN" not in words_of(data)


def test_words_on_the_spine_only_where_they_may_stand(edition: Edition) -> None:
    def on_spine(pages: int, **changes: object) -> list[tuple[float, ...]]:
        plan = planned(pages)
        one = replace(edition, metadata=replace(edition.metadata, **changes)) if changes else edition
        data, _ = made(one, plan)
        document = pypdfium2.PdfDocument(data)
        left, right = (fold * 72 / 25.4 for fold in plan.folds)
        text = document[0].get_textpage()
        found = [text.get_charbox(number) for number in range(text.count_chars())]
        boxes = [box for box in found if box[0] >= left and box[2] <= right and box[2] > box[0]]
        text.close()
        document.close()
        return boxes

    assert on_spine(78) == []
    boxes = on_spine(300)
    assert len(boxes) > 10
    plan = planned(300)
    middle = sum(plan.folds) / 2 * 72 / 25.4
    across = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert abs(sum(across) / 2 - middle) < 0.15 * plan.spine * 72 / 25.4, "in the middle of the spine"
    long = on_spine(300, title="A Very Long Title That Goes On " * 4)
    assert long
    assert max(box[3] for box in long) - min(box[1] for box in long) < 648


def test_the_spine_reads_as_in_its_language(edition: Edition) -> None:
    def first_above_last(language: str) -> bool:
        one = replace(edition, metadata=replace(edition.metadata, language=language))
        data, _ = made(one, planned(400))
        document = pypdfium2.PdfDocument(data)
        text = document[0].get_textpage()
        searcher = text.search("A Shelf")
        left, right = (fold * 72 / 25.4 for fold in planned(400).folds)
        answer = None
        while (found := searcher.get_next()) is not None:
            boxes = [text.get_charbox(number) for number in range(found[0], found[0] + found[1])]
            if left <= boxes[0][0] <= right:
                answer = boxes[0][1] > boxes[-1][1]
        searcher.close()
        text.close()
        document.close()
        assert answer is not None
        return answer

    assert first_above_last("en-GB")
    assert not first_above_last("fr-FR")


def test_a_thin_spine_says_why_it_is_bare(edition: Edition) -> None:
    assert made(edition, replace(planned(80), spine=2.2))[1] == ["thin-spine"]


def test_a_blurb_without_end(edition: Edition) -> None:
    data, problems = made(edition, planned(), replace(SAID, blurb=("Words and more words. " * 900,)))
    assert problems == ["blurb-too-long"]
    assert data.startswith(b"%PDF")


def test_a_designers_front(edition: Edition, tmp_path: Path) -> None:
    plan = planned()
    width, height = plan.panel + plan.outer, plan.height + 2 * plan.outer
    pixels = (round(width * 300 / 25.4) + 1, round(height * 300 / 25.4) + 1)
    Image.new("RGB", pixels, "#c02020").save(tmp_path / "front.png")
    data, problems = made(edition, plan, replace(SAID, front="front.png"), tmp_path)
    assert problems == []
    seen = looked_at(data, 50)
    assert seen.getpixel((seen.width - 1, 1)) == seen.getpixel((seen.width - 60, 200)), "red to the corner"
    Image.new("RGB", (500, 800), "#c02020").save(tmp_path / "small.png")
    assert made(edition, plan, replace(SAID, front="small.png"), tmp_path)[1] == ["front-size"]
    scaled = (round(pixels[0] / 3), round(pixels[1] / 3))
    Image.new("RGB", scaled, "#c02020").save(tmp_path / "coarse.png")
    assert made(edition, plan, replace(SAID, front="coarse.png"), tmp_path)[1] == ["picture-resolution"]
    for path in ("not-there.png", "../outside.png"):
        assert made(edition, plan, replace(SAID, front=path), tmp_path)[1] == ["cover-front"]
    (tmp_path / "text.png").write_text("no picture")
    assert made(edition, plan, replace(SAID, front="text.png"), tmp_path)[1] == ["cover-front"]


def test_a_designers_wrap(edition: Edition, tmp_path: Path) -> None:
    plan = planned()
    own, _ = made(edition, plan)
    (tmp_path / "wrap.pdf").write_bytes(own)
    cover = replace(SAID, wrap="wrap.pdf")
    assert made(edition, plan, cover, tmp_path) == (own, []), "taken as it is"
    problems = Problems()
    wrap_cover(edition, cover, planned(400), tmp_path, problems)
    (problem,) = problems
    assert problem.code == "wrap-size"
    assert "for 400 pages on bw_cream it is 13.250 × 9.250 in" in problem.message
    (tmp_path / "wrap.pdf").write_bytes(b"%PDF-1.7 broken")
    assert made(edition, plan, cover, tmp_path)[1] == ["cover-wrap"]


def test_a_picture_of_the_author(edition: Edition, tmp_path: Path) -> None:
    picture(tmp_path / "me.jpg", (600, 600))
    assert made(edition, planned(), replace(SAID, author_picture="me.jpg"), tmp_path)[1] == []
    assert made(edition, planned(), replace(SAID, author_picture="you.jpg"), tmp_path)[1] == ["cover-picture"]


def test_proofs_and_templates(edition: Edition) -> None:
    plan = planned()
    for sheet in (made(edition, plan)[0], None):
        pdf, png = cover_proof(edition, SAID, plan, sheet)
        assert (pdf, png) == cover_proof(edition, SAID, plan, sheet)
        assert Image.open(io.BytesIO(png)).size[0] == pytest.approx(plan.size[0] / 25.4 * 120, abs=2)
        assert f"spine {plan.spine:.2f} mm" in words_of(pdf)


# ---------------------------------------------------------------- bars


def test_bars_of_a_known_number() -> None:
    """The example of ISO/IEC 15420, figure 1, has the left half ABAABB: 97 bars and spaces make 95 modules."""
    found = bars("9780306406157")
    assert len(found) == 30
    assert found[0].left == 0
    assert found[-1].left + found[-1].width == 95
    assert [bar.left for bar in found if bar.long] == [0, 2, 46, 48, 92, 94]


@pytest.mark.parametrize("wrong", ["9780306406158", "978030640615", "1234567890128", "97803064061x7"])
def test_no_bars_for_a_wrong_isbn(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        bars(wrong)


@pytest.mark.parametrize(
    ("price", "digits"),
    [
        ("USD 16.99", "51699"),
        ("$5", "50500"),
        ("CAD 20.00", "62000"),
        ("USD 123.00", "90000"),
        ("EUR 12.00", ""),
        ("£9.99", ""),
    ],
)
def test_the_add_on_is_the_price(price: str, digits: str) -> None:
    assert add_on(price) == digits
    if digits:
        found = add_on_bars(digits)
        assert found[-1].left + found[-1].width <= 47


@given(st.floats(30, 120), st.floats(15, 60), st.sampled_from(["", "51699"]))
def test_a_barcode_is_never_under_four_fifths(width: float, height: float, price: str) -> None:
    drawn = drawing(ISBN, price, width, height)
    assert 0.8 * 0.33 <= drawn.module + 1e-9 <= 0.33 + 1e-9
    assert drawn.top > drawn.foot


def test_what_cannot_be_laid_out(edition: Edition) -> None:
    broken = replace(edition, cover_xhtml="<p>not closed")
    with pytest.raises(BookError):
        made(broken, planned())


# ---------------------------------------------------------------- a designer's sheet for printers that ask for PDF/X


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    root = tmp_path_factory.mktemp("designed")
    (root / "chapters").mkdir()
    (root / "chapters" / "film.md").write_text("---\nrank: 1\ntitle: Film\n---\nWords.\n", "utf-8")
    text = (
        '[book]\ntitle = "A Shelf"\npublished = 2026-01-02\n[cover]\nwrap = "wrap.pdf"\n[editions.p]\nformat = "pdf"\n'
    )
    (root / "book.toml").write_text(f'{text}paper = "bw_cream"\nprinters = ["ingram"]\n', "utf-8")
    return read(root, Problems())


def sheet(content: bytes, **resources: pikepdf.Dictionary) -> bytes:
    with pikepdf.new() as pdf:
        plan = planned(240, "ingram")
        width, height = (side * 72 / 25.4 for side in plan.size)
        pdf.add_blank_page(page_size=(width, height))
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(**resources)
        ground = f"0.2 0.3 0.4 rg 0 0 {width:.2f} {height:.2f} re f\n".encode()
        pdf.pages[0].obj.Contents = pdf.make_stream(ground + content)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def designed(shelf: Manuscript, data: bytes, printer: str) -> bytes:
    (shelf.book.root / "wrap.pdf").write_bytes(data)
    (settings,) = shelf.book.settings.editions
    return make_cover(shelf, settings, 240, printer, Problems()).data


def test_a_designers_wrap_becomes_what_the_printer_asks_for(shelf: Manuscript) -> None:
    data = sheet(b"0 g 100 100 50 50 re f")
    made = designed(shelf, data, "ingram")
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert str(pdf.docinfo.GTS_PDFXConformance) == "PDF/X-1a:2001"
        assert b" rg" not in pdf.pages[0].Contents.read_bytes()
    plan = planned(240, "ingram")
    assert not [one for one in judge_cover(made, "ingram/paperback/bw_cream", plan).findings if one.severity == "error"]
    assert designed(shelf, made, "ingram") == made, "one that is PDF/X is taken as it is"


def test_a_designers_wrap_that_cannot_become_it(shelf: Manuscript) -> None:
    face = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    lab = pikepdf.Array([pikepdf.Name.Lab, pikepdf.Dictionary(WhitePoint=[0.95, 1, 1.09])])
    for data, code in (
        (sheet(b"BT /F 20 Tf (Words) Tj ET", Font=pikepdf.Dictionary(F=face)), "font-embedding"),
        (sheet(b"/L cs 50 10 10 sc 9 9 9 9 re f", ColorSpace=pikepdf.Dictionary(L=lab)), "rgb"),
    ):
        with pytest.raises(BookError) as refused:
            designed(shelf, data, "ingram")
        (problem,) = refused.value.problems
        assert (problem.code, str(problem.source)) == (code, "wrap.pdf")


def test_no_light_between_the_panels(edition: Edition) -> None:
    """Areas that only meet at a fold show a hair of paper there in some renderers: those beside it reach under it."""
    plan = planned(241)
    with pikepdf.open(io.BytesIO(made(edition, plan, replace(SAID, barcode="none"))[0])) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    boxes = [tuple(map(float, box)) for box in re.findall(rb"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) re W", content)]
    back, front, spine = sorted(boxes, key=lambda box: (box[2] < 100, box[0]))
    left, right = (fold * 72 / 25.4 for fold in plan.folds)
    assert back[0] + back[2] > left + 1
    assert front[0] < right - 1
    assert spine[0] == pytest.approx(left, abs=0.01)
    assert content.rindex(b"re W") > content.index(b"re W"), "the spine lies on top"


def test_each_printer_has_its_own_template(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text(
        """\
[book]
title = "A Shelf"
[cover]
wrap = "all.pdf"
prize = "1"
[cover.ingram]
spine = "0.688in"
size = "14.568x10.5"
[cover.lulu]
wrap = "lulu.pdf"
[cover.igram]
spine = "1in"
[cover.kdp]
spin = "1in"
[rights]
""",
        "utf-8",
    )
    problems = Problems()
    cover = read_settings(Folder(tmp_path), problems).cover
    assert [(one.code, one.source.line) for one in problems] == [("unknown-setting", 5), ("unknown-setting", 14)]
    assert [cover.for_printer(key).wrap for key in ("kdp", "ingram", "Lulu")] == ["all.pdf", "all.pdf", "lulu.pdf"]
    settings = EditionSettings("p", "pdf", paper="bw_cream", printers=("ingram", "kdp"), binding="hardcover")
    found = Problems()
    plans = {key: cover_plan(settings, cover, 240, found, key) for key in settings.printers}
    assert {one.code for one in found} == {"unknown-printer"}
    assert plans["ingram"]
    assert plans["kdp"]
    assert plans["ingram"].size == pytest.approx((14.568 * 25.4, 10.5 * 25.4))
    assert plans["kdp"].spine / 25.4 == pytest.approx(0.789, abs=0.001)
