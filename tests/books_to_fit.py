"""A small book for tests of copyfitting: one film too short for its pages, one too long, the rest as they should be."""

from __future__ import annotations

from pathlib import Path

from book.pipeline import choose_edition, make_pdf, read
from book.problems import Problems
from book.workshop import Workshop
from tests.end_to_end.books import SENTENCES

SETTINGS = """\
[book]
title = "A Shelf of Films"
language = "en-GB"
published = 2026-01-02
[order]
parts = [{ title = "The long tail", from = 6, to = 6, pages = 1 }, { title = "The top", from = 5, to = 1 }]
[theme]
name = "countdown"
[editions.paperback]
format = "pdf"
paper = "bw_cream"
"""
WORDS = {6: 160, 5: 120, 4: 420, 3: 480, 2: 660, 1: 1000}
"""Rank → about how many words; one page for 6, a spread for the rest, of which 5 is too short and 1 too long."""


def text(words: int, seed: int) -> str:
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        sentences.append(SENTENCES[(seed + len(sentences) * 3) % len(SENTENCES)])
    paragraphs = [" ".join(sentences[n : n + 6]) for n in range(0, len(sentences), 6)]
    return "\n\n".join(paragraphs)


def write_book(root: Path, settings: str = SETTINGS) -> Path:
    (root / "chapters").mkdir(parents=True)
    (root / "book.toml").write_text(settings, encoding="utf-8")
    for rank, words in WORDS.items():
        (root / "chapters" / f"film-{rank}.md").write_text(
            f"---\nrank: {rank}\ntitle: Film {rank}\nyear: {1950 + rank}\ndirected_by: Mara Ellwood\n"
            f"starring: [Tomas Brandt, Hugo Vane]\n---\n{text(words, rank)}\n\n## Did you know?\n{text(30, rank)}\n",
            encoding="utf-8",
        )
    return root


def made(root: Path, cache: Path | None = None, jobs: int = 1, *, fit: bool = True):
    problems = Problems()
    manuscript = read(root, problems)
    settings = choose_edition(manuscript.book, "pdf", None)
    pdf = make_pdf(manuscript, settings, problems, Workshop(cache, jobs, fit=fit))
    return pdf, list(problems)
