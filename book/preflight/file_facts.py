"""What a PDF is, read once: boxes, fonts, what its pages paint, what it claims to be."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from book.preflight.content import walk
from book.preflight.painted import Node, Painted, Rect
from book.preflight.picture_ink import PictureInk

_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
_CLAIM = re.compile(r"GTS_PDFXVersion(?:[^<>]*>|=[\"'])\s*(PDF/X[^<\"']*)")


class NotAPdfError(ValueError):
    """The bytes are no PDF that can be read; the words say why."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page: its boxes in pt as they stand in the file, and what it paints."""

    media: Rect
    crop: Rect
    bleed: Rect | None
    trim: Rect | None
    rotate: int
    user_unit: float
    painted: Painted
    not_embedded: tuple[str, ...]
    annotations: tuple[tuple[str, Rect], ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in pt as the page is seen."""
        left, foot, right, top = self.media
        width, height = (right - left) * self.user_unit, (top - foot) * self.user_unit
        return (height, width) if self.rotate in (90, 270) else (width, height)


@dataclass
class FileFacts:
    """A PDF as a printer sees it."""

    data: bytes
    pages: list[PageFacts] = field(default_factory=list)
    encrypted: bool = False
    version: str = ""
    claim: str = ""
    """The PDF/X that it says it is."""
    conformance: str = ""
    trapped: str = ""
    intents: list[tuple[str, bool]] = field(default_factory=list)
    """Of each GTS_PDFX output intent: its condition, and whether a profile is embedded."""
    profile_kind: str = ""
    outlines: bool = False
    active: tuple[str, ...] = ()
    """What acts or hides: scripts, forms, attached files."""
    layers: bool = False
    identified: bool = False
    dated: bool = False
    titled: bool = False


def read_facts(data: bytes) -> FileFacts:
    """Return the facts of a PDF. Raises `NotAPdfError` for anything else, and for what needs a password."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            facts = FileFacts(data, encrypted=pdf.is_encrypted, version=pdf.pdf_version)
            _read_root(facts, pdf)
            embedded: dict[tuple[int, int], bool] = {}
            ink = PictureInk()
            facts.pages = [_page(page.obj, embedded, ink) for page in pdf.pages]
            facts.layers |= any(page.painted.layers for page in facts.pages)
    except pikepdf.PasswordError as error:
        raise NotAPdfError("is locked with a password") from error
    except (pikepdf.PdfError, RecursionError, ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        # the library names the stream it reads from: not what a person opened
        reason = re.sub(r"^.*<_io[^>]*>(?: \([^)]*\))?: *", "", (str(error).splitlines() or [""])[0])
        raise NotAPdfError(f"cannot be read: {reason[:100] or 'damaged'}") from error
    if not facts.pages:
        raise NotAPdfError("has no pages")
    return facts


def _read_root(facts: FileFacts, pdf: Node) -> None:
    root, info = pdf.Root, pdf.docinfo
    facts.claim = str(info.get("/GTS_PDFXVersion", ""))
    facts.conformance = str(info.get("/GTS_PDFXConformance", ""))
    metadata = root.get("/Metadata")
    if metadata is not None and (claimed := _CLAIM.search(metadata.read_bytes().decode("utf-8", "replace"))):
        facts.claim = facts.claim or claimed[1].strip()
    facts.trapped = str(info.get("/Trapped", "")).removeprefix("/")
    for intent in root.get("/OutputIntents", []):
        if intent.get("/S") == "/GTS_PDFX":
            profile = intent.get("/DestOutputProfile")
            facts.intents.append((str(intent.get("/OutputConditionIdentifier", "")).strip(), profile is not None))
            if profile is not None:
                facts.profile_kind = profile.read_bytes()[12:20].decode("latin-1")
    facts.outlines = "/Outlines" in root and "/First" in root.Outlines
    facts.layers = "/OCProperties" in root and len(root.OCProperties.get("/OCGs", [])) > 0
    facts.active = tuple(_active(root))
    facts.identified = "/ID" in pdf.trailer
    facts.dated = "/CreationDate" in info and "/ModDate" in info
    facts.titled = bool(str(info.get("/Title", "")))


def _active(root: Node) -> Iterator[str]:
    names = root.get("/Names")
    if names is not None and "/JavaScript" in names:
        yield "scripts"
    if names is not None and "/EmbeddedFiles" in names:
        yield "attached files"
    if "/AcroForm" in root and len(root.AcroForm.get("/Fields", [])):
        yield "a form"
    if "/AA" in root or ("/OpenAction" in root and _acts(root.OpenAction)):
        yield "actions"


def _acts(action: Node) -> bool:
    import pikepdf

    return isinstance(action, pikepdf.Dictionary) and action.get("/S") != "/GoTo"


def _page(page: Node, embedded: dict[tuple[int, int], bool], ink: PictureInk) -> PageFacts:
    media = _box(page, "/MediaBox") or (0.0, 0.0, 612.0, 792.0)
    painted = walk(page, ink)
    missing = []
    for (number, generation, name), font in painted.fonts.items():
        key = (number, generation)
        if not number or key not in embedded:
            embedded[key] = _is_embedded(font)
        if not embedded[key]:
            missing.append(name.removeprefix("/"))
    return PageFacts(
        media=media,
        crop=_box(page, "/CropBox") or media,
        bleed=_box(page, "/BleedBox"),
        trim=_box(page, "/TrimBox"),
        rotate=int(_inherited(page, "/Rotate") or 0) % 360,
        user_unit=float(page.get("/UserUnit", 1)),
        painted=painted,
        not_embedded=tuple(dict.fromkeys(missing)),
        annotations=tuple(_annotations(page)),
    )


def _inherited(page: Node, key: str) -> Node:
    node, depth = page, 0
    while node is not None and depth < 50:
        if key in node:
            return node[key]
        node, depth = node.get("/Parent"), depth + 1
    return None


def _box(page: Node, key: str) -> Rect | None:
    box = _inherited(page, key) if key in ("/MediaBox", "/CropBox") else page.get(key)
    if box is None or len(box) != 4:
        return None
    a, b, c, d = (float(side) for side in box)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _is_embedded(font: Node) -> bool:
    if font.get("/Subtype") == "/Type3":
        return True
    holder = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    descriptor = holder.get("/FontDescriptor")
    return descriptor is not None and any(key in descriptor for key in _EMBEDDED)


def _annotations(page: Node) -> Iterator[tuple[str, Rect]]:
    for annotation in page.get("/Annots", []):
        kind = str(annotation.get("/Subtype", "")).removeprefix("/")
        if kind not in ("TrapNet", "PrinterMark"):
            yield kind or "unknown", _box(annotation, "/Rect") or (0.0, 0.0, 0.0, 0.0)
