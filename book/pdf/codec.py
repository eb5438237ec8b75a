"""A laid-out unit as bytes and back: JSON for what is known of its pages, then the pages.

Not a pickle: a cache is data, and must never be able to run anything.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import astuple, fields, replace
from typing import Any, overload

from book.model.places import Opening
from book.problems import Problem, Source
from book.typeset.job import Finding, Fitted, Laid, Link, Rect, TextStyle
from book.typeset.quire import Leaf, Quire, Shown

_LENGTH = struct.Struct(">I")
_KINDS = (Laid, Rect, Link, TextStyle, Opening, Fitted, Finding, Problem, Source, Quire, Leaf, Shown)
_FORM = hashlib.sha256(repr([(kind.__name__, [one.name for one in fields(kind)]) for kind in _KINDS]).encode()).digest()
"""What units are made of: those kept by another edition of this program are laid out again."""


def encode(sides: Sequence[Laid]) -> bytes:
    """Return a unit, laid out for one side or both, as bytes."""
    packed = [_written(laid) for laid in sides]
    lengths = b"".join(_LENGTH.pack(len(one)) for one in packed)
    return b"".join((_FORM, _LENGTH.pack(len(packed)), lengths, *packed))


def decode(data: bytes) -> Sequence[Laid]:
    """Return the unit that was encoded, a side of which is read when it is asked for.

    Raises `ValueError` if the bytes are of something else.
    """
    if not data.startswith(_FORM):
        raise ValueError("not a laid-out unit")
    try:
        (count,) = _LENGTH.unpack_from(data, len(_FORM))
        position = len(_FORM) + _LENGTH.size * (1 + count)
        packed: list[bytes] = []
        for number in range(count):
            (length,) = _LENGTH.unpack_from(data, len(_FORM) + _LENGTH.size * (1 + number))
            packed.append(data[position : position + length])
            position += length
    except struct.error as error:
        raise ValueError("not a laid-out unit") from error
    if not packed or position != len(data):
        raise ValueError("not a laid-out unit")
    return _Sides(packed)


class _Sides(Sequence[Laid]):
    """A unit as it was kept: of two sides, a book has one."""

    def __init__(self, packed: list[bytes]) -> None:
        self._packed = packed
        self._read: dict[int, Laid] = {}

    def __len__(self) -> int:
        return len(self._packed)

    @overload
    def __getitem__(self, side: int) -> Laid: ...

    @overload
    def __getitem__(self, side: slice) -> Sequence[Laid]: ...

    def __getitem__(self, side: int | slice) -> Laid | Sequence[Laid]:
        if isinstance(side, slice):
            return [self[number] for number in range(*side.indices(len(self)))]
        if side not in self._read:
            self._read[side] = _read(self._packed[side])
        return self._read[side]


def _written(laid: Laid) -> bytes:
    """Return what is known of a unit, deflated, and its pages, which are so already."""
    styles = dict.fromkeys(link.style for link in laid.links if link.style)
    number_of: dict[TextStyle | None, int] = {style: number for number, style in enumerate(styles)}
    known = {
        **{name: getattr(laid, name) for name in ("sizes", "anchors", "faces")},
        "tops": [[name, *astuple(rect)] for name, rect in laid.tops.items()],
        "styles": [astuple(style) for style in styles],
        "links": [
            [link.page, link.target, *astuple(link.rect), number_of.get(link.style, -1), *link.origin, link.advance]
            for link in laid.links
        ],
        "problems": [[*astuple(one)] for one in laid.problems],
        "openings": [astuple(one) if one else None for one in laid.openings],
        "fitted": astuple(laid.fitted) if laid.fitted else None,
        "findings": [astuple(one) for one in laid.findings],
    }
    blobs = [laid.pdf]
    if quire := laid.quire:
        shown = [
            [[*one.x, *one.what, one.left, one.link, one.line, one.group] for one in leaf.shown]
            for leaf in quire.leaves
        ]
        known["quire"] = [quire.fonts, [leaf.check for leaf in quire.leaves], shown]
        blobs += [quire.things, *(part for leaf in quire.leaves for part in (leaf.packed, leaf.rest))]
    known["blobs"] = [len(blob) for blob in blobs]
    words = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    head = zlib.compress(words, 1)
    return b"".join((_LENGTH.pack(len(head)), head, *blobs))


def _read(packed: bytes) -> Laid:
    (length,) = _LENGTH.unpack_from(packed)
    begin = _LENGTH.size + length
    known = json.loads(zlib.decompress(packed[_LENGTH.size : begin]))
    blobs: list[bytes] = []
    for size in known["blobs"]:
        blobs.append(packed[begin : begin + size])
        begin += size
    return _laid(known, blobs)


def _laid(known: dict[str, Any], blobs: Sequence[bytes]) -> Laid:
    styles = [_style(*style) for style in known["styles"]]
    return Laid(
        pdf=blobs[0],
        sizes=tuple((width, height) for width, height in known["sizes"]),
        anchors=tuple((name, first, last) for name, first, last in known["anchors"]),
        tops={name: Rect(*rect) for name, *rect in known["tops"]},
        links=tuple(
            Link(page, target, Rect(*rect), styles[style] if style >= 0 else None, (x, y), advance)
            for page, target, *rect, style, x, y, advance in known["links"]
        ),
        problems=tuple(Problem(Source(*source), *words) for source, *words in known["problems"]),
        faces=tuple((name, url) for name, url in known["faces"]),
        openings=tuple(Opening(*opening) if opening else None for opening in known["openings"]),
        fitted=Fitted(*known["fitted"]) if known["fitted"] else None,
        findings=tuple(Finding(*finding) for finding in known["findings"]),
        quire=_quire(known["quire"], blobs[1:]) if "quire" in known else None,
    )


def _style(*known: Any) -> TextStyle:  # noqa: ANN401 -- as JSON has it
    style = TextStyle(*known)
    red, green, blue = style.colour
    return replace(style, colour=(red, green, blue), features=tuple(style.features))


def _quire(known: list[Any], blobs: Sequence[bytes]) -> Quire:
    fonts, checks, shown = known
    leaves = (
        Leaf(packed, check, rest, tuple(_shown(*one) for one in places))
        for check, places, packed, rest in zip(checks, shown, blobs[1::2], blobs[2::2], strict=True)
    )
    return Quire(tuple(leaves), tuple((name, told) for name, told in fonts), blobs[0])


def _shown(  # noqa: PLR0917 -- as JSON has it
    x: int, x_end: int, what: int, what_end: int, left: float, link: int, line: int, group: list[str]
) -> Shown:
    return Shown((x, x_end), (what, what_end), left, link, line, tuple(group))
