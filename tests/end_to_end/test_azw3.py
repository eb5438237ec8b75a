"""The EPUB turned into a Kindle's AZW3 by calibre and back again: words, pictures, notes and links are all there."""

from __future__ import annotations

import posixpath
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import etree

from .books import REPOSITORY, bookmake

pytestmark = pytest.mark.skipif(shutil.which("ebook-convert") is None, reason="calibre is not installed")

OPF = {"o": "http://www.idpf.org/2007/opf"}
NEAR = 60
"""Letters after the end of a link that are compared."""


@dataclass
class Read:
    """A book as its letters in one run, where each id stands in it, its links and its pictures."""

    letters: str = ""
    places: dict[str, int] = field(default_factory=dict)
    links: list[tuple[int, str]] = field(default_factory=list)
    pictures: list[tuple[int, str, bytes]] = field(default_factory=list)
    styles: str = ""

    def led_to(self) -> list[tuple[str, str]]:
        """The words before each link and the words it leads to."""
        return [
            (self.letters[max(0, at - NEAR) : at], self.letters[self.places[target] :][:NEAR])
            for at, target in self.links
        ]


def letters(words: str | None) -> str:
    return "".join(character for character in words or "" if character.isalnum())


def read(epub: Path) -> Read:
    """Everything in the reading order of an EPUB, the page of the cover left out."""
    book = Read()
    with zipfile.ZipFile(epub) as package:
        container = etree.fromstring(package.read("META-INF/container.xml"))
        opf_name = next(one.get("full-path") for one in container.iter() if one.get("full-path"))
        opf = etree.fromstring(package.read(opf_name))
        files = {item.get("id"): item.get("href") for item in opf.iterfind(".//o:item", OPF)}
        book.styles = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".css"))
        for item in opf.iterfind(".//o:itemref", OPF):
            name = posixpath.normpath(posixpath.join(posixpath.dirname(opf_name), files[item.get("idref")]))
            if "cover" not in name and "titlepage" not in name:
                _walk(book, name, etree.fromstring(package.read(name)), package)
    return book


def _walk(book: Read, name: str, root: etree._Element, package: zipfile.ZipFile) -> None:
    book.places[name] = len(book.letters)
    body = next(one for one in root if one.tag.endswith("}body"))
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "end":
            book.letters += letters(element.tail) if element is not body else ""
            continue
        for key in ("id", "name"):
            if element.get(key):
                book.places.setdefault(f"{name}#{element.get(key)}", len(book.letters))
        if element.tag.endswith("}img"):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(element.get("src"))))
            book.pictures.append((len(book.letters), element.get("alt"), package.read(file)))
        href = element.get("href")
        if href and ":" not in href:
            file, anchor = urldefrag(unquote(href))
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), file)) if file else name
            book.links.append((len(book.letters), f"{target}#{anchor}" if anchor else target))
        book.letters += letters(element.text)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Read, Read]:
    """The sample book as it is made, and as it comes out of a Kindle's file."""
    folder = tmp_path_factory.mktemp("azw3")
    made, kindle, back = folder / "sample.epub", folder / "sample.azw3", folder / "back.epub"
    bookmake("epub", str(REPOSITORY), "--output", str(made), cwd=REPOSITORY)
    for command in (("--output-profile", "kindle_pw3", "--no-inline-toc"), ()):
        source, target = (made, kindle) if command else (kindle, back)
        done = subprocess.run(["ebook-convert", source, target, *command], capture_output=True, text=True, check=True)
        assert "not found" not in done.stdout, "calibre only logs what it leaves out"
    return read(made), read(back)


def test_the_text_is_whole_and_in_order(books: tuple[Read, Read]) -> None:
    made, back = books
    assert len(made.letters) > 50_000
    assert back.letters == made.letters


def test_every_picture_is_where_it_was(books: tuple[Read, Read]) -> None:
    made, back = books
    assert len(made.pictures) >= 30
    assert [(at, alt) for at, alt, _ in back.pictures if at] == [(at, alt) for at, alt, _ in made.pictures]
    assert all(len(data) > 1_000 for _, _, data in back.pictures)


def test_no_picture_is_drawn_taller_than_its_page(books: tuple[Read, Read]) -> None:
    """calibre makes styles of `width` and `height`; beside a width of 100% a height in pixels distorts."""
    assert not re.search(r"height:\s*\d+px", books[1].styles)


def test_links_of_contents_notes_and_index_lead_where_they_led(books: tuple[Read, Read]) -> None:
    made, back = books
    assert len(made.links) > 300
    assert back.led_to() == made.led_to()
