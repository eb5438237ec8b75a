"""A laid-out unit as bytes and back: JSON for what is known of its pages, then the pages as PDF.

Not a pickle: a cache is data, and must never be able to run anything.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from book.model.places import Opening
from book.problems import Problem, Source
from book.typeset.job import Finding, Fitted, Laid, Link, Rect, TextStyle

_HEAD = struct.Struct(">I")


def encode(sides: Sequence[Laid]) -> bytes:
    """Return a unit, laid out for one side or both, as compressed bytes."""
    known = [{**asdict(laid), "pdf": len(laid.pdf)} for laid in sides]
    words = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(b"".join((_HEAD.pack(len(words)), words, *(laid.pdf for laid in sides))), 1)


def decode(data: bytes) -> tuple[Laid, ...]:
    """Return the unit that was encoded. Raises `ValueError` if the bytes are of something else."""
    try:
        plain = zlib.decompress(data)
        (length,) = _HEAD.unpack_from(plain)
        position = _HEAD.size + length
        sides: list[Laid] = []
        for known in json.loads(plain[_HEAD.size : position]):
            end = position + known["pdf"]
            sides.append(_laid(known, plain[position:end]))
            position = end
    except (zlib.error, struct.error, KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError("not a laid-out unit") from error
    return tuple(sides)


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
