"""Markdown blocks with the lines they were written on.

mistune keeps no positions. Its block parser is a cursor over a source text; a quotation or a list item is
cut out, freed of its markers and parsed as a text of its own. Since that cutting keeps lines whole and in
order, a child needs only to know on which line of its parent it begins. All the places where mistune
opens a block or a child are overridden here, and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from re import Match, Pattern
from typing import Any

from mistune.block_parser import BlockParser
from mistune.core import BlockState

Token = dict[str, Any]

DEEPEST = 20
"""How many quotations and lists may stand inside each other; deeper ones would be read as plain text."""

_BARE_MARKER = re.compile(r"^[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]*$")


@dataclass(slots=True)
class _Opening:
    """A rule at work: where its match began, and for a list the line of the item to be cut out next."""

    rule: str
    position: int
    item_line: int
    tokens: int
    """How many tokens there were."""


class LineState(BlockState):
    """A text being parsed; every token appended to it gets the `line` it begins on.

    The outermost state has `env["lines"]`: for each line of its text, the line of the file.
    """

    def __init__(self, parent: LineState | None = None) -> None:
        super().__init__(parent)
        self.first = 0
        self.openings: list[_Opening] = []
        self._breaks: list[int] = []

    def process(self, src: str) -> None:
        """Take a text to parse."""
        super().process(src)
        self._breaks = [place.start() for place in re.finditer("\n", src)]

    def index_at(self, position: int) -> int:
        """Return how many lines of the outermost text come before a position of this one."""
        return self.first + bisect_left(self._breaks, position)

    def line_at(self, position: int) -> int:
        """Return the line of the file on which a position of this text lies."""
        return self.line_of(self.index_at(position))

    def line_of(self, index: int) -> int:
        """Return the line of the file of a line of the outermost text."""
        lines = self.env["lines"]
        return int(lines[min(index, len(lines) - 1)]) if lines else 1

    def append_token(self, token: Token) -> None:
        """Add a token, with its line."""
        token.setdefault("line", self._line_here())
        super().append_token(token)

    def prepend_token(self, token: Token) -> None:
        """Insert a quotation before what interrupted it, with its line.

        mistune inserts before the last token, which is wrong when the interruption was two blocks.
        """
        token.setdefault("line", self._line_here())
        self.tokens.insert(self.openings[-1].tokens if self.openings else len(self.tokens) - 1, token)

    def add_paragraph(self, text: str) -> None:
        """Begin a paragraph at the cursor, or go on with the last one."""
        count = len(self.tokens)
        super().add_paragraph(text)
        if len(self.tokens) > count:
            blank = len(text) - len(text.lstrip(" \t\n"))
            self.tokens[-1]["line"] = self.line_at(self.cursor + blank)

    def child_state(self, src: str, lazy_line_starts: set[int] | None = None) -> LineState:
        """Return the state of a quotation or list item cut out of this text."""
        child = LineState(self)
        child.process(src)
        if lazy_line_starts:
            child.lazy_line_starts = lazy_line_starts
        child.first = self._first_of_child()
        if child.depth() == DEEPEST:
            self.env.setdefault("too_deep", self.line_of(child.first))
        return child

    def _line_here(self) -> int:
        return self.line_at(self.openings[-1].position if self.openings else self.cursor)

    def _first_of_child(self) -> int:
        if not self.openings:
            return self.index_at(self.cursor)
        opening = self.openings[-1]
        if opening.rule != "list":
            return self.index_at(opening.position)
        first = opening.item_line
        if _BARE_MARKER.match(self._text_of_line(first)):
            first += 1
        # mistune has read one line too far when another item follows: the line with its marker
        opening.item_line = self.index_at(self.cursor) - 1
        return first

    def _text_of_line(self, index: int) -> str:
        number = index - self.first
        start = self._breaks[number - 1] + 1 if number > 0 else 0
        return self.src[start : self.find_line_end_at(start)].rstrip("\n")

    def find_line_end_at(self, pos: int) -> int:
        """Return the position after the line break that ends the line of a position."""
        end = self.src.find("\n", pos)
        return len(self.src) if end < 0 else end + 1


_QUOTE_ENDS = ["blank_line", "thematic_break", "fenced_code", "list", "block_html"]


class LineParser(BlockParser):
    """mistune's block parser, which tells its state where each rule began to match."""

    state_cls = LineState

    def compile_sc(self, rules: list[str] | None = None) -> Pattern[str]:
        """Return the pattern of some rules; a heading ends a quotation too (CommonMark 0.31, 5.1)."""
        return super().compile_sc([*rules, "atx_heading"] if rules == _QUOTE_ENDS else rules)

    def parse_method(self, m: Match[str], state: BlockState) -> int | None:
        """Run the rule that matched."""
        if not isinstance(state, LineState):  # pragma: no cover - mistune makes states of `state_cls`
            return super().parse_method(m, state)
        state.openings.append(_Opening(m.lastgroup or "", m.start(), state.index_at(m.start()), len(state.tokens)))
        try:
            return super().parse_method(m, state)
        finally:
            state.openings.pop()
