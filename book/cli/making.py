"""What `epub`, `pdf` and `build` share: make one edition and put the file in its place."""

from __future__ import annotations

from pathlib import Path

from book.cli.progress import Progress
from book.cli.reporting import Report
from book.model.settings import EditionSettings
from book.model.slug import slug
from book.output import put
from book.pipeline import Manuscript, Workshop, make_epub, make_pdf

CACHE = Path("build", ".cache")


def default_output(root: Path, manuscript: Manuscript, settings: EditionSettings, *, named: bool) -> Path:
    """Return `build/SLUG.epub`, or `build/SLUG-EDITION.epub` for an edition asked for by name."""
    stem = slug(manuscript.book.settings.title)
    return root / "build" / f"{stem}{f'-{settings.name}' if named and settings.name else ''}.{settings.format}"


def make(
    report: Report,
    manuscript: Manuscript,
    settings: EditionSettings,
    *,
    root: Path,
    output: Path,
    progress: Progress,
    jobs: int = 0,
) -> None:
    """Make one edition, put it in its place, and say so. Raises `BookError`; then the old file is as it was."""
    workshop = Workshop(root / CACHE, jobs, progress.step, progress.pages)
    made: dict[str, object] = {"file": _shown(output), "edition": settings.name or None, "format": settings.format}
    if settings.format == "epub":
        data = make_epub(manuscript, settings, report.problems, workshop)
        size = f"{len(data) / 1e6:.1f} MB"
    else:
        pdf = make_pdf(manuscript, settings, report.problems, workshop)
        data = pdf.data
        made["pages"] = pdf.page_count
        size = f"{pdf.page_count} pages, {len(data) / 1e6:.1f} MB"
    report.problems.stop_if_errors()
    put(output, data, root)
    progress.end()
    report.result.setdefault("files", []).append(made)
    name = f"{settings.name} edition" if settings.name else settings.format.upper()
    report.say(f"{_shown(output)}  {name}, {len(manuscript.book.chapters)} chapters, {size}{_left_out(manuscript)}")


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
