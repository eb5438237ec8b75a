"""Gathering a quire: from the PDF that the engine wrote of a unit to pages that are ready to be bound.

Content is made grey if the book is, brought past the bleed, and searched for the zeros that stand for numbers. The
engine draws them in the right face, size and colour, at a place it tells: there, and nowhere else, will glyphs be
replaced, so that a number is read, searched and copied where it is seen.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from book.typeset.colour import grey_content, grey_shading, written
from book.typeset.job import Line, Link
from book.typeset.quire import Quire, Shown, pack

if TYPE_CHECKING:
    import pikepdf

_SHOWN = re.compile(
    rb"1 0 0 -1 (-?[\d.]+) (-?[\d.]+) Tm\n"  # where
    rb"(?:/[^\s/]+ [\d.]+ Tf\n)?"  # in which face, unless it is the same as before
    rb"(\[[^\]]*\] TJ)"  # what
)
_SAME = 0.01  # px
_GROUP = re.compile(rb"/(\S+) Do\b")
_OPAQUE = re.compile(rb"/[aA]1(?:\.0)? gs\n")
_OPAQUE_STATES = frozenset({"/a1.0", "/A1.0", "/a1", "/A1"})
_MAPPED = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>")
_NUMBER = re.compile(rb"[\[\]]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class _Place:
    """A place on a page where words are shown that are to be written or moved: x and baseline in px."""

    x: float
    y: float
    link: int
    line: int


def gather(pdf: bytes, links: Sequence[Link], lines: Sequence[Line], *, grey: bool) -> Quire:
    """Return the pages of a unit ready to be bound.

    `lines` are those in which words follow a number of any width. A number whose zeros are not on the page has no
    `Shown`.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as source:
        pages = [page.obj for page in source.pages]
        contents = [page.Contents.read_bytes() for page in pages]
        resources = pages[0].Resources
        bleed = -float(pages[0].MediaBox[0])
        fonts = tuple((name[1:], told(font)) for name, font in sorted(dict(resources.get("/Font", {})).items()))
        opaque = set(dict(resources.get("/ExtGState", {}))) <= _OPAQUE_STATES
        _rewrite(resources, contents, grey=grey, bleed=bleed)
        leaves = []
        for number, content in enumerate(contents):
            ready = _OPAQUE.sub(b"", content) if opaque else content
            ready = grey_content(ready) if grey else ready
            ready = b"1 0 0 1 " + written(bleed, bleed) + b" cm\n" + ready if bleed else ready
            leaves.append(pack(ready, _shown(ready, resources, _places(number, links, lines))))
        return Quire(tuple(leaves), fonts, _things(source))


def told(font: pikepdf.Object) -> str:
    """Return what a PDF says of the glyphs of a font, as a `Quire` has it."""
    text = {int(code, 16): words.decode("ascii") for code, words in _MAPPED.findall(font.ToUnicode.read_bytes())}
    widths = _widths(font.DescendantFonts[0].W.unparse())
    return " ".join(f"{glyph:x},{width},{text.get(glyph, '')}" for glyph, width in sorted(widths.items()))


def _widths(unparsed: bytes) -> dict[int, str]:
    """Return glyph id → width from a PDF's /W array (first id, then a list of widths)."""
    widths: dict[int, str] = {}
    glyph, inside = 0, 0
    for token in _NUMBER.findall(unparsed):
        if token == b"[":
            inside += 1
        elif token == b"]":
            inside -= 1
        elif inside == 1:
            glyph = int(token)
        else:
            widths[glyph] = token.decode("ascii")
            glyph += 1
    return widths


# ---------------------------------------------------------------- where numbers go


def _places(page: int, links: Sequence[Link], lines: Sequence[Line]) -> list[_Place]:
    """Return the places on a page where words are to be written or moved."""
    places: list[_Place] = []
    number_of = {link.origin: number for number, link in enumerate(links) if link.page == page and link.style}
    for count, line in enumerate(lines, start=1):
        if line.page == page:
            places += [_Place(x, y, number_of.pop((x, y), -1), count) for x, y in line.words]
    places += [_Place(x, y, number, 0) for (x, y), number in number_of.items()]
    return places


def _shown(content: bytes, resources: pikepdf.Object, places: list[_Place]) -> tuple[Shown, ...]:
    """Return where the words of places stand in the content of a page, or in half-transparent groups of it."""
    if not places:
        return ()
    found = list(_found(content, places))
    groups = resources.get("/XObject")
    if places and groups is not None:
        for name in _GROUP.findall(content):
            group = groups.get(f"/{name.decode('ascii')}")
            if group is not None and group.get("/Subtype") == "/Form":
                inside = _shown(group.read_bytes(), group.get("/Resources", resources), places)
                found += [replace(one, group=(name.decode("ascii"), *one.group)) for one in inside]
    return tuple(found)


def _found(content: bytes, places: list[_Place]) -> Iterator[Shown]:
    """Yield where words of places stand in content, in its order; those places are then used up."""
    for found in _SHOWN.finditer(content):
        x, y = float(found[1]), float(found[2])
        for place in places:
            if abs(place.x - x) < _SAME and abs(place.y - y) < _SAME:
                yield Shown(found.span(1), found.span(3), x, place.link, place.line)
                places.remove(place)
                break
        if not places:
            return


# ---------------------------------------------------------------- what all pages of a unit share


def _rewrite(resources: pikepdf.Object, contents: Sequence[bytes], *, grey: bool, bleed: float) -> None:
    """Drop resources that are not used, move what is anchored to the page, and make the rest grey if it is to be."""
    if not any(b"/lab-" in content for content in contents) and "/ColorSpace" in resources:
        del resources["/ColorSpace"]  # declared by the engine on every page, used by hardly any
    if bleed:
        for pattern in dict(resources.get("/Pattern", {})).values():
            _move(pattern, bleed)
    if set(dict(resources.get("/ExtGState", {}))) <= _OPAQUE_STATES and "/ExtGState" in resources:
        del resources["/ExtGState"]
    if grey:
        for one in each_resources(resources):
            _make_grey(one)
    for key in ("/Pattern", "/Shading", "/XObject", "/ExtGState"):
        if key in resources and not dict(resources[key]):
            del resources[key]


def each_resources(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the resources of a page, and those of the groups and patterns in them."""
    yield resources
    for stream in _streams(resources):
        inner = stream.get("/Resources")
        if inner is not None:
            yield from each_resources(inner)


def _streams(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the streams of resources that hold content: groups and tiling patterns."""
    for thing in dict(resources.get("/XObject", {})).values():
        if thing.get("/Subtype") == "/Form":
            yield thing
    for thing in dict(resources.get("/Pattern", {})).values():
        if thing.get("/PatternType") == 1:
            yield thing


def _move(pattern: pikepdf.Object, bleed: float) -> None:
    """Move a pattern with its page: it is anchored to the page, not to what is painted with it."""
    from pikepdf import Array

    a, b, c, d, e, f = (float(part) for part in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    pattern.Matrix = Array([a, b, c, d, round(e + bleed, 6), round(f + bleed, 6)])


def _make_grey(resources: pikepdf.Object) -> None:
    from pikepdf import Name

    for shading in dict(resources.get("/Shading", {})).values():
        grey_shading(shading)
    for stream in _streams(resources):
        stream.write(grey_content(stream.read_bytes()))
        group = stream.get("/Group")
        if group is not None and group.get("/CS") == "/DeviceRGB":
            group.CS = Name.DeviceGray


def _things(source: pikepdf.Pdf) -> bytes:
    """Return a PDF of what the pages use besides fonts, nothing if there is nothing else; changes the source."""
    resources = source.pages[0].obj.Resources
    if set(resources.keys()) <= {"/Font", "/ProcSet"}:
        return b""
    for name in list(dict(resources.get("/Font", {}))):
        del resources.Font[name]  # whoever binds the book has its own
    del source.pages[1:]
    page = source.pages[0].obj
    for key in ("/Contents", "/Annots"):
        if key in page:
            del page[key]
    for key in ("/Outlines", "/Names", "/Metadata", "/Dests"):
        if key in source.Root:
            del source.Root[key]
    out = io.BytesIO()
    source.save(out, static_id=True)
    return out.getvalue()
