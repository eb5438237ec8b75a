"""Making the whole book for a proof: as the commands do it, told step by step. Runs in a process of its own."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

from book.model.book import Chapter, Matter
from book.model.edition import PrinterRules
from book.model.places import PageMap
from book.model.settings import EditionSettings
from book.pipeline import Manuscript, choose_edition, make_epub, make_pdf, read, source_map
from book.printer_files import draw_cover, page_sources
from book.problems import BookError, Problem, Problems
from book.proof.index_check import index_values
from book.proof.order import (
    Contents,
    CoverMade,
    EpubMade,
    IndexMade,
    Order,
    PieceLine,
    Printed,
    Progress,
    WholeDone,
)
from book.typeset.workers import Workers
from book.workshop import Workshop

Say = Callable[[object], None]


class Maker:
    """Makes the whole book again and again."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._covered: tuple[object, ...] = ()
        self._begun = False

    def make(self, turn: int, workers: Workers, say: Say) -> None:
        """Make the book with these layout processes; say everything that comes of it, `WholeDone` last."""
        problems = Problems()
        good = False
        try:
            say(Progress("read"))
            manuscript = read(self._order.root, problems, cache=self._order.cache)
            say(contents_of(manuscript))
            problems.stop_if_errors()
            pages = self._editions(manuscript, problems, workers, say)
            good = pages is not None
            say(IndexMade(index_values(manuscript, pages, problems)))
        except BookError as error:
            problems.extend(error.problems)
        say(WholeDone(turn, tuple(problems), good))

    def _editions(self, manuscript: Manuscript, problems: Problems, workers: Workers, say: Say) -> PageMap | None:
        workshop = Workshop(
            self._order.cache,
            self._order.jobs,
            step=lambda step: say(Progress(step)),
            pages=lambda done, of, _pages: say(Progress("lay out", done, of)),
            workers=workers,
        )
        ebook = choose_edition(manuscript.book, "epub", self._order.epub)
        settings = choose_edition(manuscript.book, "pdf", self._order.printed)
        found: list[Problem] = []
        try:
            if ebook.pages_from and not self._begun:  # something to read before the print is laid out
                early = replace(ebook, pages_from="", locators="titles")
                say(EpubMade(ebook.name, unzipped(make_epub(manuscript, early, Problems(), workshop).data)))
            self._begun = True
            apart = Problems()
            made = make_epub(manuscript, ebook, apart, workshop)
            say(EpubMade(ebook.name, unzipped(made.data)))
            found += apart
        except BookError as error:
            found += error.problems
        pages = None
        try:
            apart = Problems()
            pages = self._print(manuscript, settings, apart, workshop, say)
            found += apart
        except BookError as error:
            found += error.problems
        if pages and settings.use == "print":
            try:
                self._cover(manuscript, settings, len(pages.folios), problems, say)
            except BookError as error:
                found += error.problems
        problems.extend(found)
        return pages

    def _print(
        self, manuscript: Manuscript, settings: EditionSettings, problems: Problems, workshop: Workshop, say: Say
    ) -> PageMap:
        pdf = make_pdf(manuscript, settings, problems, workshop)
        rules = rules_of(settings)
        inside = next((mm for least, most, mm in rules.bands if least <= pdf.page_count <= most), 0.0)
        say(
            Printed(
                edition=settings.name,
                use=settings.use,
                data=pdf.data,
                pages=pdf.pages,
                sources=tuple(page_sources(pdf.pages, source_map(manuscript.book).sources)),
                starts=tuple(starts_of(manuscript, pdf.pages)),
                remarks=tuple((line.page, line.problem) for line in pdf.report),
                inside=inside,
                outside=rules.outside,
                printers=settings.printers,
            )
        )
        return pdf.pages

    def _cover(
        self, manuscript: Manuscript, settings: EditionSettings, pages: int, problems: Problems, say: Say
    ) -> None:
        """Make the cover, unless nothing it depends on has changed."""
        book = manuscript.book
        known = (pages, settings, book.settings, [picture.digest for picture in book.pictures.values()])
        if known == self._covered:
            return
        say(Progress("cover"))
        printer = settings.printers[0] if settings.printers else "any"
        made = draw_cover(manuscript, settings, pages, printer, problems)
        plan = made.plan
        words = f"{plan.printer}, {pages} pages, spine {plan.spine:.2f} mm"
        say(CoverMade(made.data, plan.outer, plan.spine, *plan.size, words))
        self._covered = known


def contents_of(manuscript: Manuscript) -> Contents:
    """Return what was read, as the list of contents shows it."""
    settings = manuscript.book.settings
    pieces = (
        PieceLine(one.anchor, title_of(one), one.source.file, one.rank if isinstance(one, Chapter) else None)
        for one in manuscript.book.pieces()
    )
    return Contents(settings.title, settings.language, tuple(pieces))


def title_of(piece: Chapter | Matter) -> str:
    """Return the title of a piece, or what kind of page it is."""
    return piece.title or (piece.id if isinstance(piece, Chapter) else piece.kind.replace("-", " ").capitalize())


def rules_of(settings: EditionSettings) -> PrinterRules:
    """Return what the printers of an edition ask of its margins; what is wrong with them is told elsewhere."""
    if settings.use != "print":
        return PrinterRules()
    from book.preflight import printer_rules

    return printer_rules(settings, Problems())


def starts_of(manuscript: Manuscript, pages: PageMap) -> Iterator[tuple[int, str, str]]:
    """Yield the position at which each document begins, its anchor and its title, in the order of the pages."""
    from book.edition.selection import GENERATED

    words = manuscript.book.settings.words
    titles = {one.anchor: title_of(one) for one in manuscript.book.pieces()}
    titles |= {part.anchor: part.title for part in manuscript.book.parts}
    titles |= {kind: words.get(word, kind) for kind, word in GENERATED.items()}
    found = [(pages.pages[anchor][0], anchor, title) for anchor, title in titles.items() if anchor in pages.pages]
    yield from sorted(found)


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
