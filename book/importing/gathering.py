"""Words met one after another in a post's HTML → paragraphs, with the line of the source each begins on."""

from __future__ import annotations

import re
from dataclasses import replace

from book.importing.paragraphs import addresses_apart, is_address, paragraphs_of, with_clean_lines
from book.importing.post import Block, LeftOut
from book.importing.rich import Mark, Rich
from book.problems import Source

_SPACES = "\t\r\f\u00a0\u2007\u202f\u3000"
_SPACE = re.compile(r"[\t\r\f\u00a0\u2007\u202f\u3000]| {2,}")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
_LINE_END = re.compile(r" *\n *")


class Gathering:
    """Gathers words into paragraphs and paragraphs into blocks; pictures met in a paragraph come behind it."""

    def __init__(self, source: Source, *, classic: bool, mixed: bool, depth: int) -> None:
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self._source = source
        self._classic = classic
        self._mixed = mixed
        self._words: list[str] = []
        self._length = 0
        self._last = "\n"
        self._marks: list[Mark] = []
        self._pictures: list[Block] = []
        self._line = self._begun = max(source.line, 1)
        self._depth = depth  # of elements inside the post; its own html, body and div come before 0

    def put(self, text: str) -> None:
        """Take in words as they are."""
        if text:
            self._words.append(text)
            self._length += len(text)
            self._last = text[-1]

    def text(self, text: str | None, *, lines: bool) -> None:
        """Take in text of the source; with `lines`, its newlines count."""
        if not text:
            return
        newlines = text.count("\n")
        plain = text
        if not text.isascii() and any(sign in text for sign in "\u200b\u2060\ufeff\u00ad"):
            plain = _INVISIBLE.sub("", text)
        if lines:
            if "  " in plain or any(space in plain for space in _SPACES):
                plain = _SPACE.sub(" ", plain)
            if " \n" in plain or "\n " in plain:
                plain = _LINE_END.sub("\n", plain)
        elif plain.strip():
            begin = " " if plain[0].isspace() else ""
            plain = f"{begin}{' '.join(plain.split())}{' ' if plain[-1].isspace() else ''}"
        else:
            plain = " "
        if self._last in " \n\v" or not self._length:
            plain = plain.lstrip(" ")
        if self._length == 0:
            self._begun = self._line + (len(plain) - len(plain.lstrip("\n")) if lines else 0)
            plain = plain.lstrip("\n")
        self._line += newlines
        self.put(plain)

    def end_paragraph(self) -> None:
        """Make the words gathered so far one or more paragraphs, and put the pictures met in them behind."""
        if self._length:
            self._paragraphs(self._taken(), self._begun)
        self.blocks.extend(self._pictures)
        self._pictures.clear()

    def _taken(self) -> Rich:
        whole = Rich("".join(self._words), tuple(self._marks))
        self._words.clear()
        self._marks.clear()
        self._length = 0
        self._last = "\n"
        return whole

    def _paragraphs(self, whole: Rich, line: int) -> None:
        position = 0
        for part, start in paragraphs_of(whole):
            line += whole.words.count("\n", position, start)
            position = start
            lines = with_clean_lines(part)
            if not lines:
                continue
            sure = self._depth > 0 or not self._mixed
            for rich in addresses_apart(lines):
                if is_address(rich.words):
                    self.clip(rich.words, line)
                else:
                    self.blocks.append(Block("paragraph", rich, line, sure=sure))

    def clip(self, address: str, line: int) -> None:
        """Put a clip here, and note that its address is in no text."""
        self.blocks.append(Block("embed", line=line, address=address))
        where = replace(self._source, line=line, column=0)
        self.left_out.append(LeftOut(address, "a clip or widget: noted in the chapter", where))
