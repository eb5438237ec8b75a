"""The lines below a heading → credits, facts, sidebars, text, pictures and notes. What is not sure stays text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from book.importing.conservation import missing
from book.importing.credit_line import RUNTIME, YEAR, parts_of
from book.importing.furniture import is_file_name, why_furniture
from book.importing.labels import Found, label_of, unknown_label
from book.importing.lines import Line, paragraphs_of
from book.importing.people import Names, looks_like_names, names_of
from book.importing.post import Block, LeftOut
from book.importing.quotes import is_quoted_line, quotation_of
from book.importing.rich import Rich, joined
from book.importing.vocabulary import QUOTE, Label
from book.model.slug import slug
from book.problems import Source

_PLACEHOLDER = re.compile(r"^(?:\?+|tbc|tbd|tba|todo|xxx+|\.{3}|…|-+|–|—)$", re.I)
_AWARD = re.compile(r"^(?:won|winner of|nominated for|\d+ (?:wins?|oscars?|nominations?))\b.{0,110}$", re.I)
_PRIZE = re.compile(r"oscar|academy|award|bafta|golden|palme|cannes|nominat|wins?\b", re.I)
_LINK_WORDS = re.compile(
    r"^\W*(?:next|previous|prev|back|part \d+|click|read|see|more|here|continue|home|list|index|all |"
    r"the (?:full )?list|"
    r"permalink|source|via|trailer|watch|buy|imdb|wikipedia|rotten tomatoes|letterboxd)\b",
    re.I,
)
MOST_OF_SPEAKER = 8
"""Words of a line below a quotation that may name its speaker."""
_UNDER_TITLE = re.compile(r"^\(([^()]{3,80})\)$")


@dataclass(slots=True)
class Fields:
    """What the lines of one film hold."""

    credits: dict[str, tuple[str, ...]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    fact_labels: dict[str, str] = field(default_factory=dict)
    sidebars: list[tuple[str, tuple[Block, ...], str]] = field(default_factory=list)
    """(key, blocks, speaker of a quotation)."""
    body: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    """The keys met, in the order of the source; for learning what is usual."""


def fields_of(lines: Sequence[Line], labels: Mapping[str, Label], file: str) -> Fields:
    """Return what the lines of one film hold."""
    taker = _Taker(labels, file)
    prepared = _prepared(lines, labels)
    skip = 0
    for n, line in enumerate(prepared):
        if skip:
            skip -= 1
        elif values := _below_lone_label(prepared, n, labels):
            taker.take_lone(line, values)
            skip = len(values)
        else:
            taker.take(line)
    taker.finish()
    return taker.fields


def _below_lone_label(lines: Sequence[Line], at: int, labels: Mapping[str, Label]) -> list[Line]:
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


def _prepared(lines: Sequence[Line], labels: Mapping[str, Label]) -> list[Line]:
    """Return lines with several credits in one cut apart."""
    made: list[Line] = []
    for line in lines:
        if line.block:
            made.append(line)
        else:
            made.extend(replace(line, text=part) for part in parts_of(line.text, labels))
    return made


class _Taker:
    """Takes line after line; knows which label the lines belong to."""

    def __init__(self, labels: Mapping[str, Label], file: str) -> None:
        self.fields = Fields()
        self._labels = labels
        self._file = file
        self._open: Found | None = None
        self._opened = Line(Rich(), 0, 0)
        self._value: list[Line] = []
        self._body: list[Line] = []
        self._credits_over = False
        self._last_kind = ""

    # ------------------------------------------------------------ one line

    def take(self, line: Line) -> None:
        """Take in one line."""
        if line.block:
            self._take_block(line, line.block)
            return
        if why := why_furniture(line.words) or _why_links(line.text):
            self._leave(line.words, why, line.number)
            return
        found = label_of(line.text, self._labels)
        if found and not self._is_repeated(found):
            self.end()
            self._begin(found, line)
        elif self._open and self._belongs(line):
            self._value.append(line)
        else:
            self.end()
            self._plain(line)

    def _is_repeated(self, found: Found) -> bool:
        """Whether a credit comes a second time: then it is more likely a line of text or dialogue."""
        known = {*self.fields.credits, *self.fields.facts}
        if self._open and self._value:
            known.update(self._open.label.key.split())
        return found.label.kind in ("credit", "fact") and all(key in known for key in found.label.key.split())

    def _begin(self, found: Found, line: Line) -> None:
        self._open = found
        self._opened = line
        self._value = [replace(line, text=found.value)] if found.value else []
        self.fields.labels.append(found.label.key or found.words)
        if found.label.kind in ("sidebar", "text"):
            self._credits_over = True
        self._last_kind = found.label.kind

    def _belongs(self, line: Line) -> bool:
        """Whether a line goes on with what the last label opened."""
        if not self._open:
            return False
        kind = self._open.label.kind
        alone = not self._open.value
        if line.level:
            return False
        if kind == "text":
            return line.paragraph == self._opened.paragraph and alone and not self._value
        if kind == "sidebar":
            return self._goes_on(line)
        if alone and not self._value:
            if kind == "credit":
                return looks_like_names(line.words)
            return len(line.words) <= 160
        if kind == "credit" and alone:
            return (
                line.paragraph == self._value[-1].paragraph
                and looks_like_names(line.words)
                and len(line.words.split()) <= 5
            )
        return False

    def _goes_on(self, line: Line) -> bool:
        """Whether a line still belongs to the sidebar: a quotation ends with its speaker."""
        if not self._open or self._open.label.key != QUOTE:
            return True
        if not self._value:
            return True
        so_far = quotation_of(joined([item.text for item in self._value]))
        if line.paragraph == self._value[-1].paragraph:
            return True
        with_this = quotation_of(joined([*(item.text for item in self._value), line.text]))
        if with_this.speaker and not so_far.speaker and len(line.words.split()) <= MOST_OF_SPEAKER:
            return True
        first = self._value[0].words[:1]
        closed = first in "‘“\"'«„" and so_far.text.words != joined([i.text for i in self._value]).words
        return not so_far.speaker and not closed and (first in "‘“\"'«„" or _is_dialogue(line.words))

    def _plain(self, line: Line) -> None:
        if not line.text:
            return
        if not self._credits_over and not line.level and self._in_credits(line):
            return
        if line.level or len(line.words.split()) > 4:
            self._credits_over = True
        self._body.append(line)

    def _in_credits(self, line: Line) -> bool:
        """Take lines without a label that stand among the credits: awards, a quotation, (Director, Year)."""
        words = line.words
        if not self._labels:
            return False
        if self.fields.labels and _AWARD.match(words) and _PRIZE.search(words):
            before = self.fields.facts.get("awards", "")
            self.fields.facts["awards"] = f"{before}; {words}" if before else words
            return True
        if self.fields.labels and is_quoted_line(words):
            quoted = quotation_of(line.text)
            block = Block("paragraph", quoted.text, line.number)
            self.fields.sidebars.append((QUOTE, (block,), quoted.speaker))
            self.fields.flags.append("a quotation without a label")
            self._credits_over = True
            return True
        if (found := YEAR.match(words)) and "_year" not in self.fields.facts:
            self.fields.facts["_year"] = found["year"]
            return True
        if RUNTIME.match(words) and "runtime" not in self.fields.facts:
            self.fields.facts["runtime"] = words
            return True
        match = _UNDER_TITLE.match(words)
        if match and "directed_by" not in self.fields.credits and not self._body:
            names = [part.strip() for part in match[1].split(",") if not re.fullmatch(r"\s*\d{4}\s*", part)]
            if names and looks_like_names(", ".join(names)) and len(names) <= 3:
                self.fields.credits["directed_by"] = names_of(", ".join(names)).names
                if year := re.search(r"(?<!\d)(?:18|19|20)\d\d(?!\d)", match[1]):
                    self.fields.facts["_year"] = year[0]
                return True
        return False

    # ------------------------------------------------------------ blocks that are no lines

    def _take_block(self, line: Line, block: Block) -> None:
        match block.kind:
            case "embed":
                self.fields.notes.append(f"clip: {block.address}")
                self.fields.flags.append("a clip became a note")
            case "reusable":
                words = "\n".join(_all_words(block.inside))
                if words:
                    self._leave(words, "a block that several posts share (a sign-off)", line.number)
            case "picture":
                self._picture(line, block)
            case "quote" if self._open and self._open.label.key == QUOTE and not self._value:
                for n, inner in enumerate(block.inside):
                    self._value.extend(Line(part, inner.line, line.paragraph + n) for part in inner.text.lines())
            case _ if self._open and self._open.label.kind == "sidebar" and block.kind in ("list", "quote"):
                self._value.append(line)
            case _:
                self.end()
                self._body.append(line)

    def _picture(self, line: Line, block: Block) -> None:
        if block.text:
            self.fields.captions.append(" ".join(block.text.words.split()))
        if block.address:
            self._body.append(line)
            return
        why = "the name of a picture file" if is_file_name(block.text.words) else "the caption of a picture"
        self._leave(block.text.words, f"{why} that is not in the source", line.number)
        self.fields.notes.append(f"a picture stood here: {' '.join(block.text.words.split())}")

    # ------------------------------------------------------------ the end of a label

    def end(self) -> None:
        """Close what the last label opened."""
        found, self._open = self._open, None
        value, self._value = self._value, []
        if found is None:
            return
        if found.label.kind == "text":
            self._leave_label(found, "a label; its text is kept")
            for n, line in enumerate(value):
                self._body.append(replace(line, paragraph=-line.number * 1000 - n - 1))
        elif found.label.kind == "sidebar":
            self._sidebar(found, value)
        else:
            self._fact(found, value)

    def finish(self) -> None:
        """Close what is open, and make the text of the lines gathered for it."""
        self.end()
        self.fields.body.extend(paragraphs_of(self._body))
        self._body.clear()

    def take_lone(self, line: Line, values: Sequence[Line]) -> None:
        """Take in a label of the writer's own and the short lines below it, as a fact."""
        self.end()
        words = line.words.strip().rstrip(":").strip()
        key = slug(words, "more").replace("-", "_")
        if not key[0].isalpha() or key in self.fields.facts:
            self._body.extend([line, *values])
            return
        self.fields.facts[key] = " ".join(" ".join(value.words.split()) for value in values)
        self.fields.fact_labels[key] = words
        self.fields.flags.append(f"“{words}” was taken for a fact")

    def _sidebar(self, found: Found, value: list[Line]) -> None:
        if not value:
            self._leave_label(found, "a label with nothing behind it")
            return
        self._leave_label(found, "a label; the sidebar has the label of the settings")
        key = found.label.key
        if key == QUOTE and not any(line.block for line in value):
            quoted = quotation_of(joined([line.text for line in value]))
            lines = quoted.text.split(r"\n") if _is_verse(value) else quoted.text.lines()
            text = joined(lines) if lines else quoted.text
            self.fields.sidebars.append((key, (Block("paragraph", text, value[0].number),), quoted.speaker))
            return
        self.fields.sidebars.append((key, paragraphs_of(value), ""))

    def _fact(self, found: Found, value: list[Line]) -> None:
        words = ", ".join(" ".join(line.words.split()) for line in value)
        key = found.label.key
        where = self._opened.number
        known = all(one in self.fields.credits or one in self.fields.facts for one in key.split())
        if known or (words and found.label.kind == "credit" and not names_of(words).names):
            self._body.extend([self._opened, *(value[1:] if found.value else value)])
            return
        if not words or _PLACEHOLDER.match(words):
            parts = (found.lead, found.words, found.note, words)
            self._leave(" ".join(part for part in parts if part), "a label with nothing behind it", where)
            self.fields.flags.append(f"nothing behind “{found.words}”")
            return
        if found.label.kind == "credit":
            self._credit(found, names_of(words), words)
            return
        self.fields.facts[key] = words
        if key not in self.fields.fact_labels:
            self.fields.fact_labels[key] = found.words
        self._leave_label(found, "a label; the fact has the label of the settings")

    def _credit(self, found: Found, names: Names, words: str) -> None:
        where = self._opened.number
        for key in found.label.key.split():
            self.fields.credits.setdefault(key, names.names)
        for dropped in names.dropped:
            self._leave(dropped, "stands behind a name in the credits", where)
        if joining := missing(words, " ".join([*names.names, *names.dropped])):
            self._leave(" ".join(joining.elements()), "joins names in the credits", where)
        if names.shared:
            self.fields.flags.append(f"a shared surname was given to {', '.join(names.shared)}")
        self._leave_label(found, "a label; the credit has the label of the settings")

    def _leave_label(self, found: Found, why: str) -> None:
        words = " ".join(part for part in (found.lead, found.words, found.note) if part)
        self._leave(words, why, self._opened.number)

    def _leave(self, words: str, why: str, number: int) -> None:
        self.fields.left_out.append(LeftOut(words, why, Source(self._file, number)))


def _why_links(rich: Rich) -> str:
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


def _all_words(blocks: Sequence[Block]) -> list[str]:
    from book.importing.post import words_of

    return list(words_of(blocks))


def _is_dialogue(words: str) -> bool:
    return bool(re.match(r"^[A-Z][\w .'’]{0,30}:\s", words))


def _is_verse(value: Sequence[Line]) -> bool:
    return len(value) > 1


def lone_label(words: str) -> bool:
    """Whether a line is a label of the writer's own that stands alone: "Categorization Tags:"."""
    found = unknown_label(words)
    if not found or found[1]:
        return False
    names = found[0].split()
    return len(names) <= 4 and all(name[:1].isupper() or len(name) <= 3 for name in names)
