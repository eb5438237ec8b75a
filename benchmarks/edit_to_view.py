"""How long a saved edit takes to be seen in the proof: `python benchmarks/edit_to_view.py [CHAPTERS] [EDITS]`.

A synthetic book (365 chapters by default) is proofed; chapters all over it are edited one after the other, as a writer
saves them. What is measured for each is the time from the save until a browser has both views of that chapter: the
news, the list of pages, the picture of its page 800 pixels wide, and its e-book text with the new words in it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from synthetic import write_book  # noqa: E402  (the path is set above)

from book.proof import Order, Serving, serve  # noqa: E402

PAUSE = 1.5
"""Seconds a writer takes at least between two saves."""


def edit(chapter: Path, words: str) -> None:
    """Put words at the head of a chapter's text, and take out those of the edit before."""
    text = chapter.read_text("utf-8")
    head, mark, rest = text.partition("\n---\n")
    chapter.write_text(f"{head}{mark}{words} {rest}", "utf-8")


def ask(serving: Serving, path: str) -> bytes:
    """Return what a browser gets."""
    with urllib.request.urlopen(serving.address + path, timeout=60) as answer:
        body: bytes = answer.read()
        return body


def seen(serving: Serving, anchor: str, words: str) -> None:
    """Return when a browser has both views of a chapter with these words."""
    after = serving.session.number
    while words not in ask(serving, f"epub/EPUB/{anchor}.xhtml").decode():
        news = serving.session.wait_for_news(after, 10) or []
        after = news[-1][0] if news else after
    book = json.loads(ask(serving, "data/book.json"))
    page = next(piece["page"] for piece in book["pieces"] if piece["anchor"] == anchor)
    document, number, _ = book["print"]["pages"][page]
    if not document.startswith(f"galley-{anchor}"):
        sys.exit(f"the page shown is of {document}")
    ask(serving, f"page/{document}/{number}/800.png")


def until_rest(serving: Serving) -> None:
    """Wait until the whole is made and galleys can be pulled."""
    while not serving.session.ready or serving.session.values("book")["making"]:
        time.sleep(0.1)


def main(chapters: int, edits: int) -> None:
    """Proof a book, edit it, print what the edits took."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "book")
        write_book(root, chapters)
        files = sorted((root / "chapters").glob("*.md"))
        begun = time.perf_counter()
        with serve(Order(root), port=0, own=Path(folder)) as serving:
            until_rest(serving)
            print(f"{chapters} chapters, all there after {time.perf_counter() - begun:.1f} s")
            took = []
            for number in range(edits):
                chapter = files[(number * 37 + 11) % len(files)]
                words = f"Edit number {number:04d}."
                begun = time.perf_counter()
                edit(chapter, words)
                seen(serving, f"ch-{chapter.stem}", words)
                took.append(time.perf_counter() - begun)
                time.sleep(PAUSE)
    took.sort()
    half, most = took[len(took) // 2], took[min(len(took) - 1, round(len(took) * 0.95))]
    print(
        f"edit to view, {edits} edits: p50 {half:.2f} s, p95 {most:.2f} s, worst {took[-1]:.2f} s (wanted: p95 0.50 s)"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 365, int(sys.argv[2]) if len(sys.argv) > 2 else 40)
