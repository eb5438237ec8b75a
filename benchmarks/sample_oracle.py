"""The oracle of `index_oracle.py` for the sample book: every heading's pages, against the pages as a reader finds them.

    python benchmarks/sample_oracle.py

Reads the finished PDF, the headers of the chapters and nothing else of bookmake's: who is credited in a chapter is on
all its pages; anybody else is where the whole name stands, and after it in the same chapter where the surname does.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY))

from benchmarks.index_oracle import build, folded  # noqa: E402

_CREDITS = re.compile(
    r"^(?:directed_by|written_by|starring|photographed_by|music_by|edited_by|designed_by): (.*)$", re.M
)
_FOLIO = re.compile(r"\d+|[ivxlc]+")
_ROMAN = [tens + ones for tens in ("", "x") for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")][
    1:
]
_PLACES = r"((?:(?:\d+|[ivxlc]+)(?:–(?:\d+|[ivxlc]+))?(?:, )?)+)"


@dataclass(frozen=True)
class Reading:
    """The pages of a PDF: their words, their folios ("" where none is printed), where chapters and index stand."""

    raw: list[str]
    pages: list[str]
    folios: list[str]
    chapters: Mapping[int, range]
    index: range

    def chapter(self, page: int) -> int:
        """Return the rank of the chapter a page belongs to, or 0."""
        return next((rank for rank, there in self.chapters.items() if page in there), 0)


def headers(root: Path) -> dict[int, tuple[str, list[str]]]:
    """Return rank → title and credited people, as the chapters' headers say."""
    found = {}
    for path in (root / "chapters").glob("*.md"):
        header = path.read_text("utf-8").split("\n---\n")[0]
        people = [
            name.strip(' "')
            for line in _CREDITS.findall(header)
            for name in re.findall(r'"[^"]+"|[^,]+', line.strip().removeprefix("[").removesuffix("]"))
        ]
        rank, title = (re.search(rf"^{key}: (.*)$", header, re.M)[1] for key in ("rank", "title"))  # type: ignore[index]
        found[int(rank)] = (title, people)
    return found


def read_pdf(pdf: Path, known: Mapping[int, tuple[str, list[str]]]) -> Reading:
    """Return what a reader sees."""
    text = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    raw = text.split("\f")[:-1]
    first: dict[int, int] = {}
    for number, words in enumerate(raw):
        for rank, (title, _) in known.items():
            if rank not in first and _opens(words, rank, title):
                first[rank] = number
    openers = sorted(first.items(), key=lambda item: item[1])
    after = next(n for n in range(openers[-1][1] + 1, len(raw)) if not _head(raw[n], openers[-1][0]))
    ends = [begin for _, begin in openers[1:]] + [after]
    chapters = {rank: range(begin, end) for (rank, begin), end in zip(openers, ends, strict=True)}
    begin = next(n for n in range(after, len(raw)) if raw[n].lstrip().startswith("Index of people"))
    end = next((n for n in range(begin + 1, len(raw)) if not re.search(r"\w, (?:\d|[ivx]+\b)", raw[n])), len(raw))
    return Reading(raw, [folded(words) for words in raw], _folios(raw), chapters, range(begin, end))


def _opens(words: str, rank: int, title: str) -> bool:
    """Whether the rank stands alone on one of the first lines of a page, and then the title and the year."""
    lines = [folded(line).strip() for line in words.splitlines() if line.strip()][:6]
    if str(rank) not in lines[:3]:
        return False
    below = " ".join(lines[lines.index(str(rank)) + 1 :])
    return bool(re.match(rf"{re.escape(folded(title).strip())} (?:18|19)\d\d\b", below))


def _head(words: str, rank: int) -> bool:
    return words.lstrip().startswith(f"{rank} ")


def _folios(raw: list[str]) -> list[str]:
    """Return the number printed at the foot of each page, be it glued to the half of a word that stands above it."""
    ends = [["", *words.split()][-1] for words in raw]
    shifts = Counter(int(end) - page for page, end in enumerate(ends) if end.isdigit() and int(end) < len(raw))
    arabic = shifts.most_common(1)[0][0]
    roman = Counter(_ROMAN.index(end) - page for page, end in enumerate(ends) if end in _ROMAN).most_common(1)[0][0]
    folios = []
    for page, end in enumerate(ends):
        said = str(page + arabic) if page + arabic > 0 else _ROMAN[page + roman]
        folios.append(said if end.endswith(said) else "")
    return folios


def printed_index(reading: Reading) -> str:
    """Return the lines of the printed index as one text, without running heads and folios."""
    lines: list[str] = []
    for number in reading.index:
        own = [line for line in reading.raw[number].splitlines() if line.strip()]
        lines += own[1:-1] if _FOLIO.fullmatch(own[-1].strip()) else own[1:]
    return folded("\n".join(lines))


def judge(pdf: Path, root: Path, people: Mapping[str, str]) -> tuple[list[str], int]:
    """Return every difference, and the number of pages held true; `people` maps a printed heading to the name."""
    known = headers(root)
    reading = read_pdf(pdf, known)
    lines = printed_index(reading)
    wrong = [f"no. {rank} was not found" for rank in known if rank not in reading.chapters]
    held = 0
    for heading, name in people.items():
        found = re.search(rf"(?<![\w']){re.escape(folded(heading))}, {_PLACES}(?!\w)", lines)
        printed = (
            [one for part in found[1].rstrip(", ").split(", ") for one in _expanded(part, reading)] if found else []
        )
        wanted = [reading.folios[page] for page in _wanted(heading, name, known, reading) if reading.folios[page]]
        if printed != wanted:
            wrong.append(f"{heading}: printed {', '.join(printed) or 'nowhere'}; named on {', '.join(wanted)}")
        held += len(printed)
    return wrong, held


def _wanted(heading: str, name: str, known: Mapping[int, tuple[str, list[str]]], reading: Reading) -> Iterator[int]:
    family = re.fullmatch(r"(?:the )?(\S+) brothers", folded(name))
    whole = re.compile(rf"(?<!\w)(?:{re.escape(folded(name))}{f'|{family[1]}s' if family else ''})(?!\w)")
    alone = re.compile(rf"(?<!\w){re.escape(folded(heading.partition(',')[0]))}(?!\w)")
    named = 0
    for number, words in enumerate(reading.pages[: reading.index.start]):
        rank = reading.chapter(number)
        if rank and name in known[rank][1]:
            yield number
        elif _is_prose(number, reading) and (whole.search(words) or (rank and rank == named and alone.search(words))):
            named = rank
            yield number


def _is_prose(number: int, reading: Reading) -> bool:
    """Whether a page is of the text: not a list of titles, whose words name nobody."""
    return not re.match(r"\s*(?:Titles|Contents|Checklist)", reading.raw[number])


def _expanded(part: str, reading: Reading) -> list[str]:
    """Return 101–8 as the folios from 101 to 108."""
    first, _, last = part.partition("–")
    if not last:
        return [first]
    if first.isdigit():
        last = first[: max(0, len(first) - len(last))] + last
        return [str(page) for page in range(int(first), int(last) + 1)]
    return reading.folios[reading.folios.index(first) : reading.folios.index(last) + 1]


def main() -> int:
    """Build the sample book, judge its index, and print what was found."""
    import json

    rows = json.loads(
        subprocess.run(
            [sys.executable, "-m", "book", "index", "--json"],
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )["index"]
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "sample.pdf"
        build(REPOSITORY, "pdf", "--edition", "paperback", "--output", str(pdf))
        wrong, held = judge(pdf, REPOSITORY, {row["heading"]: row["person"] for row in rows if row["person"]})
    print("\n".join(wrong))
    print(f"{len(rows)} headings, {held} pages looked up, {len(wrong)} differences")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
