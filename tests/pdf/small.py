"""A small edition made by hand, for tests of the layout: no files but faces and pictures."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

from book.model.edition import (
    Document,
    Edition,
    Geometry,
    LateDocument,
    Metadata,
    NavEntry,
    PrintedLocator,
    PrinterRules,
    ShelfFile,
)
from book.model.places import PageMap
from book.model.settings import Contributor, EditionSettings
from book.model.theme import Face

SERIF = Path(font_source_serif_pro.__file__).parent / "files"
SANS = Path(font_source_sans_pro.__file__).parent / "files"
FACES = (
    Face("Source Serif Pro", 400, "normal", "SourceSerifPro-Regular.otf", SERIF / "SourceSerifPro-Regular.otf"),
    Face("Source Serif Pro", 400, "italic", "SourceSerifPro-It.otf", SERIF / "SourceSerifPro-It.otf"),
    Face("Source Serif Pro", 700, "normal", "SourceSerifPro-Bold.otf", SERIF / "SourceSerifPro-Bold.otf"),
    Face("Source Sans Pro", 400, "normal", "SourceSansPro-Regular.otf", SANS / "SourceSansPro-Regular.otf"),
)
GEOMETRY = Geometry(152.4, 228.6, 19, 21, 20, 15)
CSS = """
body { font: 10pt/14pt "Source Serif Pro"; font-variant-numeric: oldstyle-nums; text-align: justify; hyphens: auto }
body, h1, p { margin: 0 } h1 { font-weight: 700; font-size: 20pt } p { orphans: 2; widows: 2; text-indent: 1em }
a { color: inherit; text-decoration: none }
.running.verso { position: running(verso); text-align: left }
.running.recto { position: running(recto); text-align: right }
.folio { position: running(folio); text-align: center; font: 9pt "Source Sans Pro"; font-variant-numeric: lining-nums }
@page { @bottom-center { content: element(folio) } }
@page :left { @top-left { content: element(verso); width: 100% } }
@page :right { @top-right { content: element(recto); width: 100% } }
.contents a.page { display: inline-block; width: 3em; text-align: right }
.contents a.page { font-variant-numeric: tabular-nums lining-nums }
"""
TEXT = """the winter light lies long upon the harbour wall and nobody who waits there has a name worth keeping while
a projector counts its frames for rooms of empty velvet chairs until someone laughs at last and the reel begins again"""


def shelf_file(path: Path, media_type: str) -> ShelfFile:
    return ShelfFile(path, media_type, hashlib.sha256(path.read_bytes()).hexdigest())


def faces_css(faces: tuple[Face, ...] = FACES) -> str:
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; font-style: {}; src: url("faces/{}") }}'
    return "\n".join(rule.format(face.family, face.weight, face.style, face.name) for face in faces)


def page_css(geometry: Geometry) -> str:
    return (
        f"@page {{ size: {geometry.width}mm {geometry.height}mm; bleed: {geometry.bleed}mm; "
        f"margin: {geometry.top}mm {geometry.outside}mm {geometry.bottom}mm {geometry.inside}mm }}\n"
        f"@page :left {{ margin-left: {geometry.outside}mm; margin-right: {geometry.inside}mm }}\n"
    )


def prose(seed: int, count: int) -> str:
    text = TEXT.split()
    words = (text[(seed * 7 + number * (3 + seed % 5)) % len(text)] for number in range(count))
    return " ".join(words).capitalize() + "."


def box(target: str, digits: str = "000") -> str:
    return f'<a class="page" href="x-page:{target}"><span class="digits">{digits}</span></a>'


def running(head: str) -> str:
    return (
        f'<div class="running verso">A Small Book</div><div class="running recto">{escape(head)}</div>'
        f'<div class="folio">{box("folio")}</div>'
    )


def xhtml(anchor: str, title: str, body: str, *, kind: str = "body chapter", numbered: bool = True) -> str:
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB">'
        f'<head><meta charset="utf-8"/><title>{escape(title)}</title></head><body class="{kind}">'
        f"{running(title) if numbered else ''}"
        f'<section id="{anchor}"><h1>{escape(title)}</h1>{body}</section></body></html>'
    )


def chapter(number: int, words: int = 900, more: str = "") -> Document:
    anchor = f"ch-film-{number}"
    text = "".join(f'<p id="{anchor}-b{n}">{prose(number * 31 + n, 90)}</p>' for n in range(words // 90))
    title = f"Film {number}"
    return Document(anchor, "chapter", "body", title, xhtml(anchor, title, text + more))


def metadata() -> Metadata:
    return Metadata(
        title="A Small Book",
        subtitle="",
        language="en-GB",
        identifier="urn:isbn:9780000000002",
        isbn="9780000000002",
        contributors=(Contributor("Ann Ähler", "aut", "Ähler, Ann"),),
        publisher="Lantern",
        published=date(2026, 11, 1),
        revised=date(2026, 11, 20),
        description="Films, ranked.",
        keywords=("film", "reviews"),
        subjects=(),
        series=None,
        rights="",
    )


def contents(chapters: tuple[Document, ...]) -> Document:
    lines = "".join(f"<p>{one.title} {box(one.id)}</p>" for one in chapters)
    return Document(
        "contents", "contents", "front", "Contents", xhtml("contents", "Contents", lines, kind="front contents")
    )


def title_page() -> Document:
    page = xhtml("title-page", "A Small Book", "<p>Ann Ähler</p>", kind="front title-page", numbered=False)
    return Document("title-page", "title-page", "front", "Title", page, start="recto", numbered=False)


def index() -> Document:
    return Document("index", "index", "back", "Index", "", late=True)


def write_index(anchors: tuple[str, ...]) -> object:
    def write(document: str, pages: PageMap) -> LateDocument:
        words = {f"l{number}": PrintedLocator(pages.folio(one), one) for number, one in enumerate(anchors)}
        lines = "".join(
            f'<p>{one.anchor}: <b><a href="x-locator:{name}">000</a></b>, and on</p>' for name, one in words.items()
        )
        return LateDocument(xhtml(document, "Index", lines, kind="back index"), words)

    return write


def edition(chapters: tuple[Document, ...], **changes: object) -> Edition:
    """Return an edition of title page, contents, chapters and an index of every chapter."""
    documents = (title_page(), contents(chapters), *chapters, index())
    anchors = tuple(one.id for one in chapters)
    made = Edition(
        settings=EditionSettings("paperback", "pdf"),
        slug="a-small-book",
        metadata=metadata(),
        documents=documents,
        css=faces_css() + CSS + page_css(GEOMETRY),
        faces=FACES,
        shelf={f"faces/{face.name}": shelf_file(face.path, "font/otf") for face in FACES},
        nav=(NavEntry("contents", "contents", "Contents"), *(NavEntry(d.id, d.id, d.title) for d in chapters)),
        geometry=GEOMETRY,
        rules=PrinterRules(),
        colour="grey",
        links=False,
        anchors={one.id: one.id for one in documents},
        write_late=write_index(anchors),  # type: ignore[arg-type]
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def screen(made: Edition) -> Edition:
    return replace(made, settings=EditionSettings("screen", "pdf", use="screen"), colour="colour", links=True)
