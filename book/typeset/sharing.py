"""Computed styles shared by all documents of a book: what `p` comes to is worked out once, not once a chapter.

The engine computes each property of each element's style anew for every document and every page, though the
chapters of a book are made of the same few elements. Here every style that comes of the same declarations under
the same parent has one model, which computes a property once; documents get copies that ask it. Copies may be
changed, as the engine does here and there; models never are, so that a page depends on nothing laid out before.
Should a document have a viewport of another size than its models, it is laid out again with styles of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import css as engine

_MOST_MODELS = 5000
_OWN = "anchor"
"""What comes from an element's attribute and is not inherited: each copy has its own."""
_LANGUAGE = "lang"
"""What comes from an attribute and is inherited."""


class _Viewport(dict[str, "tuple[float, float] | None"]):
    """The sizes that viewport units are of: those of the document at work, remembered once they were asked for.

    They are known once its first page is begun, and are not the same for all documents.
    """

    def __init__(self) -> None:
        super().__init__()
        self.current: dict[str, tuple[float, float] | None] = {}
        self.early = False
        """Whether one was asked for before it was known: the engine then takes another."""

    def __getitem__(self, kind: str) -> tuple[float, float] | None:
        size = self.current[kind]
        self.early = self.early or size is None
        return self.setdefault(kind, size)

    @property
    def same(self) -> bool:
        """Whether what was asked for is what the document at work has."""
        return all(self.current[kind] == size for kind, size in self.items())


class _Lent(engine.ComputedStyle):  # type: ignore[misc]  # weasyprint publishes no types
    """An element's own copy of a style, which takes what it is asked for from its model."""

    model: Any = None

    def __missing__(self, key: str) -> Any:  # noqa: ANN401
        if key == _OWN and key in self.cascaded:
            return super().__missing__(key)
        value = self[key] = self.model[key]
        return value


class SharedStyles:
    """The models of one book's styles, by kind of document."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[dict[tuple[object, ...], Any], _Viewport]] = {}
        self._models: dict[tuple[object, ...], Any] = {}
        self._viewport = _Viewport()
        self._paused = False
        self._usable = True

    @property
    def sound(self) -> bool:
        """Whether the styles lent to the document at work are its own to the last digit."""
        self._usable = self._usable and not self._viewport.early
        return self._paused or (self._usable and self._viewport.same)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Lend nothing to the document laid out meanwhile."""
        self._paused = True
        try:
            yield
        finally:
            self._paused = False

    def begin(self, kind: str, sizes: dict[str, tuple[float, float] | None]) -> None:
        """Begin a document of some kind; `sizes` will be those of its viewport."""
        if sum(len(models) for models, _ in self._kinds.values()) >= _MOST_MODELS:
            self._kinds.clear()
        self._models, self._viewport = self._kinds.setdefault(kind, ({}, _Viewport()))
        self._viewport.current = sizes

    def lend(self, made: Any) -> Any | None:  # noqa: ANN401
        """Return a style like one just made, that asks a model for its values; None where there can be no model."""
        parent = made.parent_style
        above = getattr(parent, "model", None)
        if self._paused or not self._usable or (parent is not None and above is None):
            return None
        declared = made.cascaded
        key = (id(above), made.pseudo_type, *(_key(name, *declared[name]) for name in declared if name != _OWN))
        model = self._models.get(key)
        if model is None:
            model = self._models[key] = self._model(made, above)
        lent = _Lent(
            parent,
            declared,
            made.pseudo_type,
            made.root_style,
            made.base_url,
            made.font_config,
            made.initial_page_sizes,
        )
        lent.model = model
        lent.specified = model.specified
        if _OWN in made:
            lent[_OWN] = made[_OWN]
        if parent is None:
            lent.cache = model.cache
        return lent

    def _model(self, made: Any, above: Any) -> Any:  # noqa: ANN401
        root = made.root_style
        declared = {name: value for name, value in made.cascaded.items() if name != _OWN}
        return engine.ComputedStyle(
            above,
            declared,
            made.pseudo_type,
            getattr(root, "model", root),
            made.base_url,
            made.font_config,
            self._viewport,
        )


def _key(name: str, value: object, weight: tuple[Any, Any, Any]) -> tuple[object, ...]:
    """Return what tells a declaration from all others: those of the styles live as long as a model holds them."""
    precedence, layer, specificity = weight
    return name, repr(value) if name == _LANGUAGE else id(value), precedence, layer, *specificity


def share() -> None:
    """Have the engine share the styles of documents whose faces carry `SharedStyles`; again, it changes nothing."""
    if getattr(engine.StyleFor.set_computed_styles, "sharing", False):
        return
    alone = engine.StyleFor.set_computed_styles

    def set_computed_styles(self: Any, element: Any, parent: Any, **given: Any) -> None:  # noqa: ANN401
        alone(self, element, parent, **given)
        styles = getattr(self.font_config, "styles", None)
        if styles is None or _has_own(element, self):
            return
        if parent is None:
            styles.begin(_kind(element), self.initial_page_sizes)
        made, pseudo = self.get_computed_styles(), given.get("pseudo_type")
        lent = styles.lend(made[element, pseudo])
        if lent is not None:
            made[element, pseudo] = lent

    set_computed_styles.sharing = True  # type: ignore[attr-defined]
    engine.StyleFor.set_computed_styles = set_computed_styles


def _kind(root: Any) -> str:  # noqa: ANN401
    """Return what documents with the same first page have in common, as far as can be told beforehand."""
    body = next((child for child in root if child.tag == "body"), root)
    return f"{root.get('class')} / {body.get('class')}"


def _has_own(element: Any, style_for: Any) -> bool:  # noqa: ANN401
    """Whether an element, or its whole document, has styles that are written in the document."""
    if any(origin == "author" for _, origin, _ in style_for._sheets):  # noqa: SLF001 -- the only way to them
        return True
    tag = getattr(element, "tag", "")
    return bool(tag) and (element.get("style") is not None or str(tag).endswith("}svg"))
