"""A Markdown post (Jekyll, Hugo, an editor's file) → neutral blocks.

Only what posts use is known: headings, lists, quotations, pictures, links, emphasis. Everything else stays as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from book.importing.post import Block, LeftOut, Post
from book.importing.rich import Mark, MarkKind, Rich, joined
from book.problems import Source

_HEADER = re.compile(r"\A\s*(?:---|\+\+\+)[ \t]*\n(.*?)\n(?:---|\+\+\+|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_KEY = re.compile(r"^([A-Za-z][\w -]*?)\s*[:=]\s*(.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_ITEM = re.compile(r"^( {0,3})(?:([-*+])|(\d{1,9})[.)])[ \t]+(.*)$")
_NUMBER = re.compile(r"^[ \t>]*\d{1,9}[.)](?=[ \t])", re.M)
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"']([^\"']*)[\"'])?\s*\)")
_TOOLTIP = re.compile(r"(?<!!)\[[^\[\]]{1,1000}\]\(\s*<?[^)\s>]{1,2000}>?\s+[\"']([^\"'\n]{1,500})[\"']\s*\)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_INLINE = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~])|`(?P<code>[^`\n]{1,1000})`|"
    r"\[(?P<words>[^\[\]]{1,1000})\]\(\s*<?(?P<address>[^)\s>]{1,2000})>?[^)]{0,500}\)|"
    r"\*{3}(?=\S)(?P<both>[^*]{1,1000})(?<=\S)\*{3}|"
    r"\*\*(?=\S)(?P<strong>(?:[^*]|\*[^*]{1,200}\*){1,1000}?)(?<=\S)\*\*|__(?=\S)(?P<strong_>[^_]{1,1000})(?<=\S)__(?!\w)|"
    r"\*(?=\S)(?P<emphasis>[^*]{1,1000})(?<=\S)\*|(?<!\w)_(?=\S)(?P<emphasis_>[^_]{1,1000})(?<=\S)_(?!\w)|"
    r"~~(?=\S)(?P<strike>[^~]{1,1000})(?<=\S)~~"
)
_KINDS: dict[str, tuple[MarkKind, ...]] = {
    "both": ("strong", "emphasis"),
    "strong": ("strong",),
    "strong_": ("strong",),
    "emphasis": ("emphasis",),
    "emphasis_": ("emphasis",),
    "strike": ("strike",),
}
_KEPT = {"title", "date", "author", "slug", "permalink", "draft", "published"}


@dataclass(slots=True)
class _Reader:
    file: str
    blocks: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def markdown_file_post(text: str, file: str, name: str) -> Post:
    """Return the post of a Markdown file. `name` (its file's) becomes its id."""
    header: dict[str, str] = {}
    reader = _Reader(file)
    first = 1
    if match := _HEADER.match(text):
        header = _header(match[1], match.start(1), text, reader)
        first = text.count("\n", 0, match.end()) + 1
        text = text[match.end() :]
    for comment in _COMMENT.finditer(text):
        words = comment[0][4:-3].strip()
        if words:
            line = first + text.count("\n", 0, comment.start())
            reader.left_out.append(LeftOut(words, "a comment in the source", Source(file, line)))
    for tip in _TOOLTIP.finditer(text):
        line = first + text.count("\n", 0, tip.start())
        reader.left_out.append(LeftOut(tip[1], "what a link says when it is pointed at", Source(file, line)))
    text = _COMMENT.sub(lambda m: "\n" * m[0].count("\n"), text)
    _read(text.split("\n"), first, reader)
    blocks = reader.blocks
    title = header.get("title", "")
    if not title and blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        title = blocks[0].text.words
        blocks = blocks[1:]
    date = re.match(r"\d{4}-\d\d-\d\d", header.get("date", "")) or re.match(r"\d{4}-\d\d-\d\d", file.rpartition("/")[2])
    return Post(
        id=name,
        source=Source(file, 1),
        title=title,
        date=date[0] if date else "",
        author=header.get("author", ""),
        slug=header.get("slug", ""),
        url=header.get("permalink", ""),
        blocks=tuple(blocks),
        left_out=tuple(reader.left_out),
        pasted=not title,
    )


def body_of(text: str) -> str:
    """Return a Markdown file without its header and the numbers of its lists, for counting its words."""
    match = _HEADER.match(text)
    return _NUMBER.sub("", text[match.end() :] if match else text)


def _header(text: str, start: int, whole: str, reader: _Reader) -> dict[str, str]:
    found: dict[str, str] = {}
    line = whole.count("\n", 0, start) + 1
    for number, row in enumerate(text.split("\n"), start=line):
        match = _KEY.match(row)
        if match and match[1].lower() in _KEPT and match[2]:
            value = match[2].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1].replace('\\"', '"')
            found[match[1].lower()] = value
        elif row.strip():
            reader.left_out.append(LeftOut(row.strip(), "the header of the file", Source(reader.file, number)))
    return found


def _read(lines: list[str], first: int, reader: _Reader) -> None:
    n = 0
    while n < len(lines):
        line = lines[n]
        number = first + n
        if not line.strip():
            n += 1
        elif heading := _HEADING.match(line):
            _pictures(heading[2], number, reader)
            words = _rich(_PICTURE.sub("", heading[2]))
            if words:
                reader.blocks.append(Block("heading", words, number, len(heading[1])))
            n += 1
        elif _RULE.match(line):
            reader.blocks.append(Block("rule", line=number))
            n += 1
        elif line.lstrip().startswith(">"):
            n = _quote(lines, n, first, reader)
        elif _ITEM.match(line) and not _is_numbered_heading(lines, n):
            n = _list(lines, n, first, reader)
        elif re.match(r"^ {0,3}(?:```|~~~)", line):
            n = _code(lines, n, first, reader)
        else:
            n = _paragraph(lines, n, first, reader)


def _is_numbered_heading(lines: list[str], n: int) -> bool:
    """Whether "12. Heat (1995)" stands alone: a heading of the writer's, no list."""
    match = _ITEM.match(lines[n])
    alone = n + 1 >= len(lines) or not lines[n + 1].strip()
    return bool(match and match[3] and alone and re.search(r"\(\D*\d{4}\D*\)\W*$", match[4]))


def _quote(lines: list[str], n: int, first: int, reader: _Reader) -> int:
    begin = n
    inside: list[str] = []
    while n < len(lines) and lines[n].strip():
        inside.append(re.sub(r"^\s*> ?", "", lines[n]))
        n += 1
    inner = _Reader(reader.file)
    _read(inside, first + begin, inner)
    reader.blocks.append(Block("quote", line=first + begin, inside=tuple(inner.blocks)))
    reader.left_out.extend(inner.left_out)
    return n


def _list(lines: list[str], n: int, first: int, reader: _Reader) -> int:
    begin = n
    ordered = bool(_ITEM.match(lines[n]) and _ITEM.match(lines[n])[3])  # type: ignore[index]
    items: list[tuple[int, list[str]]] = []
    while n < len(lines):
        match = _ITEM.match(lines[n])
        if match and bool(match[3]) == ordered:
            items.append((n, [match[4]]))
        elif lines[n].startswith(("  ", "\t")) or (lines[n].strip() and lines[n - 1].strip()):
            items[-1][1].append(re.sub(r"^(?: {1,4}|\t)", "", lines[n]))
        elif (
            not lines[n].strip() and n + 1 < len(lines) and (_ITEM.match(lines[n + 1]) or lines[n + 1].startswith("  "))
        ):
            items[-1][1].append("")
        else:
            break
        n += 1
    made = []
    for at, text in items:
        inner = _Reader(reader.file)
        _read(text, first + at, inner)
        made.append(Block("item", line=first + at, inside=tuple(inner.blocks)))
        reader.left_out.extend(inner.left_out)
    reader.blocks.append(Block("list", line=first + begin, level=int(ordered), inside=tuple(made)))
    return n


def _code(lines: list[str], n: int, first: int, reader: _Reader) -> int:
    fence = lines[n].strip()[:3]
    end = next((m for m in range(n + 1, len(lines)) if lines[m].strip().startswith(fence)), len(lines))
    words = lines[n].strip()[3:].strip()
    if words:
        reader.left_out.append(LeftOut(words, "the language of a piece of code", Source(reader.file, first + n)))
    text = "\n".join(lines[n + 1 : end])
    if text.strip():
        reader.blocks.append(Block("code", Rich(text), first + n))
    return end + 1


def _paragraph(lines: list[str], n: int, first: int, reader: _Reader) -> int:
    begin = n
    parts: list[str] = []
    while (
        n < len(lines)
        and lines[n].strip()
        and not (n > begin and (_HEADING.match(lines[n]) or lines[n].lstrip().startswith(">") or _RULE.match(lines[n])))
    ):
        parts.append(lines[n])
        n += 1
    text = "\n".join(parts)
    position = 0
    for picture in _PICTURE.finditer(text):
        _words(text[position : picture.start()], first + begin, reader)
        _pictures(picture[0], first + begin + text.count("\n", 0, picture.start()), reader)
        position = picture.end()
    _words(text[position:], first + begin, reader)
    return n


def _pictures(text: str, number: int, reader: _Reader) -> None:
    for picture in _PICTURE.finditer(text):
        reader.blocks.append(Block("picture", Rich(picture[3] or ""), number, address=picture[2], alt=picture[1]))
        if picture[1] and picture[1] != picture[3]:
            why = "what a picture shows, for those who cannot see it"
            reader.left_out.append(LeftOut(picture[1], why, Source(reader.file, number)))


def _words(text: str, number: int, reader: _Reader) -> None:
    if not text.strip():
        return
    lines = text.split("\n")
    joined_lines = [_rich(part) for part in _broken(lines)]
    reader.blocks.append(Block("paragraph", joined([line for line in joined_lines if line]), number))


def _broken(lines: list[str]) -> Iterator[str]:
    """Yield the lines that stay lines: after two spaces or a backslash, and where every line is short (credits)."""
    stripped = [line for line in lines if line.strip()]
    short = len(stripped) > 1 and all(re.match(r"^\W*[A-Za-z][^:]{0,40}:", line) for line in stripped)
    waiting: list[str] = []
    for line in stripped:
        waiting.append(line.rstrip("\\").strip())
        if short or line.endswith(("  ", "\\")):
            yield " ".join(waiting)
            waiting = []
    if waiting:
        yield " ".join(waiting)


def _rich(text: str) -> Rich:
    """Return words with the marks that Markdown gives them."""
    text = " ".join(text.split())
    parts: list[Rich] = []
    position = 0
    for match in _INLINE.finditer(text):
        if match.start() < position:
            continue
        parts.append(Rich(text[position : match.start()]))
        parts.append(_one(match))
        position = match.end()
    parts.append(Rich(text[position:]))
    return joined([part for part in parts if part.words], "")


def _one(match: re.Match[str]) -> Rich:
    if match["escape"]:
        return Rich(match["escape"])
    if match["code"]:
        return Rich(match["code"], (Mark(0, len(match["code"]), "code"),))
    if match["words"]:
        inside = _rich(match["words"])
        return Rich(inside.words, (*inside.marks, Mark(0, len(inside.words), "link", match["address"])))
    kind = match.lastgroup or "strong"
    inside = _rich(match[kind])
    marks = tuple(Mark(0, len(inside.words), one) for one in _KINDS[kind])
    return Rich(inside.words, (*inside.marks, *marks))
