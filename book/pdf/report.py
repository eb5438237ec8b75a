"""The layout report of a whole book: what was found on the pages of each unit, with page, title and source line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from book.model.edition import Document, Edition, NavEntry
from book.pdf import OnPage
from book.pdf.pagination import Pagination
from book.pdf.settling import located
from book.problems import Problem, Source


def report(edition: Edition, pagination: Pagination) -> Iterator[OnPage]:
    """Yield the findings of all pages in order."""
    titles = {entry.anchor: entry.title for entry in _entries(edition.nav)}
    for position, page in enumerate(pagination.pages):
        if page.placed is None:
            continue
        document = page.placed.unit.document
        number = page.number or str(position + 1)
        for finding in page.placed.laid.findings:
            if finding.page == page.page:
                name = _named(document, finding.anchor, titles)
                source = Source(f"{document.id}#{finding.anchor}" if finding.anchor else document.id)
                message = f"page {number}, {name or document.kind}: {finding.message}"
                (problem,) = located(edition, [Problem(source, finding.code, message, "", "warning")])
                yield OnPage(position, number, name, problem)


def _entries(entries: Iterable[NavEntry]) -> Iterator[NavEntry]:
    for entry in entries:
        yield entry
        yield from _entries(entry.children)


def _named(document: Document, anchor: str, titles: Mapping[str, str]) -> str:
    """Return the title of the chapter an anchor is in, with its rank; a document may hold several."""
    if document.rank is not None:
        return f"{document.rank} {document.title}"
    while anchor and anchor not in titles:
        anchor = anchor.rpartition("-")[0]
    return titles.get(anchor, document.title)
