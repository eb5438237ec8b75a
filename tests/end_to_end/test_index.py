"""The index as readers have it: true in print, links that land on the words, and the command that prints it.

Names are looked for by an oracle that reads only the finished files (`benchmarks/index_oracle.py`).
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from benchmarks.index_accuracy import measure
from benchmarks.index_oracle import People, judge, surname, write_book
from book.store import Store

from .books import REPOSITORY, bookmake, page_texts

CHAPTERS = 16


@pytest.fixture(scope="module")
def people() -> People:
    return People.of(70)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, people: People) -> Path:
    """A synthetic book, built in all three formats."""
    root = tmp_path_factory.mktemp("oracle") / "book"
    write_book(root, CHAPTERS, people)
    for kind, edition, name in (
        ("pdf", "paper", "print.pdf"),
        ("pdf", "screen", "screen.pdf"),
        ("epub", "ebook", "e.epub"),
    ):
        bookmake(kind, "--edition", edition, "--output", name, cwd=root)
    return root


def test_the_printed_index_equals_what_a_reader_finds(root: Path, people: People) -> None:
    wrong, places = judge(root / "print.pdf", root, people, CHAPTERS)
    assert wrong == []
    assert places > 200


def test_the_oracle_sees_a_wrong_page(root: Path, people: People) -> None:
    """The oracle can fail: with somebody else's surname in the text, the index would be wrong."""
    others = People([f"{name.split()[0]} {surname(people.names[0])}" for name in people.names[1:3]], people.chance)
    wrong, _ = judge(root / "print.pdf", root, others, CHAPTERS)
    assert wrong


def test_every_link_of_the_screen_index_leads_to_the_page_it_says(root: Path, people: People) -> None:
    """The words under each link of the index are the number of the page it leads to; the oracle holds the numbers."""
    wrong, _ = judge(root / "screen.pdf", root, people, CHAPTERS)
    assert wrong == []
    texts = page_texts(root / "screen.pdf")
    begin = next(number for number, text in enumerate(texts) if text.lstrip().startswith("Index of people"))
    first = next(number for number, text in enumerate(texts) if re.match(rf"\s*{CHAPTERS}\s+Reel {CHAPTERS}\s", text))
    command = ["pdftotext", "-bbox", str(root / "screen.pdf"), "-"]
    boxes = etree.fromstring(subprocess.run(command, capture_output=True, check=True).stdout)
    words = [list(page) for page in boxes.iter("{*}page")]
    checked = 0
    with pikepdf.open(root / "screen.pdf") as pdf:
        position = {page.objgen: number for number, page in enumerate(pdf.pages)}
        for number in range(begin, len(pdf.pages)):
            for annotation in pdf.pages[number].get("/Annots", []):
                target = position[_destination(annotation)[0].objgen]
                if target < begin:  # not a letter, nor another entry
                    said = _word_under(annotation, words[number], float(pdf.pages[number].mediabox[3]))
                    assert re.split("[–,]", said)[0] == str(target - first + 1), said
                    checked += 1
    assert checked > 120


def _word_under(annotation: pikepdf.Object, words: list[etree._Element], height: float) -> str:
    left, bottom, right, top = map(float, annotation["/Rect"])
    for word in words:
        across = (float(word.get("xMin")) + float(word.get("xMax"))) / 2
        down = height - (float(word.get("yMin")) + float(word.get("yMax"))) / 2
        if left <= across <= right + 4 and bottom <= down <= top:
            return str(word.text)
    return ""


def _destination(annotation: pikepdf.Object) -> pikepdf.Object:
    return annotation.get("/Dest", annotation.get("/A", {}).get("/D"))


def test_every_link_of_the_epub_index_lands_on_the_mention(root: Path) -> None:
    with zipfile.ZipFile(root / "e.epub") as epub:
        files = {name: epub.read(name) for name in epub.namelist() if name.endswith(".xhtml")}
    trees = {name: etree.fromstring(data) for name, data in files.items()}
    (name,) = [name for name in trees if posixpath.basename(name) == "index.xhtml"]
    space = {"h": "http://www.w3.org/1999/xhtml"}
    checked = 0
    for entry in trees[name].xpath("//h:li[contains(@class, 'entry')]", namespaces=space):
        heading = entry.xpath("string(h:span)", namespaces=space)
        last = heading.partition(",")[0]
        for link in entry.xpath("h:a", namespaces=space):
            file, _, anchor = link.get("href").partition("#")
            (there,) = trees[posixpath.join(posixpath.dirname(name), file)].xpath("//*[@id=$id]", id=anchor)
            words = " ".join("".join(there.itertext()).split())
            assert last in words, f"{heading}: {link.get('href')} is “{words[:40]}”"
            if "main" not in link.get("class"):
                assert len(words) <= len(heading) + 2, f"{heading} leads to more than the name: {words[:60]}"
            rank, title = link.text.split(" ", 1)
            assert (rank, title) == (rank, f"Reel {rank}")
            checked += 1
    assert checked > 120
    bar = trees[name].xpath("//h:p[@class='letters']/h:a/@href", namespaces=space)
    ids = set(trees[name].xpath("//@id"))
    assert {href.partition("#")[2] for href in bar} <= ids
    assert len(bar) > 5


def test_the_accuracy_that_is_published() -> None:
    """The table of docs/index-of-people.md is what the benchmark prints, and good enough."""
    counts, _, _ = measure()
    published = (REPOSITORY / "docs" / "index-of-people.md").read_text("utf-8")
    least = {"full names": 0.99, "surnames": 0.97}
    for kind, count in counts.items():
        right, wrong, missed = count["right"], count["wrong"], count["missed"]
        precision, recall = right / (right + wrong), right / (right + missed)
        row = f"| {kind} | {right + missed} | {right} | {wrong} | {missed} | {precision:.3f} | {recall:.3f} |"
        assert row in published
        assert precision >= least[kind]
        assert recall >= 0.95


# ---------------------------------------------------------------- the sample book


def test_full_names_of_the_sample_book_are_in_its_index() -> None:
    """Wherever a chapter's text says a credited person's whole name, the index has that chapter for the person."""
    rows = json.loads(bookmake("index", str(REPOSITORY), "--json", cwd=REPOSITORY).out)["index"]
    places = {row["person"]: {one["chapter"] for one in row["locators"]} for row in rows if row["person"]}
    checked = 0
    for path in sorted((REPOSITORY / "chapters").glob("*.md")):
        body = path.read_text("utf-8").split("\n---\n", 1)[1]
        plain = re.sub(r"\s+", " ", re.sub(r"[*_“\"][^*_”\"]{1,80}[*_”\"]", "", body))  # titles name nobody
        for name, chapters in places.items():
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain):
                assert path.stem in chapters, f"{name} is named in {path.name}"
                checked += 1
    assert checked > 40


# ---------------------------------------------------------------- the command


def test_the_command_reads_well(root: Path) -> None:
    run = bookmake("index", cwd=root)
    lines = run.out.splitlines()
    assert re.fullmatch(r"Index of people: \d+ entries, \d+ places", lines[0])
    assert max(map(len, lines)) <= 92
    entries = [line for line in lines if line.startswith("  ") and "," in line]
    assert len(entries) > 50
    assert all(re.fullmatch(r"  \w+, \w+  (?:\d+, )*\d+", line) for line in entries)
    assert "\x1b" not in run.out


def test_an_unchanged_book_is_not_read_again(root: Path, tmp_path: Path) -> None:
    """What was said is kept with the build, by what it depends on: the book and the width of the terminal."""
    book = shutil.copytree(root, tmp_path / "book", ignore=shutil.ignore_patterns("build"))
    first = bookmake("index", cwd=book)
    assert bookmake("index", cwd=book) == first
    store = Store(book / "build" / ".cache", "made")
    (key,) = (path.name for path in (book / "build" / ".cache" / "made").glob("*/*") if len(path.name) == 64)
    store.put(key, (store.get(key) or b"").replace(b"Index of people", b"Index of sheep!"))
    assert bookmake("index", cwd=book).out == first.out.replace("Index of people", "Index of sheep!", 1)
    narrow = bookmake("index", cwd=book, COLUMNS="50").out
    assert "Index of people" in narrow
    assert max(map(len, narrow.splitlines())) < 50 < max(map(len, first.out.splitlines()))
    (book / "chapters" / "film-001.md").write_text(
        "---\nrank: 1\ntitle: New\nstarring: Zoë Zimmer\n---\nWords.\n", "utf-8"
    )
    assert "Zimmer, Zoë  1" in bookmake("index", cwd=book).out


def test_the_command_in_other_shapes(root: Path, tmp_path: Path) -> None:
    book = tmp_path / "book"
    (book / "chapters").mkdir(parents=True)
    settings = (root / "book.toml").read_text("utf-8") + '[indexes]\nyears = true\nstarring = "Actors"\n'
    (book / "book.toml").write_text(settings, "utf-8")
    (book / "chapters" / "one.md").write_text(
        "---\nrank: 1\ntitle: One\nyear: 1960\nstarring: [Helena Bonham Carter, Ida Moss]\n---\n"
        "Alice Walker wrote it; Alice Walker is not credited. Moss is good.\n",
        "utf-8",
    )
    out = bookmake("index", cwd=book).out
    assert "Index of years: 1 entry, 1 place" in out
    assert "  1960\n    One  1\n" in out
    assert "1 heading worth a look:" in out
    assert '[person."Helena Bonham Carter"]' in out
    data = json.loads(bookmake("index", "--json", cwd=book).out)
    assert [one["key"] for one in data["further"]] == ["years", "starring"]
    assert data["headings_to_check"] == [
        {"person": "Helena Bonham Carter", "heading": "Carter, Helena Bonham", "why": "three plain words"}
    ]
    suggested = bookmake("index", "--suggest", cwd=book).out
    (book / "people.toml").write_text(suggested, "utf-8")
    assert suggested.startswith('[person."Alice Walker"]  # 1 chapter; chapters/one.md:7:1:')
    assert "Walker, Alice  1" in bookmake("index", cwd=book).out
