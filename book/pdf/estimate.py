"""How many pages a book will have, from a few of its units: for plans, before anyone commits to a trim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from book.model.edition import Document, Edition
from book.model.places import PageMap
from book.pdf.store import Pages
from book.pdf.units import Placed, Press, Unit, first_page, reading_length

SAMPLE = 8
"""Chapters that are laid out; what a page of the others holds follows from them."""


def fewest(edition: Edition) -> int:
    """Return how many pages an edition has at the least, before any layout: what begins on a side is two apart."""
    starts = Counter(document.start for document in edition.documents if document.place == "body")
    return max(starts["recto"], starts["verso"]) * 2 - 1


def estimate(edition: Edition, *, cache: Path | None, jobs: int, progress: Callable[[int, int, int], None]) -> int:
    """Return about how many pages an edition has; a book of no more than `SAMPLE` chapters is counted exactly.

    Chapters that are fitted to whole pages count as these. Raises nothing: what cannot be laid out counts as one.
    """
    chapters = [one for one in edition.documents if one.kind == "chapter" and one.fit is None]
    sample = {one.id for one in chapters[:: max(1, -(-len(chapters) // SAMPLE))]}
    units = [
        Unit(one, one.xhtml or _written(edition, one))
        for one in edition.documents
        if one.id in sample or (one.kind != "chapter" and (not one.late or _written(edition, one)))
    ]
    with Press(edition, Pages(cache), jobs, progress) as press:
        press.lay_out(units)
        laid = {one.unit.document.id: one for one in press.place(units)}
    rate = _rate([laid[name] for name in sorted(sample)])
    counts = {document.id: _pages(document, laid, rate) for document in edition.documents}
    front = _run([one for one in edition.documents if one.place == "front"], counts)
    body = _run([one for one in edition.documents if one.place != "front"], counts)
    multiple = max(1, edition.rules.page_multiple)
    return -(-(front + front % 2 + body) // multiple) * multiple


def _written(edition: Edition, document: Document) -> str:
    """Return a late document as it is written from pages that are only about right."""
    places = {one.id: number for number, one in enumerate(edition.documents)}
    pages = {anchor: (2 * places[holder], 2 * places[holder]) for anchor, holder in edition.anchors.items()}
    folios = tuple(str(number + 1) for number in range(2 * len(places) + 2))
    return edition.write_late(document.id, PageMap(pages, folios)).xhtml


def _rate(sample: Sequence[Placed]) -> float:
    """Return how many pages a read character takes."""
    read = sum(reading_length(one.unit.xhtml) for one in sample)
    return sum(len(one.laid.sizes) for one in sample) / read if read else 0.0


def _pages(document: Document, laid: dict[str, Placed], rate: float) -> float:
    if document.fit:
        return document.fit.pages
    if document.id in laid:
        return max(1, len(laid[document.id].laid.sizes))
    return max(1.0, rate * reading_length(document.xhtml))


def _run(documents: Sequence[Document], counts: dict[str, float]) -> int:
    """Return the pages of documents one after another; where each is only about known, so is the sum."""
    position = 0.0
    for document in documents:
        begin = first_page(round(position), document.start) if document.start != "any" else position
        position = begin + counts[document.id]
    return round(position)
