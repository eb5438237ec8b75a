"""Putting a theme together: its chain, then options, styles, faces, page and templates."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from book.model.settings import ThemeSettings
from book.model.theme import OptionValue, Styles, Theme
from book.problems import Problems, Source
from book.sources import Folder
from book.theme import fit, page
from book.theme.assets import assets
from book.theme.chain import Layer, find_chain
from book.theme.declarations import Declarations, declarations
from book.theme.faces import faces
from book.theme.kept import KeptReading
from book.theme.options import Option, chosen_options, declared_options, number
from book.theme.styles import Palette, Token
from book.theme.templates import Templates

TEMPLATES = (
    "cover", "half-title", "title-page", "copyright", "contents", "part", "chapter", "matter", "titles", "checklist",
    "index", "picture-credits", "colophon",
)  # fmt: skip
_TOKEN_NAME = re.compile(r"[a-z][a-z0-9-]*")


def load(
    root: Path, chosen: ThemeSettings, problems: Problems, *, grey: bool, cache: Path | None, left_out: str = ""
) -> Theme:
    """Return the chosen theme; see `book.theme.load_theme`."""
    chain = find_chain(root, chosen.name, chosen.source)
    declared = declarations(chain, problems)
    folder = Folder(root)
    options = declared_options(declared, folder, problems)
    values = chosen_options(options, chosen, folder, problems)
    files = assets(chain, problems)
    tokens = _tokens(declared, options, values, problems)
    palette = Palette(tokens, problems, grey=grey)
    coloured = Palette(tokens, problems)  # covers are printed in colour whatever the paper inside
    templates = Templates(chain, problems)
    kept = KeptReading(cache)
    kept.right(templates.digest(), templates.check, problems)
    missing = [name for name in TEMPLATES if name not in templates.names]
    if missing:
        hint = f"write {chain[0].file(missing[0])}.xhtml.j2, or extend a theme that has it"
        message = f"the theme has no template {', '.join(missing)}"
        problems.error(chain[0].toml.source(), "missing-template", message, hint)
    sheets = _styles(chain, palette, coloured, files, kept=kept, problems=problems, left_out=left_out)
    kept.finish()
    return Theme(
        name=chain[0].name,
        styles=sheets,
        faces=faces(declared.faces, problems),
        margins=page.margins(declared.page, problems),
        render=templates.render,
        templates=templates.names,
        templates_digest=templates.digest(),
        options=dict(sorted(values.items())),
        tokens=palette.values(),
        starts=page.starts(declared.starts, values, problems),
        unit=page.unit(declared, values, problems),
        fit=fit.fit(declared.fit, problems),
        parts=fit.parts(declared.parts, problems),
        lead=fit.lead(declared.lead, problems),
        without=fit.without(declared.without, problems),
        assets=files,
    )


def options_of(root: Path, name: str, problems: Problems) -> tuple[Option, ...]:
    """Return the options a theme declares; see `book.theme.theme_options`."""
    declared = declarations(find_chain(root, name, Source()), problems)
    options = declared_options(declared, Folder(root), problems)
    return tuple(option for _, option in sorted(options.items()))


def _tokens(
    declared: Declarations, options: dict[str, Option], values: dict[str, OptionValue], problems: Problems
) -> dict[str, Token]:
    tokens: dict[str, Token] = {}
    for name, given in declared.tokens.items():
        value = given.value
        if not _TOKEN_NAME.fullmatch(name):
            problems.error(given.source, "token-name", f"`{name}` cannot name a token", "use a–z, 0–9 and hyphens")
        elif isinstance(value, bool) or not isinstance(value, str | int | float):
            problems.error(given.source, "token-value", f"the token `{name}` takes words or a number", f'{name} = "…"')
        else:
            tokens[name] = Token(value if isinstance(value, str) else number(value), given.source)
    for name, option in options.items():
        css_name = name.replace("_", "-")
        if css_name in tokens:
            message = f"`{css_name}` is a token and an option: styles could not tell them apart"
            problems.error(option.source, "token-name", message, "rename one of them")
        tokens[css_name] = Token(option.as_css(values[name]), option.source)
    return tokens


def _sheet(text: str, path: str, colours: Palette, files: dict[str, Path], problems: Problems) -> str:
    return colours.reporting(problems).css(text, path, files)


def _styles(
    chain: tuple[Layer, ...],
    palette: Palette,
    coloured: Palette,
    files: dict[str, Path],
    *,
    kept: KeptReading,
    problems: Problems,
    left_out: str,
) -> Styles:
    own: dict[str, str] = {}

    def written(name: str, colours: Palette) -> str:
        sheets: list[str] = []
        for layer in reversed(chain):
            path = layer.file(name)
            if layer.built_in and name == left_out:
                continue  # right, and nobody reads it
            if layer.folder.exists(path) and (text := layer.folder.read_text(path, problems)) is not None:
                parts = (path, text, *colours.told(), *files)
                sheets.append(kept.written(parts, partial(_sheet, text, path, colours, files), problems))
                if layer.built_in or any(p.source.file == path for p in problems):
                    continue
                in_place = colours.silent().in_place(text)
                if name in ("book.css", "epub.css"):
                    own[path] = in_place
                if name != "epub.css":
                    from book.typeset.ignored import ignored

                    problems.extend(ignored(in_place, path))
        return "".join(sheets)

    book, paper, ebook = (written(name, palette) for name in ("book.css", "print.css", "epub.css"))
    return Styles(book, paper, ebook, written("cover.css", coloured), own)
