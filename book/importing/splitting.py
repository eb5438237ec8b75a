"""A post → the films in it: none, one or many."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from book.importing.headings import STRONG, Heading, heading_of
from book.importing.labels import label_of
from book.importing.lines import Line
from book.importing.post import Post
from book.importing.vocabulary import folded, known_labels

MOST_WORDS = 16
"""Words beyond which a line without a year is a sentence, not a heading."""


LONGEST = 240
"""Characters of a heading; text that stands in the same line may follow."""


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs to one heading: the lines below it. `number` is the line of the heading in the source."""

    heading: Heading
    words: str
    number: int
    lines: tuple[Line, ...]
    inside: bool
    """Whether the heading stands in the text, not over the post."""


@dataclass(frozen=True, slots=True)
class Split:
    """The sections of a post, and what stands before the first of them."""

    sections: tuple[Section, ...]
    before: tuple[Line, ...] = ()
    title: str = ""
    """The heading of a post with several films."""
    again: tuple[Line, ...] = ()
    """Lines that say the heading of the post once more."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    at: int
    behind: int
    heading: Heading
    words: str


def split(post: Post, lines: Sequence[Line], *, bare: bool = False) -> Split:
    """Return the films of a post. With `bare`, numbers without point or sign are numbers in this blog."""
    own = _over_post(post, bare=bare)
    if own is not None and (again := _again(own, post.title, lines)) is not None:
        rest = [*lines[:again], *lines[again + 1 :]]
        return replace(_split(post, rest, own, bare=bare), again=(lines[again],))
    return _split(post, lines, own, bare=bare)


def _split(post: Post, lines: Sequence[Line], own: Heading | None, *, bare: bool) -> Split:
    candidates = _candidates(lines, bare=bare)
    run = _run(candidates)
    film = own is not None and own.number is not None and bool(own.title)
    if len(run) >= 2 and not (film and not any(c.heading.years for c in run)):
        return _many(post, lines, run)
    if own is None and lines and not lines[0].block:
        return _under_first_line(lines, bare=bare)
    words = post.title
    if own is not None and not own.title and own.number is not None:
        own, words, lines = _title_below(own, words, lines)
    if own is not None and own.number is None and not own.years:
        single = [c for c in candidates if c.heading.years and c.at <= 2]
        if len(single) == 1:
            return _many(post, lines, single)
    section = Section(own or Heading(""), words, post.source.line, tuple(lines), inside=False)
    return Split((section,))


def _again(own: Heading, title: str, lines: Sequence[Line]) -> int | None:
    """Return which of the first lines repeats the heading of the post, if one does."""
    near = [n for n, line in enumerate(lines[:6]) if not line.block and len(line.words) <= LONGEST][:2]
    for n in near:
        alike = abs(len(lines[n].words) - len(title)) <= 8  # signs between the words may differ
        if alike and folded(lines[n].words) == folded(title):
            return n
        if lines[n].level and own.number is not None:
            below = heading_of(lines[n].words)
            same = below.number in (None, own.number) and below.years in ((), own.years)
            if same and folded(below.title) == folded(own.title) and below.rest < 0:
                return n
    return None


def _over_post(post: Post, *, bare: bool) -> Heading | None:
    return heading_of(post.title, bare=bare) if post.title else None


def _many(post: Post, lines: Sequence[Line], run: Sequence[_Candidate]) -> Split:
    sections = []
    for n, candidate in enumerate(run):
        end = run[n + 1].at if n + 1 < len(run) else len(lines)
        line = lines[candidate.at]
        inside = list(lines[candidate.behind : end])
        if candidate.heading.rest >= 0:
            rest = line.text.cut(candidate.heading.rest).stripped()
            inside.insert(0, Line(rest, line.number, line.paragraph))
        sections.append(Section(candidate.heading, candidate.words, line.number, tuple(inside), inside=True))
    before = list(lines[: run[0].at])
    title = post.title
    if not title and len(before) > 0 and not before[0].block and len(before[0].words.split()) <= MOST_WORDS:
        title = before[0].words
        before = before[1:]
    return Split(tuple(sections), tuple(before), title)


def _under_first_line(lines: Sequence[Line], *, bare: bool) -> Split:
    first = lines[0]
    heading = heading_of(first.words, bare=bare)
    if not heading.years and (len(first.words.split()) > MOST_WORDS or re.search(r"[.!]$", first.words)):
        return Split((Section(Heading(""), "", first.number, tuple(lines), inside=False),))
    words = first.words
    rest = tuple(lines[1:])
    if heading.number is not None and not heading.title and rest and not rest[0].block:
        heading, words, below = _title_below(heading, words, rest)
        return Split((Section(heading, words, first.number, tuple(below), inside=True),))
    if heading.rest >= 0:
        rest = (Line(first.text.cut(heading.rest).stripped(), first.number, first.paragraph), *rest)
        words = words[: heading.rest]
    return Split((Section(heading, words, first.number, rest, inside=True),))


def _title_below(heading: Heading, words: str, lines: Sequence[Line]) -> tuple[Heading, str, Sequence[Line]]:
    """Return a heading that is only a number, completed by the title in the next line."""
    nearest = next((n for n, line in enumerate(lines[:3]) if not line.block), None)
    if nearest is None:
        return heading, words, lines
    below = heading_of(lines[nearest].words)
    if below.number is not None or not below.title or len(lines[nearest].words.split()) > MOST_WORDS:
        return heading, words, lines
    if label_of(lines[nearest].text, known_labels()):
        return heading, words, lines
    if re.search(r"[.!]$", lines[nearest].words) and not below.years:
        return heading, words, lines
    whole = Heading(below.title, heading.number, heading.form, heading.series, below.years, below.directors)
    return whole, f"{words}\n{lines[nearest].words}", [*lines[:nearest], *lines[nearest + 1 :]]


def _candidates(lines: Sequence[Line], *, bare: bool) -> list[_Candidate]:
    found = []
    skip = -1
    for n, line in enumerate(lines):
        if n == skip or line.block or not line.text or not _may_be_heading(line.words):
            continue
        heading = _bare_number(line) or heading_of(line.words, bare=bare or bool(line.level))
        if heading.number is not None and not heading.title and heading.form in {*STRONG, "N"}:
            whole, words, rest = _title_below(heading, line.words, lines[n + 1 : n + 2])
            if whole.title and not rest:
                found.append(_Candidate(n, n + 2, whole, words))
                skip = n + 1
            continue
        if _is_heading(line, heading):
            shown = line.words if heading.rest < 0 else line.words[: heading.rest]
            found.append(_Candidate(n, n + 1, heading, shown))
    return found


def _bare_number(line: Line) -> Heading | None:
    """Return a heading that is nothing but a number, in a line of its own that is marked as a heading or bold."""
    words = line.words.strip()
    if not re.fullmatch(r"[1-9]\d{0,2}", words) or not (line.level or line.text.marked("strong", 0, len(line.words))):
        return None
    return Heading("", int(words), "N")


def _may_be_heading(words: str) -> bool:
    """Whether it is worth looking closer: headings are short, or begin with a number and have the year early on."""
    if len(words) <= LONGEST:
        return True
    return bool(re.match(r"(?:[#№(]|[Nn]o\.?|[Nn]r\.?)?\s*\d", words)) and bool(
        re.search(r"\d{4}\s*[,)\]]", words[:LONGEST])
    )


def _is_heading(line: Line, heading: Heading) -> bool:
    words = line.words if heading.rest < 0 else line.words[: heading.rest]
    length = len(words.split())
    if not heading.title or length > MOST_WORDS + 8:
        return False
    if line.level:
        return heading.number is not None or bool(heading.years)
    marked = line.text.marked("strong", 0, len(words))
    if heading.number is None:
        return bool(heading.years) and marked and heading.rest < 0 and length <= MOST_WORDS
    if heading.years:
        return True
    sentence = bool(re.search(r"[.!?…,;:]$", words)) and not words.rstrip().endswith((" M.", "?", "!"))
    return length <= MOST_WORDS and not sentence and heading.rest < 0 and (marked or heading.title[:1].isupper())


def _run(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the candidates that number a list: the longest run of numbers that fall, or rise, by turns."""
    numbered = [c for c in candidates if c.heading.number is not None]
    dated = [c for c in numbered if c.heading.years]
    if len(dated) >= 2 and len(dated) * 2 >= len(numbered):
        numbered = dated
    if len(numbered) < 2:
        plain = [c for c in candidates if c.heading.number is None and c.heading.years]
        return plain if len(plain) >= 2 and not numbered else numbered
    falling = _longest(numbered, -1)
    rising = _longest(numbered, 1)
    return falling if len(falling) >= len(rising) else rising


def _longest(candidates: Sequence[_Candidate], sign: int) -> list[_Candidate]:
    """Return the longest subsequence whose numbers go one way (equal ones allowed: ties, or one rank twice)."""
    best: list[tuple[int, int]] = []
    for n, candidate in enumerate(candidates):
        length, before = 1, -1
        for m in range(max(0, n - 400), n):
            if (
                sign * ((candidate.heading.number or 0) - (candidates[m].heading.number or 0)) >= 0
                and best[m][0] >= length
            ):
                length, before = best[m][0] + 1, m
        best.append((length, before))
    at = max(range(len(best)), key=lambda n: best[n][0])
    run: list[_Candidate] = []
    while at >= 0:
        run.append(candidates[at])
        at = best[at][1]
    return run[::-1]
