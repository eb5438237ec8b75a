"""A stage: printers' rules and the judges of finished files."""

from __future__ import annotations

from pathlib import Path

from book.model.edition import PrinterRules
from book.model.settings import EditionSettings
from book.problems import Problem, Problems


def printer_rules(edition: EditionSettings, problems: Problems) -> PrinterRules:
    """Return what the edition's printers ask of its interior, at the strictest of all; lengths in mm.

    Reports printers, bindings, papers and trims that are not offered, with what is. An edition without printers,
    or one that is not printed, has no rules.
    """
    if edition.format != "pdf" or edition.use != "print" or not edition.printers:
        return PrinterRules()
    from book.preflight.rules import rules_for

    return rules_for(edition, problems)


def epubcheck(path: Path) -> tuple[Problem, ...]:
    """Return what EPUBCheck finds in an EPUB file, or the one problem that keeps it from running."""
    from book.preflight.validation import run_epubcheck

    return run_epubcheck(path)
