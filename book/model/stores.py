"""What each e-book store asks of a file beyond EPUB itself, as data.

Sources: Kindle Publishing Guidelines 2026.1, 4.2 and 6 (https://kdp.amazon.com/en_US/help/topic/GH4DRT75GWWAGBTU);
Apple Books Asset Guide (https://help.apple.com/itc/booksassetguide/); Kobo EPUB specification
(https://github.com/kobolabs/epub-spec) and https://kobowritinglife.zendesk.com/hc/en-us/articles/360059386271;
Google Play Books https://support.google.com/books/partner/answer/3424254.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Store:
    """A store's rules: sizes in bytes and px (None: no limit known).

    `cover_page` is whether the book itself shows its cover on a page; `clear` whether pictures may be see-through.
    """

    name: str
    title: str
    cover_page: bool = True
    cover_bytes: int = 5_000_000
    picture_pixels: int = 4_000_000
    picture_bytes: int | None = None
    file_bytes: int | None = None
    clear: bool = True


ANY = Store("", "every store")
"""Fits all: the smallest of their sizes, and a cover page, which all but Kindle want."""

STORES = {
    store.name: store
    for store in (
        Store("kindle", "Kindle", False, picture_pixels=5_000_000, picture_bytes=5_000_000, file_bytes=650_000_000),
        Store("kobo", "Kobo", True, picture_pixels=4_000_000, file_bytes=100_000_000, clear=False),
        Store("apple", "Apple Books", True, picture_pixels=5_600_000, file_bytes=2_000_000_000),
        Store("google", "Google Play Books", True, picture_pixels=4_000_000, file_bytes=2_000_000_000),
    )
}
ALIASES = {"kdp": "kindle", "amazon": "kindle", "apple books": "apple", "google play": "google", "play": "google"}


def store_of(name: str) -> Store:
    """Return the rules of a store by its name or a common other one, those that fit all for any other name."""
    known = name.strip().casefold().replace("_", " ")
    return STORES.get(ALIASES.get(known, known), ANY)
