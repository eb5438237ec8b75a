"""A theme's templates: Jinja in a sandbox, escaped always, strict about undefined names.

A template sees the values it is given and nothing of Python: no attributes that begin with an underscore, no
mutation, a closed set of filters, no unescaped output, and loops and calls that come to an end. `parent/NAME`
is the template NAME of the themes below the one that names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from book.guessing import did_you_mean
from book.problems import BookError, Problem, Problems, Source
from book.store import key_of
from book.theme.chain import Layer
from book.theme.written import first_fault, place_of

SUFFIX = ".xhtml.j2"
FILTERS = (
    "abs", "batch", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float", "groupby",
    "int", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "round",
    "select", "selectattr", "slice", "sort", "string", "sum", "title", "trim", "truncate", "unique", "upper",
    "wordcount",
)  # fmt: skip
MOST_STEPS = 2_000_000
"""Turns of all loops and calls of one document: a list of 10,000 lines needs some 100,000."""
_LONGEST_RANGE = 1000
_FILE = re.compile(r"\d+/[\w.-]+")


class _Steps:
    """Counts the turns of loops and calls while one document is filled."""

    def __init__(self) -> None:
        self.taken = 0

    def take(self, count: int = 1) -> None:
        self.taken += count
        if self.taken > MOST_STEPS:
            raise SecurityError("the template never comes to an end")

    def each(self, items: Iterable[object]) -> Iterator[object]:
        for item in items:
            self.take()
            yield item


class _Loader(BaseLoader):
    """Loads "N/NAME": the template NAME of the N-th theme of the chain or of one below it."""

    def __init__(self, texts: tuple[Mapping[str, str], ...], shown: Callable[[int, str], str]) -> None:
        self._texts = texts
        self._shown = shown

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        level, _, name = template.partition("/")
        for number in range(int(level), len(self._texts)):
            if name in self._texts[number]:
                return self._texts[number][name], self._shown(number, name), lambda: True
        raise TemplateNotFound(name)

    def level(self, template: str) -> int:
        """Return the number of the theme that a template comes from."""
        level, _, name = template.partition("/")
        return next(n for n in range(int(level), len(self._texts)) if name in self._texts[n])


class _Bounded(NodeTransformer):
    """Counts the turns of every loop, and refuses to leave escaping."""

    def __init__(self, filename: str | None) -> None:
        self._filename = filename

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 -- jinja2's naming
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, "each_", [], [], None, None, lineno=node.lineno)
        return node

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> None:  # noqa: N802
        message = "a template is always escaped: leave `autoescape` out"
        raise TemplateSyntaxError(message, node.lineno, filename=self._filename)

    visit_EvalContextModifier = visit_ScopedEvalContextModifier  # noqa: N815


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*", "**", "<<"])

    def __init__(self, loader: _Loader, steps: _Steps) -> None:
        super().__init__(
            loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True
        )
        self._levels = loader
        self._steps = steps
        self.filters = {name: self.filters[name] for name in FILTERS} | {"each_": steps.each}
        self.globals = {"range": self._range}
        self._told = _fields_of_views()

    def _range(self, *bounds: int) -> range:
        numbers = range(*bounds)
        if len(numbers) > _LONGEST_RANGE:
            raise SecurityError(f"range() is longer than {_LONGEST_RANGE}")
        return numbers

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return _Bounded(filename).visit(tree)  # type: ignore[no-any-return]

    def join_path(self, template: str, parent: str) -> str:
        if template.startswith("parent/"):
            return f"{self._levels.level(parent) + 1}/{template.removeprefix('parent/')}"
        return f"0/{template}"

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        # What a view or a loop says of itself is there to be read, and so are words and options by name, and the
        # macros of a file: nearly all that templates ask for.
        kind = type(obj)
        if (kind, attribute) in self._told:
            return getattr(obj, attribute)
        if kind is TemplateModule and attribute in vars(obj) and not attribute.startswith("_"):
            return vars(obj)[attribute]
        if kind is dict and attribute in obj and not hasattr(dict, attribute):
            return obj[attribute]
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        if not all(isinstance(side, int | float) and abs(side) < 1e9 for side in (left, right)) or operator != "*":
            raise SecurityError(f"`{operator}` takes two small numbers")
        return super().call_binop(context, operator, left, right)

    def call(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        self._steps.take(20)  # a call costs more than a turn
        return super().call(*args, **kwargs)


def _fields_of_views() -> frozenset[tuple[type, str]]:
    """Return the fields of everything a template is given, and what loops tell, by class."""
    from dataclasses import fields, is_dataclass

    from book.model import views

    kinds = (kind for kind in vars(views).values() if isinstance(kind, type) and is_dataclass(kind))
    loop = ((LoopContext, name) for name in ("first", "last", "index", "index0", "length"))
    return frozenset((*loop, *((kind, field.name) for kind in kinds for field in fields(kind))))


class Templates:
    """The templates of a chain of themes."""

    def __init__(self, chain: tuple[Layer, ...], problems: Problems) -> None:
        self._chain = chain
        texts = tuple(_texts(layer, problems) for layer in chain)
        self._steps = _Steps()
        self._environment = _Sandbox(_Loader(texts, self._shown), self._steps)
        self._texts = texts
        self.names = frozenset(
            name.removesuffix(SUFFIX) for layer in texts for name in layer if not name.startswith("_")
        )

    def _shown(self, level: int, name: str) -> str:
        return self._chain[level].file(name)

    def digest(self) -> str:
        """Return a digest of all templates and where they stand."""
        return key_of(
            *(
                words
                for level, texts in enumerate(self._texts)
                for name, text in sorted(texts.items())
                for words in (self._shown(level, name), text)
            )
        )

    def check(self, problems: Problems) -> None:
        """Report every template that cannot be read, without filling any; the built-in ones can be."""
        for level, texts in enumerate(self._texts):
            if self._chain[level].built_in:
                continue
            for name in sorted(texts):
                shadowed = any(name in nearer for nearer in self._texts[:level])
                try:  # under the name that filling will use, so that none is compiled twice
                    self._environment.get_template(f"{level if shadowed else 0}/{name}")
                except TemplateError as error:
                    problems.extend([self._problem(error, self._shown(level, name))])
                except (RecursionError, SyntaxError, MemoryError):  # what Python says of too many `if` in `if`
                    problems.error(Source(self._shown(level, name)), "template", "is nested too deeply to be read")

    def render(self, template: str, context: Mapping[str, object]) -> str:
        """Return a template filled. Raises `BookError` with the template's file and line if it is at fault."""
        name = f"{template}{SUFFIX}"
        level = next((n for n, texts in enumerate(self._texts) if name in texts), None)
        if level is None:
            source = self._chain[0].toml.source()
            hint = f"write {self._shown(0, name)}, or extend a theme that has it"
            raise BookError([Problem(source, "missing-template", f"the theme has no template {name}", hint)])
        self._steps.taken = 0
        try:
            written = self._environment.get_template(f"0/{name}").render(context)
        except Exception as error:  # a template can raise anything; all of it is the theme's
            raise BookError([self._problem(error, self._shown(level, name))]) from error
        if fault := first_fault(written):
            own = self._shown(level, name)
            texts = [(self._shown(n, one), text) for n, layer in enumerate(self._texts) for one, text in layer.items()]
            file, line = place_of(fault.line, iter(sorted(texts, key=lambda pair: pair[0] != own)))
            raise BookError(
                [Problem(Source(file or own, line), "template", f"the template {fault.message}", fault.hint)]
            )
        return written

    def _problem(self, error: Exception, file: str) -> Problem:
        files = {self._shown(level, name) for level, texts in enumerate(self._texts) for name in texts}
        if isinstance(error, TemplateSyntaxError):
            return Problem(Source(error.filename or file, error.lineno), "template", _words(error), self._guess(error))
        source = Source(file)
        trace = error.__traceback__
        while trace:  # jinja2 puts the template's own lines into the traceback; the innermost is the place
            if trace.tb_frame.f_code.co_filename in files:
                source = Source(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
        return Problem(source, "template", _words(error), self._guess(error))

    def _guess(self, error: Exception) -> str:
        message = str(error)
        if isinstance(error, SyntaxError):
            return '{% include "_inner.xhtml.j2" %} for the inner part'
        if filter_name := re.search(r"No filter named '(\w+)'", message):
            return did_you_mean(filter_name[1], FILTERS) or f"filters: {', '.join(FILTERS)}"
        if isinstance(error, TemplateNotFound):
            return did_you_mean(message, {name for texts in self._texts for name in texts})
        if missing := re.search(r"'book\.model\.views\.(\w+) object' has no attribute '(\w+)'", message):
            from dataclasses import fields

            from book.model import views

            return did_you_mean(missing[2], [field.name for field in fields(getattr(views, missing[1]))])
        return ""


def _words(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "the template calls itself without end"
    if isinstance(error, SyntaxError):
        return "is nested too deeply to be read"
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name or error}"
    message = (str(error).splitlines() or [""])[0] or type(error).__name__
    return re.sub(r"'?book\.model\.views\.(\w+?)(?:View)? object'?", lambda m: f"`{m[1].lower()}`", message)


def _texts(layer: Layer, problems: Problems) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in layer.folder.files(layer.inside, ".j2"):
        name = path.rsplit("/", 1)[-1]
        if not name.endswith(SUFFIX):
            problems.warning(Source(path), "template-name", f"is not read: a template's name ends in {SUFFIX}")
        elif (text := layer.folder.read_text(path, problems)) is not None:
            texts[name] = text
    return texts
