"""Words of a blog that were left in a chapter, with the place where they stand."""

from __future__ import annotations

from book.model.blog_talk import blog_talk, likely_rules
from book.model.book import Chapter
from book.model.prose import Link, inlines_within, plain_text, text_blocks
from book.problems import Problems, Source


def check_blog_talk(chapter: Chapter, problems: Problems) -> None:
    """Report words of a blog in a chapter; matter may well say where a book began."""
    blocks = text_blocks([*chapter.blocks, *(block for note in chapter.notes for block in note.blocks)])
    texts = [(block, plain_text(block.inlines)) for block in blocks]
    rules = likely_rules("\n".join(text for _, text in texts))
    lines = chapter.text.split("\n")
    for block, text in texts:
        for words, why in blog_talk(text, rules):
            links = {plain_text(i.inlines) for i in inlines_within(block.inlines) if isinstance(i, Link)}
            if words not in links:
                problems.warning(
                    _place(lines, block.source, words),
                    "blog-talk",
                    f"“{words[:60]}” {why}",
                    "say it without the blog, or leave it out",
                )


def _place(lines: list[str], start: Source, words: str) -> Source:
    """Return where words stand from a line on; where marks or a line break part them, where the first one does."""
    for number in range(max(start.line, 1), min(start.line + 200, len(lines) + 1)):
        column = lines[number - 1].casefold().find(words.casefold())
        if column >= 0:
            return Source(start.file, number, column + 1)
        if number > start.line and not lines[number - 1].strip():
            break
    column = lines[start.line - 1].find(words.split(" ", 1)[0]) if 0 < start.line <= len(lines) else -1
    return Source(start.file, start.line, column + 1)
