"""Options: one changed, and nothing changes but what it names, in the styles and in what is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import tinycss2
from lxml import etree
from markupsafe import Markup

from book.model.settings import ThemeSettings
from book.model.views import FigureView
from book.problems import Problems
from book.theme import load_theme, theme_names, theme_options
from tests.test_classic import BOOK, CHAPTER, EPUB, PRINT, fill

OTHERS = {"colour": "#24427a", "flag": False}
"""Type of an option → a value that is not its default; of a choice, the last other one is tried."""
PROPERTIES = {
    "accent": {"color", "background-color", "border-top", "border-bottom", "border-left"},
    "body_face": {"font-family"},
    "columns": {"columns"},
    "figures": {"font-variant-numeric"},
    "numerals": {"font-weight"},
    "ornament": {"content"},
    "text_size": {"font-size"},
}
"""Option → the properties it may change; one that is not here changes no style."""
NAMED = {
    "columns": ("lead", "head"),  # a picture small beside its text needs the whole width
    "figures": ("prose", "sidebars"),
    "picture": ("lead",),
    "pictures": ("lead", "head"),
    "plate": ("plate",),
    "show_credits": ("record",),
    "sidebar_place": ("sidebars",),
    "sidebars": ("sidebar",),
}
"""Option → the classes of what it may change in a chapter; one that is not here changes nothing."""
ROOT = Path(__file__).parent
PICTURED = replace(
    CHAPTER, picture=FigureView("pictures/lake.jpg", "A lake", 1800, 1200, Markup("The lake"), "", decorative=False)
)


def variants() -> Iterator[tuple[str, str, object]]:
    for theme in theme_names():
        for option in theme_options(ROOT, theme, Problems()):
            if option.type == "picture":
                continue  # of the cover, which test_cover looks at
            others = [one for one in option.choices if one != option.default] or [OTHERS[option.type]]
            yield theme, option.name, others[-1]


VARIANTS = [pytest.param(*one, id="-".join(map(str, one))) for one in variants()]


@pytest.fixture(scope="module")
def load():
    @cache
    def loaded(name: str, **options: object):
        problems = Problems()
        theme = load_theme(ROOT, ThemeSettings(name, options), problems)
        assert not list(problems)
        return theme

    return loaded


def declarations(css: str) -> Counter[tuple[str, str, str]]:
    """Return (selector, property, value) of every declaration."""
    found: Counter[tuple[str, str, str]] = Counter()
    pending = [("", tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))]
    while pending:
        outer, rules = pending.pop()
        for rule in rules:
            if rule.type not in ("qualified-rule", "at-rule") or rule.content is None:
                continue
            selector = f"{outer} {tinycss2.serialize(rule.prelude).strip()}"
            inner = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            pending.append((selector, [one for one in inner if one.type != "declaration"]))
            found.update(
                (selector, one.lower_name, tinycss2.serialize(one.value)) for one in inner if one.type == "declaration"
            )
    return found


@pytest.mark.parametrize(("name", "option", "value"), VARIANTS)
def test_an_option_changes_no_style_but_what_it_names(load, name, option, value):
    plain, other = load(name), load(name, **{option: value})
    changed = set()
    for form in ("book", "print", "epub", "cover"):
        before, after = declarations(getattr(plain.styles, form)), declarations(getattr(other.styles, form))
        assert Counter(one[:2] for one in before.elements()) == Counter(one[:2] for one in after.elements())
        changed |= {one[1] for one in (before - after) + (after - before)}
    assert changed <= PROPERTIES.get(option, set())
    if option != "chapter_start":
        assert plain.starts == other.starts
    does_something = changed or plain.starts != other.starts or chapters(plain) != chapters(other)
    assert does_something, "an option without an effect"


def chapters(theme) -> list[str]:
    """Return a chapter on pages and in an EPUB, with its picture and without."""
    return [
        fill(theme, "chapter", form, {"book": BOOK, "chapter": chapter})
        for form in (PRINT, EPUB)
        for chapter in (PICTURED, CHAPTER)
    ]


def without(written: str, classes: tuple[str, ...]) -> str:
    """Return a chapter without pictures, plates and records of those classes; of others only the classes go."""
    root = etree.fromstring(f'<body xmlns:epub="http://www.idpf.org/2007/ops">{written}</body>')
    for element in list(root.iter(etree.Element)):
        of = {*(element.get("class") or "").split()} & {*classes}
        if of & {"plate", "record", "lead"}:
            element.getparent().remove(element)
        elif of:
            del element.attrib["class"]
    return "".join(etree.tostring(root, encoding="unicode").split())


@pytest.mark.parametrize(("name", "option", "value"), VARIANTS)
def test_an_option_changes_nothing_of_a_chapter_but_what_it_names(load, name, option, value):
    classes = NAMED.get(option, ())
    for before, after in zip(chapters(load(name)), chapters(load(name, **{option: value})), strict=True):
        assert without(before, classes) == without(after, classes)
