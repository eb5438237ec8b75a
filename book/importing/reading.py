"""What all readers of HTML share: content → blocks, with the proof that no word was lost on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from book.importing.conservation import missing, plain_html
from book.importing.content import blocks_of, blocks_of_element
from book.importing.furniture import without_addresses
from book.importing.post import Block, LeftOut, Post, words_of
from book.importing.shortcodes import unknown_shortcodes
from book.problems import Problems, Source

_MOJIBAKE = re.compile("Ã[\x80-\xbf‚-™]|â€[\x80-\xbf™œ˜”“¦]?|¬†|Â[£«»©®°]")
"""UTF-8 that was read as an old Windows or Macintosh encoding, and written as UTF-8 again."""
SHOWN = 12
"""How many lost words a problem names."""


@dataclass(frozen=True, slots=True)
class Content:
    """The blocks of a post, what was left out of it, and remarks for the report."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[str, ...] = ()


def content_of(html: str, source: Source, problems: Problems, *, classic: bool) -> Content:
    """Return the content of an HTML text; words that would be lost are an error."""
    blocks, left_out = blocks_of(html, source, classic=classic)
    after = [*words_of(blocks), *(piece.words for piece in left_out)]
    hint = "open the post in the blog's editor, save it again and make a new export"
    check_kept(plain_html(html), after, source, problems, hint=hint)
    remarks = []
    if any(not block.sure for block in blocks):
        remarks.append("text between the blocks of the editor was parted at empty lines")
    if any(sign in html for sign in "ÃÂâ¬") and (found := _MOJIBAKE.search(html)):
        remarks.append(f"“{found[0]}” looks like an accent or a quotation mark in the wrong encoding")
    if "\ufffd" in html:
        remarks.append("� stands where a byte was broken")
    unknown = unknown_shortcodes(html)
    if unknown:
        remarks.append(f"shortcodes left in the text as words: {', '.join(dict.fromkeys(unknown))}")
    return Content(blocks, left_out, tuple(remarks))


def check_kept(
    before: str, after: Iterable[str], source: Source, problems: Problems, *, hint: str, glued: bool = False
) -> None:
    """Report words of a source that its reader lost; that they were not is the first half of conservation."""
    if lost := missing(without_addresses(before), without_addresses("\n".join(after)), glued=glued):
        shown = " ".join(list(lost)[:SHOWN])
        message = f"{lost.total()} words of this post cannot be read out of it: {shown}"
        problems.error(source, "lost-words", message, hint)


def check_post(before: str, post: Post, problems: Problems, *, glued: bool = False) -> Post:
    """Return a post after checking that it holds every word of the text it was read from."""
    after = [post.title, *words_of(post.blocks), *(piece.words for piece in post.left_out)]
    hint = "paste the words of this post into a .txt file, and import that"
    check_kept(before, after, post.source, problems, hint=hint, glued=glued)
    return post


def content_of_element(element: Any, source: Source) -> Content:  # noqa: ANN401  (lxml publishes no types)
    """Return the content of an element of a parsed page."""
    blocks, left_out = blocks_of_element(element, source)
    return Content(blocks, left_out)
