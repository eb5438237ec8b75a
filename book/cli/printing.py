"""What `pdf`, `cover`, `build` and `package` share about printers: covers put in their places, verdicts shown."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import click

from book.cli.judging import note_sources, show
from book.cli.reporting import Report
from book.model.places import PageMap
from book.model.settings import EditionSettings
from book.model.slug import slug
from book.pipeline import Manuscript, editions, make_pdf, source_map
from book.printer_files import CoverFile, make_cover, page_sources, verdict_on, wanted_of, wants_own_file
from book.problems import BookError, Problem
from book.workshop import Workshop

_SAME = 0.05
"""mm by which the width of a cover may differ from the one wanted."""


def print_edition(manuscript: Manuscript, name: str | None) -> EditionSettings:
    """Return the print edition of that name, or the first. Raises `BookError` if there is none."""
    from book.pipeline import choose_edition

    if name is not None:
        chosen = choose_edition(manuscript.book, "pdf", name)
    else:
        chosen = next(
            (one for one in editions(manuscript.book, "pdf") if one.use == "print"), EditionSettings("", "pdf")
        )
    if chosen.use != "print":
        message = f"the edition “{chosen.name}” is for the screen: it has no cover of its own"
        raise BookError([Problem(chosen.source, "not-printed", message, 'use = "print"')])
    return chosen


def count_pages(report: Report, manuscript: Manuscript, settings: EditionSettings, workshop: Workshop) -> int:
    """Return how many pages the interior has, from the cache where it can be."""
    return make_pdf(manuscript, settings, report.problems, workshop).page_count


def cover_place(root: Path, manuscript: Manuscript, settings: EditionSettings, printer: str, *, only: bool) -> Path:
    """Return `build/SLUG-EDITION-cover.pdf`, with the printer where an edition has several."""
    names = (slug(manuscript.book.settings.title), settings.name, "cover", "" if only else printer)
    return root / "build" / f"{'-'.join(name for name in names if name)}.pdf"


def write_covers(
    report: Report,
    manuscript: Manuscript,
    settings: EditionSettings,
    pages: int,
    printers: Sequence[str],
    *,
    root: Path,
    output: Path | None = None,
    template: bool = False,
) -> list[Path]:
    """Make, judge and put in place the covers for printers; return where they are."""
    places = []
    for printer in printers:
        place = output or cover_place(root, manuscript, settings, printer, only=len(settings.printers) < 2)
        made = make_cover(manuscript, settings, pages, printer, report.problems)
        report.problems.stop_if_errors()
        if template:
            _write_template(report, made, place, root)
            continue
        _say_if_stale(place, made)
        report.put(place, made.data, root)
        _write_proof(report, made, place, root)
        width, height = made.plan.size
        size = f"{width / 25.4:.3f} × {height / 25.4:.3f} in"
        spine = f"spine {made.plan.spine:.2f} mm ({made.plan.spine / 25.4:.4f} in)"
        report.say(f"{_shown(place)}  cover for {made.plan.printer}, {pages} pages, {size}, {spine}")
        if not made.plan.final:
            where = made.plan.template or "its own template"
            report.say(
                f"  {made.plan.printer} publishes no formula: this spine is a draft, and {where} has the last word"
            )
            report.say('  say it with [cover] spine = "…in"')
        entry: dict[str, object] = {
            "file": _shown(place),
            "edition": settings.name or None,
            "format": "cover",
            "printer": printer,
        }
        entry |= {
            "pages": pages,
            "spine_mm": round(made.plan.spine, 3),
            "size_mm": [round(x, 3) for x in made.plan.size],
        }
        report.result.setdefault("files", []).append(entry)
        _judge_cover(report, settings, printer, place, made)
        places.append(place)
    return places


def renew_covers(report: Report, manuscript: Manuscript, settings: EditionSettings, pages: int, root: Path) -> None:
    """Make the covers anew that are there, but for another number of pages."""
    from book.preflight import cover_plan
    from book.problems import Problems

    for printer in settings.printers:
        place = cover_place(root, manuscript, settings, printer, only=len(settings.printers) < 2)
        if not place.is_file() or manuscript.book.settings.cover.for_printer(printer).wrap:
            continue
        plan = cover_plan(settings, manuscript.book.settings.cover, pages, Problems(), printer)
        if plan and (width := _width(place)) and abs(width - plan.size[0]) > _SAME:
            write_covers(report, manuscript, settings, pages, (printer,), root=root)


def _judge_cover(report: Report, settings: EditionSettings, printer: str, place: Path, made: CoverFile) -> None:
    from book.preflight import judge_cover

    verdict = judge_cover(made.data, wanted_of(settings, printer), made.plan)
    show(report, place, made.data, verdict, None)


def _say_if_stale(place: Path, made: CoverFile) -> None:
    """Say that the cover that is there was made for another spine."""
    width = _width(place)
    if width and abs(width - made.plan.size[0]) > _SAME:
        spine = made.plan.spine - (made.plan.size[0] - width)
        # not part of what is said again when nothing has changed
        click.echo(
            f"the cover there was for a spine of {spine:.2f} mm: made anew for {made.plan.pages} pages", err=True
        )


def _width(place: Path) -> float:
    """Return the width of a cover in mm, 0 if there is none that can be read."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(place.read_bytes())) as old:
            return float(old.pages[0].mediabox[2]) * 25.4 / 72
    except (OSError, pikepdf.PdfError, IndexError):
        return 0.0


def _write_proof(report: Report, made: CoverFile, place: Path, root: Path) -> None:
    from book.cover import cover_proof

    proof, picture = cover_proof(made.edition, made.said, made.plan, made.data)
    report.put(place.with_name(f"{place.stem}-proof.pdf"), proof, root)
    report.put(place.with_name(f"{place.stem}-proof.png"), picture, root)


def _write_template(report: Report, made: CoverFile, place: Path, root: Path) -> None:
    from book.cover import cover_proof

    blank, picture = cover_proof(made.edition, made.said, made.plan, None)
    stem = place.stem if place.stem.endswith("template") else f"{place.stem}-template"
    report.put(place.with_name(f"{stem}.pdf"), blank, root)
    report.put(place.with_name(f"{stem}.png"), picture, root)
    report.say(f"{_shown(place.with_name(f'{stem}.pdf'))}  a sheet to draw on, and the same as PNG")


def preflight_pages(
    report: Report,
    manuscript: Manuscript,
    settings: EditionSettings,
    data: bytes,
    pages: PageMap,
    *,
    place: Path,
    printer: str = "",
) -> None:
    """Judge an interior for the printer it was made for, or for all of its edition that take it as it is."""
    note_sources(place.parent, data, page_sources(pages, source_map(manuscript.book).sources))
    waiting = []
    for key in (printer,) if printer else settings.printers:
        if not printer and wants_own_file(manuscript.book, settings, key):
            waiting.append(key)
            continue
        show(report, place, data, verdict_on(data, settings, key), None)
    for key in waiting:
        report.say(f"for {key}: bookmake pdf {f'--edition {settings.name} ' if settings.name else ''}--for {key}")


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_absolute() and path.is_relative_to(here) else str(path)
