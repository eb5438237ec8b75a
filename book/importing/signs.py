"""Pictograms that no built-in face prints: counted for the map, and replaced as the writer says there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from book.importing.post import Block, LeftOut, Post, words_of
from book.importing.rich import Mark, Rich

_HAVE = "☐☑♪✓❒🄯🅪🅫"
"""Signs of these ranges that the built-in faces have."""
_ONE = rf"(?![{_HAVE}])[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\U0001f3fb-\U0001f3ff]*"
_SIGN = re.compile(rf"[\U0001f1e6-\U0001f1ff]{{2}}|{_ONE}(?:\u200d{_ONE})*")
"""A pictogram with what belongs to it (Unicode TS 51): a colour of skin, others joined to it; two letters of a flag."""


_FIRST_BYTES = (b"\xf0\x9f", *(bytes([0xE2, second]) for second in (*range(0x98, 0x9F), *range(0xAC, 0xB0))))
"""How pictograms begin in UTF-8: looking for bytes is much quicker than looking for characters."""


def signs_in(post: Post) -> Counter[str]:
    """Return the pictograms of a post and how often each stands there."""
    text = "\n".join((post.title, *words_of(post.blocks)))
    data = text.encode("utf-8", "replace")
    return Counter(_SIGN.findall(text) if any(first in data for first in _FIRST_BYTES) else ())


def with_answers_for_signs(post: Post, answers: Mapping[str, str]) -> Post:
    """Return a post with the writer's words in the place of pictograms; these are listed as left out."""
    met = signs_in(post) if answers else Counter[str]()
    left = [
        LeftOut(sign, "a pictogram; import.toml says what stands in its place", post.source)
        for sign, count in met.items()
        if answers.get(sign, sign) != sign
        for _ in range(count)
    ]
    if not left:
        return post
    blocks = tuple(_blocks(post.blocks, answers))
    return replace(post, title=_words(post.title, answers), blocks=blocks, left_out=(*post.left_out, *left))


def _blocks(blocks: Iterable[Block], answers: Mapping[str, str]) -> Iterable[Block]:
    for block in blocks:
        yield replace(block, text=_rich(block.text, answers), inside=tuple(_blocks(block.inside, answers)))


def _words(words: str, answers: Mapping[str, str]) -> str:
    return " ".join(_SIGN.sub(lambda match: answers.get(match[0], match[0]), words).split())


def _rich(rich: Rich, answers: Mapping[str, str]) -> Rich:
    if rich.words.isascii():
        return rich
    pieces: list[str] = []
    moved: list[tuple[int, int]] = []  # (place in the old words, how far what follows has moved)
    position = shift = 0
    for match in _SIGN.finditer(rich.words):
        given = answers.get(match[0], match[0])
        end = match.end()
        if not given and rich.words[end : end + 1] == " " and rich.words[: match.start()][-1:] in ("", " ", "\n"):
            end += 1  # the space behind a pictogram that goes
        pieces += [rich.words[position : match.start()], given]
        shift += len(given) - (end - match.start())
        moved.append((end, shift))
        position = end
    if not moved:
        return rich
    words = "".join([*pieces, rich.words[position:]])
    marks = tuple(Mark(_moved(m.start, moved), _moved(m.end, moved), m.kind, m.target) for m in rich.marks)
    return Rich(words, tuple(mark for mark in marks if mark.start < mark.end <= len(words)))


def _moved(place: int, moved: Iterable[tuple[int, int]]) -> int:
    by = 0
    for end, shift in moved:
        if end > place:
            break
        by = shift
    return max(place + by, 0)
