"""The page a theme draws: margins, the trim they are drawn for, and where kinds of documents begin."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Literal, cast

from book.guessing import did_you_mean
from book.model.settings import MM_PER_INCH
from book.model.theme import Margins, OptionValue, Side
from book.problems import Problems
from book.theme.declarations import Declarations, Given

DEFAULTS = {"top": 19.0, "bottom": 21.0, "inside": 19.0, "outside": 15.0, "head": 9.5, "foot": 9.0}
_MM = {"mm": 1.0, "cm": 10.0, "in": MM_PER_INCH, "pt": MM_PER_INCH / 72}
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*(mm|cm|in|pt)")
_TRIM = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)\s*[x×]\s*(\d{1,4}(?:\.\d{1,4})?)\s*(mm|in)?")
_SIDES = ("any", "recto", "verso")
_OPTION = re.compile(r"var\(--([a-z0-9-]+)\)")


def margins(declared: Mapping[str, Given], problems: Problems) -> Margins:
    """Return the margins of a theme in mm."""
    found = dict(DEFAULTS)
    reference = (152.4, 228.6)
    for key, given in declared.items():
        if key == "reference":
            reference = _reference(given, problems) or reference
        elif key not in DEFAULTS:
            hint = did_you_mean(key, (*DEFAULTS, "reference")) or f"known: {', '.join(DEFAULTS)}, reference"
            problems.error(given.source, "unknown-key", f"`{key}` is not a key of [page]", hint)
        elif (length := _millimetres(given.value)) is None or not 0 <= length <= 150:
            problems.error(given.source, "page", f"`{key}` takes a length up to 150 mm", f'{key} = "19mm"')
        else:
            found[key] = length
    return Margins(**found, reference=reference)


def _millimetres(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    matched = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
    return round(float(matched[1]) * _MM[matched[2]], 4) if matched else None


def _reference(given: Given, problems: Problems) -> tuple[float, float] | None:
    matched = _TRIM.fullmatch(given.value.strip()) if isinstance(given.value, str) else None
    unit = _MM[(matched[3] or "in")] if matched else 0.0
    size = (float(matched[1]) * unit, float(matched[2]) * unit) if matched else (0.0, 0.0)
    if min(size) < 25 or max(size) > 1000:
        problems.error(given.source, "page", "`reference` takes a trim size", 'reference = "6x9"')
        return None
    return round(size[0], 4), round(size[1], 4)


def starts(declared: Mapping[str, Given], options: Mapping[str, OptionValue], problems: Problems) -> dict[str, Side]:
    """Return the side each kind of document begins on; a value may be an option, `var(--opening)`."""
    found: dict[str, Side] = {}
    for kind, given in declared.items():
        value = _through_option(given.value, options)
        if value not in _SIDES:
            message = f"`{kind}` begins on “any”, “recto” or “verso”, not {given.value!r:.40}"
            problems.error(given.source, "starts", message, f'{kind} = "recto"')
        else:
            found[kind] = cast("Side", value)
    return found


def unit(declared: Declarations, options: Mapping[str, OptionValue], problems: Problems) -> Literal["chapter", "part"]:
    """Return what the theme lays out as one piece."""
    if declared.unit is None:
        return "chapter"
    value = _through_option(declared.unit.value, options)
    if value not in ("chapter", "part"):
        problems.error(declared.unit.source, "unit", "`unit` is “chapter” or “part”", 'unit = "chapter"')
    return "part" if value == "part" else "chapter"


def _through_option(value: object, options: Mapping[str, OptionValue]) -> object:
    matched = _OPTION.fullmatch(value) if isinstance(value, str) else None
    return options.get(matched[1].replace("-", "_")) if matched else value
