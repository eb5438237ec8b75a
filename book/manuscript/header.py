"""The header of a chapter: the lines between two `---` at the top of the file.

It looks like YAML and is read line by line, so that text is text: `title: 2001: A Space Odyssey`, `[REC]`,
`#Alive`, `No` and `1917` are titles, and a list of names is a list of names whatever YAML would make of
`Null` or `50 Cent`. A key stands at the beginning of a line; indented lines and `- items` belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from book.guessing import did_you_mean
from book.problems import Problems, Source

_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$")
_KEY = re.compile(r"^([^\W\d_][\w \-]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_TIGHT_KEY = re.compile(r"^([^\W\d_][\w \-]{0,60}?)[ \t]*:((?!//)\S.*)$")
_ITEM = re.compile(r"^[ \t]*-(?:[ \t]+(.*))?$")
_BLOCK = re.compile(r"^[|>][+-]?\d?[+-]?$")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_SUFFIX = re.compile(r"(?:Jr|Sr|Esq|Ph\.?D|M\.?D|II|III|IV)\.?$", re.I)

YES = frozenset({"yes", "true", "on"})
NO = frozenset({"no", "false", "off", ""})


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a value and the line of the file it stands on."""

    words: str
    number: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with the lines of its value as typed; `first` is the rest of the key's own line."""

    key: str
    source: Source
    first: str
    more: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Header:
    """The entries of a header by key, and where the text after it begins (1-based line of the file)."""

    file: str
    entries: dict[str, Entry] = field(default_factory=dict)
    body_line: int = 1
    present: bool = False

    def source(self, key: str) -> Source:
        """Return the place of a key, or of the header if it is not there."""
        entry = self.entries.get(key)
        return entry.source if entry else Source(self.file, 1)


def plain_key(words: str) -> str:
    """Return a key as the settings spell it: `Directed by` and `directed-by` are `directed_by`."""
    return re.sub(r"[\s\-]+", "_", words.strip().casefold())


def read_header(path: str, text: str, problems: Problems, *, required: bool) -> Header:
    """Return the header of a file; without one (or with an unclosed one) an empty header."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or not re.match(r"^---[ \t]*$", lines[start]):
        if required:
            problems.error(
                Source(path, 1),
                "no-header",
                "has no header: the title and the rank are missing",
                "begin the file with a line ---, a line title: …, a line rank: … and a line ---",
            )
        return Header(path)
    end = next((n for n in range(start + 1, len(lines)) if _FENCE.match(lines[n])), None)
    if end is None:
        problems.error(
            Source(path, start + 1),
            "unclosed-header",
            "the header that begins here is never closed",
            "put a line --- between the header and the text",
        )
        return Header(path, body_line=len(lines) + 1)
    return Header(path, _entries(path, lines[start + 1 : end], start + 2, problems), end + 2, present=True)


def _entries(path: str, lines: list[str], first: int, problems: Problems) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    last = ""
    for number, line in enumerate(lines, start=first):
        if not line.strip() or (line.startswith("#") and not last_is_block(found.get(last))):
            continue
        if line[0] in " \t" or _ITEM.match(line):
            if last:
                old = found[last]
                found[last] = Entry(old.key, old.source, old.first, (*old.more, Line(line.strip(), number)))
            else:
                problems.error(
                    Source(path, number), "header-line", "this line of the header belongs to no key", "key: words"
                )
            continue
        matched = _KEY.match(line)
        if not matched and (matched := _TIGHT_KEY.match(line)):
            problems.error(
                Source(path, number, matched.start(2) + 1),
                "header-line",
                f"a space is missing behind the colon: {shortened(line)}",
                f"{matched[1]}: {shortened(matched[2])}",
            )
        if not matched:
            problems.error(
                Source(path, number),
                "header-line",
                f"this line of the header is not a key and its words: {shortened(line)}",
                "write key: words, or indent the line if it belongs to the one above",
            )
            last = ""
            continue
        key = plain_key(matched[1])
        if key in found:
            problems.error(
                Source(path, number), "repeated-key", f"`{key}` was given already in line {found[key].source.line}"
            )
        else:
            found[key] = Entry(key, Source(path, number), (matched[2] or "").strip())
        last = key
    return found


def last_is_block(entry: Entry | None) -> bool:
    """Whether an entry is a block (`notes: |`), in which lines that begin with # are text."""
    return entry is not None and bool(_BLOCK.match(entry.first))


def shortened(words: str, length: int = 60) -> str:
    """Return words short enough to be repeated in a message."""
    words = " ".join(words.split())
    return words if len(words) <= length else words[: length - 1] + "…"


# ---------------------------------------------------------------- values


def text_value(entry: Entry, problems: Problems) -> str:
    """Return the words of a text key: the rest of the line as it stands, quotes around the whole taken off."""
    if _BLOCK.match(entry.first):
        joint = "\n" if entry.first.startswith("|") else " "
        return joint.join(line.words for line in entry.more).strip()
    words = " ".join([entry.first, *(line.words for line in entry.more)]).strip()
    if words.startswith('"') and words.count('"') == 1:
        problems.error(
            entry.source, "unclosed-quote", f"the quotation mark of `{entry.key}` is never closed", f'{words}"'
        )
    return unquoted(words)


def unquoted(words: str) -> str:
    """Return words without the quotes around the whole, if there are any: `"No"` is No, `'71` stays."""
    if len(words) >= 2 and words[0] == words[-1] == '"':
        inside = words[1:-1]
        if not re.search(r'(?<!\\)"', inside):
            return inside.replace('\\"', '"').strip()
    if len(words) >= 2 and words[0] == words[-1] == "'":
        inside = words[1:-1]
        if "'" not in inside.replace("''", ""):
            return inside.replace("''", "'").strip()
    return words


def bare_value(entry: Entry) -> str:
    """Return the value of a key that is a number or a yes or no: no quotes, no comment behind it."""
    return unquoted(_COMMENT.sub("", " ".join([entry.first, *(line.words for line in entry.more)])).strip())


def list_value(entry: Entry, problems: Problems) -> tuple[Line, ...]:
    """Return the items of a list: `[a, b]`, one item a line, or names with commas between them."""
    items = [Line(_ITEM.match(line.words)[1] or "", line.number) for line in entry.more if _ITEM.match(line.words)]  # type: ignore[index]
    if items and not entry.first:
        loose = next((line for line in entry.more if not _ITEM.match(line.words)), None)
        if loose:
            problems.error(
                Source(entry.source.file, loose.number),
                "list-item",
                f"this line of `{entry.key}` is not an item of the list",
                f"- {shortened(loose.words)}",
            )
        return tuple(Line(unquoted(item.words.strip()), item.number) for item in items if item.words.strip())
    pieces = [Line(entry.first, entry.source.line), *entry.more]
    return _between_commas(entry, pieces, problems)


def _between_commas(entry: Entry, pieces: Iterable[Line], problems: Problems) -> tuple[Line, ...]:
    """Return the items between commas; a quoted item keeps its own, and so does Robert Downey, Jr."""
    pieces = [piece for piece in pieces if piece.words]
    bracketed = bool(pieces) and pieces[0].words.startswith("[")
    if pieces and pieces[0].words.startswith("{"):
        problems.error(
            entry.source, "list-braces", f"`{entry.key}` is a list, not a table", f"{entry.key}: [name, name]"
        )
        return ()
    if bracketed:
        pieces[0] = Line(pieces[0].words[1:], pieces[0].number)
        last = pieces[-1]
        if not last.words.endswith("]"):
            problems.error(
                entry.source, "unclosed-list", f"the list of `{entry.key}` is never closed", "end it with a ]"
            )
        else:
            pieces[-1] = Line(last.words[:-1], last.number)
    items: list[Line] = []
    for piece in pieces:
        for part in _split(piece.words, entry, piece.number, problems):
            if not bracketed and items and _SUFFIX.match(part):
                items[-1] = Line(f"{items[-1].words}, {part}", items[-1].number)
            elif part.startswith("[") and bracketed:
                message = f"`{entry.key}` holds a list in a list"
                source = Source(entry.source.file, piece.number)
                problems.error(source, "list-braces", message, f"{entry.key}: [name, name]")
            elif part:
                items.append(Line(unquoted(part), piece.number))
    return tuple(item for item in items if item.words)


def _split(words: str, entry: Entry, number: int, problems: Problems) -> list[str]:
    parts: list[str] = []
    begin = position = 0
    while position < len(words):
        at_start = not words[begin:position].strip()
        if at_start and words[position] in "\"'":
            close = _closing_quote(words, position)
            if close < 0 and words[position] == '"':
                problems.error(
                    Source(entry.source.file, number),
                    "unclosed-quote",
                    f"a quotation mark in the list of `{entry.key}` is never closed",
                    f'{shortened(words[position:].split(",", maxsplit=1)[0].rstrip("]"))}"',
                )
            if close > 0:
                position = close
        elif words[position] == ",":
            parts.append(words[begin:position].strip())
            begin = position + 1
        position += 1
    parts.append(words[begin:].strip())
    return parts


def _closing_quote(words: str, start: int) -> int:
    """Return where a quoted item ends (a quote before a comma or the end), or -1: `'71` and "Weird Al" are words."""
    mark = words[start]
    position = start
    while (position := words.find(mark, position + 1)) > 0:
        behind = words[position + 1 :].lstrip()
        if words[position - 1] != "\\" and (not behind or behind[0] == ","):
            return position
        if mark == '"' and words[position - 1] != "\\":
            return position
    return -1


def _check_indented(entry: Entry, names: Iterable[str], problems: Problems) -> None:
    """Report a line that was meant to be a key of its own, but is indented and so belongs to the one above."""
    for line in () if _BLOCK.match(entry.first) else entry.more:
        matched = _KEY.match(line.words)
        if matched and plain_key(matched[1]) in names:
            problems.error(
                Source(entry.source.file, line.number),
                "header-line",
                f"this line is indented, so it belongs to `{entry.key}` above",
                f"begin the line with {matched[1]}:",
            )


def check_keys(header: Header, known: Iterable[str], problems: Problems) -> None:
    """Report the keys nobody knows, each with a guess."""
    names = sorted(known)
    for key, entry in header.entries.items():
        _check_indented(entry, names, problems)
        if key not in names:
            problems.error(
                entry.source,
                "unknown-key",
                f"`{key}` is not a key of the header",
                did_you_mean(key, names) or f'keys are added under [facts] or [credits] of book.toml: {key} = "…"',
            )
