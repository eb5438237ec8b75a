"""The upload kit: metadata for shops, checksums, rights; the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

from lxml import etree

from book.handover import rights_of, without_uncleared
from book.handover.kit import as_json, changed_pages, checksums, page_digests, sheet, upload_data, zipped
from book.handover.onix import NAMESPACE, Product, onix
from book.model.book import Book, Chapter
from book.model.prose import Figure, Image, Paragraph, Quote, Sidebar, Text
from book.model.settings import EditionSettings, RightsSettings, Settings
from book.problems import Source

from .handmade_editions import METADATA
from .preflight.good import paint, plain, spoiled

PAPERBACK = EditionSettings("paperback", "pdf", paper="bw_cream", printers=("kdp",))
EBOOK = EditionSettings("ebook", "epub")
ISBN = replace(METADATA, isbn="9780306406157")


def data(**changes: object) -> dict[str, object]:
    return upload_data(PAPERBACK, replace(ISBN, **changes), pages=312, spine=17.5, files={"interior": "a.pdf"})


def test_the_data_of_a_form() -> None:
    found = json.loads(as_json(data()))
    assert found["isbn"] == "9780306406157"
    assert (found["trim"], found["trim_mm"], found["pages"], found["spine_mm"]) == ("6x9", [152.4, 228.6], 312, 17.5)
    assert found["contributors"][0] == {"name": "Ann Author", "role": "aut", "file_as": "Author, Ann"}
    assert found["files"] == {"interior": "a.pdf"}


def test_the_sheet_has_a_box_for_every_line() -> None:
    words = sheet(data(), "Amazon KDP")
    assert "# Upload: A Shelf of Films & <Other> Rooms" in words
    assert "For Amazon KDP." in words
    for line in (
        "title: A Shelf of Films",
        "keywords: films",
        "keywords: lists",
        "pages: 312",
        "bleed: no",
        "interior: `a.pdf`",
    ):
        assert f"- [ ] {line}" in words
    assert "None" not in sheet(data(subtitle="", series=None, publisher=""), "")


def message(*products: Product) -> etree._Element:
    written = onix(list(products), "The Shelf Press", date(2026, 1, 2))
    assert written == onix(list(products), "The Shelf Press", date(2026, 1, 2))
    return etree.fromstring(written)


def said(root: etree._Element, path: str) -> list[str]:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [element.text or "" for element in root.iterfind(f".//{steps}")]


def test_onix_names_the_book() -> None:
    root = message(Product(PAPERBACK, ISBN, 312, 17.5), Product(EBOOK, replace(METADATA, isbn="")))
    assert root.get("release") == "3.0"
    assert said(root, "SentDateTime") == ["20260102"]
    assert said(root, "ProductForm") == ["BC", "EA"]
    assert said(root, "ProductIDType") == ["15", "01"]
    assert said(root, "IDValue")[0] == "9780306406157"
    assert said(root, "ContributorRole")[:3] == ["A01", "A01", "A12"]
    assert said(root, "Measure/Measurement") == ["228.6", "152.4", "17.5"]
    assert said(root, "Extent/ExtentValue") == ["312"]
    assert said(root, "SubjectSchemeIdentifier")[:3] == ["10", "93", "20"]
    assert said(root, "SubjectHeadingText")[0] == "films; lists; Cinema"
    references = said(root, "RecordReference")
    assert len(set(references)) == 2


def test_onix_keeps_the_order_of_the_schema() -> None:
    """EDItEUR's schema is a sequence: out of order is not valid."""
    product = message(Product(PAPERBACK, ISBN, 312, 17.5))[1]
    blocks = [etree.QName(child).localname for child in product]
    order = [
        "RecordReference",
        "NotificationType",
        "ProductIdentifier",
        "DescriptiveDetail",
        "CollateralDetail",
        "PublishingDetail",
    ]
    assert blocks == order
    detail = [etree.QName(child).localname for child in product[3]]
    wanted = [
        "ProductComposition",
        "ProductForm",
        "Measure",
        "Collection",
        "TitleDetail",
        "Contributor",
        "Language",
        "Extent",
        "Subject",
    ]
    assert list(dict.fromkeys(detail)) == wanted


def test_checksums_and_zip() -> None:
    files = {"b.txt": b"two", "a.txt": b"one"}
    lines = checksums(files).decode().splitlines()
    assert lines[0] == f"{hashlib.sha256(b'one').hexdigest()}  a.txt"
    assert zipped("kit", files) == zipped("kit", dict(reversed(files.items())))
    with zipfile.ZipFile(io.BytesIO(zipped("kit", files))) as archive:
        assert archive.namelist() == ["kit/a.txt", "kit/b.txt"]


def test_pages_that_differ() -> None:
    before = page_digests(plain())
    assert before == page_digests(plain())
    after = page_digests(spoiled(plain(), paint(5, "0 g 9 9 9 9 re f")))
    assert changed_pages(before, after) == [4]
    assert changed_pages(before, after[:-1]) == [4, 31]


# ---------------------------------------------------------------- rights

ART = Image("art.png", "Art", licence="own work", credit="Cy Drawer", source=Source("chapters/salt.md", 4))
STILL = Image("still.jpg", "A still", credit="The studio", source=Source("chapters/salt.md", 9))


def quote(words: int) -> Quote:
    by = Paragraph("q2", Source("chapters/salt.md", 12), (Text("Ali"),))
    return Quote("q", Source("chapters/salt.md", 12), (Paragraph("q1", Source(), (Text("word " * words),)),), by)


def book_with(*blocks: object, words: int = 250) -> Book:
    chapter = Chapter("salt", Source("chapters/salt.md", 1), "Salt", 1, image=ART, blocks=tuple(blocks))  # type: ignore[arg-type]
    from pathlib import Path

    return Book(Path(), Settings("A Shelf", rights_rules=RightsSettings(quote_words=words)), (chapter,))


def figure(image: Image, key: str = "f") -> Figure:
    return Figure(key, image.source, image)


def test_the_rights_sheet() -> None:
    boxed = Sidebar("s", Source(), "did_you_know", "Did you know?", (figure(STILL),))
    found = rights_of(book_with(boxed, quote(251), quote(250)))
    assert [one.path for one in found.uncleared] == ["still.jpg"]
    assert [(one.words, one.attribution) for one in found.quotes] == [(251, "Ali")]
    lines = found.sheet()
    assert lines[0] == "2 pictures, 1 not cleared; 1 long quotes"
    assert lines[1] == "NOT CLEARED  still.jpg  The studio  (chapters/salt.md:9)"
    assert lines[2] == "cleared      art.png  Cy Drawer, own work  (chapters/salt.md:4)"
    assert lines[3].startswith("LONG QUOTE   251 words: “word word")


def test_uncleared_pictures_are_left_out() -> None:
    boxed = Sidebar("s", Source(), "did_you_know", "Did you know?", (figure(STILL), quote(2)))
    left = without_uncleared(book_with(figure(ART, "a"), boxed, figure(STILL, "b")))
    assert rights_of(left).uncleared == ()
    assert left.chapters[0].image == ART
    assert [type(block).__name__ for block in left.chapters[0].blocks] == ["Figure", "Sidebar"]
