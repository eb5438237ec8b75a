"""The ways into an EPUB: the navigation document, its NCX twin for old readers, and the cover page.

Sources: EPUB 3.3, section 7 (navigation); NCX 2005-1 as EPUB 3.3 allows it; Kindle reads two levels of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from book.epub.metadata import tidy
from book.epub.page_list import Marker
from book.model.edition import Edition, Landmark, NavEntry

_NCX_DEPTH = 2

_PAGE = Markup("""\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" \
xml:lang="{language}">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
{head}
</head>
{body}
</html>
""")

_COVER_STYLE = Markup("""\
<style>
html, body { margin: 0; padding: 0; height: 100%; text-align: center; }
section { margin: 0; height: 100%; }
img { max-width: 100%; max-height: 100%; height: auto; }
</style>""")


def href_of(document: str, anchor: str) -> str:
    """Return the address of an anchor; a document's own needs no fragment, so that it opens at its very top."""
    return f"{document}.xhtml" if anchor in ("", document) else f"{document}.xhtml#{anchor}"


def cover_page(edition: Edition) -> str:
    """Return the page that shows the cover; its words are the title and the authors, for those who cannot see it."""
    metadata = edition.metadata
    title = next((mark.title for mark in edition.landmarks if mark.type == "cover"), metadata.title)
    names = " · ".join(
        tidy(words)
        for words in (metadata.title, metadata.subtitle, *(c.name for c in metadata.contributors if c.role == "aut"))
        if tidy(words)
    )
    picture = Markup('<img src="cover.jpg" alt="{}" role="doc-cover"/>').format(names)
    body = Markup('<body class="cover" epub:type="cover"><section id="cover">{}</section></body>').format(picture)
    return _page(edition, tidy(title), _COVER_STYLE, body)


def nav_page(edition: Edition, *, cover: bool, pages: Sequence[Marker] = ()) -> str:
    """Return the navigation document: contents, landmarks and the pages of the printed edition."""
    title = contents_title(edition)
    style = Markup('<link rel="stylesheet" type="text/css" href="book.css"/>')
    lists = [
        Markup('<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n')
        + Markup('<h1 id="toc-title">{}</h1>\n{}\n</nav>').format(title, _list(_entries(edition)))
    ]
    if marks := tuple(landmarks(edition, cover=cover)):
        lines = Markup("\n").join(
            Markup('<li><a epub:type="{}" href="{}">{}</a></li>').format(
                mark.type, href_of(mark.document, mark.anchor), tidy(mark.title) or mark.type
            )
            for mark in marks
        )
        lists.append(
            Markup('<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<ol>\n{}\n</ol>\n</nav>').format(lines)
        )
    if pages and edition.print_pages:
        lists.append(_page_list(edition.print_pages.title, pages))
    body = Markup('<body class="nav">\n{}\n</body>').format(Markup("\n").join(lists))
    return _page(edition, title, style, body)


def _page_list(title: str, pages: Sequence[Marker]) -> Markup:
    lines = Markup("\n").join(
        Markup('<li><a href="{}.xhtml#{}">{}</a></li>').format(page.document, page.anchor, page.folio) for page in pages
    )
    return Markup(
        '<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-labelledby="page-list-title" '
        'hidden="hidden">\n<h2 id="page-list-title">{}</h2>\n<ol>\n{}\n</ol>\n</nav>'
    ).format(title, lines)


def contents_title(edition: Edition) -> str:
    """Return the book's word for its contents, as its own contents page has it."""
    titles = [mark.title for mark in edition.landmarks if mark.type == "toc"]
    titles += [document.title for document in edition.documents if document.kind == "contents"]
    return tidy(next((title for title in titles if title), "")) or tidy(edition.metadata.title)


def landmarks(edition: Edition, *, cover: bool) -> Iterator[Landmark]:
    """Yield the landmarks that this package has, the cover first, no two of one type to one place."""
    known = {document.id for document in edition.documents}
    if cover:
        title = next((mark.title for mark in edition.landmarks if mark.type == "cover"), edition.metadata.title)
        yield Landmark("cover", title, "cover", "cover")
    seen = set()
    for mark in edition.landmarks:
        key = (mark.type, mark.document, mark.anchor)
        if mark.type != "cover" and mark.document in known and key not in seen:
            seen.add(key)
            yield mark


def ncx_page(edition: Edition, pages: Sequence[Marker] = ()) -> str:
    """Return the NCX: the same contents, two levels deep, and pages, for readers of EPUB 2 and Kindle."""
    numbers: dict[str, int] = {}
    points = Markup("\n").join(_points(_shallow(_entries(edition), _NCX_DEPTH), numbers, "p"))
    return str(
        Markup("""\
<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{}">
<head>
<meta name="dtb:uid" content="{}"/>
<meta name="dtb:depth" content="{}"/>
<meta name="dtb:totalPageCount" content="{}"/>
<meta name="dtb:maxPageNumber" content="{}"/>
</head>
<docTitle><text>{}</text></docTitle>
<navMap>
{}
</navMap>{}
</ncx>
""").format(
            edition.metadata.language,
            edition.metadata.identifier,
            2 if any(entry.children for entry in edition.nav) else 1,
            len(pages),
            max((int(page.folio) for page in pages if page.folio.isdecimal()), default=0),
            tidy(edition.metadata.title),
            points,
            _ncx_pages(edition, pages, len(numbers)),
        )
    )


def _page(edition: Edition, title: str, head: Markup, body: Markup) -> str:
    return str(_PAGE.format(language=edition.metadata.language, title=title, head=head, body=body))


def _entries(edition: Edition) -> tuple[NavEntry, ...]:
    """Return the contents; an edition without any is opened by its documents, since a package needs one line."""
    return edition.nav or tuple(NavEntry(d.id, d.id, d.title or edition.metadata.title) for d in edition.documents)


def _ncx_pages(edition: Edition, pages: Sequence[Marker], played: int) -> Markup:
    if not pages or not edition.print_pages:
        return Markup("")
    lines = Markup("\n").join(
        Markup(
            '<pageTarget id="{0}" type="{1}"{2} playOrder="{3}"><navLabel><text>{4}</text></navLabel>'
            '<content src="{5}.xhtml#{0}"/></pageTarget>'
        ).format(
            page.anchor,
            "normal" if page.folio.isdecimal() else "front",
            Markup(' value="{}"').format(page.folio) if page.folio.isdecimal() else "",
            played + number,
            page.folio,
            page.document,
        )
        for number, page in enumerate(pages, start=1)
    )
    title = edition.print_pages.title
    return Markup("\n<pageList>\n<navLabel><text>{}</text></navLabel>\n{}\n</pageList>").format(title, lines)


def _list(entries: Iterable[NavEntry]) -> Markup:
    lines = (
        Markup('<li><a href="{}">{}</a>{}</li>').format(
            href_of(entry.document, entry.anchor),
            tidy(entry.title) or entry.anchor,
            Markup("\n") + _list(entry.children) + Markup("\n") if entry.children else "",
        )
        for entry in entries
    )
    return Markup("<ol>\n{}\n</ol>").format(Markup("\n").join(lines))


def _shallow(entries: Iterable[NavEntry], depth: int) -> Iterator[NavEntry]:
    """Yield the entries to a depth; what lies deeper follows its parent on the last level."""
    for entry in entries:
        if depth > 1:
            yield replace(entry, children=tuple(_shallow(entry.children, depth - 1)))
        else:
            yield replace(entry, children=())
            yield from _shallow(entry.children, 1)


def _points(entries: Iterable[NavEntry], numbers: dict[str, int], path: str) -> Iterator[Markup]:
    """Yield navPoints; a place has one play order however often it is named."""
    for position, entry in enumerate(entries, start=1):
        href = href_of(entry.document, entry.anchor)
        number = numbers.setdefault(href, len(numbers) + 1)
        key = f"{path}-{position}"
        yield Markup(
            '<navPoint id="{}" playOrder="{}"><navLabel><text>{}</text></navLabel><content src="{}"/>{}</navPoint>'
        ).format(
            key,
            number,
            tidy(entry.title) or entry.anchor,
            href,
            Markup("").join(_points(entry.children, numbers, key)),
        )
