"""A theme's CSS with its tokens and options written out, so that weak e-readers see plain CSS.

Styles are read as CSS, not as text: `var()` is replaced wherever it stands, a mistake is reported with its
file and line, and nothing may be fetched from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from book.guessing import did_you_mean
from book.problems import Problems, Source
from book.theme.colours import colour_of, grey_of

Node = Any  # tinycss2 publishes no types
_BANNED = {
    "import": "styles are added up by bookmake: put the rules into book.css, print.css or epub.css",
    "font-face": "name the font files in theme.toml under [faces]",
    "namespace": "leave it out",
}
_COLOURED = re.compile(r"colou?r|background|border|outline|shadow|decoration|rule|fill|stroke")
_LONGEST = 20_000
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A value that styles may use: its CSS and where it was given."""

    css: str
    source: Source


class Palette:
    """The tokens and options of a theme by their CSS names, resolved: tokens may use one another."""

    def __init__(self, tokens: Mapping[str, Token], problems: Problems, *, grey: bool = False) -> None:
        self._tokens = tokens
        self._problems = problems
        self._resolved: dict[str, list[Node]] = {}
        self._open: list[str] = []
        self._grey = grey

    def values(self) -> dict[str, str]:
        """Return every token and option as it is written into styles."""
        from tinycss2 import serialize

        return {name: serialize(self.nodes(name)).strip() for name in self._tokens}

    def css(self, text: str, file: str, assets: Iterable[str]) -> str:
        """Return a style sheet with every `var()` written out and comments left out; problems name `file`."""
        from tinycss2 import parse_component_value_list, serialize

        try:
            nodes = parse_component_value_list(text, skip_comments=True)
            nodes = self._write_out(nodes, file, 0)
            _forbid(nodes, file, frozenset(assets), self._problems)
            written = str(serialize(self._greyed(nodes)))
            _check_syntax(text, file, self._problems)
        except RecursionError:
            self._problems.error(Source(file), "broken-css", "is nested too deeply to be read")
            return ""
        return written.strip() + "\n"

    def told(self) -> Iterator[str]:
        """Yield everything that a style sheet takes from the palette."""
        yield str(self._grey)
        for name, token in self._tokens.items():
            yield from (name, token.css, str(token.source))

    def reporting(self, problems: Problems) -> Palette:
        """Return the same palette, which reports to `problems` what was not reported yet."""
        palette = Palette(self._tokens, problems, grey=self._grey)
        palette._resolved = self._resolved  # one palette, two reporters
        return palette

    def silent(self) -> Palette:
        """Return the same palette, which reports nothing."""
        return Palette(self._tokens, Problems(), grey=self._grey)

    def in_place(self, text: str) -> str:
        """Return a style sheet with every `var()` written out and every line where it was: for judging it."""
        from tinycss2 import parse_component_value_list, serialize

        try:
            return str(serialize(self._write_out(_blanked(parse_component_value_list(text)), "", 0)))
        except RecursionError:
            return ""

    def nodes(self, name: str) -> list[Node]:
        """Return the component values of a token, with what it uses written out."""
        from tinycss2 import parse_component_value_list, serialize

        if name in self._resolved:
            return self._resolved[name]
        token = self._tokens[name]
        if name in self._open or len(self._open) > _DEEPEST:
            circle = " → ".join([*self._open[-4:], name])
            self._problems.error(token.source, "token-circle", f"the tokens use one another in a circle: {circle}")
            return []
        self._open.append(name)
        nodes = parse_component_value_list(token.css, skip_comments=True)
        wrong = next((node for node in nodes if node.type == "error" or (node.type == "literal" and node == ";")), None)
        if wrong is not None or any(node.type == "{} block" for node in nodes):
            self._problems.error(token.source, "token-value", f"`{token.css:.60}` is not one value of CSS")
            nodes = []
        nodes = self._write_out(nodes, "", 0, token.source)
        self._open.pop()
        if len(serialize(nodes)) > _LONGEST:
            self._problems.error(token.source, "token-value", f"the token `{name}` grows without end")
            nodes = []
        self._resolved[name] = _grey_values(nodes) if self._grey else nodes
        return self._resolved[name]

    def _write_out(self, nodes: list[Node], file: str, depth: int, source: Source | None = None) -> list[Node]:
        if depth > _DEEPEST:
            raise RecursionError
        written: list[Node] = []
        for node in nodes:
            if node.type == "function" and node.lower_name == "var":
                written += self._value(node, source or Source(file, node.source_line, node.source_column), depth)
                continue
            if node.type == "function":
                node.arguments = self._write_out(node.arguments, file, depth + 1, source)
            elif node.type in ("() block", "[] block", "{} block"):
                node.content = self._write_out(node.content, file, depth + 1, source)
            written.append(node)
        return written

    def _value(self, var: Node, source: Source, depth: int) -> list[Node]:
        arguments = [node for node in var.arguments if node.type != "whitespace"]
        if not arguments or arguments[0].type != "ident" or not arguments[0].value.startswith("--"):
            self._problems.error(source, "unknown-token", "`var()` takes the name of a token", "var(--ink)")
            return []
        name = arguments[0].value[2:]
        if name in self._tokens:
            return self.nodes(name)
        comma = next((i for i, node in enumerate(var.arguments) if node == ","), None)
        if comma is not None:
            return self._write_out(var.arguments[comma + 1 :], source.file, depth + 1, source)
        hint = did_you_mean(name, self._tokens) or "name it in theme.toml under [tokens]"
        self._problems.error(source, "unknown-token", f"`var(--{name})` names no token or option of the theme", hint)
        return []

    def _greyed(self, nodes: list[Node]) -> list[Node]:
        return _grey_rules(nodes) if self._grey else nodes


def _blanked(nodes: list[Node], depth: int = 0) -> list[Node]:
    """Return nodes with the lines of a comment in its place."""
    from tinycss2.ast import WhitespaceToken

    if depth > _DEEPEST:
        raise RecursionError
    for node in nodes:
        if node.type == "function":
            node.arguments = _blanked(node.arguments, depth + 1)
        elif node.type in ("() block", "[] block", "{} block"):
            node.content = _blanked(node.content, depth + 1)
    return [
        WhitespaceToken(node.source_line, node.source_column, "\n" * node.value.count("\n") or " ")
        if node.type == "comment"
        else node
        for node in nodes
    ]


# ---------------------------------------------------------------- greys


def _grey_rules(nodes: list[Node]) -> list[Node]:
    """Return rules or declarations with their colours made grey; selectors and preludes are left alone."""
    written: list[Node] = []
    piece: list[Node] = []
    for node in nodes:
        if node.type == "{} block":
            node.content = _grey_rules(node.content)
            written += [*piece, node]
            piece = []
        elif node == ";":
            written += [*_grey_declaration(piece), node]
            piece = []
        else:
            piece.append(node)
    return written + _grey_declaration(piece)


def _grey_declaration(nodes: list[Node]) -> list[Node]:
    colon = next((i for i, node in enumerate(nodes) if node == ":"), None)
    if colon is None:
        return nodes
    name = next((node.lower_value for node in nodes[:colon] if node.type == "ident"), "")
    return [*nodes[: colon + 1], *_grey_values(nodes[colon + 1 :])] if _COLOURED.search(name) else nodes


def _grey_values(nodes: list[Node]) -> list[Node]:
    from tinycss2 import parse_component_value_list

    written: list[Node] = []
    for node in nodes:
        colour = colour_of(node) if node.type in ("ident", "hash", "function") else None
        if colour is not None:
            if colour[3] > 0:
                node = parse_component_value_list(grey_of(colour))[0]  # noqa: PLW2901
        elif node.type == "function":
            node.arguments = _grey_values(node.arguments)
        written.append(node)
    return written


# ---------------------------------------------------------------- what styles may not hold


def _forbid(nodes: list[Node], file: str, assets: frozenset[str], problems: Problems) -> None:
    for node in nodes:
        source = Source(file, node.source_line, node.source_column)
        match node.type:
            case "at-keyword" if node.lower_value in _BANNED:
                hint = _BANNED[node.lower_value]
                problems.error(source, "css-at-rule", f"`@{node.lower_value}` may not stand in a theme", hint)
            case "url":
                _check_url(node.value, source, assets, problems)
            case "function":
                if node.lower_name in ("url", "src", "image", "image-set"):
                    for argument in node.arguments:
                        if argument.type == "string":
                            _check_url(argument.value, source, assets, problems)
                _forbid(node.arguments, file, assets, problems)
            case "() block" | "[] block" | "{} block":
                _forbid(node.content, file, assets, problems)
            case _:
                pass


def _check_url(url: str, source: Source, assets: frozenset[str], problems: Problems) -> None:
    name = url.removeprefix("theme/")
    if name == url or "/" in name:
        message = f"`url({url:.60})` is not a file of the theme; nothing is fetched from elsewhere"
        problems.error(source, "css-url", message, f'put the file into assets/ and write url("theme/{_last(url)}")')
    elif name not in assets:
        hint = did_you_mean(name, assets) or f"put {name} into the theme's assets/"
        problems.error(source, "css-url", f"the theme has no file assets/{name}", hint)


def _last(url: str) -> str:
    """Return the name of the file in a URL, or NAME where it has none."""
    name = re.fullmatch(r"(?:[^?#]*/)?([\w. -]{1,60})", url)
    return name[1] if name else "NAME"


def _check_syntax(text: str, file: str, problems: Problems) -> None:
    """Report what a reading system could not parse (EPUBCheck's CSS-008)."""
    from tinycss2 import parse_stylesheet

    _check_rules(parse_stylesheet(text, skip_comments=True, skip_whitespace=True), file, problems)


def _check_rules(nodes: list[Node], file: str, problems: Problems, *, inside: bool = False) -> None:
    from tinycss2 import parse_blocks_contents, parse_rule_list

    for node in nodes:
        if node.type == "error":
            message = f"is not valid CSS: {'a declaration is `name: value;`' if inside else 'a rule is `name { … }`'}"
            problems.error(Source(file, node.source_line), "broken-css", message, "look for a missing : ; or }")
        elif node.type in ("qualified-rule", "at-rule") and node.content is not None:
            nested = node.type == "at-rule" and node.lower_at_keyword in ("media", "supports")
            parse = parse_rule_list if nested else parse_blocks_contents
            content = parse(node.content, skip_comments=True, skip_whitespace=True)
            _check_rules(content, file, problems, inside=not nested)
