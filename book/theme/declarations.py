"""What a chain of theme.toml files says together: each key from the nearest theme that gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from book.guessing import did_you_mean
from book.problems import Problems, Source
from book.theme.chain import Layer

SINGLE = ("unit", "parts", "lead", "without")
TABLES = ("options", "tokens", "faces", "page", "starts", "fit")
KEYS = ("description", "extends", *SINGLE, *TABLES)


@dataclass(frozen=True, slots=True)
class Given:
    """A value of a theme.toml, where it stands, and the theme it belongs to."""

    value: object
    source: Source
    layer: Layer


@dataclass(frozen=True, slots=True)
class Declarations:
    """The merged tables of a chain. Options are merged key by key within each option."""

    unit: Given | None = None
    parts: Given | None = None
    lead: Given | None = None
    without: Given | None = None
    tokens: Mapping[str, Given] = field(default_factory=dict)
    faces: Mapping[str, Given] = field(default_factory=dict)
    page: Mapping[str, Given] = field(default_factory=dict)
    starts: Mapping[str, Given] = field(default_factory=dict)
    fit: Mapping[str, Given] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Given]] = field(default_factory=dict)


def declarations(chain: tuple[Layer, ...], problems: Problems) -> Declarations:
    """Return what the themes of a chain declare, parents overridden by their children."""
    single: dict[str, Given] = {}
    tables: dict[str, dict[str, Given]] = {name: {} for name in TABLES if name != "options"}
    options: dict[str, dict[str, Given]] = {}
    for layer in reversed(chain):
        for key in layer.toml.data:
            if key not in KEYS:
                hint = did_you_mean(key, KEYS) or f"known: {', '.join(KEYS)}"
                problems.error(layer.toml.source(key), "unknown-key", f"`{key}` is not a key of a theme", hint)
        for key in SINGLE:
            if key in layer.toml.data:
                single[key] = Given(layer.toml.data[key], layer.toml.source(key), layer)
        for name, table in tables.items():
            table.update(_table(layer, name, problems))
        for name, given in _table(layer, "options", problems).items():
            options.setdefault(name, {}).update(_option(given, name))
    return Declarations(
        unit=single.get("unit"),
        parts=single.get("parts"),
        lead=single.get("lead"),
        without=single.get("without"),
        tokens=tables["tokens"],
        faces=tables["faces"],
        page=tables["page"],
        starts=tables["starts"],
        fit=tables["fit"],
        options=options,
    )


def _table(layer: Layer, name: str, problems: Problems) -> dict[str, Given]:
    table = layer.toml.data.get(name, {})
    if not isinstance(table, dict):
        message = f"`{name}` must be a table"
        problems.error(layer.toml.source(name), "wrong-type", message, f"[{name}]")
        return {}
    return {str(key): Given(value, layer.toml.source(name, key), layer) for key, value in table.items()}


def _option(given: Given, name: str) -> dict[str, Given]:
    if not isinstance(given.value, dict):
        return {"default": given}  # `text_size = 11`: a child's new default in short
    toml = given.layer.toml
    return {
        str(key): Given(value, toml.source("options", name, key), given.layer) for key, value in given.value.items()
    }
