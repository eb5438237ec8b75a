"""Sources that hold one text (a page, a pasted text, Markdown), and lists whose films carry their reviews."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from book.importing.conservation import plain_markdown
from book.importing.lists import read_list
from book.importing.people import names_of
from book.importing.post import Blog, Post
from book.importing.reading import check_post, content_of
from book.importing.repair import BROKEN_BYTES, CONTROL_CHARACTERS
from book.model.slug import slug
from book.problems import Problems, Source

_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32), 0xFFFE, 0xFFFF])
"""Control characters that are taken out; a form feed becomes a newline."""


def decoded(data: bytes, blog: Blog) -> str:
    """Return a text in plain newlines; what was mended is counted."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _legacy(data, blog)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\u2028", "\n")
    clean = text.translate(_CONTROLS)
    blog.repair(CONTROL_CHARACTERS, len(text) - len(clean))
    return clean


def _legacy(data: bytes, blog: Blog) -> str:
    """Return a text that is not UTF-8: mostly so, with a few broken bytes, or of an old Windows encoding."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    others = sum(byte > 0x7F for byte in data)
    if broken * 3 > others:
        blog.repair("files in an old Windows encoding, read as such")
        return data.decode("cp1252", "replace")
    blog.repair(BROKEN_BYTES, broken)
    return text


def _name(file: str) -> str:
    return slug(PurePosixPath(file).stem, "post")


def text_post(data: bytes, file: str, blog: Blog, problems: Problems) -> Iterator[Post]:
    """Yield the post of a pasted text."""
    from book.importing.pasted import pasted_post

    text = decoded(data, blog)
    yield check_post(text, pasted_post(text, file, _name(file)), problems, glued=True)


def markdown_post(data: bytes, file: str, blog: Blog, problems: Problems) -> Iterator[Post]:
    """Yield the post of a Markdown file."""
    from book.importing.markdown_file import body_of, markdown_file_post

    text = decoded(data, blog)
    yield check_post(plain_markdown(body_of(text)), markdown_file_post(text, file, _name(file)), problems)


def page_post(data: bytes, file: str, blog: Blog, problems: Problems) -> Iterator[Post]:
    """Yield the posts of a saved page."""
    from book.importing.page import posts_of_page

    yield from posts_of_page(data, file, _name(file), blog, problems)


def list_posts(data: bytes, file: str, problems: Problems) -> Iterator[Post]:
    """Yield a post for each film of a list that has a text (a review, a note); a list without any is an error."""
    films = read_list(data, file, problems)
    if films is None:
        return
    with_text = [row for row in films.rows if row.text]
    if not with_text:
        problems.error(
            Source(file, 1), "list-without-texts", f"is {films.kind} without reviews: it says only ranks or years",
            f"bookmake import BLOG --ranks {PurePosixPath(file).name} --into DIR",
        )  # fmt: skip
        return
    for row in with_text:
        source = Source(file, row.line)
        content = content_of(row.text, source, problems, classic=True)
        heading = f"{row.title} ({row.year})" if row.year else row.title
        yield Post(
            id=slug(heading),
            source=source,
            title=heading,
            date=row.date,
            blocks=content.blocks,
            left_out=content.left_out,
            rank=row.position,
            year=row.year,
            remarks=content.remarks,
            names=(("directed_by", tuple(n for d in row.directors for n in names_of(d).names)),)
            if row.directors
            else (),
            facts=(("rating", row.rating),) if row.rating else (),
        )
