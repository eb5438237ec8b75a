"""A marked copy, and the pages that differ between two PDFs."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner

from book.cli import main
from book.preflight.changes import compare
from book.problems import BookError

TEXT = "It was a dark and quiet night, and the projector went on counting its own teeth. "


def write_book(root: Path, words: dict[int, str]) -> None:
    (root / "chapters").mkdir(exist_ok=True)
    (root / "book.toml").write_text('[book]\ntitle = "T"\nlanguage = "en-GB"\ncontributors = ["Ann Author"]\n')
    for rank, text in words.items():
        head = f"---\nrank: {rank}\ntitle: Film {rank}\n---\n"
        (root / f"chapters/film-{rank}.md").write_text(f"{head}{text}\n\n> The second paragraph.\n", encoding="utf-8")


def made(root: Path, name: str, *options: str) -> Path:
    run = CliRunner().invoke(main, ["pdf", str(root), "--jobs", "1", *options, "--output", str(root / name)])
    assert run.exit_code == 0, run.output
    return root / name


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    write_book(root, {1: TEXT * 4, 2: TEXT * 4, 3: TEXT * 4})
    return root


@pytest.fixture(scope="module")
def plain(folder: Path) -> Path:
    return made(folder, "plain.pdf")


def pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_a_marked_copy_has_file_and_line_of_every_block(folder: Path, plain: Path) -> None:
    marked = made(folder, "marked.pdf", "--marked")
    before, after = pages(plain), pages(marked)
    assert len(before) == len(after)
    page = next(text for text in after if "film-2.md" in text)
    assert "chapters/film-2.md" in page.split()
    joined = "".join(page.split())
    assert "357" in joined  # the lines of title, paragraph, and a quotation with its paragraph:
    assert "3577" not in joined  # one line
    assert all("marked copy" in text for text in after)
    assert not any("marked copy" in text or ".md" in text for text in before)


def test_the_same_marked_copy_twice(folder: Path) -> None:
    assert made(folder, "a.pdf", "--marked").read_bytes() == made(folder, "b.pdf", "--marked").read_bytes()


def test_nothing_has_changed(plain: Path) -> None:
    assert compare(plain, plain) == ()


def test_pages_that_differ(folder: Path, plain: Path, tmp_path: Path) -> None:
    write_book(tmp_path, {1: TEXT * 4, 2: TEXT.replace("quiet", "loud") * 4, 3: TEXT * 4})
    found = compare(plain, made(tmp_path, "new.pdf"))
    assert [(one.kind, one.old == one.new) for one in found] == [("words", True)]
    assert "quiet" in found[0].before
    assert "loud" in found[0].after


def test_a_chapter_more_moves_the_others(folder: Path, plain: Path, tmp_path: Path) -> None:
    write_book(tmp_path, {1: TEXT * 4, 2: TEXT * 4, 3: TEXT * 4, 4: TEXT * 90})
    found = compare(plain, made(tmp_path, "new.pdf"))
    kinds = [one.kind for one in found]
    assert kinds.count("moved") >= 3
    assert "new" in kinds
    moved = [one for one in found if one.kind == "moved"]
    assert all(int(one.new) > int(one.old) for one in moved)
    back = compare(tmp_path / "new.pdf", plain)
    assert "gone" in {one.kind for one in back}


def test_pages_that_only_look_different(plain: Path, tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.open(plain) as pdf:
        page = pdf.pages[2]
        page.contents_add(b"q 1 0 0 rg 20 20 60 60 re f Q", prepend=True)
        pdf.save(tmp_path / "red.pdf")
    (only,) = compare(plain, tmp_path / "red.pdf")
    assert only.kind == "looks"


def test_as_a_user(plain: Path, folder: Path, tmp_path: Path) -> None:
    same = CliRunner().invoke(main, ["changes", str(plain), str(plain)])
    assert (same.exit_code, same.stdout) == (0, "every page is the same\n")
    write_book(tmp_path, {1: TEXT * 4, 2: f"New words. {TEXT * 4}", 3: TEXT * 4})
    run = CliRunner().invoke(main, ["changes", str(plain), str(made(tmp_path, "new.pdf"))])
    assert run.exit_code == 0
    assert "→" in run.stdout
    assert CliRunner().invoke(main, ["changes", str(plain), "none.pdf"]).exit_code == 2


def test_what_is_no_pdf(plain: Path, tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_text("no")
    with pytest.raises(BookError, match="cannot be opened"):
        compare(plain, tmp_path / "no.pdf")
