"""The cover of an edition, measured out by its printer's rules and its real page count."""

from __future__ import annotations

from dataclasses import replace

from book.model.printing import CoverPlan
from book.model.settings import CoverSettings, EditionSettings
from book.preflight.printers import Binding, Printer, read_printers
from book.preflight.spines import CoverRules
from book.problems import Problems

SINGLE = "any"


def plan_for(
    edition: EditionSettings, cover: CoverSettings, pages: int, problems: Problems, printer: str = ""
) -> CoverPlan | None:
    """Return the plan of a cover for a printer (by default the edition's first), or None after reporting why not."""
    key = (printer or (edition.printers[0] if edition.printers else SINGLE)).strip().casefold()
    known = read_printers()
    for other in sorted(cover.own.keys() - known.keys()):
        message = f"[cover.{other}] is for no printer that is known; known are {', '.join(known)}"
        problems.warning(cover.own[other].source, "unknown-printer", message, "[cover.kdp]")
    cover = cover.for_printer(key)
    if key not in known or edition.binding not in known[key].bindings:
        _not_known(key, edition, problems)
        return None
    one = known[key]
    binding = one.bindings[edition.binding]
    paper = edition.paper or next(iter(binding.papers))
    rules = binding.cover or CoverRules("template", final=False)
    spine = cover.spine if cover.spine is not None else rules.spine(paper, pages)
    if spine is None or (rules.size == "template" and cover.size is None):
        message, hint = _only_by_template(one, binding, rules, paper)
        problems.error(cover.source, "cover-template", message, hint)
        return None
    if rules.size == "template":
        rules = replace(rules, size="wrap", spine_text_from=81, spine_margin=1.6, safe=6.35)
    plan = rules.plan(edition.trim, pages, spine, one.barcode, printer=one.name, binding=binding.name, paper=paper)
    if cover.size:
        plan = _sized(plan, cover.size)
    return replace(plan, final=plan.final or cover.spine is not None or cover.size is not None)


def _sized(plan: CoverPlan, size: tuple[float, float]) -> CoverPlan:
    """Return a plan whose sheet has the size that the printer's template gave: what differs lies around the panels."""
    width, height = size
    across = (width - plan.spine - 2 * plan.joint - 2 * plan.panel) / 2
    up = (height - plan.height) / 2
    outer = max(0.0, min(across, up))
    panel = (width - plan.spine - 2 * plan.joint - 2 * outer) / 2
    return replace(plan, outer=outer, panel=panel, height=height - 2 * outer)


def _not_known(key: str, edition: EditionSettings, problems: Problems) -> None:
    known = read_printers()
    if key not in known:
        message = f"the printer “{key}” is not known; known are {', '.join(known)}"
        problems.error(edition.source, "unknown-printer", message, "bookmake cover --for kdp")
    else:
        message = f"{known[key].name} does not offer the binding “{edition.binding}”"
        problems.error(edition.source, "binding-not-offered", message, f"it offers {', '.join(known[key].bindings)}")


def _only_by_template(printer: Printer, binding: Binding, rules: CoverRules, paper: str) -> tuple[str, str]:
    """Return what is not known of a cover, and the hint to say it."""
    where = f" ({rules.template})" if rules.template else ""
    if rules.spines and rules.size == "template":
        message = f"the size of a cover for {printer.name}, {binding.name}, comes only from its own template{where}"
        hint = 'say it from the template: [cover] size = "14.5x10.75"'
    elif rules.spines:
        message = f"how thick {printer.name} counts the paper “{paper}” is not published{where}"
        hint = 'say it from the printer’s template: [cover] spine = "0.68in"'
    else:
        message = f"the size of a cover for {printer.name}, {binding.name}, comes only from its own template{where}"
        hint = 'say it from the template: [cover] size = "14.5x10.75" and spine = "0.68in"'
    return message, hint
