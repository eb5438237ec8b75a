"""An index of all volumes: every volume is laid out, since each one's index may lead to all the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from book.model.edition import VolumePages
from book.model.places import PageMap
from book.model.settings import EditionSettings

LayOut = Callable[[EditionSettings, tuple[VolumePages, ...]], PageMap]
"""Lays a volume out, given the pages of the others as far as they are known."""
_MOST_ROUNDS = 4


def pages_of_others(
    editions: Iterable[EditionSettings], settings: EditionSettings, lay_out: LayOut
) -> tuple[VolumePages, ...]:
    """Return the pages of the volumes that an edition is not.

    An index may be so long that its volume gets another inside margin: all are laid out until their pages rest.
    """
    named = {edition.name: edition for edition in editions}
    volumes = {one.number: named[one.edition] for one in settings.volumes if one.edition in named}
    if settings.volume is not None:
        volumes[settings.volume] = settings
    known: tuple[VolumePages, ...] = ()
    for _ in range(_MOST_ROUNDS):
        before, found = known, []
        for number, edition in sorted(volumes.items()):
            others = tuple(one for one in before if one.number != number)
            found.append(VolumePages(number, lay_out(edition, others)))
        known = tuple(found)
        if known == before:
            break
    return tuple(one for one in known if one.number != settings.volume)
