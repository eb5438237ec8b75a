"""A small book straight from model values: chapters as credits and paragraphs, in a few signs of markup.

`*title*` is emphasis, `**strong**`, `` `code` ``, `[[Name]]` and `[[Name|words]]` people, `{film: target|words}` a
film; `> ` opens a quotation, `# ` a heading, `! ` a figure's caption, `- ` an item, `? ` a sidebar, `^ ` a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from book.model.book import Book, Chapter, Credit, Matter, Name
from book.model.prose import (
    Block,
    Code,
    Emphasis,
    Figure,
    FilmRef,
    Heading,
    Image,
    Inline,
    Listing,
    Note,
    Paragraph,
    PersonRef,
    Quote,
    Sidebar,
    Strong,
    Text,
)
from book.model.settings import Settings
from book.problems import Problems, Source

_MARKUP = re.compile(
    r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emphasis>[^*]+)\*|`(?P<code>[^`]+)`"
    r"|\[\[(?P<person>[^\]|]+)(?:\|(?P<words>[^\]]+))?\]\]|\{film: (?P<film>[^|}]+)(?:\|(?P<said>[^}]+))?\}"
)

Credits = Mapping[str, Sequence[str]]


def inlines(text: str) -> tuple[Inline, ...]:
    found: list[Inline] = []
    done = 0
    for match in _MARKUP.finditer(text):
        if match.start() > done:
            found.append(Text(text[done : match.start()]))
        if match["strong"]:
            found.append(Strong((Text(match["strong"]),)))
        elif match["emphasis"]:
            found.append(Emphasis((Text(match["emphasis"]),)))
        elif match["code"]:
            found.append(Code(match["code"]))
        elif match["person"]:
            found.append(PersonRef(match["person"], match["words"] or match["person"]))
        else:
            found.append(FilmRef(match["film"], match["said"] or ""))
        done = match.end()
    if done < len(text):
        found.append(Text(text[done:]))
    return tuple(found)


def blocks(anchor: str, file: str, text: str) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    made: list[Block] = []
    notes: list[Note] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        source, name = Source(file, number), f"{anchor}-b{number}"
        sign, words = (line[0], line[2:]) if re.match(r"[>#!?^-] ", line) else ("", line)
        paragraph = Paragraph(name, source, inlines(words))
        if sign == ">":
            made.append(Quote(f"{name}q", source, (paragraph,)))
        elif sign == "#":
            made.append(Heading(name, source, 3, inlines(words)))
        elif sign == "!":
            made.append(Figure(f"{name}f", source, Image("images/a.jpg", "alt"), paragraph))
        elif sign == "-":
            made.append(Listing(f"{name}l", source, ordered=False, start=1, items=((paragraph,),)))
        elif sign == "?":
            made.append(Sidebar(f"{anchor}-s{number}", source, "did_you_know", "Did you know?", (paragraph,)))
        elif sign == "^":
            notes.append(Note(f"{anchor}-n{number}", source, len(notes) + 1, (paragraph,)))
        else:
            made.append(paragraph)
    return tuple(made), tuple(notes)


def chapter(name: str, credits: Credits, text: str = "", *, rank: int = 1, title: str = "") -> Chapter:  # noqa: A002
    file = f"chapters/{name}.md"
    made, notes = blocks(f"ch-{name}", file, text)
    lines = tuple(
        Credit(key, key.capitalize(), tuple(Name(person, Source(file, 1)) for person in people), Source(file, 1))
        for key, people in credits.items()
    )
    shown = title or name.replace("-", " ").title()
    return Chapter(name, Source(file, 1), shown, rank, credits=lines, blocks=made, notes=notes, text=text)


def matter(name: str, text: str, place: str = "front") -> Matter:
    file = f"chapters/{place}/{name}.md"
    made, notes = blocks(f"{place}-{name}", file, text)
    return Matter(name, Source(file, 1), name, name.title(), place, made, notes, text)


def book_of(root: Path, *pieces: Chapter | Matter, people: str = "", language: str = "en") -> Book:
    """Return a book of these pieces whose folder holds `people` as its people.toml (ranks count down)."""
    if people:
        (root / "people.toml").write_text(people, encoding="utf-8")
    return Book(
        root,
        Settings("A Small Book", language),
        tuple(piece for piece in pieces if isinstance(piece, Chapter)),
        front=tuple(piece for piece in pieces if isinstance(piece, Matter) and piece.place == "front"),
        back=tuple(piece for piece in pieces if isinstance(piece, Matter) and piece.place == "back"),
    )


def index_lines(root: Path, *pieces: Chapter | Matter, people: str = "", language: str = "en") -> tuple[str, list[str]]:
    """Return the index as text a person can read, and its problems as they would be printed."""
    from book.people import make_index

    problems = Problems()
    index = make_index(book_of(root, *pieces, people=people, language=language), problems)
    lines = []
    for group in index.groups:
        lines.append(f"= {group.letter}")
        for entry in group.entries:
            places = ", ".join(
                f"{'**' if locator.kind == 'credit' else ''}{locator.piece}"
                f"{'' if locator.kind in ('credit', 'mention') else ' ' + locator.kind}"
                f"{'**' if locator.kind == 'credit' else ''}"
                for locator in entry.locators
            )
            see = f". See {'; '.join(entry.see)}" if entry.see else ""
            also = f". See also {'; '.join(entry.see_also)}" if entry.see_also else ""
            lines.append(f"{entry.heading}{': ' + places if places else ''}{see}{also}")
    return "\n".join(lines), [str(problem) for problem in problems]
