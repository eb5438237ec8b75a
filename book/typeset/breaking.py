"""A defect of the engine's line breaking, worked around.

WeasyPrint (70) lays a stretch of text with its last space: where the words fit a line to a hair and only that space
does not, it takes the line for one that cannot be broken, hyphenates its *first* word and carries the rest over, so
that two words stand on a whole line. A space at the end of a line takes no room, so such a stretch fits.
"""

from __future__ import annotations

from typing import Any

_WRAPPED = ("normal", "pre-line")
_NARROWEST = 0.25  # em: letters are wider on the average, so what is longer cannot fit


def mend() -> None:
    """Have the engine break lines so; done again, it changes nothing."""
    from weasyprint.layout import inline

    if getattr(inline.split_first_line, "mended", False):
        return
    broken = inline.split_first_line

    def split_first_line(
        text: str,
        style: Any,  # noqa: ANN401 -- the engine's types are not public
        context: Any,  # noqa: ANN401
        max_width: float | None,
        justification_spacing: float,
        **rest: bool,
    ) -> Any:  # noqa: ANN401
        found = broken(text, style, context, max_width, justification_spacing, **rest)
        _, _, resume_at, width, _, _ = found
        if resume_at is None or not text.endswith(" ") or style["white_space"] not in _WRAPPED:
            return found
        bare = text.rstrip(" ")
        if not bare or max_width is None or len(bare) * style["font_size"] * _NARROWEST > max_width:
            return found
        _, _, more, width, _, _ = broken(bare, style, context, max_width, justification_spacing, **rest)
        if more is not None or width > max_width:
            return found
        return broken(text, style, context, None, justification_spacing, **rest)

    split_first_line.mended = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line
