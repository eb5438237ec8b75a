"""Readers' marks: files made to the formats of the devices, ten marks in each, all on their lines.

The forms are those of public collections and sources: My Clippings.txt in seven languages from parsers' own tests;
KOReader's readerannotation.lua and exporter.koplugin (targets json and my_clippings); KoboReader.sqlite of firmware
4.38 (tables Bookmark and content, with contents as rows of type 899); AEAnnotation*.sqlite of Apple Books;
annotation sets as Thorium 3 exports them (https://readium.org/annotations/).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import reduce
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from book.cli import main
from book.manuscript import read_book
from book.model.book import Book
from book.notes import find_marks, read_marks
from book.notes.koreader import read_lua
from book.notes.mark import Mark
from book.problems import BookError, Problems

CHAPTERS = {
    "harbour-lights.md": """---
rank: 3
title: Harbour Lights
directed_by: Vera Quill
---
A tug comes in at dawn with nobody at the wheel, and "the whole town" stands on the
quay to watch it. Nobody *says* a word for eleven minutes; the gulls do the talking.

Then the harbour master takes off his hat. It's the first kind thing anyone has done
in the film, and it is done to a boat.[^hat]

## Favourite scene

He lights the lamps one by one, walking backwards, so that he never has to see the
dark he is leaving behind.

[^hat]: He puts it on again too soon, my sister says.
""",
    "salt.md": """---
rank: 2
title: Salt
directed_by: Orla Penn
---
Two brothers divide a salt marsh with a rope. By spring the rope is a fence, and by
autumn the fence is a court case, which the marsh wins.

> You can't own what comes back twice a day.
>
> — the younger brother

* The rope is real hemp.
* The court is a chapel with the pews turned round.

Penn shot it in her own back garden and [flooded the road](https://example.org/road) to do so.
""",
    "nine-lamps.md": """---
rank: 1
title: Nine Lamps
directed_by: Vera Quill
---
A tug comes in at dawn once more, but this time there is a woman at the wheel.

Nine lamps, nine rooms, nine ways of saying goodnight: the plot could be written on
a matchbox, and in the last shot somebody strikes the match.
""",
}
MARKS: tuple[tuple[str, str, str, str], ...] = (  # words as the device has them, the reader's note, chapter, place
    ("“the whole town” stands on the quay", "too grand?", "Harbour Lights", "chapters/harbour-lights.md:6"),
    ("Nobody says a word for eleven minutes", "twelve", "Harbour Lights", "chapters/harbour-lights.md:7"),
    ("It’s the first kind thing anyone has done in the film", "", "Harbour Lights", "chapters/harbour-lights.md:9"),
    ("walking backwards, so that he never has", "lovely", "Harbour Lights", "chapters/harbour-lights.md:14"),
    ("He puts it on again too soon", "she is right", "Harbour Lights", "chapters/harbour-lights.md:17"),
    ("the fence was a court case, that the marsh wins", "tense", "Salt", "chapters/salt.md:7"),  # changed since
    ("You can’t own what comes back twice a day.", "source?", "Salt", "chapters/salt.md:9"),
    ("a chapel with the pews turned round", "typo", "Salt", "chapters/salt.md:14"),
    ("flooded the road to do so", "", "Salt", "chapters/salt.md:16"),
    ("A tug comes in at dawn", "again!", "Nine Lamps", "chapters/nine-lamps.md:6"),
)  # fmt: skip
PLACES = [place for *_, place in MARKS]
TITLE = "Three Films, Ranked"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "chapters").mkdir()
    (root / "book.toml").write_text(f'[book]\ntitle = "{TITLE}"\nlanguage = "en-GB"\ncontributors = ["Ann Author"]\n')
    for name, text in CHAPTERS.items():
        (root / "chapters" / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return read_book(folder, Problems())


def kindle(path: Path) -> None:
    entries = []
    for number, (words, note, _, _) in enumerate(MARKS, start=1):
        title = f"\ufeff{TITLE} (Ann Author)"
        where, when = f"Location {number * 20}-{number * 20 + 2}", "Added on Sunday, 1 March 2026 10:11:12"
        entries.append(f"{title}\r\n- Your Highlight on page {number} | {where} | {when}\r\n\r\n{words}\r\n")
        if note:
            entries.append(
                f"{title}\r\n- Your Note on page {number} | Location {number * 20 + 2} | {when}\r\n\r\n{note}\r\n"
            )
    entries.append(f"{TITLE} (Ann Author)\r\n- Your Bookmark on page 9 | Location 99 | {when}\r\n\r\n\r\n")
    path.write_text("".join(f"{entry}==========\r\n" for entry in entries), encoding="utf-8", newline="")


LANGUAGES = {  # highlight, note, bookmark, date; {p} is a page, {a} and {b} are locations
    "german": ("- Ihre Markierung bei Position {a}-{b}", "- Ihre Notiz bei Position {b}",
               "- Ihr Lesezeichen bei Position {b}", "Hinzugefügt am Sonntag, 1. März 2026 10:11:12"),
    "french": ("- Votre surlignement sur la page {p} | Emplacement {a}-{b}",
               "- Votre note sur la page {p} | Emplacement {b}",
               "- Votre signet sur la page {p} | Emplacement {b}", "Ajouté le dimanche 1 mars 2026 10:11:12"),
    "spanish": ("- Tu subrayado en la página {p} | posición {a}-{b}", "- Tu nota en la página {p} | posición {b}",
                "- Tu marcador en la página {p} | posición {b}", "Añadido el domingo, 1 de marzo de 2026 10:11:12"),
    "italian": ("- La tua evidenziazione alla posizione {a}-{b}", "- La tua nota alla posizione {b}",
                "- Il tuo segnalibro alla posizione {b}", "Aggiunto in data domenica 1 marzo 2026 10:11:12"),
    "dutch": ("- Je highlight op pagina {p} | locatie {a} t/m {b}", "- Je notitie op pagina {p} | locatie {b}",
              "- Je bladwijzer op pagina {p} | locatie {b}", "Toegevoegd op zondag 1 maart 2026 10:11:12"),
    "russian": ("– Ваш выделенный отрывок на странице {p} | Место {a}–{b}", "– Ваша заметка в месте {b}",
                "– Ваша закладка в месте {b}", "Добавлено: воскресенье, 1 марта 2026 г. в 10:11:12"),
    "chinese": ("- 您在第 {p} 页（位置 #{a}-{b}）的标注", "- 您在第 {p} 页（位置 #{b}）的笔记",
                "- 您在位置 #{b} 的书签", "添加于 2026年3月1日星期日 上午10:11:12"),
    "japanese": ("- {p}ページ|位置No. {a}-{b}のハイライト ", "- {p}ページ|位置No. {b}のメモ ",
                 "- {p}ページ|位置No. {b}のブックマーク ", "作成日: 2026年3月1日日曜日 10:11:12"),
    "old": ("- Highlight on Page {p} | Loc. {a}-{b:.2}", "- Note on Page {p} | Loc. {b}",
            "- Bookmark on Page {p} | Loc. {b}", "Added on Sunday, March 01, 2026, 10:11 AM"),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_kindles_in_every_language(language: str, book: Book, tmp_path: Path) -> None:
    highlight, note, bookmark, when = LANGUAGES[language]
    entries = []
    for number, (words, said, _, _) in enumerate(MARKS, start=1):
        at = {"p": number, "a": f"{number + 10}30", "b": f"{number + 10}36"}
        ends = highlight.replace("{b:.2}", "36").format(**at)
        entries.append(f"{TITLE} (Author, Ann)\n{ends} | {when}\n\n{words}\n")
        if said:
            entries.append(f"{TITLE} (Author, Ann)\n{note.format(**at)} | {when}\n\n{said}\n")
        entries.append(f"{TITLE} (Author, Ann)\n{bookmark.format(**at)} | {when}\n\n\n")
    (tmp_path / "My Clippings.txt").write_text("".join(f"{one}==========\n" for one in entries), encoding="utf-8")
    found = find_marks(read_marks(tmp_path / "My Clippings.txt"), book)
    assert [one.mark.note for one in found] == [said for _, said, _, _ in MARKS]
    assert [str(one.source).rpartition(":")[0] for one in found] == PLACES


def lua(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\\n") + '"'


def koreader(path: Path) -> None:
    entries = "".join(
        f"        [{number}] = {{\n"
        f'            ["chapter"] = {lua(chapter)},\n            ["color"] = "yellow",\n'
        f'            ["datetime"] = "2026-03-01 10:11:12",\n            ["drawer"] = "lighten",\n'
        + (f'            ["note"] = {lua(note)},\n' if note else "")
        + f'            ["page"] = "/body/DocFragment[{number}]/body/section/div/p[3]/text().12",\n'
        f'            ["pageno"] = {number},\n            ["pos0"] = "/body/DocFragment[{number}]/body/p/text().12",\n'
        f'            ["text"] = {lua(words)},\n        }},\n'
        for number, (words, note, chapter, _) in enumerate(MARKS, start=1)
    )
    path.write_text(
        f'-- /mnt/onboard/three.sdr/metadata.epub.lua\nreturn {{\n    ["annotations"] = {{\n{entries}    }},\n'
        f'    ["doc_pages"] = 31,\n    ["doc_props"] = {{\n        ["title"] = {lua(TITLE)},\n    }},\n'
        '    ["percent_finished"] = 0.5,\n    ["summary"] = {["status"] = "reading"},\n}\n',
        encoding="utf-8",
    )


def old_koreader(path: Path) -> None:
    entries = "".join(
        f'[{number}] = {{["highlighted"] = true, ["notes"] = {lua(words)}, ["chapter"] = {lua(chapter)}, '
        f'["text"] = {lua(note or f"Page {number} {words} @ 2020-01-02 03:04:05")}}},\n'
        for number, (words, note, chapter, _) in enumerate(MARKS, start=1)
    )
    path.write_text(
        f'-- we can read Lua syntax here!\nreturn {{\n["bookmarks"] = {{\n{entries}}},\n}}\n', encoding="utf-8"
    )


def koreader_clippings(path: Path) -> None:
    """KOReader's export in the manner of a Kindle: pages alone, and here several marks on each."""
    when = "Added on Sunday, March 01, 2026 10:11:12 AM"
    path.write_text(
        "".join(
            f"{TITLE}\n- Your highlight on page {number // 2} | {when}\n\n{words}\n==========\n"
            + (f"{TITLE}\n- Your note on page {number // 2} | {when}\n\n{note}\n==========\n" if note else "")
            for number, (words, note, _, _) in enumerate(MARKS, start=2)
        ),
        encoding="utf-8",
    )


def koreader_json(path: Path) -> None:
    entries = [
        {"sort": "highlight", "drawer": "lighten", "page": number, "time": 1772359872, "chapter": chapter,
         "text": words} | ({"note": note} if note else {})
        for number, (words, note, chapter, _) in enumerate(MARKS, start=1)
    ]  # fmt: skip
    exported = {"title": TITLE, "author": "Ann Author", "number_of_pages": 31, "file": "/mnt/onboard/three.epub"}
    path.write_text(json.dumps({**exported, "entries": entries, "created_on": 1772359872, "version": "json/1.0.0"}))


KOBO = """
CREATE TABLE Bookmark (BookmarkID TEXT NOT NULL, VolumeID TEXT NOT NULL, ContentID TEXT NOT NULL,
  StartContainerPath TEXT NOT NULL, StartContainerChildIndex INTEGER NOT NULL, StartOffset INTEGER NOT NULL,
  EndContainerPath TEXT NOT NULL, EndContainerChildIndex INTEGER NOT NULL, EndOffset INTEGER NOT NULL, Text TEXT,
  Annotation TEXT, ExtraAnnotationData BLOB, DateCreated TEXT, ChapterProgress REAL NOT NULL DEFAULT 0,
  Hidden BOOL NOT NULL DEFAULT 0, Version TEXT, DateModified TEXT, Creator TEXT, UUID TEXT, UserID TEXT,
  SyncTime TEXT, Published BIT default false, ContextString TEXT, Type TEXT, Color INTEGER DEFAULT 0,
  PRIMARY KEY (BookmarkID));
CREATE TABLE content (ContentID TEXT NOT NULL, ContentType TEXT NOT NULL, MimeType TEXT NOT NULL, BookID TEXT,
  BookTitle TEXT, Title TEXT COLLATE NOCASE, VolumeIndex INTEGER, Depth INTEGER, PRIMARY KEY (ContentID));
"""


def kobo(path: Path) -> None:
    volume, mime = "file:///mnt/onboard/three.kepub.epub", "application/x-kobo-epub+zip"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(KOBO)
        database.execute("INSERT INTO content VALUES (?, '6', ?, NULL, NULL, ?, -1, NULL)", (volume, mime, TITLE))
        for number, (words, note, chapter, _) in enumerate(MARKS):
            file = f"EPUB/ch-{chapter.lower().replace(' ', '-')}.xhtml"
            content = f"/mnt/onboard/three.kepub.epub!!{file}"
            for id_, kind, title in ((content, "9", file), (f"{content}-1", "899", chapter)):
                row = (id_, kind, mime, volume, TITLE, title, number, 1)
                database.execute("INSERT OR IGNORE INTO content VALUES (?,?,?,?,?,?,?,?)", row)
            places = ("span#kobo\\.3\\.1", 0, 4, "span#kobo\\.3\\.2", 0, 9)
            kind = "note" if note else "highlight"
            mark = (
                str(number),
                volume,
                content,
                *places,
                f"\n   {words}",
                note or None,
                "2026-03-01T10:11:12",
                "false",
            )
            insert = (
                "INSERT INTO Bookmark (BookmarkID, VolumeID, ContentID, StartContainerPath, StartContainerChildIndex,"
                " StartOffset, EndContainerPath, EndContainerChildIndex, EndOffset, Text, Annotation, DateCreated,"
                " Hidden, ChapterProgress, Type) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
            )
            database.execute(insert, (*mark, number / 10, kind))
        for id_, text, hidden, kind in (("d", None, "false", "dogear"), ("h", "the gulls do", "true", "highlight")):
            database.execute(insert, (id_, *mark[1:9], text, None, "2026", hidden, 0.1, kind))
        database.execute(insert, ("m", *mark[1:9], None, None, "2026", "false", 0.1, "markup"))  # drawn with a pen
        database.commit()


def apple(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        _annotate(database, 0)


def _annotate(database: sqlite3.Connection, begin: int) -> None:
    """Write the table of Apple Books and the marks from a number on."""
    database.execute(
        "CREATE TABLE IF NOT EXISTS ZAEANNOTATION (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER,"
        " ZANNOTATIONDELETED INTEGER, ZANNOTATIONISUNDERLINE INTEGER, ZANNOTATIONSTYLE INTEGER,"
        " ZANNOTATIONTYPE INTEGER, ZPLABSOLUTEPHYSICALLOCATION INTEGER, ZPLLOCATIONRANGEEND INTEGER,"
        " ZPLLOCATIONRANGESTART INTEGER, ZANNOTATIONCREATIONDATE TIMESTAMP, ZANNOTATIONMODIFICATIONDATE TIMESTAMP,"
        " ZANNOTATIONASSETID VARCHAR, ZANNOTATIONLOCATION VARCHAR, ZANNOTATIONNOTE VARCHAR,"
        " ZANNOTATIONREPRESENTATIVETEXT VARCHAR, ZANNOTATIONSELECTEDTEXT VARCHAR, ZANNOTATIONUUID VARCHAR,"
        " ZFUTUREPROOFING5 VARCHAR)"
    )
    insert = (
        "INSERT INTO ZAEANNOTATION (Z_PK, ZANNOTATIONDELETED, ZANNOTATIONTYPE, ZANNOTATIONSTYLE,"
        " ZPLLOCATIONRANGESTART, ZANNOTATIONASSETID, ZANNOTATIONLOCATION, ZANNOTATIONNOTE,"
        " ZANNOTATIONREPRESENTATIVETEXT, ZANNOTATIONSELECTEDTEXT, ZFUTUREPROOFING5) VALUES (?,?,?,?,?,?,?,?,?,?,?)"
    )
    asset, place = "8F2C31D5A0B94E7788C1D2E3F4A5B6C7", "epubcfi(/6/12[ch-salt]!/4/2[ch-salt-b2]/2/1,:3,:40)"
    for number, (words, note, chapter, _) in enumerate(MARKS):
        if number >= begin:
            row = (number + 1, 0, 2, 3, number, asset, place, note or None, f"… {words} …", words, chapter)
            database.execute(insert, row)
    if not begin:
        database.execute(insert, (99, 1, 2, 3, 99, asset, place, None, "x", "deleted", ""))
        database.execute(insert, (100, 0, 3, 0, 0, asset, place, None, None, None, None))  # where the reader is
    database.commit()


def test_marks_that_are_not_in_the_database_itself_yet(book: Book, tmp_path: Path) -> None:
    """Apple Books writes into a file beside its database first; both are read, and neither is changed."""
    place, whole = tmp_path / "AEAnnotation_v10312011_1727_local.sqlite", tmp_path / "whole.sqlite"
    apple(whole)
    with closing(sqlite3.connect(place)) as writing:
        writing.execute("PRAGMA journal_mode = WAL")
        writing.execute("PRAGMA wal_autocheckpoint = 0")
        _annotate(writing, 3)
        files = {one: one.read_bytes() for one in tmp_path.iterdir() if not one.name.endswith("-shm")}
        assert any(one.name.endswith("-wal") and data for one, data in files.items())
        assert len(read_marks(place)) == len(MARKS) - 3
        assert {one: one.read_bytes() for one in files} == files
    assert len(read_marks(whole)) == len(MARKS)


def readium(path: Path) -> None:
    items = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:uuid:{number}",
            "type": "Annotation",
            "created": "2026-03-01T10:11:12Z",
            "motivation": "highlighting",
            "body": {
                "type": "TextualBody",
                "value": note,
                "format": "text/plain",
                "color": "yellow",
                "tag": "",
                "highlight": "solid",
            },
            "target": {
                "source": f"EPUB/ch-{chapter.lower().replace(' ', '-')}.xhtml",
                "meta": {"headings": [{"level": 1, "txt": chapter}], "page": str(number)},
                "selector": [
                    {
                        "type": "FragmentSelector",
                        "conformsTo": "http://www.idpf.org/epub/linking/cfi/epub-cfi.html",
                        "value": "epubcfi(/6/4[ch]!/4/10[b],/2/1:1,/3:4)",
                    },
                    {"type": "TextQuoteSelector", "exact": f"{words[:5]}\n    {words[5:]}", "prefix": "", "suffix": ""},
                    {"type": "CssSelector", "value": "#b", "refinedBy": {"type": "TextPositionSelector", "start": 4}},
                ],
            },
        }
        for number, (words, note, chapter, _) in enumerate(MARKS)
    ]
    bookmark = {**items[0], "motivation": "bookmarking", "body": {"type": "TextualBody", "value": "", "tag": ""}}
    about = {"dc:identifier": ["urn:thorium:1"], "dc:title": TITLE, "dc:publisher": [], "dc:creator": ["Ann Author"]}
    generator = {"id": "https://github.com/edrlab/thorium-reader", "type": "Software", "name": "Thorium 3.2.0"}
    head = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:uuid:0", "type": "AnnotationSet"}
    exported = {**head, "generator": generator, "title": "Annotations set", "about": about, "items": [*items, bookmark]}
    path.write_text(json.dumps(exported), encoding="utf-8")


def locators(path: Path) -> None:
    rows = [
        {"locator": {"href": "a.xhtml", "title": chapter, "text": {"highlight": words}}, "note": note}
        for words, note, chapter, _ in MARKS
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")


def table(path: Path) -> None:
    rows = [f'"{TITLE}";"{chapter}";"{words}";"{note}"' for words, note, chapter, _ in MARKS]
    path.write_text("\n".join(['"Book Title";"Chapter";"Highlight";"Note"', *rows]), encoding="utf-8-sig")


FORMATS: list[Callable[[Path], None]] = [
    kindle, koreader, koreader_json, koreader_clippings, old_koreader, kobo, apple, readium, locators, table,
]  # fmt: skip


@pytest.mark.parametrize("make", FORMATS, ids=lambda make: make.__name__)
def test_ten_of_ten_land_on_their_lines(make: Callable[[Path], None], book: Book, tmp_path: Path) -> None:
    make(tmp_path / "marks")
    marks = read_marks(tmp_path / "marks")
    found = {one.mark.words.replace(" ", ""): one for one in find_marks(marks, book)}
    assert len(marks) == len(MARKS)
    for written, note, _, place in MARKS:
        words = written.replace(" ", "")  # a line may have been broken anywhere
        source = found[words].source
        assert source is not None, words
        assert f"{source.file}:{source.line}" == place, words
        assert found[words].mark.note == note
        assert (found[words].likeness == 100) is ("fencewas" not in words)


def test_marks_in_a_pdf(folder: Path, book: Book, tmp_path: Path) -> None:
    """The printed edition with highlights over the words, as a PDF reader saves them."""
    import pikepdf
    import pypdfium2

    from book.pipeline import choose_edition, make_pdf, read
    from book.workshop import Workshop

    manuscript = read(folder, Problems())
    made = make_pdf(manuscript, choose_edition(manuscript.book, "pdf", None), Problems(), Workshop(None, 1))
    (tmp_path / "plain.pdf").write_bytes(made.data)
    wanted = {"eleven minutes": 7, "harbour master takes off": 9, "pews turned": 14, "written on": 8}
    with pypdfium2.PdfDocument(made.data) as shown, pikepdf.open(tmp_path / "plain.pdf") as pdf:
        for words in wanted:
            for number, page in enumerate(pdf.pages):
                text = shown[number].get_textpage()
                if (hit := text.search(words).get_next()) is None:
                    continue
                boxes = [text.get_rect(n) for n in range(text.count_rects(*hit))]
                quads = [
                    part
                    for left, bottom, right, top in boxes
                    for part in (left, top, right, top, left, bottom, right, bottom)
                ]
                note = pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Highlight, Contents=pikepdf.String(f"about {words}"),
                    Rect=pikepdf.Array(boxes[0]), QuadPoints=pikepdf.Array(quads),
                )  # fmt: skip
                page.Annots = pdf.make_indirect(pikepdf.Array([*page.get("/Annots", []), note]))
        pdf.save(tmp_path / "marked.pdf")
    found = find_marks(read_marks(tmp_path / "marked.pdf"), book)
    assert {one.mark.note: one.source.line for one in found if one.source} == {
        f"about {words}": line for words, line in wanted.items()
    }


def test_as_a_user(folder: Path, tmp_path: Path) -> None:
    kindle(tmp_path / "My Clippings.txt")
    with (tmp_path / "My Clippings.txt").open("a", encoding="utf-8") as file:
        file.write(
            "Other Book (Bo)\n- Your Highlight on page 3 | Added on …\n\nNothing that stands in this one.\n==========\n"
        )
    result = CliRunner().invoke(main, ["notes", str(tmp_path / "My Clippings.txt"), str(folder)])
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "chapters/salt.md:14:16: “a chapel with the pews turned round” — typo" in lines
    assert "chapters/salt.md:7:8: “the fence was a court case, that the marsh wins” (changed since) — tense" in lines
    assert "1 of 11 marks are of no words of this book:" in lines
    as_json = CliRunner().invoke(main, ["notes", str(tmp_path / "My Clippings.txt"), str(folder), "--json"])
    assert sum(mark["source"] is not None for mark in json.loads(as_json.stdout)["marks"]) == 10


@pytest.mark.parametrize(
    "data",
    [
        b"", b"just words", b"\x00\x01\x02", b"SQLite format 3\0", b"%PDF-1.7", b"{", b"[1, 2", b"return {",
        b"-- return {{{{", b"a,b\n1,2\n", b"SQLite format 3\0" + b"\0" * 4000, b"return {[1]=" * 500, b"[" * 100_000,
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_no_file_of_marks_is_a_problem(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "marks").write_bytes(data)
    with pytest.raises(BookError, match="no-marks"):
        read_marks(tmp_path / "marks")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="no such file"):
        read_marks(tmp_path / "none")


@given(st.text(max_size=60))
def test_any_string_of_lua_is_read_back(words: str) -> None:
    words = words.replace("\r", "").replace("\x00", "")
    found = read_lua(
        f'return {{ ["annotations"] = {{ [1] = {{ ["drawer"]="x", ["text"]="w", ["note"]={lua(words)} }} }} }}'
    )
    assert [mark.note for mark in found] == [words]


CHANGES = (
    ('"the whole town" stands', '"the entire town" is'),
    ("a word for eleven minutes", "one word for ten minutes"),
    ("kind thing anyone has done", "kind thing anybody had done"),
    ("walking backwards, so", "stepping backwards so"),
    ("again too soon", "again too quickly"),
    ("autumn the fence is", "winter the fence is"),
    ("own what comes back", "own what returns"),
    ("with the pews turned round", "with its pews turned around"),
    ("flooded the road", "flooded a road"),
    ("A tug comes in at dawn with", "A tug comes in at daybreak with"),
    ("A tug comes in at dawn once", "A tug comes in at sunrise once"),
)


@pytest.mark.parametrize("make", [koreader, kobo, readium, apple], ids=lambda make: make.__name__)
def test_ten_of_ten_in_a_text_that_was_changed_since(make: Callable[[Path], None], tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.toml").write_text(f'[book]\ntitle = "{TITLE}"\ncontributors = ["Ann Author"]\n')
    for name, text in CHAPTERS.items():
        changed = reduce(lambda words, change: words.replace(*change), CHANGES, text)
        (tmp_path / "chapters" / name).write_text(changed, encoding="utf-8")
    make(tmp_path / "marks")
    found = find_marks(read_marks(tmp_path / "marks"), read_book(tmp_path, Problems()))
    assert all(one.likeness < 100 for one in found), "every marked passage was changed"
    places = {one.mark.words.replace(" ", ""): f"{one.source.file}:{one.source.line}" for one in found if one.source}
    assert places == {words.replace(" ", ""): place for words, _, _, place in MARKS}


def test_marks_of_other_books_are_not_taken_for_ours(book: Book) -> None:
    marks = [Mark("A tug comes in at dawn", book=name) for name in (f"{TITLE} (Ann Author)", "Tugs (Bo)", "")]
    assert [one.source is None for one in find_marks(marks, book)] == [False, True, False]
    assert find_marks(marks[1:2], book)[0].source, "a file that names no book of ours may name ours by another name"


def test_short_words_are_only_found_as_they_are(book: Book) -> None:
    found = find_marks([Mark("gulls"), Mark("gollz"), Mark("", "a note alone")], book)
    assert [one.source.line if one.source else None for one in found] == [7, None, None]
