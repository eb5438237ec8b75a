"""Smart punctuation in the language of the book: quotation marks, apostrophes, primes, dashes, the ellipsis.

The writer's level is kept: a straight " becomes the language's double mark, a straight ' its single one or an
apostrophe. Marks already typed are left alone. A whole block is looked at, so that `"*Heat*"` is one quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks of a language, and whether it sets a space before `; : ! ?`."""

    double: tuple[str, str]
    single: tuple[str, str]
    spaced: bool = False


_ENGLISH = Marks(("“", "”"), ("‘", "’"))
_LOW_HIGH = Marks(("„", "“"), ("‚", "‘"))
_ANGLES = Marks(("«", "»"), ("“", "”"))
_MARKS = {
    "en": _ENGLISH,
    "nl": _ENGLISH,
    "pt": _ENGLISH,
    "tr": _ENGLISH,
    "de": _LOW_HIGH,
    "cs": _LOW_HIGH,
    "sk": _LOW_HIGH,
    "sl": _LOW_HIGH,
    "et": _LOW_HIGH,
    "lt": _LOW_HIGH,
    "is": _LOW_HIGH,
    "bg": _LOW_HIGH,
    "de-CH": Marks(("«", "»"), ("‹", "›")),
    "de-LI": Marks(("«", "»"), ("‹", "›")),
    "fr": Marks((f"«{NBSP}", f"{NBSP}»"), ("“", "”"), spaced=True),
    "fr-CH": Marks((f"«{NBSP}", f"{NBSP}»"), ("‹", "›"), spaced=True),
    "fr-CA": Marks((f"«{NBSP}", f"{NBSP}»"), ("“", "”")),
    "es": _ANGLES,
    "it": _ANGLES,
    "ca": _ANGLES,
    "pt-PT": _ANGLES,
    "el": _ANGLES,
    "sv": Marks(("”", "”"), ("’", "’")),
    "fi": Marks(("”", "”"), ("’", "’")),
    "da": Marks(("»", "«"), ("›", "‹")),
    "nb": Marks(("«", "»"), ("‘", "’")),
    "nn": Marks(("«", "»"), ("‘", "’")),
    "no": Marks(("«", "»"), ("‘", "’")),
    "pl": Marks(("„", "”"), ("«", "»")),
    "ro": Marks(("„", "”"), ("«", "»")),
    "hu": Marks(("„", "”"), ("»", "«")),
    "hr": Marks(("„", "”"), ("‘", "’")),
    "ru": Marks(("«", "»"), ("„", "“")),
    "uk": Marks(("«", "»"), ("„", "“")),
}

_APOSTROPHE = "’"
_OPENS_AFTER = frozenset("([{¿¡–—-/«‹„‚“‘»›\"'")
_DASHES = frozenset("–—-")
_STRAIGHT = re.compile(r"(?<!-)---?(?!-)|\.\.\.|[\"']| (?=[;:!?»])|(?<=«) ")
_TYPED = ("'", '"', "--", "...", " ;", " :", " !", " ?", " »", "« ")
"""What a text must hold for the pattern to be worth trying."""
_LEFT_OUT = re.compile(r"(?:em|til|tis|twas|twere|n|cause|cos|coz|bout|round|neath|cuz|sup|nuff|s|t|k|m)(?!\w)", re.I)
"""Words that begin with an apostrophe: English 'em, rock 'n' roll; Dutch 's avonds, 't."""
_INCHES = re.compile(r' ?\d\d?(?:½|¼|¾)?"')
_DECADE = re.compile(r"\d\ds?(?!\w)")


def marks_for(language: str) -> Marks:
    """Return the marks of a BCP 47 language, those of English if it is not known."""
    parts = language.split("-")
    regional = f"{parts[0].lower()}-{parts[-1].upper()}"
    return _MARKS.get(regional) or _MARKS.get(parts[0].lower(), _ENGLISH)


def smart(words: str, language: str) -> str:
    """Return a single text with smart punctuation."""
    return smart_run([words], language)[0]


def smart_run(run: Sequence[str | None], language: str) -> list[str]:
    """Return the texts of a run with smart punctuation, each place by its neighbours in the whole run.

    None stands for something without words of its own (a picture, code, a note call) and comes back as "".
    """
    if not any(text and _has_straight(text) for text in run):
        return [text or "" for text in run]
    whole = "".join("\ufffc" if text is None else text for text in run)
    marks = _Setter(whole, marks_for(language)).marks()
    result: list[str] = []
    offset = first = 0
    for text in run:
        end = offset + (1 if text is None else len(text))
        while first < len(marks) and marks[first][1] <= offset:
            first += 1
        result.append("" if text is None else _written(whole, offset, end, islice(marks, first, None)))
        offset = end
    return result


def _has_straight(text: str) -> bool:
    return any(typed in text for typed in _TYPED) and _STRAIGHT.search(text) is not None


def _written(whole: str, start: int, end: int, marks: Iterable[tuple[int, int, str]]) -> str:
    """Return a stretch of the whole with its marks set; a mark belongs to the stretch it begins in."""
    pieces: list[str] = []
    position = start
    for begin, behind, mark in marks:
        if begin >= end:
            break
        pieces.append(whole[position:begin])
        pieces.append(mark if begin >= start else "")
        position = min(behind, end)
    pieces.append(whole[position:end])
    return "".join(pieces)


class _Setter:
    """Sets the marks of one block from left to right; remembers which quotations are open."""

    def __init__(self, whole: str, marks: Marks) -> None:
        self._whole = whole
        self._marks = marks
        self._open: list[str] = []
        self._last_single = _last_closing_single(whole)

    def marks(self) -> list[tuple[int, int, str]]:
        """Return (start, end, what to write) of every mark, from left to right."""
        found = _STRAIGHT.finditer(self._whole)
        return [(match.start(), match.end(), self._mark(match[0], match.start())) for match in found]

    def _mark(self, typed: str, at: int) -> str:
        match typed:
            case '"':
                return self._double(at)
            case "'":
                return self._single(at)
            case "---":
                return "—"
            case "--":
                return "–"
            case "...":
                return "…"
            case _:
                return NBSP if self._marks.spaced else typed

    def _double(self, at: int) -> str:
        before, after = self._around(at)
        can_open = bool(after.strip()) and (not before.strip() or before in _OPENS_AFTER)
        can_close = bool(before.strip())
        if before.isdecimal() and '"' not in self._open and not after.isalnum():
            return "″"  # 6′2″, a 35″ screen
        opens = can_open if can_open != can_close else '"' not in self._open
        if opens:
            self._open.append('"')
            return self._marks.double[0]
        self._close('"')
        return self._marks.double[1]

    def _single(self, at: int) -> str:
        before, after = self._around(at)
        starts_word = bool(after.strip()) and (not before.strip() or before in _OPENS_AFTER)
        if starts_word and not (before in _DASHES and "'" in self._open and not after.isalnum()):
            if self._is_apostrophe(at):
                return _APOSTROPHE
            self._open.append("'")
            return self._marks.single[0]
        if before.isdecimal() and (_INCHES.match(self._whole, at + 1) or ("'" not in self._open and not after.strip())):
            return "′"
        if after.isalnum() or "'" not in self._open:
            return _APOSTROPHE
        self._close("'")
        return self._marks.single[1]

    def _is_apostrophe(self, at: int) -> bool:
        """Whether a mark at the start of a word stands for letters left out ('71, 'em) or has no partner."""
        if _DECADE.match(self._whole, at + 1):
            return True
        word = _LEFT_OUT.match(self._whole, at + 1)
        if word and (self._whole[word.end() : word.end() + 1] != "'" or word[0].lower() == "n"):
            return True
        return self._last_single <= at

    def _close(self, kind: str) -> None:
        while self._open:
            if self._open.pop() == kind:
                return

    def _around(self, at: int) -> tuple[str, str]:
        before = self._whole[at - 1] if at else ""
        after = self._whole[at + 1] if at + 1 < len(self._whole) else ""
        return before, after


def _last_closing_single(whole: str) -> int:
    """Return the last place where a single quotation could close, or -1."""
    at = whole.rfind("'")
    while at > 0:
        after = whole[at + 1 : at + 2]
        if whole[at - 1].strip() and not after.isalnum():
            return at
        at = whole.rfind("'", 0, at)
    return -1
