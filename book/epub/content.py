"""What content documents and styles name, proved to be there before a package is written.

E-readers say nothing about a dead link: they only fail to turn the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from book.markup import NotWellFormedError, is_outside, read_content
from book.model.edition import Content, Document
from book.problems import Problems, Source


def read_contents(documents: Iterable[Document], problems: Problems) -> dict[str, Content]:
    """Return the content of every document by its id, after reporting those that are not well-formed."""
    read = ((document.id, document.content or _content(document, problems)) for document in documents)
    return {name: content for name, content in read if content}


def _content(document: Document, problems: Problems) -> Content | None:
    """Return what one document holds, or None after reporting why it cannot be read."""
    try:
        return read_content(document.xhtml)
    except NotWellFormedError as error:
        problems.error(
            Source(f"{document.id}.xhtml", error.line, error.column),
            "not-well-formed",
            f"the page “{document.title}” is not well-formed XHTML: {error.reason}",
            "look at the theme's template of this page, or at raw HTML in its chapter",
        )
        return None


def check_links(contents: Mapping[str, Content], titles: Mapping[str, str], problems: Problems) -> None:
    """Report every link of a document to a document or an id that is not in the book. Contents are by document."""
    ids = {f"{name}.xhtml": frozenset(content.ids) for name, content in contents.items()}
    for name, content in contents.items():
        for link in content.links:
            path, _, fragment = link.partition("#")
            target = ids.get(unquote(path) or f"{name}.xhtml")
            if target is None or (fragment and unquote(fragment) not in target):
                problems.error(
                    Source(f"{name}.xhtml"),
                    "dead-link",
                    f"the page “{titles.get(name, name)}” links to “{link}”, which is not in this edition",
                )


def check_files(names: Iterable[tuple[str, str]], shelf: Mapping[str, object], problems: Problems) -> tuple[str, ...]:
    """Return the files of the shelf that are named, sorted, after reporting (page, file) pairs that nobody has."""
    used: set[str] = set()
    for page, name in dict.fromkeys(names):
        path = unquote(name.partition("#")[0])
        if name.startswith("data:"):
            continue  # carries itself
        if path in shelf:
            used.add(path)
        elif is_outside(name):
            problems.error(Source(page), "remote-file", f"would fetch “{name}”: a book carries all its files itself")
        elif path:
            problems.error(Source(page), "missing-file", f"names “{name}”, which neither the book nor the theme has")
    return tuple(sorted(used))
