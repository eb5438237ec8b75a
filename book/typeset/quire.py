"""A quire: the pages of one unit ready to be bound, packed once, wherever in the book they will fall.

Of a page nothing changes with its place but the numbers on it. So all before the first number is deflated where the
page was laid out, and whoever binds the book goes on from there: a deflated stream is a row of blocks, to which
more can be added (RFC 1951, 3.2.3).
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

_LEVEL = 6
_SHORT = 200  # bytes that are hardly shorter deflated, as most pages end in


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that are still to be written or moved: where they stand in the content, as (begin, end) in bytes.

    `x` is the number that says where they begin, `what` the glyphs shown; `left` is that number, in px.
    """

    x: tuple[int, int]
    what: tuple[int, int]
    left: float
    link: int = -1
    """Which link of the unit is written there (-1: none; words that follow one in its line)."""
    line: int = 0
    """The line it is in, if what follows in it moves with the width of what is written (0: nothing does)."""
    group: tuple[str, ...] = ()
    """The half-transparent groups, by name, whose content it stands in (none: the page's own)."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The content of one page: what never changes, deflated without an end, and the rest as it is.

    `check` is the checksum of what is packed (Adler-32); places in `shown` count from the beginning of `rest`.
    """

    packed: bytes
    check: int
    rest: bytes
    shown: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Quire:
    """The pages of one unit; `fonts` says what the glyphs of each font are, by its name in the content.

    A glyph is told as "id,width,text": hexadecimal, thousandths of the size, UTF-16 in hexadecimal; with spaces
    between. `things` is a PDF of one page whose resources are those of every page (pictures, gradients, groups), or
    nothing where there are none but fonts.
    """

    leaves: tuple[Leaf, ...]
    fonts: tuple[tuple[str, str], ...] = ()
    things: bytes = b""


def pack(content: bytes, shown: tuple[Shown, ...]) -> Leaf:
    """Return the content of a page as a leaf; `shown` are in the order of the content, and count from its beginning."""
    first = min((one.x[0] for one in shown if not one.group), default=len(content))
    head = content[:first]
    deflating = zlib.compressobj(_LEVEL)
    packed = deflating.compress(head) + deflating.flush(zlib.Z_SYNC_FLUSH)
    moved = tuple(one if one.group else _moved(one, -first) for one in shown)
    return Leaf(packed, zlib.adler32(head), content[first:], moved)


def deflated(leaf: Leaf, rest: bytes) -> bytes:
    """Return the whole content of a page as `/FlateDecode` reads it, ending with `rest`."""
    if len(rest) < _SHORT:  # a block that is stored as it is
        length = len(rest)
        end = b"".join((b"\1", length.to_bytes(2, "little"), (length ^ 0xFFFF).to_bytes(2, "little"), rest))
    else:
        deflating = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        end = deflating.compress(rest) + deflating.flush()
    return b"".join((leaf.packed, end, zlib.adler32(rest, leaf.check).to_bytes(4, "big")))


def _moved(one: Shown, by: int) -> Shown:
    x, what = one.x, one.what
    return Shown((x[0] + by, x[1] + by), (what[0] + by, what[1] + by), one.left, one.link, one.line)
