"""What the layout engine only logs, as problems.

WeasyPrint drops what it does not understand and goes on (unknown properties, missing anchors, duplicate ids,
pictures, faces): in a book each of these is a defect that nobody would see before it is printed.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from book.problems import Problem, Severity, Source

NO_GLYPH = ".notdef glyph rendered"
_SILENT = (
    "Using fontTools instead of HarfBuzz-Subset",  # the join subsets every face again
)
_PLACE = re.compile(r"\s*at (\d+):(\d+)(?:, (.*?))?\.?$", re.DOTALL)
_ANCHOR = re.compile(r"""['"#]([^'"\s]+)['"]?""")


@dataclass(frozen=True, slots=True)
class _Kind:
    start: str
    code: str
    words: str
    severity: Severity = "error"
    hint: str = ""


_KINDS = (
    _Kind("Anchor defined twice", "duplicate-id", "the id “{}” is used twice"),
    _Kind("No anchor", "dead-link", "a link leads to “#{}”, which is not in this document"),
    _Kind("Content discarded: target", "dead-link", "a reference leads to nothing: {}"),
    _Kind("Failed to load image", "picture", "a picture cannot be shown: {}"),
    _Kind("Failed to render SVG", "picture", "a drawing cannot be shown: {}"),
    _Kind("Failed to load inline SVG", "picture", "a drawing cannot be shown: {}"),
    _Kind("Unknown image mode", "picture", "a picture has colours that cannot be printed: {}"),
    _Kind("Failed to load stylesheet", "outside", "a style sheet cannot be used: {}"),
    _Kind("Failed to load attachment", "outside", "an attachment cannot be used: {}"),
    _Kind("Font-face", "face", "the face {} cannot be used"),
    _Kind("Unknown rendering option", "engine", "{}"),
    _Kind("Unknown PDF option", "engine", "{}"),
)


class Log(logging.Handler):
    """Collects the engine's log: problems, and in `missing` the characters that no face has."""

    def __init__(self, document: str) -> None:
        super().__init__(logging.WARNING)
        self.document = document
        self.problems: list[Problem] = []
        self.missing: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Take one line of the log."""
        if record.msg.startswith(NO_GLYPH) and isinstance(record.args, tuple) and record.args:
            self.missing[str(record.args[0])] = None
            return
        text = record.getMessage()
        if not text.startswith(_SILENT):
            self.problems.append(_problem(text, self.document))


def _problem(text: str, name: str) -> Problem:
    for kind in _KINDS:
        if text.startswith(kind.start):
            named = _ANCHOR.search(text)
            what = named[1] if named and kind.code in ("duplicate-id", "dead-link", "face") else text
            source = Source(f"{name}#{what}" if kind.code == "duplicate-id" else name)
            return Problem(source, kind.code, kind.words.format(what), kind.hint, kind.severity)
    return _style_problem(text)


def _style_problem(text: str) -> Problem:
    """Return the problem of a line about styles; its place is in the edition's whole style sheet."""
    place = _PLACE.search(text)
    if not place:
        return Problem(Source("styles"), "css", text, severity="warning")
    words = text[: place.start()].rstrip(" ,")
    if place[3]:
        words = f"{words}: {place[3]}"
    return Problem(Source("styles", int(place[1]), int(place[2])), "css", words, severity="warning")


@contextmanager
def listening(name: str) -> Iterator[Log]:
    """Collect what the engine logs while the block runs."""
    log = Log(name)
    logger = logging.getLogger("weasyprint")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(log)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield log
    finally:
        logger.removeHandler(log)
        logger.setLevel(level)
        logger.propagate = propagate
