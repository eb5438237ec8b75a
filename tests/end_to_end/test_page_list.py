"""The page list of the sample book against its printed pages: words looked up by poppler and by reading the EPUB."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from .books import REPOSITORY, Run, bookmake

HTML = "{http://www.w3.org/1999/xhtml}"
OPF = {"o": "http://www.idpf.org/2007/opf"}
TYPE = "{http://www.idpf.org/2007/ops}type"
WORD = re.compile(r"[^\W\d_]{4,}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """The folder of sample.epub and sample.pdf, and how making the EPUB went."""
    folder = tmp_path_factory.mktemp("pages")
    bookmake("pdf", str(REPOSITORY), "--edition", "paperback", "--output", str(folder / "sample.pdf"), cwd=REPOSITORY)
    run = bookmake("epub", str(REPOSITORY), "--output", str(folder / "sample.epub"), "--json", cwd=REPOSITORY)
    return folder, run


def printed(pdf: Path) -> dict[str, Counter[str]]:
    """How often each word stands on each page, by the page's label."""
    with pikepdf.open(pdf) as book:
        labels = [str(page.label) for page in book.pages]
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[: len(labels)]
    assert len(pages) == len(set(labels)) == len(labels)
    return {label: Counter(WORD.findall(words)) for label, words in zip(labels, pages, strict=True)}


def read(epub: Path) -> tuple[dict[str, Counter[str]], list[str], list[str]]:
    """How often each word stands behind each marker; the markers in order; the numbers of the list of pages."""
    with zipfile.ZipFile(epub) as package:
        opf = etree.fromstring(package.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in opf.iterfind(".//o:item", OPF)}
        spine = [f"EPUB/{files[item.get('idref')]}" for item in opf.iterfind(".//o:itemref", OPF)]
        bodies = [etree.fromstring(package.read(name)).find(f"{HTML}body") for name in spine]
        nav = etree.fromstring(package.read("EPUB/nav.xhtml"))
    words: dict[str, Counter[str]] = defaultdict(Counter)
    markers: list[str] = []
    for body in bodies:
        run = ""
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start" and element.get(TYPE) == "pagebreak":
                words[markers[-1] if markers else ""].update(WORD.findall(run))
                run = ""
                markers.append(element.get("id").removeprefix("page-"))
            elif element.tag not in {f"{HTML}em", f"{HTML}a", f"{HTML}span", f"{HTML}strong"}:
                run += " "
            run += (element.text if event == "start" else element.tail) or ""
        words[markers[-1] if markers else ""].update(WORD.findall(run))
    listed = next(one for one in nav.iter(f"{HTML}nav") if one.get(TYPE) == "page-list")
    return words, markers, [link.text for link in listed.iter(f"{HTML}a")]


def test_fifty_words_lie_on_the_same_page(made: tuple[Path, Run]) -> None:
    on_paper, (on_screen, markers, _) = printed(made[0] / "sample.pdf"), read(made[0] / "sample.epub")
    once = [{w for w, n in sum(pages.values(), Counter()).items() if n == 1} for pages in (on_paper, on_screen)]
    paper, screen = ({w: page for page, words in pages.items() for w in words} for pages in (on_paper, on_screen))
    words = sorted(word for word in once[0] & once[1] if paper[word] in markers)
    sampled = words[:: len(words) // 50][:50]
    assert len(sampled) == 50
    assert {word: screen[word] for word in sampled} == {word: paper[word] for word in sampled}
    assert len({paper[word] for word in sampled}) > 20, "the words are of all parts of the book"
    astray = {word: (paper[word], screen[word]) for word in words if paper[word] != screen[word]}
    assert len(words) > 1_500
    assert len(astray) <= len(words) // 100, astray  # notes stand at the end of a chapter, not of a page


def test_every_page_is_marked_or_said_to_be_left_out(made: tuple[Path, Run]) -> None:
    _, markers, listed = read(made[0] / "sample.epub")
    pages = list(printed(made[0] / "sample.pdf"))
    assert listed == markers
    assert len(set(markers)) == len(markers) > 60
    assert [page for page in pages if page in set(markers)] == markers, "in order"
    left_out = {one["page"]: one["why"] for one in json.loads(made[1].out)["files"][0]["page_list"]["left_out"]}
    assert {pages[page - 1] for page in left_out} == set(pages) - set(markers)
    assert all(left_out.values())
