"""Writing the documents of one edition: a template a page, the running elements and the skeleton around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

from markupsafe import Markup

from book.edition import documents, lists
from book.edition.desk import Desk
from book.edition.epub_prose import EpubWriter
from book.edition.index_page import index_view, named, open_index_view, told_by
from book.edition.kept import KeptDocuments, Written
from book.edition.print_prose import PrintWriter
from book.edition.prose import ProseWriter
from book.edition.running import running, with_recto
from book.edition.selection import Page
from book.edition.views import book_view, chapter_view, matter_view, part_view
from book.model.book import Chapter, Matter, Part
from book.model.edition import Content, Document, LateDocument, PrintedLocator
from book.model.places import PageMap
from book.model.settings import EditionSettings
from book.model.theme import Fit, Side, Theme
from book.model.views import FigureView, FormatView, IndexView, PageView
from book.problems import BookError, Problems

_PICTURE = re.compile(r'src="pictures/([^"]+)"')
_LOCATOR = re.compile(r'href="x-locator:([^"]+)"')
_NOTHING = Markup("")


class Press:
    """Writes the documents of one edition; `anchors` grows with each: every id and the document that holds it."""

    def __init__(self, desk: Desk, theme: Theme, settings: EditionSettings, cache: Path | None = None) -> None:
        self.desk = desk
        self.book = desk.book
        self.selection = desk.selection
        self.theme = theme
        self.anchors: dict[str, str] = {}
        self._units: dict[str, list[Page]] = {}
        self._failed: set[str] = set()
        self._turns: Counter[str] = Counter()
        self._late: dict[str, tuple[object, LateDocument]] = {}
        """Late documents as they were written last, and from what; those that say "(continued)" always are anew."""
        self._named = named(desk.index)
        self._divided = False
        """Whether the late document being written has divided entries, which say "(continued)" where they break."""
        self._locators: dict[str, PrintedLocator] | None = None
        """What is printed for the locators of the late document being written, if they are left open."""
        form = self.selection.format
        self._common: Mapping[str, object] = {
            "book": book_view(self.book, self.selection, settings),
            "words": self.book.settings.words,
            "format": FormatView(form == "epub", form == "print", form == "screen", theme.options),
            "options": theme.options,
        }
        self._kept = KeptDocuments(cache, desk, theme, settings, self._common)

    def document(self, pages: list[Page], problems: Problems) -> Document:
        """Return the document of one unit; one that holds page numbers is left empty for later."""
        first = pages[0]
        self._units[first.id] = pages
        late = first.kind == "index" and first.piece is None and self.selection.format != "epub"
        xhtml, content = ("", None) if late else self._written(pages, problems)
        self.anchors.setdefault(first.id, first.id)
        for name in content.ids if content else ():
            self.anchors.setdefault(name, first.id)
        return Document(
            id=first.id,
            kind=first.kind,
            place=first.place,
            title=" ".join(first.title.split()),
            xhtml=xhtml,
            pictures=tuple(dict.fromkeys(_PICTURE.findall(xhtml))) if "pictures/" in xhtml else (),
            start=self._start(first),
            late=late,
            numbered=any(page.numbered for page in pages),
            rank=first.piece.rank if isinstance(first.piece, Chapter) else None,
            fit=self._fit(first),
            content=content if self.selection.format == "epub" else None,
        )

    def write_late(self, document: str, pages: PageMap) -> LateDocument:
        """Return a late document. Raises `BookError` if its template is at fault."""
        told = told_by(pages, self._named)
        if document in self._late and self._late[document][0] == told:
            return self._late[document][1]
        problems = Problems()
        self._divided = False
        self._locators = {} if self.selection.format != "epub" else None
        xhtml = self._xhtml(self._units[document], pages, problems)
        if self._locators and set(_LOCATOR.findall(xhtml)) != set(self._locators):
            self._locators = None  # a template of its own that says what is printed, without links
            xhtml = self._xhtml(self._units[document], pages, problems)
        source = documents.template_source(self.theme, self._template(self._units[document][0]))
        documents.read("print", xhtml, source, document, problems)
        problems.stop_if_errors()
        self._kept.finish()  # it is written after all others
        late = LateDocument(xhtml, self._locators or {})
        if not self._divided:
            self._late[document] = (told, late)
        return late

    def cover(self, picture: FigureView | None, problems: Problems) -> str:
        """Return the document of the cover."""
        title = self.book.settings.title
        word = self.book.settings.words.get("cover", "Cover")
        context = {"page": PageView("cover", word), "picture": picture}
        written = self._kept.filled("cover", context, lambda: self._filled("cover", context, problems), problems)
        content = Markup(written)  # noqa: S704 -- templates escape
        xhtml = documents.cover(title, self.book.settings.language, content)
        documents.read("print", xhtml, documents.template_source(self.theme, "cover"), word, problems)
        return xhtml

    def finish(self) -> None:
        """Note which documents were kept from before, once all are written."""
        self._kept.finish()

    def _written(self, pages: list[Page], problems: Problems) -> Written:
        """Return a document and what it holds, written now or before."""

        def write() -> Written:
            xhtml = self._xhtml(pages, None, problems)
            return xhtml, self._content(pages[0], xhtml, problems)

        generated = [page for page in pages if page.piece is None]
        if any(page.kind == "index" for page in generated):
            return write()  # its anchors tell one writing from the next
        return self._kept.written(pages, repr([self._generated(page, None) for page in generated]), write, problems)

    def _content(self, page: Page, xhtml: str, problems: Problems) -> Content | None:
        template = self._template(page)
        source = documents.template_source(self.theme, template)
        if template in self._failed:
            return None
        held = documents.read(self.selection.format, xhtml, source, page.title or page.kind, problems)
        if held is None or page.id not in held.ids:
            self._failed.add(template)  # reported once, not for each of its pages
        if held is not None and page.id not in held.ids:
            message = f"the template {template} leaves out the id of its page (“{page.id}”), which links lead to"
            problems.error(source, "missing-anchor", message, f'<section id="{{{{ {_variable(page)}.anchor }}}}">')
        return held

    def _fit(self, page: Page) -> Fit | None:
        """Return how a chapter fills whole pages, as many as its part asks for."""
        fit = self.theme.fit
        if fit is None or self.selection.format == "epub" or not isinstance(page.piece, Chapter):
            return None
        part = self.selection.part_of.get(page.piece.id)
        return replace(fit, pages=part.pages) if part and part.pages else fit

    def _start(self, page: Page) -> Side:
        fit = self._fit(page)
        if fit and fit.pages % 2:
            return "any"  # what fills an odd number of pages cannot begin on the same side again
        if page.id.startswith("index-of-"):
            return "any"  # a further index follows the first
        starts = self.theme.starts
        return starts.get(page.kind) or starts.get(page.place) or "any"

    def _template(self, page: Page) -> str:
        if isinstance(page.piece, Matter):
            own = f"matter-{page.kind}"
            return own if own in self.theme.templates else "matter"
        return page.kind

    def _xhtml(self, pages: list[Page], folios: PageMap | None, problems: Problems) -> str:
        """Return a whole document: on pages, with running elements before each piece that has its own."""
        first = pages[0]
        content = _NOTHING
        on_pages = self.selection.format != "epub"
        begun = False
        for page in pages:
            if page.kind == "index" and page.piece is None:
                written = self._index(page, folios, problems)
            else:
                written = self._filled(self._template(page), self._context(page, folios), problems)
            if on_pages and page.numbered:
                if begun:
                    written = with_recto(written, page)
                else:
                    content += running(self.book, self.selection, page)
                begun = True
            content += written
        classes = [first.kind]
        if on_pages:
            part = self.selection.part_of.get(first.piece.id) if isinstance(first.piece, Chapter) else first.piece
            classes += ["numbered"] * begun
            classes += [f"pages-{part.pages}"] if isinstance(part, Part) and part.pages else []
        return documents.document(
            self.selection.format,
            kind=" ".join(classes),
            place=first.place,
            title=first.title,
            language=self.book.settings.language,
            content=content,
        )

    def _filled(self, template: str, context: Mapping[str, object], problems: Problems) -> Markup:
        if template in self._failed:
            return _NOTHING
        try:
            return Markup(self.theme.render(template, {**self._common, **context}))  # noqa: S704 -- templates escape
        except BookError as error:
            self._failed.add(template)
            problems.extend(error.problems)
            return _NOTHING

    def _index(self, page: Page, folios: PageMap | None, problems: Problems) -> Markup:
        """Return an index filled in: the longest page of a book, and in print written until its pages come to rest."""
        template, context = self._template(page), self._context(page, folios)
        words = self._kept.filled(template, context, lambda: str(self._filled(template, context, problems)), problems)
        return Markup(words)  # noqa: S704 -- templates escape

    def _writer(self, piece: Chapter | Matter) -> ProseWriter:
        return EpubWriter(self.desk, piece) if self.selection.format == "epub" else PrintWriter(self.desk, piece)

    @property
    def _lift(self) -> Literal["", "first", "any"]:
        """Which picture of a review its opener takes: in an EPUB a picture among the words stays among them."""
        if self.theme.lead != "first":
            return ""
        return "first" if self.selection.format == "epub" else "any"

    def _context(self, page: Page, folios: PageMap | None) -> Mapping[str, object]:
        match page.piece:
            case Chapter() as chapter:
                band = self.theme.parts == "band" and self.selection.format != "epub"
                view = chapter_view(
                    self.book,
                    chapter,
                    self.selection,
                    self._writer(chapter),
                    band=band,
                    lift=self._lift,
                )
                return {"chapter": view}
            case Matter() as matter:
                return {"matter": matter_view(matter, self._writer(matter))}
            case Part() as part:
                return {"part": part_view(self.book, part)}
            case None:
                return self._generated(page, folios)

    def _generated(self, page: Page, folios: PageMap | None) -> Mapping[str, object]:
        match page.kind:
            case "contents":
                return {"listing": lists.contents(page, self.selection, self.desk.ways)}
            case "titles":
                return {"listing": lists.titles(page, self.selection, self.desk.ways, self.book.settings)}
            case "checklist":
                return {"listing": lists.checklist(page, self.selection, self.desk.ways)}
            case "index":
                self._turns[page.id] += 1
                return {"index": self._index_view(page, folios)}
            case _:
                return {"page": PageView(page.id, page.title)}

    def _index_view(self, page: Page, folios: PageMap | None) -> IndexView:
        turn = self._turns[page.id]
        if folios is None or self._locators is None:
            return index_view(page, self.desk, folios, turn=turn)
        view, opened = open_index_view(page, self.desk, folios, turn=turn)
        self._divided = any(entry.subentries for group in view.groups for entry in group.entries)
        self._locators.update(opened)
        return view


def _variable(page: Page) -> str:
    match page.piece:
        case Chapter():
            return "chapter"
        case Matter():
            return "matter"
        case Part():
            return "part"
        case None:
            pass
    return {"contents": "listing", "titles": "listing", "checklist": "listing", "index": "index"}.get(page.kind, "page")
