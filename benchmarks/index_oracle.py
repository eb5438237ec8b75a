"""An oracle for the index of people: it shares no code with bookmake, and reads only the finished PDF.

    python benchmarks/index_oracle.py [--chapters 365] [--people 1000] [--trim 6x9]

Writes a synthetic book, builds it, reads its pages with pdftotext, and holds every line of the printed index against
the pages on which the person's name stands in the chapters.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]

NAMES = """
Ada Bruno Clara Dario Elsa Félix Greta Hugo Irma Jonas Karla Émile Mila Nora Otto Paula Søren Rosa
bal cor dan fen gar hol jas kor lin mor nev ost pel rav sil tor und vel wes zan
berg dorf esen hald ikov lund mann nardi quist resco strom tova velli wick zeller
"""
GIVEN, SYLLABLES, ENDINGS = (line.split() for line in NAMES.strip().splitlines())
PLAIN = (
    "The rain stops at the edge of the frame and nobody mentions it.",
    "A door opens twice, and the second time it is the better actor.",
    "The lamp is lit before the room needs it, which tells you who is expected.",
    "What the letter said is never shown, and the silence is the richer for it.",
    "In the second half the town turns out to have been built for one short walk.",
    "The comedy comes from the luggage, and the sadness from where it is put down.",
)


class Chance:
    """A row of numbers that is always the same (a linear congruential generator)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2654435761 % 2**32 or 1

    def below(self, sides: int) -> int:
        """Return the next number below `sides`."""
        self._state = (self._state * 1664525 + 1013904223) % 2**32
        return (self._state >> 8) * sides >> 24

    def of(self, choices: Sequence[str]) -> str:
        """Return one of the choices."""
        return choices[self.below(len(choices))]


@dataclass
class People:
    """The people of a synthetic book; no two share a surname, and no surname is a word of its text."""

    names: list[str]
    chance: Chance

    @classmethod
    def of(cls, count: int) -> People:
        """Return that many people, the same every time."""
        chance = Chance(count)
        surnames: dict[str, None] = {}
        while len(surnames) < count:
            parts = [chance.of(SYLLABLES) for _ in range((1, 1, 2)[chance.below(3)])]
            surname = "".join([*parts, chance.of(ENDINGS)]).capitalize()
            if not any(surname in other or other in surname for other in surnames):
                surnames[surname] = None
        return cls([f"{chance.of(GIVEN)} {surname}" for surname in surnames], chance)


def surname(name: str) -> str:
    """Return the last word of a name."""
    return name.rsplit(maxsplit=1)[-1]


def write_book(root: Path, chapters: int, people: People, *, trim: str = "6x9", more: str = "") -> None:
    """Write a book folder: five people credited in each chapter, others named in full and then by surname."""
    (root / "chapters").mkdir(parents=True)
    (root / "book.toml").write_text(
        '[book]\ntitle = "The Oracle"\nlanguage = "en-GB"\ncontributors = ["Ann Author"]\n'
        f'[editions.paper]\nformat = "pdf"\ntrim = "{trim}"\n'
        '[editions.screen]\nformat = "pdf"\nuse = "screen"\n[editions.ebook]\nformat = "epub"\n',
        encoding="utf-8",
    )
    if more:
        (root / "people.toml").write_text(more, encoding="utf-8")
    chance = people.chance
    waiting = sorted(people.names, key=lambda name: name[::-1])
    for rank in range(1, chapters + 1):
        cast = [waiting.pop() if waiting else chance.of(people.names) for _ in range(5)]
        cast = list(dict.fromkeys(cast))
        paragraphs = [_paragraph(chance, people, cast) for _ in range(3 + chance.below(9))]
        text = "\n\n".join(paragraphs)
        (root / "chapters" / f"film-{rank:03d}.md").write_text(
            f"---\nrank: {rank}\ntitle: Reel {rank}\nyear: {1920 + rank % 90}\ndirected_by: {cast[0]}\n"
            f"starring: [{', '.join(cast[1:])}]\n---\n{text}\n\n## Did you know?\n"
            f"{chance.of(people.names)} was asked first. {chance.of(PLAIN)}\n",
            encoding="utf-8",
        )


def _paragraph(chance: Chance, people: People, cast: list[str]) -> str:
    sentences = [chance.of(PLAIN) for _ in range(3 + chance.below(6))]
    guest = chance.of(people.names)
    if chance.below(10) < 6:
        sentences.insert(1, f"One thinks of {guest}’s first picture, and of what {surname(guest)} said about it.")
    if chance.below(10) < 3:
        sentences.append(f"It is still {surname(chance.of(cast))} whom one looks at.")
    return " ".join(sentences)


# ---------------------------------------------------------------- reading the PDF


@dataclass
class Reading:
    """What a reader sees: the words of every numbered page, where chapters open, and the lines of the index."""

    pages: dict[int, str]
    chapters: dict[int, tuple[int, int]]
    """Rank → first and last page."""
    index: dict[str, list[tuple[int, int]]]
    """Heading → pages from and to, as printed."""
    problems: list[str] = field(default_factory=list)


def folded(words: str) -> str:
    """Return words without accents, hyphens and line breaks, for searching."""
    plain = unicodedata.normalize("NFKD", words.replace("ø", "o").replace("’", "'"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\s+", " ", re.sub(r"[-‐]\s*\n\s*", "", plain)).replace("-", "")


def read_pdf(pdf: Path, headings: list[str], ranks: int, title: str = "Index of people") -> Reading:
    """Return what a reader sees in a PDF; `headings` are the lines to look up."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    raw = text.split("\f")[:-1]
    first = next(number for number, words in enumerate(raw) if opens(words, ranks))
    begin = next(number for number, words in enumerate(raw) if words.lstrip().startswith(title))
    pages = {number - first + 1: words for number, words in enumerate(raw) if number >= first}
    openers = {}
    for folio, words in pages.items():
        if folio <= begin - first and (found := re.match(r"\s*(\d+)\s+Reel (\d+)\s+(?:19|20)\d\d", words)):
            openers[int(found[1])] = folio
    ordered = sorted(openers.items(), key=lambda item: item[1])
    after = next(folio for folio in range(ordered[-1][1] + 1, begin - first + 2) if _is_list(pages[folio]))
    ends = [folio - 1 for _, folio in [*ordered[1:], (0, after)]]
    chapters = {rank: (folio, end) for (rank, folio), end in zip(ordered, ends, strict=True)}
    lines = folded("\n".join(_without_furniture(words, title) for words in raw[begin:]))
    reading = Reading({folio: folded(words) for folio, words in pages.items()}, chapters, {})
    for heading in headings:
        found = re.search(rf"(?<![\w']){re.escape(folded(heading))}, ((?:\d+(?:–\d+)?(?:, )?)+)", lines)
        if found:
            reading.index[heading] = [_expanded(part) for part in found[1].rstrip(", ").split(", ")]
    return reading


def opens(words: str, ranks: int) -> bool:
    """Whether a page opens the chapter that is read first."""
    return bool(re.match(rf"\s*{ranks}\s+Reel {ranks}\s+(?:19|20)\d\d", words))


def _is_list(words: str) -> bool:
    """Whether a page opens one of the lists behind the chapters, or is blank."""
    return not words.strip() or words.lstrip().startswith(("Titles A–Z", "Checklist", "Index"))


def _without_furniture(words: str, title: str) -> str:
    lines = [line for line in words.splitlines() if line.strip() not in ("The Oracle", title)]
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and lines[-1].strip().isdigit():
        lines.pop()  # the folio
    return "\n".join(lines)


def _expanded(part: str) -> tuple[int, int]:
    """Return 101–8 as 101 to 108."""
    first, _, last = part.partition("–")
    return int(first), int(first[: max(0, len(first) - len(last))] + last) if last else int(first)


# ---------------------------------------------------------------- the judgement


def judge(pdf: Path, root: Path, people: People, ranks: int) -> tuple[list[str], int]:
    """Return every difference between the printed index and the pages, and the number of places held true."""
    names = {f"{surname(name)}, {' '.join(name.split()[:-1])}": name for name in people.names}
    reading = read_pdf(pdf, list(names), ranks)
    wrong = [f"chapter {rank} was not found" for rank in range(1, ranks + 1) if rank not in reading.chapters]
    credited = _credited(root)
    last = max(end for _, end in reading.chapters.values())
    words = {folio: set(re.findall(r"\w+", text)) for folio, text in reading.pages.items() if 0 < folio <= last}
    places = 0
    for heading, name in names.items():
        own = [reading.chapters[rank] for rank in credited.get(name, ()) if rank in reading.chapters]
        wanted = {page for first, end in own for page in range(first, end + 1)}
        wanted |= {page for page, said in words.items() if folded(surname(name)) in said}
        printed = reading.index.get(heading, [])
        given = [page for first, end in printed for page in range(first, end + 1)]
        if set(given) != wanted:
            wrong.append(f"{heading}: printed {printed}, but named on {sorted(wanted)}")
        if len(given) != len(set(given)) or any(one[1] >= two[0] for one, two in pairwise(printed)):
            wrong.append(f"{heading}: a page is given twice, or out of order: {printed}")
        places += len(given)
    return wrong, places


def _credited(root: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for path in sorted((root / "chapters").glob("*.md")):
        header = path.read_text(encoding="utf-8").split("---")[1]
        rank = int(re.search(r"rank: (\d+)", header)[1])  # type: ignore[index]
        for line in re.findall(r"(?:directed_by|starring): \[?([^\]\n]+)", header):
            for name in line.split(", "):
                found.setdefault(name, []).append(rank)
    return found


def build(root: Path, *arguments: str) -> None:
    """Build the book as a user would."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-m", "book", *arguments]
    done = subprocess.run(command, cwd=root, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)


def main() -> int:
    """Write, build and judge a book; print what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--chapters", type=int, default=365)
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--trim", default="6x9")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "book"
        people = People.of(asked.people)
        write_book(root, asked.chapters, people, trim=asked.trim)
        begun = time.perf_counter()
        build(root, "pdf", "--edition", "paper", "--output", "oracle.pdf")
        print(f"{asked.chapters} chapters, {asked.people} people: built in {time.perf_counter() - begun:.0f} s")
        wrong, places = judge(root / "oracle.pdf", root, people, asked.chapters)
    print("\n".join(wrong[:40]))
    print(f"{places} pages looked up, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
