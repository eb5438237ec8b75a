"""Pages with bleed as each printer wants them: laid out with bleed on all sides, cut to what is asked for.

KDP and IngramSpark take none at the binding, which is not cut; Lulu and BookVault take it on all four sides.
"""

from __future__ import annotations

import io
from typing import Any

from book.model.settings import PT_PER_MM
from book.pdf.boxes import plain
from book.saving import saved

_SAME = 0.02
"""pt by which two boxes may differ and be the same."""
Node = Any


def cut(data: bytes, bleed: float, *, at_spine: bool) -> bytes:
    """Return an interior whose pages have `bleed` mm past their trim, at the binding only if `at_spine`.

    One without bleed, or with just this, is returned as it is. The first page is a recto.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        changed = [_cut(pdf, page.obj, number, bleed, at_spine=at_spine) for number, page in enumerate(pdf.pages)]
        if not any(changed):
            return data
        return saved(pdf)


def _cut(pdf: Node, page: Node, number: int, bleed: float, *, at_spine: bool) -> bool:
    """Cut one page; say whether there was something to cut."""
    from pikepdf import Array

    media, trim = _box(page, "/MediaBox"), _box(page, "/TrimBox")
    if all(abs(a - b) <= _SAME for a, b in zip(media, trim, strict=True)):
        return False
    past = bleed * PT_PER_MM
    left = past if at_spine or number % 2 else 0.0
    right = past if at_spine or not number % 2 else 0.0
    wanted = (trim[0] - left, trim[1] - past, trim[2] + right, trim[3] + past)
    if all(abs(a - b) <= _SAME for a, b in zip(media, wanted, strict=True)):
        return False
    across, up = -wanted[0], -wanted[1]
    size = [plain(0), plain(0), plain(wanted[2] - wanted[0]), plain(wanted[3] - wanted[1])]
    page.MediaBox = page.BleedBox = Array(size)
    page.TrimBox = Array([plain(left), plain(past), plain(trim[2] + across), plain(trim[3] + up)])
    _move(pdf, page, across, up)
    return True


def _move(pdf: Node, page: Node, across: float, up: float) -> None:
    """Move what a page paints; patterns are anchored to the page, and pages that share them move otherwise."""
    from pikepdf import Array, Dictionary

    content = page.Contents.read_bytes()
    page.Contents = pdf.make_stream(f"1 0 0 1 {plain(across)} {plain(up)} cm\n".encode() + content)
    resources = page.get("/Resources")
    patterns = resources.get("/Pattern") if resources is not None else None
    if patterns is None:
        return
    own = Dictionary()
    for name in sorted(patterns.keys()):
        made = pdf.make_indirect(_copied(pdf, patterns[name]))
        a, b, c, d, e, f = (float(part) for part in made.get("/Matrix", [1, 0, 0, 1, 0, 0]))
        made.Matrix = Array([a, b, c, d, round(e + across, 6), round(f + up, 6)])
        own[name] = made
    page.Resources = Dictionary({key: resources[key] for key in resources.keys() if key != "/Pattern"})  # noqa: SIM118
    page.Resources.Pattern = own


def _copied(pdf: Node, pattern: Node) -> Node:
    import pikepdf

    if isinstance(pattern, pikepdf.Stream):
        said = {key: pattern[key] for key in pattern.keys() if key not in ("/Length", "/Filter", "/DecodeParms")}  # noqa: SIM118
        return pikepdf.Stream(pdf, pattern.read_bytes(), said)
    return pikepdf.Dictionary(dict(pattern.items()))


def _box(page: Node, key: str) -> tuple[float, ...]:
    return tuple(float(side) for side in page.get(key, page.MediaBox))
