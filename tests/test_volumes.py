"""Volumes: how they are numbered, what they say of each other, and an index of them all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from book.edition.desk import Desk
from book.edition.epub_prose import EpubWriter
from book.edition.print_prose import PrintWriter
from book.edition.selection import select
from book.edition.ways import Ways
from book.excerpts import excerpt
from book.manuscript import read_book
from book.manuscript.settings import read_settings
from book.model.edition import VolumePages
from book.model.index import Index
from book.model.places import PageMap
from book.model.prose import FilmRef
from book.model.settings import EditionSettings, Volume
from book.pipeline import make_epub, make_pdf, read
from book.planning import volumes_of
from book.problems import Problems
from book.sources import Folder
from book.volumes import pages_of_others
from book.workshop import Workshop
from tests.edition.sample import EBOOK, edition_of, sample_book
from tests.edition.sample import PAPERBACK as WHOLE
from tests.end_to_end.books import chapter

VOLUMES = (Volume(1, 2, 3, "one"), Volume(2, 1, 1, "two"))
ONE = replace(WHOLE, name="one", first=3, last=2, volume=1, volumes=VOLUMES)
TWO = replace(WHOLE, name="two", first=1, last=1, volume=2, volumes=VOLUMES)


def volumes(tmp_path: Path, editions: str, order: str = "countdown") -> tuple[dict[str, int | None], list[str]]:
    text = f'[book]\ntitle = "T"\n[order]\ndirection = "{order}"\n{editions}'
    (tmp_path / "book.toml").write_text(text, encoding="utf-8")
    problems = Problems()
    found = read_settings(Folder(tmp_path), problems)
    return {one.name: one.volume for one in found.editions}, [problem.code for problem in problems]


def edition(name: str, first: int | None, last: int | None, more: str = 'format = "pdf"') -> str:
    ends = [f"{key} = {rank}" for key, rank in (("from", first), ("to", last)) if rank]
    return "\n".join([f"[editions.{name}]", more, *ends, ""])


@pytest.mark.parametrize(("order", "numbers"), [("countdown", (1, 2)), ("ascending", (2, 1))])
def test_volumes_are_numbered_as_they_are_read(tmp_path: Path, order: str, numbers: tuple[int, int]) -> None:
    found, problems = volumes(tmp_path, edition("low", 20, 1) + edition("high", 30, 21), order)
    assert (found["high"], found["low"]) == numbers
    assert not problems


def test_each_format_binding_and_trim_has_volumes_of_its_own(tmp_path: Path) -> None:
    editions = (
        edition("a", 30, 16) + edition("b", 15, 1) + edition("whole", None, None)
        + edition("c", 30, 21, 'format = "epub"') + edition("d", 20, 11, 'format = "epub"')
        + edition("e", 10, 1, 'format = "epub"') + edition("kindle", 10, 1, 'format = "epub"\nstore = "kindle"')
        + edition("extract", 10, 1, 'format = "pdf"\ntrim = "5x8"')
    )  # fmt: skip
    found, problems = volumes(tmp_path, editions)
    assert found == {"a": 1, "b": 2, "whole": None, "c": 1, "d": 2, "e": 3, "kindle": 3, "extract": None}
    assert not problems


def test_where_a_volume_is_said_the_others_are_none(tmp_path: Path) -> None:
    second = edition("b", 15, 1, 'format = "pdf"\nvolume = 7')
    found, problems = volumes(tmp_path, edition("a", 20, 3) + second + edition("sample", 3, 1))
    assert found == {"a": None, "b": 7, "sample": None}
    assert not problems


def test_one_end_of_a_range_is_enough(tmp_path: Path) -> None:
    found, problems = volumes(tmp_path, edition("rest", None, 21) + edition("top", 20, None))
    assert found == {"rest": 1, "top": 2}
    assert not problems


def test_an_index_of_all_is_for_volumes(tmp_path: Path) -> None:
    _, problems = volumes(tmp_path, edition("a", None, None, 'format = "pdf"\nindex = "all"'))
    assert problems == ["missing-setting"]


def gaps(tmp_path: Path, editions: str) -> list[str]:
    (tmp_path / "chapters").mkdir(exist_ok=True)
    for rank in (1, 2, 5, 9):
        (tmp_path / "chapters" / f"{rank}.md").write_text(
            f"---\nrank: {rank}\ntitle: Film {rank}\n---\nWords.\n", "utf-8"
        )
    (tmp_path / "book.toml").write_text(f'[book]\ntitle = "T"\n{editions}', encoding="utf-8")
    problems = Problems()
    read_book(tmp_path, problems)
    return [problem.message for problem in problems if problem.code == "rank-gap"]


def test_ranks_that_no_volume_wants_are_no_gaps(tmp_path: Path) -> None:
    assert gaps(tmp_path, edition("a", 9, 9) + edition("b", 5, 5) + edition("c", 2, 1)) == []
    assert gaps(tmp_path, edition("a", 9, 7) + edition("b", 6, 1)) == ["no chapters have the ranks 3–4, 6–8"]
    assert gaps(tmp_path, edition("b", 9, 8) + edition("a", 2, 1)) == ["no chapter has rank 8"]
    assert gaps(tmp_path, edition("a", 2, 1) + edition("whole", None, None)) == ["no chapters have the ranks 3–4, 6–8"]


# ---------------------------------------------------------------- what a volume says


@pytest.mark.parametrize("settings", [ONE, replace(ONE, use="screen"), replace(ONE, format="epub")])
def test_a_film_of_another_volume(tmp_path: Path, settings: EditionSettings) -> None:
    book = sample_book(tmp_path)
    selection = select(book, Index(), settings, Problems(), credits_page=False)
    assert [one.rank for one in selection.chapters] == [3, 2]
    ways = Ways(selection.format, {page.id: page.id for page in selection.pages})
    desk = Desk(book, Index(), selection, ways)
    writer = EpubWriter if settings.format == "epub" else PrintWriter
    said = str(writer(desk, book.chapters[0]).inlines((FilmRef("Third"),)))
    assert "(see no.\u00a01 in volume\u00a02)" in said
    assert "href" not in said
    assert "x-page" not in said
    twice = str(writer(desk, book.chapters[0]).inlines((FilmRef("Third"), FilmRef("Third"))))
    assert twice.count("volume") == 1


def test_the_number_is_on_the_pages_that_name_the_book(tmp_path: Path) -> None:
    book = sample_book(tmp_path)
    for settings, words in ((TWO, "Volume 2"), (WHOLE, "")):
        made = edition_of(book, settings)
        assert made.metadata.volume_words == words
        assert made.metadata.whole_title == ", ".join(part for part in (book.settings.title, words) if part)
    ids = {edition_of(book, replace(EBOOK, isbn="", volume=number)).metadata.identifier for number in (None, 1, 2)}
    assert len(ids) == 3


def test_all_volumes_are_laid_out_until_their_pages_rest() -> None:
    asked: list[tuple[str, tuple[int, ...]]] = []

    def lay_out(settings: EditionSettings, others: tuple[VolumePages, ...]) -> PageMap:
        asked.append((settings.name, tuple(one.number for one in others)))
        return PageMap({"index": (len(others), len(others))}, ("1", "2"))

    found = pages_of_others((ONE, TWO), replace(TWO, index="all"), lay_out)
    assert [(one.number, one.map.pages["index"]) for one in found] == [(1, (1, 1))]
    assert asked == [("one", ()), ("two", ()), ("one", (2,)), ("two", (1,)), ("one", (2,)), ("two", (1,))]


def test_an_excerpt_of_a_volume_indexes_itself(tmp_path: Path) -> None:
    cut, _ = excerpt(sample_book(tmp_path), replace(TWO, index="all"), only=(1, 1), sample=None)
    assert cut.index == "volume"


# ---------------------------------------------------------------- whole volumes

SETTINGS = """\
[book]
title = "A Shelf of Films"
language = "en-GB"
contributors = ["Ann Author"]
[editions.one]
format = "pdf"
printers = ["any"]
from = 4
to = 3
[editions.two]
format = "pdf"
printers = ["any"]
from = 2
to = 1
index = "all"
[editions.ebook-one]
format = "epub"
from = 4
to = 3
index = "all"
[editions.ebook-two]
format = "epub"
from = 2
to = 1
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    (root / "chapters").mkdir()
    (root / "book.toml").write_text(SETTINGS, "utf-8")
    for rank in range(1, 5):
        (root / "chapters" / f"film-{rank}.md").write_text(chapter(rank, paragraphs=3), "utf-8")
    return root


def words_of(pdf: bytes) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_an_index_of_all_volumes_names_the_volume(shelf: Path) -> None:
    problems = Problems()
    manuscript = read(shelf, problems)
    named = {one.name: one for one in manuscript.book.settings.editions}
    assert [one.volume for one in volumes_of(manuscript.book, named["two"])] == [1, 2]
    first, second = (make_pdf(manuscript, named[name], problems, Workshop()) for name in ("one", "two"))
    assert not problems.has_errors
    assert any("Volume 2" in page for page in words_of(second.data)[:4])
    index = "\n".join(words_of(second.data)[second.pages.pages["index"][0] :])
    for one, number in ((first, 1), (second, 2)):
        rank = 4 if number == 1 else 2
        assert f"{number}:{one.pages.folio(f'ch-film-{rank}')}" in index
    assert "A number before a colon is the volume." in " ".join(index.split())
    own = "\n".join(words_of(first.data)[first.pages.pages["index"][0] :])
    assert "1:" not in own


def test_volumes_as_ebooks(shelf: Path) -> None:
    problems = Problems()
    manuscript = read(shelf, problems)
    named = {one.name: one for one in manuscript.book.settings.editions}
    made = make_epub(manuscript, named["ebook-one"], problems, Workshop())
    assert [one.rank for one in made.edition.documents if one.kind == "chapter"] == [4, 3]
    index = next(one.xhtml for one in made.edition.documents if one.id == "index")
    assert ">2: 1 " in index or ", 2: 2 " in index
    other = make_epub(manuscript, named["ebook-two"], problems, Workshop())
    assert made.edition.metadata.identifier != other.edition.metadata.identifier
    assert not problems.has_errors
