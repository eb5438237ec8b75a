"""Who is found in running text, and where: prose with traps, scope, marks, titles, doubts and slips of the pen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.book import Chapter
from book.model.index import Index
from book.model.prose import PersonRef, blocks_within, inlines_within, plain_text, text_blocks
from book.people import make_index
from book.people.passages import passages_of
from book.problems import Problems
from tests.people.small_book import book_of, chapter, index_lines, inlines, matter

PROSE = Path(__file__).parent / "people" / "prose.txt"


def _stories():
    stories = re.split(r"^= ", PROSE.read_text("utf-8"), flags=re.M)[1:]
    for story in stories:
        heading, *lines = [line for line in story.splitlines() if line.strip()]
        credits, _, elsewhere = heading.removeprefix("credits: ").partition("; elsewhere: ")
        yield pytest.param(credits.split(", "), [name for name in elsewhere.split(", ") if name], lines, id=credits)


def annotated(piece: Chapter, index: Index) -> list[str]:
    """Return the plain text of every block, with ‹words|person› where people were found."""
    lines = []
    for block in text_blocks(piece.blocks):
        text = plain_text(block.inlines)
        for mention in reversed(index.mentions.get(block.id, ())):
            people = "+".join([mention.person, *mention.others])
            words = text[mention.start : mention.end]
            text = f"{text[: mention.start]}‹{words}|{people}›{text[mention.end :]}"
        lines.append(text)
    return lines


def _plain(line: str) -> str:
    return plain_text(inlines(line))


@pytest.mark.parametrize(("credits", "elsewhere", "lines"), list(_stories()))
def test_prose_with_traps(tmp_path, credits, elsewhere, lines):
    wanted = [re.sub(r"‹([^|›]*)\|›", r"\1", line) for line in lines]
    # A possessive belongs to the words in the file, but not to the mention.
    wanted = [re.sub(r"(’s)\|([^›]*)›", r"|\2›\1", line) for line in wanted]
    text = "\n".join(re.sub(r"‹([^|›]*)\|[^›]*›", r"\1", line) for line in wanted)
    piece = chapter("here", {"directed_by": credits}, text, rank=2)
    away = [chapter(f"away-{number}", {"starring": [name]}, rank=1) for number, name in enumerate(elsewhere)]
    index = make_index(book_of(tmp_path, piece, *away), Problems())
    assert annotated(piece, index) == [_plain(line) for line in wanted]
