"""The index of people: who is mentioned where, and the entries a reader looks up.

Anchors are names; where they fall is only known to a page map (print) or a file (EPUB).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LocatorKind = Literal["credit", "mention", "sidebar", "illustration"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the index lists: `name` exactly as credited or first marked, `heading` as printed.

    `sort` is the file-as key: one folded string for each comma-separated part of the heading.
    """

    name: str
    heading: str
    sort: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A person (or a work) named in running text: characters start to end of the plain text of a text block.

    `anchor` is the id to be written at `start`, or "" where no locator needs one. `others` are named by the
    same words ("the Coens"). Where `of` is "work", `person` is the title under which the work is listed.
    """

    person: str
    block: str
    start: int
    end: int
    anchor: str = ""
    others: tuple[str, ...] = ()
    of: Literal["person", "work"] = "person"


@dataclass(frozen=True, slots=True)
class Locator:
    """One place an entry points to: from `anchor` to `last` (the same, unless the treatment runs on).

    `piece` is the id of the chapter or piece of matter; `rank` is None outside chapters. For a credit,
    anchor is the chapter's own anchor and the locator is the chapter's whole range; `roles` are the keys of
    the credits the person has there.
    """

    piece: str
    rank: int | None
    kind: LocatorKind
    anchor: str
    last: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index. A see-entry has `see` and neither person nor locators; a title is set in italics."""

    heading: str
    sort: tuple[str, ...]
    person: str | None = None
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    locators: tuple[Locator, ...] = ()
    title: bool = False


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The entries under one letter heading."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class FurtherIndex:
    """An index of something else than people: `key` is "titles", "years", or the key of a credit or a fact."""

    key: str
    title: str
    groups: tuple[LetterGroup, ...]

    @property
    def by_title(self) -> bool:
        """Whether an entry says the titles of its works, each with its place: all but the index of titles itself."""
        return self.key != "titles"


@dataclass(frozen=True, slots=True)
class Index:
    """The whole index: people by name, mentions by block, entries by letter in printed order."""

    people: Mapping[str, Person] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """Block id → its mentions, in order, not overlapping."""
    groups: tuple[LetterGroup, ...] = ()
    elide: Literal["chicago", "hart", "full"] = "chicago"
    headings_to_check: tuple[str, ...] = ()
    """Names whose heading a rule could not be sure of."""
    further: tuple[FurtherIndex, ...] = ()
    """The other indexes the settings ask for, in their order."""
    places: Literal["pages", "ranks"] = "pages"
    """What a locator is in print."""
    subentries: Literal["none", "film", "role"] = "none"
    subentries_above: int = 6
    """An entry of more locators than this is divided, if `subentries` says by what."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in printed order."""
        return tuple(entry for group in self.groups for entry in group.entries)
