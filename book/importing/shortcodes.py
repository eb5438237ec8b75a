"""WordPress shortcodes: those that are known become pictures, captions and clips; others are left as words.

`[…]`, `[sic]` and `[Blu-ray]` are words, `[[x]]` is an escaped shortcode, so only known names count
(https://codex.wordpress.org/Shortcode, https://wordpress.com/support/shortcodes/).
"""

from __future__ import annotations

import html
import re

_CLIPS = "embed|youtube|vimeo|dailymotion|ted|video|audio|soundcloud|tweet|playlist|wpvideo|instagram|facebook|flickr"
_FORMS = (
    "contact-form|contact-field|polldaddy|poll|crowdsignal|slideshow|jetpack_subscription_form|blog_subscription_form|"
    "googlemaps|sitemap|archives|recent_posts|googleapps|display-posts|portfolio|tiled_gallery|wpforms|ngg|rating|"
    "likes|sharing|related_posts|jetpack-related-posts|wp-polls|mailerlite_form|newsletter|subscribe2"
)
_BARE = "highlander_comments|more|end"
KNOWN = rf"(?:wp_caption|caption|gallery|sourcecode|code|{_CLIPS}|{_FORMS}|{_BARE})"
_ATTRIBUTE = r"(?:[^\[\]\"']|\"[^\"\[]{0,2000}\"|'[^'\[]{0,2000}'){0,2000}"
_CAPTION = re.compile(
    rf"\[(?P<name>(?:wp_)?caption)\b(?P<attributes>{_ATTRIBUTE})\](?P<inside>.{{0,4000}}?)\[/(?P=name)\]", re.S | re.I
)
_CAPTION_WORDS = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""")
_MEDIA = re.compile(r"^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)$", re.S | re.I)
_GALLERY = re.compile(rf"(?<!\[)\[gallery\b(?P<attributes>{_ATTRIBUTE})\]", re.I)
_IDS = re.compile(r"""\b(?:ids|include)=["']?([\d,\s]+)""")
_CLIP = re.compile(
    rf"(?<!\[)\[(?P<name>{_CLIPS})\b(?P<attributes>{_ATTRIBUTE})/?\](?:(?P<inside>[^\[]*?)\[/(?P=name)\])?", re.I
)
_OTHER = re.compile(rf"(?<!\[)\[/?(?:{_FORMS}|{_BARE})(?=[\s/\]]){_ATTRIBUTE}\]", re.I)
_ADDRESS = re.compile(r"https?://[^\s\"'\]<>]+|\b\d{5,}\b")
_TAG = re.compile(rf"(?<!\[)\[/?{KNOWN}(?=[\s=/\]]){_ATTRIBUTE}\]", re.I)
_ESCAPED = re.compile(rf"\[(\[/?{KNOWN}(?=[\s/\]]){_ATTRIBUTE}\])\]", re.I)
_LIKELY = re.compile(r"(?<!\[)\[/?([a-z][a-z0-9]*[_-][a-z0-9_-]+|[a-z]{3,20}(?=\s+[a-z_]+=))[^\[\]]*\]")


def resolved(text: str) -> str:
    """Return a post's HTML with its known shortcodes written as elements that the walker of HTML understands.

    No line is put in, since the places in the report count those of the source.
    """
    if "[" not in text:
        return text
    if "caption]" in text:
        text = _CAPTION.sub(_figure, text)
    text = _GALLERY.sub(_gallery, text)
    text = _CLIP.sub(_clip, text)
    text = _OTHER.sub(lambda match: f'<div class="bookmake-form">{html.escape(match[0])}</div>', text)
    return _ESCAPED.sub(r"\1", text)


def without_shortcodes(text: str) -> str:
    """Return a text with the words of known shortcodes only: captions stay, addresses and sizes go."""
    if "[" not in text:
        return text
    words = _CLIP.sub(" ", text)
    captions = " ".join(found[0] or found[1] for tag in _CAPTION.finditer(words)
                        for found in _CAPTION_WORDS.findall(tag["attributes"]))  # fmt: skip
    return f"{_TAG.sub(' ', words)} {captions}"


def unknown_shortcodes(text: str) -> tuple[str, ...]:
    """Return what looks like a shortcode of a plugin and is left in the text as words."""
    if "[" not in text:
        return ()
    return tuple(match[0] for match in _LIKELY.finditer(_TAG.sub(" ", text)))


def _figure(match: re.Match[str]) -> str:
    inside = _MEDIA.match(match["inside"])
    said = _CAPTION_WORDS.search(match["attributes"])
    picture, caption = (inside[1], inside[2].strip()) if inside else ("", match["inside"])
    words = (said[1] or said[2] or "") if said else ""
    both = " ".join(part for part in (words, caption) if part)
    return f"<figure>{picture}<figcaption>{both}</figcaption></figure>"


def _gallery(match: re.Match[str]) -> str:
    found = _IDS.search(match["attributes"])
    numbers = re.findall(r"\d+", found[1]) if found else []
    pictures = "".join(f'<img class="wp-image-{number}" src="" />' for number in numbers)
    return f"<div>{pictures}</div>"


def _clip(match: re.Match[str]) -> str:
    address = _ADDRESS.search(f"{match['inside'] or ''} {match['attributes']}")
    shown = html.escape(address[0] if address else f"{match['name']} {match['attributes']}".strip())
    return f'<div class="bookmake-clip" title="{shown}"></div>'
