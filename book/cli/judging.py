"""What `preflight`, `pdf`, `cover` and `package` share: judging a file and showing the verdict."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from book.cli.reporting import Report
from book.model.settings import CoverSettings, EditionSettings, Trim
from book.output import put
from book.problems import BookError, Problem, Problems, Source

if TYPE_CHECKING:
    from book.preflight.findings import Verdict

PRINTED = Path(".cache", "printed")
"""In `build/`: what was written where on the pages of files made here, by the digest of the file."""


def judged(file: Path, printer: str, trim: str | None, cover_pages: int | None) -> tuple[bytes, Verdict]:
    """Return the bytes of a file and the verdict on it. Raises `BookError` if it cannot be judged at all."""
    from book.preflight import cover_plan, judge, judge_cover

    try:
        data = file.read_bytes()
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise BookError([Problem(Source(str(file)), "unreadable", f"cannot be read: {reason}")]) from error
    size = _trim(trim)
    if cover_pages is None:
        return data, judge(data, printer, size)
    words = [word.strip().casefold() for word in f"{printer}//".split("/")]
    edition = EditionSettings(
        "cover",
        "pdf",
        trim=size or Trim.inches(6, 9),
        binding=words[1] or "paperback",
        paper=words[2],
        printers=(words[0],),
    )
    problems = Problems()
    plan = cover_plan(edition, CoverSettings(), cover_pages, problems)
    if plan is None:
        raise BookError(problems)
    return data, judge_cover(data, printer, plan)


def show(report: Report, file: Path, data: bytes, verdict: Verdict, pictures: Path | None) -> None:
    """Report a verdict: its problems, "ready for …" or "not ready for …", and pictures of the pages with faults."""
    from book.preflight import marked_pages

    problems = verdict.problems(str(file), sources_of(file, data))
    report.problems.extend(problems)
    seen = report.result.setdefault("preflight", [])
    entry: dict[str, object] = {
        "file": str(file),
        "ready": verdict.ready,
        "for": verdict.words,
        "findings": [
            {"rule": one.rule, "page": None if one.page is None else one.page + 1, "severity": one.severity,
             "message": one.message, "hint": one.hint or None}
            for one in verdict.findings
        ],
    }  # fmt: skip
    seen.append(entry)
    if pictures is not None:
        made = []
        for number, picture in marked_pages(data, verdict):
            place = pictures / f"page-{number + 1:04d}.png"
            put(place, picture, file.parent)
            made.append(str(place))
        if made:
            entry["pictures"] = made
            report.say(f"{pictures}{'/'}  {len(made)} page{'' if len(made) == 1 else 's'} with the faults framed")
    report.say(f"{'ready' if verdict.ready else 'NOT ready'} for {verdict.words}")


def note_sources(build: Path, data: bytes, sources: list[str]) -> None:
    """Keep the source lines of a file's pages, so that a later preflight of the same bytes can name them."""
    from contextlib import suppress

    with suppress(OSError, BookError):
        words = json.dumps(sources, ensure_ascii=False, separators=(",", ":"))
        put(build / PRINTED / f"{hashlib.sha256(data).hexdigest()}.json", words.encode(), build)


def sources_of(file: Path, data: bytes) -> list[str]:
    """Return the source line of each page of a file made here, or nothing for other files."""
    name = f"{hashlib.sha256(data).hexdigest()}.json"
    for folder in (file.parent, file.parent / "build"):
        try:
            found = json.loads((folder / PRINTED / name).read_text("utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, list):
            return [str(one) for one in found]
    return []


def _trim(words: str | None) -> Trim | None:
    if words is None:
        return None
    match = re.fullmatch(r"\s*([0-9.]{1,8})\s*[x×*]\s*([0-9.]{1,8})\s*(mm|in)?\s*", words)
    try:
        sides = (float(match[1]), float(match[2])) if match else None
    except ValueError:
        sides = None
    if not match or not sides or not all(1 <= side <= 1000 for side in sides):
        raise BookError(
            [Problem(Source("--trim"), "wrong-value", f"is not the size of a page: {words[:30]}", "--trim 6x9")]
        )
    if match[3] == "mm":
        return Trim(sides[0], sides[1], f"{sides[0]:g}x{sides[1]:g}mm")
    return Trim.inches(*sides)
