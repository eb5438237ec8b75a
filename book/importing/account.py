"""The account of a post: every word of it is in its chapters or in the list of what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from book.importing.conservation import missing, words
from book.importing.entry import Entry
from book.importing.post import Blog, LeftOut, Post, words_of
from book.problems import Problems

SHOWN = 12
"""How many lost words a problem names."""


def words_of_post(post: Post, blog: Blog) -> str:
    """Return all words of a post, with those of the blocks it shares with other posts."""
    texts = [post.title, *words_of(post.blocks), *(piece.words for piece in post.left_out)]
    for block in post.blocks:
        if block.kind == "reusable":
            texts.extend(words_of(blog.reusable.get(block.address, ())))
    return "\n".join(texts)


def account(
    post: Post, before: str, made: Iterable[str], *, entries: Sequence[Entry], left: list[LeftOut], problems: Problems
) -> None:
    """Prove that no word of a post was lost: `before` are its words, `made` those of its chapters.

    What of a heading is in no chapter joins `left`; anything else that is in neither is an error.
    """
    after = "\n".join([*made, *(piece.words for piece in left)])
    lost = missing(before, after, glued=post.pasted)
    if lost:
        headings = [(entry.heading or entry.title, entry.source) for entry in entries]
        for heading, where in headings or [(post.title, post.source)]:
            counted = words(heading, glued=post.pasted)
            if counted & lost:
                left.append(LeftOut(heading, "the heading as it was written", where))
                lost -= counted
    if lost:
        problems.error(
            post.source,
            "lost-words",
            f"{lost.total()} words of this post are in no chapter: {' '.join(list(lost)[:SHOWN])}",
            f'[posts."{post.id}"] skip = true in import.toml leaves the post out, with all its words in the report',
        )


def skipped_post(post: Post) -> Iterator[LeftOut]:
    """Yield what the report says of a post that the map leaves out: all of it."""
    yield LeftOut("\n\n".join([post.title, *words_of(post.blocks)]), "skip = true in import.toml", post.source)
    yield from post.left_out


def skipped_film(entry: Entry) -> Iterator[LeftOut]:
    """Yield what the report says of one film of a post that the map leaves out: all of it."""
    fields = entry.fields
    parts = [entry.heading or entry.title, *words_of(fields.body)]
    parts.extend(", ".join(names) for names in fields.credits.values())
    parts.extend(fields.facts.values())
    for _, blocks, speaker in fields.sidebars:
        parts.extend([*words_of(blocks), speaker])
    yield LeftOut("\n\n".join(part for part in parts if part), "skip = true in import.toml", entry.source)
    yield from fields.left_out
