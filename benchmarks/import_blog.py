"""Measures `bookmake import` on a made-up blog: `python benchmarks/import_blog.py [POSTS] [MEGABYTES]`.

By default 5,000 posts of 60 MB in all, half of them classic, half made of blocks, each with comments.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
WORDS = [
    "the",
    "light",
    "came",
    "down",
    "over",
    "the",
    "harbour",
    "and",
    "nobody",
    "in",
    "the",
    "little",
    "town",
    "could",
    "say",
    "who",
    "had",
    "lit",
    "it",
    "or",
    "why",
    "he’d",
    "gone",
]
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A Big Blog</title><language>en</language>
"""
COMMENT = "<wp:comment><wp:comment_content>Nice</wp:comment_content></wp:comment>"


def paragraphs(post: int, size: int) -> Iterator[str]:
    """Yield paragraphs of about `size` characters in all."""
    number = post
    while size > 0:
        count = 60 + number % 40
        text = " ".join(WORDS[(number * 7 + n * (1 + number % 5)) % len(WORDS)] for n in range(count))
        yield f"{text.capitalize()} {number} times."
        size -= len(text)
        number += 1


def body(post: int, rank: int, size: int) -> str:
    """Return the text of a post."""
    parts = [
        f"<strong>DIRECTED BY:</strong> Ann Number{rank}",
        "<strong>STARRING:</strong> Bo Actor, Cy Player and Di Star",
        *paragraphs(post, size),
        "<strong>FAVOURITE SCENE:</strong> The one on the stairs.",
        "<strong>FAVOURITE QUOTE:</strong> ‘It’s late.’ – Bo",
    ]
    if post % 2:
        return "\n".join(f"<!-- wp:paragraph -->\n<p>{part}</p>\n<!-- /wp:paragraph -->" for part in parts)
    return "\n\n".join(parts)


def write_export(path: Path, posts: int, megabytes: int) -> None:
    """Write an export with that many posts and megabytes."""
    size = megabytes * 1_000_000 // posts - 1200
    with path.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for post in range(posts):
            rank = posts - post
            file.write(
                f"<item><title>Top {posts} Films – #{rank} – Film Number {rank} ({1930 + rank % 90})</title>\n"
                f"<content:encoded><![CDATA[{body(post, rank, size)}]]></content:encoded>\n"
                f"<wp:post_id>{post + 1}</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\n"
                f"{COMMENT * 2}</item>\n"
            )
        file.write("</channel></rss>\n")


def main(posts: int, megabytes: int) -> None:
    """Write an export, import it, say what it took."""
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "blog.xml"
        write_export(export, posts, megabytes)
        begun = time.perf_counter()
        child = os.fork()
        if child == 0:
            os.environ["PYTHONPATH"] = str(HERE.parent)
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, "-m", "book", "import", "blog.xml", "--into", "book"])
        _, status, usage = os.wait4(child, 0)
        took = time.perf_counter() - begun
        size = export.stat().st_size / 1e6
        print(f"{posts:,} posts, {size:.0f} MB: {took:.1f} s ({usage.ru_utime:.1f} s of its own), "
              f"{usage.ru_maxrss / 1024:.0f} MB of memory, exit {os.waitstatus_to_exitcode(status)}")  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000, int(sys.argv[2]) if len(sys.argv) > 2 else 60)
