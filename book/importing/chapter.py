"""An entry → the text of its chapter: header, review, sidebars (the format of `chapters/*.md`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from book.importing.entry import Entry
from book.importing.markdown import Places, markdown_of, quotation
from book.importing.post import Block
from book.importing.rich import Rich
from book.importing.vocabulary import QUOTE

_SIGNS_OF_LISTS = re.compile(r"[,\"\[\]{}]|^['\-#]")


@dataclass(frozen=True, slots=True)
class Book:
    """What a chapter needs to know of its book: the labels of sidebars and the name of its author."""

    sidebars: Mapping[str, str]
    author: str = ""


def chapter_text(entry: Entry, book: Book, places: Places) -> str:
    """Return the text of a chapter file."""
    lines = ["---"]
    if entry.rank is not None and not entry.protected:
        lines.append(f"rank: {entry.rank}")
    lines.append(f"title: {text_value(entry.title)}")
    if entry.year is not None:
        lines.append(f"year: {entry.year}")
    lines.extend(f"{key}: {list_value(names)}" for key, names in entry.fields.credits.items() if names)
    lines.extend(f"{key}: {text_value(value)}" for key, value in entry.fields.facts.items())
    if entry.author and entry.author != book.author and book.author:
        lines.append(f"by: {text_value(entry.author)}")
    if entry.protected:
        lines.append("draft: yes")
    notes = [*entry.fields.notes, *entry.filled]
    if notes:
        lines.append("notes: |")
        lines.extend(f"  {' '.join(note.split())}" for note in notes)
    lines.append("---")
    parts = ["\n".join(lines) + "\n"]
    if body := markdown_of(entry.fields.body, places):
        parts.append(body)
    for key, blocks, speaker in entry.fields.sidebars:
        parts.append(_sidebar(key, blocks, speaker, book, places))
    return "\n".join(parts)


def _sidebar(key: str, blocks: tuple[Block, ...], speaker: str, book: Book, places: Places) -> str:
    if key == QUOTE and all(block.kind == "paragraph" for block in blocks):
        text = quotation(_quoted_blocks(blocks), speaker, places)
    else:
        text = markdown_of(blocks, places).rstrip("\n")
    return f"## {book.sidebars[key]}\n\n{text}\n"


def _quoted_blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the paragraphs of a quotation; a dash that begins a line of a dialogue stays a dash."""
    return tuple(Block("paragraph", Rich(block.text.words, block.text.marks), block.line) for block in blocks)


def text_value(words: str) -> str:
    """Return words as the value of a text key; quoted only where the reader would take them for something else."""
    words = " ".join(words.split())
    quoted = len(words) >= 2 and words[0] == words[-1] and words[0] in "\"'"
    lone = words.startswith('"') and words.count('"') == 1
    block = re.fullmatch(r"[|>][+-]?\d?[+-]?", words)
    if not quoted and not lone and not block:
        return words
    inside = words.replace('"', '\\"')
    return f'"{inside}"'


def list_value(names: tuple[str, ...]) -> str:
    """Return names as the value of a list; one alone stands bare, difficult ones stand one to a line."""
    names = tuple(" ".join(name.split()) for name in names)
    if not any(_SIGNS_OF_LISTS.search(name) for name in names):
        return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
    return "\n" + "\n".join(f'  - "{_inside_quotes(name)}"' for name in names)


def _inside_quotes(name: str) -> str:
    return name.replace('"', '\\"')
