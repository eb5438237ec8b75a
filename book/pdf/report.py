"""The layout report of a whole book: what was found on the pages of each unit, with page, title and source line."""

from __future__ import annotations

from collections.abc import Iterator

from book.model.edition import Edition
from book.pdf import OnPage
from book.pdf.pagination import Pagination
from book.pdf.settling import located
from book.problems import Problem, Source


def report(edition: Edition, pagination: Pagination) -> Iterator[OnPage]:
    """Yield the findings of all pages in order."""
    for position, page in enumerate(pagination.pages):
        if page.placed is None:
            continue
        document = page.placed.unit.document
        name = f"{document.rank} {document.title}" if document.rank is not None else document.title
        number = page.number or str(position + 1)
        for finding in page.placed.laid.findings:
            if finding.page == page.page:
                source = Source(f"{document.id}#{finding.anchor}" if finding.anchor else document.id)
                message = f"page {number}, {name or document.kind}: {finding.message}"
                (problem,) = located(edition, [Problem(source, finding.code, message, "", "warning")])
                yield OnPage(position, number, name, problem)
