"""A defect of the engine's running heads, worked around.

WeasyPrint (70) notes a running element for the page on which it first tries the block that holds it. Where the block
does not fit there and goes to the next page, the note stays, and the head names what begins overleaf. A running
element that says what it goes with (`data-with`, an id) counts for a page only if that is on it.
"""

from __future__ import annotations

from typing import Any


def true_heads() -> None:
    """Have the engine look for running heads so; done again, it changes nothing."""
    from weasyprint.layout import LayoutContext

    if getattr(LayoutContext.get_running_element_for, "mended", False):
        return
    broken = LayoutContext.get_running_element_for

    def get_running_element_for(
        self: Any,  # noqa: ANN401 -- the engine's types are not public
        page: Any,  # noqa: ANN401
        name: str,
        keyword: str = "first",
    ) -> Any:  # noqa: ANN401
        noted = self.running_elements[name].get(self.current_page)
        if noted and any(map(_with, noted)):
            shown = {_attribute(box, "id") for box in page.descendants()}
            kept = [box for box in noted if not _with(box) or _with(box) in shown]
            if kept:
                self.running_elements[name][self.current_page] = kept
            else:
                del self.running_elements[name][self.current_page]
        return broken(self, page, name, keyword)

    get_running_element_for.mended = True  # type: ignore[attr-defined]
    LayoutContext.get_running_element_for = get_running_element_for


def _with(box: Any) -> str:  # noqa: ANN401
    return _attribute(box, "data-with")


def _attribute(box: Any, name: str) -> str:  # noqa: ANN401
    element = box.element
    return element.get(name) or "" if element is not None and hasattr(element, "get") else ""
