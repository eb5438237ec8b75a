"""The baseline: the same book as one WeasyPrint document, contents and index by `target-counter`.

Run as a program: `python benchmarks/single_document.py BOOK OUT.pdf`. It takes the documents and styles that
bookmake would lay out apart, so that both make the same pages; page numbers are left to CSS.
"""

from __future__ import annotations

import re
import sys
from html import escape
from pathlib import Path

from book.model.edition import Edition
from book.model.index import Index
from book.pipeline import choose_edition, equip, prepare, read
from book.problems import Problems

NUMBERS = """
a.page .digits { display: none }
a.page::after { content: target-counter(attr(href), page) }
body > .piece { break-before: page }
"""
BODY = re.compile(r"<body([^>]*)>(.*)</body>", re.DOTALL)


def index_list(index: Index) -> str:
    """Return the index with one `target-counter` a locator."""
    lines = []
    for entry in index.entries:
        pages = ", ".join(f'<a class="page" href="#{locator.anchor}"></a>' for locator in entry.locators)
        lines.append(f"<li>{escape(entry.heading)} {pages}</li>")
    style = "columns: 2; list-style: none; padding: 0"
    return f'<section class="index"><ul style="{style}">{"".join(lines)}</ul></section>'


def whole(edition: Edition, index: Index) -> str:
    """Return all documents of an edition as one."""
    pieces = []
    for document in edition.documents:
        if document.late:
            pieces.append(f'<div class="piece">{index_list(index)}</div>')
            continue
        found = BODY.search(document.xhtml)
        assert found, document.id
        body = found[2].replace('href="x-page:', 'href="#').replace('href="#folio"', "")
        pieces.append(f'<div class="piece"><div{found[1]}>{body}</div></div>')
    return f'<html lang="{edition.metadata.language}"><body>{"".join(pieces)}</body></html>'


def main(root: Path, out: Path) -> None:
    """Lay the book out in one piece."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    problems = Problems()
    manuscript = read(root, problems)
    settings = choose_edition(manuscript.book, "pdf", None)
    edition = prepare(manuscript, settings, equip(manuscript.book, settings, problems), problems)
    problems.stop_if_errors()
    fonts = FontConfiguration()
    css = edition.css
    for url, file in edition.shelf.items():
        css = css.replace(f'"{url}"', f'"{file.path.as_uri()}"')
    html = whole(edition, manuscript.index)
    for url, file in edition.shelf.items():
        html = html.replace(f'"{url}"', f'"{file.path.as_uri()}"')
    HTML(string=html).write_pdf(out, stylesheets=[CSS(string=css + NUMBERS, font_config=fonts)], font_config=fonts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
