"""Measures of laid-out pages: how far each is filled, in px, and how much stands where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

_NOTHING = 0.01  # px


@dataclass(frozen=True, slots=True)
class Extent:
    """The text block of one page in px: where it begins, where its content ends, and how low that may go."""

    top: float
    end: float
    limit: float

    @property
    def free(self) -> float:
        """How much of the page is left under its content."""
        return max(0.0, self.limit - self.end)

    @property
    def used(self) -> float:
        """How much of the page its content takes."""
        return max(0.0, self.end - self.top)


def content(page: Any) -> Iterator[Any]:  # noqa: ANN401 -- the engine's types are not public
    """Yield what flows on a page: neither what stands in its margins nor the notes at its foot."""
    for child in page._page_box.children:  # noqa: SLF001 -- the only way to where things fell
        if not isinstance(child, boxes.MarginBox | boxes.FootnoteAreaBox):
            yield child


def extent(page: Any) -> Extent:  # noqa: ANN401
    """Return how far a page is filled."""
    frame = page._page_box  # noqa: SLF001
    top = float(frame.content_box_y())
    limit = top + float(frame.height)
    for child in frame.children:
        if isinstance(child, boxes.FootnoteAreaBox) and child.children:
            limit = min(limit, float(child.position_y))
    end = max((bottom(box) for one in content(page) for box in shown(one)), default=top)
    return Extent(top, end, limit)


def shown(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the boxes under a box that show something: lines, pictures, and whatever has a ground or a border."""
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        yield box
        return
    if any(float(box.style[f"border_{side}_width"]) for side in ("top", "bottom")) and isinstance(
        box, boxes.BlockLevelBox
    ):
        yield box
    for child in getattr(box, "children", ()):
        yield from shown(child)


def lines(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the lines under a box, in order."""
    if isinstance(box, boxes.LineBox):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from lines(child)


def bottom(box: Any) -> float:  # noqa: ANN401
    """Return where a box ends, its margin left aside."""
    if isinstance(box, boxes.LineBox):
        return float(box.position_y + box.height)
    return float(box.border_box_y() + box.border_height())


def leading(page: Any) -> float:  # noqa: ANN401
    """Return the height of a line of text in px, as the root element has it."""
    root = next(content(page))
    height = root.style["line_height"]
    size = float(root.style["font_size"])
    if isinstance(height, int | float):
        return float(height) * size
    unit = getattr(height, "unit", None)
    return float(height.value) if unit == "px" else 1.2 * size if height == "normal" else float(height.value) * size


def words_in(box: Any) -> str:  # noqa: ANN401
    """Return the text of a box."""
    if isinstance(box, boxes.TextBox):
        return str(box.text)
    return "".join(words_in(child) for child in getattr(box, "children", ()))


def move(box: Any, down: float) -> None:  # noqa: ANN401
    """Move a box and all in it down."""
    if down > _NOTHING:
        box.translate(0, down)
