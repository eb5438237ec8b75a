"""What the book claims for readers with disabilities, and whether its pictures bear the claim out.

Source: EPUB Accessibility 1.1, section 5.6 (https://www.w3.org/TR/epub-a11y-11/#sec-conf-reporting): conformance
is a claim that somebody makes who has evaluated the book, on a day.
"""

from __future__ import annotations

import re

from book.manuscript.header import shortened
from book.manuscript.values import Table
from book.model.book import Book
from book.model.gist import gist_of
from book.model.settings import Conformance
from book.problems import Problems

STANDARD = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
_CLAIM = re.compile(r"(?:EPUB Accessibility 1\.1\s*-\s*)?WCAG\s*2\.([0-2])(?:\s*Level)?\s+(A{1,3})", re.IGNORECASE)


def read_accessibility(table: Table) -> Conformance | None:
    """Return the claim of `[accessibility]`, or None without one; a claim needs its evaluator and date."""
    evaluator = table.text("evaluator", "", "Ann Author")
    day = table.day("date")
    written = table.text("conforms_to", STANDARD, STANDARD)
    report = table.text("report", "", "https://…")
    claim = _CLAIM.fullmatch(written)
    if claim is None:
        message = f"is not a level of WCAG: {shortened(written, 40)}"
        table.wrong("conforms_to", message, f'conforms_to = "{STANDARD}"', "wrong-value")
    if report and not report.startswith(("https://", "http://")):
        table.wrong("report", "is not an address", 'report = "https://…"', "wrong-value")
        report = ""
    asked = bool(table)
    table.check_rest()
    if asked and not (evaluator and (day or table.has("date"))):
        message = "a claim of accessibility names who evaluated the book, and when"
        hint = '[accessibility] evaluator = "…", date = 2026-11-20'
        table.problems.error(table.source(), "missing-setting", message, hint)
    if not (evaluator and day and claim):
        return None
    standard = f"EPUB Accessibility 1.1 - WCAG 2.{claim[1]} Level {claim[2].upper()}"
    return Conformance(evaluator, day, standard, report, table.source())


def check_pictures(book: Book, problems: Problems) -> None:
    """Report alternative texts that say nothing, and a claim of accessibility that pictures without them belie."""
    count = 0
    claim = book.settings.accessibility
    for piece in book.pieces():
        for image, wrong in gist_of(piece).undescribed:
            count += 1
            if image.alt and image.path in book.pictures:  # a missing text is reported where the picture is read
                problems.warning(
                    image.source,
                    "junk-alternative-text",
                    f"the alternative text “{shortened(image.alt, 40)}” {wrong}",
                    "say in a sentence what the picture shows, or mark it {decorative}",
                )
    if claim and count:
        one = "a picture has no words" if count == 1 else f"{count} pictures have no words"
        message = (
            f"claims {claim.standard.partition(' - ')[2]}, but {one} for those who cannot see: the claim is left out"
        )
        problems.warning(claim.source, "false-claim", message, "bookmake check lists them")
