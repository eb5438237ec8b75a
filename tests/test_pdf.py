"""Whole PDFs from small editions, judged by other readers than the one that wrote them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from book.cli.progress import Progress
from book.model.edition import PrinterRules
from book.pdf import make_pdf
from book.problems import BookError, Source
from book.typeset.engine import Typesetter, typeset
from book.typeset.job import TypesetJob
from tests.pdf.small import (
    CSS,
    GEOMETRY,
    box,
    chapter,
    edition,
    faces_css,
    metadata,
    page_css,
    screen,
    shelf_file,
    xhtml,
)

REFERENCE = f"<p>See <i>Film 3</i> (no. 3, page {box('ch-film-3')}) and page {box('ch-film-5')}.</p>"
CHAPTERS = tuple(chapter(number, 180 + number * 430 % 800, REFERENCE) for number in range(1, 6))


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def printed(cache):
    return make_pdf(edition(CHAPTERS), cache=cache, jobs=2)


def opened(made) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.data))


def texts(made) -> list[str]:
    document = pypdfium2.PdfDocument(made.data)
    try:
        return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def test_every_printed_number_is_true(printed):
    pages = texts(printed)
    begins = {}
    for position, text in enumerate(pages):
        for line in text.splitlines():
            if (found := re.fullmatch(r"Film (\d+)", line.strip())) and position > 1:
                begins.setdefault(f"ch-film-{found[1]}", position)
    folios = [text.strip().splitlines()[-1].strip() if text.strip() else "" for text in pages]
    for number in range(1, 6):
        anchor = f"ch-film-{number}"
        position = begins[anchor]
        assert printed.pages.pages[anchor][0] == position
        assert printed.pages.folio(anchor) == folios[position]
        assert re.search(rf"Film {number}\s+{folios[position]}\n", f"{pages[1]}\n"), pages[1]
        assert f"{anchor}: {folios[position]}, and on\n" in pages[printed.pages.pages["index"][0]]
    three, five = (folios[begins[f"ch-film-{number}"]] for number in (3, 5))
    sentence = f"See Film 3 (no. 3, page {three}) and page {five}."
    assert sum(sentence in text for text in pages) == 5
    assert list(printed.pages.folios) == [
        "" if position == 0 or not text.strip() else folios[position] for position, text in enumerate(pages)
    ]
    assert folios[1:3] == ["ii", "1"]


def test_the_file_is_sound_and_its_boxes_exact(printed):
    with opened(printed) as pdf:
        assert pdf.check() == [] if hasattr(pdf, "check") else True
        assert len(pdf.pages) == printed.page_count
        assert printed.page_count % 2 == 0
        for page in pdf.pages:
            for name in ("MediaBox", "TrimBox", "BleedBox"):
                assert [float(side) for side in page.obj[f"/{name}"]] == [0, 0, 432, 648]
            assert "/Annots" not in page.obj
        assert "/Outlines" not in pdf.Root
        assert "/Names" not in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"


def fonts_of(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {
        str(thing.BaseFont): thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Subtype") == "/Type0"
    }


def test_each_face_is_embedded_once_with_all_that_is_used(printed):
    with opened(printed) as pdf:
        fonts = fonts_of(pdf)
        names = sorted(name.partition("+")[2] for name in fonts)
        assert names == ["SourceSansPro-Regular", "SourceSerifPro-Bold", "SourceSerifPro-It", "SourceSerifPro-Regular"]
        for font in fonts.values():
            program = font.DescendantFonts[0].FontDescriptor.FontFile3
            assert program.Subtype == "/CIDFontType0C"
            assert len(program.read_bytes()) < 40_000
            widths = len(font.DescendantFonts[0].W.unparse())
            assert widths > 10


@pytest.mark.skipif(not shutil.which("qpdf") or not shutil.which("pdffonts"), reason="without qpdf and poppler")
def test_other_tools_find_nothing_wrong(printed, tmp_path):
    path = tmp_path / "book.pdf"
    path.write_bytes(printed.data)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    listed = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
    assert listed.stderr == ""
    rows = [line.split() for line in listed.stdout.splitlines()[2:]]
    assert len(rows) == 4
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_viewers_show_the_printed_numbers(printed):
    with opened(printed) as pdf:
        labels = [page.label for page in pdf.pages]
    assert labels[:4] == ["i", "ii", "1", "2"]
    for position, folio in enumerate(printed.pages.folios):
        assert folio in ("", labels[position])


def test_the_file_says_what_it_is_and_when(printed, cache, monkeypatch):
    with opened(printed) as pdf:
        assert str(pdf.docinfo["/Title"]) == "A Small Book"
        assert str(pdf.docinfo["/Author"]) == "Ann Ähler"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261101000000Z"
        assert str(pdf.docinfo["/ModDate"]) == "D:20261120000000Z"
        with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
            assert said["dc:title"] == "A Small Book"
            assert said["dc:creator"] == ["Ann Ähler"]
            assert said["xmp:ModifyDate"] == "2026-11-20T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    with opened(make_pdf(edition(CHAPTERS), cache=cache, jobs=1)) as pdf:
        assert str(pdf.docinfo["/ModDate"]) == "D:19700102000000Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    undated = replace(metadata(), published=None, revised=None)
    with opened(make_pdf(edition(CHAPTERS, metadata=undated), cache=cache, jobs=1)) as pdf:
        assert "/ModDate" not in pdf.docinfo
    late = replace(metadata(), published=date(2026, 1, 2), revised=None)
    with opened(make_pdf(edition(CHAPTERS, metadata=late), cache=cache, jobs=1)) as pdf:
        assert str(pdf.docinfo["/ModDate"]) == "D:20260102000000Z"


def test_cold_warm_and_any_number_of_processes_give_the_same_bytes(printed, cache):
    made = edition(CHAPTERS)
    assert make_pdf(made, cache=cache, jobs=2).data == printed.data
    assert make_pdf(made, cache=None, jobs=1).data == printed.data


EDITS = {
    "a chapter grows by a page": lambda chapters: (chapters[0], chapter(2, 1500, REFERENCE), *chapters[2:]),
    "two chapters change places": lambda chapters: (chapters[1], chapters[0], *chapters[2:]),
    "a chapter goes": lambda chapters: (*chapters[:1], *chapters[2:]),
    "a chapter comes": lambda chapters: (*chapters[:4], chapter(77, 200), *chapters[4:]),
    "a reference changes": lambda chapters: (chapter(1, 880, f"<p>Page {box('ch-film-4')}</p>"), *chapters[1:]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_a_warm_build_equals_a_clean_one(cache, printed, edit):
    edited = edition(EDITS[edit](CHAPTERS))
    warm = make_pdf(edited, cache=cache, jobs=1)
    assert warm.data == make_pdf(edited, cache=None, jobs=1).data
    assert warm.data != printed.data


def test_a_picture_changed_under_the_same_name_is_seen(cache, tmp_path):
    path = tmp_path / "a.png"
    figure = chapter(1, 90, '<p><img src="pictures/a.png" alt=""/></p>')
    sizes = []
    for shade in (0, 255):
        Image.new("L", (10, 10), shade).save(path)
        shelf = {**edition(()).shelf, "pictures/a.png": shelf_file(path, "image/png")}
        sizes.append(make_pdf(edition((figure,), shelf=shelf), cache=cache, jobs=1).data)
    assert sizes[0] != sizes[1]


def test_a_picture_shown_twice_is_one_object(cache, tmp_path):
    path = tmp_path / "a.png"
    Image.effect_noise((40, 40), 80).save(path)
    shelf = {**edition(()).shelf, "pictures/a.png": shelf_file(path, "image/png")}
    chapters = tuple(chapter(number, 90, '<p><img src="pictures/a.png" alt=""/></p>') for number in (1, 2, 3))
    with opened(make_pdf(edition(chapters, shelf=shelf), cache=cache, jobs=1)) as pdf:
        images = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
        assert len(images) == 1


def test_a_chapter_on_a_recto_follows_a_clean_blank_page(cache):
    chapters = tuple(replace(chapter(number, 90), start="recto") for number in (1, 2))
    made = make_pdf(edition(chapters), cache=cache, jobs=1)
    assert made.pages.folios == ("", "ii", "1", "", "3", "4")
    blank = texts(made)[3]
    assert blank == ""
    with opened(made) as pdf:
        assert pdf.pages[3].Contents.read_bytes() == b"q Q"  # some readers refuse a page without content


def test_bleed_is_within_the_media_box(cache):
    bled = replace(GEOMETRY, bleed=3.175)
    styles = faces_css() + CSS + "@page { background: #eee }" + page_css(bled)
    made = make_pdf(edition((chapter(1, 300),), geometry=bled, css=styles), cache=cache, jobs=1)
    with opened(made) as pdf:
        for page in pdf.pages:
            assert [float(side) for side in page.obj.MediaBox] == [0, 0, 450, 666]
            assert [float(side) for side in page.obj.TrimBox] == [9, 9, 441, 657]
    document = pypdfium2.PdfDocument(made.data)
    picture = document[2].render(scale=0.5, grayscale=True).to_pil()
    document.close()
    assert {picture.getpixel(place) for place in ((0, 0), (picture.width - 1, 0), (0, picture.height - 1))} == {0xEE}


def test_a_grey_edition_paints_with_one_ink(cache):
    styles = faces_css() + CSS + "h1 { color: #c00; background: linear-gradient(to right, gold, navy) }"
    styles += "p { opacity: 0.5; color: rebeccapurple }" + page_css(GEOMETRY)
    with opened(make_pdf(edition((chapter(1, 90),), css=styles), cache=cache, jobs=1)) as pdf:
        written = b"".join(
            thing.read_bytes()
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Stream) and (thing.get("/Subtype") == "/Form" or "/Subtype" not in thing)
        )
        assert not re.search(rb"\s(rg|RG)\s", written)
        assert b"/DeviceRGB" not in b"".join(
            thing.unparse(resolved=True) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)
        )


def test_a_theme_that_changes_the_page_is_stopped(cache):
    styles = faces_css() + CSS + page_css(GEOMETRY) + "@page { size: 100mm 100mm }"
    with pytest.raises(BookError) as raised:
        make_pdf(edition((chapter(1, 90),), css=styles), cache=cache, jobs=1)
    assert {problem.code for problem in raised.value.problems} == {"page-size"}


def test_problems_of_the_page_name_the_line_they_were_written_on(cache):
    bad = chapter(1, 90, '<p id="ch-film-1-b7">A snowman ☃</p><p><a href="x-page:ch-nowhere">000</a></p>')
    sources = {"ch-film-1": Source("chapters/one.md", 1), "ch-film-1-b7": Source("chapters/one.md", 12)}
    with pytest.raises(BookError) as raised:
        make_pdf(edition((bad,), sources=sources), cache=cache, jobs=1)
    assert [(str(problem.source), problem.code) for problem in raised.value.problems] == [
        ("chapters/one.md:12", "no-glyph")
    ]
    dead = chapter(1, 90, f"<p>{box('ch-nowhere')}</p>")
    with pytest.raises(BookError) as raised:
        make_pdf(edition((dead,), sources=sources), cache=cache, jobs=1)
    assert [(str(problem.source), problem.code) for problem in raised.value.problems] == [
        ("chapters/one.md:1", "dead-link")
    ]


def test_pages_with_errors_are_not_kept(tmp_path):
    bad = chapter(1, 90, "<p>A snowman ☃</p>")
    for _ in range(2):
        with pytest.raises(BookError):
            make_pdf(edition((bad,)), cache=tmp_path, jobs=1)
    assert not list(tmp_path.glob("pages/??/*"))[3:]


def test_a_screen_edition_carries_cover_links_and_bookmarks(cache):
    link = '<p><a href="x-link:ch-film-2">there</a> <a href="https://example.org/">out</a></p>'
    chapters = (chapter(1, 300, link), chapter(2, 300), chapter(3, 90, REFERENCE.replace("film-5", "film-1")))
    made = edition(chapters)
    cover = typeset(TypesetJob(xhtml("cover", "A Small Book", "", numbered=False), made.css, made.shelf)).pdf
    screened = make_pdf(screen(made), cache=cache, jobs=1, cover=cover)
    with opened(screened) as pdf:
        assert screened.page_count == len(pdf.pages)
        assert screened.pages.pages["cover"] == (0, 0)
        assert screened.pages.folios[:4] == ("", "", "ii", "1")
        assert [page.label for page in pdf.pages][1:4] == ["i", "ii", "1"]
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", [])]
        where = {pdf.pages[number].objgen: number for number in range(len(pdf.pages))}
        inside = [where[note.Dest[0].objgen] for note in notes if "/Dest" in note]
        begin = {number: screened.pages.pages[f"ch-film-{number}"][0] for number in (1, 2, 3)}
        assert inside == [begin[each] for each in (1, 2, 3, 2, 3, 1, 1, 2, 3)]
        last = [[float(part) for part in note.Rect] for note in pdf.pages[-1].obj.Annots]
        assert all(3 < right - left < 9 for left, _, right, _ in last), "a link is as wide as its one figure"
        assert [str(note.A.URI) for note in notes if "/A" in note] == ["https://example.org/"]
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Contents", "Film 1", "Film 2", "Film 3"]
            assert [where[item.destination[0].objgen] for item in outline.root] == [2, begin[1], begin[2], begin[3]]
        assert pdf.Root.PageMode == "/UseOutlines"
        # The cover's own faces are the book's.
        assert len({name.partition("+")[2] for name in fonts_of(pdf)}) == len(fonts_of(pdf)) == 4
    assert "A Small Book" in texts(screened)[0]


def test_numbers_are_found_in_half_transparent_groups_too(cache):
    styles = faces_css() + CSS + ".folio, .faint { opacity: 0.5 }" + page_css(GEOMETRY)
    inside = (
        f'<div class="faint"><p>Page {box("ch-film-2")} or <span class="faint">{box("ch-film-1")}</span>.</p></div>'
    )
    made = make_pdf(edition((chapter(1, 90, inside), chapter(2, 90)), css=styles), cache=cache, jobs=1)
    first = texts(made)[2]
    assert "Page 2 or 1." in first
    assert first.strip().endswith("\n1")


def test_progress_reaches_its_end(cache):
    told: list[tuple[int, int, int]] = []
    made = make_pdf(
        edition((chapter(1, 91), chapter(2, 92))),
        cache=None,
        jobs=1,
        progress=lambda done, of, pages: told.append((done, of, pages)),
    )
    assert told[0] == (1, 5, 0), "the index waits"
    assert told[-1] == (5, 5, 1)
    assert max(pages for _, _, pages in told) == made.page_count - 2, "but the index, and the page left blank"


def test_progress_tells_pages_and_the_time_left(monkeypatch, capsys):
    now = [0.0]
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setattr("time.perf_counter", lambda: now[0])
    progress = Progress()
    progress.step("lay out")
    for seconds, done, pages in ((0.0, 40, 0), (0.5, 45, 12), (2.0, 50, 25)):
        now[0] = seconds
        progress.pages(done, 100, pages)
    shown = capsys.readouterr().err.split("\r\x1b[K")
    assert shown[2:] == [
        "lay out: 40 of 100",
        "lay out: 45 of 100, 12 pages",
        "lay out: 50 of 100, 25 pages, about 10 s left",
    ]


def test_a_print_run_of_four_page_sheets(cache):
    made = make_pdf(edition((chapter(1, 90),), rules=PrinterRules(page_multiple=4)), cache=cache, jobs=1)
    assert made.page_count % 4 == 0


def test_a_broken_cache_folder_is_a_warning_and_the_same_book(tmp_path, printed):
    folder = tmp_path / "cache"
    folder.write_text("a file")
    made = make_pdf(edition(CHAPTERS), cache=folder, jobs=1)
    assert made.data == printed.data
    assert [problem.code for problem in made.problems] == ["cache"]


def test_an_edit_that_moves_every_page_lays_out_one_unit(tmp_path, monkeypatch):
    chapters = tuple(chapter(number, 200) for number in range(1, 7))
    make_pdf(edition(chapters), cache=tmp_path, jobs=1)
    laid_out: list[str] = []
    original = Typesetter.sides
    monkeypatch.setattr(Typesetter, "sides", lambda self, job: laid_out.append(job.name) or original(self, job))
    grown = (chapters[0], chapter(2, 600), *chapters[2:])
    before, after = (make_pdf(edition(each), cache=tmp_path, jobs=1).pages for each in (chapters, grown))
    assert after.pages["ch-film-6"][0] - before.pages["ch-film-6"][0] == 1
    assert laid_out == ["ch-film-2"]


def test_words_after_a_locator_follow_it(printed):
    document = pypdfium2.PdfDocument(printed.data)
    try:
        words = document[printed.pages.pages["index"][0]].get_textpage()
        text = words.get_text_range()
        lines = list(re.finditer(r"ch-film-\d: (\d+)(,) (a)nd on", text))
        assert [found[1] for found in lines] == [printed.pages.folio(f"ch-film-{number}") for number in range(1, 6)]
        for found in lines:
            figure, comma, letter = (words.get_charbox(at) for at in (found.end(1) - 1, found.start(2), found.start(3)))
            assert -0.5 < comma[0] - figure[2] < 2
            assert 1 < letter[0] - comma[2] < 5
    finally:
        document.close()
