"""Units: laid out apart, in several processes, and then put one after the other, each on the side it falls on.

On which side a unit begins follows from all before it. So each is laid out for both, and no unit waits for
another: an edit that moves all following pages lays out again nothing but what was edited.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from book.model.edition import Document, Edition, ShelfFile
from book.model.theme import Side
from book.pdf.store import Pages
from book.store import key_of
from book.typeset.job import Laid, TypesetJob
from book.typeset.versions import fingerprint

if TYPE_CHECKING:
    from book.typeset.engine import Typesetter
    from book.typeset.workers import Workers

_PICTURE = re.compile(r"pictures/[^\"'\s)]+")
_TAGS = re.compile(r"<[^>]*>|\s+")
_FEW = 2  # units that are sooner laid out here than a process is started


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
    """Lays out the units of one edition. Use it in a `with`: that ends the processes it started itself."""

    def __init__(
        self,
        edition: Edition,
        store: Pages,
        jobs: int,
        progress: Callable[[int, int, int], None],
        workers: Workers | None = None,
    ) -> None:
        self._edition = edition
        self._store = store
        self._jobs = max(1, jobs)
        self._progress = progress
        self._laid: dict[str, Sequence[Laid]] = {}
        self._common = {url: file for url, file in edition.shelf.items() if not url.startswith("pictures/")}
        self._seed = key_of(fingerprint(), edition.css, edition.colour, *_shelf_lines(self._common))
        self._sides_key = key_of("sides", self._seed)
        self._keys: dict[tuple[str, str, str], str] = {}
        self._here: Typesetter | None = None
        self._workers = workers
        self._hired = workers is None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._workers and self._hired:
            self._workers.stop()
        if self._here:
            self._here.close()

    def lay_out(self, units: Sequence[Unit], *, tell: bool = True) -> None:
        """Lay out units that are not laid out yet, in order, and have the rest at hand."""
        wanted = {self._key(unit): unit for unit in units if not unit.stand_in}
        waiting = [unit for key, unit in wanted.items() if not self._at_hand(key)]
        done, of = len(units) - len(waiting), len(units)
        pages = 0
        if tell:
            self._progress(done, of, pages)
        for key, laid in self._answers(waiting, units):
            self._laid[key] = laid
            if not any(problem.severity == "error" for one in laid for problem in one.problems):
                self._store.put(key, laid)
            done += 1
            pages += len(laid[0].sizes)
            if tell:
                self._progress(done, of, pages)

    def place(self, run: Sequence[Unit]) -> tuple[Placed, ...]:
        """Return laid-out units one after the other, from a recto on, each as it begins on the side it falls on."""
        placed: list[Placed] = []
        position = 0
        for unit in run:
            begin = first_page(position, unit.document.start)
            sides = self._laid.get(self._key(unit), ())
            laid = unit.stand_in or sides[begin % 2 if len(sides) > 1 else 0]
            placed.append(Placed(unit, laid, begin))
            position = begin + max(1, len(laid.sizes))
        return tuple(placed)

    def _at_hand(self, key: str) -> bool:
        if key not in self._laid and (laid := self._store.get(key)):
            self._laid[key] = laid
        return key in self._laid

    def note_sides(self, placed: Sequence[Placed]) -> None:
        """Keep which side each unit fell on, for the next build to read that one while it waits."""
        sides = {one.unit.document.id: one.begin % 2 for one in placed if _both(one.unit)}
        self._store.note_sides(self._sides_key, sides)

    def _read_ahead(self, units: Sequence[Unit]) -> None:
        """Read the sides of kept units that the last build took."""
        sides = self._store.sides(self._sides_key)
        for unit in units:
            kept = self._laid.get(self._key(unit), ()) if not unit.stand_in else ()
            if len(kept) > 1:
                kept[1 if sides.get(unit.document.id) == 1 else 0]

    def _answers(self, waiting: Sequence[Unit], units: Sequence[Unit]) -> Iterator[tuple[str, tuple[Laid, ...]]]:
        """Yield what is laid out of `units`, by key, as it comes."""
        if not self._workers and (self._jobs == 1 or len(waiting) <= _FEW):
            for unit in waiting:
                yield self._key(unit), self._in_process(self._job(unit))
            return
        workers = self._hire(len(waiting))
        for unit in waiting:
            if not workers.free:
                yield workers.take()
            workers.give(self._key(unit), self._job(unit))
        if workers.busy:
            self._read_ahead(units)
        while workers.busy:
            yield workers.take()

    def _in_process(self, job: TypesetJob) -> tuple[Laid, ...]:
        from book.typeset.engine import Typesetter

        if self._here is None:
            self._here = Typesetter()
        return self._here.sides(job)

    def _hire(self, waiting: int) -> Workers:
        from book.typeset.workers import Workers

        if self._workers is None:
            self._workers = Workers(min(self._jobs, max(1, waiting)))
        return self._workers

    def _job(self, unit: Unit) -> TypesetJob:
        return TypesetJob(
            xhtml=unit.xhtml,
            css=self._edition.css,
            shelf=self._shelf(unit),
            grey=self._edition.colour == "grey",
            name=unit.document.id,
            both=_both(unit),
            verso=unit.document.start == "verso",
            pages=unit.document.fit.pages if unit.document.fit else 0,
            rungs=unit.document.fit.rungs if unit.document.fit else (),
            quire=True,
        )

    def _shelf(self, unit: Unit) -> dict[str, ShelfFile]:
        """Return what a unit may load: all faces and files of the theme, and the pictures it names."""
        names = {*unit.document.pictures, *map(unquote, _PICTURE.findall(unit.xhtml)), *_PICTURE.findall(unit.xhtml)}
        urls = (name if name.startswith("pictures/") else f"pictures/{name}" for name in names)
        pictures = {url: self._edition.shelf[url] for url in sorted(urls) if url in self._edition.shelf}
        return {**self._common, **pictures}

    def _key(self, unit: Unit) -> str:
        known = (unit.document.id, unit.xhtml, unit.document.start)
        if known not in self._keys:
            pictures = {url: file for url, file in self._shelf(unit).items() if url.startswith("pictures/")}
            fit = unit.document.fit
            asked = [str(_both(unit)), unit.document.start if not _both(unit) else ""]
            asked += [str(fit.pages), *fit.rungs] if fit else []
            parts = [self._seed, unit.document.id, " / ".join(asked), *_shelf_lines(pictures), unit.xhtml]
            self._keys[known] = key_of(*parts)
        return self._keys[known]


def _both(unit: Unit) -> bool:
    """Whether a unit may fall on either side; one that always begins on the same is laid out for that alone."""
    return unit.document.start == "any"


def _shelf_lines(shelf: Mapping[str, ShelfFile]) -> Iterable[str]:
    return (f"{url}\0{file.media_type}\0{file.digest}" for url, file in sorted(shelf.items()))
