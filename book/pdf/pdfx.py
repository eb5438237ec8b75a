"""A finished PDF as true PDF/X: X-1a:2001, X-3:2002 or X-4, or a refusal that says why.

ISO 15930-1:2001, 15930-3:2002 and 15930-7:2010. X-1a and X-3 are PDF 1.3 and know no transparency; a registered
printing condition needs no profile in the file there, and does in X-4.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book.model.printing import PDFX_NAMES, PdfX
from book.pdf.inked import InkedPictures
from book.problems import BookError, Problem, Source
from book.typeset.colour import written

Node = Any
REGISTRY = "http://www.color.org"
_NUMBER = rb"(-?(?:\d+\.?\d*|\.\d+))"
_RGB = re.compile(rb"(?<![^\s])" + _NUMBER + rb"\s+" + _NUMBER + rb"\s+" + _NUMBER + rb"\s+(rg|RG)(?![^\s])")
_OTHER_RGB = re.compile(rb"(?<![^\s])/(?:DeviceRGB|CalRGB|Lab|lab-\S+)\s+(?:cs|CS)(?![^\s])")
_OF_A_PROFILE = frozenset({"/CalRGB", "/CalGray", "/Lab", "/ICCBased"})
_VERSIONS: dict[str, str] = {"x1a": "1.3", "x3": "1.3", "x4": "1.6"}
_NOT_IN_13 = ("/Metadata", "/Lang", "/PageLayout", "/ViewerPreferences", "/MarkInfo", "/StructTreeRoot", "/Extensions")
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
_WAYS = ("/Outlines", "/Names", "/OpenAction", "/AA", "/AcroForm", "/Dests", "/PageMode")


@dataclass(frozen=True, slots=True)
class Intent:
    """The printing condition a file is made for: its registered name, and the profile that stands for it."""

    condition: str
    profile: bytes


def as_pdfx(data: bytes, variant: PdfX, intent: Intent, name: str, cache: Path | None = None) -> bytes:
    """Return a PDF as PDF/X; `name` is the file as problems call it, `cache` a folder of pictures converted before.

    Colours become inks through the profile, greys black ink alone; links, annotations and bookmarks are dropped.
    Raises `BookError` for what no PDF/X may hold and cannot be turned into it: transparency in X-1a and X-3, fonts
    that are not embedded, dates that are missing; `ProfileError` if the profile is none of four inks.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        pictures = InkedPictures(intent.profile, cache)
        _Conversion(pdf, variant, pictures, name).run()
        _declare(pdf, variant, intent, name)
        out = io.BytesIO()
        pdf.remove_unreferenced_resources()
        pdf.save(
            out,
            deterministic_id=True,
            force_version=_VERSIONS[variant],
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=True,
        )
    pictures.finish()
    return out.getvalue()


class _Conversion:
    """The content of a file on its way to PDF/X; every stream, picture and font is met once."""

    def __init__(self, pdf: Node, variant: PdfX, pictures: InkedPictures, name: str) -> None:
        self._pdf = pdf
        self._variant = variant
        self._pictures = pictures
        self._inks = pictures.inks
        self._name = name
        self._met: set[tuple[int, int]] = set()

    def run(self) -> None:
        """Convert every page."""
        for number, page in enumerate(self._pdf.pages, start=1):
            page.contents_coalesce()
            if "/Contents" in page.obj:
                page.obj.Contents.write(self._painted(page.obj.Contents.read_bytes(), number))
            for key in ("/Annots", "/CropBox", "/ArtBox", "/AA", "/Tabs"):
                if key in page.obj:
                    del page.obj[key]
            if "/TrimBox" not in page.obj:
                page.obj.TrimBox = page.obj.MediaBox
            self._group(page.obj, number)
            resources = page.obj.get("/Resources")
            if resources is not None:
                self._resources(resources, number)

    def _refuse(self, code: str, number: int, what: str, hint: str) -> BookError:
        message = f"page {number} {what}: it cannot be {PDFX_NAMES[self._variant]}"
        return BookError([Problem(Source(self._name), code, message, hint)])

    def _painted(self, content: bytes, number: int) -> bytes:
        def paint(found: re.Match[bytes]) -> bytes:
            inks = self._inks.of(float(found[1]), float(found[2]), float(found[3]))
            operator = (b"g" if len(inks) == 1 else b"k") if found[4] == b"rg" else (b"G" if len(inks) == 1 else b"K")
            return written(*inks) + b" " + operator

        if _OTHER_RGB.search(content):
            raise self._refuse("rgb", number, "sets RGB colours in a way that is not converted", "use plain colours")
        return _RGB.sub(paint, content)

    def _group(self, holder: Node, number: int) -> None:
        """Drop a transparency group that nothing needs; in X-4 let it blend in inks."""
        from pikepdf import Name

        group = holder.get("/Group")
        if group is None:
            return
        if self._variant != "x4":
            del holder["/Group"]
        elif group.get("/CS") in (Name.DeviceRGB, None):
            group.CS = Name.DeviceCMYK
        del number

    def _resources(self, resources: Node, number: int) -> None:
        if resources.is_indirect:
            if resources.objgen in self._met:
                return
            self._met.add(resources.objgen)
        for name, space in (resources.get("/ColorSpace") or {}).items():
            if not name.startswith(
                "/lab-"
            ):  # the engine declares these on every page; content that uses one is refused
                self._space(space, number)
        for state in _values(resources, "/ExtGState"):
            self._state(state, number)
        for font in _values(resources, "/Font"):
            self._font(font, number)
        for thing in _values(resources, "/XObject"):
            self._object(thing, number)
        for pattern in _values(resources, "/Pattern"):
            self._pattern(pattern, number)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, number)

    def _space(self, space: Node, number: int) -> None:
        """Refuse colours that are of a profile of their own: they are not converted, and not allowed."""
        family = str(space[0]) if _is_array(space) and len(space) else str(space)
        base = {"/Indexed": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(family)
        if base and _is_array(space) and len(space) > base:
            self._space(space[base], number)
        elif family == "/DeviceRGB" or (self._variant == "x1a" and family in _OF_A_PROFILE):
            hint = "export it with all colours as CMYK, without profiles"
            raise self._refuse("rgb", number, f"sets colours of a kind that is not converted ({family[1:]})", hint)

    def _state(self, state: Node, number: int) -> None:
        opaque = float(state.get("/ca", 1)) == 1 and float(state.get("/CA", 1)) == 1
        plain = str(state.get("/BM", "/Normal")) in ("/Normal", "/Compatible")
        masked = "/SMask" in state and str(state.SMask) != "/None"
        if self._variant == "x4":
            return
        if not (opaque and plain) or masked:
            raise self._refuse(
                "transparency", number, "shows something half transparent", "opaque colours in the theme"
            )
        for key in ("/ca", "/CA", "/BM", "/SMask", "/AIS", "/TK"):
            if key in state:
                del state[key]

    def _font(self, font: Node, number: int) -> None:
        if font.objgen in self._met:
            return
        self._met.add(font.objgen)
        if font.get("/Subtype") == "/Type3":
            return
        holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        descriptor = holder.get("/FontDescriptor")
        if descriptor is None or not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            named = str(font.get("/BaseFont", "?")).removeprefix("/")
            raise self._refuse(
                "font-embedding", number, f"uses the font {named}, which is not embedded", "embed all fonts"
            )
        program = descriptor.get("/FontFile3")
        if program is not None and program.get("/Subtype") == "/OpenType" and self._variant != "x4":
            self._bare(holder, descriptor, program)

    def _bare(self, holder: Node, descriptor: Node, program: Node) -> None:
        """Give a font its outlines alone: a whole OpenType file in a PDF is PDF 1.6."""
        from pikepdf import Name

        data = program.read_bytes()
        table = _sfnt_table(data, b"CFF ")
        if table is not None:
            kind = Name.CIDFontType0C if str(holder.get("/Subtype")) == "/CIDFontType0" else Name.Type1C
            descriptor.FontFile3 = self._pdf.make_indirect(self._pdf.make_stream(table, Subtype=kind))
        else:
            del descriptor["/FontFile3"]
            descriptor.FontFile2 = self._pdf.make_indirect(self._pdf.make_stream(data, Length1=len(data)))

    def _object(self, thing: Node, number: int) -> None:
        if thing.objgen in self._met:
            return
        self._met.add(thing.objgen)
        if "/OC" in thing:
            del thing["/OC"]
        if thing.get("/Subtype") == "/Form":
            self._stream(thing, number)
        elif thing.get("/Subtype") == "/Image":
            self._picture(thing, number)

    def _stream(self, stream: Node, number: int) -> None:
        stream.write(self._painted(stream.read_bytes(), number))
        self._group(stream, number)
        inner = stream.get("/Resources")
        if inner is not None:
            self._resources(inner, number)

    def _pattern(self, pattern: Node, number: int) -> None:
        if pattern.objgen in self._met and pattern.is_indirect:
            return
        self._met.add(pattern.objgen)
        if pattern.get("/PatternType") == 1:
            self._stream(pattern, number)
        elif "/Shading" in pattern:
            self._shading(pattern.Shading, number)

    def _shading(self, shading: Node, number: int) -> None:
        from pikepdf import Name

        if shading.get("/ColorSpace") != Name.DeviceRGB:
            return
        function = shading.get("/Function")
        if function is None or not self._gradient(function):
            raise self._refuse(
                "rgb", number, "has a gradient in RGB that is not converted", "plain colours in the theme"
            )
        shading.ColorSpace = Name.DeviceCMYK

    def _gradient(self, function: Node) -> bool:
        """Make a gradient run between inks; say whether it is of a kind that can."""
        from pikepdf import Array

        if function.get("/FunctionType") == 3:
            converted = [self._gradient(one) for one in function.Functions]
            return all(converted)
        if function.get("/FunctionType") != 2:
            return False
        for end in ("/C0", "/C1"):
            if end not in function:
                function[end] = Array([0, 0, 0] if end == "/C0" else [1, 1, 1])
            if len(function[end]) == 3:
                inks = self._inks.of(*(float(part) for part in function[end]))
                function[end] = Array([0, 0, 0, round(1 - inks[0], 4)] if len(inks) == 1 else list(inks))
        if "/Range" in function:
            function.Range = Array([0, 1] * 4)
        return True

    def _picture(self, picture: Node, number: int) -> None:
        if self._variant != "x4":
            if "/SMask" in picture and not _hides_nothing(picture.SMask):
                raise self._refuse(
                    "transparency", number, "shows a picture with a soft edge", "save the picture without transparency"
                )
            if "/SMask" in picture:
                del picture["/SMask"]
        for key in ("/Metadata", "/Interpolate", "/Intent", "/Alternates"):
            if key in picture:
                del picture[key]
        self._pictures.write(picture)


def _is_array(thing: Node) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Array)


def _values(resources: Node, key: str) -> Iterator[Node]:
    entries = resources.get(key)
    if entries is not None:
        for name in sorted(entries.keys()):
            yield entries[name]


def _hides_nothing(mask: Node) -> bool:
    import pikepdf

    low, _ = pikepdf.PdfImage(mask).as_pil_image().convert("L").getextrema()
    return low == 255


def _sfnt_table(data: bytes, tag: bytes) -> bytes | None:
    """Return a table of an OpenType file; its directory is 16 bytes an entry from byte 12."""
    for entry in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16):
        if data[entry : entry + 4] == tag:
            start, length = (int.from_bytes(data[entry + at : entry + at + 4], "big") for at in (8, 12))
            return data[start : start + length]
    return None


def _declare(pdf: Node, variant: PdfX, intent: Intent, name: str) -> None:
    """Say in the file what it is."""
    from pikepdf import Array, Dictionary
    from pikepdf import Name as PdfName

    info, root = pdf.docinfo, pdf.Root
    if "/CreationDate" not in info:
        message = f"{PDFX_NAMES[variant]} names the day a file was made, and the book has none"
        raise BookError([Problem(Source("book.toml"), "no-date", message, "[book] published = 2026-11-20")])
    if "/ModDate" not in info:
        info["/ModDate"] = info["/CreationDate"]
    if "/Title" not in info:
        info["/Title"] = name
    info["/Trapped"] = PdfName("/False")
    for key in _WAYS:
        if key in root:
            del root[key]
    output = Dictionary(
        Type=PdfName.OutputIntent,
        S=PdfName.GTS_PDFX,
        OutputConditionIdentifier=intent.condition,
        RegistryName=REGISTRY,
        Info=intent.condition,
    )
    if variant == "x4":
        profile = pdf.make_stream(intent.profile, N=4)
        output.DestOutputProfile = pdf.make_indirect(profile)
        _declare_x4(pdf)
    else:
        for key in _NOT_IN_13:
            if key in root:
                del root[key]
        info["/GTS_PDFXVersion"] = "PDF/X-1:2001" if variant == "x1a" else "PDF/X-3:2002"
        if variant == "x1a":
            info["/GTS_PDFXConformance"] = "PDF/X-1a:2001"
    root.OutputIntents = Array([pdf.make_indirect(output)])


def _declare_x4(pdf: Node) -> None:
    """Write what X-4 asks of XMP: the variant, dates, identifiers that are the same for the same content."""
    import hashlib
    import uuid
    from html import escape

    from pikepdf import Name

    digest = hashlib.sha256()
    for page in pdf.pages:
        if "/Contents" in page.obj:
            digest.update(page.obj.Contents.read_bytes())
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, digest.hexdigest()).urn
    info = pdf.docinfo

    def day(key: str) -> str:
        found = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)", str(info[key]))
        return "{}-{}-{}T{}:{}:{}Z".format(*found.groups()) if found else "2000-01-01T00:00:00Z"

    title = escape(str(info.get("/Title", "")))
    said = {
        "dc:format": "application/pdf",
        "dc:title": f'<rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt>',
        "pdf:Trapped": "False",
        "pdfxid:GTS_PDFXVersion": "PDF/X-4",
        "xmp:CreateDate": day("/CreationDate"),
        "xmp:CreatorTool": escape(str(info.get("/Creator", "bookmake"))),
        "xmp:MetadataDate": day("/ModDate"),
        "xmp:ModifyDate": day("/ModDate"),
        "xmpMM:DocumentID": identifier,
        "xmpMM:RenditionClass": "default",
        "xmpMM:VersionID": "1",
    }
    lines = "\n".join(f"   <{key}>{value}</{key}>" for key, value in said.items())
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in _NAMESPACES.items())
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'  <rdf:Description rdf:about="" {spaces}>\n{lines}\n  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n'
        '<?xpacket end="w"?>'
    )
    metadata = pdf.make_stream(packet.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
