"""What `epub`, `pdf` and `build` share: make one edition and put the file in its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from book.cli.progress import Progress
from book.cli.reporting import Report
from book.edition import bleeds
from book.model.edition import Edition
from book.model.printing import PdfX
from book.model.settings import EditionSettings
from book.model.slug import slug
from book.output import check_place
from book.pipeline import Manuscript, make_epub, make_pdf, source_map
from book.workshop import Workshop

if TYPE_CHECKING:
    from book.epub.page_list import PageList
    from book.typeset.workers import Workers

CACHE = Path("build", ".cache")


def default_output(
    root: Path, manuscript: Manuscript, settings: EditionSettings, *, named: bool, part: str = ""
) -> Path:
    """Return `build/SLUG.epub`, or `build/SLUG-EDITION.epub` for an edition asked for by name; `part` is added."""
    names = (slug(manuscript.book.settings.title), settings.name if named else "", part)
    return root / "build" / f"{'-'.join(name for name in names if name)}.{settings.format}"


def make(
    report: Report,
    manuscript: Manuscript,
    settings: EditionSettings,
    *,
    root: Path,
    output: Path,
    progress: Progress,
    jobs: int = 0,
    fit: bool = True,
    printer: str = "",
    pdfx: PdfX | None = None,
    layout_report: bool = False,
    marked: bool = False,
    workers: Workers | None = None,
) -> Edition | None:
    """Make one edition, put it in its place, and say so; return an EPUB's as it was packaged.

    Raises `BookError`; then the old file is as it was.
    """
    check_place(output, root)  # before the work, not after it
    packaged = printed = None
    laid = b""
    unmarked: tuple[str, ...] = ()
    chapters = sum(settings.holds(chapter.rank) for chapter in manuscript.book.chapters)
    workshop = Workshop(root / CACHE, jobs, progress.step, progress.pages, fit, workers)
    made: dict[str, object] = {"file": _shown(output), "edition": settings.name or None, "format": settings.format}
    if settings.format == "epub":
        epub = make_epub(manuscript, settings, report.problems, workshop)
        data, packaged = epub.data, epub.edition
        size = f"{len(data) / 1e6:.1f} MB"
        if epub.pages:
            made["page_list"] = _pages(epub.pages, settings)
            size += f", {len(epub.pages.markers)} pages of {settings.pages_from}"
            unmarked = tuple(_unmarked(epub.pages))
    else:
        from book.printer_files import as_printers_file, check_profile, cut_for, variant_for

        check_profile(manuscript.book, pdfx or variant_for(printer), report.problems)
        pdf = make_pdf(manuscript, settings, report.problems, workshop)
        laid = pdf.data
        printed = pdf.pages if settings.use == "print" else None
        data = cut_for(pdf.data, settings, printer) if bleeds(manuscript.book, settings) else pdf.data
        data = as_printers_file(manuscript.book, data, pdfx or variant_for(printer), report.problems, output.name)
        if marked:
            from book.pdf import mark_pdf

            printed, data = None, mark_pdf(pdf, source_map(manuscript.book).sources, marked_copy(manuscript, settings))
        made["pages"] = pdf.page_count
        if layout_report:
            report.whole = True
            report.problems.extend(line.problem for line in pdf.report)
            made["report"] = [{"page": line.page + 1, **line.problem.as_json()} for line in pdf.report]
        size = f"{pdf.page_count} pages, {len(data) / 1e6:.1f} MB"
        if pdf.report and not layout_report:
            count = len(pdf.report)
            size += f"; {count} thing{'s' if count > 1 else ''} a typographer would mend (--report)"
    report.problems.stop_if_errors()
    report.put(output, data, root)
    progress.end()
    report.result.setdefault("files", []).append(made)
    name = f"{settings.name} edition" if settings.name else settings.format.upper()
    report.say(
        f"{_shown(output)}  {name}, {chapters} chapter{'' if chapters == 1 else 's'}, {size}{_left_out(manuscript)}"
    )
    for line in unmarked:
        report.say(line)
    if printed:
        from book.cli.printing import preflight_pages, renew_covers

        preflight_pages(report, manuscript, settings, data, printed, place=output, printer=printer)
        renew_covers(report, manuscript, settings, len(printed.folios), root)
        _say_what_differs(report, settings, printer, laid, root / "packages")
    return packaged


def _say_what_differs(report: Report, settings: EditionSettings, printer: str, data: bytes, packages: Path) -> None:
    """Say which pages are not those of the last package of an edition, if there is one."""
    if not packages.is_dir():
        return
    from book.cli.package import since_last
    from book.handover.kit import as_json, page_digests

    pages = as_json({"pages": page_digests(data)})
    for key in (printer,) if printer else settings.printers or ("any",):
        kind = "-".join(part for part in ("0000-00-00", settings.name, key) if part)
        if words := since_last(packages, kind, pages):
            report.say(words)


def marked_copy(manuscript: Manuscript, settings: EditionSettings) -> str:
    """Return what a marked copy says of itself at the foot of its pages."""
    return " · ".join(words for words in (manuscript.book.settings.title, settings.name, "not for print") if words)


def _pages(pages: PageList, settings: EditionSettings) -> dict[str, object]:
    """Return what a page list holds, and what of the printed edition it does not."""
    left_out = [{"page": one.page, "folio": one.folio or None, "why": one.why} for one in pages.left_out]
    return {"edition": settings.pages_from, "pages": len(pages.markers), "left_out": left_out}


def _unmarked(pages: PageList) -> Iterator[str]:
    """Yield a line for each reason why pages of the printed edition are not in the list of them."""
    from book.preflight.findings import ranges

    reasons: dict[str, list[int]] = {}
    for one in pages.left_out:
        reasons.setdefault(one.why, []).append(one.page - 1)
    for why, positions in reasons.items():
        one_page = len(positions) == 1
        yield f"  no marker: {'page' if one_page else 'pages'} {ranges(positions)} of the print file ({why})"


def _left_out(manuscript: Manuscript) -> str:
    omitted = manuscript.book.omitted
    parts = [
        f"{len(paths)} {what}{'' if what == 'unranked' or len(paths) == 1 else 's'}"
        for paths, what in ((omitted.drafts, "draft"), (omitted.unranked, "unranked"))
        if paths
    ]
    return f" (left out: {', '.join(parts)})" if parts else ""


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)
