"""Interrupting a build never leaves a broken output or a poisoned cache; two builds at once are both right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .books import REPOSITORY, bookmake, chapter, write_book, write_chapter

PDF = "build/a-shelf-of-films.pdf"


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "book", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill"])
@pytest.mark.parametrize("after", [0.6, 1.5, 2.5])
def test_an_interrupted_build_leaves_the_earlier_file(tmp_path: Path, how: signal.Signals, after: float) -> None:
    root = write_book(tmp_path / "book")
    bookmake("pdf", cwd=root)
    good = (root / PDF).read_bytes()
    for rank in range(1, 9):
        write_chapter(root, rank, chapter(rank, paragraphs=9))
    running = start(root, "pdf")
    time.sleep(after)
    os.killpg(running.pid, how)
    _, err = running.communicate(timeout=60)
    assert "Traceback" not in err
    left = (root / PDF).read_bytes()
    fresh = shutil.copytree(root, tmp_path / "fresh", ignore=shutil.ignore_patterns("build"))
    bookmake("pdf", cwd=fresh)
    new = (fresh / PDF).read_bytes()
    assert left in (good, new)
    bookmake("pdf", cwd=root)
    assert (root / PDF).read_bytes() == new
    assert [
        path.name for path in (root / "build").iterdir() if path.name.endswith(".part")
    ] == [] or how == signal.SIGKILL


def test_two_builds_at_once_are_both_right(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    running = [start(root, "pdf", "--output", f"out-{k}.pdf") for k in range(2)]
    for process in running:
        _, err = process.communicate(timeout=300)
        assert process.returncode == 0, err
    alone = shutil.copytree(root, tmp_path / "alone", ignore=shutil.ignore_patterns("build", "out-*"))
    bookmake("pdf", cwd=alone)
    right = (alone / PDF).read_bytes()
    assert (root / "out-0.pdf").read_bytes() == right
    assert (root / "out-1.pdf").read_bytes() == right


def test_a_damaged_cache_heals(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    bookmake("pdf", cwd=root)
    good = (root / PDF).read_bytes()
    cached = sorted(path for path in (root / "build" / ".cache").rglob("*") if path.is_file())
    assert cached
    for position, path in enumerate(cached):
        data = path.read_bytes()
        path.write_bytes(
            (data[: len(data) // 2], b"", data[:-1] + bytes([data[-1] ^ 1]) if data else b"x")[position % 3]
        )
    bookmake("pdf", cwd=root)
    assert (root / PDF).read_bytes() == good


def test_a_full_disk_leaves_the_earlier_file(tmp_path: Path) -> None:
    """A limit on file size stands in for a full disk: the write fails half-way."""
    root = write_book(tmp_path / "book")
    bookmake("epub", cwd=root)
    place = root / "build" / "a-shelf-of-films.epub"
    good = place.read_bytes()
    write_chapter(root, 1, chapter(1, paragraphs=12))
    limited = subprocess.run(  # noqa: PLW1510
        ["sh", "-c", f"ulimit -f {len(good) // 1024}; trap '' XFSZ; exec {sys.executable} -m book epub"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
    )
    assert limited.returncode == 1, limited.stderr
    assert "Traceback" not in limited.stderr
    assert "cannot be written" in limited.stderr
    assert place.read_bytes() == good


def test_build_that_cannot_be_written(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / "build").write_text("a file where a folder should be")
    run = bookmake("epub", cwd=root, check=False)
    assert run.code == 1
    assert "build" in run.err
    assert "nothing can be put into it" in run.err
