"""Pictures at their printed size: no more pixels than a press shows, no fewer than the writer wants."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from book.manuscript import read_book
from book.pdf.inked import InkedPictures
from book.pdf.inks import BUILT_IN
from book.pipeline import make_epub, make_pdf, read
from book.preflight import judge
from book.problems import Problems
from book.typeset.resolution import DRAWING, PHOTOGRAPH
from book.workshop import Workshop

SETTINGS = """\
[book]
title = "Pictures"
language = "en-GB"
[editions.paperback]
format = "pdf"
paper = "bw_cream"
printers = ["kdp"]
[editions.ebook]
format = "epub"
"""


def shelf(root: Path, text: str, settings: str = SETTINGS) -> Path:
    (root / "chapters").mkdir(parents=True)
    for name, width in (("large.jpg", 2000), ("large.png", 3400), ("enough.jpg", 1400), ("small.jpg", 300)):
        if name in text:
            gradient = Image.linear_gradient("L").resize((width, width // 2))
            gradient.convert("L" if width > 3000 else "RGB").save(root / "chapters" / name)
    (root / "book.toml").write_text(settings, "utf-8")
    for rank in (1, 2):
        header = f"---\nrank: {rank}\ntitle: Film {rank}\n---\nWords come first.\n\n"
        (root / "chapters" / f"film-{rank}.md").write_text(header + text, "utf-8")
    return root


def printed(root: Path) -> bytes:
    problems = Problems()
    manuscript = read(root, problems)
    (settings,) = (one for one in manuscript.book.settings.editions if one.format == "pdf")
    made = make_pdf(manuscript, settings, problems, Workshop(jobs=1))
    assert not problems.has_errors
    return made.data


def pictures(data: bytes) -> dict[int, str]:
    """Width in px and filter of every picture of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return {
            int(thing.Width): str(thing.Filter)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        }


def resolutions(data: bytes) -> list[str]:
    found = judge(data, "kdp/paperback/bw_cream").findings
    return [f"{one.message}: {one.hint}" for one in found if one.rule == "picture-resolution"]


def test_no_more_pixels_than_a_press_shows(tmp_path: Path) -> None:
    root = shelf(tmp_path / "a", "![L](large.jpg)\n\n![P](large.png)\n\n![E](enough.jpg)\n")
    data = printed(root)
    found = sorted(pictures(data))
    text = 152.4 - 21 - 19  # mm, classic on 6 × 9 in
    assert found[0] == pytest.approx(text / 25.4 * PHOTOGRAPH, abs=2)
    assert found[1] == 1400  # only a little more than it needs
    assert found[2] == pytest.approx(text / 25.4 * DRAWING, abs=4)
    assert pictures(data)[found[0]] == "/DCTDecode"
    assert not resolutions(data)


def test_a_width_and_its_faults(tmp_path: Path) -> None:
    root = shelf(tmp_path / "a", "![L](large.jpg){width=50%}\n")
    (width,) = pictures(printed(root))
    assert width == pytest.approx((152.4 - 21 - 19) / 25.4 * PHOTOGRAPH / 2, abs=2)
    for wrong in ("120%", "wide", "0"):
        problems = Problems()
        read_book(shelf(tmp_path / wrong.strip("%"), f"![L](large.jpg){{width={wrong}}}\n"), problems)
        assert {one.code for one in problems if one.severity == "error"} == {"picture-mark"}


def test_pictures_too_small_are_one_warning_that_ends_where_they_are_printed_smaller(tmp_path: Path) -> None:
    text = "![S](small.jpg)\n"
    (said,) = set(resolutions(printed(shelf(tmp_path / "a", text))))
    assert said.startswith("2 pictures have fewer than 300 pixels an inch at the printed size (the lowest 68)")
    assert "{width=22%}" in said
    assert not resolutions(printed(shelf(tmp_path / "b", "![S](small.jpg){width=22%}\n")))
    assert not resolutions(printed(shelf(tmp_path / "c", text, SETTINGS + "[printing]\nleast_ppi = 300\n")))
    lead = "![S](small.jpg)\n\nAnd then words.\n"
    for theme in ("countdown", "pocket"):
        styled = SETTINGS.replace("[editions.paper", f'[theme]\nname = "{theme}"\n[editions.paper')
        root = shelf(tmp_path / theme, lead, styled + "[printing]\nleast_ppi = 300\n")
        for chapter in (root / "chapters").glob("*.md"):
            chapter.write_text(chapter.read_text("utf-8").replace("Words come first.\n\n", ""), "utf-8")
        assert not resolutions(printed(root)), theme


def test_an_ebook_is_not_concerned(tmp_path: Path) -> None:
    root = shelf(tmp_path / "a", "![S](small.jpg){width=20%}\n", SETTINGS + "[printing]\nleast_ppi = 300\n")
    manuscript = read(root, Problems())
    settings = manuscript.book.settings.editions[1]
    made = make_epub(manuscript, settings, Problems(), Workshop(jobs=1))
    assert not any("max-width" in document.xhtml for document in made.edition.documents)


@pytest.mark.parametrize("kind", ["JPEG", ""])
def test_pictures_are_converted_once(tmp_path: Path, kind: str) -> None:
    def convert(cache: Path | None) -> tuple[bytes, str]:
        with pikepdf.new() as pdf:
            out = io.BytesIO()
            colours = Image.merge("RGB", (Image.linear_gradient("L"),) * 2 + (Image.radial_gradient("L"),))
            if kind:
                colours.save(out, kind)
                stream = pikepdf.Stream(pdf, out.getvalue())
                stream.Filter = pikepdf.Name.DCTDecode
            else:
                stream = pikepdf.Stream(pdf, colours.convert("RGB").tobytes())
            stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
            stream.Width, stream.Height, stream.BitsPerComponent = 256, 256, 8
            stream.ColorSpace = pikepdf.Name.DeviceRGB
            inked = InkedPictures(BUILT_IN.read_bytes(), cache)
            inked.write(stream)
            inked.finish()
            return stream.read_raw_bytes(), str(stream.ColorSpace)

    first = convert(tmp_path)
    assert first[1] == "/DeviceCMYK"
    kept = [path for path in (tmp_path / "inks").rglob("*") if path.is_file() and len(path.name) == 64]
    assert len(kept) == 1
    assert convert(tmp_path) == first == convert(None)
    kept[0].write_bytes(kept[0].read_bytes()[:-1])
    assert convert(tmp_path) == first, "what is damaged is made anew"
