"""What the writer has to decide, as lines of the map."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from book.importing.answers import BLANK, Answers, Question
from book.importing.entry import Entry
from book.importing.headings import FIRST_YEAR, LAST_YEAR
from book.importing.placing import Placed

MOST_BLANKS = 2_000
_SIGNED = re.compile(r"#\s?(\d{1,4})\b")
_NUMBERS = re.compile(r"(?<![a-z\d])\d{1,4}(?![a-z\d])")


def _why_no_rank(entry: Entry) -> str:
    """Return why a film has no rank, with the numbers that may be a hint and are no more than that."""
    if entry.number:
        return f"the heading has the number {entry.number}, which is not taken for a rank"
    captions = sorted({f"#{number}" for caption in entry.fields.captions for number in _SIGNED.findall(caption)})
    hints = [f"its captions say {', '.join(captions)}"] if captions else []
    last = entry.url.rstrip("/").rpartition("/")[2]
    if numbers := [n for n in _NUMBERS.findall(last) if not FIRST_YEAR <= int(n) <= LAST_YEAR]:
        hints.append(f"its address says {' and '.join(numbers)}")
    return f"no rank; {' and '.join(hints)}" if hints else "no rank"


def questions_of(entries: Sequence[Entry], placed: Sequence[Placed], answers: Answers) -> list[Question]:
    """Return the open questions in the order of the posts: ranks, titles, ranks claimed twice, protected posts."""
    same: dict[int, list[Entry]] = defaultdict(list)
    for item in placed:
        if item.entry.rank is not None and item.ranked:
            same[item.entry.rank].append(item.entry)
    questions: list[Question] = []
    for entry in entries:
        about = f"“{entry.title}”{f' ({entry.year})' if entry.year else ''}, {entry.source}"
        given = answers.posts.get(entry.id, {})
        questions.extend(
            Question(entry.id, key, given.get(key, BLANK), "no title was found", about) for key in entry.questions
        )
        if entry.film and entry.rank is None:
            why = _why_no_rank(entry)
            questions.append(Question(entry.id, "rank", given.get("rank", BLANK), why, about))
        elif entry.rank is not None and len(same[entry.rank]) > 1:
            others = ", ".join(f"“{other.title}” ({other.id})" for other in same[entry.rank] if other is not entry)
            questions.append(Question(entry.id, "rank", entry.rank, f"also the rank of {others}", about))
        if entry.protected:
            why = "the post is protected by a password: true prints it"
            questions.append(Question(entry.id, "print", given.get("print", BLANK), why, about))
    return questions[:MOST_BLANKS]
