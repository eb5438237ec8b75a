"""What is saved is shown: galleys first, the whole behind them, the last good views whatever happens."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from book.problems import BookError
from book.proof import Order, Serving, serve
from tests.proof.conftest import WORDS, at_rest, edit, get, until, write_book


def page_words(serving: Serving, page: int) -> str:
    """Return the words on a page that is shown, from the PDF it is drawn from."""
    document, number, _ = serving.session.values("book")["print"]["pages"][page]
    data = serving.session.state.pictures._files[document]
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return " ".join(pdf[number].get_textpage().get_text_range().split())
    finally:
        pdf.close()


def shown_at(serving: Serving, anchor: str) -> int:
    page: int = next(one["page"] for one in serving.session.values("book")["pieces"] if one["anchor"] == anchor)
    return page


def test_the_index_shows_mentions_in_context_and_suspects(serving: Serving) -> None:
    index = serving.session.values("index")
    entries = {entry["heading"]: entry for group in index["groups"] for entry in group["entries"]}
    assert [place["title"] for place in entries["Cotillard, Marion"]["places"]] == ["Salt", "Nine Lamps"]
    place = entries["Mann, Michael"]["places"][0]
    assert place["roles"] == ["Directed by"]
    assert place["folio"] == serving.session.values("book")["print"]["pages"][shown_at(serving, "ch-heat")][2]
    (suspect,) = index["suspects"]
    assert suspect["words"] == "Marion Cottilard"
    assert suspect["line_words"][1] == "Marion Cottilard"


def test_a_saved_chapter_is_shown_in_both_views_before_the_whole_is_made_again(serving: Serving) -> None:
    root = serving.session.order.root
    page = shown_at(serving, "ch-heat")
    before = serving.session.values("book")["print"]["pages"]
    number = serving.session.number
    edit(root, "heat", "First words", "Second thoughts")
    until(lambda: serving.session.number > number, "the galley")
    (news, *_) = serving.session.wait_for_news(number, 1) or []
    assert news[1] == {"kind": "galley", "anchor": "ch-heat", "file": "chapters/heat.md"}
    galley = page_words(serving, page)
    assert "Second thoughts of Heat" in galley
    assert "Second thoughts of Heat" in get(serving, "epub/EPUB/ch-heat.xhtml").decode()
    now = serving.session.values("book")["print"]["pages"]
    assert [folio for *_, folio in now] == [folio for *_, folio in before]
    until(lambda: at_rest(serving), "the whole")
    assert serving.session.values("book")["print"]["pages"][page][0].startswith("whole-")
    assert page_words(serving, page) == galley


def test_a_chapter_that_grows_moves_the_pages_behind_it(serving: Serving) -> None:
    root = serving.session.order.root
    count = len(serving.session.values("book")["print"]["pages"])
    after, number = shown_at(serving, "ch-nine-lamps"), serving.session.number
    edit(root, "salt", "First words", f"First {WORDS * 40} words")
    until(lambda: serving.session.number > number, "the galley")
    values = serving.session.values("book")
    grown = len(values["print"]["pages"]) - count
    assert grown >= 2
    assert shown_at(serving, "ch-nine-lamps") == after + grown
    assert "First words of Nine Lamps" in page_words(serving, after + grown)
    until(lambda: at_rest(serving), "the whole")
    assert "First words of Nine Lamps" in page_words(serving, shown_at(serving, "ch-nine-lamps"))
    assert not serving.session.values("book")["settling"]


def test_a_broken_chapter_shows_its_problem_and_leaves_the_last_good_view(serving: Serving) -> None:
    root = serving.session.order.root
    edit(root, "the-cheat", "directed_by", "directd_by")
    until(lambda: "unknown-key" in {one["code"] for one in serving.session.values("book")["problems"]}, "the problem")
    (problem,) = (one for one in serving.session.values("book")["problems"] if one["code"] == "unknown-key")
    assert (problem["file"], problem["line"], problem["anchor"]) == ("chapters/the-cheat.md", 5, "ch-the-cheat")
    assert problem["page"] == shown_at(serving, "ch-the-cheat")
    assert "First words of The Cheat" in page_words(serving, problem["page"])
    until(lambda: not serving.session.values("book")["making"], "the end of the build")
    assert "First words of The Cheat" in page_words(serving, problem["page"])
    edit(root, "the-cheat", "directd_by", "directed_by")
    until(
        lambda: not any(one["severity"] == "error" for one in serving.session.values("book")["problems"]), "no errors"
    )
    until(lambda: at_rest(serving), "the whole")


def test_a_new_title_reaches_every_page_that_names_it(serving: Serving) -> None:
    edit(serving.session.order.root, "nine-lamps", "title: Nine Lamps", "title: Ten Lamps")
    until(lambda: "Ten Lamps" in {one["title"] for one in serving.session.values("book")["pieces"]}, "the new title")
    until(lambda: at_rest(serving), "the whole")
    assert "Ten Lamps" in get(serving, "epub/EPUB/contents.xhtml").decode()


def test_build_deleted_underneath_is_made_again(serving: Serving) -> None:
    root = serving.session.order.root
    shutil.rmtree(root / "build")
    edit(root, "the-cheat", "First words", "After the flood")
    until(lambda: b"After the flood" in get(serving, "epub/EPUB/ch-the-cheat.xhtml"), "the galley")
    until(lambda: at_rest(serving), "the whole")
    assert "After the flood" in page_words(serving, shown_at(serving, "ch-the-cheat"))
    assert not [one for one in serving.session.values("book")["problems"] if one["severity"] == "error"]


def test_a_book_that_is_broken_from_the_start_says_why_and_is_shown_once_it_is_mended(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    edit(root, "heat", "rank: 3", "rank: three")
    with serve(Order(root), port=0, own=tmp_path) as serving:
        until(lambda: serving.session.values("book")["problems"], "the problem")
        assert serving.session.values("book")["print"] is None
        edit(root, "heat", "rank: three", "rank: 3")
        until(lambda: serving.session.values("book")["print"], "the pages")


def test_two_proofs_of_one_book_and_a_port_that_is_taken(serving: Serving, tmp_path: Path) -> None:
    with serve(Order(serving.session.order.root), port=0, own=tmp_path) as second:
        until(lambda: second.session.values("book")["print"], "the pages of the second")
        assert second.address != serving.address
        port = int(second.address.split(":")[2].split("/")[0])
        with (
            pytest.raises(BookError, match=f"port {port} of this machine cannot be had"),
            serve(Order(tmp_path / "book"), port=port, own=tmp_path),
        ):
            pass
    assert json.loads(get(serving, "data/book.json"))["title"] == "Four Lamps"
