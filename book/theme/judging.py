"""A theme judged: can its words be read, has it the letters, may its faces be used? What loading does not ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from book.model.theme import Face, Theme
from book.problems import Problem, Source
from book.theme.colours import luminance, parse_colour

LEAST_CONTRAST = 4.5
"""Of words on their ground: WCAG 2.2, 1.4.3."""
WHITE = 1.0
LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?()[]-/&%'\"“”‘’–—…·•©"
    "ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÚÛÜßàáâäåæçèéêëíîïñóôöøúûüœ"
)
"""What bookmake itself prints, and the letters of the names in any book of films."""


def judge(theme: Theme) -> Iterator[Problem]:
    """Yield warnings about a loaded theme: contrast of words on white or their own ground, letters, licences."""
    for name, css in (
        ("book.css", theme.styles.book),
        ("print.css", theme.styles.print),
        ("epub.css", theme.styles.epub),
    ):
        yield from _contrast(f"themes/{theme.name}/{name}", css)
    for face in theme.faces:
        source = Source(f"themes/{theme.name}/theme.toml")
        if not face.licence:
            message = f"the face {_said(face)} says nothing of its licence"
            hint = f'[faces."{face.family}"] licence = "SIL Open Font License 1.1"'
            yield Problem(source, "face-licence", message, hint, "warning")
        if missing := _missing(face):
            shown = " ".join(missing[:12]) + (" …" if len(missing) > 12 else "")
            message = f"the face {_said(face)} has no {shown}"
            yield Problem(source, "face-letters", message, "choose a face that has them", "warning")


def _said(face: Face) -> str:
    return f"{face.family} {face.weight}{' italic' if face.style == 'italic' else ''}"


def _missing(face: Face) -> list[str]:
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped]

    try:
        with TTFont(face.path, lazy=True) as font:
            has = font.getBestCmap() or {}
    except (TTLibError, OSError, KeyError, ValueError) as error:
        return [f"letters that can be read ({type(error).__name__})"]
    return [letter for letter in LETTERS if ord(letter) not in has]


def _contrast(path: str, css: str) -> Iterator[Problem]:
    """Yield a warning for each rule whose words are too pale; its place is its selector, as styles are written out."""
    for selector, declared in _rules(css):
        ink = _luminance(declared.get("color"))
        ground = _luminance(declared.get("background-color") or declared.get("background"))
        if ink is None:
            continue
        light, dark = sorted((ink, WHITE if ground is None else ground), reverse=True)
        contrast = (light + 0.05) / (dark + 0.05)
        if contrast < LEAST_CONTRAST:
            message = f"{selector} {{ color: {declared['color']} }}: contrast {contrast:.1f}:1 on its ground"
            yield Problem(Source(path), "contrast", message, f"at least {LEAST_CONTRAST}:1", "warning")


def _luminance(words: str | None) -> float | None:
    colour = parse_colour(words) if words else None
    return None if colour is None or colour[3] < 1 else luminance(*colour[:3])


def _rules(css: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the style rules with their declarations, those within @media and the like too."""
    from tinycss2 import parse_stylesheet

    yield from _each(parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _each(rules: Any) -> Iterator[tuple[str, Mapping[str, str]]]:  # noqa: ANN401 -- tinycss2 publishes no types
    from tinycss2 import parse_blocks_contents, parse_rule_list, serialize

    for rule in rules:
        if rule.type == "qualified-rule":
            contents = parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            declared = {one.lower_name: serialize(one.value).strip() for one in contents if one.type == "declaration"}
            yield serialize(rule.prelude).strip(), declared
        elif rule.type == "at-rule" and rule.content is not None and rule.lower_at_keyword in ("media", "supports"):
            yield from _each(parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
