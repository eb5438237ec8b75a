"""`book.toml` → Settings: every key typed and checked, complete with the words of the book's language."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Literal, cast

from book.guessing import did_you_mean
from book.manuscript.accessibility import read_accessibility
from book.manuscript.cover_settings import read_cover, read_printing, read_rights, with_cover_picture
from book.manuscript.editions import read_editions, theme_of
from book.manuscript.header import shortened
from book.manuscript.house_style import read_style
from book.manuscript.identifiers import ROLES, derived_id, isbn_fault, language_tag, role_code
from book.manuscript.indexes import own_indexes
from book.manuscript.sidebars import label_key
from book.manuscript.typography import smart
from book.manuscript.values import Table
from book.manuscript.words import own_labels, own_words, vocabulary_of
from book.model.editors import AT_LINE
from book.model.settings import Contributor, Order, PartSettings, Series, Settings, Subject, ThemeSettings
from book.problems import BookError, Problems, Source
from book.sources import Folder, read_toml

PATH = "book.toml"


def read_settings(folder: Folder, problems: Problems) -> Settings:
    """Return the settings of a book folder. Raises `BookError` when there is no `book.toml`, or a broken one."""
    if not folder.exists(PATH) and not folder.path("").joinpath(PATH).is_symlink():
        problems.error(
            Source(PATH), "no-settings", "is not there: this is not a book folder", "bookmake new DIR makes one"
        )
        raise BookError(problems)
    file = read_toml(folder, PATH, problems)
    if file is None:
        raise BookError(problems)
    root = Table(file, (), file.data, problems)
    settings = _settings(root)
    root.check_rest()
    return settings


def _settings(root: Table) -> Settings:
    book = root.table("book")
    language = _language(book)
    vocabulary = vocabulary_of(language)
    credits_ = own_labels(root.table("credits"), vocabulary.credits, "credit")
    facts = own_labels(root.table("facts"), vocabulary.facts, "fact")
    for key in sorted(credits_.keys() & facts.keys()):
        if root.table("facts").has(key):
            root.table("facts").wrong(key, "is a credit already", f"[credits] {key} = false", "wrong-value")
        else:
            facts.pop(key)
    sidebars = own_labels(root.table("sidebars"), vocabulary.sidebars, "sidebar")
    _check_sidebars(root.table("sidebars"), sidebars)
    words = own_words(root.table("words"), vocabulary.words)
    contributors = _contributors(book)
    title = smart(book.text("title", "", "The title of the book"), language)
    if not title:
        book.problems.error(book.source("title"), "missing-setting", "the book has no title", '[book] title = "…"')
        title = "Untitled"
    first = contributors[0].name if contributors else ""
    order = _order(root.table("order"), language)
    cover = root.table("cover")
    theme = with_cover_picture(theme_of(root.table("theme"), ThemeSettings()), cover)
    copyright_ = book.table("copyright")
    settings = Settings(
        title=title,
        language=language,
        subtitle=smart(book.text("subtitle"), language),
        contributors=contributors,
        publisher=smart(book.text("publisher"), language),
        published=book.day("published"),
        revised=_revised(book),
        id=_identifier(book) or derived_id(title, first, language),
        description=smart(book.text("description"), language),
        keywords=book.texts("keywords"),
        subjects=_subjects(book),
        series=_series(book, language),
        edition_statement=smart(book.text("edition_statement"), language),
        copyright_holder=smart(copyright_.text("holder"), language),
        copyright_year=copyright_.whole("year", 1000, 9999),
        rights=smart(book.text("rights"), language),
        order=order,
        credits=credits_,
        facts=facts,
        sidebars=sidebars,
        indexes=own_indexes(root.table("indexes"), words, credits_, facts),
        words=words,
        theme=theme,
        style=read_style(root.table("style")),
        accessibility=read_accessibility(root.table("accessibility")),
        editions=read_editions(root.table("editions"), theme, order),
        cover=read_cover(cover, language),
        printing=read_printing(root.table("printing")),
        rights_rules=read_rights(root.table("rights")),
        editor=_editor(root.table("proof")),
        sources={key: book.source(key) for key in book},
    )
    copyright_.check_rest()
    book.check_rest()
    return settings


def _editor(table: Table) -> str:
    """Return the editor for `bookmake proof`: only a known one, since settings may come from somebody else."""
    editor = table.text("editor", "", "code")
    table.check_rest()
    if editor and editor not in AT_LINE:
        near = did_you_mean(editor, AT_LINE, 'editor = "{}"')
        hint = near or 'editor = "code"; any other: VISUAL="…" bookmake proof'
        table.wrong("editor", f"is not an editor that bookmake knows: {shortened(editor, 30)}", hint, "wrong-value")
        return ""
    return editor


def _check_sidebars(table: Table, labels: dict[str, str]) -> None:
    seen: dict[str, str] = {}
    for key, label in labels.items():
        if other := seen.get(label_key(label)):
            written = key if table.has(key) else other
            twin = other if written == key else key
            table.wrong(written, f"has the same label as `{twin}`", f'{written} = "…"', "same-label")
        seen.setdefault(label_key(label), key)


def _language(book: Table) -> str:
    words = book.text("language", "en", "en-GB")
    tag, hint = language_tag(words)
    if hint:
        book.wrong("language", f"is not a language tag: {shortened(words, 30)}", hint, "bad-language")
    return tag


def _revised(book: Table) -> date | None:
    """Return the day of the last revision; SOURCE_DATE_EPOCH, if set, says it for everybody.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    given = book.day("revised")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not re.fullmatch(r"[0-9]{1,11}", epoch):
        return given
    return datetime.fromtimestamp(int(epoch), UTC).date()


def _identifier(book: Table) -> str:
    words = book.text("id", "", "my-book-2026")
    digits = re.sub(r"[^0-9Xx]", "", words)
    if words and len(digits) in (10, 13) and not isbn_fault(digits)[0]:
        book.wrong("id", "is an ISBN; those belong to an edition", '[editions.NAME] isbn = "…"', "wrong-value")
        return ""
    if re.fullmatch(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", words):
        return f"urn:uuid:{words.lower()}"
    return words


def _contributors(book: Table) -> tuple[Contributor, ...]:
    if isinstance(book.raw("contributors"), list) and all(isinstance(item, str) for item in book.raw("contributors")):
        return tuple(Contributor(name, "aut") for name in book.texts("contributors"))
    found = []
    for table in book.tables("contributors"):
        name = table.text("name", "", "Ann Author")
        if not name:
            table.problems.error(
                table.source(), "missing-setting", "a contributor has no name", '{ name = "…", role = "author" }'
            )
        words = table.text("role", "author", "author")
        code = role_code(words)
        if not code:
            hint = did_you_mean(words, ROLES) or "a plain word such as editor, or a MARC relator code"
            table.problems.error(table.source("role"), "wrong-value", f"`{shortened(words, 30)}` is not a role", hint)
        if name:
            found.append(Contributor(name, code or "ctb", table.text("file_as", "", "Author, Ann")))
        table.check_rest()
    return tuple(found)


def _subjects(book: Table) -> tuple[Subject, ...]:
    value = book.raw("subjects")
    if isinstance(value, str) or (isinstance(value, list) and value and all(isinstance(item, str) for item in value)):
        return tuple(Subject(words) for words in book.texts("subjects"))
    found = []
    for table in book.tables("subjects"):
        subject = Subject(table.text("code", "", "PER004030"), table.text("scheme", "", "bisac").casefold())
        if subject.code:
            found.append(subject)
        else:
            table.problems.error(
                table.source(), "missing-setting", "a subject has no code", '{ scheme = "bisac", code = "…" }'
            )
        table.check_rest()
    return tuple(found)


def _series(book: Table, language: str) -> Series | None:
    if isinstance(book.raw("series"), str):
        name = book.text("series")
        return Series(smart(name, language)) if name else None
    table = book.table("series")
    if not table:
        return None
    name = smart(table.text("name", "", "The name of the series"), language)
    series = Series(name, table.whole("number", 0, 9999))
    if not name:
        table.problems.error(
            table.source(), "missing-setting", "the series has no name", 'series = { name = "…", number = 1 }'
        )
    table.check_rest()
    return series if name else None


def _order(table: Table, language: str) -> Order:
    direction = cast(
        "Literal['countdown', 'ascending']", table.choice("direction", ("countdown", "ascending"), "countdown")
    )
    ties = table.flag("ties", default=False)
    parts = [_part(part, direction, language) for part in table.tables("parts")]
    table.check_rest()
    return Order(direction, ties, _in_order([part for part in parts if part], direction, table))


def _part(table: Table, direction: str, language: str) -> PartSettings | None:
    first, last = table.whole("from", 1, 99_999), table.whole("to", 1, 99_999)
    pages = table.whole("pages", 1, 4)
    if pages == 3:
        table.wrong("pages", "is 1, 2 or 4 pages a chapter", "pages = 2", "wrong-value")
        pages = None
    title = smart(table.text("title", "", "365 to 301"), language)
    table.check_rest()
    if first is None or last is None:
        if not (table.has("from") and table.has("to")):
            hint = 'parts = [{ title = "365 to 301", from = 365, to = 301 }]'
            table.problems.error(table.source(), "missing-setting", "a part needs its first and last rank", hint)
        return None
    low, high = sorted((first, last))
    first, last = (high, low) if direction == "countdown" else (low, high)
    return PartSettings(title, first, last, pages, table.source())


def _in_order(parts: list[PartSettings], direction: str, table: Table) -> tuple[PartSettings, ...]:
    """Return parts in reading order; ranks that two of them claim are reported."""
    on = -1 if direction == "countdown" else 1
    ordered = sorted(parts, key=lambda part: on * part.first)
    for before, after in pairwise(ordered):
        if on * after.first <= on * before.last:
            hint = f"delete “{after.title}”"
            if on * (before.last + on) <= on * after.last:
                hint = f'{{ title = "{after.title}", from = {before.last + on}, to = {after.last} }}'
            elif on * before.first <= on * (after.first - on):
                hint = f'{{ title = "{before.title}", from = {before.first}, to = {after.first - on} }}'
            message = f"the parts “{before.title}” and “{after.title}” both hold rank {after.first}"
            table.problems.error(after.source, "overlapping-parts", message, hint)
    return tuple(ordered)
