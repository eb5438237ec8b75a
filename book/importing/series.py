"""The shape of a series, learned from all posts at once: what its numbers mean, and which labels it has.

A number in a heading is taken as the rank and marked to confirm, unless the evidence speaks against it: a diary
counts upwards with its dates, another's list has a name, and a number that comes again and again is none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from book.guessing import nearest
from book.importing.furniture import why_furniture
from book.importing.headings import heading_of, shape_of
from book.importing.labels import label_of, unknown_label
from book.importing.lines import Line
from book.importing.post import Post
from book.importing.splitting import Split, split
from book.importing.vocabulary import Label, folded
from book.model.slug import slug

NumberIs = Literal["rank", "index", "ignore"]
_DIARY = re.compile(r"^(?:movie|film|day|review|entry|week|episode|viewing)$", re.I)
_ELSEWHERE = re.compile(
    r"\d\s+(?:on|in|of|at|from) (?:the )?(?:imdb|afi|empire|sight (?:and|&) sound|bfi|tspdt|letterboxd)\b|"
    r"\b(?:imdb|afi|bfi|tspdt|criterion|spine|sight (?:and|&) sound)\b[^\d#]{0,30}(?:#|no\.? ?)\d",
    re.I,
)
_LEAST_PROSE = 8
_LEAST_LETTERS, _LIKE, _MOST_UNSURE = 5, 85, 20
"""Letters of a label that is guessed at; how alike it is, of 100; labels that are asked for at most."""


@dataclass(slots=True)
class Shape:
    """Headings built alike: how many there are, their numbers in the order of the posts, and what the numbers are."""

    name: str
    series: str = ""
    numbers: list[int] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    posts: set[str] = field(default_factory=set)
    examples: list[str] = field(default_factory=list)
    elsewhere: bool = False
    number: NumberIs = "rank"
    why: str = ""


@dataclass(slots=True)
class Outlines:
    """What is gathered from post after post, small enough to be kept for all of them."""

    headings: list[tuple[str, str, str, bool]] = field(default_factory=list)
    """(post, date, heading, whether it stands in the text)"""
    unknown: dict[str, list[tuple[str, int, bool]]] = field(default_factory=lambda: defaultdict(list))
    """Label nobody knows, folded → (the label, words behind it, whether they end like a sentence)."""
    known: Counter[str] = field(default_factory=Counter)
    """Label as written → how often."""
    bare: list[tuple[int, str]] = field(default_factory=list)
    """Numbers that begin a title without point or sign, with the date."""

    def add(self, post: Post, lines: Sequence[Line], labels: Mapping[str, Label]) -> Split:
        """Take in one post."""
        found = split(post, lines)
        for section in found.sections:
            self.headings.append((post.id, post.date, section.words, section.inside))
            if section.heading.number is None and not section.inside:
                bare = heading_of(section.words, bare=True)
                if bare.number is not None and bare.years:
                    self.bare.append((bare.number, post.date))
        films = max(len(found.sections), 1)
        met: Counter[str] = Counter()
        values: dict[str, list[tuple[str, int, bool]]] = defaultdict(list)
        for line in lines:
            if line.block or len(line.words) > 4000:
                continue
            if known := label_of(line.text, labels):
                self.known[known.words.strip().rstrip(":").strip()] += 1
            elif (label := unknown_label(line.words)) and not why_furniture(line.words):
                key = folded(label[0])
                met[key] += 1
                count = len(label[1].split())
                values[key].append((label[0], count, bool(re.search(r"[.!?…”\"’)]$", label[1]))))
        for key, found_values in values.items():
            if met[key] <= films and key:
                self.unknown[key].extend(found_values)
        return found


@dataclass(frozen=True, slots=True)
class Unsure:
    """A label that the writer has to decide on: as written, how often, and the key it may be meant for ("")."""

    words: str
    count: int
    meant: str


@dataclass(frozen=True, slots=True)
class Series:
    """What was learned: the shapes of headings, the labels with what they open, and whether bare numbers count."""

    shapes: dict[str, Shape]
    labels: dict[str, Label]
    learned: dict[str, tuple[str, Label]]
    """Label of this series alone, folded → (as written, what it opens)."""
    unsure: dict[str, Unsure]
    """Label that may be one, folded → what is known of it."""
    bare: bool = False

    def number_is(self, shape: str) -> NumberIs:
        """Return what the numbers of headings of a shape are."""
        return self.shapes[shape].number if shape in self.shapes else "rank"


def learn(outlines: Outlines, labels: Mapping[str, Label]) -> Series:
    """Return the shape of the series."""
    bare = _are_bare(outlines)
    shapes: dict[str, Shape] = {}
    for post, date, words, _inside in outlines.headings:
        heading = heading_of(words, bare=bare)
        if heading.number is None:
            continue
        name = shape_of(heading.series, heading.form)
        shape = shapes.setdefault(name, Shape(name, heading.series))
        shape.numbers.append(heading.number)
        shape.dates.append(date)
        shape.posts.add(post)
        shape.elsewhere = shape.elsewhere or bool(_ELSEWHERE.search(words))
        if len(shape.examples) < 2:
            shape.examples.append(" ".join(words.split()))
    for shape in shapes.values():
        shape.number, shape.why = _meaning(shape)
    unsure = _unsure_labels(outlines, labels)
    meant = {key for key, found in unsure.items() if found.meant}
    learned = _learned_labels(outlines, max(len(outlines.headings), 1), meant)
    unsure = {key: found for key, found in unsure.items() if key not in learned}
    return Series(shapes, {**labels, **{key: label for key, (_, label) in learned.items()}}, learned, unsure, bare)


def _are_bare(outlines: Outlines) -> bool:
    """Whether titles that begin with a bare number are numbered: nearly all do, and the numbers make a run."""
    numbers = [number for number, _ in outlines.bare]
    total = len(outlines.headings)
    if len(numbers) < 3 or len(numbers) < 0.6 * total:
        return False
    ordered = sorted(set(numbers))
    near = sum(1 for a, b in pairwise(ordered) if b - a <= 3)
    return len(ordered) > 1 and near >= 0.6 * (len(ordered) - 1)


def _meaning(shape: Shape) -> tuple[NumberIs, str]:
    numbers = shape.numbers
    if shape.elsewhere:
        return "ignore", "the headings name somebody else's list"
    if _DIARY.match(shape.series):
        return "index", "the headings count what was seen (film 1, film 2 …)"
    if len(numbers) >= 6 and len(set(numbers)) < 0.5 * len(numbers):
        return "ignore", "the same numbers come again and again"
    if len(shape.posts) >= 4 and _rises(shape):
        return "index", "the numbers rise with the dates, as those of a diary do"
    return "rank", ""


def _rises(shape: Shape) -> bool:
    dated = sorted((date, number) for date, number in zip(shape.dates, shape.numbers, strict=True) if date)
    first = dict(reversed(dated))
    steps = [b - a for (_, a), (_, b) in pairwise(sorted(first.items()))]
    return len(steps) >= 3 and sum(step > 0 for step in steps) >= 0.8 * len(steps)


def _unsure_labels(outlines: Outlines, labels: Mapping[str, Label]) -> dict[str, Unsure]:
    """Return the labels nobody knows that look like known ones, or that come again with little behind them."""
    known = {key: label.key for key, label in labels.items() if label.kind != "text" and len(key) >= _LEAST_LETTERS}
    unsure = []
    for key, found in sorted(outlines.unknown.items()):
        written = Counter(label for label, _, _ in found).most_common(1)[0][0]
        near = nearest(key, known, least=_LIKE) if len(key) >= _LEAST_LETTERS else ""
        short = sum(words for _, words, _ in found) <= _LEAST_PROSE * len(found) and len(written.split()) <= 3
        if near or (len(found) >= 3 and short):
            unsure.append((key, Unsure(written, len(found), known[near] if near else "")))
    unsure.sort(key=lambda item: (not item[1].meant, -item[1].count, item[0]))
    return dict(unsure[:_MOST_UNSURE])


def _learned_labels(outlines: Outlines, films: int, meant: set[str]) -> dict[str, tuple[str, Label]]:
    learned: dict[str, tuple[str, Label]] = {}
    for key, found in sorted(outlines.unknown.items()):
        if key in meant or len(found) < 2 or len(found) < min(0.15 * films, 8):
            continue
        written = Counter(label for label, _, _ in found).most_common(1)[0][0]
        counts = [words for _, words, _ in found if words]
        if not counts:
            continue
        prose = sum(ends and words >= _LEAST_PROSE for _, words, ends in found) >= 0.5 * len(counts)
        asks = written.endswith("?")
        name = slug(written, "more").replace("-", "_")
        if prose or asks or not name[0].isalpha():
            learned[key] = (written, Label("text", ""))
        elif sum(counts) / len(counts) <= 12:
            learned[key] = (written, Label("fact", name))
    return learned


def evidence_of(shape: Shape) -> str:
    """Return what speaks for a shape, in a line: how many, from where to where, gaps, repeats."""
    numbers = shape.numbers
    distinct = set(numbers)
    low, high = min(distinct), max(distinct)
    missing = high - low + 1 - len(distinct)
    repeats = len(numbers) - len(distinct)
    headings = "1 heading" if len(numbers) == 1 else f"{len(numbers):,} headings"
    posts = "1 post" if len(shape.posts) == 1 else f"{len(shape.posts):,} posts"
    parts = [f"{headings} in {posts}", f"{numbers[0]} … {numbers[-1]}" if len(numbers) > 1 else f"{numbers[0]}"]
    if missing:
        parts.append(f"{missing:,} of {low}–{high} missing")
    if repeats:
        parts.append("1 number twice" if repeats == 1 else f"{repeats:,} numbers twice")
    if shape.why:
        parts.append(shape.why)
    return ", ".join(parts)


def labels_met(outlines: Outlines) -> Iterable[tuple[str, int]]:
    """Return the labels met and how often, most frequent first."""
    return sorted(outlines.known.items(), key=lambda item: (-item[1], item[0]))
