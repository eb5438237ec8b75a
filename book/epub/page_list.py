"""The pages of the printed edition, marked in the EPUB where they begin: exact to the word, at worst to the block.

A page is found by the block it begins in and the letters around its break. Print and EPUB differ a little there
(brackets with page numbers, calls of notes, addresses), so the place is where most of those letters agree.

Sources: EPUB Accessibility 1.1, 3.3 (page navigation); DPUB-ARIA 1.1, doc-pagebreak; EPUB 3.3, page-list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from book.epub.breaks import Page
from book.model.edition import Document, Edition, PrintPages


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a printed page begins in the EPUB: its number, the document and the id in it."""

    folio: str
    document: str
    anchor: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A page of the printed edition that has no marker: its position in the file (1-based), its number, and why."""

    page: int
    folio: str
    why: str


@dataclass(frozen=True, slots=True)
class PageList:
    """The markers in reading order, the pages without one, and the documents with the markers in them."""

    markers: tuple[Marker, ...]
    left_out: tuple[LeftOut, ...]
    documents: tuple[Document, ...]


def make_page_list(edition: Edition) -> PageList | None:
    """Return the page list of an edition, or None if it has no printed edition to take it from."""
    if edition.print_pages is None:
        return None
    pages = edition.print_pages
    wanted, left_out = _wanted(edition, pages)
    marked: dict[str, Page] = {}
    order = {document.id: number for number, document in enumerate(edition.documents)}
    documents = {document.id: document for document in edition.documents}
    places: list[tuple[tuple[int, int], int, str]] = []
    for position, (document, anchors) in wanted.items():
        if document not in marked:
            marked[document] = Page.read(documents[document].xhtml)
        label = f" {pages.word} {pages.map.folios[position]}. " if pages.word else f" {pages.map.folios[position]}. "
        marked[document].mark(anchors[0], _id(pages, position), label, pages.map.openings[position])
    ids = {_id(pages, position): position for position in wanted}
    for document, page in marked.items():
        for at, marker in enumerate(page.markers()):
            places.append(((order[document], at), ids[marker], document))
    kept = _ascending([position for _, position, _ in sorted(places)])
    for _, position, document in places:
        if position not in kept:
            marked[document].remove(_id(pages, position))
            left_out.append(_left_out(pages, position, "stands elsewhere in the EPUB"))
    return PageList(
        markers=tuple(
            Marker(pages.map.folios[position], document, _id(pages, position))
            for _, position, document in sorted(places)
            if position in kept
        ),
        left_out=tuple(sorted(left_out, key=lambda one: one.page)),
        documents=tuple(
            document.rewritten(marked[document.id].written()) if document.id in marked else document
            for document in edition.documents
        ),
    )


def _id(pages: PrintPages, position: int) -> str:
    return f"page-{pages.map.folios[position]}"


def _left_out(pages: PrintPages, position: int, why: str) -> LeftOut:
    return LeftOut(position + 1, pages.map.folios[position], why)


def _wanted(edition: Edition, pages: PrintPages) -> tuple[dict[int, tuple[str, tuple[str, ...]]], list[LeftOut]]:
    """Return for each page that can be marked the document and the anchors it begins at; and the pages that cannot."""
    wanted: dict[int, tuple[str, tuple[str, ...]]] = {}
    left_out: list[LeftOut] = []
    begins = _beginnings(pages.map.pages)
    for position, folio in enumerate(pages.map.folios):
        opening = pages.map.openings[position] if position < len(pages.map.openings) else None
        if opening is None:
            left_out.append(_left_out(pages, position, "blank"))
            continue
        if not folio:
            left_out.append(_left_out(pages, position, "no printed number"))
            continue
        anchors = (opening.anchor, *begins.get(position, ()))
        there = tuple(anchor for anchor in anchors if anchor in edition.anchors)
        if there:
            wanted[position] = (edition.anchors[there[0]], there)
        else:
            left_out.append(_left_out(pages, position, "only in print"))
    return wanted, left_out


def _beginnings(places: Mapping[str, tuple[int, int]]) -> dict[int, list[str]]:
    begins: dict[int, list[str]] = {}
    for anchor, (first, _) in places.items():
        begins.setdefault(first, []).append(anchor)
    return begins


def _ascending(positions: Iterable[int]) -> frozenset[int]:
    """Return the longest run of positions that ascend: what breaks the order of reading is not in it."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for position in positions:
        at = bisect_left(ends, position)
        before[position] = ends[at - 1] if at else None
        ends[at : at + 1] = [position]
    return frozenset(_back(before, ends[-1] if ends else None))


def _back(before: Mapping[int, Any], last: int | None) -> Iterator[int]:
    while last is not None:
        yield last
        last = before[last]
