"""The rules of an edition: every printer's own, and all of them at the strictest."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from book.guessing import did_you_mean
from book.model.edition import PrinterRules
from book.model.settings import EditionSettings, Trim
from book.preflight.printers import Binding, Pages, Printer, TrimOffer, read_printers
from book.problems import Problems


@dataclass(frozen=True, slots=True)
class Terms:
    """What one printer asks of this edition."""

    printer: Printer
    binding: Binding
    pages: Pages


def rules_for(
    edition: EditionSettings, problems: Problems, printers: Mapping[str, Printer] | None = None
) -> PrinterRules:
    """Return the rules of all the edition's printers together, after reporting what they do not offer."""
    known = read_printers() if printers is None else printers
    if not edition.printers:
        _warn_of_unknown_stock(edition, known, problems)
    found = [_terms(word, edition, known, problems) for word in dict.fromkeys(edition.printers)]
    terms = [one for one in found if one]
    if not terms:
        return PrinterRules()
    least = max(one.pages[0] for one in terms)
    most = min(one.pages[1] for one in terms)
    if least > most:
        ranges = "; ".join(f"{one.printer.name}: {one.pages[0]} to {one.pages[1]} pages" for one in terms)
        problems.error(
            edition.source,
            "no-common-page-count",
            f"edition “{edition.name}”: no page count suits all its printers ({ranges})",
            "give each printer an edition of its own",
        )
        most = least
    return PrinterRules(
        names=tuple(one.printer.name for one in terms),
        bands=_strictest([one.binding.bands for one in terms], least, most),
        outside=max(one.binding.outside for one in terms),
        bleed=max(one.binding.bleed for one in terms),
        outside_bleed=max(one.binding.outside_bleed for one in terms),
        page_multiple=math.lcm(*(one.printer.page_multiple for one in terms)),
        least_pages=least,
        most_pages=most,
        links=all(one.printer.links for one in terms),
        bookmarks=all(one.printer.bookmarks for one in terms),
        last_blank=any(one.printer.interior.last_page_blank for one in terms),
    )


def _warn_of_unknown_stock(edition: EditionSettings, known: Mapping[str, Printer], problems: Problems) -> None:
    """Report a paper or binding that no printer has: without a printer nobody else would."""
    bindings = {name: binding for printer in known.values() for name, binding in printer.bindings.items()}
    papers = sorted({paper for printer in known.values() for one in printer.bindings.values() for paper in one.papers})
    for key, word, offered in (("paper", edition.paper, papers), ("binding", edition.binding, sorted(bindings))):
        if word and word not in offered:
            hint = did_you_mean(word, offered, f'{key} = "{{}}"') or f'{key} = "{offered[0]}"'
            message = f"edition “{edition.name}”: no printer has the {key} “{word:.40}”"
            problems.warning(edition.source, f"unknown-{key}", message, hint)


def _terms(word: str, edition: EditionSettings, known: Mapping[str, Printer], problems: Problems) -> Terms | None:
    printer = known.get(word.strip().lower())
    if printer is None:
        hint = did_you_mean(word, known, 'printers = ["{}"]')
        message = f"edition “{edition.name}”: the printer “{word}” is not known; known are {_words(known)}"
        problems.error(edition.source, "unknown-printer", message, hint)
        return None
    binding = printer.bindings.get(edition.binding)
    if binding is None:
        hint = did_you_mean(edition.binding, printer.bindings, 'binding = "{}"')
        message = (
            f"edition “{edition.name}”: {printer.name} does not offer the binding “{edition.binding}”; "
            f"it offers {_words(printer.bindings)}"
        )
        problems.error(edition.source, "binding-not-offered", message, hint)
        return None
    offer = binding.offer(edition.trim)
    if offer is None:
        _report_trim(edition, printer, binding, problems)
        return None
    pages = _pages(edition, printer, binding, offer, problems)
    return Terms(printer, binding, pages) if pages else None


def _pages(
    edition: EditionSettings, printer: Printer, binding: Binding, offer: TrimOffer, problems: Problems
) -> Pages | None:
    """Return the page counts for the edition's paper; without one, those that suit every black-and-white paper."""
    if not edition.paper:
        ranges = [pages for paper, pages in offer.pages.items() if paper.startswith("bw")] or list(offer.pages.values())
        return max(pages[0] for pages in ranges), min(pages[1] for pages in ranges)
    if pages := offer.pages.get(edition.paper):
        return pages
    subject = f"edition “{edition.name}”: {printer.name}"
    own = [paper for paper, name in printer.papers.items() if name.casefold() == edition.paper.casefold()]
    if edition.paper in binding.papers:
        message = f"{subject} does not print on “{edition.paper}” in {_size(edition.trim)} {edition.binding}"
    else:
        message = f"{subject} has no paper “{edition.paper}” for {edition.binding}"
    message += f"; it offers {_words(offer.pages)}"
    hint = f'paper = "{own[0]}"' if own else did_you_mean(edition.paper, offer.pages, 'paper = "{}"')
    problems.error(edition.source, "paper-not-offered", message, hint)
    return None


def _report_trim(edition: EditionSettings, printer: Printer, binding: Binding, problems: Problems) -> None:
    def distance(trim: Trim) -> float:
        return math.hypot(trim.width - edition.trim.width, trim.height - edition.trim.height)

    trims = [offer.trim for offer in binding.trims if not edition.paper or edition.paper in offer.pages]
    trims = trims or [offer.trim for offer in binding.trims]
    message = (
        f"edition “{edition.name}”: {printer.name} does not offer {_size(edition.trim)} as {edition.binding}; "
        f"it offers {_list([trim.words for trim in trims])}"
    )
    if binding.custom:
        low, high = binding.custom
        message += f", and other sizes from {low.words} to {high.words} in"
    nearest = min(trims, key=distance)
    problems.error(edition.source, "trim-not-offered", message, f'trim = "{nearest.words}"')


def _strictest(
    all_bands: Sequence[Sequence[tuple[int, int, float]]], least: int, most: int
) -> tuple[tuple[int, int, float], ...]:
    """Return bands from least to most pages, each with the widest margin any printer asks for there."""
    starts = {least, *(band[0] for bands in all_bands for band in bands), *(b[1] + 1 for bs in all_bands for b in bs)}
    edges = [*sorted(start for start in starts if least <= start <= most), most + 1]
    merged: list[tuple[int, int, float]] = []
    for start, after in pairwise(edges):
        inside = max((b[2] for bands in all_bands for b in bands if b[0] <= start <= b[1]), default=0.0)
        if merged and merged[-1][2] == inside:
            merged[-1] = (merged[-1][0], after - 1, inside)
        else:
            merged.append((start, after - 1, inside))
    return tuple(merged)


def _words(choices: Iterable[str]) -> str:
    return _list([f"“{choice}”" for choice in choices])


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def _size(trim: Trim) -> str:
    return trim.words or f"{trim.width:g}x{trim.height:g}mm"
