"""The confined fetcher: serves what stands on a job's shelf, and nothing else.

Nothing is fetched from a network and no other file is read, whatever the document or its styles ask for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher, URLFetcherResponse

from book.model.edition import ShelfFile
from book.problems import Problem, Source
from book.typeset.opentype import as_opentype
from book.typeset.pictures import PictureError, check_svg, prepare

BASE = "https://book.invalid/"
_SFNT = (b"OTTO", b"\0\1\0\0", b"true")


class ConfinedFetcher(URLFetcher):  # type: ignore[misc]  # weasyprint publishes no types
    """Serves the files of a shelf by relative URL and collects a problem for everything else.

    `served` maps the SHA-256 of the bytes of every face handed out to its URL: what is set in a face that is
    not among them is set in a stranger.
    """

    def __init__(self, shelf: Mapping[str, ShelfFile], *, grey: bool = False, name: str = "") -> None:
        # The engine's own set-up would register handlers for files and networks: it is not called.
        self._fail_on_errors = False
        self._shelf = shelf
        self._grey = grey
        self._source = Source(name)
        self.problems: list[Problem] = []
        self.served: dict[str, str] = {}
        self._made: dict[str, bytes] = {}
        """Pictures made ready, by URL: a chapter that is fitted to its pages asks for them again and again."""

    def __call__(self, url: str) -> URLFetcherResponse:
        """Return the file that a URL names; raises `ValueError` after noting why not."""
        return self.fetch(url)

    def open(self, url: object, data: object = None, timeout: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Serve as `fetch` does: the way around it that the standard library offers."""
        return self.fetch(str(getattr(url, "full_url", url)))

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """Return the file that a URL names; raises `ValueError` after noting why not."""
        entry = self._entry(url)
        file = self._shelf.get(entry)
        if file is None:
            shown = entry if len(entry) < 80 else f"{entry[:77]}…"
            self._refuse("outside", f"asks for “{shown}”, which is not a file of this book")
        if entry in self._made:
            return URLFetcherResponse(url, self._made[entry], {"Content-Type": file.media_type})
        try:
            data = file.path.read_bytes()
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self._refuse("unreadable", f"{entry} cannot be read: {reason}")
        if hashlib.sha256(data).hexdigest() != file.digest:
            self._refuse("changed", f"{entry} changed while the book was being made", "build again")
        return URLFetcherResponse(url, self._ready(entry, file, data), {"Content-Type": file.media_type})

    def _entry(self, url: str) -> str:
        if not url.startswith(BASE):
            return url
        parts = urlsplit(url)
        path = parts.path.lstrip("/")
        return path if path in self._shelf else unquote(path)

    def _ready(self, entry: str, file: ShelfFile, data: bytes) -> bytes:
        """Return the bytes as the engine gets them: faces as plain OpenType, pictures whole and, if asked, grey."""
        try:
            if file.media_type == "image/svg+xml":
                return check_svg(data)
            if file.media_type.startswith("image/"):
                self._made[entry] = prepare(data, grey=self._grey)
                return self._made[entry]
        except PictureError as error:
            self._refuse("picture", f"{entry} cannot be shown: {error}")
        if entry.startswith("faces/"):
            data = as_opentype(data)
            if data[:4] not in _SFNT:
                self._refuse("face", f"{entry} is not a font file")
            self.served[hashlib.sha256(data).hexdigest()] = entry
        return data

    def _refuse(self, code: str, message: str, hint: str = "") -> NoReturn:
        self.problems.append(Problem(self._source, code, message, hint))
        raise ValueError(message)
