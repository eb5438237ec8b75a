"""A line with several credits → its parts: "Director: Mae Loft | 98 mins", "(dir. Mae Loft, starring Bo Fell)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from book.importing.labels import label_of
from book.importing.people import looks_like_names
from book.importing.rich import Rich
from book.importing.vocabulary import Label, folded

LONGEST = 400
"""Characters beyond which a line is text."""
_COLON = re.compile(r"(?:(?<=\s)|(?<=[|•;]))(?P<label>[A-Z][A-Za-z ]{2,24}?)\s?:\s")
_VERB = re.compile(
    r"(?:(?<=[.,;–—-])\s|\s(?=and\s))(?P<label>(?:and )?"
    r"(?:(?:(?:co-)?directed|(?:screen)?written|photographed|edited|produced|narrated|music|screenplay) by|"
    r"starring|dir\.))\s(?=\W?[^\W\d_])",
    re.I,
)
"""Verbs that open a further credit behind a comma or point: "Directed by Mae Loft, starring Bo Fell"."""
_BAR = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_AROUND = re.compile(r"^[(\[](?P<inside>[^()\[\]]{8,300})[)\]]\.?$")
_MAY = re.compile(r"^[(\[]|[|•·]| / | by |tarring |\b[Dd]ir\. |^\W+\w[^:]*:")
"""What a line with several credits has, or a label with something before it; most lines have none of it."""
_OPENS = re.compile(r"(?:^|[\s,;])(?:dir(?:ected by|ector)?\b|starring\b)", re.I)
YEAR = re.compile(r"^[(\[]?(?P<year>(?:18|19|20)\d\d)[)\]]?[.,;]?$")
RUNTIME = re.compile(
    r"^(?:\d{2,3} ?(?:min|mins|minutes|’|′|')\.?|\d ?h(?:rs?|ours?)?\.?,? ?\d{1,2} ?m(?:ins?|inutes)?\.?)$", re.I
)


def parts_of(line: Rich, labels: Mapping[str, Label]) -> tuple[Rich, ...]:
    """Return the credits of a line one by one; a line that holds no more than one comes back as it is."""
    words = line.words
    if len(words) > LONGEST or not (words.count(":") > 1 or _MAY.search(words)):
        return (line,)
    text = line
    around = _AROUND.match(words)
    if around and _OPENS.search(around["inside"]):
        text = line.cut(around.start("inside"), around.end("inside"))
    pieces = [part for piece in _at_bars(text, labels) for part in _at_labels(piece, labels)]
    several = len(pieces) > 1 or text is not line
    return tuple(pieces) if several and any(_is_credit(piece, labels) for piece in pieces) else (line,)


def _at_bars(line: Rich, labels: Mapping[str, Label]) -> list[Rich]:
    """Cut at bars, strokes and points; what has no label of its own belongs to the piece before it."""
    if not _BAR.search(line.words):
        return [line]
    places = [0, *(match.start() for match in _BAR.finditer(line.words)), len(line.words)]
    pieces = [(a, b, line.cut(a, b).split(r"^\s*[|•·/]\s*")) for a, b in pairwise(places)]
    starts: list[int] = []
    labelled = False
    for start, _, found in pieces:
        if not found:
            continue
        own = _is_credit(found[0], labels)
        labelled = labelled or own
        alone = bool(YEAR.match(found[0].words) or RUNTIME.match(found[0].words))
        if own or alone or not starts or not labelled:
            starts.append(start)
    if not labelled:
        return [line]
    cut = [line.cut(a, b) for a, b in pairwise([*starts, len(line.words)])]
    return [part for piece in cut for part in piece.split(r"^\s*[|•·/]\s*|\s*[|•·/]\s*$")]


def _is_credit(piece: Rich, labels: Mapping[str, Label]) -> bool:
    found = label_of(piece, labels)
    return found is not None and found.label.kind in ("credit", "fact")


def _at_labels(line: Rich, labels: Mapping[str, Label]) -> list[Rich]:
    cuts = {
        match.start("label")
        for match in _COLON.finditer(line.words)
        if (label := labels.get(folded(match["label"]))) and label.kind in ("credit", "fact")
    }
    first = min(cuts, default=0)
    if cuts and not re.search(r"\w", line.words[:first]):
        cuts.remove(first)  # a pictogram before the first label
    elif cuts and not _is_credit(line.cut(0, first), labels):
        cuts.clear()
    verbs = sorted(match.start("label") for match in _VERB.finditer(line.words))
    begins = YEAR.match(line.words[: verbs[0]].strip()) if verbs else None
    if verbs and (begins or _is_credit(line.cut(0, verbs[0]), labels)):
        values = [line.words[a:b] for a, b in pairwise([*verbs, len(line.words)])]
        if all(looks_like_names(re.sub(r"^(?:and )?\S+(?: by)?\s", "", value)) for value in values):
            cuts.update(verbs)
    if not cuts:
        return [line]
    parts = [line.cut(a, b).stripped() for a, b in pairwise([0, *sorted(cuts - {0}), len(line.words)])]
    return [part.cut(0, len(part.words.rstrip(" |•·;,/–—"))) for part in parts if part]
