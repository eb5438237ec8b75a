"""Units and the sides they begin on: laid out apart, in several processes, each on its true side.

The side of a unit follows from the pages of all before it, which are not known when it could be laid out
already. So sides are guessed, from pages known or estimated, and a unit guessed wrong is laid out again: what
comes out is always every unit on its true side, whatever was guessed and however many processes there are.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from book.model.edition import Document, Edition, ShelfFile
from book.model.theme import Side
from book.pdf.store import Store
from book.typeset.job import Laid, TypesetJob
from book.typeset.versions import fingerprint

if TYPE_CHECKING:
    from book.typeset.engine import Typesetter
    from book.typeset.workers import Workers

_PICTURE = re.compile(r"pictures/[^\"'\s)]+")
_FEW = 2  # units that are sooner laid out here than a process is started
_TAGS = re.compile(r"<[^>]*>|\s+")
_A_PAGE = 1_800  # characters, before anything better is known


@dataclass(frozen=True, slots=True)
class Unit:
    """A document with the XHTML it is laid out from, or with what stands in for it until it can be written."""

    document: Document
    xhtml: str
    stand_in: Laid | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit laid out: `begin` is its first page in its run, 0 being a recto; blank pages may lie before it."""

    unit: Unit
    laid: Laid
    begin: int

    @property
    def end(self) -> int:
        """The page after its last, in its run."""
        return self.begin + len(self.laid.sizes)


def first_page(position: int, start: Side) -> int:
    """Return where a document that begins on `start` begins, the pages before it ending at `position`."""
    if start == "recto":
        return position + position % 2
    if start == "verso":
        return position + 1 - position % 2
    return position


def reading_length(xhtml: str) -> int:
    """Return how many characters of a document are read."""
    return len(_TAGS.sub("", xhtml))


class Press:
    """Lays out the units of one edition. Use it in a `with`: that ends its processes."""

    def __init__(self, edition: Edition, store: Store, jobs: int, progress: Callable[[int, int], None]) -> None:
        self._edition = edition
        self._store = store
        self._jobs = max(1, jobs)
        self._progress = progress
        self._laid: dict[str, Laid] = {}
        self._missing: set[str] = set()
        self._common = {url: file for url, file in edition.shelf.items() if not url.startswith("pictures/")}
        self._seed = _digest([fingerprint(), edition.css, edition.colour, *_shelf_lines(self._common)])
        self._keys: dict[tuple[str, str, bool], str] = {}
        self._here: Typesetter | None = None
        self._workers: Workers | None = None
        self._weights: dict[str, int] = {}
        self._known_pages: dict[str, list[tuple[int, int]]] = {}
        """Kind of document → weight and pages of those laid out, lightest first."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers:
            self._workers.stop()
        if self._here:
            self._here.close()

    def lay_out(self, runs: Sequence[Sequence[Unit]], *, tell: bool = True) -> tuple[tuple[Placed, ...], ...]:
        """Return the units of each run on their true sides; a run begins on a recto."""
        at_work: dict[str, Unit] = {}
        total = sum(len(run) for run in runs)
        while True:
            placed, wanted = self._walk(runs)
            if tell:
                self._progress(total - len(wanted), total)
            if not wanted and not at_work:
                return tuple(tuple(Placed(unit, laid, begin) for unit, laid, begin in run) for run in placed)
            waiting = [(key, unit, verso) for key, unit, verso in wanted if key not in at_work]
            if not self._workers and (self._jobs == 1 or len(waiting) <= _FEW):
                key, unit, verso = waiting[0]
                self._keep(key, unit, self._in_process(self._job(unit, verso=verso)))
                continue
            workers = self._hire(len(waiting))
            for key, unit, verso in waiting[: workers.free]:
                at_work[key] = unit
                workers.give(key, self._job(unit, verso=verso))
            if at_work:
                name, laid = workers.take()
                self._keep(str(name), at_work.pop(str(name)), laid)

    def _walk(
        self, runs: Sequence[Sequence[Unit]]
    ) -> tuple[list[list[tuple[Unit, Laid, int]]], list[tuple[str, Unit, bool]]]:
        """Return what is laid out as things stand, and what is still wanted, in order."""
        placed: list[list[tuple[Unit, Laid, int]]] = []
        wanted: list[tuple[str, Unit, bool]] = []
        for run in runs:
            position = 0
            placed.append([])
            for unit in run:
                begin = first_page(position, unit.document.start)
                verso = begin % 2 == 1
                laid = self._known(unit, verso=verso)
                if laid is None:
                    wanted.append((self._key(unit, verso=verso), unit, verso))
                    position = begin + self._guess(unit, verso=verso)
                else:
                    placed[-1].append((unit, laid, begin))
                    position = begin + max(1, len(laid.sizes))
        return placed, wanted

    def _known(self, unit: Unit, *, verso: bool) -> Laid | None:
        if unit.stand_in:
            return unit.stand_in
        key = self._key(unit, verso=verso)
        if key not in self._laid and key not in self._missing:
            if laid := self._store.get(key):
                self._count(unit, laid)
                self._laid[key] = laid
            else:
                self._missing.add(key)
        return self._laid.get(key)

    def _guess(self, unit: Unit, *, verso: bool) -> int:
        """Return how many pages a unit will have: as on the other side, else as its kin of nearest length."""
        if laid := self._laid.get(self._key(unit, verso=not verso)):
            return max(1, len(laid.sizes))
        weight = self._weight(unit)
        known = self._known_pages.get(unit.document.kind)
        if not known:
            return max(1, round(weight / _A_PAGE))
        place = bisect_left(known, (weight, 0))
        return min(known[max(0, place - 1) : place + 1], key=lambda one: abs(one[0] - weight))[1]

    def _weight(self, unit: Unit) -> int:
        """Return what tells best how many pages a unit takes: its characters, and a picture for a third of a page."""
        if unit.xhtml not in self._weights:
            self._weights[unit.xhtml] = reading_length(unit.xhtml) + unit.xhtml.count("<img ") * _A_PAGE // 3
        return self._weights[unit.xhtml]

    def _keep(self, key: str, unit: Unit, laid: Laid) -> None:
        self._laid[key] = laid
        self._count(unit, laid)
        if not any(problem.severity == "error" for problem in laid.problems):
            self._store.put(key, laid)

    def _count(self, unit: Unit, laid: Laid) -> None:
        insort(self._known_pages.setdefault(unit.document.kind, []), (self._weight(unit), max(1, len(laid.sizes))))

    def _in_process(self, job: TypesetJob) -> Laid:
        from book.typeset.engine import Typesetter

        if self._here is None:
            self._here = Typesetter()
        return self._here.typeset(job)

    def _hire(self, waiting: int) -> Workers:
        from book.typeset.workers import Workers

        if self._workers is None:
            self._workers = Workers(min(self._jobs, max(1, waiting)))
        return self._workers

    def _job(self, unit: Unit, *, verso: bool) -> TypesetJob:
        return TypesetJob(
            xhtml=unit.xhtml,
            css=self._edition.css,
            shelf=self._shelf(unit),
            grey=self._edition.colour == "grey",
            name=unit.document.id,
            verso=verso,
        )

    def _shelf(self, unit: Unit) -> dict[str, ShelfFile]:
        """Return what a unit may load: all faces and files of the theme, and the pictures it names."""
        names = {*unit.document.pictures, *map(unquote, _PICTURE.findall(unit.xhtml)), *_PICTURE.findall(unit.xhtml)}
        urls = (name if name.startswith("pictures/") else f"pictures/{name}" for name in names)
        pictures = {url: self._edition.shelf[url] for url in sorted(urls) if url in self._edition.shelf}
        return {**self._common, **pictures}

    def _key(self, unit: Unit, *, verso: bool) -> str:
        known = (unit.document.id, unit.xhtml, verso)
        if known not in self._keys:
            pictures = {url: file for url, file in self._shelf(unit).items() if url.startswith("pictures/")}
            parts = [self._seed, unit.document.id, str(verso), *_shelf_lines(pictures), unit.xhtml]
            self._keys[known] = _digest(parts)
        return self._keys[known]


def _shelf_lines(shelf: Mapping[str, ShelfFile]) -> Iterable[str]:
    return (f"{url}\0{file.media_type}\0{file.digest}" for url, file in sorted(shelf.items()))


def _digest(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
