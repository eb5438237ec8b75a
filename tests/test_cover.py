"""The cover as a page and as the stores' picture."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from book.cover import cover_pdf, epub_cover
from book.cover.picture import MOST_BYTES, as_jpeg
from book.model.edition import Edition, Geometry
from book.problems import BookError

from .handmade_editions import COVER_PAGE, handmade, picture, shelf_file


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return handmade(tmp_path)


def page_size(pdf: bytes) -> list[float]:
    """Width and height of the only page, in mm."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) == 1
        return [round(float(side) * 25.4 / 72, 2) for side in document.pages[0].mediabox[2:]]


def test_the_page_has_the_editions_size(edition: Edition) -> None:
    assert page_size(cover_pdf(edition)) == [152.4, 228.6]
    geometry = Geometry(129, 198, 15, 15, 18, 12, bleed=3.2)
    assert page_size(cover_pdf(replace(edition, geometry=geometry))) == [129, 198]


def test_the_picture_is_what_the_stores_want(edition: Edition) -> None:
    data = epub_cover(edition)
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, image.mode) == ("JPEG", (1600, 2560), "RGB")
    assert len(data) < MOST_BYTES
    corners = [image.getpixel((x, y)) for x in (0, 1599) for y in (0, 2559)]
    for corner in corners:
        assert all(abs(a - b) < 4 for a, b in zip(corner, (0x20, 0x40, 0x60), strict=True)), "colour to every edge"
    assert image.crop((200, 200, 1400, 700)).convert("L").getextrema()[1] > 240, "the title in white"


def test_the_cover_is_the_same_anywhere(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib, pathlib\n"
        "from tests.handmade_editions import handmade\n"
        "from book.cover import cover_pdf, epub_cover\n"
        "edition = handmade(pathlib.Path(sys.argv[1]))\n"
        "print(*(hashlib.sha256(make(edition)).hexdigest() for make in (cover_pdf, epub_cover)))\n"
    )
    digests = set()
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Los_Angeles")):
        folder = tmp_path / seed
        folder.mkdir()
        run = subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


def test_pictures_of_the_book_are_shown(edition: Edition, tmp_path: Path) -> None:
    red = tmp_path / "red.png"
    Image.new("RGB", (90, 90), "#ff0000").save(red)
    body = '<img src="pictures/red.png" alt="" style="width: 104mm"/>'
    shown = replace(
        edition,
        cover_xhtml=COVER_PAGE.format(body=body),
        shelf={**edition.shelf, "pictures/red.png": shelf_file(red, "image/png")},
    )
    image = Image.open(io.BytesIO(epub_cover(shown)))
    red_value, green, blue = image.getpixel((800, 500))
    assert red_value > 240
    assert max(green, blue) < 15


def test_a_cover_too_full_for_its_page_is_refused(edition: Edition) -> None:
    body = "<p>And another subtitle.</p>" * 200
    full = replace(edition, cover_xhtml=COVER_PAGE.format(body=body))
    with pytest.raises(BookError) as caught:
        epub_cover(full)
    [problem] = caught.value.problems
    assert problem.code == "cover-too-full"
    assert "the cover needs" in problem.message


def test_what_the_layout_complains_of_is_raised(edition: Edition) -> None:
    with pytest.raises(BookError):
        epub_cover(replace(edition, cover_css=edition.cover_css + "section { background: url(theme/none.png) }"))


def test_a_noisy_cover_stays_under_the_limit(tmp_path: Path) -> None:
    """Noise is what JPEG packs worst: quality gives way."""
    path = tmp_path / "noise.pdf"
    noise = Image.effect_noise((1600, 2560), 120)
    Image.merge("RGB", [noise, noise.rotate(180), noise.transpose(Image.Transpose.FLIP_LEFT_RIGHT)]).save(
        path, quality=100
    )
    data = as_jpeg(path.read_bytes(), 1600, 2560)
    assert len(data) < MOST_BYTES
    assert Image.open(io.BytesIO(data)).size == (1600, 2560)


@pytest.mark.parametrize("size", [(1599, 2559), (100, 700), (1601, 2560)])
def test_any_page_fills_the_picture(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "page.pdf"
    Image.open(picture(tmp_path / "p.png", size)).save(path)
    assert Image.open(io.BytesIO(as_jpeg(path.read_bytes(), 160, 256))).size == (160, 256)
