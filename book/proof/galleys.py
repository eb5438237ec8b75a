"""Pulling galleys: the chapter that was saved, as it is now, in both editions. Runs in a process of its own.

The rest of the book stands as it was read: of other chapters only what this one may say of them is kept, so that
what a galley costs does not grow with the book.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from book.model.book import Book, Chapter
from book.model.edition import GeometryChoice
from book.model.index import Index
from book.model.places import PageMap
from book.model.settings import EditionSettings
from book.pipeline import Equipment, Manuscript, choose_edition, equip, prepare, read
from book.problems import BookError, Problems
from book.proof.order import GalleyMade, Order
from book.typeset.workers import Workers


@dataclass(frozen=True, slots=True)
class _Format:
    settings: EditionSettings
    equipment: Equipment
    choice: GeometryChoice | None = None


class Galleys:
    """Pulls galleys of a book that was read by `prepare`; the layout process stays."""

    def __init__(self, order: Order, workers: Workers) -> None:
        self._order = order
        self._workers = workers
        self._book: Book | None = None
        self._prose: dict[str, Chapter] = {}
        self._pages: PageMap | None = None
        self._epub: _Format | None = None
        self._print: _Format | None = None

    def prepare(self, pages: PageMap | None) -> bool:
        """Read the book; return whether galleys can be pulled."""
        self._book = self._epub = self._print = None
        problems = Problems()
        try:
            book = read(self._order.root, problems, cache=self._order.cache).book
            problems.stop_if_errors()
            self._epub = self._equipped(book, choose_edition(book, "epub", self._order.epub), problems)
            if pages:
                self._print = self._equipped(book, choose_edition(book, "pdf", self._order.printed), problems)
            problems.stop_if_errors()
        except BookError:
            return False
        self._book = outline(book)
        self._prose = {one.id: one for one in book.chapters}
        self.take_pages(pages)
        if self._book.chapters:
            self.pull(0, self._book.chapters[0].source.file)  # so that the engine is warm when the writer saves
        return True

    def take_pages(self, pages: PageMap | None) -> None:
        """Take over where the book now falls, and the geometry it has for that many pages."""
        self._pages = pages
        if self._print and pages:
            count = len(pages.folios)
            choices = self._print.equipment.choices
            choice = next((one for one in choices if one.most is None or count <= one.most), None)
            self._print = replace(self._print, choice=choice)

    def _equipped(self, book: Book, settings: EditionSettings, problems: Problems) -> _Format:
        return _Format(settings, equip(book, settings, problems, self._order.cache))

    def pull(self, turn: int, file: str) -> GalleyMade:
        """Return the chapter of a file as it is now; what is wrong with it is in its problems."""
        problems = Problems()
        from book.manuscript import reread_chapter

        found = reread_chapter(self._book, file, problems) if self._book else None
        if found is None or problems.has_errors:
            return GalleyMade(turn, file, problems=tuple(problems), whole=True)
        book, chapter = found
        manuscript = Manuscript(book, Index())
        made = GalleyMade(turn, file, chapter.anchor)
        try:
            if self._epub:
                edition = prepare(manuscript, self._epub.settings, self._epub.equipment, problems, only=chapter.anchor)
                problems.stop_if_errors()
                xhtml = edition.documents[0].xhtml if edition.documents else ""
                made = replace(made, xhtml=xhtml)
            if self._print and self._pages:
                from book.pdf import pull_galley

                kind = self._print
                whole = self._with_its_unit(manuscript, chapter)
                edition = prepare(whole, kind.settings, kind.equipment, problems, kind.choice, only=chapter.anchor)
                problems.stop_if_errors()
                galley = pull_galley(edition, self._pages, self._workers)
                problems.extend(galley.problems if galley else ())
                made = replace(made, galley=galley)
        except BookError as error:
            problems.extend(error.problems)
            return GalleyMade(turn, file, problems=tuple(problems), whole=True)
        self._prose[chapter.id] = chapter
        return replace(made, problems=tuple(problems))

    def _with_its_unit(self, manuscript: Manuscript, chapter: Chapter) -> Manuscript:
        """Return the book with the prose of all chapters that share their pages with this one."""
        if self._print is None or self._print.equipment.theme.unit == "chapter":
            return manuscript
        book = manuscript.book
        beside = next((set(part.chapters) for part in book.parts if chapter.id in part.chapters), set(self._prose))
        chapters = (self._prose[one.id] if one.id in beside and one is not chapter else one for one in book.chapters)
        return replace(manuscript, book=replace(book, chapters=tuple(chapters)))


def outline(book: Book) -> Book:
    """Return the book with every chapter's place and names, and no prose."""
    chapters = tuple(replace(one, blocks=(), notes=(), text="", image=None) for one in book.chapters)
    bare = tuple(replace(one, blocks=(), notes=(), text="") for one in book.front)
    back = tuple(replace(one, blocks=(), notes=(), text="") for one in book.back)
    return replace(book, chapters=chapters, front=bare, back=back)
