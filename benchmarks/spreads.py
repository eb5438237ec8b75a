"""Fits a book of 365 films to spreads and says what came of it: `python benchmarks/spreads.py [CHAPTERS] [PAIRS]`.

The synthetic book in the theme countdown, laid out with copyfitting and without, in turn and from cold: processor
seconds of the whole tree of processes and their ratio (wanted: 2.5 at the most); how many pages the book has, on which
page its first film begins, and every film that is not on its left and right page, with what bookmake says of it.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from bench import bookmake, run  # noqa: E402  (the path is set above)
from synthetic import write_book  # noqa: E402

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
        f'{settings.read_text(encoding="utf-8")}paper = "bw_cream"\nprinters = ["kdp"]\n'
        '[editions.unfitted]\nformat = "pdf"\npaper = "bw_cream"\n'  # more than KDP binds
        f'[order]\nparts = [{parts}]\n[theme]\nname = "countdown"\n',
        encoding="utf-8",
    )


def cold(book: Path, *arguments: str) -> float:
    """Return the processor seconds of a clean build."""
    shutil.rmtree(book / "build", ignore_errors=True)
    return run(*bookmake("pdf", *arguments), cwd=book).processor


def outcome(book: Path) -> None:
    """Print how many pages the book has, where its films are, and what bookmake says of those that do not fit."""
    from book.pipeline import choose_edition, make_pdf, read
    from book.problems import Problems
    from book.workshop import Workshop

    problems = Problems()
    manuscript = read(book, problems)
    pdf = make_pdf(
        manuscript, choose_edition(manuscript.book, "pdf", None), problems, Workshop(book / "build" / ".cache")
    )
    spans = {chapter.rank: pdf.pages.pages[chapter.anchor] for chapter in manuscript.book.chapters}
    folios = {rank: [int(pdf.pages.folios[page]) for page in range(a, b + 1)] for rank, (a, b) in spans.items()}
    spread = [rank for rank, pages in folios.items() if len(pages) == 2 and pages[0] % 2 == 0]
    said = [one for one in problems if one.code in ("too-long", "too-short")]
    first = "–".join(map(str, min(folios.values())))
    print(f"{pdf.page_count} pages (wanted at most {MOST_PAGES}); the first film on pages {first}")
    print(f"{len(spread)} of {len(folios)} films on a left and a right page, {len(said)} listed:")
    print("\n".join(f"  {one.message}" for one in said))


def main() -> None:
    """Build, compare and tell."""
    words = [word for word in sys.argv[1:] if word.isdecimal()]
    chapters = int(words[0]) if words else 365
    pairs = int(words[1]) if len(words) > 1 else 1
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / "book"
        write_countdown(book, chapters)
        for _ in range(pairs):
            plain = cold(book, "--edition", "unfitted", "--no-fit")
            fitted = cold(book)
            print(f"without fitting {plain:.1f} s, fitted {fitted:.1f} s of CPU: {fitted / plain:.2f} (wanted {RATIO})")
        outcome(book)


if __name__ == "__main__":
    main()
