"""The pipeline: read → people → theme → edition → lay out or package → a finished file.

The only module that knows all stages; the command line and the proofing site stand on it. Stages are
imported where they are used, so that a command pays only for what it does.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from book.model.book import Book
from book.model.edition import Edition, GeometryChoice, PrinterRules
from book.model.index import Index
from book.model.places import SourceMap
from book.model.prose import Table, blocks_within
from book.model.settings import EditionSettings
from book.problems import BookError, Problem, Problems, Source

if TYPE_CHECKING:
    from book.model.theme import Theme
    from book.pdf import PdfFile

Step = Callable[[str], None]
"""Told the name of each step as it begins."""
Pages = Callable[[int, int], None]
"""Told how many units of how many are laid out."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was read: the book, the index of its people, and everything reported on the way."""

    book: Book
    index: Index


@dataclass(frozen=True, slots=True)
class Workshop:
    """How a build works: where its cache is (None: without one), with how many processes, and whom it tells."""

    cache: Path | None = None
    jobs: int = 0
    step: Step = lambda _step: None
    pages: Pages = lambda _done, _of: None

    @property
    def processes(self) -> int:
        """The number of layout processes: as asked, else one a processor this process may use."""
        if self.jobs:
            return self.jobs
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read(root: Path, problems: Problems, step: Step = lambda _step: None) -> Manuscript:
    """Return the book in a folder and the index of its people; what is wrong is in `problems`.

    Raises `BookError` when there is nothing to go on with (no folder, no readable book.toml).
    """
    from book.manuscript import read_book
    from book.people import make_index

    step("read")
    book = read_book(root, problems)
    step("people")
    return Manuscript(book, make_index(book, problems))


def editions(book: Book, format: Literal["epub", "pdf"] | None = None) -> tuple[EditionSettings, ...]:  # noqa: A002
    """Return the editions of the settings, or for a format without any, the built-in one."""
    own = tuple(edition for edition in book.settings.editions if format in (None, edition.format))
    if own or format is None:
        return own
    return (EditionSettings("", format),)


def choose_edition(book: Book, format: Literal["epub", "pdf"], name: str | None) -> EditionSettings:  # noqa: A002
    """Return the edition of that name, or the first of that format.

    Raises `BookError` when no edition of the format has the name.
    """
    offered = editions(book, format)
    if name is None:
        return offered[0]
    for edition in offered:
        if edition.name == name:
            return edition
    from rapidfuzz.process import extractOne

    names = [edition.name for edition in offered if edition.name]
    other = next((edition for edition in book.settings.editions if edition.name == name), None)
    if other:
        hint = f"bookmake {other.format} --edition {name}"
    elif near := extractOne(name, names, score_cutoff=60):
        hint = f"did you mean `--edition {near[0]}`?"
    else:
        hint = f"editions of this format: {', '.join(names)}" if names else f"add [editions.{name}] to book.toml"
    message = f"has no {format} edition called “{name}”"
    raise BookError([Problem(Source("book.toml"), "unknown-edition", message, hint)])


def check(root: Path, problems: Problems) -> Manuscript:
    """Return what was read after running every stage that needs no layout, for every edition.

    Late problems (theme, templates, printers) are looked for only when the early stages have no errors.
    """
    manuscript = read(root, problems)
    if not problems.has_errors:
        for settings in (*editions(manuscript.book, "epub"), *editions(manuscript.book, "pdf")):
            prepare(manuscript, settings, equip(manuscript.book, settings, problems), problems)
    return manuscript


@dataclass(frozen=True, slots=True)
class Equipment:
    """What an edition is made with: its theme, its printers' rules and the geometries it may have, smallest first."""

    theme: Theme
    rules: PrinterRules
    choices: tuple[GeometryChoice, ...]


def equip(book: Book, settings: EditionSettings, problems: Problems) -> Equipment:
    """Return the theme, rules and geometries of an edition. Raises `BookError` if its theme cannot be had."""
    from book.edition import geometry_choices
    from book.theme import load_theme

    theme = load_theme(book.root, settings.theme or book.settings.theme, problems, grey=settings.grey)
    if settings.format == "epub":
        return Equipment(theme, PrinterRules(), ())
    rules = PrinterRules()
    if settings.use == "print":
        from book.preflight import printer_rules

        rules = printer_rules(settings, problems)
    return Equipment(theme, rules, geometry_choices(theme, settings, rules))


def prepare(
    manuscript: Manuscript,
    settings: EditionSettings,
    equipment: Equipment,
    problems: Problems,
    choice: GeometryChoice | None = None,
) -> Edition:
    """Return one edition ready to be packaged or laid out, in print with the geometry chosen (or its first)."""
    from book.edition import make_edition

    chosen = choice or (equipment.choices[0] if equipment.choices else None)
    return make_edition(
        manuscript.book,
        manuscript.index,
        equipment.theme,
        settings,
        problems,
        geometry=chosen.geometry if chosen else None,
        rules=equipment.rules,
    )


def make_epub(manuscript: Manuscript, settings: EditionSettings, problems: Problems, workshop: Workshop) -> bytes:
    """Return the bytes of an EPUB. Raises `BookError` if the book has errors."""
    from book.cover import epub_cover
    from book.epub import make_epub as package

    problems.stop_if_errors()
    workshop.step("edition")
    edition = prepare(manuscript, settings, equip(manuscript.book, settings, problems), problems)
    problems.stop_if_errors()
    workshop.step("cover")
    cover = epub_cover(edition)
    workshop.step("package")
    return package(edition, cover)


def make_pdf(manuscript: Manuscript, settings: EditionSettings, problems: Problems, workshop: Workshop) -> PdfFile:
    """Return a finished PDF with its page map, with the smallest inside margin its own page count allows.

    Raises `BookError` if the book has errors, or if no geometry of its printers fits its page count.
    """
    from book.cover import cover_pdf
    from book.pdf import make_pdf as lay_out

    problems.stop_if_errors()
    workshop.step("edition")
    equipment = equip(manuscript.book, settings, problems)
    page_count = 0
    for choice in equipment.choices:
        edition = prepare(manuscript, settings, equipment, problems, choice)
        problems.stop_if_errors()
        cover = None
        if settings.use == "screen":
            workshop.step("cover")
            cover = cover_pdf(edition)
        workshop.step("lay out")
        laid = lay_out(edition, cache=workshop.cache, jobs=workshop.processes, progress=workshop.pages, cover=cover)
        page_count = laid.page_count
        if choice.most is None or page_count <= choice.most:
            problems.extend(laid.problems)
            _warn_if_thin(page_count, settings, equipment.rules, problems)
            return laid
    printers = ", ".join(settings.printers)
    most = equipment.choices[-1].most
    raise BookError(
        [
            Problem(
                settings.source,
                "too-many-pages",
                f"the book has {page_count:,} pages; {printers} binds at most {most:,} on this paper and trim",
                "choose a larger `trim`, another `paper`, or make volumes with `from` and `to`",
            )
        ]
    )


def _warn_if_thin(page_count: int, settings: EditionSettings, rules: PrinterRules, problems: Problems) -> None:
    if page_count < rules.least_pages:
        printers = ", ".join(settings.printers)
        message = f"the book has {page_count} pages; {printers} binds at least {rules.least_pages}"
        problems.warning(settings.source, "too-few-pages", message, "write on, or proof it on the screen for now")


def source_map(book: Book) -> SourceMap:
    """Return where every anchor of the manuscript was written."""
    sources: dict[str, Source] = {}
    for piece in book.pieces():
        sources[piece.anchor] = piece.source
        for note in piece.notes:
            sources[note.id] = note.source
        for block in blocks_within((*piece.blocks, *(b for note in piece.notes for b in note.blocks))):
            sources[block.id] = block.source
            if isinstance(block, Table):
                sources.update((cell.id, cell.source) for row in (block.head, *block.rows) for cell in row)
    return SourceMap(sources)
