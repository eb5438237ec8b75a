"""The ways through an edition: where an anchor lives, and how each format points to it.

An EPUB links by file; a screen PDF by the private scheme `x-link:`, resolved at the join; both PDFs print page
boxes, `x-page:`, and locators, `x-locator:`, which the join fills.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from book.edition.selection import Format

_PAGE = Markup('<a class="page" href="x-page:{}">000</a>')


@dataclass(frozen=True, slots=True)
class Ways:
    """`documents` maps the anchor of every piece and generated page to the id of its document."""

    format: Format
    documents: Mapping[str, str]

    def has(self, anchor: str) -> bool:
        """Whether the piece or page of that anchor is in the edition."""
        return anchor in self.documents

    def href(self, anchor: str, inside: str = "") -> str:
        """Return the URL of an anchor (of `inside`, an id within it), or "" where there are no links."""
        if not self.has(anchor) or self.format == "print":
            return ""
        if self.format == "screen":
            return f"x-link:{inside or anchor}"
        return f"{self.documents[anchor]}.xhtml#{inside or anchor}"

    def page(self, anchor: str) -> Markup:
        """Return the box that will hold the folio of an anchor, or "" in an EPUB."""
        return _PAGE.format(anchor) if self.format != "epub" and self.has(anchor) else Markup("")


FOLIO = _PAGE.format("folio")
