"""Faces of the whole book: each embedded once, with the glyphs that any page uses.

Units come with a subset of each face of their own. Glyph ids are the same in all of them, so pages need not be
touched: the join throws the subsets away, gathers which glyphs are used, and subsets every face once.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from book.model.edition import ShelfFile
from book.typeset.opentype import as_opentype

if TYPE_CHECKING:
    import pikepdf

_UNUSED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "VDMX", "hdmx", "kern", "meta")
_BATCH = 100  # entries a block of a character map may have
_SERIF, _SYMBOLIC, _ITALIC, _FIXED = 1 << 1, 1 << 2, 1 << 6, 1 << 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a shaped word: its id, and its advance in thousandths of the size, kerning included."""

    id: int
    advance: float


@dataclass
class BookFace:
    """One face: its file, and the glyphs used of it with their widths (in thousandths) and the text they stand for."""

    url: str
    data: bytes
    widths: dict[int, float] = field(default_factory=dict)
    text: dict[int, str] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    """What units tell of their glyphs (see `book.typeset.quire.Quire`): most tell the same."""

    @property
    def used(self) -> bool:
        """Whether anything is set in it."""
        return bool(self._told or self.widths)

    @cached_property
    def _font(self) -> Any:  # noqa: ANN401 -- uharfbuzz publishes no types
        import uharfbuzz

        return uharfbuzz.Font(uharfbuzz.Face(self.data))

    @cached_property
    def _scale(self) -> float:
        """Thousandths of the size in a unit of the face."""
        return 1000 / float(self._font.face.upem)

    def take(self, told: str) -> None:
        """Take over what a unit tells of the glyphs it is set in."""
        self._told.update(told.split())

    def _take_all(self) -> None:
        """Gather the widths and the text of all that was told."""
        for one in sorted(self._told):
            glyph, width, text = one.split(",")
            self.widths[int(glyph, 16)] = float(width)
            self._stands_for(int(glyph, 16), bytes.fromhex(text).decode("utf-16-be", "replace"))

    def shape(self, words: str, features: Sequence[str]) -> list[Glyph]:
        """Return words as glyphs of this face, which are then part of what is embedded."""
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(words)
        buffer.guess_segment_properties()
        wanted = dict(feature.partition("=")[::2] for feature in features)
        uharfbuzz.shape(self._font, buffer, {tag: int(value or 1) for tag, value in wanted.items()})
        shaped: list[Glyph] = []
        infos = buffer.glyph_infos
        starts = [info.cluster for info in infos] + [len(words)]
        for number, (info, position) in enumerate(zip(infos, buffer.glyph_positions, strict=True)):
            glyph, begin = info.codepoint, starts[number]
            if glyph not in self.widths:
                self.widths[glyph] = round(self._font.get_glyph_h_advance(glyph) * self._scale)
            self._stands_for(glyph, words[begin : max(starts[number + 1], begin + 1)])
            shaped.append(Glyph(glyph, position.x_advance * self._scale))
        return shaped

    def _stands_for(self, glyph: int, text: str) -> None:
        """Note what a glyph stands for; of a space and a no-break space, say, the plainer is kept."""
        known = self.text.get(glyph)
        if text and (known is None or (len(text), text) < (len(known), known)):
            self.text[glyph] = text

    def embed(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Return the font object of this face, holding what is used of it."""
        from pikepdf import Array, Dictionary, Name, String

        self._take_all()
        program, kind = self._subset()
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
        name = Name(f"/{tag}+{self._postscript_name()}")
        descriptor = pdf.make_indirect(self._descriptor(name))
        if kind == "CFF ":
            descriptor.FontFile3 = pdf.make_indirect(pdf.make_stream(program, Subtype=Name.CIDFontType0C))
        else:
            descriptor.FontFile2 = pdf.make_indirect(pdf.make_stream(program, Length1=len(program)))
        descendant = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType0 if kind == "CFF " else Name.CIDFontType2,
            BaseFont=name,
            CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
            FontDescriptor=descriptor,
            DW=1000,
            W=Array(_ranges(self.widths)),
        )
        if kind != "CFF ":
            descendant.CIDToGIDMap = Name.Identity
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=name,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([pdf.make_indirect(descendant)]),
                ToUnicode=pdf.make_indirect(pdf.make_stream(_character_map(self.text))),
            )
        )

    def _subset(self) -> tuple[bytes, str]:
        """Return the font program of the glyphs used, with their ids kept, and the table that holds its outlines."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update({0, *self.widths})
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii"), "big") for tag in _UNUSED_TABLES)
        flags = uharfbuzz.SubsetFlags
        wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE
        face = uharfbuzz.subset(self._font.face, wanted)
        if "CFF " in face.table_tags:
            # Bare CFF is PDF 1.3; a whole OpenType file in a PDF would ask for 1.6.
            return bytes(face.reference_table("CFF ").data), "CFF "
        return bytes(face.blob.data), "glyf"

    def _postscript_name(self) -> str:
        name = self._font.face.get_name(6) or self.url.rpartition("/")[2].partition(".")[0]
        return re.sub(r"[^A-Za-z0-9.-]", "", name) or "Face"

    def _descriptor(self, name: pikepdf.Name) -> pikepdf.Dictionary:
        from pikepdf import Array, Dictionary, Name

        face = self._font.face
        scale = 1000 / face.upem
        box = [round(value * scale) for value in struct.unpack_from(">4h", face.reference_table("head").data, 36)]
        angle = struct.unpack_from(">i", face.reference_table("post").data, 4)[0] / 65536
        fixed = struct.unpack_from(">I", face.reference_table("post").data, 12)[0]
        extents = self._font.get_font_extents("ltr")
        ascent, descent = round(extents.ascender * scale), round(extents.descender * scale)
        os2 = face.reference_table("OS/2").data
        weight = struct.unpack_from(">H", os2, 4)[0]
        capitals = struct.unpack_from(">h", os2, 88)[0] * scale if len(os2) >= 90 else ascent
        words = self._postscript_name()
        flags = _SYMBOLIC | (_ITALIC if angle else 0) | (_FIXED if fixed else 0)
        flags |= _SERIF if "Serif" in words and "Sans" not in words else 0
        return Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=flags,
            FontBBox=Array(box),
            ItalicAngle=round(angle, 2),
            Ascent=ascent,
            Descent=descent,
            CapHeight=round(capitals),
            StemV=round(10 + 220 * (weight - 50) / 900),
        )


class BookFaces:
    """All faces of a book by their URL on the shelf."""

    def __init__(self, shelf: Mapping[str, ShelfFile]) -> None:
        self._shelf = shelf
        self._faces: dict[str, BookFace] = {}
        self._objects: dict[str, pikepdf.Object] = {}

    def __getitem__(self, url: str) -> BookFace:
        """Return a face (`KeyError` if it is not on the shelf, `OSError` if its file cannot be read)."""
        if url not in self._faces:
            self._faces[url] = BookFace(url, as_opentype(self._shelf[url].path.read_bytes()))
        return self._faces[url]

    def embed(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        """Return the font object of every face that is used, by URL."""
        return {url: face.embed(pdf) for url, face in sorted(self._faces.items()) if face.used}


def _ranges(widths: Mapping[int, float]) -> list[object]:
    """Return glyph id → width as a PDF's /W array has it."""
    from pikepdf import Array

    written: list[object] = []
    run: list[int | float] = []
    for glyph in sorted(widths):
        if not written or glyph - 1 not in widths:
            if run:
                written.append(Array(run))
            written.append(glyph)
            run = []
        width = widths[glyph]
        run.append(int(width) if width == int(width) else width)
    return [*written, Array(run)] if run else written


def _character_map(text: Mapping[int, str]) -> bytes:
    """Return the CMap by which readers search and copy: glyph id → characters."""
    entries = [f"<{glyph:04x}> <{text[glyph].encode('utf-16-be').hex()}>" for glyph in sorted(text)]
    blocks = [entries[start : start + _BATCH] for start in range(0, len(entries), _BATCH)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
