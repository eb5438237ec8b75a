"""[editions.NAME]: the book as products."""

from __future__ import annotations

import re
from typing import Literal, cast

from book.guessing import nearest
from book.manuscript.header import shortened
from book.manuscript.identifiers import isbn_fault, trim_of
from book.manuscript.values import Table
from book.manuscript.volumes import with_volumes
from book.model.settings import LAST_RANK, EditionSettings, Order, ThemeSettings, Trim
from book.model.stores import ALIASES, STORES, store_of

FROM_PRINTER = "from-printer"
_PRINT_ONLY = ("trim", "binding", "paper", "printers", "use", "bleed")


def read_editions(table: Table, theme: ThemeSettings, order: Order) -> tuple[EditionSettings, ...]:
    """Return the editions in the order of the settings; an edition's theme is the book's with its own over it."""
    editions = []
    for name in table:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}", name):
            table.wrong(
                name, "cannot name an edition: letters, digits and hyphens only", "[editions.paperback]", "wrong-value"
            )
        own = table.table(name)
        if own or isinstance(table.raw(name), dict):
            editions.append(_edition(name, own, theme, order))
    _check_isbns(table, editions)
    _check_pages_from(table, editions)
    return with_volumes(editions, order, table)


def _edition(name: str, table: Table, theme: ThemeSettings, order: Order) -> EditionSettings:
    if not table.has("format"):
        hint = 'format = "epub" or format = "pdf"'
        table.problems.error(table.source(), "missing-setting", f"the edition `{name}` has no format", hint)
    default = "epub" if name in ("ebook", "epub", "kindle") else "pdf"
    format_ = cast("Literal['epub', 'pdf']", table.choice("format", ("epub", "pdf"), default))
    use = cast("Literal['print', 'screen']", table.choice("use", ("print", "screen"), "print"))
    if format_ == "epub":
        for key in _PRINT_ONLY:
            if table.has(key):
                table.problems.warning(
                    table.source(key), "unused-setting", f"`{key}` says nothing about an EPUB", f"delete {key}"
                )
    first, last = _range(table, order)
    edition = EditionSettings(
        name=name,
        format=format_,
        use=use,
        trim=_trim(table),
        binding=table.text("binding", "paperback", "paperback").casefold() or "paperback",
        paper=table.text("paper", "", "bw_cream").casefold(),
        printers=tuple(printer.casefold() for printer in table.texts("printers")),
        isbn=_isbn(table),
        isbn_from_printer=table.text("isbn").casefold() == FROM_PRINTER,
        theme=_theme(table, theme),
        without=frozenset(word.casefold().replace("_", "-").replace(" ", "-") for word in table.texts("except")),
        first=first,
        last=last,
        pages_from=table.text("pages_from", "", "paperback"),
        volume=table.whole("volume", 1, 999),
        index=cast("Literal['volume', 'all']", table.choice("index", ("volume", "all"), "volume")),
        locators=_locators(table),
        store=_store(table),
        bleed=table.flag("bleed", default=False) if table.has("bleed") else None,
        source=table.source(),
    )
    table.check_rest()
    return edition


def _store(table: Table) -> str:
    """Return the store an EPUB is made for, by its usual name, or "" for all of them."""
    written = table.text("store", "", "kindle")
    store = store_of(written)
    if written and not store.name:
        guess = nearest(written.casefold(), (*STORES, *ALIASES)) or "kindle"
        message = f"is one of {', '.join(STORES)}, not {shortened(written, 30)}"
        table.wrong("store", message, f'store = "{store_of(guess).name}"', "wrong-value")
    return store.name


def _locators(table: Table) -> Literal["titles", "pages"]:
    locators = cast("Literal['titles', 'pages']", table.choice("locators", ("titles", "pages"), "titles"))
    if locators == "pages" and not table.has("pages_from"):
        table.wrong("locators", "needs the pages of a printed edition", 'pages_from = "paperback"', "missing-setting")
        return "titles"
    return locators


def _trim(table: Table) -> Trim:
    default = Trim.inches(6, 9)
    words = table.text("trim", "", "6x9")
    if not words:
        return default
    trim = trim_of(words)
    if not trim:
        table.wrong(
            "trim",
            f"is not the size of a page: {shortened(words, 30)}",
            'trim = "6x9" or trim = "129x198mm"',
            "wrong-value",
        )
    return trim or default


def _isbn(table: Table) -> str:
    isbn = table.text("isbn", "", "978-…")
    if not isbn or isbn.casefold() == FROM_PRINTER:
        return ""
    fault, hint = isbn_fault(isbn)
    if fault:
        table.problems.error(table.source("isbn"), "bad-isbn", f"{shortened(isbn, 30)} {fault}", hint)
        return ""
    return isbn


def _theme(table: Table, book_theme: ThemeSettings) -> ThemeSettings | None:
    value = table.raw("theme")
    if value is None:
        return None
    if isinstance(value, str):
        return ThemeSettings(
            value.strip() or book_theme.name,
            book_theme.options if value == book_theme.name else {},
            table.source("theme"),
        )
    own = table.table("theme")
    return theme_of(own, book_theme) if own else None


def theme_of(table: Table, otherwise: ThemeSettings) -> ThemeSettings:
    """Return the theme of a settings table: `name`, and every other key an option of the theme.

    Options of `otherwise` are kept as long as the theme is the same.
    """
    name = table.text("name", otherwise.name, "classic") or otherwise.name
    options = {key: table.raw(key) for key in table if key != "name"}
    inherited = otherwise.options if name == otherwise.name else {}
    return ThemeSettings(name, {**inherited, **options}, table.source())


def _range(table: Table, order: Order) -> tuple[int | None, int | None]:
    first, last = table.whole("from", 1, LAST_RANK), table.whole("to", 1, LAST_RANK)
    if first is None and last is None:
        return None, None
    ends = (LAST_RANK, 1) if order.direction == "countdown" else (1, LAST_RANK)
    first, last = first or ends[0], last or ends[1]
    if first != last and (first > last) != (order.direction == "countdown"):
        first, last = last, first
    return first, last


def _check_isbns(table: Table, editions: list[EditionSettings]) -> None:
    seen: dict[str, str] = {}
    for edition in editions:
        digits = re.sub(r"[^0-9]", "", edition.isbn)
        if digits and digits in seen:
            source = table.table(edition.name).source("isbn")
            message = f"the editions `{seen[digits]}` and `{edition.name}` have the same ISBN: each needs its own"
            table.problems.error(source, "same-isbn", message)
        elif digits:
            seen[digits] = edition.name


def _check_pages_from(table: Table, editions: list[EditionSettings]) -> None:
    printed = [edition.name for edition in editions if edition.format == "pdf"]
    for edition in editions:
        if edition.pages_from and edition.pages_from not in printed:
            own = table.table(edition.name)
            guess = nearest(edition.pages_from, printed) or (printed[0] if printed else "")
            hint = f'pages_from = "{guess}"' if guess else "delete pages_from"
            own.wrong("pages_from", f"names no PDF edition: {shortened(edition.pages_from, 30)}", hint, "wrong-value")
