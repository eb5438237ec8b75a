"""A stage: an edition → the bytes of an EPUB 3.3. The only user of ebooklib."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from book.model.edition import Edition
from book.problems import Problem

if TYPE_CHECKING:
    from book.epub.page_list import PageList


def make_epub(edition: Edition, cover_jpeg: bytes | Callable[[], bytes] | None, pages: PageList | None = None) -> bytes:
    """Return the whole EPUB file of an edition, with its cover if there is one.

    A cover that is still being made is asked for as late as can be. `pages` is what `list_pages` returned for the
    edition, where that was asked before.

    The same edition gives the same bytes. `SOURCE_DATE_EPOCH` in the environment (seconds, UTC) is taken for the
    date of the last change. Raises `BookError` for content a reader could not open: a document that is not
    well-formed, a link to nowhere, a file that styles or documents name and nobody has.
    """
    from book.epub.package import write_package

    return write_package(edition, cover_jpeg, pages or list_pages(edition))


def list_pages(edition: Edition) -> PageList | None:
    """Return the pages of the printed edition as the EPUB marks them, and those it has not; None without such pages."""
    from book.epub.page_list import make_page_list

    return make_page_list(edition)


def lint(edition: Edition, own: Mapping[str, str] = MappingProxyType({})) -> tuple[Problem, ...]:
    """Return warnings about what Kindle and old readers drop from an edition, with the line that caused each.

    `own` are the style sheets of the book itself by their files, with every line where it is there.
    """
    from book.epub.weak_readers import find

    return find(edition, own)
