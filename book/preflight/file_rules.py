"""Rules about a file as a whole: locked, too large, acting, hiding, and what of PDF/X it claims."""

from __future__ import annotations

from collections.abc import Iterator

from book.model.printing import PDFX_NAMES
from book.preflight.file_facts import FileFacts
from book.preflight.findings import Finding
from book.preflight.terms import JobTerms

_NOT_IN = {
    "PDF/X-1": {"rgb", "icc rgb", "icc grey", "icc cmyk", "calibrated rgb", "calibrated grey", "lab"},
    "PDF/X-3": {"rgb"},
    "PDF/X-4": {"rgb"},
}
_MOST_VERSION = {"PDF/X-1": "1.4", "PDF/X-3": "1.4", "PDF/X-4": "1.6"}
REGISTERED = frozenset(
    {
        "CGATS TR 001", "CGATS TR 002", "CGATS TR 003", "CGATS TR 005", "CGATS TR 006", "CGATS21-2-CRPC6",
        "FOGRA27", "FOGRA28", "FOGRA29", "FOGRA30", "FOGRA39", "FOGRA40", "FOGRA41", "FOGRA42", "FOGRA43", "FOGRA44",
        "FOGRA45", "FOGRA46", "FOGRA47", "FOGRA51", "FOGRA52", "FOGRA53", "FOGRA54", "FOGRA55", "FOGRA56", "FOGRA57",
        "JC200103", "JC200104", "JCW2003", "OFCOM_PO_P1_F60_95", "IFRA26", "IFRA22",
    }
)  # fmt: skip
"""Printing conditions of https://registry.color.org (formerly www.color.org), which need no profile in the file."""


def file_rules(facts: FileFacts, terms: JobTerms) -> Iterator[Finding]:
    """Yield what is wrong with a file whatever its pages hold."""
    asked = terms.printer.interior
    if facts.encrypted:
        yield Finding("encrypted", "the file is encrypted; no printer opens it", "save it without a password")
    size = len(facts.data) / 1e6
    if asked.most_mb and size > asked.most_mb:
        message = f"the file has {size:,.0f} MB; {terms.printer.name} takes {asked.most_mb:,.0f} at most"
        yield Finding("file-size", message, "make its pictures smaller: 300 pixels an inch are enough")
    if facts.outlines and not terms.printer.bookmarks:
        message = f"the file has bookmarks, which {terms.printer.name} does not take"
        yield Finding("bookmarks", message, "export it without bookmarks")
    for what in facts.active:
        yield Finding(
            "active-content", f"the file holds {what}; print files hold none", "export it as a plain press PDF"
        )
    if facts.layers:
        yield Finding("layers", "the file has layers: which of them is printed is chance", "flatten them before export")
    if asked.pdfx_required and not facts.claim:
        names = " or ".join(PDFX_NAMES[one] for one in asked.pdfx)
        message = f"the file is not {names}, which {terms.printer.name} asks for"
        yield Finding("pdfx-missing", message, f"bookmake pdf --for {terms.printer.key}")


def annotation_rules(facts: FileFacts, terms: JobTerms) -> Iterator[Finding]:
    """Yield pages with notes, links or other things laid over them."""
    for number, page in enumerate(facts.pages):
        for kind, rect in page.annotations:
            if kind == "Link" and terms.printer.links and not facts.claim:
                continue
            what = "a link" if kind == "Link" else f"an annotation ({kind})"
            yield Finding("annotations", f"holds {what}; print files hold none", "", number, "error", rect)
            break


def pdfx_rules(facts: FileFacts, reported: set[str]) -> Iterator[Finding]:
    """Yield what makes a claim of PDF/X false; what other rules have `reported` is not said twice.

    ISO 15930-1 (X-1a:2001), 15930-3 (X-3:2002) and 15930-7 (X-4).
    """
    if not facts.claim:
        return
    family = facts.claim[:7]
    if family not in _NOT_IN:
        yield _false(facts, "there is no such variant known here")
        return
    yield from _intent_rules(facts, family)
    if family == "PDF/X-1" and "X-1a" not in facts.claim and not facts.conformance.startswith("PDF/X-1a"):
        yield _false(facts, "GTS_PDFXConformance does not say PDF/X-1a:2001")
    if facts.version > _MOST_VERSION[family]:
        yield _false(facts, f"the file is PDF {facts.version}, later than {_MOST_VERSION[family]}")
    if facts.trapped not in ("True", "False") and family != "PDF/X-4":
        yield _false(facts, "it does not say whether it is trapped")
    if not (facts.dated and facts.titled and facts.identified):
        yield _false(facts, "it has no title, dates of making and change, or ID")
    yield from _content_rules(facts, family, reported)


def _intent_rules(facts: FileFacts, family: str) -> Iterator[Finding]:
    if len(facts.intents) != 1:
        number = len(facts.intents) or "no"
        yield _false(facts, f"it has {number} output intent{'' if number == 1 else 's'}, and needs one")
        return
    condition, embedded = facts.intents[0]
    if not condition:
        yield _false(facts, "its output intent names no printing condition")
    elif not embedded and (family == "PDF/X-4" or condition not in REGISTERED):
        yield _false(facts, f"the profile of its printing condition “{condition[:40]}” is not embedded")
    if embedded and not facts.profile_kind.startswith("prtr"):
        yield _false(facts, "the profile of its output intent is not a printer's")


def _content_rules(facts: FileFacts, family: str, reported: set[str]) -> Iterator[Finding]:
    for number, page in enumerate(facts.pages):
        if page.trim is None:
            yield _false(facts, "has no trim box", number)
        spaces = {one.space for one in page.painted.paints.values()}
        spaces |= {one.space for one in page.painted.pictures}
        if not reported & {"colour-space", "not-grey", "profile"} and (wrong := sorted(spaces & _NOT_IN[family])):
            yield _false(facts, f"holds {' and '.join(wrong)} colour", number)
        if family != "PDF/X-4" and page.painted.transparent and "transparency" not in reported:
            yield _false(facts, "holds transparency", number)
        if page.annotations and "annotations" not in reported:
            yield _false(facts, "holds annotations", number)
        if page.painted.postscript:
            yield _false(facts, "holds PostScript", number)


def _false(facts: FileFacts, why: str, page: int | None = None) -> Finding:
    words = f"{why}: the file is not the {facts.claim} it says it is" if page is not None else (
        f"the file says it is {facts.claim}, and is not: {why}"
    )  # fmt: skip
    return Finding("pdfx-claim", words, "make it anew as PDF/X, or without the claim", page)
