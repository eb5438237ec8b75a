"""What a designer delivers instead: a finished front, or the whole sheet; taken as it is, once its size is right."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from book.model.printing import CoverPlan
from book.model.settings import PT_PER_MM, CoverSettings
from book.problems import Problems
from book.sources import Folder, OutsideError

SLACK = 0.6
"""How far, in mm, a designer's file may be from its size: 1/40 in, which programs round to."""
_LEAST_PPI = 300


@dataclass(frozen=True, slots=True)
class DesignersFront:
    """A page for the front, and its size in mm (None: made to measure, its origin at the trim)."""

    pdf: bytes
    size: tuple[float, float] | None = None

    def scaled(self, plan: CoverPlan) -> tuple[float, float, float, float]:
        """Return its scale across and up, and where its lower left lies from the panel's, in mm."""
        if self.size is None:
            return 1.0, 1.0, 0.0, 0.0
        width, height = self.size
        if _near(width, plan.panel) and _near(height, plan.height):
            return 1.0, 1.0, 0.0, 0.0
        return 1.0, 1.0, -(width - plan.panel - plan.outer), -plan.outer


def designers_front(cover: CoverSettings, plan: CoverPlan, root: Path, problems: Problems) -> DesignersFront | None:
    """Return the front that `[cover] front` names, after checking that it has the size of the front."""
    if not cover.front:
        return None
    data = _read(cover, "front", cover.front, root, problems)
    if data is None:
        return None
    if data.startswith(b"%PDF"):
        return _front_page(cover, plan, data, problems)
    return _front_picture(cover, plan, data, problems)


def designers_wrap(cover: CoverSettings, plan: CoverPlan, root: Path, problems: Problems) -> bytes | None:
    """Return the sheet that `[cover] wrap` names, after checking that it is one page of the sheet's size."""
    data = _read(cover, "wrap", cover.wrap, root, problems)
    if data is None:
        return None
    size = _page_size(cover, "wrap", data, problems)
    if size is None:
        return None
    width, height = plan.size
    if not (_near(size[0], width) and _near(size[1], height)):
        message = (
            f"the cover {cover.wrap} is {_inches(size)} ({size[0]:.1f} × {size[1]:.1f} mm); for {plan.pages} pages on "
            f"{plan.paper} it is {_inches((width, height))} ({width:.1f} × {height:.1f} mm), with a spine of "
            f"{plan.spine:.1f} mm"
        )
        problems.error(cover.source, "wrap-size", message, "bookmake cover --template makes one to draw on")
        return None
    return data


def _read(cover: CoverSettings, key: str, path: str, root: Path, problems: Problems) -> bytes | None:
    try:
        return Folder(root).read_bytes(path)
    except (OutsideError, OSError) as error:
        reason = (getattr(error, "strerror", None) or "it leads outside the book folder").lower()
        problems.error(cover.source, f"cover-{key}", f"the file {path} of `{key}` cannot be read: {reason}")
        return None


def _front_page(cover: CoverSettings, plan: CoverPlan, data: bytes, problems: Problems) -> DesignersFront | None:
    size = _page_size(cover, "front", data, problems)
    if size is None:
        return None
    bleeds = ((0.0, 0.0), (plan.outer, 2 * plan.outer), (2 * plan.outer, 2 * plan.outer))
    for across, up in bleeds:
        if _near(size[0], plan.panel + across) and _near(size[1], plan.height + up):
            if across == 0.0 and plan.outer:
                message = f"the front {cover.front} has no bleed: a white edge may show where the cover is cut"
                wanted = (plan.panel + plan.outer, plan.height + 2 * plan.outer)
                problems.warning(cover.source, "front-bleed", message, f"make it {_inches(wanted)}")
            if across == 2 * plan.outer:
                return DesignersFront(data, (size[0] - plan.outer, size[1]))
            return DesignersFront(data, size)
    wanted = (plan.panel + plan.outer, plan.height + 2 * plan.outer)
    message = f"the front {cover.front} is {_inches(size)}; with its bleed it is {_inches(wanted)}"
    problems.error(cover.source, "front-size", message, "bookmake cover --template makes one to draw on")
    return None


def _front_picture(cover: CoverSettings, plan: CoverPlan, data: bytes, problems: Problems) -> DesignersFront | None:
    """Return a page filled with a picture: it covers the panel and its bleed."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as opened:
            opened.load()
            kind, (across, up) = opened.format, opened.size
            picture = opened.copy()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        reason = (str(error).splitlines() or ["unreadable"])[0][:80]
        problems.error(cover.source, "cover-front", f"the front {cover.front} cannot be used: {reason}")
        return None
    width, height = plan.panel + plan.outer, plan.height + 2 * plan.outer
    if abs(across / up - width / height) > 0.02 * width / height:
        message = (
            f"the front {cover.front} has sides like {across / up:.3f} to 1; the front is {_inches((width, height))}"
        )
        problems.error(cover.source, "front-size", message, f"{width * 300 / 25.4:.0f} × {height * 300 / 25.4:.0f} px")
        return None
    ppi = across / (width / 25.4)
    if ppi < _LEAST_PPI:
        message = f"the front {cover.front} has {ppi:.0f} pixels an inch; printers ask for {_LEAST_PPI}"
        need = f"{width * 300 / 25.4:.0f} × {height * 300 / 25.4:.0f} px"
        problems.warning(cover.source, "picture-resolution", message, f"export it with {need}")
    return DesignersFront(_picture_page(picture, data if kind == "JPEG" else b"", width, height), (width, height))


def _picture_page(picture: object, jpeg: bytes, width: float, height: float) -> bytes:
    import pikepdf
    from pikepdf import Array, Dictionary, Name
    from PIL import Image

    if not isinstance(picture, Image.Image):
        raise TypeError(type(picture))
    if jpeg and picture.mode in ("L", "RGB", "CMYK"):
        data, filter_ = jpeg, Name.DCTDecode
    else:
        picture = picture.convert("L" if picture.mode in ("1", "L", "LA") else "RGB")
        data, filter_ = picture.tobytes(), None
    colours = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    with pikepdf.new() as pdf:
        image = pdf.make_stream(data)
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent = picture.width, picture.height, 8
        image.ColorSpace = colours[picture.mode]
        if filter_ is not None:
            image.Filter = filter_
            if picture.mode == "CMYK":
                image.Decode = Array([1, 0] * 4)  # Adobe's CMYK JPEGs are inverted
        across, up = round(width * PT_PER_MM, 4), round(height * PT_PER_MM, 4)
        pdf.add_blank_page(page_size=(across, up))
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))
        pdf.pages[0].obj.Contents = pdf.make_stream(f"q {across} 0 0 {up} 0 0 cm /I Do Q".encode())
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _page_size(cover: CoverSettings, key: str, data: bytes, problems: Problems) -> tuple[float, float] | None:
    """Return width and height in mm of the only page of a PDF."""
    import pikepdf

    path = cover.front if key == "front" else cover.wrap
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if len(pdf.pages) != 1:
                message = f"the file {path} of `{key}` has {len(pdf.pages)} pages; a cover is one"
                problems.error(cover.source, f"cover-{key}", message)
                return None
            left, foot, right, top = (float(side) for side in pdf.pages[0].mediabox)
            unit = float(pdf.pages[0].obj.get("/UserUnit", 1))
            return (right - left) * unit / PT_PER_MM, (top - foot) * unit / PT_PER_MM
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        reason = (
            "it is locked with a password"
            if isinstance(error, pikepdf.PasswordError)
            else "it is damaged, or something else"
        )
        problems.error(
            cover.source,
            f"cover-{key}",
            f"the file {path} of `{key}` is not a PDF that can be read: {reason}",
            "export it again as PDF",
        )
        return None


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= SLACK


def _inches(size: tuple[float, float]) -> str:
    return f"{size[0] / 25.4:.3f} × {size[1] / 25.4:.3f} in"
