"""A theme's typed options: what they may be, and what the book's settings make of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from book.guessing import did_you_mean
from book.model.settings import ThemeSettings
from book.model.theme import OptionValue
from book.problems import Problems, Source
from book.sources import Folder, OutsideError
from book.theme.colours import parse_colour
from book.theme.declarations import Declarations, Given

TYPES = ("number", "whole", "flag", "choice", "text", "colour", "length", "picture")
KEYS = ("type", "default", "choices", "min", "max", "unit", "css", "help")
OPTION_NAME = re.compile(r"[a-z][a-z0-9_]*")
LENGTH = re.compile(r"0|-?\d{1,5}(?:\.\d{1,5})?(?:mm|cm|in|pt|pc|px|em|rem|ex|ch|lh|%)")
_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Option:
    """One option as the theme declares it."""

    name: str
    type: str
    source: Source
    default: OptionValue = ""
    choices: tuple[OptionValue, ...] = ()
    least: float = -_LARGEST
    most: float = _LARGEST
    unit: str = ""
    css: Mapping[str, str] = field(default_factory=dict)
    help: str = ""

    def as_css(self, value: OptionValue) -> str:
        """Return how a value of this option is written into CSS."""
        if isinstance(value, bool):
            return self.css.get(str(value).lower(), "1" if value else "0")
        if str(value) in self.css:
            return self.css[str(value)]
        if isinstance(value, int | float):
            return number(value) + self.unit
        if self.type in ("text", "picture"):
            return '"' + re.sub(r"[\"\\\n\r\f]", lambda m: f"\\{ord(m[0]):x} ", value) + '"'
        return value


def number(value: float) -> str:
    """Return a number as CSS writes it: up to four decimals, no exponent."""
    words = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if words in ("-0", "") else words


def declared_options(declared: Declarations, root: Folder, problems: Problems) -> dict[str, Option]:
    """Return the options a theme declares; ones that are not declared well are left out after a problem."""
    options: dict[str, Option] = {}
    for name, keys in declared.options.items():
        source = next(iter(keys.values())).source if keys else Source()
        if not OPTION_NAME.fullmatch(name):
            problems.error(source, "option-name", f"`{name}` cannot name an option", "use a–z, 0–9 and underscores")
        elif option := _declared(name, keys, source, root, problems):
            options[name] = option
    return options


def _declared(name: str, keys: Mapping[str, Given], source: Source, root: Folder, problems: Problems) -> Option | None:
    for key, given in keys.items():
        if key not in KEYS:
            hint = did_you_mean(key, KEYS) or f"known: {', '.join(KEYS)}"
            problems.error(given.source, "unknown-key", f"`{key}` is not a key of an option", hint)
    values = {key: given.value for key, given in keys.items()}
    kind = values.get("type")
    if kind not in TYPES:
        hint = did_you_mean(str(kind), TYPES) if kind else ""
        where = keys["type"].source if "type" in keys else source
        problems.error(where, "option-type", f"the option `{name}` needs a type", hint or f"one of {', '.join(TYPES)}")
        return None
    choices, css = values.get("choices", []), values.get("css", {})
    if (
        not isinstance(choices, list)
        or not all(isinstance(c, str | int) for c in choices)
        or (kind == "choice" and not choices)
    ):
        problems.error(source, "option-choices", f"the option `{name}` needs its choices", 'choices = ["any", "recto"]')
        return None
    option = Option(
        name,
        str(kind),
        source,
        choices=tuple(choices),
        least=_bound(values.get("min"), -_LARGEST),
        most=_bound(values.get("max"), _LARGEST),
        unit=str(values.get("unit", "")),
        css={str(k): str(v) for k, v in css.items()} if isinstance(css, dict) else {},
        help=str(values.get("help", "")),
    )
    if "default" not in values:
        problems.error(source, "option-default", f"the option `{name}` needs a default")
        return None
    value, wrong = accepted(option, values["default"], root)
    if value is None:
        problems.error(keys["default"].source, "option-value", f"`{name}`: {wrong}")
        return None
    return replace(option, default=value)


def _bound(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and abs(value) < _LARGEST else otherwise


def chosen_options(
    options: Mapping[str, Option], chosen: ThemeSettings, root: Folder, problems: Problems
) -> dict[str, OptionValue]:
    """Return the value of every option: as the settings give it, else its default."""
    values = {name: option.default for name, option in options.items()}
    for given, value in chosen.options.items():
        name = given.replace("-", "_")
        if name not in options:
            hint = did_you_mean(name, options) or f"its options: {', '.join(sorted(options)) or 'none'}"
            message = f"the theme “{chosen.name}” has no option `{given}`"
            problems.error(chosen.source, "unknown-option", message, hint)
            continue
        accepted_value, wrong = accepted(options[name], value, root)
        if accepted_value is None:
            problems.error(chosen.source, "option-value", f"`{given}` of the theme “{chosen.name}”: {wrong}")
        else:
            values[name] = accepted_value
    return values


def accepted(option: Option, value: object, root: Folder) -> tuple[OptionValue | None, str]:
    """Return a value as the option takes it and "", or None and what is wrong with it."""
    shown = f"“{value}”" if isinstance(value, str) else f"{value!r:.40}"
    if option.type == "flag":
        return (value, "") if isinstance(value, bool) else (None, f"takes true or false, not {shown}")
    if option.type in ("number", "whole"):
        return _number(option, value, shown)
    if option.type == "choice":
        same = [choice for choice in option.choices if choice == value and type(choice) is type(value)]
        offered = ", ".join(str(choice) for choice in option.choices)
        return (same[0], "") if same else (None, f"takes one of {offered}, not {shown}")
    return _words(option, value, shown, root)


def _words(option: Option, value: object, shown: str, root: Folder) -> tuple[OptionValue | None, str]:
    if not isinstance(value, str):
        return None, f"takes words in quotes, not {shown}"
    if option.type == "colour" and parse_colour(value) is None:
        return None, f"takes a colour such as “#8a1c1c”, not {shown}"
    if option.type == "length" and not LENGTH.fullmatch(value):
        return None, f"takes a length such as “4mm” or “12pt”, not {shown}"
    if option.type == "picture" and value:
        try:
            path = root.find(value)
        except OutsideError:
            return None, f"the picture {shown} is outside the book folder"
        return (path, "") if root.exists(path) else (None, f"there is no picture {shown} in the book folder")
    return value, ""


def _number(option: Option, value: object, shown: str) -> tuple[OptionValue | None, str]:
    kind = "a whole number" if option.type == "whole" else "a number"
    right = isinstance(value, int) if option.type == "whole" else isinstance(value, int | float)
    if not right or isinstance(value, bool) or not isinstance(value, int | float):
        return None, f"takes {kind}, not {shown}"
    if abs(value) > _LARGEST or not math.isfinite(value) or not option.least <= value <= option.most:
        least, most = (number(bound) if abs(bound) < _LARGEST else "…" for bound in (option.least, option.most))
        return None, f"takes {kind} from {least} to {most}, not {shown}"
    return value, ""
