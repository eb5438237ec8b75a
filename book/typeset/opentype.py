"""Faces as plain OpenType, whatever they were packed in."""

from __future__ import annotations

import io


def as_opentype(data: bytes) -> bytes:
    """Return a face as plain OpenType: WOFF and WOFF2 unpacked, others as they are; b"" if it cannot be unpacked."""
    if data[:3] != b"wOF":
        return data
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    try:
        out = io.BytesIO()
        face = TTFont(io.BytesIO(data), recalcTimestamp=False)
        face.flavor = None
        face.save(out)
        return out.getvalue()
    except Exception:  # noqa: BLE001 -- a broken font fails in a hundred ways, all of them "not a font file"
        return b""


def characters(data: bytes) -> frozenset[str]:
    """Return the characters a face has glyphs for; none if it is not a font, or a damaged one."""
    import uharfbuzz

    return frozenset(map(chr, uharfbuzz.Face(uharfbuzz.Blob(as_opentype(data))).unicodes))
