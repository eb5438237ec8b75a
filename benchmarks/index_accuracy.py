"""How well the index finds people in prose: a table of precision and recall.

    python benchmarks/index_accuracy.py [--misses]

Reads `index_accuracy.txt`, reviews in which a person marked every mention an indexer would enter, writes them as a
book folder without the marks, and compares what bookmake finds. `--misses` lists every difference.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from book.model import index as model
from book.model.book import Chapter, Matter
from book.model.prose import plain_text, text_blocks
from book.pipeline import read
from book.problems import Problems

REVIEWS = Path(__file__).parent / "index_accuracy.txt"
_MARK = re.compile(r"‹([^|›]*)\|([^›]*)›")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "*": None, "\n": " "})

Mention = tuple[int, str, str]
"""Where it begins in the text of its review, its words, and who is meant ("A+B" for two)."""


@dataclass(frozen=True)
class Review:
    """A review: its header, its text without marks, and the mentions marked in it."""

    title: str
    header: str
    text: str
    wanted: frozenset[Mention]


def reviews() -> list[Review]:
    """Return the reviews with their marks."""
    found = []
    for part in re.split(r"^= ", REVIEWS.read_text("utf-8"), flags=re.M)[1:]:
        title, _, rest = part.partition("\n")
        header, _, text = rest.partition("---\n")
        found.append(Review(title.strip(), header, _MARK.sub(r"\1", text), _wanted(text)))
    return found


def _wanted(text: str) -> frozenset[Mention]:
    text = re.sub(r"\s+", " ", re.sub(r"\|\s+", "|", text.translate(_PLAIN))).strip()
    wanted, removed = set(), 0
    for mark in _MARK.finditer(text):
        start = mark.start() - removed
        words = re.sub(r"'s$", "", mark[1])
        wanted.add((start, words, mark[2]))
        removed += len(mark[0]) - len(mark[1])
    return frozenset(wanted)


def write_book(root: Path, book: list[Review]) -> None:
    """Write the reviews as a book folder; one without a header is an afterword."""
    (root / "chapters" / "back").mkdir(parents=True)
    (root / "book.toml").write_text(
        '[book]\ntitle = "Marked Reviews"\nlanguage = "en-GB"\ncontributors = ["Ann Author"]\n', "utf-8"
    )
    for rank, review in enumerate(book, start=1):
        if review.header:
            title, year = re.fullmatch(r"(.*) \((\d+)\)", review.title).groups()
            header = re.sub(r"^(\w+): (.*)$", r"\1: [\2]", review.header, flags=re.M)
            text = f"---\nrank: {rank}\ntitle: {title}\nyear: {year}\n{header}---\n{review.text}"
            (root / "chapters" / f"review-{rank:02d}.md").write_text(text, "utf-8")
        else:
            text = f"---\nkind: afterword\ntitle: {review.title}\n---\n{review.text}"
            (root / "chapters" / "back" / f"review-{rank:02d}.md").write_text(text, "utf-8")


def found_in(root: Path) -> tuple[dict[str, frozenset[Mention]], dict[str, str], int]:
    """Return the mentions bookmake finds and the text it read, by title, and how many names it asks about."""
    problems = Problems()
    manuscript = read(root, problems)
    found: dict[str, frozenset[Mention]] = {}
    texts: dict[str, str] = {}
    for piece in manuscript.book.pieces():
        mentions, text = _found_in(piece, manuscript.index.mentions)
        title = piece.title.translate(_PLAIN)
        found[title], texts[title] = mentions, text
    return found, texts, sum(problem.code == "ambiguous-name" for problem in problems)


def _found_in(
    piece: Chapter | Matter, by_block: Mapping[str, Sequence[model.Mention]]
) -> tuple[frozenset[Mention], str]:
    text, found = "", set()
    for block in text_blocks(piece.blocks):
        words = plain_text(block.inlines).translate(_PLAIN)
        start = len(text) + (1 if text else 0)
        for mention in by_block.get(block.id, ()):
            who = "+".join(sorted([mention.person, *mention.others]))
            found.add((start + mention.start, words[mention.start : mention.end], who))
        text += (" " if text else "") + words
    return frozenset(found), text


def _is_whole(mention: Mention) -> bool:
    """Whether a mention says a given name and a surname, rather than a surname or a family alone."""
    person = mention[2].translate(_PLAIN).lower().split()
    return (
        "+" not in mention[2]
        and len(mention[1].split()) >= 2
        and mention[1].lower().split()[0] not in ("de", "von", "the")
        and len(person) > 1
    )


def measure() -> tuple[dict[str, Counter[str]], list[str], int]:
    """Return the counts of each kind of mention, the differences in words, and the number of questions asked."""
    counts = {"full names": Counter(), "surnames": Counter()}
    differences: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        written = reviews()
        write_book(root, written)
        found, texts, asked = found_in(root)
    for review in written:
        title = re.sub(r" \(\d+\)$", "", review.title)
        text = re.sub(r"\s+", " ", review.text.translate(_PLAIN)).strip()
        if texts[title] != text:
            raise SystemExit(f"{title}: the text was read otherwise than it was marked")
        for mention in sorted(review.wanted | found[title]):
            kind = counts["full names" if _is_whole(mention) else "surnames"]
            right, there = mention in review.wanted, mention in found[title]
            kind["right" if right and there else "missed" if right else "wrong"] += 1
            if right != there:
                around = text[max(0, mention[0] - 30) : mention[0] + len(mention[1]) + 20]
                differences.append(
                    f"{'missed' if right else 'wrong '} {mention[1]} = {mention[2]}: …{around}… ({title})"
                )
    return counts, differences, asked


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list every difference")
    arguments = parser.parse_args()
    counts, differences, asked = measure()
    counts["all"] = sum(counts.values(), Counter())
    print(f"{len(reviews())} reviews\n")
    print("| mentions | marked | found right | wrong | missed | precision | recall |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for kind, count in counts.items():
        right, wrong, missed = count["right"], count["wrong"], count["missed"]
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        print(f"| {kind} | {right + missed} | {right} | {wrong} | {missed} | {precision:.3f} | {recall:.3f} |")
    print(f"\n{asked} name{'' if asked == 1 else 's'} asked about instead of guessed")
    if arguments.misses:
        print("\n" + "\n".join(differences))


if __name__ == "__main__":
    main()
