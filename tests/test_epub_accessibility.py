"""What an EPUB says to readers with disabilities: true to its content, claimed only by a named judge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from book.epub import make_epub
from book.epub.archive import read_archive
from book.manuscript import read_book
from book.model.alternative import fault
from book.model.edition import Edition
from book.model.prose import Image
from book.model.settings import Conformance
from book.problems import Problems

from .handmade_editions import handmade, jpeg

NAMES = {"opf": "http://www.idpf.org/2007/opf"}


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return handmade(tmp_path)


def said(edition: Edition, name: str, cover: bytes | None = None) -> list[str]:
    package = etree.fromstring(read_archive(make_epub(edition, cover))["EPUB/content.opf"])
    return package.xpath("//opf:meta[@property=$name]/text()", namespaces=NAMES, name=name)


@pytest.mark.parametrize(
    ("alt", "wrong"),
    [
        ("Ali on the frozen lake, his fists raised", ""),
        ("Lake", ""),
        ("A still, dark lake", ""),
        ("Nosferatu's shadow climbs the stairs", ""),
        ("lake.jpg", "is the name of a file"),
        ("ali-lake", "is the name of a file"),
        ("IMG_2034", "says nothing"),
        ("DSC01234", "says nothing"),
        ("…", "says nothing"),
        ("3", "says nothing"),
        ("image", "only says that there is a picture"),
        ("Picture of", "only says that there is a picture"),
        ("Filmstill", ""),
        ("Rust and Bone", "only says the title again"),
        ("Poster of Rust and Bone", "only says the title again"),
        ("The lake, before the ice gives", "is the caption again, which would be read out twice"),
        ("", "is missing"),
    ],
)
def test_junk_alternative_texts(alt: str, wrong: str) -> None:
    image = Image("chapters/images/ali-lake.jpg", alt)
    assert fault(image, "Rust and Bone", "The lake, before the ice gives") == wrong


def test_a_decorative_picture_needs_no_words() -> None:
    assert fault(Image("a.png", "", decorative=True), "A") == ""


def test_undescribed_pictures_take_the_promise_back(edition: Edition) -> None:
    silent = replace(edition, metadata=replace(edition.metadata, described=False))
    assert "alternativeText" in said(edition, "schema:accessibilityFeature")
    assert "alternativeText" not in said(silent, "schema:accessibilityFeature", jpeg())
    assert said(silent, "schema:accessModeSufficient") == ["textual,visual"]


def test_sizes_the_reader_cannot_change_are_no_feature(edition: Edition) -> None:
    fixed = replace(edition, css=f"{edition.css} p {{ font-size: 12pt }}")
    assert "displayTransformability" in said(edition, "schema:accessibilityFeature")
    assert "displayTransformability" not in said(fixed, "schema:accessibilityFeature")


def test_a_claim_names_judge_and_date(edition: Edition) -> None:
    standard = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    claim = Conformance("Ann Author", date(2026, 11, 20), standard, "https://example.org/report")
    claimed = replace(edition, metadata=replace(edition.metadata, conformance=claim))
    assert said(edition, "dcterms:conformsTo") == []
    assert said(claimed, "dcterms:conformsTo") == [standard]
    assert said(claimed, "a11y:certifiedBy") == ["Ann Author"]
    assert said(claimed, "dcterms:date") == ["2026-11-20"]


# ---------------------------------------------------------------- from the book folder

HEADER = "---\nrank: 1\ntitle: Salt\n---\n"


def book(tmp_path: Path, settings: str, chapter: str) -> tuple[Conformance | None, list[str]]:
    from PIL import Image as Pixels

    (tmp_path / "chapters").mkdir()
    Pixels.new("RGB", (9, 9)).save(tmp_path / "chapters/lake.png")
    (tmp_path / "book.toml").write_text(f'[book]\ntitle = "T"\n{settings}', encoding="utf-8")
    (tmp_path / "chapters/salt.md").write_text(f"{HEADER}{chapter}", encoding="utf-8")
    problems = Problems()
    found = read_book(tmp_path, problems)
    return found.settings.accessibility, [f"{p.source} {p.severity} {p.code}" for p in problems]


def test_a_claim_is_read(tmp_path: Path) -> None:
    settings = '[accessibility]\nevaluator = "Ann"\ndate = 2026-11-20\nconforms_to = "WCAG 2.2 AA"\n'
    claim, problems = book(tmp_path, settings, "![A lake at night](lake.png)")
    assert claim is not None
    assert (claim.evaluator, claim.standard) == ("Ann", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA")
    assert problems == []


@pytest.mark.parametrize("settings", ['evaluator = "Ann"\n', "date = 2026-11-20\n"])
def test_half_a_claim_is_none(tmp_path: Path, settings: str) -> None:
    claim, problems = book(tmp_path, f"[accessibility]\n{settings}", "Words.")
    assert (claim, problems) == (None, ["book.toml:3 error missing-setting"])


def test_a_claim_that_pictures_belie_is_reported(tmp_path: Path) -> None:
    settings = '[accessibility]\nevaluator = "Ann"\ndate = 2026-11-20\n'
    _, problems = book(tmp_path, settings, "![lake.png](lake.png)\n\nWords.\n\n![](lake.png)\n")
    assert problems == [
        "book.toml:3 warning false-claim",
        "chapters/salt.md:5:3 warning junk-alternative-text",
        "chapters/salt.md:9:5 warning no-alternative-text",
    ]


@pytest.mark.parametrize("claim", ["evaluator = 3", "date = 1", 'conforms_to = "ISO 9001"', 'report = "no"', "who = 1"])
def test_absurd_claims_are_reported(tmp_path: Path, claim: str) -> None:
    _, problems = book(tmp_path, f"[accessibility]\n{claim}\n", "Words.")
    assert problems
