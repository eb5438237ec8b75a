"""Findings of validators, traced home: from a line of a packaged file to the line of the manuscript that caused it.

A validator names a file and a place in it. The nearest element around that place whose id is known to the
manuscript says the block; an address or the words of the element say the line and column within it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from book.model.places import locate
from book.problems import Problem, Source

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MADE = re.compile(r"-(?:m\d+|label|title|picture)$")
_WORDS = re.compile(r"[^<>\n]{3,60}")
_SPACES = re.compile(r"[ \t\u00a0]+")
_PROPERTIES = {
    "scripted": r"<script\b[^>]*>?",
    "mathml": r"<math\b[^>]*>?",
    "svg": r"<svg\b[^>]*>?",
    "remote-resources": r"<[^<>]*\bsrc=[\"']https?:[^>]*>?",
}


@dataclass(frozen=True, slots=True)
class Home:
    """What is known of the manuscript: where every anchor was written, and the text of every file."""

    sources: Mapping[str, Source]
    texts: Mapping[str, str]


def trace(problems: Iterable[Problem], path: Path, home: Home) -> tuple[Problem, ...]:
    """Return problems of an EPUB file with the source that caused each, where that can be told."""
    found: list[Problem] = []
    try:
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xhtml", ".ncx"))}
    except (OSError, zipfile.BadZipFile):
        files = {}
    for problem in problems:
        inside = problem.source.file.removeprefix(f"{path.name}/")
        source = _source(problem, inside, files, home)
        if source is None:
            found.append(problem)
            continue
        where = inside.rpartition("/")[2]
        found.append(replace(problem, source=source, message=f"{problem.message} (in the EPUB: {where})"))
    return tuple(found)


def _source(problem: Problem, inside: str, files: Mapping[str, bytes], home: Home) -> Source | None:
    if inside.endswith(".opf"):
        return Source("book.toml")
    data = files.get(inside)
    if data is None:
        return None
    text = data.decode("utf-8", "replace")
    at = _offset(text, problem.source.line, problem.source.column) if problem.source.line else _unplaced(problem, text)
    stack = _open_at(text, at)
    document = inside.rpartition("/")[2].partition(".")[0]
    for _, attributes, _ in reversed(stack):
        if source := _known(attributes.get("id", ""), home):
            return _narrowed(source, stack, text, at, home)
    for _, attributes, _ in reversed(stack):  # the navigation and the index point to what caused them
        target = unquote(attributes.get("href", attributes.get("src", "")))
        file, _, fragment = target.partition("#")
        if source := _known(fragment, home) or _known(file.removesuffix(".xhtml"), home):
            return source
    return _known(document, home)


def _known(anchor: str, home: Home) -> Source | None:
    while anchor:
        if anchor in home.sources:
            return home.sources[anchor]
        shorter = _MADE.sub("", anchor)
        if shorter == anchor:
            return None
        anchor = shorter
    return None


def _offset(text: str, line: int, column: int) -> int:
    lines = text.split("\n")
    line = min(max(line, 1), len(lines))
    return sum(len(one) + 1 for one in lines[: line - 1]) + min(max(column - 1, 0), len(lines[line - 1]))


def _unplaced(problem: Problem, text: str) -> int:
    """Return the place of what a finding without one complains of: a property that the package should declare."""
    for name, tag in _PROPERTIES.items():
        if f'"{name}"' in problem.message and (found := re.search(tag, text)):
            return found.end()
    return 0


def _open_at(text: str, at: int) -> list[tuple[str, dict[str, str], int]]:
    """Return the elements that are open at a place, or begin or end just before it: name, attributes, offset.

    Tolerant of files that are not well-formed, since those are found too.
    """
    stack: list[tuple[str, dict[str, str], int]] = []
    for tag in _TAG.finditer(text):
        if tag.start() >= at:
            break
        closing, name, written, empty = tag.groups()
        if closing:
            here = tag.end() >= at  # a validator points behind the end of what it complains of
            names = [one[0] for one in stack]
            if name in names and not here:
                del stack[len(names) - 1 - names[::-1].index(name) :]
            continue
        attributes = {found[1]: unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(written)}
        if not empty or tag.end() >= at:
            stack.append((name, attributes, tag.end()))
    return stack


def _narrowed(source: Source, stack: list[tuple[str, dict[str, str], int]], text: str, at: int, home: Home) -> Source:
    """Return the very place within a block, where an address or words of the element are found in the manuscript."""
    written = home.texts.get(source.file, "")
    if not written or not source.line:
        return source
    name, attributes, end = stack[-1]
    tries = [unquote(attributes.get(key, "")).rpartition("/")[2] for key in ("href", "src") if attributes.get(key)]
    tries += [attributes["alt"]] if attributes.get("alt") else []
    around = (text[end : end + 400], text[at : at + 200]) if "id" not in attributes or name == "a" else ()
    tries += [found[0] for part in around if (found := _WORDS.search(unescape(_TAG.sub("\n", part))))]
    for words in tries:
        for shorter in (words, *_SPACES.split(words.strip())[:3]):
            found_at = locate(written, source, shorter.strip()) if len(shorter.strip()) > 3 else source
            if found_at != source and found_at.line - source.line < _block_length(written, source.line):
                return found_at
    return source


def _block_length(written: str, line: int) -> int:
    """Return how many lines the block that begins on a line has."""
    lines = written.split("\n")
    end = next((n for n in range(line, len(lines)) if not lines[n].strip()), len(lines))
    return max(1, end - line + 1)
