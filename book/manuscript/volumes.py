"""Volumes: editions that share the ranking between them, each with a range of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from book.manuscript.values import Table
from book.model.book import Chapter
from book.model.settings import LAST_RANK, EditionSettings, Order, Volume
from book.problems import Problems

Range = tuple[int, int]
"""Least and most rank."""


def with_volumes(editions: Sequence[EditionSettings], order: Order, table: Table) -> tuple[EditionSettings, ...]:
    """Return the editions, those that are volumes with their number and all of their set.

    A set are the editions of one format, use, binding and trim that have a range. Where some of it say `volume`,
    these are the volumes; where none does and there are several ranges, they are numbered in the order of reading.
    """
    known: dict[str, EditionSettings] = {}
    for edition in editions:
        _check_range_is_said(edition, table)
    for some in _sets(editions):
        volumes = _said(some, table) if any(one.volume for one in some) else _derived(some, order, table)
        for edition in some:
            number = next((one.number for one in volumes if (one.least, one.most) == range_of(edition)), None)
            known[edition.name] = replace(edition, volume=number, volumes=volumes if number else ())
    return tuple(known.get(edition.name, edition) for edition in editions)


def range_of(edition: EditionSettings) -> Range:
    """Return the least and the most rank of an edition."""
    ends = (edition.first or 1, edition.last or LAST_RANK)
    return min(ends), max(ends)


def _sets(editions: Sequence[EditionSettings]) -> Iterator[list[EditionSettings]]:
    sets: dict[tuple[object, ...], list[EditionSettings]] = {}
    for edition in editions:
        if edition.first is not None:
            made = (edition.binding, edition.trim.width, edition.trim.height) if edition.format == "pdf" else ()
            sets.setdefault((edition.format, edition.use, made), []).append(edition)
    yield from sets.values()


def _check_range_is_said(edition: EditionSettings, table: Table) -> None:
    if edition.first is not None:
        return
    for key, given in (("volume", edition.volume is not None), ("index", edition.index == "all")):
        if given:
            table.table(edition.name).wrong(
                key, "is for volumes, and this edition has no range of ranks", "from = 365, to = 201", "missing-setting"
            )


def _said(editions: Sequence[EditionSettings], table: Table) -> tuple[Volume, ...]:
    found: dict[int, Volume] = {}
    for edition in editions:
        if edition.volume is None:
            continue
        one = Volume(edition.volume, *range_of(edition), edition.name)
        other = found.setdefault(one.number, one)
        if (other.least, other.most) != (one.least, one.most):
            message = f"the editions `{other.edition}` and `{one.edition}` are both volume {one.number}"
            hint = f"volume = {max(found) + 1}"
            table.problems.error(table.table(edition.name).source("volume"), "same-volume", message, hint)
    volumes = tuple(volume for _, volume in sorted(found.items()))
    _overlapping(volumes, table)
    return volumes


def _derived(editions: Sequence[EditionSettings], order: Order, table: Table) -> tuple[Volume, ...]:
    ranges: dict[Range, str] = {}
    for edition in editions:
        ranges.setdefault(range_of(edition), edition.name)
    if len(ranges) < 2:
        return ()
    ordered = sorted(ranges, reverse=order.direction == "countdown")
    volumes = tuple(Volume(number, *one, ranges[one]) for number, one in enumerate(ordered, start=1))
    return () if _overlapping(volumes, table) else volumes


def _overlapping(volumes: Iterable[Volume], table: Table) -> bool:
    """Whether two volumes hold the same rank, which is reported."""
    found = False
    for before, after in pairwise(sorted(volumes, key=lambda one: one.least)):
        if after.least <= before.most:
            found = True
            message = f"the editions `{before.edition}` and `{after.edition}` both hold rank {after.least}"
            hint = "change `from` and `to`; or say `volume = 1`, `volume = 2` in those that are volumes"
            source = table.table(after.edition).source()
            table.problems.warning(source, "overlapping-volumes", message, hint)
    return found


def check_volumes(chapters: Iterable[Chapter], editions: Sequence[EditionSettings], problems: Problems) -> None:
    """Report the chapters that none of a set of volumes holds, once a set."""
    ranked = sorted((chapter for chapter in chapters if chapter.rank), key=lambda chapter: chapter.rank)
    for volumes in dict.fromkeys(edition.volumes for edition in editions if edition.volumes):
        left = [chapter for chapter in ranked if not any(volume.holds(chapter.rank) for volume in volumes)]
        if left:
            edition = next(one for one in editions if one.volumes == volumes)
            shown = ", ".join(f"{chapter.rank} {chapter.title}" for chapter in left[:5])
            more = ", …" if len(left) > 5 else ""
            message = f"in none of the volumes {_words(volumes)}: {shown}{more}"
            hint = "change `from` and `to` of one of them"
            problems.warning(edition.source, "outside-volumes", message, hint)


def _words(volumes: Sequence[Volume]) -> str:
    return ", ".join(f"{one.number} (`{one.edition}`)" for one in volumes)


def wanted_part(gap: Range, editions: Sequence[EditionSettings]) -> list[Range]:
    """Return what of some ranks is wanted by an edition: all of it, unless every edition has a range of its own."""
    found: list[Range] = []
    begin = gap[0]
    for least, most in sorted(map(range_of, editions)) or [gap]:
        first, last = max(begin, least), min(gap[1], most)
        if first > last:
            continue
        if found and found[-1][1] + 1 == first:
            first = found.pop()[0]
        found.append((first, last))
        begin = last + 1
    return found
