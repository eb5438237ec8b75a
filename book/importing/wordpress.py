"""WordPress exports (WXR 1.0 to 1.2): posts out of one or several XML files, read as a stream.

Only what is asked for is kept: published posts, the pictures they name and the blocks they share. Comments, contact
messages, addresses and passwords are passed over unread (wp-admin/includes/export.php of WordPress 6 writes them all).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import IO

from book.importing.content import is_classic
from book.importing.post import Blog, Post
from book.importing.reading import content_of
from book.importing.repair import Cleaner
from book.importing.xml_stream import Node, Stream, XmlError
from book.problems import Problems, Source

_WANTED = ("item", "title", "description", "language", "link", "wp:author", "wp:base_blog_url", "pubDate")
_UNREAD = ("wp:comment", "wp:author_email", "wp:category", "wp:tag", "wp:term", "image", "wp:termmeta")
_NOT_TEXT = {
    "attachment": "files of the media library",
    "nav_menu_item": "menu items",
    "feedback": "contact messages",
    "revision": "revisions",
    "wp_block": "reusable blocks",
    "page": "pages",
}
_STATUSES = {
    "draft": "drafts",
    "auto-draft": "drafts",
    "pending": "posts waiting for review",
    "private": "private posts",
    "future": "posts not yet published",
    "trash": "posts in the bin",
}
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|tiff?|bmp|avif|heic)(?:$|\?)", re.I)


class WordPress:
    """Reads one export; posts come out as they are finished."""

    def __init__(self, blog: Blog, problems: Problems, *, statuses: tuple[str, ...], pages: bool) -> None:
        self._blog = blog
        self._problems = problems
        self._statuses = frozenset(statuses)
        self._pages = pages
        self._ready: list[Post] = []
        self._file = ""
        self._in_channel: dict[str, str] = {}

    def posts(self, file: IO[bytes], name: str) -> Iterator[Post]:
        """Yield the posts of one file; a file that cannot be read to its end is an error."""
        self._file = name
        stream = Stream(_WANTED, _UNREAD, self._take)
        cleaner = Cleaner(self._blog)
        try:
            for piece in _fed(stream, cleaner.pieces(file)):
                del piece
                yield from self._taken()
        except XmlError as error:
            self._problems.error(Source(name, error.line), error.code, str(error), error.hint)
        yield from self._taken()
        self._blog.skip("comments", stream.skipped.get("wp:comment", 0))

    def _taken(self) -> list[Post]:
        ready, self._ready = self._ready, []
        return ready

    def _take(self, node: Node) -> None:
        if node.name == "item":
            self._item(node)
        elif node.name == "wp:author":
            login = node.first("wp:author_login")
            shown = _words(node.first("wp:author_display_name"))
            names = f"{node.first('wp:author_first_name')} {node.first('wp:author_last_name')}".strip()
            public = [name for name in (shown, _words(names)) if name and "@" not in name]
            self._blog.authors.setdefault(login, public[0] if public else "")
        elif node.name == "title":
            self._blog.title = self._blog.title or _words(node.text)
        elif node.name == "description":
            self._blog.tagline = self._blog.tagline or _words(node.text)
        elif node.name == "language":
            self._blog.language = self._blog.language or node.text.strip()
        elif node.name in ("link", "wp:base_blog_url"):
            self._blog.url = self._blog.url or node.text.strip()

    def _item(self, node: Node) -> None:
        kind = node.first("wp:post_type") or "post"
        number = node.first("wp:post_id")
        if kind == "attachment":
            self._attachment(node, number)
        elif kind == "wp_block":
            body = next(iter(node.every("content:encoded")), None)
            if body and number:
                where = Source(self._file, body.line)
                self._blog.reusable[number] = content_of(body.text, where, self._problems, classic=False).blocks
        if kind not in ("post", "page") or (kind == "page" and not self._pages):
            self._blog.skip(_NOT_TEXT.get(kind, f"items of the kind {kind[:40]}"))
            return
        status = node.first("wp:status") or "publish"
        if status not in self._statuses:
            self._blog.skip(_STATUSES.get(status, f"posts marked {status[:40]}"))
            return
        key = number or node.first("guid") or f"line-{node.line}"
        self._ready.append(self._post(node, key))

    def _post(self, node: Node, key: str) -> Post:
        bodies = node.every("content:encoded")
        body = bodies[0] if bodies else Node("content:encoded", node.line, {})
        where = Source(self._file, body.line)
        content = content_of(body.text, where, self._problems, classic=is_classic(body.text))
        featured = ""
        for meta in node.every("wp:postmeta"):
            if meta.first("wp:meta_key") == "_thumbnail_id":
                featured = meta.first("wp:meta_value")
        return Post(
            id=key,
            source=Source(self._file, node.line),
            title=_words(node.first("title")),
            date=date_of(node),
            author=self._blog.authors.get(node.first("dc:creator"), ""),
            slug=node.first("wp:post_name"),
            url=node.first("link"),
            blocks=content.blocks,
            left_out=content.left_out,
            protected=bool(node.first("wp:post_password")),
            featured=featured,
            remarks=content.remarks,
        )

    def _attachment(self, node: Node, number: str) -> None:
        address = node.first("wp:attachment_url") or node.first("guid")
        if not number or not _PICTURE.search(address):
            return
        alt = ""
        for meta in node.every("wp:postmeta"):
            if meta.first("wp:meta_key") == "_wp_attachment_image_alt":
                alt = meta.first("wp:meta_value")
        self._blog.pictures[number] = (address, _words(node.first("excerpt:encoded")), _words(alt))


def _fed(stream: Stream, pieces: Iterator[str]) -> Iterator[None]:
    """Feed a stream piece by piece, giving way after each."""
    first = True
    for piece in pieces:
        stream.feed(piece, first=first)
        first = first and not piece
        yield
    stream.close()
    yield


def date_of(node: Node) -> str:
    """Return the day of an item as ISO, or "": drafts carry impossible dates."""
    for name in ("wp:post_date", "wp:post_date_gmt"):
        found = re.match(r"(\d{4}-\d\d-\d\d)", node.first(name))
        if found and not found[1].startswith("0000"):
            return found[1]
    try:
        return parsedate_to_datetime(node.first("pubDate")).date().isoformat()
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""


def _words(text: str) -> str:
    """Return a title as words: entities decoded once more, since WordPress.com stores them, and tags cut away."""
    plain = re.sub(r"</?(?:em|i|b|strong|span|br|sup|sub|cite)\b[^>]*>", "", html.unescape(text))
    return " ".join(plain.split())
