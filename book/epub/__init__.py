"""A stage: an edition → the bytes of an EPUB 3.3. The only user of ebooklib."""

from __future__ import annotations

from book.model.edition import Edition


def make_epub(edition: Edition, cover_jpeg: bytes | None) -> bytes:
    """Return the whole EPUB file of an edition, with its cover if there is one.

    The same edition gives the same bytes. `SOURCE_DATE_EPOCH` in the environment (seconds, UTC) is taken for the
    date of the last change. Raises `BookError` for content a reader could not open: a document that is not
    well-formed, a link to nowhere, a file that styles or documents name and nobody has.
    """
    from book.epub.package import write_package

    return write_package(edition, cover_jpeg)
