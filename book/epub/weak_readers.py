"""What Kindle and old e-readers drop or break, found before a reader does.

Only what loses words, hides them or breaks a page is told; what merely looks plainer is not. Sources: Kindle
Publishing Guidelines 2026.1, 10 and appendices A and B; EPUB 2 engines (Adobe RMSDK 9 to 12: Kobo's EPUB view,
PocketBook, older Sony and Tolino), which read CSS 2.1 and drop a whole style sheet or rule at what they do not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from book.epub.colours import for_every_ground, vanishes_on
from book.model.edition import Document, Edition
from book.problems import Problem, Source

_HTML = "{http://www.w3.org/1999/xhtml}"
_MOST_ROWS, _MOST_COLUMNS = 100, 10
"""Of a table on a Kindle (guidelines, 11.3.3)."""


@dataclass(frozen=True, slots=True)
class _Dropped:
    """A CSS property and the values of it (a pattern) that weak readers break on, and what to write instead."""

    name: str
    values: str
    harm: str
    instead: str


_STYLES = (
    _Dropped("position", "fixed|absolute|sticky", "old readers print it over other words", "leave it in the flow"),
    _Dropped("display", "(inline-)?(flex|grid)", "old readers set its parts one below the other", "use blocks"),
    _Dropped("(column-count|columns|column-width)", ".*", "Kindle drops words between columns", "set it in one column"),
    _Dropped("(margin|margin-.*)", r".*(?<![\w.])-\d.*", "Kindle cuts off what hangs out", "use padding"),
    _Dropped("(transform|filter|clip-path|mask|mix-blend-mode)", "(?!none).*", "old readers drop it", "do without"),
    _Dropped("(color|background-color|background)", r".*(hsla?|rgba|color-mix|oklch|lab)\(.*", "ignored", "#rrggbb"),
    _Dropped("(font-size|line-height)", r"[\d.]+(px|pt|cm|mm|in)", "readers cannot enlarge it", "em"),
    _Dropped("(height|max-height|min-height)", r"[\d.]+(px|pt|cm|mm|in)", "large type is cut off", "em, or nothing"),
    _Dropped("content", r".*(counter|attr)\(.*", "Kindle prints nothing there", "write the words in the template"),
)
_ANYWHERE = {
    r"\bcalc\(": "calc() makes old readers drop the declaration",
    r"\bvar\(": "var() makes old readers drop the declaration",
    r"\d(rem|vh|vw|vmin|vmax|ch)\b": "rem, vh, vw and ch are unknown to old readers",
    r"!ie\b|\bexpression\(": "no reader knows it",
}
_SELECTORS = re.compile(r":(?:not|is|where|has|nth-[\w-]+|only-child|last-child|target)\b|\s~\s|\[[^\]]*[*^$]=")
_AT_RULES = {
    "supports": "old readers drop the rest of the style sheet",
    "container": "no e-reader knows it",
    "layer": "no e-reader knows it",
    "import": "old readers do not fetch a second style sheet",
    "page": "margins belong to the reader",
}
_ELEMENTS = {
    "math": "formulas are printed as running letters on a Kindle: show the formula as a picture, with its words",
    "script": "scripts do not run in a book",
    "form": "forms do nothing on a Kindle",
    "input": "forms do nothing on a Kindle",
    "button": "forms do nothing on a Kindle",
    "iframe": "frames are refused by Kindle",
    "audio": "sound is dropped on a Kindle",
    "video": "moving pictures are dropped on a Kindle",
    "canvas": "drawn by a script, which does not run in a book",
    "details": "old readers show it always open",
}
_SUSPECT = re.compile(rf"<(?:[^\s<>/:]+:)?(?:{'|'.join((*_ELEMENTS, 'table'))})\b")
"""What a page must hold for an element of these names to be in it."""


def find(edition: Edition, own: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return a warning for each thing in styles and documents that weak readers drop, each kind of style once.

    `own` are style sheets of the book by their files; what stands in one of them is told at its line there.
    """
    homes = {
        problem.message: replace(problem, source=Source(file, problem.source.line))
        for file, css in own.items()
        for problem in _in_styles(for_every_ground(css))
    }
    return (
        *dict.fromkeys(homes.get(one.message, one) for one in _in_styles(for_every_ground(edition.css))),
        *(p for one in edition.documents for p in _in_page(one, edition)),
    )


def _warning(source: Source, message: str, hint: str = "") -> Problem:
    return Problem(source, "weak-readers", message, hint, "warning")


def _in_styles(css: str) -> Iterator[Problem]:
    import tinycss2

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        source = Source("book.css", rule.source_line)
        if rule.type == "at-rule":
            name = rule.lower_at_keyword
            if harm := _AT_RULES.get(name):
                yield _warning(source, f"@{name}: {harm}", "write the rule without it")
            elif name == "media" and rule.content:
                words = tinycss2.serialize(rule.prelude)
                if "amzn" not in words and "color-scheme" not in words:
                    yield _warning(source, f"@media {words.strip()}: old readers drop or always take it", "do without")
        elif rule.type == "qualified-rule":
            selector = tinycss2.serialize(rule.prelude).strip()
            if found := _SELECTORS.search(selector):
                message = f"{selector}: old readers drop the whole rule at “{found[0].strip()}”"
                yield _warning(source, message, "give the element a class")
            yield from _in_rule(selector, rule.content)


def _in_rule(selector: str, content: Any) -> Iterator[Problem]:  # noqa: ANN401 -- tinycss2 publishes no types
    import tinycss2

    declarations: dict[str, str] = {}
    for one in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if one.type != "declaration":
            continue
        value = tinycss2.serialize(one.value).strip().lower()
        source = Source("book.css", one.source_line)
        declarations[one.lower_name] = value
        if one.lower_name == "color" and (ground := _hard_to_read({**declarations, **_grounds(content)})):
            message = f"{selector} {{ color: {value} }}: too little contrast on {ground}, which is the reader's choice"
            yield _warning(source, message, "choose a middle tone, or leave the colour to the reader")
        for rule in _STYLES:
            if re.fullmatch(rule.name, one.lower_name) and re.fullmatch(rule.values, value):
                yield _warning(source, f"{selector} {{ {one.lower_name}: {value} }}: {rule.harm}", rule.instead)
        for pattern, harm in _ANYWHERE.items():
            if re.search(pattern, value):
                yield _warning(source, f"{selector} {{ {one.lower_name}: {value} }}: {harm}", "write the value out")


def _grounds(content: Any) -> dict[str, str]:  # noqa: ANN401
    """Return the grounds that a rule sets itself."""
    import tinycss2

    found = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    return {one.lower_name: "" for one in found if one.type == "declaration" and "background" in one.lower_name}


def _hard_to_read(declarations: Mapping[str, str]) -> str:
    """Return the ground a rule's words vanish on, where the reader's own light or dark ground is behind them."""
    from PIL import ImageColor

    if "color" not in declarations or {"background", "background-color"} & declarations.keys():
        return ""
    try:
        return vanishes_on(ImageColor.getrgb(declarations["color"]))
    except ValueError:  # inherit, currentcolor
        return ""


def _in_page(document: Document, edition: Edition) -> Iterator[Problem]:
    # Most pages hold nothing of the kind, and need not be gone through.
    if not (_SUSPECT.search(document.xhtml) or any(word in document.xhtml for word in ("width", "height", "display"))):
        return
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(document.xhtml.encode(), parser)
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if harm := _ELEMENTS.get(name):
            yield _warning(_source(element, document, edition), f"<{name}>: {harm}")
        elif name == "table":
            rows = element.findall(f".//{_HTML}tr")
            columns = max((len(row) for row in rows), default=0)
            if len(rows) > _MOST_ROWS or columns > _MOST_COLUMNS:
                size = f"{len(rows)} rows and {columns} columns"
                message = f"a table of {size} does not fit a Kindle ({_MOST_ROWS} by {_MOST_COLUMNS})"
                yield _warning(_source(element, document, edition), message, "make two tables of it")
        elif name == "img" and {"width", "height"} & set(element.keys()):
            message = "a picture with a width or height: calibre draws it that tall, whatever the page has room for"
            yield _warning(_source(element, document, edition), message, "leave the size to the style sheet")
        if (style := element.get("style")) and "display:none" in style.replace(" ", ""):
            yield _warning(_source(element, document, edition), "words that are hidden are read out by some readers")


def _source(element: Any, document: Document, edition: Edition) -> Source:  # noqa: ANN401
    """Return where an element was written: at the nearest element around it that the manuscript knows."""
    for one in (element, *element.iterancestors()):
        if source := edition.sources.get(one.get("id", "")):
            return source
    return edition.sources.get(document.id, Source(f"{document.id}.xhtml"))
