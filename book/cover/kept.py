"""Front covers made before: laid out again only when what they are made from has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from book.installed import version_of
from book.model.edition import Edition
from book.store import Store, code_of, key_of
from book.typeset.versions import fingerprint


def kept(edition: Edition, kind: str, cache: Path | None, make: Callable[[Edition], bytes]) -> bytes:
    """Return a front cover as it was kept in a folder (None: nowhere), else as it is made now."""
    if cache is None:
        return make(edition)
    store = Store(cache, "covers")
    key = _key(edition, kind)
    made = store.get(key)
    if made is None:
        made = make(edition)
        store.put(key, made)
    store.finish()
    return made


def _key(edition: Edition, kind: str) -> str:
    geometry = edition.geometry
    size = f"{geometry.width} {geometry.height}" if geometry else ""
    # The cover's document shows what its styles or itself name; any other picture has no bearing.
    asked = f"{edition.cover_xhtml}{edition.cover_css}"
    shelf = (
        f"{url}\0{file.media_type}\0{file.digest}"
        for url, file in sorted(edition.shelf.items())
        if not url.startswith("pictures/") or url in asked or url.removeprefix("pictures/") in edition.cover_pictures
    )
    own = code_of(Path(__file__).parent)
    return key_of(
        kind, size, edition.cover_xhtml, edition.cover_css, version_of("pypdfium2"), fingerprint(), own, *shelf
    )
