"""Titles of works in running text, in which nobody is mentioned: *Being John Malkovich*, “Law and Order”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from book.people.forms import Lexicon
from book.people.letters import WORD, is_capital, plain_letters, word_list, words_of
from book.people.passages import Passage, Span

_SMALL = word_list(
    """
    a an and as at but by de der die du el en et for from if in into la le les los nor of off on onto or over
    per so the to un und une up via vs with yet
    """
)


class Titles:
    """The titles a book knows, the text its writer wants passed over, and the look of a title."""

    def __init__(self, known: Iterable[str], ignored: Iterable[str], lexicon: Lexicon) -> None:
        self._known = {words_of(title) for title in known}
        self._name_words = {word for words in lexicon.whole for word in words}
        texts = sorted(set(ignored), key=lambda text: (-len(text), text))
        spaced = (r"\s+".join(re.escape(word) for word in text.split()) for text in texts)
        self._ignored = re.compile(rf"(?<![^\W_])(?:{'|'.join(spaced)})(?![^\W_])", re.I) if texts else None

    def ignored(self, text: str) -> Iterator[Span]:
        """Yield where a text holds words that people.toml has passed over."""
        if self._ignored:
            for found in self._ignored.finditer(text):
                yield found.span()

    def hold(self, passage: Passage, span: Span, *, guarded: bool) -> bool:
        """Whether a name stands inside a title: emphasised or quoted words that are one, or look like one.

        A whole name that is all that is set off is a name, unless a known title says just that; a single word
        that is all that is set off is not.
        """
        for start, end in passage.set_off:
            if start <= span[0] and span[1] <= end:
                words = passage.text[start:end]
                if words_of(words) in self._known or (guarded and (start, end) == span):
                    return True
                if self._looks_like_one(words, span[0] - start, span[1] - start):
                    return True
        return False

    def _looks_like_one(self, words: str, start: int, end: int) -> bool:
        """Whether words are capitalised as a title is, and say more than names of people."""
        tokens = list(WORD.finditer(words))
        if len(tokens) > 12 or not tokens or not is_capital(tokens[0][0]):
            return False
        if re.search(r"[.!?,;]\s|[,;]$", words):
            return False
        more = False
        for token in tokens:
            shown, plain = token[0], plain_letters(token[0])
            if not (is_capital(shown) or shown[0].isdigit() or plain in _SMALL or plain == "s"):
                return False
            inside = start <= token.start() and token.end() <= end
            more = more or not (inside or plain in _SMALL or plain == "s" or plain in self._name_words)
        return more
