"""Labels at the beginning of a line: what they are, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from book.importing.people import looks_like_names
from book.importing.rich import Rich
from book.importing.vocabulary import LOOSE, VERBS, Label, folded

_LEAD = r"(?P<lead>(?:[\s–—•·*>▪■●►▶-]|[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff])*)"
"""What may stand before a label: dashes, bullets, pictograms."""
_FORM = re.compile(
    rf"^{_LEAD}"
    r"(?P<label>[^\W\d_][^:\n?!“”\"|]{0,48}?)\s*(?P<note>\([^()\n]{0,40}\))?\s*"
    r"(?P<sep>\?\s*:|:\s*\?|:|\?(?=\s|$|[^\W\d_])|\s[–—-]+\s|\.\s|$)[ \t:]*"
)
_SEPARATOR = re.compile(r"[:?]|[ \t][–—-]+[ \t]")
LONGEST = 160
"""Characters beyond which a line needs a sign behind a label for it to be one."""
_CAPITALS = re.compile(r"^(?P<label>[A-Z][A-Z '’?]{2,40}?)(?P<value>[A-Z‘“\"'][a-z’‘“\"].*)$", re.S)
_UNKNOWN = re.compile(r"^(?P<label>[A-Z][^:.!\n“”\"]{1,40}?\??)\s*:\s*(?P<value>\S.*)?$", re.S)
_GLUED = re.compile(
    r"^(?P<before>.{3,100}?[^\W\d_A-Z)\]’.!?)])(?=(?P<label>DIRECTED BY|DIRECTORS?|STARRING|CAST|BUDGET|"
    r"Directed [Bb]y|Directors?|Starring)\s*:)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A label at the beginning of a line; `value` is empty when it stands alone."""

    words: str
    label: Label
    value: Rich
    note: str = ""
    lead: str = ""
    """What stands before it: a dash, a pictogram."""


def label_of(line: Rich, labels: Mapping[str, Label]) -> Found | None:
    """Return the label that begins a line, or None: with a colon or dash, alone, in capitals or in bold."""
    words = line.words
    if len(words) > LONGEST and not line.marks and not _SEPARATOR.search(words, 0, 64) and not words[:4].isupper():
        return None
    if match := _FORM.match(words):
        name = folded(match["label"])
        label = labels.get(name)
        rest = line.cut(match.end()).stripped()
        if label and _fits(label, name, match, line, rest):
            return Found(match["label"].strip(), label, rest, match["note"] or "", match["lead"].strip())
    if found := _capitals(line, labels) or _bold(line, labels):
        return found
    return _loose(line, labels)


def _fits(label: Label, name: str, match: re.Match[str], line: Rich, rest: Rich) -> bool:
    """Whether a separator is enough for what it parts: a dash or point is weaker than a colon."""
    sep = match["sep"].strip()
    if ":" in sep:
        return True
    if not rest:
        return len(name) > 3 or label.kind != "credit"
    if sep == "?":
        return label.kind == "sidebar" and name.startswith(("did you", "wuss"))
    if label.kind == "credit":
        return looks_like_names(rest.words)
    bold = line.marked("strong", match.start("label"), match.end("label"))
    return sep not in ("", ".") and (bold or match["label"].isupper() or label.kind == "fact")


def _capitals(line: Rich, labels: Mapping[str, Label]) -> Found | None:
    match = _CAPITALS.match(line.words)
    label = labels.get(folded(match["label"])) if match else None
    if match and label and (label.kind != "text"):
        return Found(match["label"].strip(), label, line.cut(match.start("value")).stripped())
    return None


def _bold(line: Rich, labels: Mapping[str, Label]) -> Found | None:
    for mark in line.marks:
        if mark.kind == "strong" and mark.start <= 2 and mark.end < len(line.words):
            words = line.words[mark.start : mark.end]
            label = labels.get(folded(words))
            if label and len(words) < 50:
                rest = line.cut(mark.end).stripped()
                start = len(rest.words) - len(rest.words.lstrip(" :–—-?"))
                return Found(words.strip(" :?"), label, rest.cut(start), "", line.words[: mark.start].strip())
    return None


def _loose(line: Rich, labels: Mapping[str, Label]) -> Found | None:
    words = line.words
    match = re.match(r"^[\s–—•*(-]*(?P<label>[A-Za-z]+(?: [a-z]+){0,3}?)\.?\s+(?=[A-ZÀ-Þ])", words)
    if match:
        name = folded(match["label"])
        rest = line.cut(match.end()).stripped()
        label = Label("credit", "directed_by") if name == "by" else labels.get(name)
        sure = name in VERBS or not _is_sentence(rest)
        if name in LOOSE and label and len(words) <= LONGEST and looks_like_names(rest.words) and sure:
            return Found(match["label"], label, rest)
    return None


def _is_sentence(rich: Rich) -> bool:
    return bool(re.search(r"[a-z]{2}[.!?]$", rich.words)) and not re.search(r"\b(?:Jr|Sr)\.$", rich.words)


def glued_caption(words: str) -> int:
    """Return where a caption ends that was glued to a label behind it; 0 if there is none."""
    match = _GLUED.match(words)
    return match.end("before") if match else 0


def unknown_label(words: str) -> tuple[str, str] | None:
    """Return a label nobody knows yet and the words behind it, or None if the line does not begin like one."""
    match = _UNKNOWN.match(words)
    if not match or len(match["label"].split()) > 8:
        return None
    return match["label"].strip(), (match["value"] or "").strip()
