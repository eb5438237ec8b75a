"""Markdown as mistune reads it, with the few rules that are ours.

Ours are `[[references]]`, notes with the line they stand on, and the `{credit="…"}` of a picture. The result is
mistune's tokens; `blocks` and `inlines` make the book's closed model of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from re import Match
from typing import Any

from mistune import Markdown
from mistune.block_parser import BlockParser
from mistune.core import BlockState, InlineState
from mistune.inline_parser import InlineParser
from mistune.plugins.formatting import strikethrough
from mistune.plugins.table import table

from book.manuscript.lines import DEEPEST, LineParser, LineState, Token

# a reference may hold single brackets, as the title "[REC]" does
_REFERENCE = r"\[\[(?P<reference_inside>(?:[^\[\]]|\[[^\[\]\n]{0,200}\])*)\]\]"
_LABEL = r"(?:[^\\\[\]\s]|\\.){1,200}"
_NOTE_CALL = r"\[\^(?P<call_key>" + _LABEL + r")\](?!:)"
_NOTE = r"^ {0,3}\[\^(?P<note_key>" + _LABEL + r")\]:"
_ATTRIBUTES = r"\{(?P<attributes_inside>[^{}\n]{0,1000})\}"

_ENDS_LAZY_LINE = re.compile(
    r" {0,3}(?:\[\^|#{1,6}[ \t]|>|```|~~~|[-*+][ \t]|\d{1,9}[.)][ \t]|(?:[-*_][ \t]*){3,}$|<[/!A-Za-z])"
)
_INDENT = re.compile(r"^(?: {1,4}|\t)", re.M)
_KEPT_AS_TYPED = str.maketrans({char: f"&#{ord(char)};" for char in "\"'-.&[]{}!"})


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note as it stands in the file, its marker taken away."""

    key: str
    line: int
    index: int
    """Line of the outermost text on which `text` begins."""
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text cut into block tokens, and the notes found in it."""

    tokens: list[Token]
    notes: dict[str, NoteText]
    repeated: tuple[NoteText, ...]
    state: LineState


class _Inline(InlineParser):
    """mistune's inline parser; characters escaped by the writer are not made typographic."""

    def parse_escape(self, m: Match[str], state: InlineState) -> int:
        r"""Keep `\"` a straight mark, and `\[[` two brackets, by writing them as character references."""
        escaped = m.group(0)[1::2].translate(_KEPT_AS_TYPED)
        self.process_text(escaped, state, parse_emphasis=False)
        return m.end()


@cache
def _engine() -> Markdown:
    inline = _Inline(max_nested_level=DEEPEST)
    block = LineParser(max_nested_level=DEEPEST)
    engine = Markdown(renderer=None, block=block, inline=inline, plugins=[strikethrough, table])
    inline.register("reference", _REFERENCE, _reference, before="link", start_chars="[")
    inline.register("note_call", _NOTE_CALL, _note_call, before="link", start_chars="[")
    inline.register("attributes", _ATTRIBUTES, _attributes, start_chars="{")
    block.register("note", _NOTE, _note, before="ref_link")
    for rules in (block.block_quote_rules, block.list_rules):
        block.insert_rule(rules, "note", before="ref_link")
        block.insert_rule(rules, "table")
        block.insert_rule(rules, "nptable")
    return engine


def parse(text: str, lines: Sequence[int]) -> Parsed:
    """Return the block tokens of a text; `lines` has the line of the file for each of its lines.

    Tokens are mistune's, each with its `line`; words are not yet parsed (`inline`).
    """
    state = LineState()
    state.env["lines"] = lines
    state.env["notes"] = {}
    state.env["repeated"] = []
    state.process(text if text.endswith("\n") else text + "\n")
    _engine().block.parse(state)
    return Parsed(state.tokens, state.env["notes"], tuple(state.env["repeated"]), state)


def parse_note(note: NoteText, parsed: Parsed) -> list[Token]:
    """Return the block tokens of a note."""
    child = LineState(parsed.state)
    child.process(note.text)
    child.first = note.index
    _engine().block.parse(child)
    return child.tokens


def inline(text: str, parsed: Parsed) -> list[Token]:
    """Return the inline tokens of a block's words."""
    return _engine().inline(text.strip(" \r\n\t\f"), parsed.state.env)


# ---------------------------------------------------------------- our rules


def _reference(_inline: InlineParser, m: Match[str], state: InlineState) -> int:
    state.append_token({"type": "reference", "raw": m.group("reference_inside")})
    return m.end()


def _note_call(_inline: InlineParser, m: Match[str], state: InlineState) -> int:
    state.append_token({"type": "note_call", "raw": m.group("call_key")})
    return m.end()


def _attributes(_inline: InlineParser, m: Match[str], state: InlineState) -> int | None:
    last = state.tokens[-1] if state.tokens else None
    if not last or last["type"] != "image" or state.src[m.start() - 1] not in ")]" or "attributes" in last:
        return None
    last["attributes"] = m.group("attributes_inside")
    return m.end()


def _note(_block: BlockParser, m: Match[str], state: BlockState) -> int:
    """Take a note out of the text: its first line, and the lines after it that are indented or go on."""
    if not isinstance(state, LineState):  # pragma: no cover - mistune makes states of `state_cls`
        raise TypeError
    end = state.find_line_end_at(m.end())
    text = state.src[m.end() : end].lstrip(" \t")
    text += _lines_after(state, end, began=bool(text.strip()))
    end += int(state.env.pop("note_length"))
    key = m.group("note_key")
    index = state.index_at(m.start())
    note = NoteText(key, state.line_of(index), index, text if text.endswith("\n") else text + "\n")
    if key in state.env["notes"]:
        state.env["repeated"].append(note)
    else:
        state.env["notes"][key] = note
    return end


def _lines_after(state: LineState, start: int, *, began: bool) -> str:
    """Return the further lines of a note, unindented; their length in the source goes to env["note_length"]."""
    position = end = start
    lazy = began
    while position < state.cursor_max:
        line = state.get_line(position)
        blank = not line.strip()
        if not blank and not _INDENT.match(line) and (not lazy or _ENDS_LAZY_LINE.match(line)):
            break
        position += len(line)
        if not blank:
            end = position
        lazy = not blank
    state.env["note_length"] = end - start
    return _INDENT.sub("", state.src[start:end])


def words_of(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens as typed, without marks; for labels and alternative texts."""
    found: list[str] = []
    waiting: list[Any] = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        match token["type"]:
            case "softbreak" | "linebreak":
                found.append(" ")
            case "reference":
                found.append(token["raw"].rpartition("|")[2])
            case "inline_html" | "note_call":
                pass
            case _ if "children" in token:
                waiting.extend(reversed(token["children"]))
            case _:
                found.append(token.get("raw", ""))
    return "".join(found)
