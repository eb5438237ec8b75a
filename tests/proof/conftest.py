"""A small book, and the proof of it served as `bookmake proof` serves it."""

from __future__ import annotations

import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from book.problems import BookError
from book.proof import Order, Serving, serve
from book.proof.engine import fetch_engine, find_engine

PATIENCE = 200.0
WORDS = "The light came down over the harbour and nobody in the little town could say who had lit it or why. "
SETTINGS = """[book]
title = "Four Lamps"
language = "en-GB"
contributors = ["Ann Author"]

[editions.ebook]
format = "epub"
[editions.paperback]
format = "pdf"
trim = "5x8"
"""
CHAPTERS = {
    "salt": ("Salt", 4, "Jules Weir", "Marion Cotillard", 12),
    "heat": ("Heat", 3, "Michael Mann", "Al Pacino", 30),
    "nine-lamps": ("Nine Lamps", 2, "Ida Lupino", "Marion Cotillard", 6),
    "the-cheat": ("The Cheat", 1, "Cecil B. DeMille", "Sessue Hayakawa", 10),
}


def write_book(root: Path) -> Path:
    """Write a book of four chapters; one of them has a slip of the pen in a name."""
    (root / "chapters" / "front").mkdir(parents=True)
    (root / "book.toml").write_text(SETTINGS, "utf-8")
    (root / "chapters" / "front" / "introduction.md").write_text("---\ntitle: Why\n---\nBecause.\n", "utf-8")
    for name, (title, rank, director, star, sentences) in CHAPTERS.items():
        header = f"---\nrank: {rank}\ntitle: {title}\nyear: {1930 + rank}\ndirected_by: {director}\n"
        header += f"starring: [{star}]\n---\n"
        slip = "Nobody is like Marion Cottilard here. " if name == "salt" else ""
        text = f"{header}First words of {title}. {slip}{WORDS * sentences}\n\nSee [[film: Heat]].\n"
        (root / "chapters" / f"{name}.md").write_text(text, "utf-8")
    return root


def edit(root: Path, chapter: str, old: str, new: str) -> None:
    """Change a chapter as a writer's editor saves it."""
    path = root / "chapters" / f"{chapter}.md"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def until(true: Callable[[], object], what: str) -> None:
    """Wait until something has come about."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.02)


def at_rest(serving: Serving) -> bool:
    """Whether everything saved is shown and the next galley can be pulled."""
    session = serving.session
    return session.ready and not session.values("book")["making"]


def get(serving: Serving, path: str) -> bytes:
    """Return what is at an address of the proof."""
    with urllib.request.urlopen(serving.address + path, timeout=PATIENCE) as answer:
        body: bytes = answer.read()
        return body


@pytest.fixture(scope="session")
def own() -> Path:
    """bookmake's own folder, with the reader engine if it is there or can be fetched."""
    folder = Path(click.get_app_dir("bookmake", roaming=False))
    if find_engine(folder) is None:
        try:
            fetch_engine(folder)
        except BookError as error:
            pytest.skip(f"the e-reader engine cannot be fetched here: {error}")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The Chromium of the system."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    return found


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A proof of a book, at rest; its tests each edit a chapter of their own."""
    place = tmp_path_factory.mktemp("proof")
    with serve(Order(write_book(place / "book")), port=0, own=place) as made:
        until(lambda: at_rest(made), "the first whole")
        yield made
