"""Imports go down only, and each engine has one room (the house, drawn in the README)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[1] / "book"

STAGES = {
    "manuscript",
    "people",
    "theme",
    "edition",
    "pdf",
    "epub",
    "cover",
    "preflight",
    "importing",
    "notes",
    "starter",
    "handover",
}
TOOLS = {"collector", "guessing", "installed", "markup", "typeset", "sources", "output", "saving", "store"}
BELOW: dict[str, set[str]] = {
    "problems": set(),
    "model": {"problems"},
    "collector": set(),
    "installed": set(),
    "saving": set(),
    "guessing": set(),
    "output": {"problems"},
    "markup": {"model"},
    "store": {"problems"},
    "inputs": {"typeset", "store"},
    "sources": {"model", "problems"},
    "typeset": {"collector", "installed", "model", "problems"},
    **{
        stage: {
            "collector",
            "guessing",
            "installed",
            "markup",
            "saving",
            "typeset",
            "sources",
            "store",
            "model",
            "problems",
        }
        for stage in STAGES
    },
    "printer_files": {"workshop", "pipeline", *STAGES, *TOOLS, "model", "problems"},
    "planning": {"workshop", "pipeline", *STAGES, *TOOLS, "model", "problems"},
    "volumes": {"model"},
    "excerpts": {"model"},
    "workshop": {"cover", "typeset"},
    "pipeline": {"workshop", "volumes", *STAGES, *TOOLS, "model", "problems"},
    "proof": {"workshop", "volumes", "printer_files", "pipeline", *STAGES, *TOOLS, "model", "problems"},
    "cli": {
        "proof",
        "inputs",
        "excerpts",
        "volumes",
        "planning",
        "printer_files",
        "workshop",
        "pipeline",
        *STAGES,
        *TOOLS,
        "model",
        "problems",
    },
    "__main__": {"cli"},
    "__init__": set(),
}
ENGINES = {"weasyprint": "typeset", "jinja2": "theme", "ebooklib": "epub", "click": "cli", "mistune": "manuscript"}


def modules() -> list[Path]:
    return sorted(BOOK.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(BOOK).with_suffix("").parts[0]


def imported(path: Path) -> set[tuple[str, ...]]:
    """Every imported module as its parts; `from book.x import y` counts as book.x (and book.x.y)."""
    found: set[tuple[str, ...]] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = tuple((node.module or "").split("."))
            found.add(base)
            if base == ("book",):
                found.update((*base, alias.name) for alias in node.names)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BOOK)))
def test_imports_go_down_only(path: Path) -> None:
    own = room(path)
    rooms = {parts[1] for parts in imported(path) if parts[0] == "book" and len(parts) > 1}
    assert rooms - {own} <= BELOW[own]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BOOK)))
def test_each_engine_has_one_room(path: Path) -> None:
    used = {parts[0] for parts in imported(path)} & set(ENGINES)
    assert all(ENGINES[engine] == room(path) for engine in used)


def test_every_engine_is_used_where_it_lives() -> None:
    used = {(parts[0], room(path)) for path in modules() for parts in imported(path) if parts[0] in ENGINES}
    assert used == set(ENGINES.items())
