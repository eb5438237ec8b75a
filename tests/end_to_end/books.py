"""Small books for the end-to-end tests, written as a writer would write them, and the commands to build them."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]

SETTINGS = """\
[book]
title = "A Shelf of Films"
language = "en-GB"
contributors = [{ name = "Ann Author", role = "author" }]
published = 2026-01-02
copyright = { holder = "Ann Author", year = 2026 }

[order]
parts = [{ title = "The long tail", from = 8, to = 5 }, { title = "The top", from = 4, to = 1 }]

[editions.ebook]
format = "epub"

[editions.paperback]
format = "pdf"
paper = "bw_cream"
printers = ["kdp"]

[editions.screen]
format = "pdf"
use = "screen"
"""

SENTENCES = (
    "The rain stops at the edge of the frame and nobody mentions it.",
    "A door opens twice, and the second time it is the better actor.",
    "Somebody has counted the stairs, and so will you.",
    "The lamp is lit before the room needs it, which tells you who is expected.",
    "What the letter said is never shown, and the film is the richer for the silence.",
    "In the second half the town turns out to have been built for one short walk.",
    "The comedy comes from the luggage, and the sadness from where it is put down.",
    "One long look across the table does the work of three scenes.",
)

PEOPLE = ("Mara Ellwood", "Tomas Brandt", "Ines de la Cruz", "Per Åström", "Hugo Vane", "Lotte van Dijk", "Ōta Kenji")
TITLES = (
    "Harbour Lights",
    "The Long Stair",
    "Salt",
    "Winter Letters",
    "A Door in June",
    "Nine Lamps",
    "Echo Park Road",
    "1917",
)


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str


def prose(seed: int, paragraphs: int) -> str:
    """Paragraphs of plain sentences, the same for the same seed."""
    lines = []
    for p in range(paragraphs):
        start = seed * 7 + p * 3
        lines.append(" ".join(SENTENCES[(start + k * (1 + seed % 3)) % len(SENTENCES)] for k in range(6)))
    return "\n\n".join(lines)


def chapter(rank: int, *, paragraphs: int = 4, extra: str = "") -> str:
    """A chapter file with every usual part of one."""
    title = TITLES[rank % len(TITLES)]
    director, star, other = (PEOPLE[(rank + k) % len(PEOPLE)] for k in (0, 2, 4))
    return f"""---
rank: {rank}
title: {title}
year: {1950 + rank}
directed_by: {director}
starring: [{star}]
country: France
---
{prose(rank, paragraphs)}

{other} was asked first, and said no.[^1] {extra}

[^1]: The telegram is dated {rank} March.

## Favourite scene
{SENTENCES[rank % len(SENTENCES)]}

## Favourite quote
> Shut the door, it lets the summer out.
>
> — The porter

## Did you know?
{star} learned to swim for it.
"""


def write_book(root: Path, *, chapters: int = 8, settings: str = SETTINGS) -> Path:
    """Write a whole small book and return its folder."""
    (root / "chapters" / "front").mkdir(parents=True)
    (root / "book.toml").write_text(settings, encoding="utf-8")
    (root / "chapters" / "front" / "introduction.md").write_text(
        "---\nkind: introduction\ntitle: Why these\n---\n" + prose(3, 2) + "\n", encoding="utf-8"
    )
    for rank in range(1, chapters + 1):
        reference = "See [[film: Salt]]." if rank == 5 else ""
        write_chapter(root, rank, chapter(rank, extra=reference))
    return root


def write_chapter(root: Path, rank: int, text: str) -> Path:
    """Write the chapter file of a rank."""
    path = root / "chapters" / f"film-{rank:02d}.md"
    path.write_text(text, encoding="utf-8")
    return path


def bookmake(*arguments: str, cwd: Path, check: bool = True, **environment: str) -> Run:
    """Run the command as a user would, in a process of its own."""
    done = subprocess.run(  # noqa: PLW1510
        [sys.executable, "-m", "book", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
    )
    run = Run(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in run.err, run.err
    if check:
        assert run.code == 0, run.out + run.err
    return run


def called(*arguments: str, cwd: Path, fails: bool = False) -> Run:
    """Run the command within this process: half a second sooner, for tests that need many."""
    from click.testing import CliRunner

    from book.cli import main

    with contextlib.chdir(cwd):
        done = CliRunner().invoke(main, arguments)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == fails, done.output
    return Run(done.exit_code, done.stdout, done.stderr)


def page_texts(pdf: Path) -> list[str]:
    """The text of each page as poppler reads it, hyphenated words joined."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def printed_folio(text: str) -> str:
    """The folio a reader would find on a page: a number alone, or at an end of the first or last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in (*lines[-1:], *lines[:1]):
        if found := re.fullmatch(r"(\d+|[ivxlc]+)|(\d+|[ivxlc]+)\s{2,}.*|.*\s{2,}(\d+|[ivxlc]+)", line):
            return next(group for group in found.groups() if group)
    return ""
