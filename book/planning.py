"""Planning: what a book comes to on each trim, paper and printer, before anyone commits. Stands on the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from book.model.book import Book
from book.model.settings import EditionSettings, Trim
from book.pipeline import Manuscript, equip, prepare
from book.problems import BookError, Problem, Problems
from book.workshop import Workshop

if TYPE_CHECKING:
    from book.preflight.offers import Offer

TRIMS = ("5x8", "5.5x8.5", "6x9", "7x10")
"""What is looked at besides the edition's own trim."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A trim, about how many pages the book has on it, and what every printer offers for that."""

    trim: Trim
    pages: int
    too_long: int
    """How many chapters have more words than the theme has room for on this trim, by its word budget."""
    offers: tuple[Offer, ...]

    def as_json(self) -> dict[str, object]:
        """Return the plan as the object that `--json` prints."""
        return {
            "trim": self.trim.words,
            "pages": self.pages,
            "too_long": self.too_long,
            "offers": [
                {
                    "printer": offer.printer,
                    "paper": offer.paper,
                    "least": offer.least,
                    "most": offer.most,
                    "over": offer.over(self.pages),
                    "spine_mm": None if offer.spine is None else round(offer.spine, 2),
                }
                for offer in self.offers
            ],
        }


def plans(
    manuscript: Manuscript,
    settings: EditionSettings,
    problems: Problems,
    workshop: Workshop,
    trims: Sequence[str] = (),
) -> Iterator[Plan]:
    """Yield the plan of an edition on its own trim and on common ones, or on those asked for ("6x9", "129x198mm").

    Papers of the edition's own ink are offered: black, or colour.

    Raises `BookError` if the book has errors, or for a trim that cannot be read.
    """
    from book.edition import budgets
    from book.preflight.offers import offers
    from book.theme import load_theme

    problems.stop_if_errors()
    theme = load_theme(manuscript.book.root, settings.theme or manuscript.book.settings.theme, problems)
    ink = (settings.paper or "bw").partition("_")[0]
    for trim in _trims(settings, trims):
        here = replace(settings, trim=trim)
        pages = _pages(manuscript, here, problems, workshop)
        too_long = sum(1 for one in budgets(manuscript.book, theme, here) if one.over)
        named = (one for one in offers(trim, settings.binding, pages) if one.printer != "any")
        yield Plan(trim, pages, too_long, tuple(one for one in named if one.paper.startswith(ink)))


def volumes_of(book: Book, settings: EditionSettings) -> tuple[EditionSettings, ...]:
    """Return the editions that are the volumes this one belongs to, by number; itself alone if it is none."""
    named = {edition.name: edition for edition in book.settings.editions}
    return tuple(named[volume.edition] for volume in settings.volumes) or (settings,)


def _trims(settings: EditionSettings, asked: Sequence[str]) -> list[Trim]:
    from book.manuscript.identifiers import trim_of

    found = [] if asked else [settings.trim]
    for words in asked or TRIMS:
        trim = trim_of(words)
        if trim is None:
            message = f"“{words}” is not a trim"
            raise BookError([Problem(settings.source, "trim", message, "bookmake plan --trim 6x9")])
        if (trim.width, trim.height) not in [(one.width, one.height) for one in found]:
            found.append(trim)
    return found


def _pages(manuscript: Manuscript, settings: EditionSettings, problems: Problems, workshop: Workshop) -> int:
    """Return about how many pages an edition has, with the inside margin that this asks for."""
    from book.pdf import estimate_pages

    # A plan is for printers yet to be chosen: what the present ones say of a trim is in their lines.
    free = replace(settings, use="print")
    apart = Problems()
    equipment = equip(manuscript.book, free, apart)
    pages = 0
    for choice in equipment.choices:
        workshop.step(f"plan {settings.trim.words}")
        edition = prepare(manuscript, free, equipment, apart, choice)
        if not workshop.fit:
            edition = replace(edition, documents=tuple(replace(one, fit=None) for one in edition.documents))
        pages = estimate_pages(edition, cache=workshop.cache, jobs=workshop.processes, progress=workshop.pages)
        if choice.most is None or pages <= choice.most:
            break
    problems.extend(one for one in apart if one.code not in ("trim-not-offered", "paper-not-offered"))
    return pages
