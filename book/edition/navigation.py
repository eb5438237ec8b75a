"""Navigation: the tree of the contents, for an EPUB's nav and a PDF's bookmarks, and an EPUB's landmarks."""

from __future__ import annotations

from collections.abc import Mapping

from book.edition.lists import listed
from book.edition.selection import Page, Selection
from book.model.book import Chapter
from book.model.edition import Landmark, NavEntry

_LANDMARKS = {"title-page": "titlepage", "copyright": "copyright-page", "contents": "toc", "index": "index"}


def navigation(selection: Selection, documents: Mapping[str, str]) -> tuple[NavEntry, ...]:
    """Return the entries of the navigation; `documents` maps a page's id to the document that holds it."""
    entries: list[NavEntry] = []
    children: dict[str, list[NavEntry]] = {}
    for page in selection.pages:
        if not (listed(page) or page.kind == "contents"):
            continue
        entry = NavEntry(page.id, documents[page.id], _title(page))
        part = selection.part_of.get(page.piece.id) if isinstance(page.piece, Chapter) else None
        if part and part.anchor not in children and part.anchor in documents:  # it opens with a band, not a page
            children[part.anchor] = []
            entries.append(NavEntry(part.anchor, documents[part.anchor], " ".join(part.title.split())))
        if part and part.anchor in children:
            children[part.anchor].append(entry)
            continue
        if page.kind == "part":
            children[page.id] = []
        entries.append(entry)
    return tuple(
        NavEntry(entry.anchor, entry.document, entry.title, tuple(children.get(entry.anchor, ()))) for entry in entries
    )


def _title(page: Page) -> str:
    title = " ".join(page.title.split())
    return f"{page.piece.rank}. {title}" if isinstance(page.piece, Chapter) else title


def landmarks(selection: Selection, documents: Mapping[str, str], words: Mapping[str, str]) -> tuple[Landmark, ...]:
    """Return the landmarks of an EPUB, the cover first (its page is made by the package)."""
    marks = [Landmark("cover", words.get("cover", "Cover"), "cover", "cover")]
    start = words.get("start_of_content", "Start")
    body = next((page for page in selection.pages if page.place == "body"), None)
    for page in selection.pages:
        if page is body:
            marks.append(Landmark("bodymatter", start, page.id, documents[page.id]))
        elif page.kind in _LANDMARKS and not page.id.startswith("index-of-"):
            marks.append(Landmark(_LANDMARKS[page.kind], page.title, page.id, documents[page.id]))
    return tuple(marks)
