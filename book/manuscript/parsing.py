"""One file → one chapter or piece of matter. The result depends on the file's own text and the settings alone."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from book.manuscript.blocks import blocks_of
from book.manuscript.comments import uncomment
from book.manuscript.guessing import did_you_mean
from book.manuscript.header import (
    NO,
    YES,
    Header,
    bare_value,
    check_keys,
    list_value,
    plain_key,
    read_header,
    shortened,
    text_value,
)
from book.manuscript.inlines import from_tokens
from book.manuscript.markdown import Parsed, inline, parse, parse_note
from book.manuscript.picture_marks import image_of
from book.manuscript.piece import Piece
from book.manuscript.sidebars import with_sidebars
from book.manuscript.typography import smart
from book.model.book import Chapter, Credit, Fact, Matter, Name
from book.model.prose import Block, Image, Note, plain_text
from book.model.settings import Settings
from book.model.slug import slug
from book.problems import Problem, Problems, Source

CHAPTER_KEYS = ("title", "rank", "year", "original_title", "sort_title", "image", "by", "draft", "notes")
MATTER_KEYS = ("title", "kind", "draft", "notes")
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
UNTITLED = frozenset({"dedication", "epigraph"})
"""Kinds of matter that carry no heading unless the writer gives one."""

HIGHEST_RANK = 99_999


@dataclass(frozen=True, slots=True)
class ParsedChapter:
    """A chapter as its own file says, before the ranking of the book is known.

    `ranked` is where the rank stands (or would stand); `whole` is false when the file had no usable header.
    """

    chapter: Chapter
    ranked: Source
    draft: bool = False
    whole: bool = True
    rank_given: bool = False


@dataclass(frozen=True, slots=True)
class ParsedMatter:
    """A piece of front or back matter as its own file says."""

    matter: Matter
    draft: bool = False


def parse_chapter(path: str, text: str, settings: Settings) -> tuple[ParsedChapter, tuple[Problem, ...]]:
    """Return a chapter and what is wrong with it; drafts are left as they are, without problems.

    `path` is relative to the book folder; `text` has plain newlines. Pictures are not opened and references
    to other chapters not resolved, so the result may be kept as long as text and settings stay the same.
    """
    problems = Problems()
    identifier = file_id(path)
    header = read_header(path, text, problems, required=True)
    start = Source(path, 1)
    if not header.present:
        stub = Chapter(identifier, start, posixpath.basename(path), 0, text=text)
        return ParsedChapter(stub, start, whole=False), tuple(problems)
    if _flag(header, "draft", problems):
        title = _text(header, "title", problems, settings) or posixpath.basename(path)
        stub = Chapter(identifier, start, title, 0, text=text)
        return ParsedChapter(stub, header.source("rank"), draft=True), ()
    piece = Piece(path, f"ch-{identifier}", text, settings, problems)
    check_keys(header, (*CHAPTER_KEYS, *settings.credits, *settings.facts), problems)
    title = _text(header, "title", problems, settings)
    if not title:
        problems.error(header.source("title"), "missing-title", "has no title", "title: the name of the work")
    image = _header_image(header, piece)
    blocks, notes = _body(header, piece, sidebars=True)
    chapter = Chapter(
        id=identifier,
        source=header.source("title"),
        title=title or posixpath.basename(path),
        rank=_whole(header, "rank", 1, HIGHEST_RANK, problems) or 0,
        year=_whole(header, "year", -9999, 9999, problems),
        original_title=_text(header, "original_title", problems, settings),
        sort_title=_text(header, "sort_title", problems, settings),
        by=_text(header, "by", problems, settings),
        image=image,
        credits=_credits(header, piece),
        facts=_facts(header, piece),
        blocks=blocks,
        notes=notes,
        text=text,
    )
    return ParsedChapter(chapter, header.source("rank"), rank_given="rank" in header.entries), tuple(problems)


def parse_matter(
    path: str, text: str, settings: Settings, place: Literal["front", "back"]
) -> tuple[ParsedMatter, tuple[Problem, ...]]:
    """Return a piece of front or back matter and what is wrong with it. Its header is optional.

    Without `kind:` the file's name says what it is ("02-introduction.md"); without `title:` a first heading of
    level 1 does, else the word of the book's language for that kind.
    """
    problems = Problems()
    identifier = file_id(path)
    header = read_header(path, text, problems, required=False)
    draft = _flag(header, "draft", problems)
    piece = Piece(path, f"{place}-{identifier}", text, settings, problems)
    if header.present:
        check_keys(header, MATTER_KEYS, problems)
    kind = _kind(header, identifier, problems)
    title = _text(header, "title", problems, settings)
    own_title, header = ("", header) if title else _first_heading(header, piece)
    blocks, notes = _body(header, piece, sidebars=False)
    fallback = "" if kind in UNTITLED else settings.words.get(kind.replace("-", "_"), "")
    matter = Matter(
        id=identifier,
        source=Source(path, 1),
        kind=kind,
        title=title or own_title or fallback,
        place=place,
        blocks=blocks,
        notes=notes,
        text=text,
    )
    return ParsedMatter(matter, draft), () if draft else tuple(problems)


def file_id(path: str) -> str:
    """Return the id of a chapter or piece of matter: the name of its file made safe."""
    stem = posixpath.splitext(posixpath.basename(path))[0]
    return slug(stem, f"x{sha256(stem.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}")


# ---------------------------------------------------------------- the text


def _body(header: Header, piece: Piece, *, sidebars: bool) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    lines = piece.text.split("\n")
    body = uncomment("\n".join(lines[header.body_line - 1 :]), header.body_line)
    if body.unclosed:
        piece.problems.error(
            piece.source(body.unclosed), "open-comment", "the comment that begins here is never closed", "-->"
        )
    try:
        return _prose(body.text, body.lines, piece, sidebars=sidebars)
    except RecursionError:
        piece.problems.error(piece.source(header.body_line), "too-deep", "the text is nested too deeply to be read")
        return (), ()


def _prose(
    text: str, lines: tuple[int, ...], piece: Piece, *, sidebars: bool
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    parsed = parse(text, lines)
    if "too_deep" in parsed.state.env:
        piece.problems.error(
            piece.source(parsed.state.env["too_deep"]), "too-deep", "quotations and lists are nested too deeply here"
        )
    piece.known_notes = frozenset(parsed.notes)
    blocks = blocks_of(parsed.tokens, parsed, piece)
    notes = _notes(parsed, piece)
    return with_sidebars(blocks, piece) if sidebars else blocks, notes


def _notes(parsed: Parsed, piece: Piece) -> tuple[Note, ...]:
    """Return the notes in the order of their calls; a note called twice is printed twice."""
    piece.in_note = True
    notes = []
    for number, key in enumerate(piece.notes, start=1):
        note = parsed.notes[key]
        blocks = blocks_of(parse_note(note, parsed), parsed, piece)
        notes.append(Note(piece.note_id(number), piece.source(note.line), number, blocks))
    for note in parsed.repeated:
        first = parsed.notes[note.key].line
        piece.problems.error(
            piece.source(note.line), "repeated-note", f"there is another note [^{note.key}] in line {first}"
        )
    for key, note in parsed.notes.items():
        if key not in piece.notes:
            hint = f"put [^{key}] into the text where the note belongs"
            piece.problems.error(piece.source(note.line), "unused-note", f"the note [^{key}] is never called", hint)
        elif not note.text.strip():
            piece.problems.error(piece.source(note.line), "empty-note", f"the note [^{key}] has no words")
    return tuple(notes)


def _first_heading(header: Header, piece: Piece) -> tuple[str, Header]:
    """Return the words of a level-1 heading that begins the text, and a header that ends behind it."""
    lines = piece.text.split("\n")
    at = next((n for n in range(header.body_line - 1, len(lines)) if lines[n].strip()), len(lines))
    match = re.match(r"^# +(.+?)(?: +#+)? *$", lines[at]) if at < len(lines) else None
    if not match:
        return "", header
    piece.begin(at + 1)
    words = plain_text(from_tokens(inline(match[1], parse("", (at + 1,))), parse("", (at + 1,)), piece))
    return words, replace(header, body_line=at + 2)


# ---------------------------------------------------------------- values of the header


def _text(header: Header, key: str, problems: Problems, settings: Settings) -> str:
    entry = header.entries.get(key)
    return smart(" ".join(text_value(entry, problems).split()), settings.language) if entry else ""


def _flag(header: Header, key: str, problems: Problems) -> bool:
    entry = header.entries.get(key)
    if not entry:
        return False
    words = bare_value(entry).lower()
    if words not in YES | NO:
        problems.error(entry.source, "yes-or-no", f"`{key}` is yes or no, not {shortened(words, 30)}", f"{key}: yes")
    return words in YES


def _whole(header: Header, key: str, least: int, most: int, problems: Problems) -> int | None:
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


def _kind(header: Header, identifier: str, problems: Problems) -> str:
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


def _header_image(header: Header, piece: Piece) -> Image | None:
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
            return inlines[0]
        piece.problems.error(
            entry.source,
            "broken-picture",
            "this picture is not whole",
            'image: ![what it shows](images/its-name.jpg "caption")',
        )
        return None
    return image_of({"attrs": {"url": words}, "children": []}, (), piece)


def _credits(header: Header, piece: Piece) -> tuple[Credit, ...]:
    credits_ = []
    for key, label in piece.settings.credits.items():
        if entry := header.entries.get(key):
            names = []
            for item in list_value(entry, piece.problems):
                piece.begin(item.number)
                words = " ".join(item.words.split())
                names.append(Name(words, piece.place(item.words), piece.smart(words)))
            if names:
                credits_.append(Credit(key, label, tuple(names), entry.source))
    return tuple(credits_)


def _facts(header: Header, piece: Piece) -> tuple[Fact, ...]:
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
