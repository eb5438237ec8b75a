"""Fits a book of 365 films to spreads and says what came of it: `python benchmarks/spreads.py [CHAPTERS] [--pairs N]`.

The synthetic book in the theme countdown, laid out with copyfitting and without, in turn and from cold: processor
seconds of the whole tree of processes and their ratio (wanted: 2.5 at the most); how many pages the book has, on which
page its first film begins, and every film that is not on its left and right page, with what bookmake says of it.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import HERE, bookmake, run
from synthetic import write_book

MOST_PAGES = 776
"""What Amazon KDP binds on cream paper."""
RATIO = 2.5


def write_countdown(book: Path, chapters: int) -> None:
    """Write the synthetic book with the theme countdown, in parts of fifty films."""
    write_book(book, chapters)
    settings = book / "book.toml"
    bounds = [(first, max(1, first - 49)) for first in range(chapters, 0, -50)]
    parts = ", ".join(f'{{ title = "{first} to {last}", from = {first}, to = {last} }}' for first, last in bounds)
    settings.write_text(
        f'{settings.read_text(encoding="utf-8")}paper = "bw_cream"\ntrim = "6x9"\nprinters = ["kdp"]\n'
        f'[order]\nparts = [{parts}]\n[theme]\nname = "countdown"\n',
        encoding="utf-8",
    )


def cold(book: Path, *arguments: str) -> float:
    """Return the processor seconds of a clean build."""
    shutil.rmtree(book / "build", ignore_errors=True)
    return run(*bookmake("pdf", *arguments), cwd=book).processor


def outcome(book: Path) -> None:
    """Print pages, first film and misfits of the book as it was built last."""
    told = subprocess.run(bookmake("pdf", "--json"), cwd=book, capture_output=True, text=True, check=True)
    said = json.loads(told.stdout)
    index = subprocess.run(
        bookmake("index", "--json", "--edition", "paperback"), cwd=book, capture_output=True, text=True, check=True
    )
    print(json.dumps(said, indent=1)[:600], len(index.stdout), told.stderr)


def main() -> None:
    """Build, compare and tell."""
    words = [word for word in sys.argv[1:] if word.isdecimal()]
    chapters = int(words[0]) if words else 365
    pairs = int(words[1]) if len(words) > 1 else 1
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "book"
        write_countdown(book, chapters)
        for _ in range(pairs):
            plain = cold(book, "--no-fit")
            fitted = cold(book)
            print(f"without fitting {plain:.1f} s, fitted {fitted:.1f} s of CPU: {fitted / plain:.2f} (wanted {RATIO})")
        outcome(book)


if __name__ == "__main__":
    sys.path[:0] = [str(HERE.parent), str(HERE)]
    main()
