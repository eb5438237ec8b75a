"""Spoiled files: each fault is caught by its own rule, on its page, and nothing is found on good files."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, Permissions, String

from book.model.printing import CoverPlan
from book.model.settings import CoverSettings, EditionSettings, Trim
from book.preflight import cover_plan, judge, judge_cover, marked_pages
from book.problems import BookError, Problems

from .preflight.good import PAGES, page, paint, picture, plain, press, saved, spoiled, words

SIX_NINE = Trim.inches(6, 9)
KDP = "kdp/paperback/bw_cream"
INGRAM = "ingram/paperback/bw_cream"


@pytest.mark.parametrize("wanted", [KDP, "kdp/paperback/bw_white", "lulu", "bn", "kdp"])
def test_a_good_file_is_ready(wanted: str) -> None:
    verdict = judge(plain(), wanted)
    assert verdict.findings == ()
    assert verdict.ready
    assert verdict.trim == "6x9"


@pytest.mark.parametrize("wanted", [INGRAM, "any", KDP, "lulu"])
def test_a_good_press_file_is_ready(wanted: str) -> None:
    assert judge(press(), wanted).findings == ()


def test_a_hardcover_needs_more_pages() -> None:
    assert judge(plain(76), "kdp/hardcover/bw_white").findings == ()
    assert judge(plain(76), "kdp/hardcover/bw_white").words.endswith("white paper, 6×9, 76 pages")


def boxes(number: int, **given: list[float]) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key, box in given.items():
            pdf.pages[number - 1].obj[f"/{key}"] = Array(box)

    return spoil


def every_page(width: float, height: float) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for one in pdf.pages:
            one.obj.MediaBox = one.obj.TrimBox = Array([0, 0, width, height])

    return spoil


def crop_marks(pdf: pikepdf.Pdf) -> None:
    one = pdf.pages[12]
    one.obj.MediaBox = Array([0, 0, 492, 708])
    one.obj.TrimBox = Array([30, 30, 462, 678])
    one.contents_add(b"\nq 0 G 0.8 w 5 30 m 24 30 l S 30 5 m 30 24 l S Q\n")


def annotation(kind: str) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([100, 100, 200, 120]))
        pdf.pages[13].obj.Annots = Array([pdf.make_indirect(note)])

    return spoil


def bookmarks(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Chapter one", 0))


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


def attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["notes.txt"] = b"x"


def layers(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def foreign_font(pdf: pikepdf.Pdf) -> None:
    one = page(pdf, 4)
    one.Resources.Font = Dictionary(H=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    pdf.pages[3].contents_add(b"\nq BT 0 g /H 12 Tf 1 0 0 1 100 300 Tm (Words) Tj ET Q\n")


def without(*numbers: int) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for number in sorted(numbers, reverse=True):
            del pdf.pages[number - 1]

    return spoil


def blank(*numbers: int) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for number in numbers:
            pdf.pages[number - 1].obj.Contents = pdf.make_stream(b"q Q")

    return spoil


def many(pdf: pikepdf.Pdf) -> None:
    for _ in range(800):
        pdf.pages.append(pdf.pages[0])


def info(**given: object) -> Callable[[pikepdf.Pdf], None]:
    def spoil(pdf: pikepdf.Pdf) -> None:
        for key, value in given.items():
            if value is None:
                del pdf.docinfo[f"/{key}"]
            else:
                pdf.docinfo[f"/{key}"] = value

    return spoil


def no_trim_box(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].obj["/TrimBox"]


def no_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def unknown_condition(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = "My own press"


def claims_x4(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata.register_xml_namespace("http://www.npes.org/pdfx/ns/id/", "pdfxid")
        metadata["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = "PDF/X-4"


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[20].obj.Rotate = 90


def spot(name: str) -> Callable[[pikepdf.Pdf], pikepdf.Object]:
    def make(pdf: pikepdf.Pdf) -> pikepdf.Object:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * 4), C1=Array([0, 1, 1, 0]))
        return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])

    return make


def profiled(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return Array([Name.ICCBased, pdf.make_indirect(pdf.make_stream(b"x" * 200, N=1))])


INCH = "72 0 0 72 200 300 cm /I Do"
COLOUR = "ingram/paperback/colour_premium"
PATCH = "200 300 50 50 re f"
SPREAD = every_page(864, 648)

# name: (spoil, good file, for whom, rule, pages as readers count; () for the file as a whole)
SPOILED = {
    "wrong-trim": (every_page(420, 648), plain, KDP, "trim-size", tuple(range(1, PAGES + 1))),
    "trim-not-offered": (every_page(300, 300), plain, "lulu", "trim-not-offered", ()),
    "spreads": (SPREAD, plain, KDP, "spreads", tuple(range(1, PAGES + 1))),
    "another-size": (boxes(19, MediaBox=[0, 0, 500, 700], TrimBox=[0, 0, 500, 700]), plain, KDP, "page-sizes", (19,)),
    "not-from-0-0": (boxes(20, MediaBox=[-9, -9, 423, 639], TrimBox=[-9, -9, 423, 639]), plain, KDP, "boxes", (20,)),
    "turned": (turned, plain, KDP, "boxes", (21,)),
    "cropped": (boxes(22, CropBox=[50, 50, 400, 600]), plain, KDP, "boxes", (22,)),
    "trim-outside": (boxes(23, TrimBox=[-5, 0, 432, 648]), plain, KDP, "boxes", (23,)),
    "no-bleed": (paint(5, "0.5 g 0 548 432 100 re f"), plain, KDP, "no-bleed", (5,)),
    "inside-margin-recto": (words(9, (12, 300)), plain, KDP, "inside-margin", (9,)),
    "inside-margin-verso": (words(10, (411, 300)), plain, KDP, "inside-margin", (10,)),
    "hangs-over": (words(10, (400, 300)), plain, KDP, "inside-margin", (10,)),
    "outside-margin": (words(11, (417, 300)), plain, KDP, "outside-margin", (11,)),
    "foot": (words(12, (200, 6)), plain, KDP, "outside-margin", (12,)),
    "advice-is-a-warning": (words(11, (400, 300)), press, INGRAM, "outside-margin", (11,)),
    "crop-marks": (crop_marks, plain, KDP, "crop-marks", (13,)),
    "too-few": (without(*range(3, 13)), plain, KDP, "page-count", ()),
    "too-many": (many, plain, KDP, "page-count", ()),
    "odd": (without(1), plain, KDP, "page-multiple", ()),
    "below-lulus-least": (without(1, 2), plain, "lulu", "page-count", ()),
    "last-page": (words(PAGES, (200, 300)), press, INGRAM, "last-page", (PAGES,)),
    "blanks": (blank(14, 15, 16), plain, KDP, "blank-pages", (14,)),
    "unembedded-font": (foreign_font, plain, KDP, "font-embedding", (4,)),
    "small-words": (words(6, (200, 300), size=5), plain, KDP, "small-text", (6,)),
    "72-ppi": (paint(6, INCH, XObject={"I": picture(72, 72)}), plain, KDP, "picture-resolution", (6,)),
    "250-ppi": (paint(6, INCH, XObject={"I": picture(250, 250)}), plain, KDP, "picture-resolution", (6,)),
    "rgb-words": (words(3, (200, 300), "1 0 0 rg"), press, INGRAM, "colour-space", (3,)),
    "rgb-picture": (
        paint(3, INCH, XObject={"I": picture(300, 300, "/DeviceRGB")}), press, INGRAM, "colour-space", (3,)
    ),
    "rgb-inside-a-form": (
        paint(3, "/F Do", XObject={"F": lambda pdf: pdf.make_stream(
            b"1 0 0 rg 200 300 50 50 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 432, 648])
        )}), press, INGRAM, "colour-space", (3,)
    ),
    "colour-on-grey-paper": (paint(3, f"1 0 0 rg {PATCH}"), plain, KDP, "not-grey", (3,)),
    "four-colour-black": (words(7, (200, 300), "0.6 0.5 0.5 0.7 k"), press, COLOUR, "four-colour-black", (7,)),
    "too-much-ink": (paint(8, f"0.9 0.9 0.9 0.9 k {PATCH}"), press, COLOUR, "total-ink", (8,)),
    "too-much-ink-in-a-picture": (
        paint(8, INCH, XObject={"I": picture(300, 300, "/DeviceCMYK", 230)}),
        press, COLOUR, "total-ink", (8,),
    ),
    "spot-colour": (
        paint(17, f"/S cs 1 scn {PATCH}", ColorSpace={"S": spot("Gold")}),
        press, INGRAM, "spot-colour", (17,),
    ),
    "all-plates": (
        paint(18, f"/S cs 1 scn {PATCH}", ColorSpace={"S": spot("All")}),
        press, INGRAM, "registration-colour", (18,),
    ),
    "own-profile": (paint(18, f"/S cs 0.5 scn {PATCH}", ColorSpace={"S": profiled}), press, INGRAM, "profile", (18,)),
    "hairline": (paint(12, "0 G 0.1 w 100 300 m 300 300 l S"), plain, KDP, "hairline", (12,)),
    "as-thin-as-can-be": (paint(12, "0 G 0 w 100 300 m 300 300 l S"), plain, KDP, "hairline", (12,)),
    "scaled-to-a-hairline": (
        paint(12, "0.1 0 0 0.1 0 0 cm 0 G 1 w 1000 3000 m 3000 3000 l S"),
        plain, KDP, "hairline", (12,),
    ),
    "thin-line": (paint(12, "0 G 0.5 w 100 300 m 300 300 l S"), plain, KDP, "thin-line", (12,)),
    "opacity": (
        paint(15, f"/T gs 0 g {PATCH}", ExtGState={"T": Dictionary(ca=0.5)}),
        press, INGRAM, "transparency", (15,),
    ),
    "blend-mode": (
        paint(15, f"/T gs 0 g {PATCH}", ExtGState={"T": Dictionary(BM=Name.Multiply)}),
        plain, KDP, "transparency", (15,),
    ),
    "soft-edge": (
        paint(16, INCH, XObject={"I": picture(300, 300, SMask=picture(300, 300))}),
        plain, KDP, "transparency", (16,),
    ),
    "note": (annotation("Text"), plain, KDP, "annotations", (14,)),
    "link": (annotation("Link"), plain, KDP, "annotations", (14,)),
    "bookmarks": (bookmarks, plain, KDP, "bookmarks", ()),
    "script": (script, plain, KDP, "active-content", ()),
    "attached-file": (attached, plain, KDP, "active-content", ()),
    "layers": (layers, plain, KDP, "layers", ()),
    "no-pdfx": (lambda _pdf: None, plain, INGRAM, "pdfx-missing", ()),
    "x4-without-intent": (claims_x4, plain, KDP, "pdfx-claim", ()),
    "x1a-without-intent": (no_intent, press, INGRAM, "pdfx-claim", ()),
    "unregistered-condition": (unknown_condition, press, INGRAM, "pdfx-claim", ()),
    "not-trapped-or-not": (info(Trapped=None), press, INGRAM, "pdfx-claim", ()),
    "no-dates": (info(ModDate=None), press, INGRAM, "pdfx-claim", ()),
    "no-conformance": (info(GTS_PDFXConformance=None), press, INGRAM, "pdfx-claim", ()),
    "unknown-variant": (info(GTS_PDFXVersion="PDF/X-9"), press, INGRAM, "pdfx-claim", ()),
    "x1a-page-without-trim": (no_trim_box, press, INGRAM, "pdfx-claim", (2,)),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_file_is_caught_by_its_rule_alone(name: str) -> None:
    spoil, good, wanted, rule, pages = SPOILED[name]
    trim = None if rule == "trim-not-offered" else SIX_NINE
    verdict = judge(spoiled(good(), spoil), wanted, trim)
    assert {one.rule for one in verdict.findings} == {rule}
    assert tuple(sorted({one.page + 1 for one in verdict.findings if one.page is not None})) == pages


def test_a_later_version_is_no_x1a() -> None:
    data = spoiled(press(), lambda _pdf: None, force_version="1.7")
    assert [one.rule for one in judge(data, INGRAM).findings] == ["pdfx-claim"]


def test_a_locked_file() -> None:
    locked = Encryption(owner="secret", user="", allow=Permissions(extract=False))
    assert [one.rule for one in judge(spoiled(plain(), lambda _pdf: None, encryption=locked), KDP).findings] == [
        "encrypted"
    ]
    closed = Encryption(owner="secret", user="secret")
    verdict = judge(spoiled(plain(), lambda _pdf: None, encryption=closed), KDP)
    assert [one.rule for one in verdict.findings] == ["encrypted"]
    assert not verdict.ready


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n%%EOF", plain()[:200]])
def test_what_is_no_pdf(data: bytes) -> None:
    assert [one.rule for one in judge(data, KDP).findings] == ["not-a-pdf"]


def test_a_file_with_bleed() -> None:
    """KDP's bleed is at three sides: rectos have theirs at the right, versos at the left."""

    def with_bleed(pdf: pikepdf.Pdf) -> None:
        for number, one in enumerate(pdf.pages):
            left = 0 if number % 2 == 0 else 9
            one.contents_add(f"q 1 0 0 1 {left} 9 cm\n".encode(), prepend=True)
            one.contents_add(b"\nQ")
            one.obj.MediaBox = Array([0, 0, 441, 666])
            one.obj.TrimBox = Array([left, 9, left + 432, 657])
        pdf.pages[4].contents_add(b"\nq 0.5 g 200 500 300 300 re f Q\n")

    data = spoiled(plain(), with_bleed)
    assert judge(data, KDP).findings == ()

    def short(pdf: pikepdf.Pdf) -> None:
        with_bleed(pdf)
        pdf.pages[6].contents_add(b"\nq 0.5 g 200 500 100 161 re f Q\n")

    found = judge(spoiled(plain(), short), KDP).findings
    assert [(one.rule, one.page) for one in found] == [("no-bleed", 6)]

    def words_in_bleed(pdf: pikepdf.Pdf) -> None:
        with_bleed(pdf)
        words(9, (417, 300))(pdf)

    found = judge(spoiled(plain(), words_in_bleed), KDP).findings
    assert [(one.rule, one.page) for one in found] == [("outside-margin", 8)]


def test_the_fault_is_framed() -> None:
    data = spoiled(plain(), words(9, (12, 300)))
    ((number, png),) = marked_pages(data, judge(data, KDP))
    from PIL import Image

    picture_ = Image.open(io.BytesIO(png))
    assert number == 8
    assert picture_.size == (600, 900)
    reds = [(x, y) for x in range(60) for y in range(440, 520) if picture_.getpixel((x, y)) == (214, 32, 32)]
    assert reds, "a red frame about the word"


def test_problems_name_pages_and_sources() -> None:
    data = spoiled(plain(), paint(3, f"1 0 0 rg {PATCH}"))
    (problem,) = judge(data, KDP).problems("a.pdf", ["", "", "chapters/heat.md:41"])
    assert problem.message.startswith("page 3 (chapters/heat.md:41): uses colour")

    def thrice(pdf: pikepdf.Pdf) -> None:
        for number in (3, 5, 6):
            paint(number, f"1 0 0 rg {PATCH}")(pdf)

    (problem,) = judge(spoiled(plain(), thrice), KDP).problems("a.pdf")
    assert problem.message.startswith("3 pages, 3, 5 to 6: uses colour")


@pytest.mark.parametrize(
    ("wanted", "code"),
    [("kpd", "unknown-printer"), ("kdp/spiral", "binding-not-offered"), ("kdp/paperback/pink", "paper-not-offered")],
)
def test_who_is_not_known(wanted: str, code: str) -> None:
    with pytest.raises(BookError) as error:
        judge(plain(), wanted)
    assert [problem.code for problem in error.value.problems] == [code]


# ---------------------------------------------------------------- covers


def planned(pages: int = 240) -> CoverPlan:
    edition = EditionSettings("p", "pdf", paper="bw_cream", printers=("kdp",))
    plan = cover_plan(edition, CoverSettings(), pages, Problems())
    assert plan
    return plan


def sheet(plan: CoverPlan, spoil: Callable[[pikepdf.Pdf], None] = lambda _pdf: None) -> bytes:
    """A grey sheet of the right size with words on front and back."""
    with pikepdf.open(io.BytesIO(plain())) as pdf:
        while len(pdf.pages) > 1:
            del pdf.pages[-1]
        width, height = (side * 72 / 25.4 for side in plan.size)
        pdf.pages[0].obj.MediaBox = Array([0, 0, width, height])
        pdf.pages[0].obj.TrimBox = Array([9, 9, width - 9, height - 9])
        pdf.pages[0].contents_add(f"0.9 g 0 0 {width} {height} re f\n".encode(), prepend=True)
        spoil(pdf)
        return saved(pdf)


def test_covers() -> None:
    plan = planned()
    fold = plan.folds[0] * 72 / 25.4
    assert judge_cover(sheet(plan), KDP, plan).findings == ()
    for spoil, rule in (
        (words(1, (10, 300)), "outside-margin"),
        (words(1, (fold + 0.5, 300)), "spine-text"),
    ):
        assert [one.rule for one in judge_cover(sheet(plan, spoil), KDP, plan).findings] == [rule]
    thin = planned(60)
    on_spine = words(1, (thin.folds[0] * 72 / 25.4 + 3, 300))
    assert [one.rule for one in judge_cover(sheet(thin, on_spine), KDP, thin).findings] == ["spine-text"]
    assert [one.rule for one in judge_cover(sheet(plan), KDP, thin).findings] == ["cover-size"]
