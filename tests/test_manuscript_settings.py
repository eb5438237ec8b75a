"""book.toml, the words of the languages, ISBN, language tags and trim sizes."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.manuscript.identifiers import isbn_fault, language_tag, role_code, trim_of, with_check_digit
from book.manuscript.settings import read_settings
from book.manuscript.words import vocabulary_of
from book.model.settings import Contributor, PartSettings, Series, Settings, Subject, Trim
from book.problems import Problems
from book.sources import Folder

LANGUAGES = sorted(
    path.stem for path in (Path(__file__).parents[1] / "book" / "manuscript" / "languages").glob("*.toml")
)
FULL = """\
[book]
title = "A Shelf -- of 'Films'"
subtitle = "Thirty of them"
language = "en-gb"
contributors = [
  { name = "Ann Author", role = "author", file_as = "Author, Ann" },
  { name = "Bo Drawer", role = "ill" },
]
publisher = "The Nine Lamps Press"
published = 2026-01-02
revised = "2026-03-04"
description = "What\\nit is about"
keywords = ["film", "film", "lists"]
subjects = [{ scheme = "bisac", code = "PER004030" }, { code = "Film" }]
series = { name = "Shelves", number = 2 }
edition_statement = "First edition"
copyright = { holder = "Ann Author", year = 2026 }
rights = "All rights reserved."

[order]
direction = "ascending"
ties = true
parts = [{ title = "The rest", from = 30, to = 11, pages = 1 }, { title = "The top", from = 1, to = 10 }]

[credits]
directed_by = "Regie"
Edited-by = "Edited by"
starring = false

[facts]
colour = "Colour"
budget = false

[sidebars]
best_hat = "Best hat"

[words]
work = "picture"

[theme]
name = "mine"
openers = "plain"

[editions.ebook]
format = "epub"
isbn = "978-0-306-40615-7"
pages_from = "paperback"
except = ["checklist"]

[editions.paperback]
format = "pdf"
trim = "5.5 x 8.5"
paper = "BW_Cream"
printers = ["KDP", "ingram"]
from = 10
to = 1
theme = { openers = "grand" }

[editions.screen]
format = "pdf"
use = "screen"
theme = "classic"
"""


def settings_of(text: str, tmp_path: Path) -> tuple[Settings, list[str]]:
    (tmp_path / "book.toml").write_text(text, encoding="utf-8")
    problems = Problems()
    found = read_settings(Folder(tmp_path), problems)
    return found, [str(problem) for problem in problems]


def test_everything_a_writer_may_say(tmp_path: Path) -> None:
    found, problems = settings_of(FULL, tmp_path)
    assert not problems
    assert found.title == "A Shelf – of ‘Films’"
    assert found.language == "en-GB"
    assert found.contributors == (Contributor("Ann Author", "aut", "Author, Ann"), Contributor("Bo Drawer", "ill"))
    assert (found.published, found.revised) == (date(2026, 1, 2), date(2026, 3, 4))
    assert found.description == "What it is about"
    assert found.keywords == ("film", "lists")
    assert found.subjects == (Subject("PER004030", "bisac"), Subject("Film"))
    assert found.series == Series("Shelves", 2)
    assert (found.copyright_holder, found.copyright_year) == ("Ann Author", 2026)
    assert found.order.ties
    assert [(p.title, p.first, p.last, p.pages) for p in found.order.parts] == [
        ("The top", 1, 10, None),
        ("The rest", 11, 30, 1),
    ]
    assert next(iter(found.credits)) == "directed_by"
    assert found.credits["directed_by"] == "Regie"
    assert list(found.credits)[-1] == "edited_by"
    assert "starring" not in found.credits
    assert "budget" not in found.facts
    assert found.facts["colour"] == "Colour"
    assert found.sidebars["best_hat"] == "Best hat"
    assert found.words["work"] == "picture"
    assert found.words["contents"] == "Contents"
    assert dict(found.theme.options) == {"openers": "plain"}
    ebook, paperback, screen = found.editions
    assert (ebook.format, ebook.isbn, ebook.pages_from, ebook.without) == (
        "epub",
        "978-0-306-40615-7",
        "paperback",
        frozenset({"checklist"}),
    )
    assert paperback.trim == Trim.inches(5.5, 8.5)
    assert (paperback.paper, paperback.printers) == ("bw_cream", ("kdp", "ingram"))
    assert (paperback.first, paperback.last) == (1, 10)
    assert paperback.theme
    assert (paperback.theme.name, dict(paperback.theme.options)) == ("mine", {"openers": "grand"})
    assert screen.theme
    assert (screen.use, screen.theme.name, dict(screen.theme.options)) == ("screen", "classic", {})


def test_a_title_is_enough(tmp_path: Path) -> None:
    found, problems = settings_of('[book]\ntitle = "Films"\n', tmp_path)
    assert not problems
    assert found.language == "en"
    assert found.editions == ()
    assert found.id.startswith("urn:uuid:")
    assert found.order.direction == "countdown"


def test_the_books_own_id_survives_edits_but_not_another_author(tmp_path: Path) -> None:
    first, _ = settings_of('[book]\ntitle = "Films"\ncontributors = ["Ann"]\n', tmp_path)
    edited, _ = settings_of('[book]\ntitle = "Films"\ncontributors = ["Ann", "Bo"]\nrights = "x"\n', tmp_path)
    other, _ = settings_of('[book]\ntitle = "Films"\ncontributors = ["Bo"]\n', tmp_path)
    given_id, _ = settings_of('[book]\ntitle = "Films"\nid = "570B193F-7852-523C-A0CE-10660D139202"\n', tmp_path)
    assert first.id == edited.id != other.id
    assert given_id.id == "urn:uuid:570b193f-7852-523c-a0ce-10660d139202"


def test_source_date_epoch_says_when_the_book_was_revised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = '[book]\ntitle = "Films"\npublished = 2026-01-02\nrevised = 2026-01-03\n'
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    found, _ = settings_of(text, tmp_path)
    assert (found.published, found.revised) == (date(2026, 1, 2), date(1970, 1, 2))
    for odd in ("", "x", "-1", "9" * 30):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)
        assert settings_of(text, tmp_path)[0].revised == date(2026, 1, 3)


@pytest.mark.parametrize(
    "value", ["1", "1.5", "true", '"x"', "[]", "[1]", "{}", "{ a = 1 }", "2026-01-02", "12:00:00", "nan"]
)
def test_wrong_types_are_problems_and_never_a_traceback(tmp_path: Path, value: str) -> None:
    keys = (
        "title", "subtitle", "language", "contributors", "publisher", "published", "revised", "id", "description",
        "keywords", "subjects", "series", "edition_statement", "copyright", "rights",
    )  # fmt: skip
    book = "".join(f"{key} = {value}\n" for key in keys)
    order = "".join(f"{key} = {value}\n" for key in ("direction", "ties", "parts"))
    edition = "".join(
        f"{key} = {value}\n"
        for key in (
            "format", "use", "trim", "binding", "paper", "printers", "isbn", "theme", "except", "from", "to",
            "pages_from", "store",
        )
    )  # fmt: skip
    text = f"[book]\n{book}[order]\n{order}[credits]\na = {value}\n[words]\nwork = {value}\n[editions.x]\n{edition}"
    found, problems = settings_of(text, tmp_path)
    assert found.title
    assert problems
    assert all(problem.startswith("book.toml:") for problem in problems)
    tables = "".join(
        f"{name} = {value}\n" for name in ("book", "order", "credits", "facts", "words", "theme", "editions")
    )
    assert settings_of(tables, tmp_path)[1]


def test_parts_know_their_place(tmp_path: Path) -> None:
    text = '[book]\ntitle = "T"\n[[order.parts]]\ntitle = "A"\nfrom = 1\nto = 9\n'
    found, problems = settings_of(text, tmp_path)
    assert not problems
    (part,) = found.order.parts
    assert part == PartSettings("A", 9, 1, None, part.source)
    assert str(part.source) == "book.toml:3"


# ---------------------------------------------------------------- words of the languages


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_file_says_only_what_english_knows(language: str) -> None:
    english, own = vocabulary_of("en"), vocabulary_of(language)
    assert list(own.words) == list(english.words)
    assert list(own.credits) == list(english.credits)
    assert list(own.facts) == list(english.facts)
    assert list(own.sidebars) == list(english.sidebars)
    assert all(own.words.values())
    assert not any('"' in words or "'" in words for words in own.words.values())
    assert "{first}" in own.words["number_range"]
    assert "{last}" in own.words["number_range"]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if not name.startswith("en")])
def test_a_language_file_is_complete(language: str) -> None:
    here = Path(__file__).parents[1] / "book" / "manuscript" / "languages"
    english = tomllib.loads((here / "en.toml").read_text(encoding="utf-8"))
    own = tomllib.loads((here / f"{language}.toml").read_text(encoding="utf-8"))
    same_everywhere = {"isbn", "numbers", "list_comma", "copyright"}
    for section in ("credits", "facts", "sidebars", "words"):
        assert english[section].keys() - own[section].keys() <= same_everywhere


def test_regions_and_unknown_languages() -> None:
    assert vocabulary_of("en-US").sidebars["favourite_scene"] == "Favorite scene"
    assert vocabulary_of("en-GB").sidebars["favourite_scene"] == "Favourite scene"
    assert vocabulary_of("de-AT").words["contents"] == "Inhalt"
    assert vocabulary_of("ja").words["contents"] == "Contents"
    assert vocabulary_of("../en").words["contents"] == "Contents"


# ---------------------------------------------------------------- numbers and codes


@pytest.mark.parametrize(
    ("isbn", "fault"),
    [
        ("978-0-306-40615-7", ""),
        ("9780306406157", ""),
        ("978 0 306 40615 7", ""),
        ("978-0-306-40615-8", "is mistyped: its last digit would be 7"),
        ("0-306-40615-2", "is an ISBN of 10 digits; books carry 13"),
        ("977-0-306-40615-0", "is not an ISBN: it begins with 978 or 979"),
        ("to come", "is not an ISBN: 13 digits, with or without hyphens"),
        ("٩٧٨٠٣٠٦٤٠٦١٥٧", "is not an ISBN: 13 digits, with or without hyphens"),
    ],
)
def test_isbn(isbn: str, fault: str) -> None:
    assert isbn_fault(isbn)[0] == fault


@given(st.from_regex(r"97[89][0-9]{9}", fullmatch=True), st.integers(0, 12), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found(twelve: str, place: int, by: int) -> None:
    isbn = with_check_digit(twelve)
    assert isbn_fault(isbn) == ("", "")
    typed = isbn[:place] + str((int(isbn[place]) + by) % 10) + isbn[place + 1 :]
    assert isbn_fault(typed)[0]


@pytest.mark.parametrize(
    ("typed", "tag", "hint"),
    [
        ("en", "en", ""),
        ("EN-gb", "en-GB", ""),
        ("zh-hant-tw", "zh-Hant-TW", ""),
        ("es-419", "es-419", ""),
        ("sl-rozaj-biske", "sl-rozaj-biske", ""),
        ("de-DE-u-co-phonebk", "de-DE-u-co-phonebk", ""),
        ("gsw", "gsw", ""),
        ("en_GB", "en-GB", 'language = "en-GB"'),
        ("english", "en", 'language = "en"'),
        ("Deutsch", "en", 'language = "de"'),
        ("xx", "en", 'language = "en"'),
        ("", "en", 'language = "en"'),
        ("e" * 300, "en", 'language = "en"'),
    ],
)
def test_language_tags(typed: str, tag: str, hint: str) -> None:
    assert language_tag(typed) == (tag, hint)


@pytest.mark.parametrize(
    ("words", "millimetres"),
    [
        ("6x9", (152.4, 228.6)),
        ("6 x 9 in", (152.4, 228.6)),
        ("5.5×8.5", (139.7, 215.9)),
        ("129x198mm", (129, 198)),
        ("148 x 210 mm", (148, 210)),
        ("148mm x 210mm", (148, 210)),
        ("A5", None),
        ("6", None),
        ("1x1", None),
        ("900x900", None),
        ("6x.", None),
        ("-6x9", None),
    ],
)
def test_trim_sizes(words: str, millimetres: tuple[float, float] | None) -> None:
    trim = trim_of(words)
    assert ((trim.width, trim.height) if trim else None) == millimetres


def test_roles() -> None:
    assert [role_code(words) for words in ("Author", "edt", "book designer", "cover_designer", "boss")] == [
        "aut",
        "edt",
        "bkd",
        "cov",
        "",
    ]
