"""Ghost exports: one JSON file with all posts, their writers, and much that is private (only names are taken)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from book.importing.post import Blog, Post
from book.importing.reading import content_of
from book.problems import Problems, Source


def ghost_posts(data: bytes, file: str, blog: Blog, problems: Problems) -> Iterator[Post]:
    """Yield the published posts of a Ghost export; a file that is none, or cut short, is an error."""
    tables = _tables(data)
    if tables is None:
        problems.error(
            Source(file), "broken-json", "is JSON, but no whole export of Ghost",
            "in Ghost: Settings, Import/Export, Export content; give the .json file as it comes",
        )  # fmt: skip
        return
    settings = {str(row.get("key")): row.get("value") for row in _rows(tables, "settings")}
    blog.title = blog.title or _words(settings.get("title"))
    blog.tagline = blog.tagline or _words(settings.get("description"))
    blog.language = blog.language or _words(settings.get("locale") or settings.get("lang"))
    names = {str(row.get("id")): _words(row.get("name")) for row in _rows(tables, "users")}
    authors = {str(row.get("post_id")): names.get(str(row.get("author_id")), "")
               for row in reversed(_rows(tables, "posts_authors"))}  # fmt: skip
    for number, row in enumerate(_rows(tables, "posts"), start=1):
        kind, status = str(row.get("type") or "post"), str(row.get("status") or "")
        if kind != "post" or row.get("page") in (1, True):
            blog.skip("pages")
        elif status != "published":
            blog.skip({"draft": "drafts", "scheduled": "posts not yet published"}.get(status, "posts not published"))
        else:
            author = authors.get(str(row.get("id")), "") or names.get(str(row.get("author_id")), "")
            yield _post(row, author, Source(f"{file} post {number}"), problems)


def _post(row: Mapping[str, Any], author: str, source: Source, problems: Problems) -> Post:
    html = row.get("html")
    if not isinstance(html, str):
        problems.error(source, "no-page", f"the text of “{_words(row.get('title'))}” is not in the export as HTML",
                       "make the export again with a newer Ghost")  # fmt: skip
        html = ""
    content = content_of(html, source, problems, classic=False)
    date = re.match(r"\d{4}-\d\d-\d\d", str(row.get("published_at") or ""))
    paid = row.get("visibility") not in (None, "public")
    return Post(
        id=str(row.get("id") or row.get("slug") or "post"),
        source=source,
        title=_words(row.get("title")),
        date=date[0] if date else "",
        author=author,
        slug=str(row.get("slug") or ""),
        url=f"/{row['slug']}/" if row.get("slug") else "",
        blocks=content.blocks,
        left_out=content.left_out,
        remarks=(*content.remarks, *(("for members or paying readers only",) if paid else ())),
    )


def _tables(data: bytes) -> Mapping[str, Any] | None:
    try:
        whole = json.loads(data.decode("utf-8-sig", "replace"))
        database = whole["db"][0] if isinstance(whole["db"], list) else whole["db"]
        tables = database["data"]
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return tables if isinstance(tables, dict) and isinstance(tables.get("posts"), list) else None


def _rows(tables: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = tables.get(name)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
