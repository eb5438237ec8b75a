"""The join: pages of all units in order, blank ones between, digits filled in, faces and pictures shared."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pikepdf
from pikepdf import Array, Dictionary, Name

from book.model.edition import Edition
from book.pdf.boxes import Boxes
from book.pdf.catalogue import describe
from book.pdf.faces import BookFaces
from book.pdf.navigation import Destinations, add_bookmarks, add_labels, link_annotation
from book.pdf.settling import Settled, located
from book.pdf.stamps import Stamped, Stamper
from book.pdf.units import Placed
from book.problems import BookError, Problem, Source
from book.saving import saved
from book.typeset.gathering import each_resources, told
from book.typeset.job import Link
from book.typeset.quire import Leaf, deflated

_PT = 0.75  # a px
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
            if scheme == "x-locator" and anchor in settled.locators:
                anchor = settled.locators[anchor].anchor
                scheme = "x-link" if anchor else ""
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
        self._stamper = Stamper(self._faces)
        self._pictures: dict[str, pikepdf.Object] = {}
        self._pages: list[pikepdf.Object] = []
        """Put into the book together at the end: the library looks through all pages for each that is added."""
        self._media, self._trim = Array(boxes.media), Array(boxes.trim)
        self._fonts = book.make_indirect(Dictionary())
        """The faces of the book, by all names that the engine has for them: the same for every page."""
        self._plain = book.make_indirect(Dictionary(Font=self._fonts))
        """The resources of pages that need nothing but fonts."""
        self._font_lists: list[pikepdf.Object] = [self._fonts]
        self._names: dict[str, str] = {}
        """The engine's name of a font → the face's URL."""
        self._sources: list[pikepdf.Pdf] = []
        """Kept open: streams of a page are read from its source when the book is saved."""
        self._begins: dict[str, int] = {}
        """Document → position of its first page."""
        self._stamped: dict[tuple[str, int], Stamped] = {}
        """How far words have moved on a page of a document."""

    def add_pages(self, cover: bytes | None) -> None:
        """Add the cover, the pages of all units and the blank ones."""
        if self._pagination.cover and cover:
            self._add_cover(cover)
        for page in self._pagination.pages[self._pagination.cover :]:
            if page.placed is None:
                # Ghostscript refuses a page whose stream has no bytes at all
                self._add_page(self._book.make_stream(b"q Q"), Dictionary())
            elif page.page == 0:
                self._add_unit(page.placed)
        self._book.Root.Pages.Kids = Array(self._pages)
        self._book.Root.Pages.Count = len(self._pages)

    def set_fonts(self) -> None:
        """Give every page the book's faces, each one object."""
        objects = self._faces.embed(self._book)
        for fonts in self._font_lists:
            for name, url in sorted(self._names.items()):
                fonts[Name(f"/{name}")] = objects[url]

    def lead(self) -> None:
        """Add links and bookmarks where the edition has them, and the labels of pages."""
        if self._edition.links:
            destinations = Destinations(self._pages, self._pagination.map.pages, self._settled.placed, self._boxes)
            for placed in self._settled.placed:
                self._add_links(placed, destinations)
            add_bookmarks(self._book, self._edition.nav, destinations)
        add_labels(self._book, self._pagination, self._edition.nav)

    def _add_cover(self, cover: bytes) -> None:
        source = self._open(cover)
        page = source.pages[0]
        if "/Annots" in page.obj:
            del page.obj.Annots
        self._book.pages.append(page)  # which copies it
        added = self._book.pages[0].obj
        self._pages.append(added)
        added.MediaBox = added.BleedBox = self._media
        added.TrimBox = self._trim
        for placed in self._settled.placed:
            self._names.update(placed.laid.faces)
        fonts = added.Resources.get("/Font")
        if fonts is None:
            return
        for name in sorted(fonts.keys()):
            if url := self._names.get(name[1:]):
                self._faces[url].take(told(fonts[name]))
        self._font_lists.append(fonts)

    def _add_page(self, content: pikepdf.Object, resources: pikepdf.Object) -> None:
        page = Dictionary(
            Type=Name.Page,
            Parent=self._book.Root.Pages,
            MediaBox=self._media,
            BleedBox=self._media,
            TrimBox=self._trim,
            Resources=resources,
            Contents=content,
        )
        self._pages.append(self._book.make_indirect(page))

    def _add_unit(self, placed: Placed) -> None:
        quire = placed.laid.quire
        if quire is None:
            raise ValueError(f"{placed.unit.document.id} is not laid out to be bound")
        begin = len(self._pages)
        self._begins[placed.unit.document.id] = begin
        urls = dict(placed.laid.faces)
        self._names.update(urls)
        for name, glyphs in quire.fonts:
            self._faces[urls[name]].take(glyphs)
        resources = self._things(quire.things) if quire.things else self._plain
        words = self._words(placed)
        for number, leaf in enumerate(quire.leaves):
            content = self._content(placed, number, leaf, resources, words.get(number, {}))
            self._add_page(self._book.make_stream(content, Filter=Name.FlateDecode), resources)

    def _things(self, pdf: bytes) -> pikepdf.Object:
        """Return the resources of a unit that uses more than fonts; a picture is one object in the whole book."""
        source = self._open(pdf)
        resources = self._book.copy_foreign(source.make_indirect(source.pages[0].obj.Resources))
        if "/Font" in resources:
            self._font_lists.append(resources.Font)  # groups have it too
        else:
            resources.Font = self._fonts
        for one in each_resources(resources):
            objects = one.get("/XObject")
            for name, thing in sorted(dict(objects or {}).items()):
                if objects is not None and thing.get("/Subtype") == "/Image":
                    objects[name] = self._pictures.setdefault(_picture_digest(thing), thing)
        return resources

    def _content(
        self, placed: Placed, number: int, leaf: Leaf, resources: pikepdf.Object, words: Mapping[int, str]
    ) -> bytes:
        """Return the content of a page with its numbers, deflated; `words` are by the number of their link."""
        links = placed.laid.links
        drawn = {one.link for one in leaf.shown}
        if missing := [link for link in words if link not in drawn]:
            target = links[missing[0]].target
            message = f"the theme does not draw the page number of “{target}” where it stands"
            raise BookError([Problem(Source(placed.unit.document.id), "page-box", message)])
        stamped = Stamped()
        within = sorted({one.group for one in leaf.shown if one.group})
        for group in within:
            stream = _group(resources, group)
            inside = [one for one in leaf.shown if one.group == group]
            stream.write(self._stamper.write(stream.read_bytes(), inside, links, words, stamped))
        shown = tuple(one for one in leaf.shown if not one.group)
        rest = self._stamper.write(leaf.rest, shown, links, words, stamped)
        if stamped.lines:
            self._stamped[(placed.unit.document.id, number)] = stamped
        return deflated(leaf, rest)

    def _words(self, placed: Placed) -> dict[int, dict[int, str]]:
        """Return what is to be written on each page of a unit, by the number of its link."""
        words: dict[int, dict[int, str]] = {}
        begin = self._begins[placed.unit.document.id]
        for count, link in enumerate(placed.laid.links):
            scheme, _, target = link.target.partition(":")
            if not link.style or scheme not in ("x-locator", "x-page"):
                continue
            if scheme == "x-locator":
                written = self._settled.locators[target].words
            elif target == "folio":
                written = self._pagination.pages[begin + link.page].folio
            else:
                written = self._pagination.number(target) or ""
            words.setdefault(link.page, {})[count] = written
        return words

    def _add_links(self, placed: Placed, destinations: Destinations) -> None:
        document = placed.unit.document.id
        begin = self._begins[document]
        annotations: dict[int, list[Link]] = {}
        for number, link in enumerate(placed.laid.links):
            if leading := self._leading(document, number, link):
                annotations.setdefault(begin + link.page, []).append(leading)
        for position, links in annotations.items():
            made = [self._book.make_indirect(link_annotation(link, destinations)) for link in links]
            self._pages[position].Annots = Array(made)

    def _leading(self, document: str, number: int, link: Link) -> Link | None:
        """Return a link as it lies once the numbers are written, if it leads somewhere."""
        scheme, _, name = link.target.partition(":")
        if scheme != "x-locator":
            return link if link.target != "x-page:folio" else None
        anchor = self._settled.locators[name].anchor
        stamped = self._stamped.get((document, link.page))
        shift, wider = stamped.links.get(number, (0.0, 0.0)) if stamped else (0.0, 0.0)
        rect = replace(link.rect, left=link.rect.left + shift * _PT, right=link.rect.right + (shift + wider) * _PT)
        return replace(link, target=f"x-link:{anchor}", rect=rect) if anchor else None

    def _open(self, data: bytes) -> pikepdf.Pdf:
        source = pikepdf.open(io.BytesIO(data))
        self._sources.append(source)
        return source


def _group(resources: pikepdf.Object, path: Sequence[str]) -> pikepdf.Object:
    """Return a half-transparent group by the names on the way to it."""
    for name in path[:-1]:
        group = resources.XObject[f"/{name}"]
        resources = group.get("/Resources", resources)
    return resources.XObject[f"/{path[-1]}"]


def _picture_digest(picture: pikepdf.Object) -> str:
    digest = hashlib.sha256()
    for key in sorted(set(picture.keys()) - {"/SMask", "/Length"}):
        value = picture[key]
        words = value.unparse() if hasattr(value, "unparse") else str(value).encode()
        digest.update(key.encode() + b" " + words + b"\n")
    digest.update(picture.read_raw_bytes())
    if "/SMask" in picture:
        digest.update(_picture_digest(picture.SMask).encode())
    return digest.hexdigest()
