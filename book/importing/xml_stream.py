"""XML as a stream of finished elements: strict, without DOCTYPE or entities, in bounded memory.

expat reads without namespaces, so that a prefix nobody declared (`atom:` in old WordPress.com files) is no error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

LONGEST_TEXT = 32 << 20
LONGEST_TAG = 8 << 20
MOST_PARTS = 100_000
DEEPEST = 60
"""Characters of the text of an item, and without any end of a tag; elements in an item; elements within one another."""


_USUAL = (
    (r"wordpress\.org/export/1\.\d+/excerpt", "excerpt"),
    (r"wordpress\.org/export/1\.\d+/?$", "wp"),
    (r"purl\.org/rss/1\.0/modules/content", "content"),
    (r"purl\.org/dc/elements", "dc"),
    (r"schemas\.google\.com/blogger/2018", "blogger"),
    (r"purl\.org/syndication/thread", "thr"),
    (r"purl\.org/atom/app", "app"),
    (r"w3\.org/2007/app", "app"),
)
"""Namespaces whatever their version, and the prefix they are known by here."""


class XmlError(Exception):
    """The XML cannot be read; the message is for the writer."""

    def __init__(self, message: str, line: int, code: str, hint: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.code = code
        self.hint = hint


@dataclass(slots=True)
class Node:
    """An element: its name with the usual prefix, attributes, text, children and line."""

    name: str
    line: int
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def first(self, name: str) -> str:
        """Return the text of the first child of that name, without space around it."""
        return next((child.text.strip() for child in self.children if child.name == name), "")

    def every(self, name: str) -> list[Node]:
        """Return the children of that name."""
        return [child for child in self.children if child.name == name]


class Stream:
    """Calls back with each finished element whose name is asked for; `skip` names elements whose text is never kept."""

    def __init__(self, wanted: Iterable[str], skip: Iterable[str], take: Callable[[Node], None]) -> None:
        self._wanted = frozenset(wanted)
        self._skip = frozenset(skip)
        self._take = take
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._length = 0
        self._skipping = 0
        self._depth = 0
        self._parts = 0
        self._without_end = 0
        self.root = ""
        self.closed = False
        self.skipped: dict[str, int] = {}
        self.counted: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.buffer_size = 1 << 16
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, piece: str, *, first: bool) -> None:
        """Read a piece of XML, the declaration of its encoding aside. Raises `XmlError`."""
        if first:
            piece = re.sub(r"^\s*<\?xml[^>]*\?>", lambda m: "\n" * m[0].count("\n"), piece, count=1)
        self._without_end = len(piece) - piece.rfind(">") - 1 + (0 if ">" in piece else self._without_end)
        if self._without_end > LONGEST_TAG:
            line = self._parser.CurrentLineNumber
            raise XmlError("holds millions of characters without the end of a tag, as no export does", line, "too-long")
        self._parse(piece.encode("utf-8", "replace"), last=False)

    def close(self) -> None:
        """End the reading. Raises `XmlError` if the file is cut short."""
        self._parse(b"", last=True)

    def _parse(self, data: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise self._error(error) from error

    def _error(self, error: expat.ExpatError) -> XmlError:
        words = expat.errors.messages[error.code]
        ended = words in ("no element found", "unclosed token", "unclosed CDATA section")
        if ended:
            return XmlError(
                "ends in the middle: the download or the copy was cut short",
                error.lineno,
                "truncated",
                "make the export again, and see that the file comes down whole",
            )
        return XmlError(
            f"is not well-formed XML ({words})",
            error.lineno,
            "broken-xml",
            "make the export again; if the same line is wrong, open the file in a text editor and mend that line",
        )

    def _doctype(self, *_: object) -> None:
        raise XmlError(
            "holds a <!DOCTYPE>, which no blog export has and which can be used to attack the reader",
            self._parser.CurrentLineNumber,
            "doctype",
            "make the export again from the blog itself",
        )

    def _entity(self, *_: object) -> None:
        self._doctype()

    def _usual(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return f"{self._prefixes.get(prefix, prefix)}:{local}" if colon else name

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        for key, uri in attributes.items():
            if key.startswith("xmlns:"):
                for pattern, usual in _USUAL:
                    if re.search(pattern, uri):
                        self._prefixes[key[6:]] = usual
                        break
        name = self._usual(name)
        self._depth += 1
        self.root = self.root or name
        if self._depth > DEEPEST:
            raise XmlError("is nested too deeply to be an export", self._parser.CurrentLineNumber, "too-deep")
        if self._skipping or name in self._skip:
            if not self._skipping:
                self.skipped[name] = self.skipped.get(name, 0) + 1
            self._skipping += 1
            return
        if self._open or name in self._wanted:
            self._parts += 1
            if self._parts > MOST_PARTS:
                line = self._parser.CurrentLineNumber
                raise XmlError(f"holds an item of more than {MOST_PARTS:,} parts, as no export does", line, "too-long")
            self._open.append(Node(name, self._parser.CurrentLineNumber, attributes))
            self._texts.append([])

    def _characters(self, text: str) -> None:
        if self._skipping or not self._open:
            return
        node = self._open[-1]
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise XmlError("holds a post of more than 32 million characters", node.line, "too-long")
        self._texts[-1].append(text)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if not self._depth:
            self.closed = True
        if self._skipping:
            self._skipping -= 1
            return
        if not self._open:
            return
        node = self._open.pop()
        node.text = "".join(self._texts.pop())
        if self._open:
            self._open[-1].children.append(node)
        else:
            self._length = self._parts = 0
            self._take(node)
