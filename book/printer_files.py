"""From an edition to the files of a printer: the interior as it asks for it, the cover, and the verdict on both.

Stands beside the pipeline: the pages of an edition are the same for every printer; only colour, PDF/X and the cover
differ. Stages are imported where they are used.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from book.guessing import nearest
from book.model.book import Book
from book.model.edition import Edition, Metadata
from book.model.places import PageMap
from book.model.printing import CoverPlan, PdfX
from book.model.settings import CoverSettings, EditionSettings, PrintingSettings
from book.pipeline import Manuscript, equip, prepare
from book.problems import BookError, Problem, Problems, Source

if TYPE_CHECKING:
    from book.pdf.pdfx import Intent
    from book.preflight.findings import Verdict


@dataclass(frozen=True, slots=True)
class CoverFile:
    """A finished cover, the plan it was made by, and the edition it belongs to."""

    data: bytes
    plan: CoverPlan
    edition: Edition
    said: CoverSettings
    """What the settings say of it, for this printer."""

    @property
    def designed(self) -> bool:
        """Whether it is a designer's own sheet."""
        return bool(self.said.wrap)


def with_printer(settings: EditionSettings, printer: str, problems: Problems) -> EditionSettings:
    """Return the settings with a printer among those of the edition.

    Raises `BookError` for a printer that is not known; warns of one that the settings do not name, since the pages
    are then made for it too.
    """
    from book.preflight import printer_keys

    key = printer.strip().casefold()
    if key not in printer_keys():
        message = f"the printer “{printer}” is not known; known are {', '.join(printer_keys())}"
        hint = f"--for {nearest(key, printer_keys(), least=50) or 'kdp'}"
        raise BookError([Problem(settings.source, "unknown-printer", message, hint)])
    if key in settings.printers:
        return settings
    if settings.printers:
        names = ", ".join(f'"{one}"' for one in (*settings.printers, key))
        message = f"the edition does not name the printer “{key}”: its pages may differ from those of other builds"
        problems.warning(settings.source, "printer-not-named", message, f"printers = [{names}]")
    return replace(settings, printers=(*settings.printers, key))


def variant_for(printer: str) -> PdfX | None:
    """Return the variant of PDF/X that a printer is given, or None for one that takes any press PDF."""
    from book.preflight import printer_of

    found = printer_of(printer) if printer else None
    if found is None or not found[1].pdfx or "rgb" in found[1].colour:
        return None
    return found[1].pdfx[0]


def check_profile(book: Book, variant: PdfX | None, problems: Problems) -> None:
    """Raise `BookError` if the profile of the settings cannot be used for a variant: before anything is laid out."""
    if variant is None:
        return
    from book.pdf.inks import Inks, ProfileError

    printing = book.settings.printing
    intent = _intent(book.root, printing, problems)
    problems.stop_if_errors()
    try:
        Inks(intent.profile)
    except ProfileError as error:
        message = f"the profile {printing.profile} {error}"
        hint = "take the profile of your printer, or delete `profile` for the built-in one"
        raise BookError([Problem(printing.source, "bad-profile", message, hint)]) from error


def claims_pdfx(data: bytes) -> bool:
    """Whether a PDF says that it is PDF/X."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        metadata = pdf.Root.get("/Metadata")
        said = metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b""
        return "/GTS_PDFXVersion" in pdf.docinfo or b"GTS_PDFXVersion" in said


def dated(data: bytes, metadata: Metadata) -> bytes:
    """Return a PDF with the day of the book, if it says none itself: PDF/X asks for one."""
    import pikepdf

    day = metadata.revised or metadata.published
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/CreationDate" in pdf.docinfo or day is None:
            return data
        pdf.docinfo["/CreationDate"] = f"D:{day:%Y%m%d}000000Z"
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def cut_for(data: bytes, settings: EditionSettings, printer: str) -> bytes:
    """Return an interior with the bleed that a printer wants, if its pages have any ("": the edition's first)."""
    from book.pdf.cut import cut
    from book.preflight import bleed_of

    bleed, at_spine = bleed_of(settings, printer or next(iter(settings.printers), ""))
    return cut(data, bleed, at_spine=at_spine)


def wants_own_file(book: Book, settings: EditionSettings, printer: str) -> bool:
    """Whether a printer of an edition cannot take the interior as the edition's first printer gets it."""
    from book.edition import bleeds
    from book.preflight import bleed_of

    if variant_for(printer):
        return True
    return bleeds(book, settings) and bleed_of(settings, printer) != bleed_of(settings, settings.printers[0])


def as_printers_file(
    book: Book, data: bytes, variant: PdfX | None, problems: Problems, name: str = "interior"
) -> bytes:
    """Return a PDF as a variant of PDF/X, or as it is without one.

    Raises `BookError` where it cannot be true: it is refused rather than mislabelled.
    """
    if variant is None:
        return data
    from book.pdf.pdfx import as_pdfx

    check_profile(book, variant, problems)
    cache = book.root / "build" / ".cache"
    return as_pdfx(data, variant, _intent(book.root, book.settings.printing, problems), name, cache)


def _intent(root: Path, printing: PrintingSettings, problems: Problems) -> Intent:
    from book.pdf.inks import BUILT_IN, BUILT_IN_CONDITION
    from book.pdf.pdfx import Intent
    from book.sources import Folder, OutsideError

    if not printing.profile:
        return Intent(printing.condition or BUILT_IN_CONDITION, BUILT_IN.read_bytes())
    try:
        data = Folder(root).read_bytes(printing.profile)
    except (OSError, OutsideError) as error:
        reason = (getattr(error, "strerror", None) or "it leads outside the book folder").lower()
        message = f"the profile {printing.profile} cannot be read: {reason}"
        hint = "put the .icc file there, or delete `profile` for the built-in one (FOGRA39)"
        problems.error(printing.source, "missing-profile", message, hint)
        data = b""
    if not printing.condition:
        message = "a profile of one’s own needs the name of the printing condition it stands for"
        problems.error(printing.source, "missing-condition", message, '[printing] condition = "FOGRA39"')
    return Intent(printing.condition, data)


def make_cover(
    manuscript: Manuscript, settings: EditionSettings, pages: int, printer: str, problems: Problems
) -> CoverFile:
    """Return the cover of a print edition for its real number of pages and a printer ("": the edition's first).

    A designer's sheet becomes PDF/X too, if the printer asks for it and it is none yet. Raises `BookError` if it
    cannot be measured out or made, with everything that is wrong.
    """
    drawn = draw_cover(manuscript, settings, pages, printer, problems)
    variant = variant_for(printer or (settings.printers[0] if settings.printers else "any"))
    if not drawn.designed:
        return replace(drawn, data=as_printers_file(manuscript.book, drawn.data, variant, problems, "cover"))
    if variant is None or claims_pdfx(drawn.data):
        return drawn  # a designer's own PDF/X is judged as it is
    data = dated(drawn.data, drawn.edition.metadata)
    return replace(drawn, data=as_printers_file(manuscript.book, data, variant, problems, drawn.said.wrap))


def draw_cover(
    manuscript: Manuscript, settings: EditionSettings, pages: int, printer: str, problems: Problems
) -> CoverFile:
    """Return a cover as `make_cover` does, before it becomes the file of a printer."""
    from book.cover import wrap_cover
    from book.preflight import cover_plan

    book = manuscript.book
    key = printer or next(iter(settings.printers), "any")
    said = book.settings.cover.for_printer(key)
    plan = cover_plan(settings, said, pages, problems, printer)
    edition = prepare(manuscript, settings, equip(book, settings, problems), problems)
    problems.stop_if_errors()
    if plan is None:
        raise BookError(problems)
    if settings.isbn_from_printer:
        said = replace(said, barcode="printer")
    data = wrap_cover(edition, said, plan, book.root, problems)
    problems.stop_if_errors()
    return CoverFile(data, plan, edition, said)


def wanted_of(settings: EditionSettings, printer: str) -> str:
    """Return "PRINTER/BINDING/PAPER" for an edition."""
    return f"{printer}/{settings.binding}/{settings.paper}".rstrip("/")


def verdict_on(data: bytes, settings: EditionSettings, printer: str) -> Verdict:
    """Return the verdict on an interior for one of its printers."""
    from book.preflight import judge

    return judge(data, wanted_of(settings, printer), settings.trim)


def page_sources(pages: PageMap, sources: Mapping[str, Source]) -> list[str]:
    """Return for every page the place in the manuscript at which it begins, "" for pages made by bookmake."""
    found = [""] * len(pages.folios)
    earliest: dict[tuple[int, int], Source] = {}
    for name, span in pages.pages.items():
        source = sources.get(name)
        if source and (span not in earliest or source < earliest[span]):
            earliest[span] = source
    for (first, last), source in sorted(earliest.items()):
        for page in range(first, min(last + 1, len(found))):
            if not found[page] or page > first:
                found[page] = found[page] or str(source)
    return found
