"""`[[…]]`: people for the index, and references to other chapters.

Reading a reference needs only the words; finding the chapter it names needs the whole book and comes later.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mistune.util import unescape

from book.guessing import nearest
from book.manuscript.piece import Piece
from book.model.book import Chapter, Matter
from book.model.gist import gist_of
from book.model.prose import FilmRef, PersonRef, Text, inlines_within, text_blocks
from book.problems import Problems, Source

_PREFIX = re.compile(r"^\s*([^\W\d_][\w-]*(?: [\w-]+)?)\s*:(?!//)\s*(.*)$", re.S)
_BAR = re.compile(r"\\?\|")
_MARKED = re.compile(r"[*`<]|(?<!\w)_|_(?!\w)")
_YEAR = re.compile(r"^(.*\S)\s*\((\d{1,4})\)$")


def reference_of(raw: str, piece: Piece) -> PersonRef | FilmRef | Text:
    """Return what `[[raw]]` stands for; if that cannot be said, its words as typed."""
    whole = f"[[{raw}]]"
    parts = [" ".join(unescape(part).split()) for part in _BAR.split(raw)]
    work = piece.settings.words.get("work", "film")
    named = _PREFIX.match(parts[0])
    if len(parts) > 2 or not parts[0] or (len(parts) == 2 and not parts[1]) or (named and not named[2]):
        piece.error(
            whole,
            "reference",
            f"this reference cannot be read: {whole[:60]}",
            f"[[name|words]] or [[{work}: title|words]]",
        )
        return Text(raw)
    words = parts[1] if len(parts) == 2 else ""
    if _MARKED.search(words) or (not named and _MARKED.search(parts[0])):
        piece.error(
            whole, "reference", f"words inside [[…]] are plain: {whole[:60]}", "put the marks around it: *[[name]]*"
        )
    if not named:
        if not any(char.isalpha() for char in parts[0]):
            piece.error(whole, "reference", f"this is not a name: {whole[:60]}", "\\[[ prints the brackets as typed")
        return PersonRef(parts[0], piece.smart(words or parts[0]))
    if named[1].casefold() not in {"film", work.casefold()}:
        piece.error(
            whole,
            "reference",
            f"`{named[1]}:` is not a kind of reference",
            f"[[{work}: {named[2]}]] refers to a chapter, [[name]] to a person",
        )
        return Text(words or named[2])
    return FilmRef(named[2], piece.smart(words))


# ---------------------------------------------------------------- finding the chapters


@dataclass(frozen=True, slots=True)
class _Use:
    target: str
    source: Source


def find_targets(
    chapters: Sequence[Chapter], pieces: Iterable[Chapter | Matter], work: str, problems: Problems
) -> dict[str, str]:
    """Return for every reference target as written the id of the chapter it names.

    A target is a title, a title with its year, an original title, a rank or a chapter's id.
    """
    names = _names(chapters)
    targets: dict[str, str] = {}
    for piece in pieces:
        found = {target: names.get(folded(target), ()) for target in gist_of(piece).films}
        targets |= {target: named[0].id for target, named in found.items() if named}
        if any(len(named) != 1 for named in found.values()):
            _report(piece, found, chapters, work, problems)
    return targets


def _report(
    piece: Chapter | Matter,
    named: Mapping[str, Sequence[Chapter]],
    chapters: Sequence[Chapter],
    work: str,
    problems: Problems,
) -> None:
    """Report the references of a piece that name several chapters, or none."""
    for use in _uses(piece):
        found = named[use.target]
        if len(found) > 1:
            choices = " or ".join(f"[[{work}: {_title_with_year(chapter)}]]" for chapter in found[:3])
            problems.error(
                use.source, "ambiguous-reference", f"there are {len(found)} chapters named {use.target}", choices
            )
        elif not found:
            guess = nearest(use.target, (chapter.title for chapter in chapters), least=70)
            hint = (
                f"did you mean [[{work}: {guess}]]?"
                if guess
                else "refer to a chapter by its title as its header gives it"
            )
            problems.error(use.source, "missing-reference", f"there is no chapter named {use.target}", hint)


def folded(title: str) -> str:
    """Return a title for comparing: case, quotation marks, dashes, accents and spaces made alike."""
    text = title.casefold()
    if not title.isascii():
        text = unicodedata.normalize("NFKD", title).casefold()
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub("[‘’‚‛′`´]", "'", text)
    text = re.sub("[“”„«»″]", '"', text).replace("…", "...")
    return " ".join(re.sub("[‐‑‒–—−]+|--+", "-", text).split())


def title_and_year(words: str) -> tuple[str, int | None]:
    """Return "Nosferatu (1979)" as its title and year; words without a year as they are."""
    match = _YEAR.match(words)
    return (match[1], int(match[2])) if match else (words, None)


def _title_with_year(chapter: Chapter) -> str:
    return f"{chapter.title} ({chapter.year})" if chapter.year is not None else chapter.title


def _names(chapters: Iterable[Chapter]) -> dict[str, tuple[Chapter, ...]]:
    """Return the chapters by everything they may be called; a title wins over an original title, that over an id."""
    layers: list[dict[str, list[Chapter]]] = [defaultdict(list) for _ in range(3)]
    for chapter in chapters:
        for layer, title in enumerate((chapter.title, chapter.original_title, chapter.id)):
            if title:
                layers[layer][folded(title)].append(chapter)
                if chapter.year is not None and layer < 2:
                    layers[layer][folded(f"{title} ({chapter.year})")].append(chapter)
        if chapter.rank:
            layers[2][str(chapter.rank)].append(chapter)
    names: dict[str, tuple[Chapter, ...]] = {}
    for layer_names in reversed(layers):
        names.update({name: tuple({one.id: one for one in found}.values()) for name, found in layer_names.items()})
    return names


def _uses(piece: Chapter | Matter) -> Iterable[_Use]:
    lines = piece.text.split("\n")
    notes = [block for note in piece.notes for block in note.blocks]
    for block in text_blocks([*piece.blocks, *notes]):
        seen: dict[str, int] = {}
        for item in inlines_within(block.inlines):
            if isinstance(item, FilmRef):
                seen[item.target] = seen.get(item.target, 0) + 1
                yield _Use(item.target, _locate(lines, block.source, item.target, seen[item.target]))


def _locate(lines: list[str], start: Source, target: str, nth: int) -> Source:
    """Return the place of the nth `[[…: target` from a line on; the line of the block if it is not found so."""
    pattern = re.compile(r"\[\[[^\[\]:|]*:\s*" + r"\s+".join(re.escape(word) for word in target.split()))
    text = "\n".join(lines[max(start.line - 1, 0) : start.line + 200])
    for count, match in enumerate(pattern.finditer(text), start=1):
        if count == nth:
            line = start.line + text.count("\n", 0, match.start())
            return Source(start.file, line, match.start() - text.rfind("\n", 0, match.start()))
    return start
