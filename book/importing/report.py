"""The report of an import: what was found, what needs a decision, what was left out, each with its place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from book.importing.answers import BLANK
from book.importing.answers import PATH as MAP
from book.importing.imported import Chapter, Imported
from book.importing.series import evidence_of
from book.problems import Source

PATH = "import-report.md"
SHOWN = 12
FIRST = 5
"""Decisions that the terminal shows."""
_MECHANICAL = ("a label;", "joins names", "the name of the series", "a clip or widget", "the number of the heading")
"""Reasons that lose nothing a reader would miss; they come last."""


def report_text(done: Imported) -> str:
    """Return the report as Markdown: a page to read first, then everything that was left out, in full."""
    parts = [
        "# What the import found",
        _summary(done),
        _decisions(done),
        _look(done),
        _kept(done),
        _left_out(done),
        _missing_pictures(done),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def summary_lines(done: Imported) -> list[str]:
    """Return what was found, in a few lines."""
    ranked = [c for c in done.chapters if not c.path.startswith("chapters/unranked/")]
    lines = [f"{name}: {kind}" for name, kind in done.blog.kinds[:SHOWN]]
    if len(done.blog.kinds) > SHOWN:
        lines.append(f"… and {len(done.blog.kinds) - SHOWN} more files")
    lines.append(f"{counted(done.posts, 'post')} with {counted(done.words, 'word')}")
    lines.append(f"{counted(len(ranked), 'chapter')} with a rank{_range(ranked)}, in chapters/")
    if waiting := len(done.chapters) - len(ranked):
        lines.append(f"{waiting:,} without one, in chapters/unranked/ (not printed)")
    if done.pictures:
        lines.append(f"{counted(done.pictures, 'picture')} in chapters/images/")
    if done.missing_pictures:
        lines.append(f"{counted(len(done.missing_pictures), 'picture')} missing: --pictures FOLDER gives them")
    for what, found in (("left unread", done.blog.skipped), ("mended", done.blog.repairs)):
        if found:
            lines.append(f"{what}: {', '.join(f'{name} ({count:,})' for name, count in sorted(found.items()))}")
    return lines


def counted(number: int, what: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _range(chapters: Sequence[Chapter]) -> str:
    ranks = [chapter.rank for chapter in chapters if chapter.rank is not None]
    if not ranks:
        return ""
    return f" ({max(ranks)} to {min(ranks)})" if len(set(ranks)) > 1 else f" ({ranks[0]})"


def _summary(done: Imported) -> str:
    lines = [f"- {line}" for line in summary_lines(done)]
    for name, shape in sorted(done.series.shapes.items() if done.series else ()):
        meaning = {"rank": "taken for the rank: confirm", "index": "not a rank", "ignore": "not a rank"}[shape.number]
        lines.append(f"- headings `{name}`: the number is {meaning} ({evidence_of(shape)})")
    return "\n".join(lines)


def decision_lines(done: Imported) -> list[str]:
    """Return what the writer has to decide, each with its place."""
    lines = [
        f"{question.about}: {question.key} = {BLANK if question.value == BLANK else question.value}, {question.why}"
        for question in done.questions
    ]
    for found in done.series.unsure.values() if done.series else ():
        guess = f", perhaps {found.meant}" if found.meant else ""
        lines.append(f"“{found.words}:” ({counted(found.count, 'line')}) is left as words{guess}: [labels] in {MAP}")
    if done.undecided_signs:
        shown = ", ".join(f"{sign} ({done.signs[sign]:,})" for sign in done.undecided_signs[:SHOWN])
        more = f" and {len(done.undecided_signs) - SHOWN} more" if len(done.undecided_signs) > SHOWN else ""
        lines.append(f"no built-in face prints {shown}{more}: [signs] in {MAP} says what to write instead")
    for first, last in done.gaps:
        lines.append(
            f"no chapter has rank {first}" if first == last else f"no chapters have the ranks {first} to {last}"
        )
    if done.compared:
        for entry, said, row in done.compared.conflicts:
            lines.append(
                f"{entry.source}: “{entry.title}” is {said} in the post, {row.position} in "
                f"{done.ranks_file}:{row.line}; the list was followed"
            )
        for entry, near in done.compared.without_row:
            guess = f" (did you mean “{near}”?)" if near else ""
            lines.append(f"{entry.source}: “{entry.title}” is not in {done.ranks_file}{guess}")
        for row in done.compared.without_post:
            place = f" ({row.position})" if row.position else ""
            lines.append(f"{done.ranks_file}:{row.line}: “{row.title}”{place} has no post")
    lines += [
        f"book.toml needs a line that was not written, since the file is yours: {line}" for line in done.settings_kept
    ]
    return lines


def _decisions(done: Imported) -> str:
    lines = decision_lines(done)
    if not lines:
        return "## To decide\n\nNothing."
    return "## To decide\n\nFill the blanks in `import.toml` and run the same command again.\n\n" + "\n".join(
        f"- {line}" for line in lines
    )


def look_lines(done: Imported) -> list[str]:
    """Return what is worth a look: flags of chapters by kind, remarks, missing years, pictures."""
    flags: dict[str, list[Source]] = defaultdict(list)
    for chapter in done.chapters:
        for flag in dict.fromkeys(chapter.flags):
            flags[flag].append(chapter.source)
        for filled in chapter.filled:
            flags[f"filled in: {filled}"].append(chapter.source)
        if chapter.film and chapter.year is None:
            flags["no year"].append(chapter.source)
        if chapter.film and not chapter.words:
            flags["no text"].append(chapter.source)
    for source, remark in done.notes:
        flags[remark].append(source)
    lines = [f"{flag}: {_places(places)}" for flag, places in sorted(flags.items(), key=lambda item: -len(item[1]))]
    for name, why in done.broken_pictures.items():
        lines.append(f"picture {name}: {why}")
    if done.missing_pictures:
        count = len(done.missing_pictures)
        where = ", listed at the end" if count > SHOWN else f": {', '.join(done.missing_pictures)}"
        lines.append(f"{counted(count, 'picture')} missing (--pictures FOLDER gives them){where}")
    return lines


def _places(places: Sequence[Source]) -> str:
    shown = ", ".join(str(place) for place in places[:3])
    return f"{shown} and {len(places) - 3} more" if len(places) > 3 else shown


def _look(done: Imported) -> str:
    lines = look_lines(done)
    return "## Worth a look\n\n" + "\n".join(f"- {line}" for line in lines) if lines else ""


def _kept(done: Imported) -> str:
    kept = [chapter for chapter in done.chapters if chapter.state.startswith("kept")]
    lines = [f"- {chapter.path}: {chapter.state.removeprefix('kept: ')}" for chapter in kept]
    return "## Not written, because the file is yours\n\n" + "\n".join(lines) if lines else ""


def _missing_pictures(done: Imported) -> str:
    if len(done.missing_pictures) <= SHOWN:
        return ""
    return "## Pictures that were not given\n\n" + "\n".join(f"- {name}" for name in done.missing_pictures)


def left_out_groups(done: Imported) -> list[tuple[str, list[tuple[str, list[Source]]]]]:
    """Return what was left out: reason, then the words in full with all their places; labels and the like last."""
    groups: dict[str, dict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for piece in done.left_out:
        groups[piece.why][piece.words].append(piece.source)
    counts = Counter({why: sum(len(places) for places in found.values()) for why, found in groups.items()})
    order = sorted(counts, key=lambda why: (why.startswith(_MECHANICAL), -counts[why], why))
    return [(why, list(groups[why].items())) for why in order]


def _left_out(done: Imported) -> str:
    if not done.left_out:
        return "## Left out\n\nNothing: every word is in a chapter."
    parts = ["## Left out, in full", "Every other word of the posts is in a chapter."]
    for why, found in left_out_groups(done):
        parts.append(f"### {why[:1].upper()}{why[1:]}")
        parts.append("\n".join(f"- {_quoted(words)} ({_places(places)})" for words, places in found))
    return "\n\n".join(parts)


def _quoted(words: str) -> str:
    lines = [line for line in words.split("\n") if line.strip()]
    return "\n  ".join(lines)


def as_json(done: Imported) -> dict[str, object]:
    """Return the report as an object for `--json`."""
    return {
        "sources": [{"file": name, "kind": kind} for name, kind in done.blog.kinds],
        "posts": done.posts,
        "words": done.words,
        "skipped": dict(sorted(done.blog.skipped.items())),
        "repairs": dict(sorted(done.blog.repairs.items())),
        "series": {
            name: {"number": shape.number, "evidence": evidence_of(shape)}
            for name, shape in sorted(done.series.shapes.items() if done.series else ())
        },
        "chapters": [_chapter(chapter) for chapter in done.chapters],
        "decisions": decision_lines(done),
        "look": look_lines(done),
        "left_out": [
            {"words": piece.words, "why": piece.why, "file": piece.source.file, "line": piece.source.line or None}
            for piece in done.left_out
        ],
        "missing_pictures": sorted(done.missing_pictures),
    }


def _chapter(chapter: Chapter) -> dict[str, object]:
    return {
        "id": chapter.id,
        "path": chapter.path,
        "source": {"file": chapter.source.file, "line": chapter.source.line or None},
        "title": chapter.title,
        "rank": chapter.rank,
        "year": chapter.year,
        "film": chapter.film,
        "state": chapter.state,
        "flags": list(chapter.flags),
        "filled": list(chapter.filled),
    }


def lines_for_screen(done: Imported) -> Iterable[str]:
    """Return what the command prints."""
    yield from summary_lines(done)
    decisions = decision_lines(done)
    if decisions:
        yield f"{counted(len(decisions), 'thing')} to decide:"
        yield from (f"    {line}" for line in decisions[:FIRST])
    if len(decisions) > FIRST:
        yield f"    … and {len(decisions) - FIRST:,} more, in {PATH}"
    if decisions:
        yield f"Answer in {MAP} and run the same command again; what you have edited stays as it is."
