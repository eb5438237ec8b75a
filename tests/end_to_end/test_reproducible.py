"""The same input gives the same bytes, and a warm build is the clean build."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from .books import bookmake, chapter, write_book, write_chapter

FILES = ("a-shelf-of-films-ebook.epub", "a-shelf-of-films-paperback.pdf", "a-shelf-of-films-screen.pdf")


def built(root: Path, **environment: str) -> dict[str, bytes]:
    bookmake("build", cwd=root, **environment)
    return {name: (root / "build" / name).read_bytes() for name in FILES}


def test_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    one = write_book(tmp_path / "one")
    other = shutil.copytree(one, tmp_path / "deep" / "er" / "Büch 2")
    first = built(one, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    time.sleep(2.1)
    second = built(other, PYTHONHASHSEED="77", TZ="America/Lima", LC_ALL="C.UTF-8", LANG="de_DE.UTF-8")
    assert first == second
    warm = built(one, PYTHONHASHSEED="5")
    assert warm == first


@pytest.mark.parametrize("edition", ["paperback", "screen"])
def test_same_bytes_with_one_and_two_processes(tmp_path: Path, edition: str) -> None:
    root = write_book(tmp_path / "book")
    results = []
    for jobs in ("1", "2"):
        shutil.rmtree(root / "build", ignore_errors=True)
        bookmake("pdf", "--edition", edition, "--jobs", jobs, "--output", f"out-{jobs}.pdf", cwd=root)
        results.append((root / f"out-{jobs}.pdf").read_bytes())
    assert results[0] == results[1]


def grow(root: Path) -> None:
    write_chapter(root, 7, chapter(7, paragraphs=14))


def rename_a_person(root: Path) -> None:
    for path in sorted((root / "chapters").glob("*.md")):
        path.write_text(path.read_text(encoding="utf-8").replace("Hugo Vane", "Aldo Vane"), encoding="utf-8")


def swap_ranks(root: Path) -> None:
    for rank, new in ((2, 6), (6, 2)):
        path = root / "chapters" / f"film-{rank:02d}.md"
        path.write_text(path.read_text(encoding="utf-8").replace(f"rank: {rank}\n", f"rank: {new}\n"), encoding="utf-8")


def add_a_picture(root: Path) -> None:
    picture(root, (90, 140, 40))
    path = root / "chapters" / "film-03.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "## Favourite scene", '![A field](field.png "A field")\n\n## Favourite scene'
        ),
        encoding="utf-8",
    )


def change_the_picture(root: Path) -> None:
    picture(root, (10, 20, 200))


def picture(root: Path, colour: tuple[int, int, int]) -> None:
    Image.new("RGB", (640, 400), colour).save(root / "chapters" / "field.png")


def delete_a_chapter(root: Path) -> None:
    (root / "chapters" / "film-08.md").unlink()


def add_a_chapter(root: Path) -> None:
    write_chapter(root, 8, chapter(8, paragraphs=2))


def change_the_theme(root: Path) -> None:
    with (root / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[theme]\nname = "classic"\naccent = "#224466"\n')


EDITS: tuple[Callable[[Path], None], ...] = (
    grow,
    rename_a_person,
    swap_ranks,
    add_a_picture,
    change_the_picture,
    delete_a_chapter,
    add_a_chapter,
    change_the_theme,
)


def test_warm_is_clean_after_every_kind_of_edit(tmp_path: Path) -> None:
    """One cache lives through all edits; after each, the book equals one built from nothing."""
    root = write_book(tmp_path / "book")
    before = built(root)
    for edit in EDITS:
        edit(root)
        warm = built(root)
        clean = shutil.copytree(root, tmp_path / edit.__name__, ignore=shutil.ignore_patterns("build"))
        assert warm == built(clean), edit.__name__
        assert warm[FILES[0]] != before[FILES[0]], f"{edit.__name__} changed nothing"
        before = warm
