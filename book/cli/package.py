"""`bookmake package`: everything for one upload, dated and frozen, outside `build/`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.reporting import Report, book_argument, reporting_options

if TYPE_CHECKING:
    from datetime import date

    from book.cli.progress import Progress
    from book.model.settings import EditionSettings
    from book.pipeline import Manuscript


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="The print edition of book.toml; by default the first.")
@click.option("--for", "printer", metavar="PRINTER", help="The printer; by default the edition's first.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, help="Layout processes; by default one a processor.")
@reporting_options
def package(*, book: Path, edition: str | None, printer: str | None, jobs: int, strict: bool, as_json: bool) -> None:
    """Make the upload kit: interior, cover, EPUB, preflight report, metadata, checksums, as a folder and a zip.

    It goes to packages/DATE-EDITION-PRINTER; the date is the one of the book's last revision. A folder that is there
    already with other files is never touched.
    """
    from book.cli.printing import print_edition
    from book.cli.progress import Progress
    from book.pipeline import read
    from book.printer_files import with_printer

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        manuscript = read(book, report.problems, progress.step)
        report.problems.stop_if_errors()
        settings = print_edition(manuscript, edition)
        key = (printer or (settings.printers[0] if settings.printers else "any")).strip().casefold()
        settings = with_printer(settings, key, report.problems) if printer or settings.printers else settings
        day = _day(manuscript, settings)
        files = _files(report, manuscript, settings, key, day, book, progress, jobs)
        progress.end()
        name = "-".join(part for part in (f"{day:%Y-%m-%d}", settings.name, key) if part)
        _put(report, book / "packages", name, files, book)


def _day(manuscript: Manuscript, settings: EditionSettings) -> date:
    from book.problems import BookError, Problem, Source

    day = manuscript.book.settings.revised or manuscript.book.settings.published
    if day is None:
        message = "a package is dated, and the book has no date"
        raise BookError([Problem(Source("book.toml"), "no-date", message, "[book] revised = 2026-11-20")])
    del settings
    return day


def _files(  # noqa: PLR0917
    report: Report,
    manuscript: Manuscript,
    settings: EditionSettings,
    key: str,
    day: date,
    root: Path,
    progress: Progress,
    jobs: int,
) -> dict[str, bytes]:
    """Return every file of the package by name."""
    from book.cli.making import CACHE
    from book.edition import bleeds
    from book.handover import rights_of
    from book.handover.kit import as_json, checksums, page_digests, sheet, upload_data
    from book.handover.onix import Product, onix
    from book.model.slug import slug
    from book.pipeline import editions, make_epub, make_pdf, source_map
    from book.preflight import judge_cover
    from book.printer_files import (
        as_printers_file,
        cut_for,
        make_cover,
        page_sources,
        variant_for,
        verdict_on,
        wanted_of,
    )
    from book.workshop import Workshop

    book = manuscript.book
    workshop = Workshop(root / CACHE, jobs, progress.step, progress.pages)
    pdf = make_pdf(manuscript, settings, report.problems, workshop)
    stem = slug(book.settings.title)
    interior = as_printers_file(
        book, cut_for(pdf.data, settings, key), variant_for(key), report.problems, f"{stem}-interior.pdf"
    )
    progress.step("cover")
    cover = make_cover(manuscript, settings, pdf.page_count, key, report.problems)
    files = {f"{stem}-interior.pdf": interior, f"{stem}-cover.pdf": cover.data}
    upload = {"interior": f"{stem}-interior.pdf", "cover": f"{stem}-cover.pdf"}
    products = [Product(settings, cover.edition.metadata, pdf.page_count, cover.plan.spine)]
    same = [ebook for ebook in editions(book, "epub") if (ebook.first, ebook.last) == (settings.first, settings.last)]
    for ebook in same[:1]:
        progress.step("ebook")
        made = make_epub(manuscript, ebook, report.problems, workshop)
        files[f"{stem}.epub"] = made.data
        products.append(Product(ebook, made.edition.metadata))
    progress.step("preflight")
    verdicts = (verdict_on(interior, settings, key), judge_cover(cover.data, wanted_of(settings, key), cover.plan))
    sources = page_sources(pdf.pages, source_map(book).sources)
    lines: list[str] = []
    for name, verdict, places in zip(list(files)[:2], verdicts, (sources, []), strict=True):
        lines.append(f"{name}: {'ready' if verdict.ready else 'NOT ready'} for {verdict.words}")
        problems = verdict.problems(name, places)
        report.problems.extend(problems)
        lines += [f"  {problem}" for problem in problems]
        report.say(lines[-1 - len(problems)])
    data = upload_data(
        settings,
        cover.edition.metadata,
        pages=pdf.page_count,
        spine=cover.plan.spine,
        files=upload,
        bleed=bleeds(book, settings),
    )
    files |= {
        "preflight.txt": ("\n".join(lines) + "\n").encode(),
        "upload.json": as_json(data),
        "upload.md": sheet(data, verdicts[0].printer).encode(),
        "onix.xml": onix(products, book.settings.publisher or book.settings.title, day),
        "rights.txt": ("\n".join(rights_of(book).sheet()) + "\n").encode(),
        "pages.json": as_json({"folios": list(pdf.pages.folios), "pages": page_digests(pdf.data)}),
    }
    files["SHA256SUMS"] = checksums(files)
    return files


def _put(report: Report, packages: Path, name: str, files: Mapping[str, bytes], root: Path) -> None:
    """Write a package unless one of that name holds other files; say which pages differ from the last one."""
    from book.handover.kit import zipped
    from book.output import put
    from book.problems import BookError, Problem, Source

    folder = packages / name
    known = folder / "SHA256SUMS"
    if known.is_file() and known.read_bytes() != files["SHA256SUMS"]:
        message = "is there already with other files; packages are frozen"
        hint = "give the book a new day: [book] revised = …"
        raise BookError([Problem(Source(str(folder.relative_to(root))), "package-exists", message, hint)])
    if differs := since_last(packages, name, files["pages.json"]):
        report.say(differs)
    report.problems.stop_if_errors()
    for file, data in files.items():
        put(folder / file, data, root)
    put(packages / f"{name}.zip", zipped(name, files), root)
    report.result.update(package=str(folder), zip=str(packages / f"{name}.zip"), files=sorted(files))
    report.say(f"{folder}  {len(files)} files, and the same as {name}.zip")


def since_last(packages: Path, name: str, pages: bytes) -> str:
    """Return which pages differ from the last package of the same edition and printer, "" without one."""
    from book.handover.kit import changed_pages

    kind = name[11:]
    earlier = sorted(
        folder
        for folder in packages.glob("????-??-??*")
        if folder.is_dir() and folder.name != name and folder.name[11:] == kind
    )
    if not earlier:
        return ""
    try:
        before = json.loads((earlier[-1] / "pages.json").read_text("utf-8"))["pages"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    from book.preflight.findings import ranges

    changed = changed_pages(before, json.loads(pages)["pages"])
    if not changed:
        return f"no page differs from the package {earlier[-1].name}"
    return f"pages that differ from the package {earlier[-1].name}: {ranges(changed)}"
