"""The same book as one WeasyPrint document, contents and index by `target-counter`: what one would do without bookmake.

Run as `python single.py BOOK OUT.pdf`. Reading the book is bookmake's and is not what is measured; it is a few percent.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path

STYLES = """
a.page { text-decoration: none; color: inherit }
a.page::after { content: target-counter(attr(href), page) }
.folio::after { content: counter(page) }
.people { columns: 2; font-size: 8pt } .people p { margin: 0 }
"""


def as_one_document(root: Path) -> tuple[str, str, dict[str, Path]]:
    """Return the book as one document, its styles, and the files both load by relative URL."""
    from book import pipeline
    from book.problems import Problems

    problems = Problems()
    manuscript = pipeline.read(root, problems)
    settings = pipeline.choose_edition(manuscript.book, "pdf", None)
    equipment = pipeline.equip(manuscript.book, settings, problems)
    edition = pipeline.prepare(manuscript, settings, equipment, problems)
    problems.stop_if_errors()
    bodies = []
    for document in edition.documents:
        if document.late:
            lines = "".join(
                f"<p>{escape(entry.heading)}"
                + "".join(f', <a class="page" href="#{locator.anchor}"></a>' for locator in entry.locators)
                + "</p>"
                for entry in manuscript.index.entries
            )
            bodies.append(f'<div class="people" id="{document.id}">{lines}</div>')
            continue
        found = re.search(r'<body class="([^"]*)"[^>]*>(.*)</body>', document.xhtml, re.DOTALL)
        assert found, document.id
        body = re.sub(r'<a class="page" href="x-page:folio">.*?</a>', "", found[2])
        body = re.sub(r'<a class="page" href="x-page:([^"]+)">.*?</a>', r'<a class="page" href="#\1"></a>', body)
        bodies.append(f'<div class="{found[1]}" style="break-before: page">{body}</div>')
    html = f'<html lang="{edition.metadata.language}"><body>{"".join(bodies)}</body></html>'
    return html, edition.css.replace("body.", ".") + STYLES, {url: file.path for url, file in edition.shelf.items()}


def main() -> None:
    """Lay out a book as one document."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    html, css, files = as_one_document(Path(sys.argv[1]))

    class Fetcher(URLFetcher):
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            return URLFetcherResponse(url, files[url.removeprefix("https://book.invalid/")].read_bytes())

    base, faces = "https://book.invalid/", FontConfiguration()
    sheet = CSS(string=css, base_url=base, url_fetcher=Fetcher(), font_config=faces)
    document = HTML(string=html, base_url=base, url_fetcher=Fetcher())
    document.write_pdf(sys.argv[2], stylesheets=[sheet], font_config=faces)


if __name__ == "__main__":
    main()
