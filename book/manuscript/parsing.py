"""One file → one chapter or piece of matter. The result depends on the file's own text and the settings alone."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from book.manuscript.blocks import blocks_of
from book.manuscript.blog_talk import check_blog_talk
from book.manuscript.comments import uncomment
from book.manuscript.header import Header, check_keys, read_header
from book.manuscript.header_values import (
    credits_of,
    facts_of,
    flag,
    image_of_chapter,
    kind_of_matter,
    whole_number,
    words_of_key,
)
from book.manuscript.house_style import check_style
from book.manuscript.inlines import from_tokens
from book.manuscript.markdown import Parsed, inline, parse, parse_note
from book.manuscript.piece import Piece
from book.manuscript.sidebars import with_sidebars
from book.model.book import Chapter, Matter
from book.model.prose import Block, Note, plain_text
from book.model.settings import Settings
from book.model.slug import slug
from book.problems import Problem, Problems, Source

CHAPTER_KEYS = ("title", "rank", "year", "original_title", "sort_title", "image", "by", "draft", "notes")
MATTER_KEYS = ("title", "kind", "draft", "notes")
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
    if flag(header, "draft", problems):
        title = words_of_key(header, "title", problems, settings) or posixpath.basename(path)
        stub = Chapter(identifier, start, title, 0, text=text)
        return ParsedChapter(stub, header.source("rank"), draft=True), ()
    piece = Piece(path, f"ch-{identifier}", text, settings, problems)
    check_keys(header, (*CHAPTER_KEYS, *settings.credits, *settings.facts), problems)
    title = words_of_key(header, "title", problems, settings)
    if not title:
        problems.error(header.source("title"), "missing-title", "has no title", "title: the name of the work")
    image = image_of_chapter(header, piece)
    blocks, notes = _body(header, piece, sidebars=True)
    chapter = Chapter(
        id=identifier,
        source=header.source("title"),
        title=title or posixpath.basename(path),
        rank=whole_number(header, "rank", 1, HIGHEST_RANK, problems) or 0,
        year=whole_number(header, "year", -9999, 9999, problems),
        original_title=words_of_key(header, "original_title", problems, settings),
        sort_title=words_of_key(header, "sort_title", problems, settings),
        by=words_of_key(header, "by", problems, settings),
        image=image,
        credits=credits_of(header, piece),
        facts=facts_of(header, piece),
        blocks=blocks,
        notes=notes,
        text=text,
    )
    check_blog_talk(chapter, problems)
    check_style(chapter, settings, problems)
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
    draft = flag(header, "draft", problems)
    piece = Piece(path, f"{place}-{identifier}", text, settings, problems)
    if header.present:
        check_keys(header, MATTER_KEYS, problems)
    kind = kind_of_matter(header, identifier, problems)
    title = words_of_key(header, "title", problems, settings)
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
    check_style(matter, settings, problems)
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
