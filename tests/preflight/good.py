"""A small interior that every printer takes, and ways to spoil it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import font_source_serif_pro
import pikepdf
from pikepdf import Array, Dictionary, Name

from book.model.edition import ShelfFile
from book.pdf.inks import BUILT_IN, BUILT_IN_CONDITION
from book.pdf.pdfx import Intent, as_pdfx
from book.typeset.engine import typeset
from book.typeset.job import TypesetJob

PAGES = 32
Spoil = Callable[[pikepdf.Pdf], None]


@cache
def plain(pages: int = PAGES) -> bytes:
    """A grey interior of 6 × 9 in whose last page is blank; no PDF/X."""
    face = Path(font_source_serif_pro.__file__).parent / "files" / "SourceSerifPro-Regular.otf"
    shelf = {"faces/a.otf": ShelfFile(face, "font/otf", hashlib.sha256(face.read_bytes()).hexdigest())}
    css = (
        '@font-face { font-family: "A"; src: url("faces/a.otf") }\n@page { size: 6in 9in; margin: 1in 1in }\n'
        'html { font: 11pt/14pt "A"; color: #000 } section { break-after: page }\n'
    )
    body = "".join(
        f"<section><p>This is page {number + 1}, and nothing else.</p></section>" for number in range(pages - 1)
    )
    laid = typeset(TypesetJob(f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{body}</body></html>', css, shelf))
    assert laid.problems == ()
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        while len(pdf.pages) >= pages:
            del pdf.pages[-1]
        pdf.add_blank_page(page_size=(432, 648))
        for page in pdf.pages:
            page.contents_coalesce()
            content = page.obj.Contents.read_bytes() if "/Contents" in page.obj else b"q Q"
            page.obj.Contents = pdf.make_stream(b"q\n" + re.sub(rb"0 0 0 rg", b"0 g", content) + b"\nQ")
            page.obj.MediaBox = page.obj.TrimBox = Array([0, 0, 432, 648])
            for key in ("/BleedBox", "/CropBox"):
                if key in page.obj:
                    del page.obj[key]
        pdf.docinfo["/Title"] = "A good interior"
        pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20260102000000Z"
        return saved(pdf)


@cache
def press() -> bytes:
    """The same as PDF/X-1a:2001."""
    return as_pdfx(plain(), "x1a", Intent(BUILT_IN_CONDITION, BUILT_IN.read_bytes()), "good.pdf")


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id="encryption" not in how, **how)  # type: ignore[arg-type]
    return out.getvalue()


def spoiled(data: bytes, spoil: Spoil, **how: object) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        version = {} if how else {"force_version": pdf.pdf_version}
        spoil(pdf)
        return saved(pdf, **(how or version))


def page(pdf: pikepdf.Pdf, number: int) -> pikepdf.Object:
    """A page by its number as readers count, with resources of its own."""
    found = pdf.pages[number - 1]
    resources = found.obj.get("/Resources")
    if resources is None:
        found.obj.Resources = Dictionary()
    else:
        found.obj.Resources = Dictionary({key: resources[key] for key in sorted(resources.keys())})
    return found.obj


def paint(number: int, content: str, **resources: dict[str, pikepdf.Object]) -> Spoil:
    """Draw something on a page."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        one = page(pdf, number)
        for kind, entries in resources.items():
            made = {f"/{name}": thing(pdf) if callable(thing) else thing for name, thing in entries.items()}
            known = one.Resources.get(f"/{kind}")
            both = {**({key: known[key] for key in sorted(known.keys())} if known is not None else {}), **made}
            one.Resources[f"/{kind}"] = Dictionary(both)
        pdf.pages[number - 1].contents_add(f"\nq {content} Q\n".encode())

    return spoil


def words(number: int, at: tuple[float, float], colour: str = "0 g", size: float = 11) -> Spoil:
    """Set a word in the page's own face at a place (lower left, in pt)."""

    def spoil(pdf: pikepdf.Pdf) -> None:
        one = page(pdf, number)
        source = pdf.pages[0].obj.Resources.Font
        name = sorted(source.keys())[0]
        one.Resources.Font = Dictionary({name: source[name]})
        pdf.pages[0].contents_coalesce()
        shown = re.search(rb"\[<([0-9a-f]{4,})", pdf.pages[0].obj.Contents.read_bytes())
        assert shown
        code = shown[1][:4].decode()
        pdf.pages[number - 1].contents_add(
            f"\nq BT {colour} {name} {size} Tf 1 0 0 1 {at[0]} {at[1]} Tm <{code}> Tj ET Q\n".encode()
        )

    return spoil


def picture(
    width: int, height: int, space: str = "/DeviceGray", value: int = 128, **more: object
) -> Callable[..., pikepdf.Object]:
    """A picture of one colour."""
    parts = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}[space]

    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        stream = pdf.make_stream(bytes([value]) * (width * height * parts))
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width, stream.Height, stream.BitsPerComponent = width, height, 8
        stream.ColorSpace = Name(space)
        for key, thing in more.items():
            stream[f"/{key}"] = thing(pdf) if callable(thing) else thing
        return stream

    return make
