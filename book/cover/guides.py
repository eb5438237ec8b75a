"""Guides over a cover, or over a blank sheet for its designer: where it is cut and folded, where words may stand."""

from __future__ import annotations

import io
from collections.abc import Iterator

from book.cover.wrap import barcode_zone
from book.model.edition import Edition
from book.model.printing import CoverPlan
from book.model.settings import PT_PER_MM, CoverSettings

_PNG_PPI = 120
_CUT, _FOLD, _SAFE, _ZONE = "0 0.55 0.85", "0.85 0 0.55", "0 0.6 0.2", "0.95 0.5 0"
Line = tuple[str, str, tuple[float, float, float, float]]
"""Colour, dash, and a rectangle in mm."""


def draw_guides(edition: Edition, cover: CoverSettings, plan: CoverPlan, sheet: bytes | None) -> tuple[bytes, bytes]:
    """Return the guides over a sheet as PDF and PNG; see `book.cover.cover_proof`."""
    import pikepdf
    from pikepdf import Dictionary, Name

    width, height = plan.size
    with pikepdf.open(io.BytesIO(sheet)) if sheet else pikepdf.new() as proof:
        if not sheet:
            proof.add_blank_page(page_size=(width * PT_PER_MM, height * PT_PER_MM))
        page = proof.pages[0]
        face = proof.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        resources = page.obj.get("/Resources")
        if resources is None:
            page.obj.Resources = resources = Dictionary()
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font.GuideFace = face
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ\n{_content(cover, plan)}".encode("latin-1", "replace"))
        proof.docinfo["/Title"] = f"{edition.metadata.whole_title}: cover proof, not for print"
        out = io.BytesIO()
        proof.save(out, deterministic_id=True)
    data = out.getvalue()
    return data, _png(data)


def _content(cover: CoverSettings, plan: CoverPlan) -> str:
    drawn = []
    for colour, dash, (x, y, w, h) in _lines(cover, plan):
        box = " ".join(f"{side * PT_PER_MM:.3f}" for side in (x, y, w, h))
        drawn.append(f"q {colour} RG 0.75 w {dash} d {box} re S Q")
    for x, y, words in _words(cover, plan):
        safe = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        drawn.append(
            f"q 1 1 1 rg {x * PT_PER_MM - 2:.2f} {y * PT_PER_MM - 2:.2f} {len(safe) * 3.6 + 4:.2f} 10 re f Q "
            f"BT 0.85 0 0.55 rg /GuideFace 7 Tf {x * PT_PER_MM:.2f} {y * PT_PER_MM:.2f} Td ({safe}) Tj ET"
        )
    return "\n".join(drawn)


def _lines(cover: CoverSettings, plan: CoverPlan) -> Iterator[Line]:
    (width, height), (left, right), outer = plan.size, plan.folds, plan.outer
    yield _CUT, "[]0", (outer, outer, width - 2 * outer, height - 2 * outer)
    yield _FOLD, "[6 3]0", (left, 0, right - left, height)
    if plan.joint or plan.hinge:
        side = plan.joint + plan.hinge
        yield _FOLD, "[2 3]0", (left - side, 0, right - left + 2 * side, height)
    inner = plan.safe
    for x in (outer + inner, right + plan.joint + plan.hinge + inner):
        wide = plan.panel - plan.hinge - 2 * inner
        yield _SAFE, "[3 2]0", (x, outer + inner, wide, plan.height - 2 * inner)
    if plan.spine_text and plan.spine > 2 * plan.spine_margin:
        yield _SAFE, "[3 2]0", (
            left + plan.spine_margin, outer + inner, plan.spine - 2 * plan.spine_margin, plan.height - 2 * inner
        )  # fmt: skip
    if zone := barcode_zone(cover, plan):
        yield _ZONE, "[]0", zone


def _words(cover: CoverSettings, plan: CoverPlan) -> Iterator[tuple[float, float, str]]:
    (width, height), (_, right), outer = plan.size, plan.folds, plan.outer
    top = height - outer - 6
    cut = "turned in" if plan.case else "bleed"
    yield outer + 4, top, f"BACK  {plan.panel:.2f} mm, {plan.panel / 25.4:.4f} in"
    yield right + plan.joint + 4, top, f"FRONT  {plan.panel:.2f} mm, {plan.panel / 25.4:.4f} in"
    yield (
        outer + 4,
        top - 4,
        f"sheet {width:.2f} x {height:.2f} mm, {width / 25.4:.4f} x {height / 25.4:.4f} in; {cut} {outer:.2f} mm",
    )
    yield outer + 4, top - 8, f"{plan.printer}, {plan.binding}, {plan.paper or 'paper as usual'}, {plan.pages} pages"
    yield outer + 4, top - 12, f"spine {plan.spine:.2f} mm, {plan.spine / 25.4:.4f} in{_about_spine(plan)}"
    if zone := barcode_zone(cover, plan):
        yield zone[0] + 1, zone[1] + zone[3] + 1.5, f"barcode {zone[2]:.1f} x {zone[3]:.1f} mm"


def _about_spine(plan: CoverPlan) -> str:
    allowed = "" if plan.spine_text else f"; no words on it under {plan.spine_text_from} pages"
    return f"{allowed}{'' if plan.final else '; the template of the printer has the last word'}"


def _png(pdf: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        image = document[0].render(scale=_PNG_PPI / 72).to_pil().convert("RGB")
    finally:
        document.close()
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
