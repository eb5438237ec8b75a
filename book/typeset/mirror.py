"""The same pages begun on the other side: text is laid out once, margins and running heads twice.

On which side a unit begins is only known when all before it is laid out, and changes for all after it when one
grows by a page. But a left page differs from a right one in its margins and margin boxes alone. So when a unit is
laid out, its pages are also turned: each gets the margins and margin boxes of the other side, and its content is
moved across. Where that is not the same as laying out again (content that asks for a side, margins of another
sum, an engine whose inside has changed), nothing is turned and the engine lays out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes

_SIDES = frozenset({"left", "right", "recto", "verso"})
_SAME = 1e-6  # px
_CHANGED = (AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError)
"""What calling the inside of an engine that has changed may raise."""


class OpenDocument(Document):  # type: ignore[misc]  # weasyprint publishes no types
    """A document that remembers what it was laid out in, so that its pages can be turned."""

    context: Any = None
    html: Any = None

    @classmethod
    def lay_out(cls, html: Any, options: dict[str, Any]) -> Any:  # noqa: ANN401 -- the engine's own types
        """Return a laid-out document; `options` are those of `HTML.render`."""
        from weasyprint import DEFAULT_OPTIONS

        if not hasattr(Document, "_build_layout_context"):
            document = html.render(**options)
            document.html = html
            return document
        faces = {name: options[name] for name in ("font_config", "counter_style", "color_profiles")}
        others = {name: value for name, value in options.items() if name not in faces}
        document = cls._render(html, **faces, options={**DEFAULT_OPTIONS, **others})
        document.context = vars(html).pop("_context", None)
        document.html = html
        return document

    @classmethod
    def _build_layout_context(cls, html: Any, *rest: Any) -> Any:  # noqa: ANN401
        context = super()._build_layout_context(html, *rest)
        html._context = context  # noqa: SLF001 -- the only thing at hand before and after
        return context


def turned(document: Any) -> list[Any] | None:  # noqa: ANN401
    """Return the pages of a document as if it began on the other side, or None if they cannot be had so.

    The document's own pages are used up: write them first.
    """
    context, html = getattr(document, "context", None), document.html
    try:
        if context is None or not _may_turn(document.pages, context):
            return None
        frames = [_frame(page._page_box, html, context) for page in document.pages]  # noqa: SLF001
        if any(frame is None for frame in frames):
            return None
        return [
            Page(_turn(page._page_box, frame, number, context))  # noqa: SLF001
            for number, (page, frame) in enumerate(zip(document.pages, frames, strict=True), start=1)
        ]
    except _CHANGED:
        return None


def _may_turn(pages: Sequence[Any], context: Any) -> bool:  # noqa: ANN401
    """Whether nothing in the content asks for a side."""
    asked = {str(next_page["break"]) for _, next_page, *_ in context.page_maker}
    return not asked & _SIDES and not any(page._page_box.page_type.blank for page in pages)  # noqa: SLF001


def _frame(page: Any, html: Any, context: Any) -> Any | None:  # noqa: ANN401
    """Return an empty page of the other side, or None if content would not fit it alike."""
    from weasyprint.layout.page import page_height, page_width, set_page_type_computed_styles
    from weasyprint.layout.percent import resolve_percentages

    kind = page.page_type._replace(side="left" if page.page_type.side == "right" else "right")
    set_page_type_computed_styles(kind, html, context.style_for)
    style = context.style_for(kind)
    style["overflow"] = page.style["overflow"]
    frame = boxes.PageBox(kind, style)
    size = frame.style["size"]
    resolve_percentages(frame, size)
    frame.position_x = frame.position_y = 0
    page_width(frame, context, size[0])
    page_height(frame, context, size[1])
    alike = all(abs(one - other) < _SAME for one, other in zip(_measures(page), _measures(frame), strict=True))
    return frame if alike else None


def _measures(page: Any) -> tuple[float, ...]:  # noqa: ANN401
    bleed = page.bleed
    return (
        *page.style["size"],
        page.width,
        page.height,
        page.content_box_y(),
        *(bleed[side] for side in sorted(bleed)),
    )


def _turn(page: Any, frame: Any, number: int, context: Any) -> Any:  # noqa: ANN401
    """Return a page's content in the frame of the other side, with that side's margin boxes and backgrounds."""
    from weasyprint.layout.background import layout_backgrounds
    from weasyprint.layout.page import make_margin_boxes

    content = [child for child in page.children if not isinstance(child, boxes.MarginBox)]
    across = frame.content_box_x() - page.content_box_x()
    for child in content:
        child.translate(across, 0)
    context.current_page = number
    frame.children = content
    frame.children = (*content, *make_margin_boxes(context, frame, context.page_maker[number][3]))
    layout_backgrounds(frame, context.get_image_from_uri)
    return frame
