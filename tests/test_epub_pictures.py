"""Pictures as an EPUB carries them: untouched where they can be, within the stores' limits, telling nothing private."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin, UnidentifiedImageError

from book.epub.pictures import pack_picture
from book.model.stores import ANY

from .handmade_editions import picture


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def camera_data(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A Camera"
    exif.get_ifd(0x8825)[2] = (51.0, 28.0, 40.0)  # the latitude of somebody's desk
    return exif


def test_a_jpeg_keeps_its_pixels_and_profile_but_not_its_place(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    path = picture(tmp_path / "a.jpg", exif=camera_data(), icc_profile=profile, comment=b"draft 3", quality=70)
    packed = pack_picture(path.read_bytes(), "image/jpeg", "pictures/a.jpg")
    assert (packed.name, packed.media_type) == ("pictures/a.jpg", "image/jpeg")
    assert b"A Camera" in path.read_bytes()
    assert b"A Camera" not in packed.data
    assert b"draft 3" not in packed.data
    assert opened(packed.data).getexif() == {}
    assert opened(packed.data).info["icc_profile"] == profile
    assert opened(packed.data).tobytes() == opened(path.read_bytes()).tobytes()


def test_a_png_keeps_its_pixels_but_not_its_notes(tmp_path: Path) -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "somebody")
    path = picture(tmp_path / "a.png", mode="RGBA", pnginfo=notes, exif=camera_data())
    packed = pack_picture(path.read_bytes(), "image/png", "a.png")
    assert b"somebody" in path.read_bytes()
    assert b"somebody" not in packed.data
    assert opened(packed.data).tobytes() == opened(path.read_bytes()).tobytes()


def test_a_picture_turned_by_its_camera_stands_upright(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", (60, 40), exif=camera_data(orientation=6))
    image = opened(pack_picture(path.read_bytes(), "image/jpeg", "a.jpg").data)
    assert image.size == (40, 60)
    assert image.getexif() == {}


def test_a_large_picture_is_brought_within_the_limit(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", (3000, 2000))
    packed = pack_picture(path.read_bytes(), "image/jpeg", "a.jpg")
    image = opened(packed.data)
    assert image.width * image.height <= ANY.picture_pixels < (image.width + 2) * (image.height + 2)
    assert image.width / image.height == pytest.approx(1.5, abs=0.001)
    assert pack_picture(path.read_bytes(), "image/jpeg", "a.jpg") == packed


def test_a_picture_at_the_limit_is_left_alone(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png", (2000, 2000), "L")
    assert pack_picture(path.read_bytes(), "image/png", "a.png").data == path.read_bytes()


def test_cmyk_becomes_rgb(tmp_path: Path) -> None:
    path = picture(tmp_path / "a.jpg", mode="CMYK")
    assert opened(pack_picture(path.read_bytes(), "image/jpeg", "a.jpg").data).mode == "RGB"


@pytest.mark.parametrize(
    ("name", "mode", "expected"),
    [
        ("a.webp", "RGB", ("a-webp.jpg", "image/jpeg", "RGB")),
        ("a.webp", "RGBA", ("a-webp.png", "image/png", "RGBA")),
        ("a.tif", "CMYK", ("a-tif.jpg", "image/jpeg", "RGB")),
        ("a.bmp", "L", ("a-bmp.jpg", "image/jpeg", "L")),
    ],
)
def test_formats_that_kindle_does_not_know(
    tmp_path: Path, name: str, mode: str, expected: tuple[str, str, str]
) -> None:
    path = picture(tmp_path / name, mode=mode)
    if mode == "RGBA":
        clear = Image.open(path).convert("RGBA")
        clear.putalpha(100)
        clear.save(path, lossless=True)
    packed = pack_picture(path.read_bytes(), "image/x", name)
    assert (packed.name, packed.media_type, opened(packed.data).mode) == expected


def test_svg_is_left_alone() -> None:
    assert pack_picture(b"<svg/>", "image/svg+xml", "a.svg").data == b"<svg/>"


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(UnidentifiedImageError):
        pack_picture(data, "image/jpeg", "a.jpg")
