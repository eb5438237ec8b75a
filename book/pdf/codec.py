"""A laid-out unit as bytes and back: JSON for what is known of its pages, then the pages as PDF.

Not a pickle: a cache is data, and must never be able to run anything.
"""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import asdict
from typing import Any

from book.problems import Problem, Source
from book.typeset.job import Laid, Link, Rect, TextStyle

_HEAD = struct.Struct(">I")


def encode(laid: Laid) -> bytes:
    """Return a laid-out unit as compressed bytes."""
    known = asdict(laid)
    del known["pdf"]
    words = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(_HEAD.pack(len(words)) + words + laid.pdf, 1)


def decode(data: bytes) -> Laid:
    """Return the unit that was encoded. Raises `ValueError` if the bytes are of something else."""
    try:
        plain = zlib.decompress(data)
        (length,) = _HEAD.unpack_from(plain)
        known: dict[str, Any] = json.loads(plain[_HEAD.size : _HEAD.size + length])
        return Laid(
            pdf=plain[_HEAD.size + length :],
            sizes=tuple((width, height) for width, height in known["sizes"]),
            anchors=tuple((name, first, last) for name, first, last in known["anchors"]),
            tops={name: Rect(**rect) for name, rect in known["tops"].items()},
            links=tuple(_link(link) for link in known["links"]),
            problems=tuple(_problem(problem) for problem in known["problems"]),
            faces=tuple((name, url) for name, url in known["faces"]),
        )
    except (zlib.error, struct.error, KeyError, TypeError, UnicodeDecodeError) as error:
        raise ValueError("not a laid-out unit") from error


def _link(known: dict[str, Any]) -> Link:
    style = known["style"]
    if style is not None:
        style = TextStyle(**{**style, "colour": tuple(style["colour"]), "features": tuple(style["features"])})
    return Link(**{**known, "rect": Rect(**known["rect"]), "style": style, "origin": tuple(known["origin"])})


def _problem(known: dict[str, Any]) -> Problem:
    return Problem(**{**known, "source": Source(**known["source"])})
