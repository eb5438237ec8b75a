"""How every page begins: in which block, and the last letters before the break and the first after it.

A page list of another edition is made from this. Letters and figures alone are told, in small letters: spaces,
hyphens at the ends of lines and capitals are the layout's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from book.model.places import Opening, letters

_TOLD = 80
"""Letters on each side of a break: enough to find the place again where the words around it differ a little."""
_MADE = ("::before", "::after", "::marker", "::footnote-call", "::footnote-marker")


def openings(pages: Sequence[Any]) -> tuple[Opening | None, ...]:
    """Return how each page begins, None for one without text or picture."""
    seen: dict[str, str] = {}
    """Block → the last letters of it so far."""
    found: list[Opening | None] = []
    for page in pages:
        first, before, after = "", "", ""
        for anchor, words, again in _leaves(page._page_box, "", again=False):  # noqa: SLF001 -- the only way in
            if again and anchor in seen:
                continue  # the head of a table, repeated
            if not first:
                first, before = anchor, seen.get(anchor, "")
            if anchor == first and len(after) < _TOLD:
                after += letters(words)
            seen[anchor] = f"{seen.get(anchor, '')}{letters(words)}"[-_TOLD:]
        found.append(Opening(first, before, after[:_TOLD]) if first else None)
    return tuple(found)


def _leaves(box: Any, anchor: str, *, again: bool) -> Iterator[tuple[str, str, bool]]:  # noqa: ANN401
    """Yield words and pictures ("") in order, each with the block it stands in and whether it may be repeated."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.MarginBox | boxes.FootnoteAreaBox) or str(box.element_tag).endswith(_MADE):
        return
    if not isinstance(box, boxes.InlineLevelBox) and box.element is not None:
        anchor = box.element.get("id") or anchor
    again = again or bool(getattr(box, "is_header", False))
    if isinstance(box, boxes.TextBox):
        if box.text.strip() and anchor:
            yield anchor, box.text, again
    elif isinstance(box, boxes.ReplacedBox):
        if anchor:
            yield anchor, "", again
    else:
        for child in getattr(box, "children", ()):
            yield from _leaves(child, anchor, again=again)
