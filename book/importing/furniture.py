"""Page furniture: what a blog's page says around a post, and what its readers said below it.

The wordings are those of WordPress.com and Blogger pages since about 2008, as they come out when a page is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

_ENDS = re.compile(
    r"^(?:leave a (?:reply|comment)\b.*|\W*(?:\d+|one|two|three|no) (?:thoughts?|responses?|replies|comments?) "
    r"(?:on|to)\b.*|\d+ comments?:?|no comments:?|post a comment|comments are closed\.?|share this:?|like this:?|"
    r"related(?: posts)?:?|add yours|loading\.{3}|related posts plugin for wordpress, blogger.*|comments?:?|"
    r"fill in your details below.*|\d+ replies|join the conversation|be the first to comment.*)$",
    re.I,
)
"""Lines below which no word is the writer's: the comments, the form, the foot of the page."""
_ANYWHERE = re.compile(
    r"^(?:fill in your details below.*|you are commenting using your.*|(?:twitter|facebook|google\+?) "
    r"(?:picture|photo)|connecting to %s|%d bloggers like this:?|create a free website or blog at.*|"
    r"blog at wordpress\.com.*|up ↑|cancel reply|like loading\.{3}|posted (?:by|in|on)\b.{0,120}|tagged:? .{0,200}|"
    r"tags:? ?|≈ .{0,20}comments?|\d+ comments?|leave a comment|monthly archives:.*|continue reading.{0,120}|"
    r"\(?\d+ more words\)?|<< home|skip to content|search for:|menu|share (?:on|via|to) \w+|tweet|pin it|"
    r"(?:click to|opens in) .{0,60}|(?:newer|older) posts?|← .{0,120}|.{0,120} →|reblog|advertisements?|"
    r"report this ad|privacy & cookies:.*|follow .{0,40}blog via email.*|subscribe(?: now)?|share|"
    r"(?:entertainment|culture|movies?|lifestyle|books?|music|art) magazine|filed under:? .{0,120}|"
    r"blogthis!|labels: .{0,200}|post navigation|open in app|sign (?:up|in)|follow|listen|\d+ min read|"
    r"member-only story|\d+ followers|exported from medium.*|powered by (?:blogger|squarespace|ghost)\b.{0,60}|"
    r"[·-]{1,2}|thanks for reading!? subscribe.*|home|"
    r"(?:hide|view) all comments|"
    r"(?:by|author:) \w+ on \w+ \d.{0,40}|views?: \d+|\d+ (?:shares?|likes?|views?)|print this|email this.*)$",
    re.I,
)
_PARTS = re.compile(r"^(?:part\s*\d+\s*[–—|,/&·-]*\s*){2,}$", re.I)
_NEXT = re.compile(
    r"^(?:next|previous|prev|yesterday|tomorrow|back|coming (?:up|next)|up next|see also)\b[^.!?]{0,60}?[:–—-]?\s*"
    r"(?:#|no\.? ?)?\d{1,4}\.?$",
    re.I,
)
_LOST_CLIP = re.compile(r"^.{0,60}\b(?:trailers?|teaser|clip|video|listen here|watch here)\b.{0,12}:$", re.I)
_FILE_NAME = re.compile(
    r"^(?:screen ?shot \d.*|img[_-]?\d+.*|dsc[_-]?\d+.*|.{1,80}\.(?:jpe?g|png|gif|webp)|image\d*|untitled\d*|"
    r"[\w-]+[_-]\d{2,}[\w-]*)$",
    re.I,
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_DATE = re.compile(
    rf"^(?:(?:{_DAYS}|{'|'.join(day[:3] for day in _DAYS.split('|'))})\.?,?\s+)?"
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[a-z]{3,9})\.?,?\s+(?P<y1>\d{4})|"
    r"(?P<m2>[a-z]{3,9})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})|(?P<iso>\d{4}-\d\d-\d\d))"
    r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:am|pm)?)?$",
    re.I,
)
_CLASSES = frozenset(
    {
        "sharedaddy", "jp-relatedposts", "sharing", "share-buttons", "wpcnt", "jp-post-flair", "wpadvert",
        "reader-share", "likes-widget", "addtoany", "addtoany_share_save_container", "a2a_kit", "addthis_toolbox",
        "ssba", "shareaholic-canvas", "wp-block-jetpack-sharing-buttons", "wp-block-social-links", "wp-block-buttons",
        "wp-block-jetpack-subscriptions", "wp-block-latest-posts", "wp-block-post-navigation-link", "wp-block-search",
        "wp-block-jetpack-related-posts", "wp-block-tag-cloud", "wp-block-categories", "wp-block-archives",
        "wp-block-latest-comments", "subscription-widget-wrap", "subscription-widget", "button-wrapper", "yarpp",
        "yarpp-related", "crp_related", "swp_social_panel", "heateor_sss_sharing_container", "wpra-reactions-wrap",
        "post-views", "rp4wp-related-posts", "kg-button-card", "kg-signup-card", "blogger-post-footer",
    }
)  # fmt: skip
"""Classes of what plugins put into the text of a post: buttons, related posts, reactions, counters."""
LONGEST = 240
"""Characters beyond which a line is text."""
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+\w")


def is_furniture(names: Iterable[str]) -> bool:
    """Whether an element with these classes is a piece of the page, not of the post."""
    return not _CLASSES.isdisjoint(names)


def ends_post(line: str) -> bool:
    """Whether a line begins what stands below a post: readers' comments, forms, the foot of the page."""
    return bool(_ENDS.match(line.strip()))


def why_furniture(line: str) -> str:
    """Return why a line is no text of the writer's, or ""."""
    if len(line) > LONGEST:
        return ""
    words = line.strip()
    if _ANYWHERE.match(words):
        return "page furniture"
    if _PARTS.match(words):
        return "links to the parts of a series"
    if _NEXT.match(words):
        return "a link to another post"
    if _LOST_CLIP.match(words):
        return "the label of a clip that is not in the source"
    return ""


def is_file_name(line: str) -> bool:
    """Whether a line is the name of a picture file."""
    return bool(_FILE_NAME.match(line.strip()))


def date_of_line(line: str) -> str:
    """Return the day that a line says and nothing else, as ISO, or ""."""
    match = _DATE.match(line.strip())
    if not match:
        return ""
    if match["iso"]:
        return match["iso"]
    day, month, year = (match["d1"] or match["d2"], match["m1"] or match["m2"], match["y1"] or match["y2"])
    try:
        return datetime.strptime(f"{day} {month[:3].title()} {year}", "%d %b %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


def without_addresses(words: str) -> str:
    """Return words in which no e-mail address is left."""
    return _ADDRESS.sub("[address]", words) if "@" in words else words
