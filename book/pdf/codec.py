"""A laid-out unit as bytes and back: JSON for what is known of its pages, then the pages as PDF.

Not a pickle: a cache is data, and must never be able to run anything.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Any, overload

from book.model.places import Opening
from book.problems import Problem, Source
from book.typeset.job import Finding, Fitted, Laid, Link, Rect, TextStyle

_LENGTH = struct.Struct(">I")
_KINDS = (Laid, Rect, Link, TextStyle, Opening, Fitted, Finding, Problem, Source)
_FORM = hashlib.sha256(repr([(kind.__name__, [one.name for one in fields(kind)]) for kind in _KINDS]).encode()).digest()
"""What units are made of: those kept by another edition of this program are laid out again."""


def encode(sides: Sequence[Laid]) -> bytes:
    """Return a unit, laid out for one side or both, as compressed bytes."""
    packed = [zlib.compress(_written(laid), 1) for laid in sides]
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
    known = {**asdict(replace(laid, pdf=b"")), "pdf": None}
    words = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"".join((_LENGTH.pack(len(words)), words, laid.pdf))


def _read(packed: bytes) -> Laid:
    plain = zlib.decompress(packed)
    (length,) = _LENGTH.unpack_from(plain)
    begin = _LENGTH.size + length
    return _laid(json.loads(plain[_LENGTH.size : begin]), plain[begin:])


def _laid(known: dict[str, Any], pdf: bytes) -> Laid:
    return Laid(
        pdf=pdf,
        sizes=tuple((width, height) for width, height in known["sizes"]),
        anchors=tuple((name, first, last) for name, first, last in known["anchors"]),
        tops={name: Rect(**rect) for name, rect in known["tops"].items()},
        links=tuple(_link(link) for link in known["links"]),
        problems=tuple(_problem(problem) for problem in known["problems"]),
        faces=tuple((name, url) for name, url in known["faces"]),
        openings=tuple(Opening(**opening) if opening else None for opening in known["openings"]),
        fitted=Fitted(**known["fitted"]) if known["fitted"] else None,
        findings=tuple(Finding(**finding) for finding in known["findings"]),
    )


def _link(known: dict[str, Any]) -> Link:
    style = known["style"]
    if style is not None:
        style = TextStyle(**{**style, "colour": tuple(style["colour"]), "features": tuple(style["features"])})
    return Link(**{**known, "rect": Rect(**known["rect"]), "style": style, "origin": tuple(known["origin"])})


def _problem(known: dict[str, Any]) -> Problem:
    return Problem(**{**known, "source": Source(**known["source"])})
