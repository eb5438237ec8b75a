"""The join: pages of all units in order, blank ones between, digits filled in, faces and pictures shared."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Name

from book.model.edition import Edition
from book.pdf.boxes import Boxes
from book.pdf.catalogue import describe
from book.pdf.contents import UnitContents
from book.pdf.faces import BookFaces
from book.pdf.navigation import Destinations, add_bookmarks, add_labels, link_annotation
from book.pdf.settling import Settled, located
from book.pdf.stamps import Stamp, Stamper
from book.pdf.units import Placed
from book.problems import BookError, Problem, Source
from book.saving import saved
from book.typeset.job import Link

_SLACK = 0.05  # pt by which the engine's pages may miss their size: it counts in px


def join(edition: Edition, settled: Settled, cover: bytes | None) -> bytes:
    """Return the finished PDF. Raises `BookError` if a page has a wrong size or a reference leads nowhere."""
    boxes = Boxes.of(edition)
    if problems := (*_wrong_sizes(edition, settled, boxes), *_dead_ends(settled)):
        raise BookError(located(edition, problems))
    with pikepdf.new() as book:
        binding = _Binding(edition, settled, boxes, book)
        binding.add_pages(cover)
        binding.set_fonts()
        binding.lead()
        describe(book, edition)
        return saved(book)


def _wrong_sizes(edition: Edition, settled: Settled, boxes: Boxes) -> Iterator[Problem]:
    for placed in settled.placed:
        for width, height in placed.laid.sizes:
            if abs(width - boxes.width) > _SLACK or abs(height - boxes.height) > _SLACK:
                geometry = edition.geometry
                wanted = f"{geometry.width:g} × {geometry.height:g} mm" if geometry else ""
                message = f"the theme gives pages of {width:g} × {height:g} pt; this edition is {wanted}"
                yield Problem(Source(placed.unit.document.id), "page-size", message)
                break


def _dead_ends(settled: Settled) -> Iterator[Problem]:
    known = settled.pagination.map.pages
    for placed in settled.placed:
        for link in placed.laid.links:
            scheme, _, anchor = link.target.partition(":")
            if scheme in ("x-page", "x-link") and anchor != "folio" and anchor not in known:
                message = f"a reference leads to “{anchor}”, which is not in this edition"
                yield Problem(Source(placed.unit.document.id), "dead-link", message)


class _Binding:
    """A book's PDF while it is being joined."""

    def __init__(self, edition: Edition, settled: Settled, boxes: Boxes, book: pikepdf.Pdf) -> None:
        self._edition = edition
        self._settled = settled
        self._pagination = settled.pagination
        self._boxes = boxes
        self._book = book
        self._faces = BookFaces(edition.shelf)
        self._contents = UnitContents(Stamper(self._faces), grey=edition.colour == "grey", bleed=boxes.bleed)
        self._names: dict[str, str] = {}
        """The engine's name of a font → the face's URL."""
        self._font_lists: list[pikepdf.Object] = []
        self._sources: list[pikepdf.Pdf] = []
        """Kept open: streams of a page are read from its source when the book is saved."""
        self._begins: dict[str, int] = {}
        """Document → position of its first page."""

    def add_pages(self, cover: bytes | None) -> None:
        """Add the cover, the pages of all units and the blank ones."""
        pages = self._pagination.pages[self._pagination.cover :]
        if self._pagination.cover and cover:
            self._add_cover(cover)
        for page in pages:
            if page.placed is None:
                self._book.add_blank_page(page_size=(self._boxes.width, self._boxes.height))
                # Ghostscript refuses a page whose stream has no bytes at all
                self._book.pages[-1].obj.Contents = self._book.make_stream(b"q Q")
            elif page.page == 0:
                self._add_unit(page.placed)
        for added in self._book.pages:
            added.obj.MediaBox = Array(self._boxes.media)
            added.obj.BleedBox = Array(self._boxes.media)
            added.obj.TrimBox = Array(self._boxes.trim)

    def set_fonts(self) -> None:
        """Give every page the book's faces, each one object."""
        objects = self._faces.embed(self._book)
        for fonts in self._font_lists:
            for name, url in sorted(self._names.items()):
                fonts[Name(f"/{name}")] = objects[url]

    def lead(self) -> None:
        """Add links and bookmarks where the edition has them, and the labels of pages."""
        if self._edition.links:
            destinations = Destinations(self._book, self._pagination, self._settled.placed, self._boxes)
            for placed in self._settled.placed:
                self._add_links(placed, destinations)
            add_bookmarks(self._book, self._edition.nav, destinations)
        add_labels(self._book, self._pagination, self._edition.nav)

    def _add_cover(self, cover: bytes) -> None:
        source = self._open(cover)
        page = source.pages[0]
        if "/Annots" in page.obj:
            del page.obj.Annots
        self._book.pages.append(page)
        for placed in self._settled.placed:
            self._names.update(placed.laid.faces)
        fonts = self._book.pages[0].obj.Resources.get("/Font")
        if fonts is None:
            return
        for name in sorted(fonts.keys()):
            if url := self._names.get(name[1:]):
                self._faces[url].take(fonts[name])
        self._font_lists.append(fonts)

    def _add_unit(self, placed: Placed) -> None:
        source = self._open(placed.laid.pdf)
        begin = len(self._book.pages)
        self._begins[placed.unit.document.id] = begin
        self._names.update(placed.laid.faces)
        urls = dict(placed.laid.faces)
        contents: list[bytes] = []
        fonts = source.pages[0].obj.Resources.Font
        for name in sorted(fonts.keys()):
            self._faces[urls[name[1:]]].take(fonts[name])
            del fonts[name]
        for page in source.pages:
            contents.append(page.obj.Contents.read_bytes())
            for key in ("/Contents", "/Annots"):
                if key in page.obj:
                    del page.obj[key]
        self._book.pages.extend(source.pages)
        resources = self._book.pages[begin].obj.Resources
        self._font_lists.append(resources.Font)
        self._contents.rewrite(resources, contents)
        for number, content in enumerate(contents):
            stamps = self._stamps(placed, number, begin + number)
            try:
                written = self._contents.page(content, resources, stamps)
            except LookupError as error:
                message = f"the theme does not draw the page number of “{error.args[0]}” where it stands"
                raise BookError([Problem(Source(placed.unit.document.id), "page-box", message)]) from error
            self._book.pages[begin + number].obj.Contents = self._book.make_stream(written)

    def _stamps(self, placed: Placed, number: int, position: int) -> list[Stamp]:
        stamps: list[Stamp] = []
        for link in placed.laid.links:
            if link.page == number and link.style and link.target.startswith("x-page:"):
                anchor = link.target.removeprefix("x-page:")
                if anchor == "folio":
                    words: str | None = self._pagination.pages[position].folio
                else:
                    words = self._pagination.number(anchor)
                stamps.append(Stamp(link, words or ""))
        return stamps

    def _add_links(self, placed: Placed, destinations: Destinations) -> None:
        begin = self._begins[placed.unit.document.id]
        annotations: dict[int, list[Link]] = {}
        for link in placed.laid.links:
            if link.target != "x-page:folio":
                annotations.setdefault(begin + link.page, []).append(link)
        for position, links in annotations.items():
            made = [self._book.make_indirect(link_annotation(link, destinations)) for link in links]
            self._book.pages[position].obj.Annots = Array(made)

    def _open(self, data: bytes) -> pikepdf.Pdf:
        source = pikepdf.open(io.BytesIO(data))
        self._sources.append(source)
        return source
