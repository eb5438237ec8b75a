"""Ways through the file: links between pages, bookmarks, and the numbers that viewers show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from book.model.edition import NavEntry
from book.pdf.boxes import Boxes, plain
from book.pdf.pagination import Pagination
from book.pdf.units import Placed
from book.typeset.job import Link, Rect

if TYPE_CHECKING:
    import pikepdf

_OPEN_LEVELS = 1  # a part with a hundred films is shown closed


class Destinations:
    """Where anchors are, as PDF destinations."""

    def __init__(
        self,
        pages: Sequence[pikepdf.Object],
        places: Mapping[str, tuple[int, int]],
        placed: Sequence[Placed],
        boxes: Boxes,
    ) -> None:
        self._pages = pages
        self._places = places
        self._top = boxes.height
        self._tops: dict[str, Rect] = {}
        for one in placed:
            for anchor, rect in one.laid.tops.items():
                self._tops.setdefault(anchor, rect)

    def of(self, anchor: str) -> pikepdf.Array | None:
        """Return the destination of an anchor, or None if it is nowhere."""
        from pikepdf import Array, Name

        if anchor not in self._places:
            return None
        page = self._pages[self._places[anchor][0]]
        rect = self._tops.get(anchor)
        top = min(rect.top, self._top) if rect else self._top
        return Array([page, Name.XYZ, 0, plain(top), None])


def link_annotation(link: Link, destinations: Destinations) -> pikepdf.Dictionary:
    """Return the annotation of a link: within the book by destination, else by URL."""
    from pikepdf import Array, Dictionary, Name, String

    rect = link.rect
    made = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([plain(part) for part in (rect.left, rect.bottom, rect.right, rect.top)]),
        Border=Array([0, 0, 0]),
        F=4,  # printed as it is seen
    )
    scheme, _, anchor = link.target.partition(":")
    inside = destinations.of(anchor) if scheme in ("x-page", "x-link") else None
    if inside is not None:
        made.Dest = inside
    else:
        made.A = Dictionary(S=Name.URI, URI=String(link.target))
    return made


def add_bookmarks(book: pikepdf.Pdf, nav: Sequence[NavEntry], destinations: Destinations) -> None:
    """Add the lines of the contents as bookmarks; those that lead nowhere in print are left out."""
    from pikepdf import Dictionary, Name

    root = book.make_indirect(Dictionary(Type=Name.Outlines))
    count = _add_level(book, root, nav, destinations, level=0)
    if count:
        root.Count = count
        book.Root.Outlines = root


def _add_level(
    book: pikepdf.Pdf, parent: pikepdf.Object, nav: Sequence[NavEntry], destinations: Destinations, *, level: int
) -> int:
    """Add the entries under a parent; return how many of them and below are shown when it is open."""
    from pikepdf import Dictionary, String

    made: list[pikepdf.Object] = []
    shown = 0
    for entry in nav:
        destination = destinations.of(entry.anchor)
        if destination is None:
            continue
        item = book.make_indirect(Dictionary(Title=String(entry.title), Parent=parent, Dest=destination))
        below = _add_level(book, item, entry.children, destinations, level=level + 1)
        if below:
            is_open = level + 1 < _OPEN_LEVELS
            item.Count = below if is_open else -below
            shown += below if is_open else 0
        if made:
            item.Prev = made[-1]
            made[-1].Next = item
        made.append(item)
    if made:
        parent.First = made[0]
        parent.Last = made[-1]
    return shown + len(made)


def add_labels(book: pikepdf.Pdf, pagination: Pagination, nav: Sequence[NavEntry]) -> None:
    """Add the page numbers that viewers show: none for the cover, roman for the front matter, then arabic."""
    from pikepdf import Array, Dictionary, Name, String

    labels: list[object] = []
    if pagination.cover:
        title = next((entry.title for entry in nav if entry.anchor == "cover"), "")
        labels += [0, Dictionary(P=String(title)) if title else Dictionary()]
    if pagination.front:
        labels += [pagination.cover, Dictionary(S=Name.r)]
    body = pagination.cover + pagination.front
    if body < len(pagination.pages):
        labels += [body, Dictionary(S=Name.D)]
    book.Root.PageLabels = Dictionary(Nums=Array(labels))
