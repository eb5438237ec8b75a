"""Lines without a label that are no text: awards, a quotation or a year among the credits, links to other posts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from book.importing.credit_line import RUNTIME, YEAR
from book.importing.fields import Fields
from book.importing.furniture import why_furniture
from book.importing.labels import label_of, unknown_label
from book.importing.lines import Line
from book.importing.people import looks_like_names, names_of
from book.importing.post import Block
from book.importing.quotes import is_quoted_line, quotation_of
from book.importing.rich import Rich
from book.importing.vocabulary import QUOTE, Label

_AWARD = re.compile(r"^(?:won|winner of|nominated for|\d+ (?:wins?|oscars?|nominations?))\b.{0,110}$", re.I)
_PRIZE = re.compile(r"oscar|academy|award|bafta|golden|palme|cannes|nominat|wins?\b", re.I)
_LINK_WORDS = re.compile(
    r"^\W*(?:next|previous|prev|back|part \d+|click|read|see|more|here|continue|home|list|index|all |"
    r"the (?:full )?list|"
    r"permalink|source|via|trailer|watch|buy|imdb|wikipedia|rotten tomatoes|letterboxd)\b",
    re.I,
)
_UNDER_TITLE = re.compile(r"^\(([^()]{3,80})\)$")


def take_unlabelled(line: Line, fields: Fields, *, begun: bool) -> bool:
    """Take a line that stands among the credits and says itself what it is; return whether it was taken.

    With `begun`, text came before: then no name in parentheses is the director's.
    """
    words = line.words
    if fields.labels and _AWARD.match(words) and _PRIZE.search(words):
        before = fields.facts.get("awards", "")
        fields.facts["awards"] = f"{before}; {words}" if before else words
        return True
    if fields.labels and is_quoted_line(words):
        quoted = quotation_of(line.text)
        block = Block("paragraph", quoted.text, line.number)
        fields.sidebars.append((QUOTE, (block,), quoted.speaker))
        fields.flags.append("a quotation without a label")
        return True
    if (found := YEAR.match(words)) and "_year" not in fields.facts:
        fields.facts["_year"] = found["year"]
        return True
    if RUNTIME.match(words) and "runtime" not in fields.facts:
        fields.facts["runtime"] = words
        return True
    match = _UNDER_TITLE.match(words)
    if match and "directed_by" not in fields.credits and not begun:
        names = [part.strip() for part in match[1].split(",") if not re.fullmatch(r"\s*\d{4}\s*", part)]
        if names and looks_like_names(", ".join(names)) and len(names) <= 3:
            fields.credits["directed_by"] = names_of(", ".join(names)).names
            if year := re.search(r"(?<!\d)(?:18|19|20)\d\d(?!\d)", match[1]):
                fields.facts["_year"] = year[0]
            return True
    return False


def why_links(rich: Rich) -> str:
    """Return why a line is left out that is nothing but links to other pages, or ""."""
    links = [mark for mark in rich.marks if mark.kind == "link"]
    if not links or len(rich.words.split()) > 25:
        return ""
    outside = list(rich.words)
    for mark in links:
        outside[mark.start : mark.end] = " " * (mark.end - mark.start)
    rest = " ".join("".join(outside).split()).strip(" .,;:|/–—-·•()[]«»<>←→")
    if not rest and _LINK_WORDS.match(rich.words.strip()):
        return "links to other pages"
    return "links to other pages" if rest and why_furniture(rest) else ""


def below_lone_label(lines: Sequence[Line], at: int, labels: Mapping[str, Label]) -> list[Line]:
    """Return the short lines below a label of the writer's own that stands alone in its line, if it is one."""
    line = lines[at]
    if line.block or line.level or not lone_label(line.words) or label_of(line.text, labels):
        return []
    if why_furniture(line.words):
        return []
    values: list[Line] = []
    for below in lines[at + 1 :]:
        if below.block or below.level or len(below.words.split()) > 12 or re.search(r"[.!?…:]$", below.words):
            break
        if label_of(below.text, labels) or len(values) == 6:
            break
        values.append(below)
    return values


def lone_label(words: str) -> bool:
    """Whether a line is a label of the writer's own that stands alone: "Categorization Tags:"."""
    found = unknown_label(words)
    if not found or found[1]:
        return False
    names = found[0].split()
    return len(names) <= 4 and all(name[:1].isupper() or len(name) <= 3 for name in names)
