"""Blocks → the Markdown of a chapter, so written that it is read back as the same words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from book.importing.post import Block
from book.importing.rich import Mark, Rich
from book.importing.vocabulary import folded

_SIGNS = re.compile(r"[\\*_`\[\]<>|{}~]|&(?=#?\w+;)|!(?=\[)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{2,}\s*$|\d{1,9}[.)](?=\s|$)|:)")
_TOKENS = {"strong": "**", "emphasis": "*", "strike": "~~", "code": ""}
_ORDER = ("link", "strike", "strong", "emphasis")
_WEB = re.compile(r"^https?://[^\s<>\"]+$", re.I)


@dataclass(frozen=True, slots=True)
class Places:
    """Where things of a chapter lead: the file of a picture ("" if it was not given), the reference of a link."""

    picture: Callable[[Block], str]
    reference: Callable[[str], str]
    """Returns the name of the chapter that an address of the blog is now, or ""."""


def markdown_of(blocks: Iterable[Block], places: Places) -> str:
    """Return blocks as Markdown, one empty line between them; ends with a newline if there is anything."""
    parts = [_block(block, places) for block in blocks]
    parts = _without_loose_breaks(parts)
    return "\n\n".join(parts) + "\n" if parts else ""


def _without_loose_breaks(parts: Sequence[str]) -> list[str]:
    """Return blocks without section breaks at the beginning (behind the poster), at the end and after one another."""
    kept: list[str] = []
    for part in parts:
        begun = any(not before.startswith("![") for before in kept)
        if part and not (part == "***" and (not begun or kept[-1] == "***")):
            kept.append(part)
    while kept and kept[-1] == "***":
        kept.pop()
    return kept


def _block(block: Block, places: Places) -> str:
    match block.kind:
        case "paragraph":
            return inline(block.text, places)
        case "heading":
            return f"### {inline(Rich(block.text.words, block.text.marks), places, flat=True)}"
        case "quote":
            return _quoted(markdown_of(block.inside, places))
        case "list":
            return _list(block, places)
        case "table":
            return _table(block, places)
        case "rule":
            return "***"
        case "picture":
            return picture(block, places)
        case "code":
            return "\n".join(f"    {line}" for line in block.text.words.expandtabs(4).split("\n"))
        case _:
            return ""


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.rstrip("\n").split("\n")) if text.strip() else ""


def _list(block: Block, places: Places) -> str:
    items = []
    number = 0
    for item in block.inside:
        text = markdown_of(item.inside, places).rstrip("\n")
        if text:
            number += 1
            mark = f"{number}. " if block.level else "- "
            indent = " " * len(mark)
            lines = text.split("\n")
            items.append("\n".join([mark + lines[0], *(f"{indent}{line}".rstrip() for line in lines[1:])]))
    loose = any("\n\n" in item for item in items)
    return ("\n\n" if loose else "\n").join(items)


def _table(block: Block, places: Places) -> str:
    rows = [[inline(cell.text, places, flat=True) or " " for cell in row.inside] for row in block.inside]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def quotation(blocks: Iterable[Block], speaker: str, places: Places) -> str:
    """Return a quotation with its speaker, as a sidebar holds it."""
    text = _quoted(markdown_of(blocks, places))
    return f"{text}\n>\n> — {inline(Rich(speaker), places)}" if speaker else text


def picture(block: Block, places: Places) -> str:
    """Return a picture with its caption, or "" if its file was not given."""
    path = places.picture(block)
    if not path:
        return ""
    caption = inline(block.text, places, flat=True).replace('"', "&quot;") if block.text else ""
    said, shown = " ".join(block.alt.split()), " ".join(block.text.words.split())
    alt = escaped(said) if folded(said) != folded(shown) else ""  # the caption twice would be read out twice
    return f'![{alt}](<{path}> "{caption}")' if caption else f"![{alt}](<{path}>)"


# ---------------------------------------------------------------- words


def escaped(words: str) -> str:
    """Return words in which no sign is Markdown."""
    return _SIGNS.sub(lambda match: f"\\{match[0]}", words)


def inline(rich: Rich, places: Places, *, flat: bool = False) -> str:
    """Return words with their marks; a line break is kept, or with `flat` becomes a space."""
    if flat and "\n" in rich.words:
        rich = Rich(rich.words.replace("\n", " "), rich.marks)
    rich = rich.stripped()
    lines = _marked(rich, places).split("\n")
    safe = [_LINE_START.sub(_escape_start, line.strip(" ")) for line in lines]
    return "\\\n".join(line for line in safe if line)


def _escape_start(match: re.Match[str]) -> str:
    sign = match[2]
    return f"{match[1]}{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"{match[1]}\\{sign}"


def _marked(rich: Rich, places: Places) -> str:
    marks = _cleaned(rich, places)
    if not marks:
        return escaped(rich.words)
    return _nested(rich.words, 0, len(rich.words), marks, places)


def _cleaned(rich: Rich, places: Places) -> list[Mark]:
    """Return the marks that can be written: trimmed of space, within a line, not overlapping crosswise."""
    kept: list[Mark] = []
    found = [mark for mark in rich.marks if mark.kind in _ORDER]
    for mark in sorted(found, key=lambda m: (_ORDER.index(m.kind), m.start, -m.end)):
        if mark.kind == "link" and not _leads(mark.target, places):
            continue
        for start, end in _line_parts(rich.words, mark.start, mark.end):
            begin, stop = _trimmed(rich.words, start, end)
            if begin >= stop or not _can_stand(rich.words, begin, stop, mark.kind):
                continue
            piece = Mark(begin, stop, mark.kind, mark.target)
            if not any(_clash(piece, other) for other in kept):
                kept.append(piece)
    return kept


def _leads(target: str, places: Places) -> bool:
    return bool(places.reference(target)) or (bool(_WEB.match(target)) and not re.search(r"[()\\]", target))


def _line_parts(words: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    position = start
    for match in re.finditer("\n", words[start:end]):
        yield position, start + match.start()
        position = start + match.end()
    yield position, end


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def _can_stand(words: str, start: int, end: int, kind: str) -> bool:
    """Whether emphasis can be written here: its signs must lean on words (CommonMark 0.31, 6.2)."""
    if kind == "link":
        return not re.search(r"[\[\]]", words[start:end])
    before = words[start - 1] if start else " "
    after = words[end] if end < len(words) else " "
    first, last = words[start], words[end - 1]
    opens = first.isalnum() or before.isspace()
    closes = last.isalnum() or after.isspace()
    return opens and closes and not (before in "*_\\~" or after in "*_~")


def _clash(one: Mark, other: Mark) -> bool:
    if one.start == other.start and one.end == other.end:
        return one.kind == other.kind
    if one.kind == other.kind and one.start < other.end and other.start < one.end:
        return True
    crosses = one.start < other.start < one.end < other.end or other.start < one.start < other.end < one.end
    touches = one.end == other.start or other.end == one.start
    return crosses or touches or one.start == other.start or one.end == other.end


def _nested(words: str, start: int, end: int, marks: Sequence[Mark], places: Places) -> str:
    made: list[str] = []
    position = start
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    tops = [m for m in inside if not any(_holds(other, m, inside) for other in inside if other is not m)]
    for mark in sorted(tops, key=lambda m: m.start):
        before = escaped(words[position : mark.start])
        if mark.kind == "link" and before.endswith("!"):
            before = f"{before[:-1]}\\!"  # ![ begins a picture
        made.append(before)
        below = [m for m in inside if m is not mark and mark.start <= m.start and m.end <= mark.end]
        text = _nested(words, mark.start, mark.end, below, places)
        made.append(_written(mark, text, words[mark.start : mark.end], places))
        position = mark.end
    made.append(escaped(words[position:end]))
    return "".join(made)


def _holds(outer: Mark, inner: Mark, marks: Sequence[Mark]) -> bool:
    if outer.start == inner.start and outer.end == inner.end:
        return marks.index(outer) < marks.index(inner)
    return outer.start <= inner.start and inner.end <= outer.end


def _written(mark: Mark, text: str, words: str, places: Places) -> str:
    if mark.kind != "link":
        token = _TOKENS[mark.kind]
        return f"{token}{text}{token}"
    if (name := places.reference(mark.target)) and not re.search(r"[\[\]|*_`<\\]", words):
        return f"[[film: {name}|{words}]]"
    text = f"\\{text}" if text.startswith("^") else text  # [^ begins the call of a note
    return f"[{text}](<{mark.target}>)" if _WEB.match(mark.target) else text
