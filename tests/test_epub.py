"""The EPUB package: what is in it, what it says of the book, that it is right and always the same."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from book.epub import make_epub
from book.epub.accessibility import Accessibility
from book.epub.archive import pack, write_archive
from book.epub.metadata import describe, tidy
from book.epub.navigation import nav_page, ncx_page
from book.model.edition import Document, Edition, NavEntry
from book.model.settings import Contributor
from book.preflight import epubcheck
from book.problems import BookError

from .handmade_editions import METADATA, document, handmade, jpeg, picture, shelf_file

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
NOTHING_SAID = Accessibility((), (), (), ())
TYPE = "{http://www.idpf.org/2007/ops}type"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return handmade(tmp_path)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package_of(data: bytes) -> etree._Element:
    return etree.fromstring(files(data)["EPUB/content.opf"])


def with_document(edition: Edition, extra: Document) -> Edition:
    return replace(edition, documents=(*edition.documents, extra))


def dead_links(data: bytes) -> list[str]:
    """Every href and src of every XHTML, NCX and package file that leads to nothing inside the zip."""
    found = files(data)
    trees = {name: etree.fromstring(b) for name, b in found.items() if name.endswith((".xhtml", ".ncx", ".opf"))}
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    dead = []
    for name, tree in trees.items():
        for link in tree.xpath("//@href | //@src"):
            if link.startswith(("http:", "https:", "mailto:")):
                continue
            path, fragment = urldefrag(unquote(link))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            if target not in found or (fragment and fragment not in ids[target]):
                dead.append(f"{name}: {link}")
    return dead


# ---------------------------------------------------------------- right


def test_epubcheck_finds_nothing(edition: Edition, tmp_path: Path) -> None:
    epub = tmp_path / "book.epub"
    epub.write_bytes(make_epub(edition, jpeg()))
    assert epubcheck(epub) == ()


def test_epubcheck_finds_nothing_in_the_barest_book(edition: Edition, tmp_path: Path) -> None:
    bare = replace(
        METADATA, isbn="", contributors=(), subtitle="", publisher="", published=None, revised=None, description="",
        keywords=(), subjects=(), series=None, rights="", access_modes=(), accessibility_summary="",
    )  # fmt: skip
    epub = tmp_path / "book.epub"
    epub.write_bytes(make_epub(replace(edition, metadata=bare, nav=(), landmarks=()), None))
    assert epubcheck(epub) == ()


def test_every_link_resolves(edition: Edition) -> None:
    data = make_epub(edition, jpeg())
    assert dead_links(data) == []


def test_the_checker_of_these_tests_sees_dead_links() -> None:
    page = b'<p xmlns="http://www.w3.org/1999/xhtml"><a href="#none"/><a href="no.xhtml"/><a href="#b" id="b"/></p>'
    packed = pack("EPUB/a.xhtml", page)
    assert dead_links(write_archive([("EPUB/a.xhtml", packed)])) == [
        "EPUB/a.xhtml: #none",
        "EPUB/a.xhtml: no.xhtml",
    ]


# ---------------------------------------------------------------- the container


def test_the_zip_is_as_the_standard_wants_and_holds_no_clock(edition: Edition) -> None:
    data = make_epub(edition, jpeg())
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr for entry in entries} == {0o100644 << 16}
    assert {entry.create_system for entry in entries} == {3}
    assert len({entry.filename for entry in entries}) == len(entries)


def test_only_what_is_used_is_packed(edition: Edition) -> None:
    assert list(files(make_epub(edition, jpeg()))) == [
        "mimetype",
        "META-INF/container.xml",
        "EPUB/content.opf",
        "EPUB/nav.xhtml",
        "EPUB/toc.ncx",
        "EPUB/cover.jpg",
        "EPUB/cover.xhtml",
        "EPUB/title-page.xhtml",
        "EPUB/contents.xhtml",
        "EPUB/part-1.xhtml",
        "EPUB/ch-salt.xhtml",
        "EPUB/ch-lamps.xhtml",
        "EPUB/index.xhtml",
        "EPUB/book.css",
        "EPUB/faces/serif.otf",
        "EPUB/pictures/lake.jpg",
        "EPUB/theme/ornament.svg",
    ]


def test_the_same_edition_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Two processes: other hash seed, time zone, language and folder."""
    code = (
        "import sys, hashlib, pathlib\n"
        "from tests.handmade_editions import handmade, jpeg\n"
        "from book.epub import make_epub\n"
        "print(hashlib.sha256(make_epub(handmade(pathlib.Path(sys.argv[1])), jpeg())).hexdigest())\n"
    )
    digests = set()
    for seed, zone, language in (("1", "Pacific/Kiritimati", "C"), ("2", "America/Los_Angeles", "de_DE.UTF-8")):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        run = subprocess.run(
            [sys.executable, "-c", code, str(folder)],
            env=environment,
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(run.stdout)
    assert len(digests) == 1


# ---------------------------------------------------------------- what ebooklib would do to it


def test_documents_arrive_byte_for_byte(edition: Edition) -> None:
    found = files(make_epub(edition, jpeg()))
    for page in edition.documents:
        assert found[f"EPUB/{page.id}.xhtml"] == page.xhtml.encode()
    assert found["EPUB/book.css"] == edition.css.encode()
    assert found["EPUB/cover.jpg"] == jpeg()


def test_there_is_no_false_page_list(edition: Edition) -> None:
    nav = etree.fromstring(files(make_epub(edition, jpeg()))["EPUB/nav.xhtml"])
    assert nav.xpath("//h:nav", namespaces=NAMES)[0].get(TYPE) == "toc"
    assert [n.get(TYPE) for n in nav.xpath("//h:nav", namespaces=NAMES)] == ["toc", "landmarks"]


def test_the_ncx_that_the_spine_names_is_there(edition: Edition) -> None:
    package = package_of(make_epub(edition, None))
    key = package.xpath("string(opf:spine/@toc)", namespaces=NAMES)
    ncx = package.xpath(f"//opf:item[@id='{key}']", namespaces=NAMES)[0]
    assert (ncx.get("href"), ncx.get("media-type")) == ("toc.ncx", "application/x-dtbncx+xml")


def test_ids_of_the_package_are_unique(edition: Edition) -> None:
    ids = package_of(make_epub(edition, jpeg())).xpath("//@id")
    assert len(set(ids)) == len(ids)


def test_nothing_of_the_library_is_left(edition: Edition) -> None:
    package = files(make_epub(edition, jpeg()))["EPUB/content.opf"]
    assert b"Ebook-lib" not in package
    assert package.count(b"urn:uuid:") == 1


# ---------------------------------------------------------------- what it says of the book


def test_the_metadata_as_a_reader_sees_it(edition: Edition) -> None:
    """Every element, refinements beside what they refine."""
    package = package_of(make_epub(edition, jpeg()))
    lines = []
    for element in package.xpath("opf:metadata/*[not(@refines) and not(@name)]", namespaces=NAMES):
        name = element.get("property") or f"dc:{etree.QName(element).localname}"
        refined = [
            f"{meta.get('property')}={meta.text}"
            for meta in package.xpath(f"//opf:meta[@refines='#{element.get('id')}']", namespaces=NAMES)
        ]
        lines.append(" | ".join([f"{name}: {element.text}", *refined]))
    assert lines == [
        "dcterms:modified: 2026-03-04T00:00:00Z",
        "dc:identifier: urn:uuid:6c3e2b3e-6c70-5a0e-9a4b-6c8a31b6b3c1",
        "dc:identifier: urn:isbn:9780306406157",
        "dc:title: A Shelf of Films & <Other> Rooms | title-type=main",
        "dc:title: Three of them | title-type=subtitle",
        "dc:language: en-GB",
        "dc:creator: Ann Author | role=aut | file-as=Author, Ann | display-seq=1",
        "dc:creator: Bo Writer | role=aut | file-as=Writer, Bo | display-seq=2",
        "dc:contributor: Cy Drawer | role=ill | file-as=Drawer, Cy | display-seq=1",
        "dc:publisher: The Shelf Press",
        "dc:date: 2026-01-02",
        "dc:description: Three films, in order.",
        "dc:subject: PER004030 | authority=BISAC | term=PER004030",
        "dc:subject: ATFB | authority=Thema | term=ATFB",
        "dc:subject: Cinema",
        "dc:subject: films",
        "dc:subject: lists",
        "dc:rights: All rights reserved.",
        "belongs-to-collection: Shelves | collection-type=series | group-position=2",
        "schema:accessMode: textual",
        "schema:accessMode: visual",
        "schema:accessModeSufficient: textual",
        "schema:accessModeSufficient: textual,visual",
        "schema:accessibilityFeature: alternativeText",
        "schema:accessibilityFeature: ARIA",
        "schema:accessibilityFeature: displayTransformability",
        "schema:accessibilityFeature: readingOrder",
        "schema:accessibilityFeature: structuralNavigation",
        "schema:accessibilityFeature: tableOfContents",
        "schema:accessibilityHazard: none",
        "schema:accessibilitySummary: Every picture is described.",
    ]


def test_the_package_says_its_language(edition: Edition) -> None:
    package = package_of(make_epub(edition, None))
    assert package.attrib == {
        "unique-identifier": "id",
        "version": "3.0",
        "{http://www.w3.org/XML/1998/namespace}lang": "en-GB",
    }


def test_an_isbn_is_the_identifier_once(edition: Edition) -> None:
    metadata = replace(METADATA, identifier="urn:isbn:978-0-306-40615-7")
    identifiers = [e.words for e in describe(metadata, NOTHING_SAID) if e.name == "identifier"]
    assert identifiers == ["urn:isbn:9780306406157"]


def test_without_authors_the_editors_are_the_creators() -> None:
    people = (Contributor("Ed One", "edt"), Contributor("Di Two", "ill"), Contributor("Ed Three", "edt"))
    elements = describe(replace(METADATA, contributors=people), NOTHING_SAID)
    assert [(e.name, e.words) for e in elements if e.name in ("creator", "contributor")] == [
        ("creator", "Ed One"),
        ("contributor", "Di Two"),
        ("creator", "Ed Three"),
    ]


LATE, EARLY = date(2026, 3, 4), date(2026, 1, 2)


@pytest.mark.parametrize(
    ("dates", "epoch", "expected"),
    [
        ((LATE, EARLY), None, "2026-03-04T00:00:00Z"),
        ((None, EARLY), None, "2026-01-02T00:00:00Z"),
        ((None, None), None, "2000-01-01T00:00:00Z"),
        ((None, date(33, 4, 3)), None, "2000-01-01T00:00:00Z"),
        ((LATE, EARLY), "86401", "1970-01-02T00:00:01Z"),
    ],
)
def test_the_date_of_the_last_change(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, dates: tuple[date, date], epoch: str, expected: str
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    changed = replace(edition, metadata=replace(METADATA, revised=dates[0], published=dates[1]))
    package = package_of(make_epub(changed, None))
    found = package.xpath("//opf:meta[@property='dcterms:modified']/text()", namespaces=NAMES)
    assert found == [expected]


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 30])
def test_a_source_date_epoch_that_is_none(edition: Edition, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(BookError, match="no date in seconds"):
        make_epub(edition, None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_make_sound_xml(title: str, heading: str) -> None:
    metadata = replace(METADATA, title=title, description=heading)
    elements = describe(metadata, NOTHING_SAID)
    for element in elements:
        etree.Element("x").text = element.words  # refuses what XML forbids
    edition = Edition(
        None, "s", metadata, (), "", (), {}, (NavEntry("a", "a", heading), NavEntry("b", "a", title))  # type: ignore[arg-type]
    )  # fmt: skip
    nav = etree.fromstring(nav_page(edition, cover=True).encode())
    ncx = etree.fromstring(ncx_page(edition).encode())
    words = tidy(heading) or "a"
    assert nav.xpath("//h:li[1]/h:a/text()", namespaces=NAMES)[0] == words
    assert ncx.xpath("//ncx:navPoint[1]//ncx:text/text()", namespaces=NAMES)[0] == words


# ---------------------------------------------------------------- ways in


def test_contents_and_landmarks(edition: Edition) -> None:
    nav = etree.fromstring(files(make_epub(edition, jpeg()))["EPUB/nav.xhtml"])
    toc, marks = nav.xpath("//h:nav", namespaces=NAMES)
    assert toc.xpath("h:h1/text()", namespaces=NAMES) == ["Contents"]
    assert toc.xpath(".//h:a/@href", namespaces=NAMES) == [
        "part-1.xhtml",
        "ch-salt.xhtml",
        "ch-lamps.xhtml",
        "index.xhtml",
    ]
    assert toc.xpath("h:ol/h:li/h:ol/h:li/h:a/text()", namespaces=NAMES) == ["2. Salt", "1. Nine <Lamps> & more"]
    assert [(a.get(TYPE), a.get("href"), a.text) for a in marks.xpath(".//h:a", namespaces=NAMES)] == [
        ("cover", "cover.xhtml", "The cover"),
        ("toc", "contents.xhtml", "Contents"),
        ("bodymatter", "part-1.xhtml", "Start"),
        ("index", "index.xhtml", "Index"),
    ]


def test_the_ncx_says_the_same_two_levels_deep(edition: Edition) -> None:
    deep = NavEntry("ch-salt-s1", "ch-salt", "Deep", (NavEntry("ch-salt-s2", "ch-salt", "Deeper"),))
    chapter = NavEntry("ch-salt", "ch-salt", "Salt", (deep,))
    again = NavEntry("ch-salt", "ch-salt", "Salt again")
    nav = (NavEntry("part-1", "part-1", "Part", (chapter,)), again)
    ncx = etree.fromstring(ncx_page(replace(edition, nav=nav)).encode())
    points = [
        (len(list(p.iterancestors("{*}navPoint"))), p.get("playOrder"), p.findtext("{*}navLabel/{*}text"))
        for p in ncx.iter("{*}navPoint")
    ]
    assert points == [
        (0, "1", "Part"),
        (1, "2", "Salt"),
        (1, "3", "Deep"),
        (1, "4", "Deeper"),
        (0, "2", "Salt again"),
    ]


def test_the_cover_is_read_first_and_described(edition: Edition) -> None:
    data = make_epub(edition, jpeg())
    package = package_of(data)
    assert package.xpath("opf:spine/opf:itemref[1]/@idref", namespaces=NAMES) == ["cover"]
    assert package.xpath("//opf:item[@properties='cover-image']/@href", namespaces=NAMES) == ["cover.jpg"]
    page = etree.fromstring(files(data)["EPUB/cover.xhtml"])
    assert page.xpath("string(//h:img/@alt)", namespaces=NAMES) == (
        "A Shelf of Films & <Other> Rooms · Three of them · Ann Author · Bo Writer"
    )


def test_kindle_shows_the_cover_itself(edition: Edition) -> None:
    data = make_epub(replace(edition, settings=replace(edition.settings, store="kdp")), jpeg())
    assert "EPUB/cover.xhtml" not in files(data)
    assert "EPUB/cover.jpg" in files(data)
    assert dead_links(data) == []


def test_without_a_cover_nothing_speaks_of_one(edition: Edition) -> None:
    assert all(b"cover" not in data.lower() for data in files(make_epub(edition, None)).values())


# ---------------------------------------------------------------- what a reader could not open


def problems_of(edition: Edition) -> list[str]:
    with pytest.raises(BookError) as caught:
        make_epub(edition, None)
    return [str(problem) for problem in caught.value.problems]


def test_dead_links_are_all_reported(edition: Edition) -> None:
    page = document("ch-bad", "chapter", "Bad", '<p><a href="ch-none.xhtml">x</a><a href="ch-salt.xhtml#b9">y</a></p>')
    assert problems_of(with_document(edition, page)) == [
        "ch-bad.xhtml: error dead-link the page “Bad” links to “ch-none.xhtml”, which is not in this edition",
        "ch-bad.xhtml: error dead-link the page “Bad” links to “ch-salt.xhtml#b9”, which is not in this edition",
    ]


def test_a_page_that_is_not_well_formed(edition: Edition) -> None:
    [problem] = problems_of(with_document(edition, document("ch-bad", "chapter", "Bad", "<p>one<b></p>")))
    assert problem.startswith("ch-bad.xhtml:5:")
    assert "the page “Bad” is not well-formed XHTML" in problem


def test_files_that_nobody_has_or_that_are_far_away(edition: Edition) -> None:
    page = document(
        "ch-bad", "chapter", "Bad", '<p><img src="pictures/no.jpg" alt=""/><img src="//far/x.png" alt=""/></p>'
    )
    styled = replace(
        with_document(edition, page), css=edition.css + "p { background: url(http://far/y.png), url(data:,) }"
    )
    assert [problem.partition(" error ")[2].split(" ")[0] for problem in problems_of(styled)] == [
        "remote-file",
        "missing-file",
        "remote-file",
    ]


def test_a_broken_picture_is_named(edition: Edition, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"no picture")
    page = document("ch-x", "chapter", "X", '<p><img src="pictures/broken.jpg" alt="x"/></p>')
    shelf = {**edition.shelf, "pictures/broken.jpg": shelf_file(broken, "image/jpeg")}
    [problem] = problems_of(replace(with_document(edition, page), shelf=shelf))
    assert problem.startswith("pictures/broken.jpg: error broken-picture")


def test_a_file_that_is_gone_is_named(edition: Edition) -> None:
    edition.shelf["pictures/lake.jpg"].path.unlink()
    assert problems_of(edition) == [
        "pictures/lake.jpg: error unreadable cannot be read any more: no such file or directory"
    ]


def test_svg_inside_a_page_is_declared(edition: Edition, tmp_path: Path) -> None:
    body = '<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg></p>'
    data = make_epub(with_document(edition, document("ch-svg", "chapter", "S", body)), None)
    assert package_of(data).xpath("//opf:item[@id='ch-svg']/@properties", namespaces=NAMES) == ["svg"]


def test_pictures_that_change_their_format_keep_their_links(edition: Edition, tmp_path: Path) -> None:
    web = picture(tmp_path / "web.webp", (30, 20), lossless=True)
    page = document("ch-w", "chapter", "W", '<p><img src="pictures/web.webp" alt="w"/></p>')
    shelf = {**edition.shelf, "pictures/web.webp": shelf_file(web, "image/webp")}
    data = make_epub(replace(with_document(edition, page), shelf=shelf), None)
    assert b'src="pictures/web-webp.jpg"' in files(data)["EPUB/ch-w.xhtml"]
    assert dead_links(data) == []
    item = package_of(data).xpath("//opf:item[@href='pictures/web-webp.jpg']/@media-type", namespaces=NAMES)
    assert item == ["image/jpeg"]


def test_moving_pictures_make_the_hazards_unknown(edition: Edition, tmp_path: Path) -> None:
    from PIL import Image

    frames = [Image.new("L", (9, 9), shade) for shade in (0, 255)]
    frames[0].save(tmp_path / "flash.gif", save_all=True, append_images=frames[1:], duration=50)
    page = document("ch-f", "chapter", "F", '<p><img src="pictures/flash.gif" alt="f"/></p>')
    shelf = {**edition.shelf, "pictures/flash.gif": shelf_file(tmp_path / "flash.gif", "image/gif")}
    data = make_epub(replace(with_document(edition, page), shelf=shelf), None)
    hazards = package_of(data).xpath("//opf:meta[@property='schema:accessibilityHazard']/text()", namespaces=NAMES)
    assert hazards == ["unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard"]
    assert hashlib.sha256(files(data)["EPUB/pictures/flash.gif"]).hexdigest() == shelf["pictures/flash.gif"].digest
