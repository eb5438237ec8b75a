"""What the entries of a header say: titles, numbers, yes or no, people, facts, the picture of a chapter."""

from __future__ import annotations

import re

from book.guessing import did_you_mean
from book.manuscript.header import (
    NO,
    YES,
    Entry,
    Header,
    Line,
    bare_value,
    list_value,
    plain_key,
    shortened,
    text_value,
)
from book.manuscript.inlines import from_tokens
from book.manuscript.markdown import inline, parse
from book.manuscript.picture_marks import image_of
from book.manuscript.piece import Piece
from book.manuscript.typography import smart
from book.model.book import Credit, Fact, Name
from book.model.prose import Image
from book.model.settings import Settings
from book.problems import Problems, Source

MATTER_KINDS = (
    "dedication",
    "epigraph",
    "foreword",
    "preface",
    "introduction",
    "prologue",
    "epilogue",
    "afterword",
    "conclusion",
    "acknowledgements",
    "about-the-author",
    "appendix",
    "glossary",
    "bibliography",
    "colophon",
    "section",
)


def words_of_key(header: Header, key: str, problems: Problems, settings: Settings) -> str:
    """Return the words of a text key with smart punctuation, or ""."""
    entry = header.entries.get(key)
    return smart(" ".join(text_value(entry, problems).split()), settings.language) if entry else ""


def flag(header: Header, key: str, problems: Problems) -> bool:
    """Return whether a key says yes."""
    entry = header.entries.get(key)
    if not entry:
        return False
    words = bare_value(entry).lower()
    if words not in YES | NO:
        problems.error(entry.source, "yes-or-no", f"`{key}` is yes or no, not {shortened(words, 30)}", f"{key}: yes")
    return words in YES


def whole_number(header: Header, key: str, least: int, most: int, problems: Problems) -> int | None:
    """Return a whole number within its bounds, or None after reporting why it is none."""
    entry = header.entries.get(key)
    if not entry:
        return None
    words = bare_value(entry)
    if re.fullmatch(r"-?[0-9]{1,6}", words) and least <= int(words) <= most:
        return int(words)
    what = "a whole number above 0" if least > 0 else "a year in digits"
    digits = re.search(r"[0-9]{1,4}", words)
    example = digits[0] if digits and int(digits[0]) else "1" if least > 0 else "1995"
    problems.error(
        entry.source,
        f"bad-{key}",
        f"`{key}` is {what}, not {shortened(words, 30) or 'nothing'}",
        f"{key}: {example}",
    )
    return None


def kind_of_matter(header: Header, identifier: str, problems: Problems) -> str:
    """Return the kind of a piece of matter: as its header says, else as its file is named, else "section"."""
    entry = header.entries.get("kind")
    named = re.sub(r"^[0-9]+-?", "", identifier)
    if not entry:
        return named if named in MATTER_KINDS else "section"
    kind = plain_key(text_value(entry, problems)).replace("_", "-")
    if kind in MATTER_KINDS:
        return kind
    hint = did_you_mean(kind, MATTER_KINDS) or f"one of {', '.join(MATTER_KINDS)}"
    problems.error(entry.source, "unknown-kind", f"`{shortened(kind, 30)}` is not a kind of front or back matter", hint)
    return "section"


def image_of_chapter(header: Header, piece: Piece) -> Image | None:
    """Return the picture of a chapter, written as a path or as a whole Markdown picture."""
    entry = header.entries.get("image")
    words = text_value(entry, piece.problems) if entry else ""
    if not entry or not words:
        return None
    piece.begin(entry.source.line)
    if words.startswith("!["):
        parsed = parse("", (entry.source.line,))
        inlines = from_tokens(inline(words, parsed), parsed, piece)
        if len(inlines) == 1 and isinstance(inlines[0], Image):
            if inlines[0].bleed:
                message = "the picture of the opener cannot fill a page to its edges"
                hint = "put it on a line of its own among the words"
                piece.problems.error(entry.source, "picture-mark", message, hint)
            return inlines[0]
        piece.problems.error(
            entry.source,
            "broken-picture",
            "this picture is not whole",
            'image: ![what it shows](images/its-name.jpg "caption")',
        )
        return None
    return image_of({"attrs": {"url": words}, "children": []}, (), piece, before="image: ")


def credits_of(header: Header, piece: Piece) -> tuple[Credit, ...]:
    """Return the credits of a chapter in the order of the settings."""
    credits_ = []
    for key, label in piece.settings.credits.items():
        if entry := header.entries.get(key):
            names = []
            for item in list_value(entry, piece.problems):
                piece.begin(item.number)
                words = " ".join(item.words.split())
                _check_name(words, item, entry, piece)
                names.append(Name(words, piece.place(item.words), piece.smart(words)))
            if names:
                credits_.append(Credit(key, label, tuple(names), entry.source))
    return tuple(credits_)


def _check_name(words: str, item: Line, entry: Entry, piece: Piece) -> None:
    """Report what does not belong into a name: the marks of Markdown, brackets, or a second name behind a semicolon."""
    plain = " ".join(re.sub(r"</?\w+>|\*+(?=\w)|(?<=[\w.])\*+|\[\[|\]\]", " ", words).split())
    if ";" in words:
        hint = f"{entry.key}: [{', '.join(part.strip() for part in words.split(';') if part.strip())}]"
        message = f"commas part the names of `{entry.key}`, not semicolons: {shortened(words)}"
    elif re.search(r"^\*+\w.*\*+$|</?\w+>|\[\[|\]\]", words) and plain:
        hint, message = f"write {shortened(plain)}", f"a name is plain words: {shortened(words)}"
    else:
        return
    piece.problems.warning(Source(entry.source.file, item.number), "name", message, hint)


def facts_of(header: Header, piece: Piece) -> tuple[Fact, ...]:
    """Return the facts of a chapter in the order of the settings."""
    facts = []
    for key, label in piece.settings.facts.items():
        if entry := header.entries.get(key):
            if not entry.first and entry.more and all(line.words.startswith("- ") for line in entry.more):
                words = ", ".join(line.words for line in list_value(entry, piece.problems))
            else:
                words = text_value(entry, piece.problems)
            if words:
                facts.append(Fact(key, label, piece.smart(" ".join(words.split())), entry.source))
    return tuple(facts)
