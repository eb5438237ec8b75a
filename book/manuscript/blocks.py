"""Block tokens → the closed set of blocks, each with its id and the line it was written on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal, cast

from book.manuscript.header import shortened
from book.manuscript.inlines import from_tokens, inlines_of
from book.manuscript.lines import Token
from book.manuscript.markdown import Parsed, inline
from book.manuscript.piece import Piece
from book.manuscript.xhtml import tokens_of_xhtml
from book.model.prose import (
    Block,
    Break,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Image,
    Inline,
    Listing,
    Paragraph,
    Quote,
    SectionBreak,
    Table,
    Text,
    inlines_within,
    plain_text,
)

_DASH = re.compile(r"^\s*(?:—|–|―|--+|-(?=\s))\s*")
_DELIMITER_ROW = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$", re.M)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_PIPE = re.compile(r"\\\|")


def blocks_of(tokens: Iterable[Token], parsed: Parsed, piece: Piece) -> tuple[Block, ...]:
    """Return the blocks of block tokens, in reading order."""
    return tuple(_blocks(tokens, parsed, piece))


def _blocks(tokens: Iterable[Token], parsed: Parsed, piece: Piece) -> Iterator[Block]:
    line = 0
    for token in tokens:
        if token["type"] == "blank_line":
            continue
        line = line_of(token) or line or 1
        token["line"] = line
        piece.begin(line)
        yield from _CONVERTERS[token["type"]](token, parsed, piece)


def line_of(token: Token) -> int:
    """Return the line of a token; mistune gives a list that another block interrupted only those of its items."""
    waiting: list[Any] = [token]
    while waiting:
        this = waiting.pop()
        if this.get("line"):
            return int(this["line"])
        waiting.extend(reversed(this.get("children", ())))
    return 0


def _words(token: Token, parsed: Parsed, piece: Piece) -> tuple[Inline, ...]:
    if "text" in token:
        return inlines_of(token["text"], parsed, piece)
    return from_tokens(token.get("children", []), parsed, piece)


def _paragraph(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Block]:
    line = token["line"]
    text = token.get("text", "")
    if "|" in text and _DELIMITER_ROW.search(text):
        row = _DELIMITER_ROW.search(text)
        after = text.count("\n", 0, row.start()) if row else 0
        piece.problems.error(
            piece.source(line + after),
            "broken-table",
            "this table is not whole: each row needs as many cells as its head",
            "a | inside a cell is written \\|",
        )
    tokens = inline(text, parsed) if "text" in token else token["children"]
    for lines_before, part in _parted(tokens):
        yield from _paragraph_of(from_tokens(part, parsed, piece), line + lines_before, token["type"], piece)


def _parted(tokens: list[Token]) -> Iterator[tuple[int, list[Token]]]:
    """Yield a paragraph's tokens, what stands before and after pictures on lines of their own apart.

    Each part comes with the number of lines before it.
    """
    ends = [n for n, token in enumerate(tokens) if token["type"] in ("softbreak", "linebreak")]
    lines = [(start + 1, end) for start, end in zip([-1, *ends], [*ends, len(tokens)], strict=True)]
    begin, before = 0, 0
    for number, (start, end) in enumerate(lines):
        if not _shows_only_pictures(tokens[start:end]):
            continue
        if tokens[begin : max(start - 1, 0)]:
            yield before, tokens[begin : start - 1]
        yield number, tokens[start:end]
        begin, before = end + 1, number + 1
    if tokens[begin:]:
        yield before, tokens[begin:]


def _shows_only_pictures(tokens: list[Token]) -> bool:
    words = [token for token in tokens if token["type"] != "image"]
    return len(words) < len(tokens) and all(one["type"] == "text" and not one["raw"].strip() for one in words)


def _paragraph_of(inlines: tuple[Inline, ...], line: int, kind: str, piece: Piece) -> Iterator[Block]:
    images = [item for item in inlines if isinstance(item, Image)]
    if images and all(_is_nothing(item) for item in inlines if not isinstance(item, Image)):
        for image in images:
            yield _figure(image, piece.block_id(), piece)
    elif inlines:
        _check_captions(inlines, piece)
        yield Paragraph(piece.block_id(), piece.source(line), inlines, tight=kind == "block_text")


def _check_captions(inlines: tuple[Inline, ...], piece: Piece) -> None:
    """Report captions of pictures that stand between words, where no caption can be printed."""
    for item in inlines_within(inlines):
        if isinstance(item, Image) and item.caption:
            piece.problems.error(
                item.source,
                "inline-caption",
                f"a picture between words has no room for its caption: {shortened(plain_text(item.caption))}",
                "put the picture on a line of its own",
            )
        if isinstance(item, Image) and item.bleed:
            message = "a picture between words cannot fill a page to its edges"
            piece.problems.error(item.source, "picture-mark", message, "put the picture on a line of its own")


def _is_nothing(item: Inline) -> bool:
    return isinstance(item, Break) or (isinstance(item, Text) and not item.words.strip())


def _figure(image: Image, identifier: str, piece: Piece) -> Figure:
    source = piece.source(image.source.line)
    caption = Paragraph(piece.block_id(), source, image.caption) if image.caption else None
    return Figure(identifier, source, replace(image, caption=()), caption)


def _heading(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Block]:
    level = token["attrs"]["level"]
    identifier = piece.block_id()
    inlines = _words(token, parsed, piece)
    if not inlines:
        piece.problems.error(piece.source(token["line"]), "empty-heading", "this heading has no words", "## Words")
        return
    if level == 1:
        piece.problems.warning(
            piece.source(token["line"]),
            "heading-level",
            "a heading of level 1 is the title's, which stands in the header; this one is printed as level 2",
            "## instead of #",
        )
    _check_captions(inlines, piece)
    yield Heading(identifier, piece.source(token["line"]), max(level, 2), inlines)


def _quote(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Block]:
    identifier = piece.block_id()
    _part_attribution(token["children"])
    inside, attribution = _attribution(blocks_of(token["children"], parsed, piece))
    yield Quote(identifier, piece.source(token["line"]), inside, attribution)


def _attribution(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], Paragraph | None]:
    """Return a quotation's blocks and who said it: a last paragraph that begins with a dash.

    Lines of a dialogue begin with dashes too: then nobody is named.
    """
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph):
        return blocks, None
    if len(blocks) > 1:
        before = blocks[-2]
        if begins_with_dash(last) and not (isinstance(before, Paragraph) and begins_with_dash(before)):
            return blocks[:-1], Paragraph(last.id, last.source, _undashed(last.inlines))
    return blocks, None


def _part_attribution(tokens: list[Token]) -> None:
    """Make a paragraph of its own of the last line of a quotation if it begins with a dash and no other does.

    Where several lines begin with a dash they are a dialogue, and stay lines.
    """
    last = next((token for token in reversed(tokens) if token["type"] != "blank_line"), None)
    if not last or last["type"] != "paragraph" or "text" not in last:
        return
    *said, by = last["text"].rstrip().split("\n")
    if said and _DASH.match(by) and not any(_DASH.match(line) for line in said):
        last["text"] = re.sub(r"(?:\\|\s+)$", "", "\n".join(said))
        tokens.append({"type": "paragraph", "text": by, "line": line_of(last) + len(said)})
    else:
        last["text"] = re.sub(rf"(?<!\\)\n(?={_DASH.pattern[1:]})", "\\\\\n", last["text"])


def begins_with_dash(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with a dash."""
    return bool(_dash_of(paragraph.inlines))


def _dash_of(inlines: tuple[Inline, ...]) -> str:
    first = inlines[0] if inlines else None
    match = _DASH.match(first.words) if isinstance(first, Text) else None
    return match[0] if match else ""


def _undashed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    first = inlines[0]
    if not isinstance(first, Text):
        return inlines
    rest = first.words[len(_dash_of(inlines)) :]
    return (Text(rest), *inlines[1:]) if rest else inlines[1:]


def _list(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Block]:
    identifier = piece.block_id()
    attributes = token["attrs"]
    items = tuple(blocks_of(item["children"], parsed, piece) for item in token["children"])
    yield Listing(
        identifier, piece.source(token["line"]), bool(attributes["ordered"]), int(attributes.get("start", 1)), items
    )


def _table(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Block]:
    identifier = piece.block_id()
    line = token["line"]
    count = 0

    def cells(row: Token, row_line: int) -> tuple[Cell, ...]:
        nonlocal count
        made = []
        for cell in row["children"]:
            count += 1
            piece.begin(cell.get("line", row_line))
            if "text" in cell:
                inlines = inlines_of(_PIPE.sub("|", cell["text"]), parsed, piece)
            else:
                inlines = from_tokens(cell["children"], parsed, piece)
            _check_captions(inlines, piece)
            align = cast("Literal['left', 'center', 'right', '']", cell["attrs"].get("align") or "")
            made.append(Cell(f"{identifier}-c{count}", piece.source(cell.get("line", row_line)), inlines, align))
        return tuple(made)

    head, body = token["children"]
    yield Table(
        identifier,
        piece.source(line),
        cells(head, line),
        tuple(cells(row, line + 2 + number) for number, row in enumerate(body["children"])),
    )


def _code(token: Token, _parsed: Parsed, piece: Piece) -> Iterator[Block]:
    yield CodeBlock(piece.block_id(), piece.source(token["line"]), _CONTROL.sub("\ufffd", token["raw"].rstrip("\n")))


def _break(token: Token, _parsed: Parsed, piece: Piece) -> Iterator[Block]:
    yield SectionBreak(piece.block_id(), piece.source(token["line"]))


def _raw_xhtml(token: Token, parsed: Parsed, piece: Piece) -> Iterator[Block]:
    yield from _blocks(tokens_of_xhtml(token["raw"], token["line"], piece), parsed, piece)


_CONVERTERS: dict[str, Callable[[Token, Parsed, Piece], Iterator[Block]]] = {
    "paragraph": _paragraph,
    "block_text": _paragraph,
    "heading": _heading,
    "block_quote": _quote,
    "list": _list,
    "table": _table,
    "block_code": _code,
    "thematic_break": _break,
    "block_html": _raw_xhtml,
}
