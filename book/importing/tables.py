"""The rows of a table → a table, lines such as "Director: Mae Loft", or just text where a table laid out a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from book.importing.post import Block
from book.importing.rich import Rich

LONGEST_LABEL = 30
"""Characters of the first cell of a row that is a label and its value."""

Row = Sequence[tuple[Block, ...]]


def blocks_of_table(rows: Sequence[Row], line: int) -> tuple[Block, ...]:
    """Return the blocks that say the same as a table, given the blocks in its cells."""
    rows = [row for row in rows if any(row)]
    simple = all(len(cell) <= 1 and all(block.kind == "paragraph" for block in cell) for row in rows for cell in row)
    widths = {len(row) for row in rows}
    if simple and widths == {2} and all(_is_label(row[0]) for row in rows):
        return tuple(_pair(row[0][0], row[1][0]) if row[1] else row[0][0] for row in rows)
    if not simple or len(rows) < 2 or len(widths) != 1 or widths == {1}:
        return tuple(block for row in rows for cell in row for block in cell)
    return (Block("table", line=line, inside=tuple(_row(row, line) for row in rows)),)


def _is_label(cell: tuple[Block, ...]) -> bool:
    return len(cell) == 1 and len(cell[0].text.words) <= LONGEST_LABEL


def _row(row: Row, line: int) -> Block:
    return Block("row", line=line, inside=tuple(_cell(cell) for cell in row))


def _cell(cell: tuple[Block, ...]) -> Block:
    if not cell:
        return Block("cell")
    return Block("cell", Rich(cell[0].text.words.replace("\n", " "), cell[0].text.marks))


def _pair(first: Block, second: Block) -> Block:
    """Return a row of two cells as a line."""
    words = first.text.words
    words += " " if words.rstrip().endswith((":", "?")) else ": "
    moved = len(words)
    marks = tuple(replace(mark, start=mark.start + moved, end=mark.end + moved) for mark in second.text.marks)
    return Block("paragraph", Rich(words + second.text.words, (*first.text.marks, *marks)), first.line)
