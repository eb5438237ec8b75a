"""`pip install .` works alone: themes and starters are inside the wheel, and the command runs anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(out),
            str(REPOSITORY),
        ],
        check=True,
        capture_output=True,
    )
    return next(out.glob("bookmake-*.whl"))


def test_the_wheel_holds_themes_and_starters(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    themes = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "themes").rglob("*") if path.is_file()}
    assert {f"book/{path}" for path in themes} <= names
    assert "book/starter/films/book.toml" in names
    assert not any(name.startswith(("chapters/", "tests/", "build/")) for name in names)


def test_the_installed_command_makes_a_book_anywhere(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        package.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "book", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("new", "mine")
    run("epub", "mine")
    run("pdf", "mine")
    assert (tmp_path / "mine" / "build" / "my-top-films.epub").stat().st_size > 10_000
    assert (tmp_path / "mine" / "build" / "my-top-films.pdf").stat().st_size > 10_000
