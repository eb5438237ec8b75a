"""A post as the lines and blocks that headings, labels and text are found in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from book.importing.headings import heading_of
from book.importing.labels import glued_caption, label_of
from book.importing.post import Block, Post
from book.importing.rich import Rich, joined
from book.importing.vocabulary import Label


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a paragraph or heading, or (with `block`) something that is no line: a list, picture, quotation.

    `paragraph` numbers the paragraphs of a post, so that lines of one can be put together again.
    """

    text: Rich
    number: int
    paragraph: int
    level: int = 0
    block: Block | None = None

    @property
    def words(self) -> str:
        """The words of the line."""
        return self.text.words


def lines_of(post: Post, reusable: Mapping[str, tuple[Block, ...]], labels: Mapping[str, Label]) -> tuple[Line, ...]:
    """Return the lines of a post."""
    return tuple(_lines(_with_reusable(post.blocks, reusable), labels, pasted=post.pasted))


def _with_reusable(blocks: tuple[Block, ...], reusable: Mapping[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return blocks with the shared ones put in where a post refers to them; one at the end is a sign-off and stays."""
    made: list[Block] = []
    for n, block in enumerate(blocks):
        if block.kind == "reusable" and any(later.kind != "reusable" for later in blocks[n + 1 :]):
            made.extend(reusable.get(block.address, ()))
        elif block.kind == "reusable":
            made.append(replace(block, inside=reusable.get(block.address, ())))
        else:
            made.append(block)
    return tuple(made)


def _lines(blocks: Iterable[Block], labels: Mapping[str, Label], *, pasted: bool) -> Iterator[Line]:
    paragraph = 0
    for block in blocks:
        paragraph += 1
        if block.kind == "heading":
            yield Line(Rich(block.text.words.replace("\n", " "), block.text.marks), block.line, paragraph, block.level)
        elif block.kind == "paragraph":
            yield from _paragraph(block, paragraph, pasted=pasted)
        elif block.kind == "list" and block.level and _holds_films(block):
            number, step = (int(part) for part in (block.address or "1 1").split())
            for n, item in enumerate(block.inside):
                paragraph += 1
                first, rest = _first_line(item.inside[0])
                yield Line(joined([Rich(f"{number + n * step}."), first], " "), item.inside[0].line, paragraph, 3)
                yield from _lines([*rest, *item.inside[1:]], labels, pasted=pasted)
        elif block.kind == "list" and _holds_credits(block, labels):
            for item in block.inside:
                yield from _paragraph(item.inside[0], paragraph, pasted=False)
        elif block.kind == "quote" and _is_labelled(block, labels):
            for inner in block.inside:
                paragraph += 1
                if inner.kind == "paragraph":
                    yield from _paragraph(inner, paragraph, pasted=False)
                else:
                    yield Line(Rich(), inner.line, paragraph, block=inner)
        else:
            yield Line(Rich(), block.line, paragraph, block=block)


def _paragraph(block: Block, paragraph: int, *, pasted: bool) -> Iterator[Line]:
    number = block.line
    for line in block.text.lines():
        cut = glued_caption(line.words) if pasted else 0
        if cut:
            yield Line(Rich(), number, paragraph, block=Block("picture", line.cut(0, cut).stripped(), number))
            paragraph += 0
            yield Line(line.cut(cut).stripped(), number, paragraph)
        else:
            yield Line(line, number, paragraph)
        number += 1


def _holds_films(block: Block) -> bool:
    """Whether the items of a numbered list are films, each headed by title and year; most carry their text."""
    firsts = [item.inside[0] if item.inside else None for item in block.inside]
    if len(firsts) < 2 or any(first is None or first.kind != "paragraph" for first in firsts):
        return False
    headed = all(first and heading_of(_first_line(first)[0].words).years for first in firsts)
    texts = sum(len(item.inside) > 1 or "\n" in item.inside[0].text.words for item in block.inside)
    return headed and texts * 2 >= len(firsts)


def _first_line(paragraph: Block) -> tuple[Rich, list[Block]]:
    first, *rest = paragraph.text.lines()
    return first, [replace(paragraph, text=joined(rest))] if rest else []


def _holds_credits(block: Block, labels: Mapping[str, Label]) -> bool:
    """Whether a list is no list but credits and facts, each with its label."""
    if len(block.inside) < 2 or any(len(i.inside) != 1 or i.inside[0].kind != "paragraph" for i in block.inside):
        return False
    found = [label_of(item.inside[0].text, labels) for item in block.inside]
    return all(one is not None and one.label.kind in ("credit", "fact") for one in found)


def _is_labelled(quote: Block, labels: Mapping[str, Label]) -> bool:
    first = quote.inside[0] if quote.inside else None
    if not first or first.kind != "paragraph":
        return False
    found = label_of(first.text.lines()[0], labels)
    return bool(found) and found is not None and found.label.kind == "sidebar"


def paragraphs_of(lines: Iterable[Line]) -> tuple[Block, ...]:
    """Return lines as blocks again: those of one paragraph together."""
    made: list[Block] = []
    waiting: list[Line] = []

    def end() -> None:
        if waiting:
            made.append(Block("paragraph", joined([line.text for line in waiting]), waiting[0].number))
            waiting.clear()

    for line in lines:
        if waiting and (line.block or line.level or line.paragraph != waiting[0].paragraph):
            end()
        if line.block:
            made.append(line.block)
        elif line.level:
            made.append(Block("heading", line.text, line.number, line.level))
        elif line.text:
            waiting.append(line)
    end()
    return tuple(made)
