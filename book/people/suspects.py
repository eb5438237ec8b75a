"""Suspects: words that look like a slip of the pen for somebody the book knows.

The measures were chosen on real reviews: against the people of a chapter a likeness of 0.85 is almost never a
chance, so the index counts it; against those of the whole book 0.90 is right three times in four, and only warned of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from book.people.credits import Words, identity
from book.people.guards import Lexis
from book.people.letters import CAPITAL, plain_letters, words_of
from book.people.likeness import IN_BOOK, IN_CHAPTER, alike, one_letter_off, shorter_by_one
from book.people.passages import Passage, Span, place_of
from book.people.register import Register
from book.people.scan import Found
from book.people.titles import Titles
from book.problems import Problem, Problems

_CAPITAL = r"[^\W\d_a-z][^\W\d_]*(?:[-‐‑'’][^\W\d_a-z][^\W\d_]*)*"
_SMALL = r"(?:de la|van der|van den|von|van|de|del|della|di|da|du|le|la|ter|bin|al)"
_FIRST = CAPITAL + r"(?<=[^\W\d_])(?:[^\W\d_]*(?:[-‐‑'’][^\W\d_a-z][^\W\d_]*)*|(?<=[A-Z])\.)"
RUN = re.compile(rf"{_FIRST}(?:[ \u00a0](?:{_SMALL}[ ])?(?:{_CAPITAL}|[A-Z]\.)){{1,4}}")
"""Two to five capitalised words, particles and initials among them."""

_LONG_WORD = re.compile(r"(?<![^\W_])(?<![-‐‑'’])[^\W\d_a-z][^\W\d_]{4,}(?![^\W_]|[-‐‑][^\W_])")


class Suspects:
    """Looks for slips of the pen, piece by piece."""

    def __init__(
        self,
        register: Register,
        lexis: Lexis,
        titles: Titles,
        *,
        ok: Iterable[str],
    ) -> None:
        self._register = register
        self._titles = titles
        self._ok = {words_of(accepted) for accepted in ok}
        self._words = {name: identity(name) for name in register.standing if not register.entrants[name].group}
        self._by_word: dict[str, list[str]] = {}
        for name, words in self._words.items():
            for word in {words[0], words[-1]} if len(words) > 1 else ():
                self._by_word.setdefault(word, []).append(name)
        self._in_book: dict[Words, str] = {}
        self._bearers = self._surnames()
        self._slips = self._slips_of_surnames(lexis)
        self._slip_words: dict[str, list[str]] = {}
        for word in sorted(lexis.words):
            for surname in self._slips.get(plain_letters(word), ()):
                for name in self._bearers[surname]:
                    self._slip_words.setdefault(name, []).append(word)

    def find(self, passages: Iterable[Passage], found: list[Found], problems: Problems) -> list[Found]:
        """Return the misspelt names of a piece that surely mean somebody at hand; report these and the likely ones."""
        passages = list(passages)
        if not passages:
            return []
        named: dict[str, list[Found]] = {}
        for mention in found:
            named.setdefault(mention.passage.block.id, []).append(mention)
        at_hand = dict.fromkeys(self._register.credited.get(passages[0].piece.id, ()))
        at_hand.update(dict.fromkeys(name for mention in found if mention.whole for name in mention.people))
        here = self._by_look(name for name in at_hand if len(self._words.get(name, ())) > 1)
        slips: list[Found] = []
        slip_words = [word for name in at_hand for word in self._slip_words.get(name, ())]
        for passage in passages:
            mentions = named.get(passage.block.id, [])
            slips.extend(self._whole_names(passage, here, mentions, problems))
            if passage.bare and any(word in passage.text for word in slip_words):
                slips.extend(self._bare_surnames(passage, at_hand, [*mentions, *slips], problems))
        return slips

    # ------------------------------------------------ whole names

    def _by_look(self, names: Iterable[str]) -> dict[str, list[str]]:
        """Return names by what a slip of the pen leaves: the initials, or the first or last word."""
        looks: dict[str, list[str]] = {}
        for name in names:
            for look in _looks(self._words[name]):
                looks.setdefault(look, []).append(name)
        return looks

    def _whole_names(
        self, passage: Passage, here: dict[str, list[str]], mentions: list[Found], problems: Problems
    ) -> Iterator[Found]:
        """Yield runs of capitalised words that are like a name; a surname found in one already is not found twice."""
        whole = [(mention.start, mention.end) for mention in mentions if mention.whole]
        taken = [(mention.start, mention.end) for mention in mentions]
        for run in RUN.finditer(passage.text):
            if _touches(run.span(), (*whole, *passage.shut)):
                continue
            suspect = next(self._likenesses(run, here), None)
            if suspect is None or self._titles.hold(passage, suspect[1], guarded=True):
                continue
            name, span, sure = suspect
            problems.extend([self._warning(passage, span, name, sure=sure)])
            if sure and not _touches(span, taken):
                yield Found(passage, *span, (name,))

    def _likenesses(self, run: re.Match[str], here: dict[str, list[str]]) -> Iterator[tuple[str, Span, bool]]:
        """Yield whom the words of a run look like, the longest run of words first, and whether that is sure."""
        pieces = [(run.start() + word.start(), run.start() + word.end()) for word in re.finditer(r"\S+", run[0])]
        windows = [(first, last) for first, _ in pieces for _, last in pieces if last > first]
        for span in sorted(windows, key=lambda span: (span[0] - span[1], span[0])):
            words = words_of(run.string[slice(*span)])
            if len(words) < 2 or words in self._ok or self._is_known(words):
                continue
            for name in dict.fromkeys(name for look in _looks(words) for name in here.get(look, ())):
                if alike(words, self._words[name], IN_CHAPTER):
                    yield name, span, True
            if words not in self._in_book:
                self._in_book[words] = self._like_in_book(words)
            if self._in_book[words]:
                yield self._in_book[words], span, False

    def _like_in_book(self, words: Words) -> str:
        likely = (name for word in (words[0], words[-1]) for name in self._by_word.get(word, ()))
        return next((name for name in likely if alike(words, self._words[name], IN_BOOK)), "")

    def _is_known(self, words: Words) -> bool:
        return bool(self._register.meant(words)) or words in self._register.ignored or words in self._register.split

    # ------------------------------------------------ surnames

    def _surnames(self) -> dict[str, list[str]]:
        """Return the surnames of six letters and more, and who bears each."""
        bearers: dict[str, list[str]] = {}
        for name in self._words:
            for short in self._register.entrants[name].short:
                plain = plain_letters(short)
                if len(plain) > 5 and plain.isalpha():
                    bearers.setdefault(plain, []).append(name)
        return bearers

    def _slips_of_surnames(self, lexis: Lexis) -> dict[str, tuple[str, ...]]:
        """Return the words of the book that are one letter off from surnames, and those surnames."""
        around: dict[str, list[str]] = {}
        for surname in self._bearers:
            for shape in shorter_by_one(surname):
                around.setdefault(shape, []).append(surname)
        slips: dict[str, tuple[str, ...]] = {}
        for plain in sorted({plain_letters(word) for word in lexis.words if len(word) > 4 and not word[0].islower()}):
            if plain in self._bearers or plain in self._by_word or lexis.is_word(plain) or (plain,) in self._ok:
                continue
            near = {surname for shape in shorter_by_one(plain) for surname in around.get(shape, ())}
            if surnames := tuple(surname for surname in sorted(near) if one_letter_off(plain, surname)):
                slips[plain] = surnames
        return slips

    def _bare_surnames(
        self, passage: Passage, at_hand: Iterable[str], mentions: list[Found], problems: Problems
    ) -> Iterator[Found]:
        taken = [(mention.start, mention.end) for mention in mentions if mention.passage is passage]
        for word in _LONG_WORD.finditer(passage.text):
            surnames = self._slips.get(plain_letters(word[0]), ())
            if not surnames or _in_run(passage.text, word.span()) or _touches(word.span(), (*taken, *passage.shut)):
                continue
            here = [name for surname in surnames for name in self._bearers[surname] if name in at_hand]
            if len(here) == 1 and not self._titles.hold(passage, word.span(), guarded=True):
                problems.extend([self._warning(passage, word.span(), here[0], sure=True, surname=True)])
                yield Found(passage, *word.span(), (here[0],), whole=False)

    def _warning(self, passage: Passage, span: Span, name: str, *, sure: bool, surname: bool = False) -> Problem:
        words = passage.text[slice(*span)]
        meant = self._register.entrants[name].short[-1] if surname else name
        message = f"“{words}” looks like {name}" + (", whom the index takes it for" if sure else ", but is not indexed")
        hint = f'write {meant}, or accept it in people.toml, under [spelling]: ok = ["{words}"]'
        return Problem(place_of(passage, *span), "misspelt-name", message, hint, "warning")


def _looks(words: Words) -> tuple[str, str, str]:
    return words[0][0] + words[-1][0], f"{words[0]} ", f" {words[-1]}"


def _in_run(text: str, span: Span) -> bool:
    """Whether a capitalised word stands directly beside it, as in a name of two words."""
    before = re.search(r"([^\W\d_][^\W_]*)[ \u00a0]$", text[max(0, span[0] - 30) : span[0]])
    after = re.match(r"[ \u00a0]([^\W\d_])", text[span[1] : span[1] + 2])
    return bool(after and after[1].isupper()) or bool(before and before[1][0].isupper() and len(before[1]) > 1)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
