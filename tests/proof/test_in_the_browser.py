"""The proof as a person has it: Chromium opens it, leafs through it, edits a chapter on disk and sees it change."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from book.problems import Problems
from book.proof import Order, Serving, serve
from book.proof.exporting import export_site
from tests.proof.conftest import at_rest, edit, until, write_book

PATIENCE = 30_000
VIEWS = {"reader": "E-book", "print": "Print", "cover": "Cover", "index": "Index", "themes": "Themes"}


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory, own: Path, chromium: str) -> Iterator[Serving]:
    root = write_book(tmp_path_factory.mktemp("proof") / "book")
    with serve(Order(root), port=0, own=own) as made:
        until(lambda: at_rest(made), "the first whole")
        yield made


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, serving: Serving) -> Iterator[Page]:
    with browser.new_context(viewport={"width": 1280, "height": 860}, reduced_motion="reduce") as context:
        yield opened(context.new_page(), serving)


def opened(page: Page, serving: Serving) -> Page:
    """Open the proof; whatever a script of the site trips over fails the test."""
    page.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    page.goto(serving.address)
    expect(page.locator("foliate-view")).to_be_visible()
    expect(page.locator("#reader-place")).not_to_be_empty()
    return page


def reading(page: Page) -> str:
    """Return the words of the e-book's open chapter."""
    words: str = page.evaluate("proof.views.reader.settled().then(() => proof.views.reader.text())")
    return " ".join(words.split())


def choose(page: Page, view: str) -> None:
    page.get_by_role("navigation", name="Views").get_by_role("button", name=VIEWS[view]).click()


def to_chapter(page: Page, title: str) -> None:
    page.locator("#pieces button").filter(has=page.get_by_text(title, exact=True)).click()


def test_the_e_book_is_read_on_any_device(page: Page) -> None:
    to_chapter(page, "Heat")
    expect(page.locator("#reader-place")).to_contain_text("Heat")
    assert "First words of Heat" in reading(page)
    device = page.locator("#device").bounding_box()
    page.get_by_label("Device").select_option("tablet")
    tablet = page.locator("#device").bounding_box()
    assert device
    assert tablet
    assert tablet["width"] > device["width"]
    page.get_by_label("Device").select_option("phone")
    place = page.locator("#reader-place").inner_text()
    for _ in range(20):
        page.get_by_role("button", name="Page on").click()
        page.wait_for_timeout(150)
        if "Nine Lamps" in page.locator("#reader-place").inner_text():
            break
    assert "Nine Lamps" in page.locator("#reader-place").inner_text()
    page.get_by_role("button", name="Page back").click()
    expect(page.locator("#reader-place")).to_contain_text("Heat")
    assert place != ""


def test_type_size_and_ground_change_the_page(page: Page) -> None:
    to_chapter(page, "Heat")
    sized = "getComputedStyle(proof.views.reader.document().documentElement).fontSize"
    ground = "getComputedStyle(proof.views.reader.document().body).color"
    before = page.evaluate(sized)
    page.get_by_role("button", name="Larger type").click()
    page.get_by_role("button", name="Larger type").click()
    expect(page.locator("#size")).to_have_text("120 %")
    assert float(page.evaluate(sized)[:-2]) == pytest.approx(float(before[:-2]) * 1.2)
    page.get_by_label("Colours").select_option("dark")
    assert page.evaluate(ground) == "rgb(214, 214, 210)"


def test_facing_pages_lie_as_they_will_be_bound(page: Page) -> None:
    choose(page, "print")
    to_chapter(page, "Heat")
    leaves = page.locator("#spread .leaf img")
    expect(leaves).to_have_count(2)
    expect(leaves.first).to_have_attribute("alt", re.compile(r"^page \d+$"))
    numbers = [leaf.get_attribute("alt") for leaf in leaves.all()]
    assert all(int(number.removeprefix("page ")) % 2 == at for at, number in enumerate(numbers) if number)
    page.keyboard.press("ArrowRight")
    expect(page.locator("#spread .leaf img").first).not_to_have_attribute("alt", numbers[0] or "")
    page.keyboard.press("o")
    expect(page.locator("#spread .line.trim").first).to_be_visible()
    expect(page.locator("#spread .line.safe").first).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    expect(page.locator("#spread .leaf.recto img")).to_have_attribute("alt", "page 1")
    width = page.locator("#spread .leaf.recto").bounding_box()
    page.get_by_label("Zoom").select_option("200")
    expect(page.locator("#spread .leaf.recto")).to_be_visible()
    page.wait_for_timeout(400)
    wide = page.locator("#spread .leaf.recto").bounding_box()
    assert width
    assert wide
    assert wide["width"] > width["width"] * 1.5


def test_small_pages_lead_to_pages_and_a_chapter_to_the_other_view(page: Page) -> None:
    choose(page, "print")
    page.locator("#thumbs").get_by_role("button", name="page 1", exact=True).click()
    expect(page.locator("#spread .leaf.recto img")).to_have_attribute("alt", "page 1")
    to_chapter(page, "Nine Lamps")
    page.keyboard.press("x")
    expect(page.locator("#reader-place")).to_contain_text("Nine Lamps")
    page.keyboard.press("x")
    expect(page.locator("#print-place")).to_contain_text("Nine Lamps")


def test_the_cover_is_whole(page: Page) -> None:
    choose(page, "cover")
    expect(page.locator("#wrap img")).to_be_visible()
    expect(page.locator("#cover-words")).to_contain_text("spine")
    expect(page.locator("#wrap .line.fold")).to_be_visible()


def test_a_chapter_edited_on_disk_is_seen_in_both_views(page: Page, serving: Serving) -> None:
    root = serving.session.order.root
    to_chapter(page, "Heat")
    page.get_by_role("button", name="Page on").click()
    place = page.locator("#reader-place").inner_text()
    edit(root, "heat", "First words", "Rewritten words")
    until(lambda: page.evaluate("proof.views.reader.text()").count("Rewritten words of Heat"), "the new words")
    assert page.locator("#reader-place").inner_text() == place
    choose(page, "print")
    to_chapter(page, "Heat")
    until(lambda: at_rest(serving), "the whole")
    shown = page.locator("#spread img").first.get_attribute("src") or ""
    edit(root, "heat", "Rewritten words", "Words for print")
    until(lambda: page.locator("#spread img").first.get_attribute("src") != shown, "the new page")
    expect(page.locator("#print-place")).to_contain_text("Heat")
    until(lambda: at_rest(serving), "the whole")


def test_a_problem_leads_to_its_page_and_opens_the_editor_at_its_line(
    page: Page, serving: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = serving.session.order.root
    script = tmp_path / "subl"
    script.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/opened\n', "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    edit(root, "the-cheat", "directed_by", "directd_by")
    expect(page.locator("#count")).to_have_text("2")
    page.get_by_role("button", name="Problems").first.click()
    problem = page.locator("#problem-list li.error")
    expect(problem).to_contain_text("is not a key of the header")
    problem.locator(".words").click()
    expect(page.locator("#print-place")).to_contain_text("The Cheat")
    problem.get_by_role("button", name="chapters/the-cheat.md:5").click()
    expect(page.get_by_role("alert")).to_contain_text("opened in subl")
    opened = tmp_path / "opened"
    until(lambda: opened.exists() and opened.read_text(), "the editor")
    assert opened.read_text().strip() == f"{root / 'chapters' / 'the-cheat.md'}:5"
    edit(root, "the-cheat", "directd_by", "directed_by")
    expect(page.locator("#count")).to_have_text("1")
    until(lambda: at_rest(serving), "the whole")


def test_an_index_entry_leads_to_its_places(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("cotill")
    expect(page.locator("#index-count")).to_have_text("1 entry")
    page.locator("summary", has_text="Cotillard, Marion").click()
    places = page.locator("#entries details li")
    expect(places).to_have_count(2)
    places.nth(1).get_by_role("button", name="Nine Lamps in the e-book").click()
    expect(page.locator("#reader-place")).to_contain_text("Nine Lamps")


def test_a_suspect_is_accepted_into_people_toml_after_a_yes(page: Page, serving: Serving) -> None:
    people = serving.session.order.root / "people.toml"
    page.keyboard.press("4")
    expect(page.locator("#suspect-list mark")).to_have_text("Marion Cottilard")
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_contain_text("into people.toml")
    page.get_by_role("button", name="Leave it").click()
    assert not people.exists()
    page.keyboard.press("a")
    page.get_by_role("dialog").get_by_role("button", name="Accept").click()
    expect(page.locator("#suspect-list li")).to_have_count(0)
    assert people.read_text("utf-8") == '[spelling]\nok = ["Marion Cottilard"]\n'
    until(lambda: not serving.session.values("index")["suspects"], "the index made again")
    until(lambda: at_rest(serving), "the whole")


def test_every_theme_is_shown_side_by_side(page: Page) -> None:
    choose(page, "themes")
    page.get_by_role("button", name="Lay out the themes").click()
    expect(page.get_by_role("button", name="Lay out again")).to_be_enabled(timeout=120_000)
    names = page.locator(".theme h2").all_inner_texts()
    assert names[0].startswith("classic")
    assert len(names) >= 4
    expect(page.locator(".theme").first.locator("img").first).to_be_visible()
    expect(page.locator("#theme-chapter option")).to_have_count(3)


def test_it_is_usable_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the book")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="E-book")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#print")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keyboard")).not_to_be_visible()
    page.keyboard.press("1")
    page.keyboard.press("c")
    expect(page.locator("#contents")).not_to_be_visible()
    page.keyboard.press("c")
    expect(page.get_by_label("Find a chapter")).to_be_focused()
    page.keyboard.type("nine")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#reader-place")).to_contain_text("Nine Lamps")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(page: Page, width: int, *, dark: bool) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    if dark:
        page.get_by_role("button", name="Dark").click()
    for view in VIEWS:
        choose(page, view)
        page.wait_for_timeout(300)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{view}: {found.generate_report()}"


def test_at_390_px_everything_is_within_the_window(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for view in VIEWS:
        choose(page, view)
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view
    choose(page, "print")
    expect(page.locator("#spread .leaf img")).to_have_count(1)
    page.get_by_role("button", name="Contents", exact=True).click()
    to_chapter(page, "Nine Lamps")
    expect(page.locator("#contents")).not_to_be_visible()
    expect(page.locator("#print-place")).to_contain_text("Nine Lamps")


def test_what_a_chapter_holds_runs_no_script(page: Page, serving: Serving) -> None:
    to_chapter(page, "Heat")
    policy = page.evaluate(
        "(async () => { const doc = proof.views.reader.document(); const script = doc.createElement('script');"
        " script.textContent = 'parent.stolen = 1'; doc.body.append(script); return typeof parent.stolen })()"
    )
    assert policy == "undefined"
    assert os.fspath(serving.session.order.root) not in page.content()


def test_an_export_opens_from_the_disk_and_from_a_server_alike(
    browser: Browser, serving: Serving, own: Path, tmp_path: Path
) -> None:
    root = write_book(tmp_path / "book")
    (said,) = export_site(Order(root), own, tmp_path / "review", Problems())
    assert "pages" in said
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"a script failed: {error}"))
    page.goto((tmp_path / "review" / "index.html").as_uri())
    expect(page.locator("#reader-place")).to_contain_text("Salt")
    to_chapter(page, "Heat")
    assert "First words of Heat" in reading(page)
    choose(page, "print")
    picture = page.locator("#spread img").first
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.naturalWidth") > 500
    choose(page, "index")
    expect(page.locator("#index-count")).to_contain_text("entries")
    choose(page, "themes")
    expect(page.locator(".theme").first).to_be_visible()
    expect(page.get_by_role("button", name="Lay out the themes")).not_to_be_visible()
    page.get_by_role("button", name="Problems").first.click()
    assert page.locator("#problem-list .source").first.is_disabled()
    page.close()
