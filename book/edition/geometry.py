"""The page of an edition: the theme's margins on the trim, never under what the printers ask."""

from __future__ import annotations

from dataclasses import replace

from book.model.edition import Geometry, GeometryChoice, PrinterRules
from book.model.settings import MM_PER_INCH, EditionSettings
from book.model.theme import Theme
from book.problems import Problems

LEAST_WIDTH, LEAST_HEIGHT = 40.0, 50.0
"""A text block smaller than this, in mm, holds no book."""

OVERHANG = 0.6
"""By how much letters lean out of their lines, in mm: what printers ask of margins counts from the ink."""


BLEED = 3.175
"""1/8 in: what every press asks for, and takes."""


def choices(
    theme: Theme, settings: EditionSettings, rules: PrinterRules, *, bleeds: bool = False
) -> tuple[GeometryChoice, ...]:
    """Return one geometry a band of page counts, smallest inside margin first, equal ones merged.

    `bleeds` says whether pages are printed past their edges; then they have the widest bleed of all printers.
    """
    if bleeds:
        rules = replace(rules, outside=max(rules.outside, rules.outside_bleed))
    base = _on_trim(theme, settings, rules)
    if bleeds:
        base = replace(base, bleed=rules.bleed or BLEED)
    if not rules.bands:
        return (GeometryChoice(base, rules.least_pages, rules.most_pages),)
    found: list[GeometryChoice] = []
    for least, most, inside in rules.bands:
        limit = most if rules.most_pages is None else min(most, rules.most_pages)
        if limit < least:
            continue
        geometry = _with_inside(base, max(base.inside, inside + OVERHANG))
        if found and found[-1].geometry == geometry:
            found[-1] = GeometryChoice(geometry, found[-1].least, limit)
        else:
            found.append(GeometryChoice(geometry, max(least, rules.least_pages), limit))
    return tuple(sorted(found, key=lambda choice: choice.geometry.inside)) or (
        GeometryChoice(base, rules.least_pages, rules.most_pages),
    )


def _on_trim(theme: Theme, settings: EditionSettings, rules: PrinterRules) -> Geometry:
    margins, trim = theme.margins, settings.trim
    across, down = trim.width / margins.reference[0], trim.height / margins.reference[1]
    grown = max(1.0, across)  # type may grow with a large trim; it does not shrink with a small one
    return Geometry(
        width=trim.width,
        height=trim.height,
        top=round(max(margins.top * down, rules.outside and rules.outside + margins.head * grown), 3),
        bottom=round(max(margins.bottom * down, rules.outside and rules.outside + margins.foot * grown), 3),
        inside=round(margins.inside * across, 3),
        outside=round(max(margins.outside * across, rules.outside and rules.outside + OVERHANG), 3),
    )


def _with_inside(base: Geometry, inside: float) -> Geometry:
    return replace(base, inside=round(inside, 3))


def check_room(geometry: Geometry, settings: EditionSettings, problems: Problems) -> None:
    """Report a page whose margins leave no room for text."""
    width = geometry.width - geometry.inside - geometry.outside
    height = geometry.height - geometry.top - geometry.bottom
    if width < LEAST_WIDTH or height < LEAST_HEIGHT:
        words = settings.trim.words or f"{geometry.width:g}x{geometry.height:g}mm"
        message = f"the trim {words} leaves {max(width, 0):.0f} × {max(height, 0):.0f} mm for the text"
        hint = 'choose a larger trim, such as trim = "6x9"'
        if geometry.width >= 6 * MM_PER_INCH and geometry.height >= 9 * MM_PER_INCH:
            hint = "give the theme smaller margins, under [page] of its theme.toml"
        problems.error(settings.source, "trim-too-small", message, hint)


def page_css(geometry: Geometry) -> str:
    """Return the CSS of the page: size, bleed, margins mirrored about the binding, plates; and paragraphs' ends."""
    bleed = f" bleed: {_mm(geometry.bleed)};" if geometry.bleed else ""
    return (
        ".end { white-space: nowrap; hyphens: none; }\n"
        f"{_plate_css(geometry)}{_PLATE_PAGES}"
        f"@page {{ size: {_mm(geometry.width)} {_mm(geometry.height)};{bleed}"
        f" margin-top: {_mm(geometry.top)}; margin-bottom: {_mm(geometry.bottom)}; }}\n"
        f"@page :left {{ margin-left: {_mm(geometry.outside)}; margin-right: {_mm(geometry.inside)}; }}\n"
        f"@page :right {{ margin-left: {_mm(geometry.inside)}; margin-right: {_mm(geometry.outside)}; }}\n"
    )


_BOXES = ("top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right")
_PLATE_PAGES = "".join(
    f"@page full-bleed{side} {{ margin: 0;{' '.join(f' @{box} {{ content: none }}' for box in _BOXES)} }}\n"
    for side in ("", ":left", ":right", ":first")
)


def _plate_css(geometry: Geometry) -> str:
    """Return the CSS of pictures that fill a page to its edges: their words stand on paper, clear of all margins."""
    width, height, bleed = geometry.width, geometry.height, geometry.bleed
    side, foot = _mm(geometry.inside), _mm(max(geometry.outside, geometry.bottom / 2))
    return (
        "figure.full-bleed { page: full-bleed; position: static; margin: 0 !important; padding: 0;"
        f" width: {_mm(width)}; height: {_mm(height)}; }}\n"
        "figure.full-bleed img { position: absolute; max-width: none !important; max-height: none !important;"
        f" left: {_mm(-bleed)}; top: {_mm(-bleed)}; width: {_mm(width + 2 * bleed)} !important;"
        f" height: {_mm(height + 2 * bleed)} !important; object-fit: cover !important;"
        " object-position: center !important; }\n"
        f"figure.full-bleed figcaption {{ position: absolute; left: {side}; right: {side}; bottom: {foot};"
        " background: #ffffff; padding: 1.5mm 2mm; margin: 0; }\n"
    )


def _mm(length: float) -> str:
    return f"{length:.4f}".rstrip("0").rstrip(".") + "mm"
