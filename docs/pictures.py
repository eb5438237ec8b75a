"""Makes the pictures of the README from the sample book: `make pictures`.

Pages come from the paperback interior (the anchors of the page map say which); the EPUB is shown by
Chromium, which must be installed, from the unzipped package, once light and once dark.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2
from PIL import Image

from book.pipeline import choose_edition, make_epub, make_pdf, read
from book.problems import Problems
from book.workshop import Workshop

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "pictures"
PPI = 110
PAPER = (214, 210, 202)
OPENER, SPREAD, SCREEN = "ch-metropolis", "ch-nosferatu", "ch-a-trip-to-the-moon"
"""The chapters shown: one alone, one across two pages, one in the EPUB."""
NIGHT = "html { background: #15161a; color: #dcd8d0 } a { color: #e6b8a8 }"
"""What an e-reader adds to a book's own styles after dark."""


def pages_of(pdf: pypdfium2.PdfDocument, numbers: list[int]) -> Image.Image:
    """Return pages side by side on a ground that lets the paper show."""
    sheets = [pdf[number].render(scale=PPI / 72).to_pil().convert("RGB") for number in numbers]
    gap, edge = 2, 24
    width = sum(sheet.width for sheet in sheets) + gap * (len(sheets) - 1) + 2 * edge
    picture = Image.new("RGB", (width, sheets[0].height + 2 * edge), PAPER)
    left = edge
    for sheet in sheets:
        picture.paste(sheet, (left, edge))
        left += sheet.width + gap
    return picture


def epub_screens(epub: bytes, folder: Path) -> Image.Image:
    """Return the chapter in two phone-sized windows, light and dark."""
    package = folder / "book.epub"
    package.write_bytes(epub)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "book")
    shutil.copytree(folder / "book", folder / "night")
    for css in (folder / "night").rglob("book.css"):
        css.write_text(css.read_text(encoding="utf-8") + NIGHT, encoding="utf-8")
    documents = [next((folder / copy).rglob(f"{SCREEN}.xhtml")).relative_to(folder) for copy in ("book", "night")]
    frames = "".join(f'<iframe src="{document.as_posix()}"></iframe>' for document in documents)
    style = (
        "body{margin:24px;background:#d6d2ca;display:flex;gap:24px}"
        "iframe{width:390px;height:760px;border:0;border-radius:14px;background:#fff}"
    )
    page = folder / "screens.html"
    page.write_text(f"<!doctype html><style>{style}</style>{frames}", encoding="utf-8")
    browser = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("make pictures needs Chromium")
    shot = folder / "screens.png"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files")
    subprocess.run(
        [
            browser,
            *options,
            f"--user-data-dir={folder / 'profile'}",
            "--window-size=852,808",
            f"--screenshot={shot}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    return Image.open(shot).convert("RGB")


def main() -> None:
    """Write all pictures."""
    problems = Problems()
    manuscript = read(ROOT, problems)
    laid = make_pdf(manuscript, choose_edition(manuscript.book, "pdf", "paperback"), problems, Workshop())
    pdf = pypdfium2.PdfDocument(laid.data)
    first = {anchor: laid.pages.pages[anchor][0] for anchor in (OPENER, SPREAD, "index")}
    verso = first[SPREAD] if first[SPREAD] % 2 else first[SPREAD] + 1  # positions count from 0, a recto
    OUT.mkdir(exist_ok=True)
    for name, numbers in (("opener", [first[OPENER]]), ("spread", [verso, verso + 1]), ("index", [first["index"]])):
        pages_of(pdf, numbers).save(OUT / f"{name}.png", optimize=True)
    with tempfile.TemporaryDirectory() as folder:
        epub = make_epub(manuscript, choose_edition(manuscript.book, "epub", None), problems, Workshop()).data
        epub_screens(epub, Path(folder)).save(OUT / "epub.png", optimize=True)


if __name__ == "__main__":
    main()
