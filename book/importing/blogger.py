"""Blogger exports: the old backup (one Atom feed) and the new one of Google Takeout (`feed.atom`).

What an entry is stands in a category of the scheme `…/g/2005#kind` in the old form, in `blogger:type` in the new.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import IO

from book.importing.post import Blog, Post
from book.importing.reading import content_of
from book.importing.repair import Cleaner
from book.importing.xml_stream import Node, Stream, XmlError
from book.problems import Problems, Source

_WANTED = ("entry", "title", "subtitle", "author")
_UNREAD = ("email", "gd:image", "blogger:location")
_KIND = "http://schemas.google.com/g/2005#kind"
_NOT_POSTS = {
    "page": "pages", "comment": "comments", "template": "templates", "settings": "settings of the blog",
}  # fmt: skip


class Blogger:
    """Reads one export; posts come out as they are finished."""

    def __init__(self, blog: Blog, problems: Problems, *, pages: bool) -> None:
        self._blog = blog
        self._problems = problems
        self._pages = pages
        self._ready: list[Post] = []
        self._file = ""

    def posts(self, file: IO[bytes], name: str) -> Iterator[Post]:
        """Yield the posts of one file; a file that cannot be read to its end is an error."""
        self._file = name
        stream = Stream(_WANTED, _UNREAD, self._take)
        first = True
        try:
            for piece in Cleaner(self._blog).pieces(file):
                stream.feed(piece, first=first)
                first = first and not piece
                yield from self._taken()
            stream.close()
        except XmlError as error:
            self._problems.error(Source(name, error.line), error.code, str(error), error.hint)
        yield from self._taken()

    def _taken(self) -> list[Post]:
        ready, self._ready = self._ready, []
        return ready

    def _take(self, node: Node) -> None:
        if node.name == "title":
            self._blog.title = self._blog.title or " ".join(html.unescape(node.text).split())
        elif node.name == "subtitle":
            self._blog.tagline = self._blog.tagline or " ".join(html.unescape(node.text).split())
        elif node.name == "author":
            name = node.first("name")
            if name:
                self._blog.authors.setdefault(name, name)
        else:
            self._entry(node)

    def _entry(self, node: Node) -> None:
        kind = _kind_of(node)
        if kind not in ("post", "page") or (kind == "page" and not self._pages):
            self._blog.skip(_NOT_POSTS.get(kind, f"entries of the kind {kind[:40]}"))
            return
        status = node.first("blogger:status").upper()
        draft = any(child.first("app:draft") == "yes" for child in node.every("app:control"))
        if draft or (status and status != "LIVE") or node.first("blogger:trashed"):
            self._blog.skip("posts in the bin" if node.first("blogger:trashed") else "drafts")
            return
        bodies = node.every("content")
        body = bodies[0] if bodies else Node("content", node.line, {})
        content = content_of(body.text, Source(self._file, body.line), self._problems, classic=_is_classic(body.text))
        links = [
            link.attributes.get("href", "") for link in node.every("link") if link.attributes.get("rel") == "alternate"
        ]
        url = links[0] if links else node.first("blogger:filename")
        slug = re.search(r"/([^/]+?)(?:\.html?)?$", url)
        date = re.match(r"(\d{4}-\d\d-\d\d)", node.first("published") or node.first("blogger:created"))
        authors = [child.first("name") for child in node.every("author")]
        found = re.search(r"(?:post-|\.post-)(\d+)$", node.first("id"))
        self._ready.append(
            Post(
                id=found[1] if found else node.first("id") or f"line-{node.line}",
                source=Source(self._file, node.line),
                title=" ".join(html.unescape(node.first("title")).split()),
                date=date[1] if date else "",
                author=authors[0] if authors else "",
                slug=slug[1] if slug else "",
                url=url,
                blocks=content.blocks,
                left_out=content.left_out,
                remarks=content.remarks,
            )
        )


def _kind_of(node: Node) -> str:
    if new := node.first("blogger:type"):
        return new.lower()
    for category in node.every("category"):
        if category.attributes.get("scheme") == _KIND:
            return category.attributes.get("term", "").rpartition("#")[2]
    return "comment" if node.every("thr:in-reply-to") else "post"


def _is_classic(text: str) -> bool:
    """Whether newlines are line breaks: posts without any break of their own (Blogger's option "press Enter")."""
    return "\n" in text and not re.search(r"<(?:br|p|div)\b", text, re.I)
