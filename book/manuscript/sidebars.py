"""Sidebars: a level-2 heading whose words are a sidebar's label opens one, up to the next heading of level 1 or 2."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from book.guessing import nearest
from book.manuscript.header import shortened
from book.manuscript.piece import Piece
from book.manuscript.references import folded
from book.model.prose import Block, Heading, Paragraph, Sidebar, Strong, Text, plain_text
from book.problems import Source

_CLOSE = 84
"""How alike (of 100) a heading and a label must be for the heading to be a likely typing error."""


def with_sidebars(blocks: Sequence[Block], piece: Piece) -> tuple[Block, ...]:
    """Return blocks with those of sidebars gathered; the heading that opened one becomes its label."""
    keys = {label_key(label): key for key, label in piece.settings.sidebars.items()}
    made: list[Block] = []
    inside: list[Block] = []
    opener: Heading | None = None
    key = ""

    def close() -> None:
        if not opener:
            return
        if inside:
            label = piece.settings.sidebars[key]
            made.append(Sidebar(piece.sidebar_id(), opener.source, key, label, tuple(inside)))
            inside.clear()
        else:
            words = plain_text(opener.inlines)
            piece.problems.warning(opener.source, "empty-sidebar", f"there is nothing under “{words}”: it is left out")

    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            close()
            words = plain_text(block.inlines)
            key = keys.get(label_key(words), "")
            opener = block if key else None
            if opener is None:
                _guess(words, block.source, keys, piece)
                made.append(block)
        else:
            _check_label(block, keys, piece)
            (inside if opener else made).append(block)
    close()
    return tuple(made)


def _check_label(block: Block, keys: Mapping[str, str], piece: Piece) -> None:
    """Report a label that opens nothing: a heading of another level, or a line of bold words."""
    match block:
        case Heading():
            words = plain_text(block.inlines)
        case Paragraph(inlines=(Strong(inlines),)):
            words = plain_text(inlines)
        case Paragraph(inlines=(Text(words), *_)) if words.startswith("##"):
            _report_tight(words, block.source, piece)
            return
        case _:
            return
    if key := keys.get(label_key(words)):
        _report(words, block.source, piece.settings.sidebars[key], piece)


def _report_tight(words: str, source: Source, piece: Piece) -> None:
    """Report `##Did you know?`: a heading without the space behind its signs is none."""
    told = label_key(words.lstrip("#"))
    label = next((label for label in piece.settings.sidebars.values() if told.startswith(label_key(label))), "")
    message = f"a heading has a space behind its signs; this is printed as it stands: {shortened(words, 40)}"
    piece.problems.warning(source, "sidebar-label" if label else "heading-level", message, f"## {label or 'Words'}")


def label_key(words: str) -> str:
    """Return a label for comparing: case, final punctuation and the spelling of favourite do not matter."""
    return re.sub(r"favorite", "favourite", re.sub(r"[\W_]+$", "", folded(words)))


def _guess(words: str, source: Source, keys: Mapping[str, str], piece: Piece) -> None:
    guess = nearest(label_key(words), keys, least=_CLOSE)
    if guess:
        label = piece.settings.sidebars[keys[guess]]
        _report(words, source, label, piece)


def _report(words: str, source: Source, label: str, piece: Piece) -> None:
    piece.problems.warning(source, "sidebar-label", f"“{words}” does not open a sidebar", f"did you mean ## {label}")
