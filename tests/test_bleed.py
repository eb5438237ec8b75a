"""Pages printed to their edges: one layout, and for each printer the bleed it wants."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from book.edition import bleeds
from book.model.settings import EditionSettings
from book.pdf.cut import cut
from book.pipeline import Manuscript, make_epub, make_pdf, read
from book.preflight import judge
from book.printer_files import cut_for, wants_own_file
from book.problems import Problems
from book.workshop import Workshop

SETTINGS = """\
[book]
title = "To the edge"
language = "en-GB"
published = 2026-01-02
[theme]
name = "classic"
[editions.paperback]
format = "pdf"
paper = "bw_cream"
printers = ["kdp", "bookvault", "ingram"]
[editions.screen]
format = "pdf"
use = "screen"
[editions.ebook]
format = "epub"
"""
PICTURE = '![A wall of light](wall.jpg "The wall, lit"){bleed}\n'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Manuscript:
    root = tmp_path_factory.mktemp("bleed")
    (root / "chapters").mkdir()
    (root / "book.toml").write_text(SETTINGS, "utf-8")
    Image.linear_gradient("L").resize((1920, 2820)).point(lambda grey: grey // 2).save(root / "chapters" / "wall.jpg")
    for rank, more in ((3, ""), (2, PICTURE), (1, f"{PICTURE}\n{PICTURE}")):
        text = f"---\nrank: {rank}\ntitle: Film {rank}\n---\n" + "Words come first. " * 40 + f"\n\n{more}"
        (root / "chapters" / f"film-{rank}.md").write_text(text, "utf-8")
    problems = Problems()
    manuscript = read(root, problems)
    assert not problems.has_errors
    return manuscript


def edition(manuscript: Manuscript, name: str) -> EditionSettings:
    return next(one for one in manuscript.book.settings.editions if one.name == name)


def test_a_picture_to_the_edges_as_each_printer_wants_it(shelf: Manuscript) -> None:
    settings = edition(shelf, "paperback")
    made = make_pdf(shelf, settings, Problems(), Workshop(jobs=1))
    plates = [number for number, folio in enumerate(made.pages.folios) if folio and number in _dark(made.data)]
    assert len(plates) == 3
    assert {number % 2 for number in plates} == {0, 1}, "rectos and versos"
    for key, size, trims in (
        ("kdp", (441, 666), ((0, 9, 432, 657), (9, 9, 441, 657))),
        ("ingram", (441, 666), ((0, 9, 432, 657), (9, 9, 441, 657))),
        ("bookvault", (449.008, 665.008), ((8.504, 8.504, 440.504, 656.504),) * 2),
    ):
        data = cut_for(made.data, settings, key)
        verdict = judge(data, f"{key}/paperback/bw_cream", settings.trim)
        wrong = {one.rule for one in verdict.findings} - {"page-count", "pdfx-missing", "page-multiple", "last-page"}
        assert not wrong, (key, verdict.findings)
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert len(pdf.pages) == made.page_count
            for number, page in enumerate(pdf.pages):
                assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, *size], abs=0.01)
                assert [float(side) for side in page.trimbox] == pytest.approx(trims[number % 2], abs=0.01)
        assert cut_for(data, settings, key) == data
    assert wants_own_file(shelf.book, settings, "bookvault")
    assert not wants_own_file(shelf.book, settings, "kdp")
    assert cut_for(made.data, settings, "") == cut_for(made.data, settings, "kdp")


def _dark(data: bytes) -> set[int]:
    """Pages that are dark at all four corners."""
    found = set()
    document = pypdfium2.PdfDocument(data)
    try:
        for number, page in enumerate(document):
            shown = page.render(scale=0.5).to_pil().convert("L")
            right, foot = shown.width - 1, shown.height - 1
            if all(shown.getpixel(at) < 200 for at in ((0, 0), (right, 0), (0, foot), (right, foot))):
                found.add(number)
    finally:
        document.close()
    return found


def test_without_bleed_it_is_a_picture_like_others(shelf: Manuscript) -> None:
    settings = replace(edition(shelf, "paperback"), bleed=False)
    assert not bleeds(shelf.book, settings)
    made = make_pdf(shelf, settings, Problems(), Workshop(jobs=1))
    assert not _dark(made.data)
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert {tuple(float(side) for side in page.mediabox) for page in pdf.pages} == {(0, 0, 432, 648)}


def test_a_screen_has_no_knife_and_an_ebook_no_edge(shelf: Manuscript) -> None:
    screen = edition(shelf, "screen")
    assert not bleeds(shelf.book, screen)
    assert len(_dark(make_pdf(shelf, screen, Problems(), Workshop(jobs=1)).data)) >= 3
    made = make_epub(shelf, edition(shelf, "ebook"), Problems(), Workshop(jobs=1))
    assert not any("full-bleed" in document.xhtml for document in made.edition.documents)


def test_a_range_without_such_a_picture_has_no_bleed(shelf: Manuscript) -> None:
    settings = edition(shelf, "paperback")
    assert bleeds(shelf.book, settings)
    assert not bleeds(shelf.book, replace(settings, first=3, last=3))
    assert bleeds(shelf.book, replace(settings, first=3, last=3, bleed=True))


def test_patterns_move_with_what_they_fill() -> None:
    before = _patterned()
    after = cut(before, 3.175, at_spine=False)
    for number, left in ((0, 9), (1, 0)):
        whole, part = (_shown(data, number) for data in (before, after))
        expected = whole.crop((left * 4, 0, left * 4 + part.width, part.height))
        assert ImageChops.difference(expected, part).getextrema()[1] < 8


def _patterned() -> bytes:
    """Two pages that share a gradient and a tile, with bleed on all sides."""
    from pikepdf import Array, Dictionary, Name

    with pikepdf.new() as pdf:
        ramp = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
        shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[20, 0, 90, 0], Function=ramp)
        tile = pdf.make_stream(b"0 0 5 5 re f")
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep, tile.Resources = Array([0, 0, 10, 10]), 10, 10, Dictionary()
        tile.Matrix = Array([1, 0, 0, 1, 3, 4])
        patterns = Dictionary(G=Dictionary(PatternType=2, Shading=shading), T=tile)
        resources = pdf.make_indirect(Dictionary(Pattern=patterns))
        for _ in range(2):
            pdf.add_blank_page(page_size=(118, 218))
            page = pdf.pages[-1].obj
            page.TrimBox, page.Resources = Array([9, 9, 109, 209]), resources
            page.Contents = pdf.make_stream(
                b"/Pattern cs /G scn 10 20 90 80 re f /T scn 10 110 90 80 re f 0.5 g 0 0 118 5 re f"
            )
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _shown(data: bytes, number: int) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    try:
        return document[number].render(scale=4).to_pil().convert("L")
    finally:
        document.close()
