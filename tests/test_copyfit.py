"""Copyfitting: every film on its spread, or a word to the writer; the same however it is laid out."""

from __future__ import annotations

import io
import json
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from book.model.edition import PrinterRules
from book.pdf import fewest_pages
from book.pdf.fitting import share
from book.pipeline import check, choose_edition, equip, prepare, read
from book.problems import BookError, Problems
from book.typeset import fitting
from tests.books_to_fit import SETTINGS, made, text, write_book
from tests.end_to_end.books import bookmake


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return write_book(tmp_path_factory.mktemp("fit") / "book")


@pytest.fixture(scope="module")
def fitted(book):
    return made(book, book / "build" / ".cache")


def folios(pdf, rank: int) -> tuple[int, ...]:
    first, last = pdf.pages.pages[f"ch-film-{rank}"]
    return tuple(int(pdf.pages.folios[page]) for page in range(first, last + 1))


def test_every_film_that_fits_fills_its_spread_from_left_to_right(fitted):
    pdf, _ = fitted
    for rank in (5, 4, 3, 2):
        pages = folios(pdf, rank)
        assert len(pages) == 2, rank
        assert pages[0] % 2 == 0, rank
    assert len(folios(pdf, 6)) == 1


def test_what_does_not_fit_is_said_in_words_to_cut_or_in_pages_to_fill(fitted):
    _, problems = fitted
    said = {problem.source.file: problem for problem in problems if problem.code in ("too-long", "too-short")}
    assert sorted(said) == ["chapters/film-1.md", "chapters/film-5.md"]
    long = re.fullmatch(r"1 Film 1: (\d+) words too long for a spread", said["chapters/film-1.md"].message)
    assert long
    assert 100 < int(long[1]) < 400
    assert re.fullmatch(r"5 Film 5: too short by .* for a spread", said["chapters/film-5.md"].message)
    assert {problem.severity for problem in said.values()} == {"warning"}


def test_cutting_the_words_that_are_said_makes_it_fit(tmp_path, fitted):
    _, problems = fitted
    over = next(int(p.message.split(":")[1].split()[0]) for p in problems if p.code == "too-long")
    root = write_book(tmp_path / "cut")
    path = root / "chapters" / "film-1.md"
    path.write_text(path.read_text("utf-8").replace(text(1000, 1), text(1000 - over, 1)), "utf-8")
    _, now = made(root)
    left = [int(p.message.split(":")[1].split()[0]) for p in now if p.code == "too-long"]
    assert sum(left) < over / 8  # an estimate, but a good one


def test_the_same_bytes_with_one_process_or_two_cold_or_warm(book, fitted, tmp_path):
    pdf, problems = fitted
    for cache, jobs in ((book / "build" / ".cache", 1), (None, 2)):
        again, said = made(book, cache, jobs)
        assert again.data == pdf.data
        assert said == problems


def test_no_fit_lets_chapters_take_the_pages_they_take(book):
    pdf, problems = made(book, fit=False)
    assert not {"too-long", "too-short"} & {problem.code for problem in problems}
    assert len(folios(pdf, 5)) <= 2


SHOWN = re.compile(rb"1 0 0 -1 [\d.]+ ([\d.]+) Tm\n(?:/\S+ ([\d.]+) Tf)?")


def test_the_text_of_every_film_has_one_size_and_leading_on_one_grid(fitted):
    pdf, _ = fitted
    grids, sizes = set(), set()
    with pikepdf.open(io.BytesIO(pdf.data)) as pages:
        for rank in (4, 3, 2):
            page = pages.pages[pdf.pages.pages[f"ch-film-{rank}"][0] + 1]
            shown = SHOWN.findall(page.Contents.read_bytes())[:8]  # the first lines of a right page are text
            sizes |= {round(float(size) * 0.75, 2) for _, size in shown if size}
            grids |= {round(float(y) * 0.75 % 13.5, 1) for y, _ in shown}
    assert sizes == {10.5}
    assert len(grids) == 1


def test_sidebars_at_the_foot_stand_on_the_grid_of_the_text_and_end_where_the_facing_page_ends(fitted):
    pdf, _ = fitted
    top = 228.6 / 25.4 * 72 - 18 / 25.4 * 72
    for rank in (4, 3, 2):
        last = pdf.pages.pages[f"ch-film-{rank}"][1]
        tops = {anchor: rect for anchor, (page, rect) in pdf.tops().items() if page == last and "-b" in anchor}
        assert tops
        for anchor, rect in tops.items():
            lines = (top - rect.top) / 13.5
            assert lines == pytest.approx(round(lines), abs=0.02), anchor


def test_the_index_has_a_grid_of_its_own_from_the_head_of_the_page_on(fitted):
    pdf, _ = fitted
    top = 228.6 / 25.4 * 72 - 18 / 25.4 * 72
    entries = [rect for anchor, (_, rect) in pdf.tops().items() if anchor.startswith("index-e")]
    assert entries
    for rect in entries:
        lines = (top - rect.top) / (13.5 * 0.85)
        assert lines == pytest.approx(round(lines), abs=0.02)


def test_the_first_picture_of_a_review_is_the_openers_on_pages_and_stays_among_the_words_of_an_epub(tmp_path):
    root = write_book(tmp_path / "picture", f'{SETTINGS}[editions.ebook]\nformat = "epub"\n')
    Image.new("L", (1800, 1200), 90).save(root / "chapters" / "street.png")
    path = root / "chapters" / "film-4.md"
    path.write_text(path.read_text("utf-8").replace("\n\n", '\n\n![A street](street.png "A street")\n\n', 1), "utf-8")
    manuscript = read(root, Problems())
    pages = {}
    for form in ("pdf", "epub"):
        settings = choose_edition(manuscript.book, form, None)
        edition = prepare(manuscript, settings, equip(manuscript.book, settings, Problems()), Problems())
        pages[form] = next(one.xhtml for one in edition.documents if one.id == "ch-film-4")
    assert 'class="lead' in pages["pdf"]
    assert 'class="figure"' not in pages["pdf"]
    assert 'class="plate' not in pages["pdf"]
    assert 'class="figure"' in pages["epub"]
    assert 'class="lead' not in pages["epub"]


def test_a_book_over_what_its_printer_binds_is_told_which_films_are_too_long(book, monkeypatch):
    rules = PrinterRules(bands=((1, 8, 12.7), (9, 10, 30.0)), most_pages=10)
    monkeypatch.setattr("book.preflight.printer_rules", lambda _settings, _problems: rules)
    with pytest.raises(BookError) as error:
        made(book)
    assert {one.code for one in error.value.problems} == {"too-long", "too-many-pages"}
    many = next(one for one in error.value.problems if one.code == "too-many-pages")
    pages, over = (int(number) for number in re.findall(r"(\d+) (?:pages|too many)", many.message))
    assert over == pages - 10
    assert "make volumes" in many.hint


def test_bands_that_a_book_of_spreads_cannot_fall_in_are_not_laid_out(book):
    manuscript = read(book, Problems())
    settings = choose_edition(manuscript.book, "pdf", None)
    edition = prepare(manuscript, settings, equip(manuscript.book, settings, Problems()), Problems())
    assert fewest_pages(edition) == 9  # five films, each from a left page on; the sixth asks for one page


def test_check_tells_the_word_budget_before_any_layout(book):
    problems = Problems()
    check(book, problems)
    said = {p.source.file: p.message for p in problems if p.code == "word-budget"}
    assert set(said) == {"chapters/film-1.md", "chapters/film-5.md"}
    assert re.search(r"1 Film 1: 1,0\d\d words; 2 pages of countdown hold \d+ to \d+", said["chapters/film-1.md"])


def test_a_part_opens_with_a_band_that_the_contents_lead_to(fitted):
    pdf, _ = fitted
    assert pdf.pages.pages["part-1"][0] == pdf.pages.pages["ch-film-6"][0]
    assert pdf.pages.pages["part-2"][0] == pdf.pages.pages["ch-film-5"][0]


def test_the_report_and_the_plan_as_a_user_asks_for_them(book):
    run = bookmake("pdf", ".", "--report", "--json", cwd=book)
    lines = json.loads(run.out)["files"][0]["report"]
    assert all(line["page"] >= 1 and line["message"].startswith("page ") for line in lines)
    run = bookmake("plan", ".", "--trim", "6x9", "--json", cwd=book)
    (plan,) = json.loads(run.out)["plans"]
    assert plan["trim"] == "6x9"
    assert plan["too_long"] == 1
    assert 12 <= plan["pages"] <= 40
    assert {offer["printer"] for offer in plan["offers"]} >= {"kdp", "ingram"}
    assert bookmake("plan", ".", "--trim", "wide", cwd=book, check=False).code == 1


@given(st.lists(st.integers(0, 3), min_size=1, max_size=24), st.integers(-40, 60))
def test_the_first_rung_that_fits_is_found_whatever_each_gives(gains, start):
    spare = [float(start + sum(gains[: n + 1])) for n in range(len(gains))]
    asked: list[int] = []

    def trial(rung: int) -> fitting._Trial:
        asked.append(rung)
        return fitting._Trial(None, spare[rung])

    chosen = fitting._climb(len(gains), trial)
    fits = [rung for rung, left in enumerate(spare) if left >= 0]
    # Rungs that give nothing are alike: the first that fits, or one that leaves less than a line.
    assert chosen == (fits[0] if fits else len(gains) - 1) or 0 <= spare[chosen] < 1
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        (0.26, "a quarter of a page"), (0.33, "a third of a page"), (0.5, "half a page"),
        (0.66, "two thirds of a page"), (0.75, "three quarters of a page"), (1.0, "a page"),
        (1.5, "a page and a half"), (2.1, "2 pages"),
    ],
)  # fmt: skip
def test_shares_of_pages_are_said_as_one_says_them(pages, words):
    assert share(pages) == words
