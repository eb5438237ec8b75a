"""A chapter as lines a person can check: id, source line, kind and words of every block."""

from __future__ import annotations

from collections.abc import Iterable

from book.model.book import Chapter
from book.model.prose import (
    Block,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    FilmRef,
    Heading,
    Image,
    Inline,
    Link,
    Listing,
    NoteRef,
    Paragraph,
    PersonRef,
    Quote,
    SectionBreak,
    Sidebar,
    Strong,
    Styled,
    Table,
    Text,
)


def outline(chapter: Chapter) -> str:
    """Return a chapter as text."""
    lines = [f"{chapter.anchor} line {chapter.source.line}: no. {chapter.rank} {chapter.title} ({chapter.year})"]
    for credit in chapter.credits:
        names = ", ".join(f"{name.text}@{name.source.line}:{name.source.column}" for name in credit.names)
        lines.append(f"{credit.key} line {credit.source.line}: {names}")
    lines += [f"{fact.key} line {fact.source.line}: {fact.value}" for fact in chapter.facts]
    lines += blocks(chapter.blocks)
    for note in chapter.notes:
        lines.append(f"{note.id} line {note.source.line}: note {note.number}")
        lines += blocks(note.blocks, 1)
    return "".join(f"{line}\n" for line in lines)


def blocks(found: Iterable[Block], depth: int = 0) -> list[str]:  # noqa: C901, PLR0912 (one case a kind)
    """Return one line a block, those inside it indented."""
    lines: list[str] = []
    for block in found:
        kind = type(block).__name__.lower()
        inside: list[str] = []
        words = ""
        match block:
            case Paragraph():
                words = (" (tight)" if block.tight else "") + f" {inlines(block.inlines)}"
            case Heading():
                words = f" {block.level} {inlines(block.inlines)}"
            case Quote():
                inside = blocks(block.blocks, depth + 1)
                if block.attribution:
                    inside += [f"{'  ' * depth}  by: {blocks([block.attribution])[0]}"]
            case Listing():
                words = f" from {block.start}" if block.ordered else ""
                for item in block.items:
                    inside += [f"{'  ' * depth}  *", *blocks(item, depth + 2)]
            case Table():
                for row in (block.head, *block.rows):
                    cells = " | ".join(f"{c.id.rpartition('-')[2]}{c.align[:1]} {inlines(c.inlines)}" for c in row)
                    inside.append(f"{'  ' * depth}  row line {row[0].source.line}: {cells}")
            case CodeBlock():
                words = f" {block.text!r}"
            case Figure():
                words = f" {image(block.image)}"
                inside = blocks([block.caption], depth + 1) if block.caption else []
            case Sidebar():
                words = f" {block.key} “{block.label}”"
                inside = blocks(block.blocks, depth + 1)
            case SectionBreak():
                pass
        lines.append(f"{'  ' * depth}{block.id} line {block.source.line}: {kind}{words}")
        lines += inside
    return lines


def inlines(found: Iterable[Inline]) -> str:  # noqa: C901 (one case a kind)
    """Return inlines with marks that show what they are."""
    shown = []
    for item in found:
        match item:
            case Text(words):
                shown.append(words)
            case Emphasis(inside):
                shown.append(f"<em>{inlines(inside)}</em>")
            case Strong(inside):
                shown.append(f"<strong>{inlines(inside)}</strong>")
            case Styled():
                language = f" lang={item.language}" if item.language else ""
                title = f" title={item.title}" if item.title else ""
                shown.append(f"<{item.element}{language}{title}>{inlines(item.inlines)}</{item.element}>")
            case Code(text):
                shown.append(f"<code>{text}</code>")
            case Link():
                shown.append(f"<a {item.href}>{inlines(item.inlines)}</a>")
            case FilmRef(target, words):
                shown.append(f"{{work {target}|{words}}}")
            case PersonRef(name, words):
                shown.append(f"{{person {name}|{words}}}")
            case NoteRef(number):
                shown.append(f"{{note {number}}}")
            case Image():
                shown.append(image(item))
            case Break():
                shown.append("<br/>")
    return "".join(shown)


def image(item: Image) -> str:
    """Return a picture as it was written."""
    parts = [f"{item.path}@{item.source.line}:{item.source.column}", f"“{item.alt}”"]
    parts += [f"credit {item.credit}"] if item.credit else []
    parts += [f"licence {item.licence}"] if item.licence else []
    parts += ["decorative"] if item.decorative else []
    parts += [f"caption {inlines(item.caption)}"] if item.caption else []
    return f"[{', '.join(parts)}]"
