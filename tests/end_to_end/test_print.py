"""The print interior, judged by qpdf and poppler and by an oracle that only reads the printed text.

The oracle shares no code with the indexer or the page map: it finds each page's folio and words with
pdftotext, and names and titles with plain string search.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from benchmarks.sample_oracle import judge

from .books import REPOSITORY, bookmake, page_texts, printed_folio, write_book

INCH = 72


@pytest.fixture(scope="module")
def print_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_book(tmp_path_factory.mktemp("print") / "book")
    bookmake("pdf", cwd=root)
    return root / "build" / "a-shelf-of-films.pdf"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own book, built once: the folder with both PDFs."""
    out = tmp_path_factory.mktemp("sample")
    bookmake("pdf", str(REPOSITORY), "--edition", "paperback", "--output", str(out / "print.pdf"), cwd=REPOSITORY)
    bookmake("pdf", str(REPOSITORY), "--edition", "screen", "--output", str(out / "screen.pdf"), cwd=REPOSITORY)
    return out


@cache
def folded_pages(pdf: Path) -> list[str]:
    """Page texts for searching: hyphens at line ends undone, spaces single, no accents, quotes straight."""
    return [folded(re.sub(r"[-‐]\n\s*", "", text)) for text in raw_pages(pdf)]


@cache
def raw_pages(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def folded(words: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", plain.replace("’", "'")).lower()


def test_qpdf_finds_nothing(print_pdf: Path, sample: Path) -> None:
    for pdf in (print_pdf, sample / "print.pdf", sample / "screen.pdf"):
        checked = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout + checked.stderr


def test_every_face_is_embedded_once_and_from_the_theme(sample: Path) -> None:
    for pdf in (sample / "print.pdf", sample / "screen.pdf"):
        lines = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout.splitlines()[
            2:
        ]
        names = [re.sub(r"^[A-Z]{6}\+", "", line.split()[0]) for line in lines]
        assert names
        assert len(names) == len(set(names)), names
        assert all(name.replace("-", "").startswith(("SourceSerif", "SourceSans")) for name in names), names
        for line in lines:
            embedded, subset, unicode_map = line.split()[-5:-2]
            assert (embedded, subset, unicode_map) == ("yes", "yes", "yes"), line


def test_boxes_are_the_trim_size(sample: Path) -> None:
    with pikepdf.open(sample / "print.pdf") as pdf:
        assert len(pdf.pages) % 2 == 0
        for page in pdf.pages:
            for box in (page.mediabox, page.trimbox, page.obj.get("/BleedBox", page.mediabox)):
                assert [float(side) for side in box] == pytest.approx([0, 0, 6 * INCH, 9 * INCH], abs=0.01)


def test_print_carries_no_links_or_bookmarks_and_only_grey(sample: Path) -> None:
    with pikepdf.open(sample / "print.pdf") as pdf:
        assert "/Outlines" not in pdf.Root
        assert all("/Annots" not in page for page in pdf.pages)
    inks = (
        subprocess.run(
            ["gs", "-q", "-o", "-", "-sDEVICE=inkcov", str(sample / "print.pdf")],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        if has("gs")
        else ""
    )
    for line in inks.splitlines():
        assert [float(ink) for ink in line.split()[:3]] == [0, 0, 0], line


def has(command: str) -> bool:
    return subprocess.run(["sh", "-c", f"command -v {command}"], capture_output=True, check=False).returncode == 0


def test_screen_carries_links_that_land_and_bookmarks(sample: Path) -> None:
    with pikepdf.open(sample / "screen.pdf") as pdf:
        pages = {page.objgen for page in pdf.pages}
        links = [annot for page in pdf.pages for annot in page.get("/Annots", [])]
        inner = [annot for annot in links if "/URI" not in annot.get("/A", {})]
        assert len(inner) > 100
        for annot in inner:
            destination = annot.get("/Dest", annot.get("/A", {}).get("/D"))
            assert destination[0].objgen in pages
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert len(titles) > 5


def test_folios_run_on(sample: Path) -> None:
    """Printed folios are right wherever there is one: arabic ones count pages of the body without a gap."""
    folios = [printed_folio(text) for text in page_texts(sample / "print.pdf")]
    arabic = [(position, int(folio)) for position, folio in enumerate(folios) if folio.isdigit()]
    assert len(arabic) > 40
    offsets = {position - folio for position, folio in arabic if folio <= len(folios)}  # a year is no folio
    assert len(offsets) == 1, sorted(offsets)
    assert (offsets.pop() + 1) % 2 == 0, "page 1 is a recto"


def folio_to_text(pdf: Path) -> dict[str, str]:
    labels = [printed_folio(text) for text in page_texts(pdf)]
    shifts = Counter(int(label) - position for position, label in enumerate(labels) if label.isdigit())
    shift = shifts.most_common(1)[0][0]
    return {
        (str(position + shift) if position + shift > 0 else labels[position]): text
        for position, text in enumerate(folded_pages(pdf))
    }


def test_the_index_gives_each_person_just_their_pages(sample: Path) -> None:
    """An oracle that reads the pages alone finds every person of the sample book where the index says, nowhere else."""
    rows = json.loads(bookmake("index", str(REPOSITORY), "--json", cwd=REPOSITORY).out)["index"]
    people = {row["heading"]: row["person"] for row in rows if row["person"]}
    wrong, held = judge(sample / "print.pdf", REPOSITORY, people)
    assert wrong == []
    assert held > 400
    heading, other = next((one, two) for one, two in pairwise(people) if people[one] != people[two])
    assert judge(sample / "print.pdf", REPOSITORY, {heading: people[other]})[0]


def test_the_printed_index_says_the_same(sample: Path) -> None:
    """The lines printed in the index pages are the locators of `bookmake index`, merged."""
    rows = json.loads(bookmake("index", str(REPOSITORY), "--edition", "paperback", "--json", cwd=REPOSITORY).out)[
        "index"
    ]
    printed = " ".join(text for text in folded_pages(sample / "print.pdf")[-40:])
    for row in rows:
        heading = folded(row["heading"])
        if not row["locators"]:
            continue
        found = re.search(r"(?<!see )" + re.escape(heading) + r", ((?:[\divxlc]+(?:[–-][\divxlc]+)?(?:, )?)+)", printed)
        assert found, f"{row['heading']} is not in the printed index"
        numbers = re.findall(r"([\divxlc]+)(?:[–-]([\divxlc]+))?", found[1])
        assert len(numbers) == len(set(numbers)), f"{row['heading']}: {numbers}"
        firsts = {str(locator["pages"][0]) for locator in row["locators"] if locator["pages"]}
        assert {first for first, _ in numbers} <= firsts, f"{row['heading']}: {numbers} against {firsts}"


def test_every_line_of_the_contents_is_true(sample: Path) -> None:
    """The page printed beside each film's title in the contents opens that film."""
    chapters = {
        re.search(r"^title: (.*)$", text, re.M)[1]: int(re.search(r"^rank: (\d+)$", text, re.M)[1])
        for text in (path.read_text(encoding="utf-8") for path in sorted((REPOSITORY / "chapters").glob("*.md")))
    }
    pages = folio_to_text(sample / "print.pdf")
    front = page_texts(sample / "print.pdf")[:16]
    contents = folded("\n".join(front))
    for title, rank in chapters.items():
        line = re.search(rf"\b{rank}\s+{re.escape(folded(title))}[\s.]*(?:\d{{4}}[\s.]*)?(\d+)\b", contents)
        assert line, f"{title} is not in the contents"
        assert folded(title) in pages[line[1]], f"{title} does not open on {line[1]}"
        assert str(rank) in pages[line[1]]


def test_where_finds_the_line(print_pdf: Path) -> None:
    """A sentence on a printed page is on one of the lines that `where` names."""
    root = print_pdf.parents[1]
    pages = folio_to_text(print_pdf)
    folio = next(number for number, text in pages.items() if "telegram is dated 4 march" in text)
    found = bookmake("where", folio, cwd=root).out
    assert "chapters/film-04.md:" in found
    assert bookmake("where", "999", cwd=root, check=False).code == 1


def test_the_inside_margin_follows_the_page_count(tmp_path: Path) -> None:
    """A short book keeps the theme's inside margin; the printer's bands widen it as pages grow."""
    root = write_book(tmp_path / "book")
    settings = (root / "book.toml").read_text(encoding="utf-8")
    bookmake("pdf", cwd=root)
    (root / "book.toml").write_text(settings.replace('paper = "bw_cream"', 'paper = "bw_creme"'), encoding="utf-8")
    wrong = bookmake("pdf", cwd=root, check=False)
    assert wrong.code == 1
    assert "bw_cream" in wrong.err
