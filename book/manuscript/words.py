"""Labels and generated words in the language of the book, from `languages/` and the settings."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from book.guessing import did_you_mean
from book.manuscript.header import plain_key
from book.manuscript.parsing import CHAPTER_KEYS
from book.manuscript.values import Table

SECTIONS = ("credits", "facts", "sidebars", "words")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every label and word of a book, complete: what a language lacks is English."""

    credits: dict[str, str]
    facts: dict[str, str]
    sidebars: dict[str, str]
    words: dict[str, str]


@cache
def _language_file(name: str) -> dict[str, dict[str, str]]:
    place = files("book.manuscript") / "languages" / f"{name}.toml"
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.is_file() else {}


def vocabulary_of(language: str) -> Vocabulary:
    """Return the labels and words of a BCP 47 language: English, then the language, then its region."""
    parts = language.split("-")
    names = ["en", parts[0].lower(), f"{parts[0].lower()}-{parts[-1].upper()}" if len(parts) > 1 else ""]
    merged: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for name in dict.fromkeys(name for name in names if name.replace("-", "").isalpha()):
        for section, entries in _language_file(name).items():
            merged[section].update(entries)
    return Vocabulary(merged["credits"], merged["facts"], merged["sidebars"], merged["words"])


def own_labels(table: Table, defaults: dict[str, str], kind: str) -> dict[str, str]:
    """Return the labels of a settings table over the defaults: a key renames or adds, `key = false` removes."""
    labels = dict(defaults)
    for written in table:
        key = plain_key(written)
        value = table.raw(written)
        if kind != "sidebar" and key in CHAPTER_KEYS:
            table.wrong(
                written, f"is a key every header has, so it cannot name a {kind}", f'{key}_ = "…"', "wrong-value"
            )
        elif value is False and key in defaults:
            labels.pop(key, None)
        elif value is False:
            hint = did_you_mean(key, defaults) or f"there are: {', '.join(defaults) or 'none'}"
            table.wrong(written, f"is not a {kind} that could be left out", hint, "unknown-setting")
        elif isinstance(value, str) and value.strip() and key.replace("_", "").isalnum() and not key[0].isdigit():
            labels[key] = table.text(written)
        elif isinstance(value, str) and value.strip():
            table.wrong(written, f"cannot name a {kind}: letters, digits and _ only", f'my_{kind} = "…"', "wrong-value")
        else:
            table.wrong(written, f"is the label of a {kind} in quotes, or false", f'{key} = "Label"')
    return labels


def own_words(table: Table, defaults: dict[str, str]) -> dict[str, str]:
    """Return the generated words with those of the settings over them; unknown ones are reported."""
    words = dict(defaults)
    for key in table:
        if key not in defaults:
            continue
        given, value = table.raw(key), table.text(key, defaults[key], defaults[key])
        if not value or (key == "work" and re.search(r"[\[\]|:]", value)):
            table.wrong(key, "is a word in quotes", f'{key} = "{defaults[key]}"', "wrong-value")
        elif isinstance(given, str):
            # " and " stands between two names with its spaces
            words[key] = f"{' ' * given[:1].isspace()}{value}{' ' * given[-1:].isspace()}"
    table.check_rest(defaults)
    return words
