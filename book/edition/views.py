"""What templates see: the book, its chapters, parts and matter in words and ready-made markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from book.edition.inlines import NOTHING
from book.edition.metadata import volume_words
from book.edition.pictures import credit_lines, figure_view
from book.edition.prose import ProseWriter
from book.edition.selection import Selection
from book.edition.unbroken import unbroken
from book.model.book import Book, Chapter, Matter, Part
from book.model.prose import Block, Figure
from book.model.settings import EditionSettings
from book.model.views import BookView, ChapterView, Line, MatterView, PartView, SidebarView


def book_view(book: Book, selection: Selection, settings: EditionSettings) -> BookView:
    """Return the book as title pages, the copyright page and covers name it."""
    said = book.settings
    authors = [person.name for person in said.contributors if person.role == "aut"]
    others: dict[str, list[str]] = {}
    for person in said.contributors:
        if person.role != "aut":
            others.setdefault(person.role, []).append(person.name)
    year = said.copyright_year or (said.published.year if said.published else None)
    return BookView(
        title=said.title,
        subtitle=said.subtitle,
        by=joined(authors, book),
        contributors=tuple(Line(_role(role, book), joined(names, book), role) for role, names in others.items()),
        publisher=said.publisher,
        series=_series(book),
        edition_statement=said.edition_statement,
        copyright=_copyright(book, year),
        rights=said.rights,
        isbns=_isbns(book, settings),
        year=str(year) if year else "",
        language=said.language,
        count=len(selection.chapters),
        picture_credits=credit_lines(selection.pieces),
        volume=volume_words(book, selection.volume),
    )


def joined(names: list[str], book: Book) -> str:
    """Return names as a line: "Ann Author, Cy Poet and Bo Writer"."""
    words = book.settings.words
    if len(names) < 3:
        return words.get("list_two", " and ").join(names)
    return words.get("list_comma", ", ").join(names[:-1]) + words.get("list_last", " and ") + names[-1]


def _role(role: str, book: Book) -> str:
    return book.settings.words.get(f"role_{role}", book.settings.words.get("with", "with"))


def _copyright(book: Book, year: int | None) -> str:
    if not book.settings.copyright_holder:
        return ""
    word = book.settings.words.get("copyright", "Copyright")
    return " ".join([f"{word} ©", *([str(year)] if year else []), book.settings.copyright_holder])


def _series(book: Book) -> str:
    series = book.settings.series
    if series is None:
        return ""
    return f"{series.name}, {series.number}" if series.number is not None else series.name


def _isbns(book: Book, settings: EditionSettings) -> tuple[Line, ...]:
    """Return the ISBNs of all editions of the book, this one's too."""
    editions = book.settings.editions or (settings,)
    isbn = book.settings.words.get("isbn", "ISBN")
    lines: dict[str, Line] = {}
    for edition in editions:
        if edition.isbn:
            kind = "ebook" if edition.format == "epub" else edition.binding
            name = book.settings.words.get(kind, kind)
            volume = volume_words(book, edition.volume)
            kind = f"{name}, {volume[:1].lower()}{volume[1:]}" if volume else name
            lines.setdefault(edition.isbn, Line(f"{isbn} ({kind})", edition.isbn, edition.name))
    return tuple(lines.values())


def chapter_view(
    book: Book,
    chapter: Chapter,
    selection: Selection,
    writer: ProseWriter,
    *,
    band: bool = False,
    lift: Literal["", "first", "any"] = "",
) -> ChapterView:
    """Return a chapter; notes are numbered in the order they are read: caption, review, sidebars.

    `band` says whether it announces the part that it opens; `lift` which picture of the review is the opener's where
    the header names none: one before the first words, or the first of all.
    """
    review = chapter.review
    image, figure = chapter.image, None
    where = _lifted(review, lift) if image is None else None
    if where is not None:
        figure, review = where, tuple(block for block in review if block is not where)
        image = where.image
        caption = writer.words(figure.caption) if figure.caption else NOTHING
    else:
        caption = writer.inlines(image.caption) if image else NOTHING
    body = writer.blocks(review)
    sidebars = tuple(
        SidebarView(one.id, one.key.replace("_", "-"), one.label, writer.sidebar_body(one)) for one in chapter.sidebars
    )
    part = selection.part_of.get(chapter.id)
    printed = str if selection.format == "epub" else unbroken
    return ChapterView(
        anchor=chapter.anchor,
        id=chapter.id,
        rank=chapter.rank,
        title=chapter.title,
        year=str(chapter.year) if chapter.year is not None else "",
        original_title=chapter.original_title,
        by=chapter.by,
        picture=figure_view(book, image, caption, figure, paged=selection.format != "epub") if image else None,
        credits=tuple(
            Line(one.label, printed(", ".join(name.words or name.text for name in one.names)), one.key)
            for one in chapter.credits
            if one.names
        ),
        facts=tuple(Line(fact.label, printed(fact.value), fact.key) for fact in chapter.facts),
        body=body,
        sidebars=sidebars,
        notes=writer.notes(),
        part=part.title if part else "",
        opens=part_view(book, part) if part and band and part.chapters[0] == chapter.id else None,
    )


def _lifted(review: Sequence[Block], lift: Literal["", "first", "any"]) -> Figure | None:
    """Return the picture of a review that its opener takes."""
    looked_at = review if lift == "any" else review[:1] if lift else ()
    return next((block for block in looked_at if isinstance(block, Figure) and not block.image.bleed), None)


def matter_view(matter: Matter, writer: ProseWriter) -> MatterView:
    """Return a written piece of front or back matter."""
    body = writer.blocks(matter.blocks)
    return MatterView(matter.anchor, matter.kind, matter.title, body, writer.notes())


def part_view(book: Book, part: Part) -> PartView:
    """Return a part opener: its ranks from the first read to the last."""
    ranks = [book.chapter(chapter).rank for chapter in part.chapters]
    to = book.settings.words.get("to", "to")
    words = f"{ranks[0]} {to} {ranks[-1]}" if ranks[0] != ranks[-1] else str(ranks[0])
    return PartView(part.anchor, part.number, part.title, words, len(ranks))
