"""Page references in XHTML: how wide the boxes are that the join writes their numbers into.

A box is as wide as the zeros in it. In running text it takes as many as the number it will hold has figures, so
that "page 9" and "page 1,104" are both set as if the number had always been there; in a list all boxes are
equal, so that numbers stand in a column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from book.model.edition import Document
from book.pdf.pagination import roman
from book.pdf.units import first_page

_BOX = re.compile(r'(<a\b[^>]*?href="x-page:(?!folio")([^"]+)"[^>]*>\s*(?:<span\b[^>]*>)?)0+(?=<)')
_LISTS = frozenset({"contents", "titles", "checklist", "index"})
_ROMAN_LETTER = 0.6  # of the width of a figure


def targets(document: Document, xhtml: str) -> set[str]:
    """Return the anchors whose pages a document names in running text (lists are counted as a whole)."""
    if not _names_pages(xhtml):
        return set()
    return {found[2] for found in _BOX.finditer(xhtml)} if document.kind not in _LISTS else set()


def sized(document: Document, xhtml: str, widths: Mapping[str, int]) -> str:
    """Return XHTML with its boxes as wide as their numbers; without a width a box stays as it is."""
    if not _names_pages(xhtml):
        return xhtml
    if document.kind in _LISTS:
        widest = max(widths.values(), default=0)
        return _BOX.sub(rf"\g<1>{'0' * widest}", xhtml) if widest else xhtml
    return _BOX.sub(lambda box: f"{box[1]}{'0' * widths[box[2]]}" if box[2] in widths else box[0], xhtml)


def _names_pages(xhtml: str) -> bool:
    """Whether there are boxes but those of folios: in most documents there are none."""
    return xhtml.count('href="x-page:') > xhtml.count('href="x-page:folio"')


def width(number: str) -> int:
    """Return how many figures wide a number is, arabic or roman."""
    return len(number) if number.isdecimal() else max(1, round(len(number) * _ROMAN_LETTER))


def guess(
    documents: Sequence[Document], asked: Iterable[str], holders: Mapping[str, str], page: float
) -> dict[str, int]:
    """Return how wide the number of every anchor asked for will be, at `page` characters of XHTML a page.

    `holders` says which document an anchor is in. A wrong guess costs time, never a wrong number.
    """
    begins: dict[str, str] = {}
    for place_is_front, written in ((True, roman), (False, str)):
        position = 0.0
        for document in documents:
            if (document.place == "front") is place_is_front:
                position = first_page(int(position), document.start) if document.start != "any" else position
                begins[document.id] = written(int(position) + 1)
                position += max(1.0, len(document.xhtml) / page)
    numbers = ((anchor, begins.get(holders.get(anchor, anchor))) for anchor in sorted(asked))
    return {anchor: width(number) for anchor, number in numbers if number}
