"""Late documents and page references: laid out again until every number is true.

An index is written from the page map, and takes pages that later documents are moved by; a page reference in
running text is a box as wide as its number. Both come to rest here: nothing is handed on before a document
written from the final map is the very document that was laid out. What an index says besides numbers (whom it
names, how many places each has) hardly ever follows from pages, so it is laid out once, with zeros for numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from book.model.edition import Document, Edition, PrintedLocator
from book.pdf import references
from book.pdf.pagination import Pagination, paginate
from book.pdf.units import Placed, Press, Unit
from book.problems import BookError, Problem, Source
from book.typeset.job import Laid

_SAMPLE = 5  # units that tell how much a page holds
_MOST_TURNS = 12


@dataclass(frozen=True, slots=True)
class Settled:
    """Every unit on its true pages, in order, and what is printed for each locator."""

    placed: tuple[Placed, ...]
    pagination: Pagination
    locators: Mapping[str, PrintedLocator] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything the layout of the units complained of, without repeats."""
        return tuple(dict.fromkeys(problem for one in self.placed for problem in one.laid.problems))


def settle(edition: Edition, press: Press, *, cover: bool) -> Settled:
    """Return the edition laid out with every page number true.

    Raises `BookError` if a unit cannot be laid out, or (never seen) if the pages do not come to rest.
    """
    late = [document for document in edition.documents if document.late]
    written: dict[str, str] | None = None if late else {}
    widths = _first_widths(edition, press)
    for turn in range(_MOST_TURNS):
        settled = _lay_out(edition, press, written, widths, cover=cover)
        _stop_if_wrong(edition, settled)
        new = {document.id: edition.write_late(document.id, settled.pagination.map) for document in late}
        now = {name: one.xhtml for name, one in new.items()}
        needed = _widths(settled)
        if turn > 0:  # the first count is taken as it is; afterwards boxes only grow, so that this ends
            needed = {anchor: max(width, widths.get(anchor, 0)) for anchor, width in needed.items()}
        if now == written and needed == widths:
            locators = {name: locator for one in new.values() for name, locator in one.locators.items()}
            return replace(settled, locators=locators)
        written, widths = now, needed
    raise BookError([Problem(Source(), "unsettled", "the pages of this edition never come to rest")])


def located(edition: Edition, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems of the layout with the file and line that their document or anchor was written at."""
    return tuple(replace(problem, source=_source(edition, problem.source)) for problem in problems)


def _source(edition: Edition, source: Source) -> Source:
    """Return where an anchor was written: its own line, or that of the piece it is named after ("ch-heat-s1-label")."""
    document, _, anchor = source.file.partition("#")
    while anchor:
        if written := edition.sources.get(anchor):
            return written
        anchor = anchor.rpartition("-")[0]
    return edition.sources.get(document) or replace(source, file=document)


def _stop_if_wrong(edition: Edition, settled: Settled) -> None:
    if any(problem.severity == "error" for problem in settled.problems):
        raise BookError(located(edition, settled.problems))


def _lay_out(
    edition: Edition, press: Press, written: Mapping[str, str] | None, widths: Mapping[str, int], *, cover: bool
) -> Settled:
    front: list[Unit] = []
    body: list[Unit] = []
    for document in edition.documents:
        unit = _unit(edition, document, written, widths)
        (front if document.place == "front" else body).append(unit)
    if body and body[0].document.start == "any":
        # The first page after the front matter is a right-hand one, whatever it is.
        body[0] = replace(body[0], document=replace(body[0].document, start="recto"))
    press.lay_out((*front, *body))
    opening, rest = press.place(front), press.place(body)
    printed = edition.settings.use == "print"
    multiple = edition.rules.page_multiple if printed else 1
    last_blank = printed and edition.rules.last_blank
    return Settled((*opening, *rest), paginate(opening, rest, cover=cover, multiple=multiple, last_blank=last_blank))


def _unit(edition: Edition, document: Document, written: Mapping[str, str] | None, widths: Mapping[str, int]) -> Unit:
    if not document.late:
        return Unit(document, references.sized(document, document.xhtml, widths))
    if written is not None:
        return Unit(document, references.sized(document, written[document.id], widths))
    # Before anything is known a page stands in for it, with every anchor it will have.
    anchors = {document.id: None, **{a: None for a, holder in edition.anchors.items() if holder == document.id}}
    return Unit(document, "", Laid(b"", ((0.0, 0.0),), tuple((anchor, 0, 0) for anchor in anchors)))


def _first_widths(edition: Edition, press: Press) -> dict[str, int]:
    """Return how wide page references will be, guessed from how much a few units hold on a page."""
    asked = _asked(Unit(document, document.xhtml) for document in edition.documents)
    bodies = [document for document in edition.documents if document.place == "body" and document.kind == "chapter"]
    if not asked or not bodies:
        return {}
    sample = bodies[:: max(1, len(bodies) // _SAMPLE)]
    units = [Unit(document, document.xhtml) for document in sample]
    press.lay_out(units, tell=False)
    placed = press.place(units)
    pages = sum(len(one.laid.sizes) for one in placed)
    written = sum(len(document.xhtml) for document in sample)
    return references.guess(edition.documents, asked, edition.anchors, max(1.0, written / max(1, pages)))


def _asked(units: Iterable[Unit]) -> set[str]:
    return {anchor for unit in units for anchor in references.targets(unit.document, unit.xhtml)}


def _widths(settled: Settled) -> dict[str, int]:
    """Return how many figures the number of every anchor that is referred to takes."""
    asked = _asked(one.unit for one in settled.placed)
    numbers = {anchor: settled.pagination.number(anchor) for anchor in sorted(asked)}
    return {anchor: references.width(number) for anchor, number in numbers.items() if number}
