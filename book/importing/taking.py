"""The lines below a heading → credits, facts, sidebars, text, pictures and notes. What is not sure stays text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from book.importing.conservation import missing
from book.importing.credit_line import parts_of
from book.importing.fields import Fields
from book.importing.furniture import is_file_name, why_furniture
from book.importing.labels import Found, label_of
from book.importing.lines import Line, paragraphs_of
from book.importing.people import Names, looks_like_names, names_of
from book.importing.post import Block, LeftOut
from book.importing.quotes import quotation_of
from book.importing.rich import Rich, joined
from book.importing.unlabelled import below_lone_label, take_unlabelled, why_links
from book.importing.vocabulary import QUOTE, Label
from book.model.slug import slug
from book.problems import Source

_PLACEHOLDER = re.compile(r"^(?:\?+|tbc|tbd|tba|todo|xxx+|\.{3}|…|-+|–|—)$", re.I)
MOST_OF_SPEAKER = 8
"""Words of a line below a quotation that may name its speaker."""


def fields_of(lines: Sequence[Line], labels: Mapping[str, Label], file: str) -> Fields:
    """Return what the lines of one film hold."""
    taker = _Taker(labels, file)
    prepared = _prepared(lines, labels)
    skip = 0
    for n, line in enumerate(prepared):
        if skip:
            skip -= 1
        elif values := below_lone_label(prepared, n, labels):
            taker.take_lone(line, values)
            skip = len(values)
        else:
            taker.take(line)
    taker.finish()
    return taker.fields


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
        if why := why_furniture(line.words) or why_links(line.text):
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
        if self._labels and not self._credits_over and not line.level:
            quotations = len(self.fields.sidebars)
            if take_unlabelled(line, self.fields, begun=bool(self._body)):
                self._credits_over = len(self.fields.sidebars) > quotations
                return
        if line.level or len(line.words.split()) > 4:
            self._credits_over = True
        self._body.append(line)

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
            case "quote" if self._awaits_quotation() and all(inner.kind == "paragraph" for inner in block.inside):
                for n, inner in enumerate(block.inside):
                    self._value.extend(Line(part, inner.line, line.paragraph + n) for part in inner.text.lines())
            case _ if self._open and self._open.label.kind == "sidebar" and block.kind in ("list", "quote"):
                self._value.append(line)
            case _:
                self.end()
                self._body.append(line)

    def _awaits_quotation(self) -> bool:
        return bool(self._open) and self._open is not None and self._open.label.key == QUOTE and not self._value

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


def _all_words(blocks: Sequence[Block]) -> list[str]:
    from book.importing.post import words_of

    return list(words_of(blocks))


def _is_dialogue(words: str) -> bool:
    return bool(re.match(r"^[A-Z][\w .'’]{0,30}:\s", words))


def _is_verse(value: Sequence[Line]) -> bool:
    return len(value) > 1
