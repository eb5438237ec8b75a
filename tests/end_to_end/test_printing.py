"""Printers' files as a writer makes them: PDF/X, covers, verdicts, the upload kit."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pikepdf
import pytest

from .books import SETTINGS, bookmake, called, write_book

PRINTERS = (
    SETTINGS.partition("[editions.ebook]")[0]
    + """
[editions.paperback]
format = "pdf"
paper = "bw_cream"
printers = ["kdp", "ingram"]
isbn = "978-1-4028-9462-6"
"""
)
COVER = '\n[cover]\nblurb = """Eight films.\n\nIn order."""\nprice = "USD 12.50"\n'


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("printing") / "book", chapters=6, settings=PRINTERS + COVER)
    bookmake("build", cwd=root)
    return root


def test_build_makes_every_file_of_every_printer(book: Path) -> None:
    made = {path.name for path in (book / "build").glob("*.pdf")}
    stem = "a-shelf-of-films-paperback"
    assert {f"{stem}.pdf", f"{stem}-ingram.pdf", f"{stem}-cover-kdp.pdf", f"{stem}-cover-ingram.pdf"} <= made
    for name in (f"{stem}-ingram.pdf", f"{stem}-cover-ingram.pdf"):
        with pikepdf.open(book / "build" / name) as pdf:
            assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1:2001"
            assert pdf.pdf_version == "1.3"
    with (
        pikepdf.open(book / "build" / f"{stem}.pdf") as one,
        pikepdf.open(book / "build" / f"{stem}-ingram.pdf") as other,
    ):
        assert len(one.pages) == len(other.pages), "one pagination"
        assert not one.pages[-1].Contents.read_bytes().strip(b"qQ \n"), "Ingram's last page is blank"


def test_the_verdict_is_said(book: Path) -> None:
    done = called("pdf", "--for", "ingram", "--edition", "paperback", cwd=book)
    assert "ready for IngramSpark paperback, 50 lb creme, 6×9, " in done.out


def test_preflight_of_any_file(book: Path, tmp_path: Path) -> None:
    file = book / "build" / "a-shelf-of-films-paperback.pdf"
    done = called("preflight", str(file), "--for", "kdp/paperback/bw_cream", cwd=tmp_path)
    assert "ready for Amazon KDP paperback" in done.out
    with pikepdf.open(file) as pdf:
        pdf.pages[6].contents_add(b"\nq 0 G 0.05 w 100 300 m 300 300 l S Q\n")
        pdf.save(tmp_path / "thin.pdf")
    done = called("preflight", "thin.pdf", "--for", "kdp", "--json", cwd=tmp_path, fails=True)
    (verdict,) = json.loads(done.out)["preflight"]
    assert not verdict["ready"]
    assert [(one["rule"], one["page"]) for one in verdict["findings"]] == [("hairline", 7)]
    assert (tmp_path / "thin-preflight" / "page-0007.png").is_file()


def test_preflight_names_the_source_line_of_our_own_files(book: Path) -> None:
    file = book / "build" / "a-shelf-of-films-paperback.pdf"
    found = called("preflight", str(file), "--for", "lulu", "--trim", "5x8", cwd=book, fails=True)
    assert "chapters/film-06.md:" in found.err


def test_a_cover_made_anew_says_so(book: Path) -> None:
    done = called("cover", "--for", "kdp", "--pages", "300", cwd=book)
    assert "the cover there was for a spine of " in done.err
    assert "spine 19.05 mm (0.7500 in)" in done.out
    again = called("pdf", "--edition", "paperback", cwd=book)
    assert "the cover there was for a spine of 19.05 mm: made anew for 30 pages" in again.err
    assert "the cover there was" not in called("pdf", "--edition", "paperback", cwd=book).err
    called("cover", "--for", "kdp", "--pages", "300", "--template", cwd=book)
    assert (book / "build" / "a-shelf-of-films-paperback-cover-kdp-template.png").is_file()


def test_a_package_is_whole_and_frozen(book: Path) -> None:
    called("package", cwd=book)
    (folder,) = [path for path in (book / "packages").iterdir() if path.is_dir()]
    assert folder.name == "2026-01-02-paperback-kdp"
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    assert len(sums) == 9
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    data = json.loads((folder / "upload.json").read_text(encoding="utf-8"))
    assert data["isbn"] == "9781402894626"
    archive = (book / "packages" / f"{folder.name}.zip").read_bytes()
    called("package", cwd=book)
    assert (book / "packages" / f"{folder.name}.zip").read_bytes() == archive, "the same bytes twice"

    settings = book / "book.toml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(before.replace("A Shelf of Films", "Another Shelf"), encoding="utf-8")
    refused = called("package", cwd=book, fails=True)
    assert "package-exists" in refused.err
    settings.write_text(
        before.replace(
            "published = 2026-01-02", 'published = 2026-01-02\nrevised = 2026-02-03\nedition_statement = "Second"'
        ),
        encoding="utf-8",
    )
    assert "pages that differ from the package 2026-01-02-paperback-kdp: 4" in called("pdf", cwd=book).out
    later = called("package", cwd=book)
    assert "pages that differ from the package 2026-01-02-paperback-kdp: " in later.out
    settings.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "arguments", "code", "words"),
    [
        ("", ("pdf", "--for", "kpd"), "unknown-printer", "--for kdp"),
        (
            '\n[printing]\nprofile = "press.icc"\ncondition = "FOGRA39"\n',
            ("pdf", "--for", "ingram"),
            "missing-profile",
            "built-in",
        ),
        (
            '\n[printing]\nprofile = "book.toml"\ncondition = "X"\n',
            ("pdf", "--for", "ingram"),
            "bad-profile",
            "is not an ICC profile",
        ),
        ('\n[printing]\nprofile = "book.toml"\n', ("pdf", "--for", "ingram"), "missing-condition", "FOGRA39"),
        ('\n[cover]\nspine = "thick"\n', ("cover",), "wrong-value", 'spine = "0.68in"'),
        ('\n[cover]\nprize = "x"\n', ("check",), "unknown-setting", "did you mean `price`?"),
        ('\n[cover]\nprice = "cheap"\n', ("check",), "wrong-value", 'price = "USD 16.99"'),
    ],
)
def test_one_clear_problem(tmp_path: Path, change: str, arguments: tuple[str, ...], code: str, words: str) -> None:
    root = write_book(tmp_path / "book", chapters=2, settings=PRINTERS + change)
    done = called(*arguments, cwd=root, fails=True)
    assert f" error {code} " in done.err
    assert words in done.err


def test_uncleared_pictures_and_the_rights_sheet(tmp_path: Path) -> None:
    from PIL import Image

    root = write_book(tmp_path / "book", chapters=2, settings=PRINTERS)
    Image.new("RGB", (900, 600), "#884422").save(root / "chapters" / "still.jpg")
    path = root / "chapters" / "film-01.md"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n![A still](still.jpg){credit="The studio"}\n', encoding="utf-8"
    )
    done = called("check", "--rights", cwd=root)
    assert "NOT CLEARED  chapters/still.jpg  The studio" in done.out
    (root / "book.toml").write_text(PRINTERS + "\n[rights]\nonly_cleared = true\n", encoding="utf-8")
    assert "0 pictures, 0 not cleared" in called("check", "--rights", cwd=root).out
