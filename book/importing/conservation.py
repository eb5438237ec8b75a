"""Conservation: every word of the source is in a chapter, or in full in the list of what was left out.

Words are counted twice, by different means: once in the source with its tags cut away by plain patterns, once in
what was made of it. What the first count has and the second lacks was lost.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

from book.importing.shortcodes import without_shortcodes

LONGEST_WORD = 60
"""Letters of a word that is looked for in two halves."""
_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[\u20a0-\u20cf\u2600-\u27bf\U0001f300-\U0001faff£$¢¥]")
_GLUED = re.compile(r"(?<=[a-zß-öø-ÿ\d)])(?=[A-ZÀ-ÖØ-Þ])|(?<=\d)(?=[^\W\d_])")
"""Where a caption or a number was glued to what follows: both sides count as words."""
_ATTRIBUTES = r"(?:[^'\"<>]|\"[^\"<]{0,4000}\"|'[^'<]{0,4000}'){0,2000}"
"""Bounded, so that a text full of tags that are never closed takes no longer than another."""
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|"
    rf"sub|sup|time|tt|u|var|wbr)(?=[\s/>]){_ATTRIBUTES}>",
    re.I,
)
_TAG = re.compile(rf"</?[A-Za-z]{_ATTRIBUTES}>|<[/!?][^>]{{0,4000}}>|</?[A-Za-z][^>]{{0,4000}}>")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
_SILENT = re.compile(r"[\u200b\u2060\ufeff\u00ad]")
_MARKS = re.compile(r"(?<!\\)[*`~]+")
_LINK = re.compile(r"(?<!\\)\]\((?:<[^>]*>|[^()\s]*)(?=[\s)])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_REFERENCE = re.compile(r"\[\[film: (?:\\.|[^|\]])*\|")


def words(text: str, *, glued: bool = False) -> Counter[str]:
    """Return the words of a text and how often each stands there; signs of money and pictograms count as words.

    With `glued` (pasted text), words that a lost line break put together count apart, in source and chapter alike.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _SILENT.sub("", text))
    if glued:
        text = _GLUED.sub(" ", text)
    counted = Counter(_WORD.findall(text.replace("_", " ").casefold()))
    if "$" in text or not text.isascii():
        counted.update(_SIGN.findall(text))
    return counted


def plain_html(text: str) -> str:
    """Return an HTML text with its tags cut away by plain patterns."""
    if "<!--" in text:
        text = _COMMENT.sub(" ", text)
    text = _TAG.sub(" ", _INLINE.sub("", without_shortcodes(text)))
    return html.unescape(text) if "&" in text else text


def plain_chapter(text: str) -> str:
    """Return a chapter file without the signs of Markdown; its header and its code have none."""
    head, end, body = text.partition("\n---\n")
    if "\n    " not in body:
        return f"{head}{end}{plain_markdown(body)}"
    lines = [line if line.startswith("    ") else plain_markdown(line) for line in body.split("\n")]
    return head + end + "\n".join(lines)


def plain_markdown(text: str) -> str:
    """Return Markdown without its signs."""
    if "](" in text or "[[" in text:
        text = _REFERENCE.sub("", _LINK.sub("]", text))
    if "*" in text or "`" in text or "~" in text:
        text = _MARKS.sub("", text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def missing(before: str, after: str, *, glued: bool = False) -> Counter[str]:
    """Return the words of one text that another lacks, and how often.

    What stands between spaces is compared first, since that is quick and nearly all of it is alike.
    """
    first, second = before.split(), after.split()
    if first == second:
        return Counter()
    one, other = Counter(first), Counter(second)
    left = one - other
    if not left:
        return left
    more = other - one
    counted = words(" ".join(left.elements()), glued=glued)
    counted.subtract(words(" ".join(more.elements()), glued=glued))
    return _parted(+counted, -counted)


def _parted(lost: Counter[str], more: Counter[str]) -> Counter[str]:
    """Return the lost words without those that are there in two halves, or as one: a tag stood between them."""
    if not more:
        return lost
    for halves, wholes in ((more, lost), (lost, more)):
        for whole in list(wholes):
            for at in range(1, min(len(whole), LONGEST_WORD)):
                first, second = whole[:at], whole[at:]
                while wholes[whole] > 0 and halves[first] > (first == second) and halves[second] > 0:
                    wholes[whole] -= 1
                    halves[first] -= 1
                    halves[second] -= 1
    return +lost
