"""What every source becomes: posts made of neutral blocks, and the list of what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from book.importing.rich import Rich
from book.problems import Source

Kind = Literal["paragraph", "heading", "quote", "list", "item", "table", "row", "cell", "rule", "picture", "embed",
               "code", "reusable"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a post. Which fields count depends on `kind`.

    `level` is that of a heading, and 1 for a numbered list; `address` that of a picture or film clip, or the
    number of a reusable block; `text` of a picture is its caption; `inside` holds what a quotation, list or
    table is made of. `sure` is false where no tag said that this is a paragraph.
    """

    kind: Kind
    text: Rich = Rich()
    line: int = 0
    level: int = 0
    address: str = ""
    alt: str = ""
    inside: tuple[Block, ...] = ()
    sure: bool = True

    def __reduce__(self) -> tuple[object, ...]:
        return Block, (
            self.kind, self.text, self.line, self.level, self.address, self.alt, self.inside, self.sure
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the source that stand in no chapter, in full, and why."""

    words: str
    why: str
    source: Source

    def __reduce__(self) -> tuple[object, ...]:
        return LeftOut, (self.words, self.why, self.source)


@dataclass(frozen=True, slots=True)
class Post:
    """One post (or page, or pasted text) of a source.

    `id` is stable from one export to the next; `title` may be empty; `date` is ISO or ""; `pasted` says that the
    text was copied from a screen, so that captions and page furniture stand in it as lines.
    """

    id: str
    source: Source
    title: str = ""
    date: str = ""
    author: str = ""
    slug: str = ""
    url: str = ""
    blocks: tuple[Block, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    protected: bool = False
    pasted: bool = False
    featured: str = ""
    rank: int | None = None
    year: int | None = None
    remarks: tuple[str, ...] = ()
    names: tuple[tuple[str, tuple[str, ...]], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    """Credits and facts that the source itself keeps apart (a chapter's header, a list)."""


@dataclass(slots=True)
class Blog:
    """What a source says of itself, and the count of what was left unread."""

    title: str = ""
    tagline: str = ""
    language: str = ""
    url: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    """Login → name as shown."""
    kinds: list[tuple[str, str]] = field(default_factory=list)
    """(file, what it was taken for)."""
    skipped: dict[str, int] = field(default_factory=dict)
    """What was not read, and how many: "comments", "drafts"."""
    repairs: dict[str, int] = field(default_factory=dict)
    """What was mended, and how often."""
    pictures: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Number of an attachment → (address, caption, alternative text)."""
    reusable: dict[str, tuple[Block, ...]] = field(default_factory=dict)

    def skip(self, what: str, count: int = 1) -> None:
        """Count something that is left unread."""
        if count:
            self.skipped[what] = self.skipped.get(what, 0) + count

    def repair(self, what: str, count: int = 1) -> None:
        """Count something that was mended."""
        if count:
            self.repairs[what] = self.repairs.get(what, 0) + count


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the words of blocks in reading order; alternative texts and addresses are no words."""
    for block in blocks:
        if block.text:
            yield block.text.words
        if block.inside:
            yield from words_of(block.inside)
