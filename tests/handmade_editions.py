"""Editions made by hand, for the rooms that package and dress them."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path

from PIL import Image

from book.model.edition import Document, Edition, Landmark, Metadata, NavEntry, ShelfFile
from book.model.settings import Contributor, EditionSettings, Series, Subject
from book.model.theme import Face

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head><meta charset="utf-8"/><title>{title}</title><link rel="stylesheet" type="text/css" href="book.css"/></head>
<body class="{kind}">{body}</body>
</html>
"""
COVER_PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en-GB" xml:lang="en-GB">
<head><meta charset="utf-8"/><title>Cover</title></head>
<body class="cover"><section id="cover">{body}</section></body>
</html>
"""

METADATA = Metadata(
    title="A Shelf of Films & <Other> Rooms",
    subtitle="Three of them",
    language="en-GB",
    identifier="urn:uuid:6c3e2b3e-6c70-5a0e-9a4b-6c8a31b6b3c1",
    isbn="978-0-306-40615-7",
    contributors=(
        Contributor("Ann Author", "aut", "Author, Ann"),
        Contributor("Bo Writer", "aut", "Writer, Bo"),
        Contributor("Cy Drawer", "ill", "Drawer, Cy"),
    ),
    publisher="The Shelf Press",
    published=date(2026, 1, 2),
    revised=date(2026, 3, 4),
    description="Three films,\nin order.",
    keywords=("films", "lists"),
    subjects=(Subject("PER004030", "bisac"), Subject("ATFB", "thema"), Subject("Cinema")),
    series=Series("Shelves", 2),
    rights="All rights reserved.",
    access_modes=("textual", "visual"),
    accessibility_summary="Every picture is described.",
)


def document(key: str, kind: str, title: str, body: str, **more: object) -> Document:
    place = {"chapter": "body", "index": "back"}.get(kind, "front")
    return Document(key, kind, place, title, PAGE.format(title=title, kind=kind, body=body), **more)  # type: ignore[arg-type]


def shelf_file(path: Path, media_type: str) -> ShelfFile:
    return ShelfFile(path, media_type, hashlib.sha256(path.read_bytes()).hexdigest())


def picture(path: Path, size: tuple[int, int] = (60, 40), mode: str = "RGB", **saved: object) -> Path:
    """Write a picture with a gradient, so that scaling it is seen."""
    image = Image.linear_gradient("L").resize(size).convert(mode)
    image.save(path, **saved)  # type: ignore[arg-type]
    return path


def jpeg(size: tuple[int, int] = (160, 256)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#204060").save(out, "JPEG")
    return out.getvalue()


def serif(weight: str = "Regular") -> Path:
    import font_source_serif_pro

    return Path(font_source_serif_pro.__file__).parent / "files" / f"SourceSerifPro-{weight}.otf"


def handmade(folder: Path) -> Edition:
    """An EPUB edition with a bit of everything: notes, a sidebar, a picture, a face, a part, an index."""
    lake = picture(folder / "lake.jpg")
    unused = picture(folder / "unused.png")
    ornament = folder / "ornament.svg"
    ornament.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    documents = (
        document("title-page", "title-page", "Title", '<section id="title-page"><h1>A Shelf</h1></section>'),
        document(
            "contents",
            "contents",
            "Contents",
            '<nav id="contents" role="doc-toc" aria-label="Contents"><ol>'
            '<li><a href="ch-salt.xhtml">Salt</a></li><li><a href="index.xhtml#index-A">A</a></li></ol></nav>',
        ),
        document("part-1", "part", "The tail", '<section id="part-1"><h1>The tail</h1></section>'),
        document(
            "ch-salt",
            "chapter",
            "2. Salt",
            '<section id="ch-salt" epub:type="chapter" role="doc-chapter"><h1>Salt</h1>'
            '<p id="ch-salt-b1">Seen once.<a class="noteref" epub:type="noteref" role="doc-noteref" href="#ch-salt-n1"'
            ' id="ch-salt-r1">1</a> See <a href="ch-lamps.xhtml#ch-lamps-s1">the lamps</a> and '
            '<a href="https://example.org/">outside</a>.</p>'
            '<figure id="ch-salt-b2"><img src="pictures/lake.jpg" alt="A lake"/></figure>'
            '<aside class="footnote" epub:type="footnote" role="doc-footnote" id="ch-salt-n1"><p>Twice. '
            '<a role="doc-backlink" href="#ch-salt-r1">Back</a></p></aside></section>',
            pictures=("lake.jpg",),
        ),
        document(
            "ch-lamps",
            "chapter",
            "1. Nine Lamps",
            '<section id="ch-lamps" epub:type="chapter" role="doc-chapter"><h1>Nine Lamps</h1>'
            '<p id="ch-lamps-b1">Łódź, naïve, <b>office</b>.</p>'
            '<aside class="sidebar" epub:type="sidebar" id="ch-lamps-s1" aria-labelledby="ch-lamps-s1-label">'
            '<h2 id="ch-lamps-s1-label">Favourite scene</h2><p>The end.</p></aside></section>',
        ),
        document(
            "index",
            "index",
            "Index",
            '<section id="index"><h1>Index</h1><h2 id="index-A">A</h2><ul><li id="index-e1">Author, Ann, '
            '<a href="ch-salt.xhtml#ch-salt-b1">2</a></li></ul></section>',
        ),
    )
    return Edition(
        settings=EditionSettings("ebook", "epub"),
        slug="a-shelf",
        metadata=METADATA,
        documents=documents,
        css=(
            '@font-face { font-family: "Serif"; src: url("faces/serif.otf"); }\n'
            "body { font-family: Serif, serif; font-variant-numeric: oldstyle-nums; }\n"
            'hr { background: url("theme/ornament.svg"); } /* url("theme/none.png") */\n'
        ),
        faces=(Face("Serif", 400, "normal", "serif.otf", serif()),),
        shelf={
            "pictures/lake.jpg": shelf_file(lake, "image/jpeg"),
            "pictures/unused.png": shelf_file(unused, "image/png"),
            "faces/serif.otf": shelf_file(serif(), "font/otf"),
            "faces/unused.otf": shelf_file(serif("Bold"), "font/otf"),
            "theme/ornament.svg": shelf_file(ornament, "image/svg+xml"),
        },
        nav=(
            NavEntry(
                "part-1",
                "part-1",
                "The tail",
                (NavEntry("ch-salt", "ch-salt", "2. Salt"), NavEntry("ch-lamps", "ch-lamps", "1. Nine <Lamps> & more")),
            ),
            NavEntry("index", "index", "Index"),
        ),
        landmarks=(
            Landmark("cover", "The cover", "cover", "cover"),
            Landmark("toc", "Contents", "contents", "contents"),
            Landmark("bodymatter", "Start", "part-1", "part-1"),
            Landmark("index", "Index", "index", "index"),
        ),
        cover_xhtml=COVER_PAGE.format(body="<h1>A Shelf</h1>"),
        cover_css='@font-face { font-family: "Serif"; src: url("faces/serif.otf"); }\n'
        "body { font-family: Serif; margin: 0; background: #204060; } section { padding: 20mm; color: #fff; }",
    )
