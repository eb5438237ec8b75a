"""The scan of one piece: whom its words mean, as people come to hand on the way through it.

A person is at hand in a chapter that credits them, and in any piece after it has named them in full. What could
mean two people is noted as doubtful, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from book.people.credits import Words, identity
from book.people.forms import Form, People, span_of
from book.people.guards import judge_name, judge_surname
from book.people.letters import WORD, plain_letters, words_of
from book.people.names import Names
from book.people.passages import Passage, Span

_PAIRED = re.compile(r"([^\W\d_][\w.’'-]*(?: [A-Z]\.)?)(?:,? (?:and|&|und|et|och|og|y|e) |, )$")


_ONE_NAME = 0.8
"""Least likeness of two spellings of one given name: Matthias, Mathias; not Ingmar, Ingrid."""
_JOINS = (" and ", " & ", " und ", " et ", " och ", " og ", " y ", " e ", ", ")


@dataclass(frozen=True, slots=True)
class Found:
    """People named at text[start:end] of a passage; `whole` by a full name, an alias or a mark."""

    passage: Passage
    start: int
    end: int
    people: People
    whole: bool = True


@dataclass(slots=True)
class Doubtful:
    """Words of one piece that may mean several people: where first, whom, and how often."""

    passage: Passage
    start: int
    end: int
    readings: tuple[str, ...]
    count: int = 0


@dataclass(slots=True)
class Scan:
    """The scan of one piece: who is at hand so far, who else bears a surname, what was doubtful."""

    names: Names
    piece: str
    in_chapter: bool
    forms: dict[str, dict[Words, Form]] = field(default_factory=dict)
    bearers: dict[Words, dict[People, None]] = field(default_factory=dict)
    namesakes: dict[Words, str] = field(default_factory=dict)
    doubtful: dict[Words, Doubtful] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for name in self.names.register.credited.get(self.piece, ()) if self.in_chapter else ():
            self.bring(name)
        for (piece, words), name in self.names.told.items():
            if piece == self.piece:
                means = ((name,),) if name else ()
                form = Form(words, (True,) * len(words), len(words) - 1, means, guarded=True)
                self.forms.setdefault(words[-1], {})[words] = form

    def bring(self, name: str) -> None:
        """Let a person be at hand from here on."""
        if name in self.present or name not in self.names.register.entrants:
            return
        self.present.add(name)
        for form in self.names.short_forms(name):
            if (self.piece, form.words) in self.names.told:
                continue
            self.forms.setdefault(form.words[form.key], {}).setdefault(form.words, form)
            self.bearers.setdefault(form.words, {})[(name,)] = None

    # ------------------------------------------------ one passage

    def passage(self, passage: Passage) -> list[Found]:
        """Return the mentions of a passage in order."""
        found: list[Found] = []
        marks = list(passage.marked)
        shut = sorted([*passage.shut, *self.names.titles.ignored(passage.text)])
        done = 0
        for match in self.names.starts(passage.text):
            folded = self.names.folded(match[0])
            if not folded:
                continue
            start = match.start()
            while marks and marks[0].start <= start:
                mark = marks.pop(0)
                found.extend(self._marked(passage, mark.name, (mark.start, mark.end)))
                done = max(done, mark.end)
            if start < done:
                continue
            hit = self._hit(passage, match, folded, done, shut)
            if hit:
                done = hit[0]
                found.extend(hit[1])
        for mark in marks:
            found.extend(self._marked(passage, mark.name, (mark.start, mark.end)))
        return sorted(found, key=lambda mention: mention.start)

    def _hit(
        self, passage: Passage, match: re.Match[str], folded: str, done: int, shut: list[Span]
    ) -> tuple[int, list[Found]] | None:
        """Return where to go on after the longest form at a word, and the mentions there."""
        forms = [*self.names.lexicon.at(folded, passage.text, match.end()), *self.forms.get(folded, {}).values()]
        if len(forms) > 1:
            forms.sort(key=lambda form: (-form.length, form.guarded))
        for form in forms:
            span = span_of(form, passage.text, match.start(), match.end())
            if not span or span[0] < done:
                continue
            if _touches(span, shut) or _touches(span, [(mark.start, mark.end) for mark in passage.marked]):
                return span[1], []
            if not form.means:
                return span[1], []
            if form.guarded and not self._is_meant(passage, form, span):
                continue
            if not form.guarded and not self._stands_alone(passage, span):
                return span[1], []
            if self.names.titles.hold(passage, span, guarded=form.guarded):
                return span[1], []
            return span[1], self._named(passage, form, span)
        self._note_namesakes(passage, match, folded)
        return None

    def _note_namesakes(self, passage: Passage, match: re.Match[str], folded: str) -> None:
        """Note who else bears the surname of somebody not at hand yet: Bram Stoker, before Florence is named."""
        for words, form in self.names.surnames.get(folded, {}).items():
            span = span_of(form, passage.text, match.start(), match.end())
            if span and words not in self.forms.get(folded, {}):
                self._is_meant(passage, form, span)

    def _stands_alone(self, passage: Passage, span: Span) -> bool:
        return judge_name(passage.text, *span, self.names.lexis, self.names.begins_name)

    def _is_meant(self, passage: Passage, form: Form, span: Span) -> bool:
        """Whether a single word means the person; notes other bearers of a surname on the way."""
        scoped = form.words not in self.names.lexicon.whole
        if scoped and not passage.bare:
            return False
        single = form.words[0] if form.length == 1 else ""
        verdict = judge_surname(passage.text, span, single, self.names.lexis, self.forms)
        if verdict == "namesake" and scoped:
            before = WORD.findall(passage.text[max(0, span[0] - 30) : span[0]])[-1]
            if any(_is_form_of(before, name) for people in self._readings(form) for name in people):
                return True
            self.namesakes.setdefault(form.words, f"{before} {passage.text[slice(*span)]}")
        return verdict == "person"

    # ------------------------------------------------ what is meant

    def _named(self, passage: Passage, form: Form, span: Span) -> list[Found]:
        readings = self._readings(form)
        scoped = form.words not in self.names.lexicon.whole
        told = (self.piece, form.words) in self.names.told
        rival = self.namesakes.get(form.words) if scoped and form.guarded and not told else None
        if len(readings) != 1 or rival:
            names = [" and ".join(people) for people in readings]
            self._doubt(passage, form, span, (*names, *([rival] if rival else [])))
            return []
        found = [Found(passage, *span, readings[0], whole=not scoped)]
        if not scoped:
            found = [*self._paired(passage, span[0], readings[0]), *found]
        for mention in found:
            for name in mention.people if not scoped else ():
                self.bring(name)
        return found

    def _readings(self, form: Form) -> tuple[People, ...]:
        """Return whom a form may mean here: those at home in the piece, if any are."""
        if form.words in self.bearers and form.words not in self.names.lexicon.whole:
            return tuple(self.bearers[form.words])
        if len(form.means) < 2:
            return form.means
        homes = self.names.register.homes
        here = tuple(people for people in form.means if all(self.piece in homes.get(name, ()) for name in people))
        return here or form.means

    def _doubt(self, passage: Passage, form: Form, span: Span, readings: tuple[str, ...]) -> None:
        doubtful = self.doubtful.setdefault(form.words, Doubtful(passage, *span, readings))
        doubtful.readings = tuple(dict.fromkeys([*doubtful.readings, *readings]))
        doubtful.count += 1

    def _paired(self, passage: Passage, start: int, people: People) -> list[Found]:
        """Return the people of "Joel and" before "Ethan Coen"."""
        if len(people) != 1:
            return []
        found: list[Found] = []
        if not passage.text.endswith(_JOINS, 0, start):
            return found
        short = self.names.register.entrants[people[0]].short
        while short and (pair := _PAIRED.search(passage.text, max(0, start - 40), start)):
            other = self.names.register.meant((*words_of(pair[1]), *words_of(short[-1])), self.piece)
            if len(other) != 1 or other == people:
                break
            found.append(Found(passage, *pair.span(1), other))
            start = pair.start(1)
        return found[::-1]

    def _marked(self, passage: Passage, name: str, span: Span) -> list[Found]:
        """Return the mention of a marked person: by whole name or alias, else by a surname at hand, else anywhere."""
        register = self.names.register
        words = identity(name)
        form = self.names.lexicon.whole.get(words)
        readings: tuple[People, ...] = self._readings(form) if form else ()
        if not readings and words not in register.ignored:
            here = next((forms[words] for forms in self.forms.values() if words in forms), None)
            readings = self._readings(here) if here else self._anywhere(words)
        if len(readings) == 1:
            for person in readings[0]:
                self.bring(person)
            return [Found(passage, *span, readings[0])]
        if readings:
            self._doubt(passage, Form(words, (), 0), span, tuple(" and ".join(people) for people in readings))
        return []

    def _anywhere(self, words: Words) -> tuple[People, ...]:
        entrants = self.names.register.entrants
        return tuple(
            (name,)
            for name in entrants
            if any(form.words == words for form in self.names.short_forms(name))
            and self.names.register.meant(identity(name)) == (name,)
        )


def _is_form_of(given: str, name: str) -> bool:
    """Whether a given name is a form of a person's: Matt or Mathias for Matthias, Chris for Christopher."""
    said, full = plain_letters(given), (words_of(name) or ("",))[0]
    if min(len(said), len(full)) < 3:
        return False
    return full.startswith(said) or said.startswith(full) or OSA.normalized_similarity(said, full) >= _ONE_NAME


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
