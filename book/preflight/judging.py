"""Judging a file: every rule of a printer, once each, in an order in which one fault is not said twice."""

from __future__ import annotations

from dataclasses import replace

from book.model.printing import CoverPlan
from book.model.settings import Trim
from book.preflight.colour_rules import colour_rules, picture_rules
from book.preflight.file_facts import FileFacts, NotAPdfError, read_facts
from book.preflight.file_rules import annotation_rules, file_rules, pdfx_rules
from book.preflight.findings import Finding, Verdict
from book.preflight.ink_rules import ink_rules
from book.preflight.page_rules import box_rules, count_rules
from book.preflight.terms import JobTerms, terms_of


def judge_interior(data: bytes, wanted: str, trim: Trim | None) -> Verdict:
    """Return the verdict on the inside of a book for "PRINTER/BINDING/PAPER"; see `book.preflight.judge`."""
    facts, fault = _facts(data)
    terms = terms_of(wanted, trim, facts)
    if facts is None:
        return _verdict(terms, 0, [fault] if fault else [])
    findings = [*file_rules(facts, terms), *annotation_rules(facts, terms), *count_rules(facts, terms)]
    boxes, frames = box_rules(facts, terms)
    if any(one.rule == "trim-not-offered" for one in findings):
        boxes = [one for one in boxes if one.rule != "trim-size"]
    findings += [*boxes, *ink_rules(facts, terms, frames), *colour_rules(facts, terms), *picture_rules(facts, terms)]
    findings += pdfx_rules(facts, {one.rule for one in findings})
    return _verdict(terms, len(facts.pages), findings, facts)


def judge_cover(data: bytes, wanted: str, plan: CoverPlan) -> Verdict:
    """Return the verdict on a whole cover, measured out by `plan`; see `book.preflight.judge`."""
    from book.preflight.sheet_rules import sheet_rules

    facts, fault = _facts(data)
    terms = replace(terms_of(wanted, plan.trim), cover=plan, trim=plan.trim)
    sheet = f"cover for {plan.pages} pages"
    if facts is None:
        return replace(_verdict(terms, 0, [fault] if fault else []), sheet=sheet)
    findings = [*file_rules(facts, terms), *annotation_rules(facts, terms), *sheet_rules(facts, plan)]
    findings += [*colour_rules(facts, terms), *picture_rules(facts, terms)]
    findings += pdfx_rules(facts, {one.rule for one in findings})
    return replace(_verdict(terms, len(facts.pages), findings, facts), sheet=sheet)


def _facts(data: bytes) -> tuple[FileFacts | None, Finding | None]:
    try:
        return read_facts(data), None
    except NotAPdfError as error:
        rule = "encrypted" if "password" in str(error) else "not-a-pdf"
        return None, Finding(rule, f"the file {error}", "export it again as PDF")


def _verdict(terms: JobTerms, pages: int, findings: list[Finding], facts: FileFacts | None = None) -> Verdict:
    trim = terms.trim
    words = trim.words if trim and trim.words else f"{trim.width:g}x{trim.height:g}mm" if trim else ""
    return Verdict(
        findings=tuple(findings),
        pages=pages,
        printer=terms.printer.name,
        binding=terms.binding.name,
        paper=terms.printer.papers.get(terms.paper, terms.paper),
        trim=words,
        sizes={number: page.size for number, page in enumerate(facts.pages)} if facts else {},
    )
