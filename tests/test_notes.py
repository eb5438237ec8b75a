"""Readers' marks: files made to the formats of the devices, ten marks in each, all on their lines."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
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


def kindle_in_german(path: Path) -> None:
    when = "Hinzugefügt am Sonntag, 1. März 2026 10:11:12"
    entries = []
    for number, (words, note, _, _) in enumerate(MARKS, start=1):
        where = f"bei Position {number * 20}-{number * 20 + 2}"
        entries.append(f"{TITLE} (Author, Ann)\n- Ihre Markierung {where} | {when}\n\n{words}\n")
        if note:
            entries.append(f"{TITLE} (Author, Ann)\n- Ihre Notiz bei Position {number * 20 + 2} | {when}\n\n{note}\n")
    path.write_text("".join(f"{entry}==========\n" for entry in entries), encoding="utf-8")


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


def kobo(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE TABLE Bookmark (BookmarkID TEXT, VolumeID TEXT, ContentID TEXT, StartContainerPath TEXT, Text TEXT,"
            " Annotation TEXT, DateCreated TEXT, ChapterProgress REAL, Hidden BIT, Type TEXT)"
        )
        database.execute("CREATE TABLE content (ContentID TEXT, ContentType TEXT, BookTitle TEXT, Title TEXT)")
        volume = "file:///mnt/onboard/three.epub"
        for number, (words, note, chapter, _) in enumerate(MARKS):
            content = f"{volume}#(6)EPUB/ch-{chapter.lower().replace(' ', '-')}.xhtml"
            row = (str(number), volume, content, "span#kobo.3.1", words, note or None, "2026-03-01", number / 10, 0)
            database.execute(
                "INSERT INTO Bookmark VALUES (?,?,?,?,?,?,?,?,?,?)", (*row, "note" if note else "highlight")
            )
            database.execute("INSERT INTO content VALUES (?,?,?,?)", (content, "9", TITLE, chapter))
        database.execute("DELETE FROM content WHERE rowid NOT IN (SELECT min(rowid) FROM content GROUP BY ContentID)")
        database.execute("INSERT INTO Bookmark (VolumeID, Type) VALUES (?, 'dogear')", (volume,))
        database.commit()


def apple(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "CREATE TABLE ZAEANNOTATION (Z_PK INTEGER PRIMARY KEY, ZANNOTATIONDELETED INTEGER, ZPLLOCATIONRANGESTART"
            " INTEGER, ZANNOTATIONASSETID VARCHAR, ZANNOTATIONNOTE VARCHAR, ZANNOTATIONREPRESENTATIVETEXT VARCHAR,"
            " ZANNOTATIONSELECTEDTEXT VARCHAR, ZFUTUREPROOFING5 VARCHAR)"
        )
        for number, (words, note, chapter, _) in enumerate(MARKS):
            row = (number, 0, number, "A1B2", note or None, f"… {words} …", words, chapter)
            database.execute("INSERT INTO ZAEANNOTATION VALUES (?,?,?,?,?,?,?,?)", row)
        database.execute("INSERT INTO ZAEANNOTATION VALUES (99, 1, 99, 'A1B2', NULL, 'x', 'deleted', '')")
        database.commit()


def readium(path: Path) -> None:
    items = [
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:uuid:{number}",
            "type": "Annotation",
            "created": "2026-03-01T10:11:12Z",
            "motivation": "highlighting",
            "body": {"type": "TextualBody", "value": note, "format": "text/plain", "color": "yellow"},
            "target": {
                "source": f"EPUB/ch-{chapter.lower().replace(' ', '-')}.xhtml",
                "meta": {"headings": [{"level": 1, "txt": chapter}]},
                "selector": [
                    {"type": "TextQuoteSelector", "exact": words, "prefix": "", "suffix": ""},
                    {"type": "ProgressionSelector", "value": 0.5},
                ],
            },
        }
        for number, (words, note, chapter, _) in enumerate(MARKS)
    ]
    about = {"dc:title": TITLE, "dc:creator": ["Ann Author"]}
    path.write_text(json.dumps({"type": "AnnotationSet", "about": about, "items": items}), encoding="utf-8")


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
    kindle, kindle_in_german, koreader, old_koreader, kobo, apple, readium, locators, table,
]  # fmt: skip


@pytest.mark.parametrize("make", FORMATS, ids=lambda make: make.__name__)
def test_ten_of_ten_land_on_their_lines(make: Callable[[Path], None], book: Book, tmp_path: Path) -> None:
    make(tmp_path / "marks")
    marks = read_marks(tmp_path / "marks")
    found = {one.mark.words: one for one in find_marks(marks, book)}
    assert len(marks) == len(MARKS)
    for words, note, _, place in MARKS:
        source = found[words].source
        assert source is not None, words
        assert f"{source.file}:{source.line}" == place, words
        assert found[words].mark.note == note
        assert (found[words].likeness == 100) is ("fence was" not in words)


def test_marks_in_a_pdf(folder: Path, book: Book, tmp_path: Path) -> None:
    """The printed edition with highlights over the words, as a PDF reader saves them."""
    import pikepdf
    import pypdfium2

    from book.pipeline import Workshop, choose_edition, make_pdf, read

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


def test_short_words_are_only_found_as_they_are(book: Book) -> None:
    found = find_marks([Mark("gulls"), Mark("gollz"), Mark("", "a note alone")], book)
    assert [one.source.line if one.source else None for one in found] == [7, None, None]
