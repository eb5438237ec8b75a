"""PDF/X that is true: black words in black ink, colours in four, nothing that is forbidden; or a refusal."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from book.model.printing import PDFX_NAMES, PdfX
from book.pdf.inks import BUILT_IN, BUILT_IN_CONDITION, Inks, ProfileError
from book.pdf.pdfx import Intent, as_pdfx
from book.preflight.file_facts import read_facts
from book.preflight.file_rules import REGISTERED, pdfx_rules
from book.problems import BookError

from .preflight.good import paint, picture, plain, spoiled

INTENT = Intent(BUILT_IN_CONDITION, BUILT_IN.read_bytes())
VARIANTS: tuple[PdfX, ...] = ("x1a", "x3", "x4")


def made(data: bytes, variant: PdfX = "x1a") -> bytes:
    return as_pdfx(data, variant, INTENT, "book.pdf")


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_what_it_says(variant: PdfX) -> None:
    data = made(plain(), variant)
    facts = read_facts(data)
    assert list(pdfx_rules(facts, set())) == []
    assert facts.claim == {"x1a": "PDF/X-1:2001", "x3": "PDF/X-3:2002", "x4": "PDF/X-4"}[variant]
    assert facts.version == {"x1a": "1.3", "x3": "1.3", "x4": "1.6"}[variant]
    assert facts.intents == [("FOGRA39", variant == "x4")]
    assert b"/ObjStm" not in data
    assert data == made(plain(), variant), "the same bytes twice"


def test_x1a_names_itself_as_the_standard_says() -> None:
    with pikepdf.open(io.BytesIO(made(plain()))) as pdf:
        assert str(pdf.docinfo.GTS_PDFXVersion) == "PDF/X-1:2001"
        assert str(pdf.docinfo.GTS_PDFXConformance) == PDFX_NAMES["x1a"]
        assert pdf.docinfo.Trapped == Name("/False")
        assert "/DestOutputProfile" not in pdf.Root.OutputIntents[0]
        assert "/Metadata" not in pdf.Root


def test_fonts_are_bare_outlines() -> None:
    with pikepdf.open(io.BytesIO(made(plain()))) as pdf:
        fonts = pdf.pages[0].obj.Resources.Font
        (name,) = fonts.keys()
        program = fonts[name].DescendantFonts[0].FontDescriptor.FontFile3
        assert program.Subtype == Name.CIDFontType0C
        assert program.read_bytes()[:1] == b"\x01", "CFF version 1, not an OpenType file"


def test_the_built_in_condition_is_registered() -> None:
    assert BUILT_IN_CONDITION in REGISTERED


def painted(content: str, variant: PdfX = "x1a", **resources: dict[str, object]) -> bytes:
    data = made(spoiled(plain(), paint(3, content, **resources)), variant)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return pdf.pages[2].obj.Contents.read_bytes()


def test_greys_are_black_ink_and_colours_four() -> None:
    content = painted("0 0 0 rg 10 10 5 5 re f 0.5 0.5 0.5 RG 0 0 m 9 9 l S 0.8 0.1 0.1 rg 1 1 5 5 re f")
    assert b"0 g 10 10" in content
    assert b"0.5 G" in content
    inks = re.search(rb"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) k 1 1", content)
    assert inks
    cyan, magenta, yellow, black = (float(part) for part in inks.groups())
    assert magenta > 0.8
    assert yellow > 0.7
    assert cyan + black < 0.4


@pytest.mark.parametrize(
    "colour", [(1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.1, 0.05, 0.0), (0.0, 0.3, 0.1), (0.2, 0.0, 0.2)]
)
def test_no_colour_takes_more_than_240_percent(colour: tuple[float, float, float]) -> None:
    assert sum(Inks(INTENT.profile).of(*colour)) <= 2.42


def test_pictures_become_inks_and_grey_ones_grey() -> None:
    def colour_of(space: str, value: int) -> str:
        spoil = paint(3, "72 0 0 72 200 300 cm /I Do", XObject={"I": picture(30, 30, space, value)})
        with pikepdf.open(io.BytesIO(made(spoiled(plain(), spoil)))) as pdf:
            return str(pdf.pages[2].obj.Resources.XObject.I.ColorSpace)

    assert colour_of("/DeviceGray", 90) == "/DeviceGray"
    assert colour_of("/DeviceRGB", 90) == "/DeviceGray", "the same in all three is grey"

    def red(pdf: pikepdf.Pdf) -> pikepdf.Object:
        return pdf.make_stream(
            bytes([200, 20, 20]) * 900,
            Type=Name.XObject, Subtype=Name.Image, Width=30, Height=30, BitsPerComponent=8, ColorSpace=Name.DeviceRGB,
        )  # fmt: skip

    data = made(spoiled(plain(), paint(3, "72 0 0 72 200 300 cm /I Do", XObject={"I": red})))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        image = pdf.pages[2].obj.Resources.XObject.I
        assert image.ColorSpace == Name.DeviceCMYK
        assert len(image.read_bytes()) == 30 * 30 * 4


def test_a_gradient_runs_between_inks() -> None:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 0]))
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 9]), Function=function)
    data = made(spoiled(plain(), paint(3, "/S sh", Shading={"S": shading})))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = pdf.pages[2].obj.Resources.Shading.S
        assert found.ColorSpace == Name.DeviceCMYK
        assert [float(part) for part in found.Function.C1] == [0, 0, 0, 1]


def refused(data: bytes, variant: PdfX = "x1a") -> str:
    with pytest.raises(BookError) as error:
        made(data, variant)
    (problem,) = error.value.problems
    return f"{problem.code} {problem.message}"


def test_what_cannot_be_is_refused() -> None:
    half = spoiled(plain(), paint(3, "/T gs 0 g 9 9 9 9 re f", ExtGState={"T": Dictionary(ca=0.5)}))
    assert refused(half) == "transparency page 3 shows something half transparent: it cannot be PDF/X-1a:2001"
    assert made(half, "x4"), "X-4 knows transparency"
    soft = picture(30, 30, SMask=picture(30, 30))
    shown = spoiled(plain(), paint(4, "72 0 0 72 200 300 cm /I Do", XObject={"I": soft}))
    assert refused(shown, "x3") == "transparency page 4 shows a picture with a soft edge: it cannot be PDF/X-3:2002"

    def undated(pdf: pikepdf.Pdf) -> None:
        del pdf.docinfo["/CreationDate"]

    assert refused(spoiled(plain(), undated)).startswith("no-date PDF/X-1a:2001 names the day a file was made")
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    foreign = spoiled(plain(), paint(5, "BT /H 9 Tf (x) Tj ET", Font={"H": helvetica}))
    assert refused(foreign).startswith("font-embedding page 5 uses the font Helvetica")
    lab = spoiled(plain(), paint(6, "/DeviceRGB cs 1 0 0 sc 9 9 9 9 re f"))
    assert refused(lab).startswith("rgb page 6")


def test_a_mask_that_hides_nothing_is_dropped() -> None:
    opaque = picture(30, 30, SMask=picture(30, 30, value=255))
    assert made(spoiled(plain(), paint(4, "72 0 0 72 200 300 cm /I Do", XObject={"I": opaque})))


@pytest.mark.parametrize("profile", [b"", b"x" * 200, BUILT_IN.read_bytes()[:150]])
def test_what_is_no_profile(profile: bytes) -> None:
    with pytest.raises(ProfileError):
        Inks(profile)


def test_a_screen_profile_is_not_taken() -> None:
    from PIL import ImageCms

    with pytest.raises(ProfileError, match="not a profile of four printing inks"):
        Inks(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def test_where_the_built_in_profile_comes_from() -> None:
    words = Path(BUILT_IN).with_name("ORIGIN.md").read_text(encoding="utf-8")
    assert "zlib" in words
    assert BUILT_IN.name in words
