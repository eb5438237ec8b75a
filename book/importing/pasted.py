"""Text copied from a page: lines, with captions and page furniture among them, and nothing that says which is which."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from book.importing.furniture import date_of_line, ends_post, is_file_name, why_furniture, without_addresses
from book.importing.headings import heading_of
from book.importing.labels import glued_caption, label_of
from book.importing.post import Block, LeftOut, Post
from book.importing.rich import Rich
from book.importing.vocabulary import folded, known_labels
from book.problems import Source

MOST_ABOVE = 12
MOST_OF_HEADING = 16
"""Lines above the heading of a post that may belong to the page; words of a heading."""
_BLANK = re.compile(r"^[\s\u00a0\u200b\ufeff]*$")
_ADDRESS = re.compile(r"^(?:URL|Link|Source|From):?\s+(https?://\S+)(.*)$", re.I)
_SLUG = re.compile(r"https?://[^/]+/(?:(\d{4})/(\d\d)/(?:(\d\d)/)?)?(?:[^?#]*/)?([\w%-]+?)(?:\.html?)?/?$")
_CLIP = re.compile(r"^https?://\S+$")
_MARK = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?![\w*])")


def pasted_post(text: str, file: str, name: str) -> Post:
    """Return the post that a pasted text holds. `name` (its file's) becomes its id."""
    reader = _Reader(text, file)
    reader.read()
    return Post(
        id=name,
        source=Source(file, reader.first or 1),
        date=reader.date,
        slug=reader.slug,
        url=reader.url,
        blocks=tuple(reader.blocks),
        left_out=tuple(reader.left_out),
        pasted=True,
        remarks=tuple(reader.remarks),
    )


class _Reader:
    """Goes through the lines once."""

    def __init__(self, text: str, file: str) -> None:
        self._lines = text.split("\n")
        self._file = file
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.remarks: list[str] = []
        self.first = 0
        self.date = self.slug = self.url = ""
        self._title: frozenset[str] = frozenset()
        self._head = _head_of_page(self._lines)
        self._wrapped = _is_wrapped(self._lines)
        if self._wrapped:
            self.remarks.append("lines broken at the same width were joined to paragraphs")

    def read(self) -> None:
        """Make blocks of the lines."""
        chunk: list[tuple[int, str]] = []
        below = False
        for number, raw in enumerate(self._lines, start=1):
            line = _spaced(raw)
            if number in self._head:
                self._leave(number, line, "page furniture")
            elif _BLANK.match(raw):
                self._end(chunk)
                chunk = []
            elif below or (self.first and ends_post(line)):
                below = True
                why = (
                    "page furniture" if ends_post(line) or why_furniture(line) else "below the post: comments and page"
                )
                self._leave(number, line, why)
            elif not self._is_about_post(number, line):
                self.first = self.first or number
                chunk.append((number, line))
        self._end(chunk)

    def _is_about_post(self, number: int, line: str) -> bool:
        address = _ADDRESS.match(line)
        if address and not self.first:
            self._know(address[1])
            self._leave(number, line, "the address of the post")
            return True
        day = date_of_line(line)
        if day and not self.date and len(self.blocks) < 3:
            self.date = day
            self._leave(number, line, "the date of the post")
            return True
        if why := why_furniture(line):
            self._leave(number, line, why)
            return True
        if _CLIP.match(line):
            self.blocks.append(Block("embed", line=number, address=line))
            self._leave(number, line, "a clip or widget: noted in the chapter")
            return True
        return False

    def _know(self, address: str) -> None:
        self.url = address
        if match := _SLUG.match(address):
            self.slug = match[4]
            if match[1] and match[3]:
                self.date = f"{match[1]}-{match[2]}-{match[3]}"

    def _leave(self, number: int, line: str, why: str) -> None:
        self.left_out.append(LeftOut(without_addresses(line), why, Source(self._file, number)))

    def _end(self, chunk: list[tuple[int, str]]) -> None:
        if not chunk:
            return
        number, line = chunk[0]
        if not self._title and not self.blocks:
            self._title = _title_words(line)
        elif len(chunk) == 1 and self._is_caption(line):
            self.blocks.append(Block("picture", Rich(line), number))
            return
        lines = [_rich(words) for _, words in chunk]
        if self._wrapped and len(chunk) > 1:
            lines = [_rich(" ".join(words for _, words in chunk))]
        whole = lines[0] if len(lines) == 1 else _joined(lines)
        self.blocks.append(Block("paragraph", whole, number))

    def _is_caption(self, line: str) -> bool:
        """Whether a line is the caption or the file name of a picture that was not copied along."""
        if is_file_name(line):
            return True
        if glued_caption(line) or label_of(Rich(line), known_labels()):
            return False
        words = line.split()
        if len(words) > 12 or re.search(r"[.!?…:,;”\"’]$", line) or re.match(r"^(?:[-–—•]|[‘“\"'])", line):
            return False
        heading = heading_of(line)
        if heading.years or (heading.number is not None and not line.startswith("#")):
            return False
        found = _title_words(line)
        shared = len(found & self._title)
        return bool(self._title) and shared >= max(1, (len(self._title) + 1) // 2) and len(found) > shared


def _spaced(raw: str) -> str:
    return " ".join(raw.replace("\u00a0", " ").replace("\u200b", "").split())


def _head_of_page(lines: list[str]) -> frozenset[int]:
    """Return the numbers of the lines that belong to the page around the post, not to its text.

    Above the one heading of a film stand the blog's name, its tagline, its menu; above "Follow" the writer's name.
    """
    found = {n for n, (a, b) in enumerate(pairwise(lines), 1) if b.strip() == "Follow" and 0 < len(a.split()) <= 4}
    short = [(n, line) for n, raw in enumerate(lines, 1) if 0 < len((line := _spaced(raw)).split()) <= MOST_OF_HEADING]
    films = [n for n, line in short if _is_film(line)]
    above = [(n, line) for n, line in enumerate((_spaced(raw) for raw in lines), 1) if line and films and n < films[0]]
    if len(films) == 1 and 0 < len(above) <= MOST_ABOVE:
        plain = all(len(line.split()) <= 10 and not re.search(r"[.!?…:]$", line) for _, line in above)
        if plain and not any(label_of(Rich(line), known_labels()) for _, line in above):
            known = (_ADDRESS.match, date_of_line, why_furniture)
            found.update(n for n, line in above if not any(knows(line) for knows in known))
    return frozenset(found)


def _is_film(line: str) -> bool:
    heading = heading_of(line)
    return bool(heading.title) and bool(heading.years) and heading.rest < 0


def _joined(lines: list[Rich]) -> Rich:
    from book.importing.rich import joined

    return joined(lines)


def _rich(line: str) -> Rich:
    """Return a line; `**bold**` of a chat or an e-mail loses its stars but not its meaning."""
    match = _MARK.search(line)
    if not match:
        return Rich(line)
    from book.importing.rich import Mark

    words: list[str] = []
    marks: list[Mark] = []
    position = length = 0
    for match in _MARK.finditer(line):
        before = line[position : match.start()]
        words += [before, match[2]]
        length += len(before)
        marks.append(Mark(length, length + len(match[2]), "strong"))
        length += len(match[2])
        position = match.end()
    words.append(line[position:])
    return Rich("".join(words), tuple(marks))


def _title_words(line: str) -> frozenset[str]:
    heading = heading_of(line)
    return frozenset(word for word in folded(heading.title).split() if len(word) > 1)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a fixed width (e-mail): most fill it, and none goes beyond."""
    lengths = [len(line) for line in lines if line.strip()]
    follows = [len(a) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(follows) < 8 or max(lengths) > 100:
        return False
    return median(follows) >= 0.8 * max(lengths) >= 48
