"""The paragraphs of laid-out pages: their lines in order, and where they go on from page to page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from book.typeset.measuring import content, words_in


@dataclass(frozen=True, slots=True)
class Fragment:
    """The lines of a paragraph on one page (or in one column); `anchor` is the nearest id around it."""

    page: int
    anchor: str
    element: Any
    lines: tuple[Any, ...]
    right: float
    """Where its column ends, in px."""

    @property
    def tag(self) -> str:
        """The name of its element."""
        return str(self.element.tag).rpartition("}")[2] if self.element is not None else ""


Paragraph = tuple[Fragment, ...]
"""The fragments of one paragraph in order."""


def paragraphs(pages: Sequence[Any]) -> list[Paragraph]:
    """Return the paragraphs of all pages in reading order, the notes at the foot of a page after its text."""
    found: dict[int, list[Fragment]] = {}
    kept: list[Any] = []
    for number, page in enumerate(pages):
        notes = [box for box in page._page_box.children if isinstance(box, boxes.FootnoteAreaBox)]  # noqa: SLF001
        for box in (*content(page), *notes):
            for fragment in _fragments(box, number, ""):
                # The same element may hold several paragraphs: text before and after a block within it.
                key = id(fragment.element)
                before = found.get(key)
                kept.append(fragment.element)
                if before and before[-1].page == number and not _columns(before[-1], fragment):
                    found[id(fragment)] = [fragment]
                    kept.append(fragment)
                else:
                    found.setdefault(key, []).append(fragment)
    return [tuple(fragments) for fragments in found.values()]


def said(line: Any) -> str:  # noqa: ANN401 -- the engine's types are not public
    """Return the words of a line, as one would quote them."""
    return " ".join(words_in(line).split())


def _columns(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments on one page stand in columns side by side."""
    return bool(other.lines[0].position_y <= one.lines[-1].position_y)


def _fragments(box: Any, page: int, anchor: str) -> Iterator[Fragment]:  # noqa: ANN401
    element = box.element
    if element is not None and hasattr(element, "get"):
        anchor = element.get("id") or anchor
    children = getattr(box, "children", ())
    lines = tuple(child for child in children if isinstance(child, boxes.LineBox))
    if lines:
        yield Fragment(page, anchor, element, lines, float(box.content_box_x() + box.width))
    for child in children:
        if isinstance(child, boxes.LineBox):
            for inner in child.descendants():
                if isinstance(inner, boxes.BlockContainerBox) and not isinstance(inner, boxes.LineBox):
                    yield from _fragments(inner, page, anchor)
        else:
            yield from _fragments(child, page, anchor)
