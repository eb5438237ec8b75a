"""Substack exports: `posts.csv` with a line for each post, and its HTML in `posts/`; no other file is opened."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from book.importing.archive import Archive, ArchiveError
from book.importing.post import Blog, Post
from book.importing.reading import content_of
from book.importing.single import decoded
from book.importing.unpacked import Unpacked
from book.problems import Problems, Source

LARGEST = 64_000_000


def posts_of_substack(archive: Archive | Unpacked, name: str, blog: Blog, problems: Problems) -> Iterator[Post]:
    """Yield the published posts of a Substack archive."""
    table = next(inside for inside in archive.names if inside.rpartition("/")[2] == "posts.csv")
    try:
        text = decoded(archive.read(table, LARGEST), blog)
    except ArchiveError as error:
        problems.error(Source(f"{name}/{table}"), "broken-archive", str(error), "download it again")
        return
    pages = {
        inside.rpartition("/")[2].removesuffix(".html"): inside for inside in archive.names if inside.endswith(".html")
    }
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error as error:
        problems.error(Source(f"{name}/{table}"), "broken-csv", f"cannot be read as a table: {error}", "export again")
        return
    for row in rows:
        if (post := _post(row, pages, archive, name, blog=blog, problems=problems)) is not None:
            yield post


def _post(
    row: dict[str, str | None],
    pages: dict[str, str],
    archive: Archive | Unpacked,
    name: str,
    *,
    blog: Blog,
    problems: Problems,
) -> Post | None:
    key = (row.get("post_id") or "").strip()
    kind = (row.get("type") or "newsletter").strip()
    if (row.get("is_published") or "").strip().lower() not in ("true", "1", "yes"):
        blog.skip("drafts")
        return None
    if kind not in ("newsletter", "page", "podcast", "post", ""):
        blog.skip(f"posts of the kind {kind[:40]}")
        return None
    title = " ".join((row.get("title") or "").split())
    page = pages.get(key)
    if page is None:
        problems.error(
            Source(f"{name}/posts.csv"),
            "no-page",
            f"the text of “{title or key}” is not in the archive",
            "export again",
        )
        return None
    try:
        html = decoded(archive.read(page, LARGEST), blog)
    except ArchiveError as error:
        problems.error(Source(f"{name}/{page}"), "broken-archive", str(error), "download it again")
        return None
    source = Source(f"{name}/{page}", 1)
    subtitle = " ".join((row.get("subtitle") or "").split())
    if subtitle:
        html = f"<p><em>{subtitle.replace('&', '&amp;').replace('<', '&lt;')}</em></p>{html}"
    content = content_of(html, source, problems, classic=False)
    date = re.match(r"(\d{4}-\d\d-\d\d)", row.get("post_date") or "")
    number, _, slug = key.partition(".")
    paid = (row.get("audience") or "") == "only_paid"
    return replace(
        Post(number or key, source, title, date[1] if date else "", slug=slug),
        blocks=content.blocks,
        left_out=content.left_out,
        remarks=(*content.remarks, *(("for paying readers only",) if paid else ())),
    )
