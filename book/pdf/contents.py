"""The content of one unit's pages on its way into the book: numbered, made grey, moved past the bleed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from book.pdf.colour import grey_content, grey_shading, written
from book.pdf.stamps import Stamp, Stamper

if TYPE_CHECKING:
    import pikepdf

_GROUP = re.compile(rb"(/\S+) Do\b")
_OPAQUE = re.compile(rb"/[aA]1(?:\.0)? gs\n")
_OPAQUE_STATES = frozenset({"/a1.0", "/A1.0", "/a1", "/A1"})


class UnitContents:
    """Rewrites the content of the pages of one unit, once they are part of the book's PDF."""

    def __init__(self, stamper: Stamper, *, grey: bool, bleed: float) -> None:
        self._stamper = stamper
        self._grey = grey
        self._bleed = bleed
        self._pictures: dict[str, pikepdf.Object] = {}

    def rewrite(self, resources: pikepdf.Object, contents: Sequence[bytes]) -> None:
        """Rewrite what all pages of a unit share: its pictures, patterns and gradients."""
        if not any(b"/lab-" in content for content in contents) and "/ColorSpace" in resources:
            del resources["/ColorSpace"]  # declared by the engine on every page, used by hardly any
        if self._bleed:
            for pattern in dict(resources.get("/Pattern", {})).values():
                _move(pattern, self._bleed)
        if set(dict(resources.get("/ExtGState", {}))) <= _OPAQUE_STATES and "/ExtGState" in resources:
            del resources["/ExtGState"]
        for one in _each_resources(resources):
            self._share_pictures(one)
            if self._grey:
                self._make_grey(one)
        _drop_empty(resources)

    def page(self, content: bytes, resources: pikepdf.Object, stamps: Sequence[Stamp]) -> bytes:
        """Return the content of a page with its numbers, its origin at the lower left of the media box.

        Raises `LookupError` if the zeros of a number are not on the page.
        """
        content, missing = self._stamped(content, resources, stamps)
        if missing:
            raise LookupError(missing[0].link.target)
        if set(dict(resources.get("/ExtGState", {}))) <= _OPAQUE_STATES:
            content = _OPAQUE.sub(b"", content)
        if self._grey:
            content = grey_content(content)
        if not self._bleed:
            return content
        return b"1 0 0 1 " + written(self._bleed, self._bleed) + b" cm\n" + content

    def _stamped(self, content: bytes, resources: pikepdf.Object, stamps: Sequence[Stamp]) -> tuple[bytes, list[Stamp]]:
        """Return content with its numbers, and those not found; what is half-transparent stands in groups."""
        content, missing = self._stamper.write(content, stamps)
        groups = resources.get("/XObject")
        if not missing or groups is None:
            return content, missing
        for name in _GROUP.findall(content):
            group = groups[name.decode("ascii")]
            if group.get("/Subtype") == "/Form":
                inside = group.read_bytes()
                stamped, missing = self._stamped(inside, group.get("/Resources", resources), missing)
                if stamped != inside:
                    group.write(stamped)
        return content, missing

    def _share_pictures(self, resources: pikepdf.Object) -> None:
        """Have every picture of the book be one object, however many units show it."""
        objects = resources.get("/XObject")
        if objects is None:
            return
        for name in sorted(objects.keys()):
            if objects[name].get("/Subtype") == "/Image":
                objects[name] = self._pictures.setdefault(_picture_digest(objects[name]), objects[name])

    def _make_grey(self, resources: pikepdf.Object) -> None:
        for shading in dict(resources.get("/Shading", {})).values():
            grey_shading(shading)
        for stream in _streams(resources):
            stream.write(grey_content(stream.read_bytes()))
            group = stream.get("/Group")
            if group is not None and group.get("/CS") == "/DeviceRGB":
                from pikepdf import Name

                group.CS = Name.DeviceGray


def _streams(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the streams of resources that hold content: groups and tiling patterns."""
    for thing in dict(resources.get("/XObject", {})).values():
        if thing.get("/Subtype") == "/Form":
            yield thing
    for thing in dict(resources.get("/Pattern", {})).values():
        if thing.get("/PatternType") == 1:
            yield thing


def _each_resources(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield resources
    for stream in _streams(resources):
        inner = stream.get("/Resources")
        if inner is not None:
            yield from _each_resources(inner)


def _move(pattern: pikepdf.Object, bleed: float) -> None:
    """Move a pattern with its page: it is anchored to the page, not to what is painted with it."""
    from pikepdf import Array

    a, b, c, d, e, f = (float(part) for part in pattern.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    pattern.Matrix = Array([a, b, c, d, round(e + bleed, 6), round(f + bleed, 6)])


def _picture_digest(picture: pikepdf.Object) -> str:
    digest = hashlib.sha256()
    for key in sorted(set(picture.keys()) - {"/SMask", "/Length"}):
        value = picture[key]
        words = value.unparse() if hasattr(value, "unparse") else str(value).encode()
        digest.update(key.encode() + b" " + words + b"\n")
    digest.update(picture.read_raw_bytes())
    if "/SMask" in picture:
        digest.update(_picture_digest(picture.SMask).encode())
    return digest.hexdigest()


def _drop_empty(resources: pikepdf.Object) -> None:
    """Drop resources without entries."""
    for key in ("/Pattern", "/Shading", "/XObject", "/ExtGState"):
        if key in resources and not dict(resources[key]):
            del resources[key]
