"""The barcode of a book: EAN-13 with an optional five-digit add-on, as bars measured in modules.

Patterns and quiet zones: ISO/IEC 15420; size and place of the ISBN above: ISBN Users' Manual, 7th edition
(https://www.isbn-international.org). The add-on is a custom of the United States and Canada: a currency digit and
the price, 90000 for none (https://help.lightningsource.com/hc/en-us/articles/5293920968589).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MODULE = 0.33
"""Width of a module in mm at 100 %; 80 % to 200 % are allowed."""
BAR_HEIGHT = 22.85
LEAST, MOST = 0.8, 1.0
QUIET_LEFT, QUIET_RIGHT, ADD_ON_GAP, ADD_ON_QUIET = 11, 7, 10, 5
NO_PRICE = "90000"

_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_EVEN = tuple("".join("10"[int(bit)] for bit in reversed(code)) for code in _ODD)
_RIGHT = tuple("".join("10"[int(bit)] for bit in code) for code in _ODD)
_PARITY = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")
_ADD_ON_PARITY = (
    "EEOOO", "EOEOO", "EOOEO", "EOOOE", "OEEOO", "OOEEO", "OOOEE", "OEOEO", "OEOOE", "OOEOE",
)  # fmt: skip
_CURRENCIES = {"USD": "5", "US$": "5", "$": "5", "CAD": "6", "CA$": "6", "C$": "6"}


@dataclass(frozen=True, slots=True)
class Bar:
    """A black bar: where it begins and how wide it is, in modules from the first; `long` bars reach down further."""

    left: int
    width: int
    long: bool = False


def bars(isbn: str) -> tuple[Bar, ...]:
    """Return the bars of the 13 digits of an ISBN (`ValueError` if it has not 13 with a true check digit)."""
    if not re.fullmatch(r"97[89][0-9]{10}", isbn) or _check_digit(isbn[:12]) != isbn[12]:
        raise ValueError(isbn)
    first, left, right = int(isbn[0]), isbn[1:7], isbn[7:]
    coded = "".join(
        (_ODD if kind == "O" else _EVEN)[int(digit)] for kind, digit in zip(_PARITY[first], left, strict=True)
    )
    modules = f"101{coded}01010{''.join(_RIGHT[int(digit)] for digit in right)}101"
    guards = {0, 2, 46, 48, 92, 94}
    return tuple(Bar(start, width, start in guards) for start, width in _runs(modules))


def add_on_bars(digits: str) -> tuple[Bar, ...]:
    """Return the bars of an add-on of five digits, from its own first module."""
    if not re.fullmatch(r"[0-9]{5}", digits):
        raise ValueError(digits)
    check = (3 * sum(int(d) for d in digits[::2]) + 9 * sum(int(d) for d in digits[1::2])) % 10
    coded = [
        (_ODD if kind == "O" else _EVEN)[int(digit)] for kind, digit in zip(_ADD_ON_PARITY[check], digits, strict=True)
    ]
    return tuple(Bar(start, width) for start, width in _runs(f"1011{'01'.join(coded)}"))


def add_on(price: str) -> str:
    """Return the add-on of a price in US or Canadian dollars ("USD 16.99" is 51699), or "" for other prices.

    A price above what four digits hold is 90000: none.
    """
    amount = re.search(r"([0-9]{1,5})(?:[.,]([0-9]{2}))?", price)
    words = re.sub(r"[0-9.,\s]", "", price)
    currency = _CURRENCIES.get(words)
    if not amount or currency is None:
        return ""
    cents = int(amount[1]) * 100 + int(amount[2] or 0)
    return f"{currency}{cents:04d}" if 0 < cents <= 9999 else NO_PRICE


def _check_digit(twelve: str) -> str:
    return str(-sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve)) % 10)


def _runs(modules: str) -> Iterator[tuple[int, int]]:
    for run in re.finditer("1+", modules):
        yield run.start(), run.end() - run.start()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A barcode measured for a zone: lengths in mm from the zone's lower left."""

    module: float
    left: float
    foot: float
    """Of the long bars; the others end five modules higher."""
    top: float
    digits: str
    add_on: str

    @property
    def add_on_left(self) -> float:
        """Where the add-on's bars begin."""
        return self.left + (95 + ADD_ON_GAP) * self.module

    def rectangles(self) -> Iterator[tuple[float, float, float, float]]:
        """Yield left, foot, width and height of every bar."""
        x = self.module
        for bar in bars(self.digits):
            foot = self.foot if bar.long else self.foot + 5 * x
            yield self.left + bar.left * x, foot, bar.width * x, self.top - foot
        for bar in add_on_bars(self.add_on) if self.add_on else ():
            foot = self.foot + 5 * x
            yield self.add_on_left + bar.left * x, foot, bar.width * x, self.top - 8 * x - foot


def drawing(digits: str, price_add_on: str, width: float, height: float) -> Drawing:
    """Return an ISBN's barcode as large as fits a zone of width × height mm, from 80 % to 100 %.

    At 80 % bars are made lower rather than narrower if the zone is low.
    """
    modules = QUIET_LEFT + 95 + (ADD_ON_GAP + 47 + ADD_ON_QUIET if price_add_on else QUIET_RIGHT)
    tall = BAR_HEIGHT + 12 * MODULE  # with the digits below and the ISBN above
    scale = max(LEAST, min(MOST, width / (modules * MODULE), height / tall))
    x = MODULE * scale
    left = (width - modules * x) / 2 + QUIET_LEFT * x
    foot = 5.5 * x
    top = min(foot + 5 * x + (BAR_HEIGHT - 5 * MODULE) * scale, height - 8.5 * x)
    return Drawing(x, left, foot, top, digits, price_add_on)
