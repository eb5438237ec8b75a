"""Where things fell: anchors, links and page boxes of laid-out pages, in pt from the lower left of the media box."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from book.typeset.job import Line, Link, Rect, TextStyle

PT_PER_PX = 0.75
_FILLED = ("x-page:", "x-locator:")
_NOTHING = 1e-6  # px under which the engine draws no words


class Places:
    """Reads the pages of one document; `faces` maps the digest of a face's bytes to its URL on the shelf."""

    def __init__(self, pages: Sequence[Any], faces: Mapping[str, str]) -> None:
        self._pages = pages
        self._faces = faces
        self._styles: dict[tuple[object, ...], TextStyle] = {}

    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Return width and height of every media box."""
        return tuple(
            (
                round((page.width + page.bleed["left"] + page.bleed["right"]) * PT_PER_PX, 4),
                round((page.height + page.bleed["top"] + page.bleed["bottom"]) * PT_PER_PX, 4),
            )
            for page in self._pages
        )

    def anchors(self) -> tuple[tuple[tuple[str, int, int], ...], dict[str, Rect]]:
        """Return (id, first page, last page) of every anchor, and its box on its first page."""
        ranges: dict[str, tuple[int, int]] = {}
        tops: dict[str, Rect] = {}
        for number, page in enumerate(self._pages):
            for name, box in page.anchors.items():
                # An element that runs over pages is an anchor of each: the first is where it begins.
                first = ranges.get(name, (number, number))[0]
                ranges[name] = (first, number)
                tops.setdefault(name, _rect(page, box))
        return tuple((name, first, last) for name, (first, last) in ranges.items()), tops

    def links(self) -> Iterator[Link]:
        """Yield every link box: page boxes with the style of their digits, links by anchor, and whole URLs."""
        for number, page in enumerate(self._pages):
            for kind, target, box, made_by in page.links:
                if kind != "external" or not made_by.link:
                    continue  # boxes inside a link repeat it
                rect = _rect(page, box)
                if target.startswith(_FILLED):
                    yield self._page_box(number, unquote(target), rect, made_by)
                else:
                    yield Link(number, unquote(target) if target.startswith("x-link:") else target, rect)

    def lines(self) -> Iterator[Line]:
        """Yield the lines that hold locators: what stands in them moves with the width of what is filled in."""
        from weasyprint.formatting_structure.boxes import LineBox, TextBox

        for number, page in enumerate(self._pages):
            if not any(target.startswith("x-locator:") for kind, target, *_ in page.links if kind == "external"):
                continue
            for line in page._page_box.descendants():  # noqa: SLF001 -- boxes are not public, yet the only witness
                if isinstance(line, LineBox):
                    boxes = list(line.descendants())
                    if any(box.link and box.link[1][1].startswith("x-locator:") for box in boxes):
                        words = (_origin(box) for box in boxes if isinstance(box, TextBox) and box.text.strip())
                        yield Line(number, tuple(words))

    def _page_box(self, number: int, target: str, rect: Rect, made_by: Any) -> Link:  # noqa: ANN401 -- not public
        from weasyprint.formatting_structure.boxes import TextBox

        words = next((box for box in made_by.descendants() if isinstance(box, TextBox) and box.text.strip()), None)
        if words is None or words.style["visibility"] != "visible" or words.style["font_size"] < _NOTHING:
            return Link(number, target, rect)
        return Link(number, target, rect, self._style(words, made_by), _origin(words), round(words.width, 4))

    def _style(self, words: Any, made_by: Any) -> TextStyle:  # noqa: ANN401
        """Return how the digits of a page box are set."""
        style = words.style
        key = (
            style["font_family"],
            style["font_size"],
            style["font_weight"],
            style["font_style"],
            str(style["color"]),
            str([style[name] for name in _FEATURES]),
            style["letter_spacing"],
            made_by.style["text_align_all"],
        )
        if key not in self._styles:
            self._styles[key] = self._read_style(words, made_by)
        return self._styles[key]

    def _read_style(self, words: Any, made_by: Any) -> TextStyle:  # noqa: ANN401
        from weasyprint.text.fonts import font_features

        style = words.style
        features = font_features(**{name: style[name] for name in _FEATURES})
        written = (tag if value == 1 else f"{tag}={value}" for tag, value in features.items())
        red, green, blue = style["color"].to("srgb").coordinates
        spacing = style["letter_spacing"]
        return TextStyle(
            family=style["font_family"][0],
            weight=int(style["font_weight"]),
            italic=style["font_style"] != "normal",
            size=round(style["font_size"] * PT_PER_PX, 4),
            colour=(round(red, 4), round(green, 4), round(blue, 4)),
            features=tuple(written),
            align={"left": "left", "center": "center"}.get(made_by.style["text_align_all"], "right"),
            face=self._faces.get(_face_digest(words), ""),
            spacing=0.0 if spacing == "normal" else round(spacing * PT_PER_PX, 4),
        )


_FEATURES = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)


def _origin(words: Any) -> tuple[float, float]:  # noqa: ANN401
    """Return where the engine draws a text box: x and baseline in px from the upper left."""
    return (round(words.position_x, 4), round(words.position_y + words.baseline, 4))


def _face_digest(words: Any) -> str:  # noqa: ANN401
    """Return the SHA-256 of the face that the engine chose for a text box: the family asked for may be another."""
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import get_hb_object_data, get_pango_font_hb_face

    layout = words.pango_layout
    layout.reactivate(words.style)
    try:
        line, _ = layout.get_first_line()
        run = line.runs[0]
        if run == ffi.NULL:
            return ""
        return hashlib.sha256(get_hb_object_data(get_pango_font_hb_face(run.data.item.analysis.font))).hexdigest()
    finally:
        layout.deactivate()


def _rect(page: Any, box: tuple[float, float, float, float]) -> Rect:  # noqa: ANN401
    left, top, right, bottom = box
    x, y = page.bleed["left"], page.height + page.bleed["bottom"]
    return Rect(
        round((left + x) * PT_PER_PX, 4),
        round((y - bottom) * PT_PER_PX, 4),
        round((right + x) * PT_PER_PX, 4),
        round((y - top) * PT_PER_PX, 4),
    )
