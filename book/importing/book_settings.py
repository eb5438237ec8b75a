"""The `book.toml` of an imported blog: title, author, language and dates from the export, labels the posts use."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from book.importing.post import Blog
from book.importing.vocabulary import NEW_CREDITS, NEW_FACTS

USUAL_CREDITS = frozenset({"directed_by", "written_by", "starring", "voices", "photographed_by", "music_by"})
USUAL_FACTS = frozenset({"country", "released", "runtime", "budget", "earned", "awards"})
"""Keys that every book has without asking."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What the chapters need of their settings: keys beyond the usual, with labels, and whether ranks come twice."""

    credits: Mapping[str, str]
    facts: Mapping[str, str]
    sidebars: Mapping[str, str]
    ties: bool
    descending: bool = True


def settings_text(blog: Blog, series: str, author: str, dates: tuple[str, str], needs: Needs) -> str:
    """Return the text of `book.toml`. `dates` are the first and the last day of the posts, ISO or ""."""
    last = dates[1]
    language = language_of(blog.language)
    title = blog.title or series or "My Films"
    lines = [
        "# Everything about the book that is not in the chapters, as `bookmake import` found it. Change it freely.",
        "",
        "[book]",
        f"title = {_text(title)}",
    ]
    if series and series.casefold() != title.casefold():
        lines.append(f"subtitle = {_text(series)}")
    lines.append(f"language = {_text(language)}")
    name = author or "Your Name"
    lines.append(f'contributors = [{{ name = {_text(name)}, role = "author" }}]')
    if blog.tagline:
        lines.append(f"description = {_text(blog.tagline)}")
    if last:
        lines += [f"published = {last}   # the day of the last post", f"revised = {last}"]
    if last:
        lines.append(f"copyright = {{ holder = {_text(name)}, year = {last[:4]} }}")
    lines += ["", "[order]", f'direction = "{"countdown" if needs.descending else "ascending"}"']
    if needs.ties:
        lines.append(
            "ties = true   # several posts claim one rank (see import-report.md); delete this when that is settled"
        )
    for table, keys in (("credits", needs.credits), ("facts", needs.facts), ("sidebars", needs.sidebars)):
        if keys:
            lines += ["", f"[{table}]", *(f"{key} = {_text(label)}" for key, label in keys.items())]
    lines += [
        "",
        "[theme]",
        'name = "classic"',
        "",
        "[editions.ebook]",
        'format = "epub"',
        "",
        "[editions.paperback]",
        'format = "pdf"',
        'trim = "6x9"',
        'paper = "bw_cream"',
    ]
    return "\n".join(lines) + "\n"


def missing_keys(needs: Needs, settings: Mapping[str, object]) -> tuple[str, ...]:
    """Return the lines that settings written by somebody else lack for these chapters."""
    lines = []
    for table, keys in (("credits", needs.credits), ("facts", needs.facts)):
        given = settings.get(table)
        known = given if isinstance(given, dict) else {}
        lines += [f"[{table}] {key} = {_text(label)}" for key, label in keys.items() if key not in known]
    order = settings.get("order")
    if needs.ties and not (isinstance(order, dict) and order.get("ties")):
        lines.append("[order] ties = true")
    return tuple(lines)


def needs_of(
    credits_: set[str], facts: Mapping[str, str], sidebars: Mapping[str, str], *, ties: bool, descending: bool
) -> Needs:
    """Return what chapters with these keys need."""
    more_credits = {key: NEW_CREDITS.get(key, _label(key)) for key in sorted(credits_ - USUAL_CREDITS)}
    more_facts = {key: NEW_FACTS.get(key, label) for key, label in sorted(facts.items()) if key not in USUAL_FACTS}
    return Needs(more_credits, more_facts, sidebars, ties, descending)


def language_of(tag: str) -> str:
    """Return a language tag as the settings want it: `en-us` is `en-US`; "en" if it is none."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", tag.strip())
    if not match:
        return "en"
    return f"{match[1].lower()}-{match[2].upper()}" if match[2] else match[1].lower()


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _text(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False).replace("\x7f", "")
