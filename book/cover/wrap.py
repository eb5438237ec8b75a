"""The whole cover on one sheet: back, spine, front, and around them what is cut off or turned in."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from book.cover.barcode import Drawing, add_on, drawing
from book.cover.designer import DesignersFront, designers_front
from book.cover.front import lay_out, lay_out_front
from book.cover.panels import AuthorPicture, back, body_face, reads_upward, spine
from book.model.edition import Edition, ShelfFile
from book.model.printing import CoverPlan
from book.model.settings import CoverSettings
from book.problems import Problems
from book.saving import saved
from book.sources import Folder, OutsideError

_WIDEST = 50.8
_LAP = 0.5
"""mm by which back and front reach under the spine: where two areas only meet, paper shows as a hair of light."""


def make_wrap(edition: Edition, cover: CoverSettings, plan: CoverPlan, root: Path, problems: Problems) -> bytes:
    """Return the sheet as a PDF of one page; see `book.cover.wrap_cover`."""
    import pikepdf

    from book.cover.sheet import Sheet

    author = _author_picture(cover, root, problems)
    if author:
        edition = replace(edition, shelf={**edition.shelf, author.url: author.file})
    around = max(plan.outer, plan.joint)
    own_front = designers_front(cover, plan, root, problems)
    with pikepdf.new() as sheet:
        composition = Sheet(sheet, plan)
        left, right = plan.folds
        width, height = plan.size
        lap = min(_LAP, around, plan.spine / 2)
        composition.place(
            back(edition, cover, plan, problems, bleed=around, author=author), (0, 0, left + lap, height), plan.outer
        )
        front = own_front or DesignersFront(lay_out_front(edition, plan.panel, plan.height, around))
        composition.place(front.pdf, (right - lap, 0, width - right + lap, height), right + plan.joint, front)
        composition.place_spine(spine(edition, plan, around, problems, cover), upward=reads_upward(edition, cover))
        zone = barcode_zone(cover, plan)
        if zone and edition.metadata.isbn and cover.barcode == "auto":
            zone = _on_white(zone)
            composition.place_barcode(_barcode(edition, cover, zone[2:]), zone)
        composition.finish(edition)
        return saved(sheet)


def barcode_zone(cover: CoverSettings, plan: CoverPlan) -> tuple[float, float, float, float] | None:
    """Return left, foot, width and height in mm of what is kept free for the barcode; None if nothing is.

    It stands low on the back, beside the spine.
    """
    if cover.barcode == "none":
        return None
    zone = plan.barcode
    foot = plan.outer + (plan.height - plan.trim.height) / 2 + zone.from_bottom
    left = plan.folds[0] - plan.joint - plan.hinge - zone.from_spine - zone.width
    return left, foot, zone.width, zone.height


def _on_white(zone: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return what of a zone is white behind the barcode: no more than two inches, next to the spine."""
    left, foot, width, height = zone
    white = min(width, _WIDEST)
    return left + width - white, foot, white, height


def _author_picture(cover: CoverSettings, root: Path, problems: Problems) -> AuthorPicture | None:
    import hashlib

    from PIL import Image

    if not cover.author_picture:
        return None
    try:
        file = Folder(root).path(cover.author_picture)
        data = file.read_bytes()
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            kind = picture.format or ""
    except (OutsideError, OSError, ValueError, Image.DecompressionBombError) as error:
        reason = (str(error).splitlines() or ["unreadable"])[0][:80]
        problems.error(
            cover.source, "cover-picture", f"the author’s picture {cover.author_picture} cannot be used: {reason}"
        )
        return None
    if kind not in ("JPEG", "PNG"):
        message = f"the author’s picture {cover.author_picture} is neither JPEG nor PNG"
        problems.error(cover.source, "cover-picture", message, "save it again as JPEG")
        return None
    suffix, media = (".jpg", "image/jpeg") if kind == "JPEG" else (".png", "image/png")
    return AuthorPicture(f"pictures/author{suffix}", ShelfFile(file, media, hashlib.sha256(data).hexdigest()))


def _barcode(edition: Edition, cover: CoverSettings, white: tuple[float, float]) -> tuple[bytes, Drawing]:
    """Return the page of the barcode's figures, and its bars."""
    isbn = edition.metadata.isbn
    price = add_on(cover.price)
    drawn = drawing(isbn, price, *white)
    said = edition.settings.isbn or isbn
    x = drawn.module
    size, small = max(8.6 * x, 2.5), max(8 * x, 2.5)

    def words(text: str, left: float, foot: float, em: float, width: float) -> str:
        return (
            f'<div style="left:{left:.4f}mm;bottom:{foot:.4f}mm;width:{width:.4f}mm;font-size:{em:.4f}mm;'
            f'text-align:center">{text}</div>'
        )

    below = drawn.foot - 4.2 * x
    parts = [
        words(isbn[0], drawn.left - 9 * x, below, size, 7 * x),
        words(isbn[1:7], drawn.left + 4 * x, below, size, 41 * x),
        words(isbn[7:], drawn.left + 50 * x, below, size, 41 * x),
        words(f"ISBN {said}", drawn.left - 8 * x, drawn.top + 1.6 * x, small, 111 * x),
    ]
    if price:
        parts.append(words(price, drawn.add_on_left, drawn.top - 7 * x, size, 47 * x))
    css = (
        f'html, body {{ margin: 0; font-family: "{body_face(edition)}"; background: #fff; color: #000 }}\n'
        "@page { background: #fff }\n"
        ".barcode div { position: absolute; line-height: 1; white-space: nowrap; letter-spacing: 0.02em;"
        " font-variant-numeric: lining-nums tabular-nums; font-weight: 400 }\n"
    )
    head = '<head><meta charset="utf-8"/><title>ISBN</title></head>'
    body = f'<body><div class="barcode">{"".join(parts)}</div></body>'
    xhtml = f'<html xmlns="http://www.w3.org/1999/xhtml">{head}{body}</html>'
    plain = replace(edition, cover_css=f"{_faces_only(edition.cover_css)}\n{css}")
    return lay_out(plain, xhtml, white).pdf, drawn


def _faces_only(css: str) -> str:
    return "\n".join(line for line in css.split("\n") if line.startswith("@font-face"))
