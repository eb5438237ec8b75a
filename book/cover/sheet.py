"""The page of a cover while panels are put on it: each cut to its place, turned if it is the spine."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from book.cover.barcode import Drawing
from book.cover.designer import DesignersFront
from book.model.edition import Edition
from book.model.printing import CoverPlan
from book.model.settings import PT_PER_MM

if TYPE_CHECKING:
    import pikepdf

Box = tuple[float, float, float, float]


class Sheet:
    """The page of the cover while panels are put on it; lengths in mm."""

    def __init__(self, pdf: pikepdf.Pdf, plan: CoverPlan) -> None:
        self._pdf = pdf
        self._plan = plan
        self._content: list[str] = []
        self._forms: dict[str, pikepdf.Object] = {}
        self._kept: list[pikepdf.Pdf] = []
        width, height = plan.size
        pdf.add_blank_page(page_size=(width * PT_PER_MM, height * PT_PER_MM))

    def place(self, panel: bytes, clip: Box, left: float, front: DesignersFront | None = None) -> None:
        """Put a page's origin `left` from the sheet's edge and on the foot of the panel, cut to `clip`."""
        name = self._form(panel)
        scale_x, scale_y, dx, dy = front.scaled(self._plan) if front else (1.0, 1.0, 0.0, 0.0)
        foot = self._plan.outer
        self._draw(name, clip, (scale_x, 0, 0, scale_y, left + dx, foot + dy))

    def place_spine(self, panel: bytes, *, upward: bool) -> None:
        """Put the strip of the spine on, turned; its head lies at the left of the strip unless it reads upward."""
        left, right = self._plan.folds
        foot, head = self._plan.outer, self._plan.outer + self._plan.height
        turned = (0.0, 1.0, -1.0, 0.0, right, foot) if upward else (0.0, -1.0, 1.0, 0.0, left, head)
        self._draw(self._form(panel), (left, 0, right - left, self._plan.size[1]), turned)

    def place_barcode(self, code: tuple[bytes, Drawing], zone: Box) -> None:
        """Put the barcode on white: its bars and figures in black ink alone."""
        figures, drawn = code
        name = self._form(figures, black=True)
        left, foot = zone[:2]
        self._draw(name, zone, (1, 0, 0, 1, left, foot), ground="0 0 0 0 k")
        bars = " ".join(f"{_pt(left + x)} {_pt(foot + y)} {_pt(w)} {_pt(h)} re" for x, y, w, h in drawn.rectangles())
        self._content.append(f"q 0 0 0 1 k {bars} f Q")

    def finish(self, edition: Edition) -> None:
        """Write the content, the boxes and what the file says of itself."""
        import pikepdf
        from pikepdf import Array, Dictionary, Name

        page = self._pdf.pages[0]
        width, height = (round(side * PT_PER_MM, 3) for side in self._plan.size)
        outer = round(self._plan.outer * PT_PER_MM, 3)
        page.obj.Resources = Dictionary(XObject=Dictionary({f"/{k}": v for k, v in self._forms.items()}))
        page.obj.Contents = self._pdf.make_stream("\n".join(self._content).encode("ascii"))
        page.obj.MediaBox = Array([0, 0, _decimal(width), _decimal(height)])
        page.obj.BleedBox = Array([0, 0, _decimal(width), _decimal(height)])
        page.obj.TrimBox = Array(
            [_decimal(outer), _decimal(outer), _decimal(round(width - outer, 3)), _decimal(round(height - outer, 3))]
        )
        metadata = edition.metadata
        self._pdf.docinfo["/Title"] = metadata.whole_title
        self._pdf.docinfo["/Author"] = ", ".join(one.name for one in metadata.contributors if one.role == "aut")
        self._pdf.docinfo["/Creator"] = "bookmake"
        for key, day in (
            ("/CreationDate", metadata.published or metadata.revised),
            ("/ModDate", metadata.revised or metadata.published),
        ):
            if day:
                self._pdf.docinfo[key] = f"D:{day:%Y%m%d}000000Z"
        self._pdf.Root.Lang = pikepdf.String(metadata.language)
        self._pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))

    def _form(self, panel: bytes, *, black: bool = False) -> str:
        import pikepdf
        from pikepdf import Name

        source = pikepdf.open(BytesIO(panel))
        self._kept.append(source)
        page = source.pages[0]
        page.contents_coalesce()
        if black:
            content = page.obj.Contents.read_bytes()
            content = content.replace(b"0 0 0 rg", b"0 0 0 1 k").replace(b"1 1 1 rg", b"0 0 0 0 k")
            page.obj.Contents = source.make_stream(content)
        for key in ("/TrimBox", "/BleedBox", "/CropBox", "/ArtBox", "/Annots"):
            if key in page.obj:
                del page.obj[key]
        form = self._pdf.copy_foreign(page.as_form_xobject())
        if "/Group" in form and not _is_transparent(form):
            del form.Group
        form.Subtype = Name.Form
        name = f"P{len(self._forms)}"
        self._forms[name] = form
        return name

    def _draw(self, name: str, clip: Box, matrix: tuple[float, ...], ground: str = "") -> None:
        a, b, c, d, e, f = matrix
        box = " ".join(_pt(side) for side in clip)
        fill = f"{ground} {box} re f " if ground else ""
        moved = f"{_number(a)} {_number(b)} {_number(c)} {_number(d)} {_pt(e)} {_pt(f)} cm"
        self._content.append(f"q {fill}{box} re W n {moved} /{name} Do Q")


def _is_transparent(form: pikepdf.Object) -> bool:
    """Whether anything a form draws is seen through."""
    resources = form.get("/Resources")
    if resources is None:
        return False
    for state in _values(resources, "/ExtGState"):
        if float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1 or state.get("/SMask", "/None") != "/None":
            return True
    return any(
        "/SMask" in one or (one.get("/Subtype") == "/Form" and _is_transparent(one))
        for one in _values(resources, "/XObject")
    )


def _values(resources: pikepdf.Object, key: str) -> Iterator[pikepdf.Object]:
    entries = resources.get(key)
    if entries is not None:
        for name in sorted(entries.keys()):
            yield entries[name]


def _pt(mm: float) -> str:
    return _number(mm * PT_PER_MM)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _decimal(value: float) -> Decimal:
    return Decimal(_number(value))
