"""A stage: printers' rules and the judges of finished files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from book.model.edition import PrinterRules
from book.model.printing import CoverPlan, Interior
from book.model.settings import CoverSettings, EditionSettings, Trim
from book.problems import Problem, Problems, Source

if TYPE_CHECKING:
    from book.preflight.findings import Verdict


def printer_rules(edition: EditionSettings, problems: Problems) -> PrinterRules:
    """Return what the edition's printers ask of its interior, at the strictest of all; lengths in mm.

    Reports printers, bindings, papers and trims that are not offered, with what is. An edition without printers,
    or one that is not printed, has no rules.
    """
    plain = not edition.printers and not edition.paper and edition.binding == "paperback"
    if edition.format != "pdf" or edition.use != "print" or plain:
        return PrinterRules()
    from book.preflight.rules import rules_for

    return rules_for(edition, problems)


def cover_plan(
    edition: EditionSettings, cover: CoverSettings, pages: int, problems: Problems, printer: str = ""
) -> CoverPlan | None:
    """Return a cover measured out for a number of pages, by the rules of a printer (by default the edition's first).

    None after reporting why it cannot be: a printer, binding or paper that is not known, or a size that only the
    printer's own template says.
    """
    from book.preflight.covers import plan_for

    return plan_for(edition, cover, pages, problems, printer)


def judge(data: bytes, wanted: str, trim: Trim | None = None) -> Verdict:
    """Return the verdict on a PDF as the inside of a book, for "PRINTER", "PRINTER/BINDING" or "PRINTER/BINDING/PAPER".

    The binding is a paperback unless it is said; the trim is the file's own unless it is given. Raises `BookError`
    for a printer, binding or paper that is not known. What is wrong with the file, whatever it is, is in the verdict.
    """
    from book.preflight.judging import judge_interior

    return judge_interior(data, wanted, trim)


def judge_cover(data: bytes, wanted: str, plan: CoverPlan) -> Verdict:
    """Return the verdict on a PDF as a whole cover of the size that `plan` gives; as `judge` otherwise."""
    from book.preflight.judging import judge_cover as judge_sheet

    return judge_sheet(data, wanted, plan)


def marked_pages(data: bytes, verdict: Verdict) -> Iterator[tuple[int, bytes]]:
    """Yield pictures (PNG) of the pages on which something was found, the fault framed, by 0-based page number."""
    from book.preflight.framing import marked_pages as pictures

    return pictures(data, verdict.findings)


def printer_of(key: str) -> tuple[str, Interior] | None:
    """Return a printer's name and what it asks of a file, or None if it is not known."""
    from book.preflight.printers import read_printers

    printer = read_printers().get(key.strip().casefold())
    return (printer.name, printer.interior) if printer else None


def bleed_of(edition: EditionSettings, key: str) -> tuple[float, bool]:
    """Return the bleed in mm that a printer wants of pages printed to their edges, and whether at the binding too.

    A printer or binding that is not known wants 1/8 in on all sides, as presses do.
    """
    from book.preflight.printers import read_printers

    printer = read_printers().get(key.strip().casefold())
    binding = printer.bindings.get(edition.binding) if printer else None
    return (binding.bleed, binding.bleed_at_spine) if binding else (3.175, True)


def printer_keys() -> tuple[str, ...]:
    """Return the names by which printers are asked for."""
    from book.preflight.printers import read_printers

    return tuple(read_printers())


def epubcheck(path: Path) -> tuple[Problem, ...]:
    """Return what EPUBCheck finds in an EPUB file, or the one problem that keeps it from running."""
    from book.preflight.validation import run_epubcheck

    return run_epubcheck(path)


def acecheck(path: Path) -> tuple[Problem, ...] | None:
    """Return what Ace finds in an EPUB file, or None where it is not installed."""
    from book.preflight.ace import find_ace, run_ace

    return run_ace(path) if find_ace() else None


def traced(
    problems: Iterable[Problem], path: Path, sources: Mapping[str, Source], texts: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return a validator's problems of an EPUB file at the lines of the manuscript that caused them.

    `sources` says where every anchor was written, `texts` what the files hold.
    """
    from book.preflight.tracing import Home, trace

    return trace(problems, path, Home(sources, texts))
