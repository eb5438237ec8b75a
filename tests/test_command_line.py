"""The command line as a user meets it: help, exit codes, JSON, and nothing heavy at start."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from book.cli import COMMANDS

from .end_to_end.books import bookmake, write_book

HEAVY = ("weasyprint", "jinja2", "ebooklib", "mistune", "pikepdf", "PIL", "lxml", "uharfbuzz", "pypdfium2", "yaml")


def test_help_imports_no_engine() -> None:
    """`bookmake --help` is quick because it imports none of the engines."""
    program = (
        "import sys; from click.testing import CliRunner; from book.cli import main;"
        "done = CliRunner().invoke(main, ['--help']); assert done.exit_code == 0, done.output;"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(tmp_path: Path, command: str) -> None:
    shown = bookmake(command, "--help", cwd=tmp_path).out
    assert shown.startswith(f"Usage: bookmake {command}")


def test_a_wrong_command_is_guessed(tmp_path: Path) -> None:
    run = bookmake("epubb", cwd=tmp_path, check=False)
    assert run.code == 2
    assert "bookmake epub" in run.err


def test_no_book_here(tmp_path: Path) -> None:
    for command in ("check", "epub", "pdf", "build", "index", "rank"):
        run = bookmake(command, cwd=tmp_path, check=False)
        assert run.code == 1, command
        assert "book.toml" in run.err
        assert "bookmake new" in run.err


def test_check_as_json(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "chapters" / "film-02.md").write_text("---\nrank: 2\ntitel: Salt\n---\nText.\n", encoding="utf-8")
    run = bookmake("check", "--json", cwd=root, check=False)
    assert run.code == 1
    problems = json.loads(run.out)["problems"]
    assert {(p["file"], p["line"]) for p in problems if p["severity"] == "error"} >= {("chapters/film-02.md", 3)}


def test_an_edition_that_is_not_there(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    run = bookmake("pdf", "--edition", "paperbck", cwd=root, check=False)
    assert run.code == 1
    assert "did you mean `--edition paperback`" in run.err


def test_rank_then_move(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    bookmake("rank", cwd=root)
    assert bookmake("rank", cwd=root, check=False).code == 1
    before = (root / "ranking.txt").read_text(encoding="utf-8")
    bookmake("move", "Salt", "1", cwd=root)
    after = (root / "ranking.txt").read_text(encoding="utf-8")
    assert after != before
    assert sorted(after.split()) == sorted(before.split())
    data = json.loads(bookmake("index", "--json", cwd=root).out)
    assert data["index"]
    assert bookmake("move", "Slat", "1", cwd=root, check=False).code == 1


def test_strict_makes_a_warning_stop_the_build(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "chapters" / "film-03.md").unlink()
    assert bookmake("check", cwd=root).code == 0
    run = bookmake("epub", "--strict", cwd=root, check=False)
    assert run.code == 1
    assert not (root / "build").exists() or not list((root / "build").glob("*.epub"))


def test_clean_deletes_only_build(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    bookmake("epub", cwd=root)
    before = {path for path in root.rglob("*") if "build" not in path.parts}
    bookmake("clean", cwd=root)
    assert not (root / "build").exists()
    assert before == set(root.rglob("*"))
    assert bookmake("clean", cwd=tmp_path, check=False).code == 1


def test_new_never_overwrites(tmp_path: Path) -> None:
    bookmake("new", "mine", cwd=tmp_path)
    (tmp_path / "mine" / "book.toml").write_text("mine", encoding="utf-8")
    assert bookmake("new", "mine", cwd=tmp_path, check=False).code == 1
    assert (tmp_path / "mine" / "book.toml").read_text(encoding="utf-8") == "mine"
    run = bookmake("new", "mine/book.toml", cwd=tmp_path, check=False)
    assert "is a file, not a folder\n    bookmake new my-book" in run.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "x" * 300], "x…: error no-access cannot be used: file name too long\n    choose a shorter name"),
        (["check", "x" * 300], "error no-access cannot be used: file name too long"),
        (["themes", "chek"], "error no-folder there is no such folder\n    did you mean `bookmake themes check`?"),
        (
            ["epub", "--only", "99", "book"],
            "--only: error empty-range no chapter has a rank from 99 to 99\n    --only ",
        ),
        (["pdf", "--for", "", "book"], "error unknown-printer the printer “” is not known"),
        (["preflight", "book/book.toml", "--for", "kdp"], "cannot be read: unable to find trailer"),
        (["move", "", "1", "--book", "book"], "there is no chapter named “”\n    name it by its title"),
    ],
)
def test_what_a_stranger_types(tmp_path: Path, words: list[str], said: str) -> None:
    write_book(tmp_path / "book")
    run = bookmake(*words, cwd=tmp_path, check=False)
    assert run.code == 1
    assert said in run.err
    assert "Traceback" not in run.err


def test_asking_for_help_as_a_command(tmp_path: Path) -> None:
    assert "Did you mean `bookmake --help`?" in bookmake("help", cwd=tmp_path, check=False).err


def test_a_folder_with_a_space_is_quoted(tmp_path: Path) -> None:
    assert "cd 'my book'\n" in bookmake("new", "my book", cwd=tmp_path).out
    assert "cd ./-x\n" in bookmake("new", "--", "-x", cwd=tmp_path).out


def test_doctor_says_what_is_there(tmp_path: Path) -> None:
    assert "Ready to make books." in bookmake("doctor", cwd=tmp_path).out


def test_version_without_an_installation(tmp_path: Path) -> None:
    run = bookmake("--version", cwd=tmp_path)
    assert run.out.startswith("bookmake ")


@pytest.mark.parametrize(
    "output", ["chapters/film-02.md", "chapters/new.md", "themes/x.epub", "book.toml", "ranking.txt", "chapters", ""]
)
def test_output_never_replaces_the_book(tmp_path: Path, output: str) -> None:
    root = write_book(tmp_path / "book")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    run = bookmake("epub", "--output", output, cwd=root, check=False)
    assert run.code in (1, 2)
    assert "Traceback" not in run.err
    after = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert after == before


def test_a_file_in_the_place_of_the_build_folder(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "build").write_text("mine", encoding="utf-8")
    run = bookmake("epub", cwd=root, check=False)
    assert run.code == 1
    assert run.err.startswith("build: error not-writable is a file, not a folder, so nothing can be put into it\n")
    assert (root / "build").read_text(encoding="utf-8") == "mine"
    (root / "build").unlink()
    (root / "build").symlink_to("nowhere", target_is_directory=True)
    run = bookmake("epub", cwd=root, check=False)
    assert "build: error not-writable is a link that leads nowhere, so nothing can be put into it\n" in run.err


def test_a_folder_in_the_place_of_the_ranking(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "ranking.txt").mkdir()
    said = [bookmake(*words, cwd=root, check=False) for words in (["check"], ["rank"], ["move", "Salt", "1"])]
    assert [run.code for run in said] == [1, 1, 1]
    assert all(run.err.startswith("ranking.txt: error ") for run in said)


def test_output_never_replaces_a_device(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    run = bookmake("epub", "--output", str(pipe), cwd=root, check=False)
    assert run.code == 1
    assert "not a file" in run.err
    assert pipe.is_fifo()


def test_a_terminal_that_cannot_show_a_title(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_book(tmp_path / "book")
    settings = (root / "book.toml").read_text(encoding="utf-8")
    (root / "book.toml").write_text(settings.replace("A Shelf of Films", "Ōta’s Films"), encoding="utf-8")
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    run = bookmake("check", cwd=root)
    assert run.out.startswith("\\u014cta\\u2019s Films: ")


def test_themes_lists_options_as_book_toml_takes_them(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    broken = root / "themes" / "broken"
    broken.mkdir(parents=True)
    (broken / "theme.toml").write_text("extends = 1\n", encoding="utf-8")
    run = bookmake("themes", cwd=root, check=False)
    assert run.code == 1
    assert '    accent = "' in run.out
    assert "    show_credits = true" in run.out
    assert "themes/broken/theme.toml:1" in run.err
