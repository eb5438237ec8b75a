"""Blog talk: words that made sense under a post and make none in a book ("watch the trailer below").

Each rule is narrow, since a false alarm in a review is worse than a missed one: "below" alone is innocent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_SHOWN = r"(?:trailer|clip|video|teaser|podcast|poll|comments?|comment section|playlist)"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            rf"\b{_SHOWN}s?(?: is| are| can be (?:seen|found|watched))? (?:just |right )?(?:below|above|underneath)\b|"
            rf"\b(?:below|above) (?:is|are) the {_SHOWN}s?\b|\b(?:watch|see|check out) the {_SHOWN}s? here\b",
            re.I,
        ),
        "points to something on the blog's page",
    ),
    (
        re.compile(
            r"\bin the comments(?: (?:below|section))?\b|"
            r"\b(?:leave|drop|post|write)(?: me| us)? (?:a|your) comments?\b|"
            r"\blet (?:me|us) know (?:what you think|your thoughts|if you agree|in the)\b|\bcomment below\b",
            re.I,
        ),
        "asks the readers of a blog to comment",
    ),
    (
        re.compile(
            r"\bclick (?:here|through|(?:on )?the (?:link|title|picture|image|poster|photo))\b|"
            r"\bafter the jump\b|\bscroll (?:down|up)\b|\bfollow (?:this|the) link\b|\bhit the link\b|"
            r"\blinks? (?:below|above)\b|"
            r"\b(?:you can )?(?:read|find|see) (?:my|our|the) (?:full |whole )?review here\b",
            re.I,
        ),
        "tells the reader to click",
    ),
    (
        re.compile(
            r"\b(?:my|our|this|the) (?:last|next|previous|first|latest|earlier) (?:blog ?)?posts?\b|"
            r"\b(?:my|our|this) blog(?:'s|’s)?\b|\bthis (?:blog ?)?post\b|\bsubscribe to\b|"
            r"\bfollow (?:me|us) on (?:twitter|facebook|instagram|letterboxd|tumblr|youtube)\b",
            re.I,
        ),
        "speaks of the blog",
    ),
    (
        re.compile(
            r"\b(?:my|our) (?:number|no\.|nr\.) ?(?:[1-9]\d{1,3})\b|(?<!\w)(?:my|our) #\d{1,4}\b|"
            r"^\W*(?:next|previous|tomorrow|yesterday)\s*:\s*#\d{1,4}\b",
            re.I,
        ),
        "gives a rank, which may change: the chapter's own stands in its header",
    ),
    (
        re.compile(r"^\W*[\w’' ]{0,40}\b(?:trailer|clip|video)\s*:\s*$", re.I),
        "was the label of a clip that a book does not have",
    ),
    (
        re.compile(
            r"\[/?(?:gallery|caption|youtube|vimeo|embed|audio|video|playlist|soundcloud|tweet|instagram|toc|poll|"
            r"contact-form|spoiler)\b[^\[\]\n]{0,200}\]",
            re.I,
        ),
        "is a command of the blog, printed as it stands",
    ),
    (re.compile(r"(?<![\w/@.])(?<!\]\()(?:https?://|www\.)\S{4,}"), "is an address, not a link with words"),
)

_NEEDED = (
    ("below", "above", "underneath", "here"),
    ("comment", "know"),
    ("click", "jump", "scroll", "link", "here"),
    ("post", "blog", "subscribe", "follow"),
    ("number", "no.", "nr.", "#"),
    ("trailer", "clip", "video"),
    ("[",),
    ("http", "www."),
)
"""What a text must hold for a rule to be worth trying: most texts hold none of it."""


def likely_rules(words: str) -> Sequence[int]:
    """Return the rules that a text, or one of which it is made, may be found by: their numbers."""
    plain = words.casefold()
    return [number for number, needed in enumerate(_NEEDED) if any(one in plain for one in needed)]


def blog_talk(words: str, rules: Sequence[int] = range(len(_NEEDED))) -> Iterator[tuple[str, str]]:
    """Yield the words of a blog in a text, each with what is wrong with them in a book, as far as `rules` find them."""
    plain = words.casefold()
    for number in rules:
        pattern, why = _RULES[number]
        if not any(one in plain for one in _NEEDED[number]):
            continue
        for found in pattern.finditer(words):
            yield " ".join(found[0].split()), why
