"""[cover], [printing] and [rights]: what is printed around the book, with which inks, and whose it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal, cast

from book.manuscript.header import shortened
from book.manuscript.typography import smart
from book.manuscript.values import Table
from book.model.settings import MM_PER_INCH, CoverSettings, PrintingSettings, RightsSettings, ThemeSettings

_LENGTH = re.compile(r"\s*([0-9]{1,4}(?:\.[0-9]{1,6})?)\s*(mm|in|inch|inches|\"|″)?\s*")
_SHEET = re.compile(r"\s*([0-9.]{1,8})\s*(?:in|\"|″|mm)?\s*[x×X*]\s*([0-9.]{1,8})\s*(in|inches|\"|″|mm)?\s*")
_PRICE = re.compile(r"(?:[A-Z]{3}|[$£€]|[A-Z]{1,3}\$)?\s?[0-9]{1,5}(?:[.,][0-9]{2})?\s?(?:[A-Z]{3}|[£€])?")


def read_cover(table: Table, language: str) -> CoverSettings:
    """Return what `[cover]` says."""
    table.raw("picture")  # read with the theme
    price = table.text("price", "", "USD 16.99")
    if price and not _PRICE.fullmatch(price):
        table.wrong("price", f"is not a price: {shortened(price, 30)}", 'price = "USD 16.99"', "wrong-value")
        price = ""
    cover = CoverSettings(
        blurb=_paragraphs(table, "blurb", language),
        author_note=_paragraphs(table, "author_note", language),
        author_picture=table.text("author_picture", "", "cover/me.jpg"),
        price=price,
        front=table.text("front", "", "cover/front.pdf"),
        wrap=table.text("wrap", "", "cover/wrap.pdf"),
        spine=_length(table),
        size=_size(table),
        direction=cast("Literal['', 'down', 'up']", _choice(table, "direction", ("down", "up"), "")),
        barcode=cast(
            "Literal['auto', 'printer', 'none']", _choice(table, "barcode", ("auto", "printer", "none"), "auto")
        ),
        source=table.source(),
    )
    own = {key.casefold(): _for_printer(table.table(key), cover) for key in table.inner()}
    table.check_rest()
    return replace(cover, own=own)


def _for_printer(table: Table, cover: CoverSettings) -> CoverSettings:
    """Return the cover with what `[cover.PRINTER]` says: the files made for its sheet, and what its template gave."""
    own = replace(
        cover,
        front=table.text("front", "", "cover/front.pdf") or cover.front,
        wrap=table.text("wrap", "", "cover/wrap.pdf") or cover.wrap,
        spine=_length(table) if table.has("spine") else cover.spine,
        size=_size(table) if table.has("size") else cover.size,
        source=table.source(),
    )
    table.check_rest()
    return own


def with_cover_picture(theme: ThemeSettings, cover: Table) -> ThemeSettings:
    """Return the theme with the picture of `[cover]` for its cover, unless it names one itself."""
    picture = cover.text("picture", "", "cover/picture.jpg")
    if not picture or theme.options.get("cover_picture"):
        return theme
    return replace(theme, options={**theme.options, "cover_picture": picture})


def read_printing(table: Table) -> PrintingSettings:
    """Return what `[printing]` says."""
    printing = PrintingSettings(
        profile=table.text("profile", "", "profiles/press.icc"),
        condition=table.text("condition", "", "FOGRA39"),
        least_ppi=table.whole("least_ppi", 50, 1200) or 0,
        source=table.source("profile") if table.has("profile") else table.source(),
    )
    table.check_rest()
    return printing


def read_rights(table: Table) -> RightsSettings:
    """Return what `[rights]` says."""
    words = table.whole("quote_words", 1, 99_999)
    rights = RightsSettings(
        only_cleared=table.flag("only_cleared", default=False),
        quote_words=250 if words is None else words,
        source=table.source(),
    )
    table.check_rest()
    return rights


def _choice(table: Table, key: str, allowed: tuple[str, ...], default: str) -> str:
    return table.choice(key, allowed, default) if table.has(key) else default


def _paragraphs(table: Table, key: str, language: str) -> tuple[str, ...]:
    """Return a text as its paragraphs, which empty lines part."""
    value = table.raw(key)
    if not isinstance(value, str):
        words = table.text(key)
        return (smart(words, language),) if words else ()
    table.text(key)  # reports control characters
    clean = re.sub("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]", "", value.replace("\r\n", "\n"))
    parts = (" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", clean))
    return tuple(smart(part, language) for part in parts if part)


def _length(table: Table) -> float | None:
    """Return the spine in mm: "17.3mm", "0.68" and "0.68in" are taken."""
    value = table.raw("spine")
    if value is None:
        return None
    words = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else table.text("spine")
    match = _LENGTH.fullmatch(words)
    length = float(match[1]) * (1 if match[2] == "mm" else MM_PER_INCH) if match else 0.0
    if not 0 < length < 120:
        hint = 'spine = "0.68in" or spine = "17.3mm"'
        table.wrong("spine", f"is not the width of a spine: {shortened(words, 30) or 'nothing'}", hint, "wrong-value")
        return None
    return round(length, 4)


def _size(table: Table) -> tuple[float, float] | None:
    """Return the size of the whole sheet in mm."""
    words = table.text("size", "", "12.85x9.25")
    if not words:
        return None
    match = _SHEET.fullmatch(words)
    try:
        sides = (float(match[1]), float(match[2])) if match else None
    except ValueError:
        sides = None
    scale = 1.0 if match and match[3] == "mm" else MM_PER_INCH
    if not sides or not all(50 < side * scale < 1500 for side in sides):
        hint = 'size = "12.85x9.25" or size = "326x235mm"'
        table.wrong("size", f"is not the size of a cover: {shortened(words, 30)}", hint, "wrong-value")
        return None
    return round(sides[0] * scale, 4), round(sides[1] * scale, 4)
