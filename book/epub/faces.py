"""Faces as an EPUB carries them: cut to the characters the book uses, with everything its styles may call for.

A subset keeps the features of careful setting (small caps, old-style and tabular figures, fractions) and the
names, which hold the licence: the Open Font License asks that it travels with the face.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_FEATURES = frozenset(
    {"smcp", "c2sc", "pcap", "c2pc", "onum", "lnum", "pnum", "tnum", "frac", "numr", "dnom"}
    | {"sups", "subs", "sinf", "ordn", "zero", "case", "cpsp", "dlig", "hlig", "salt"}
)
"""OpenType features that CSS `font-variant` can call for, beyond those a subset keeps by itself."""

_ALWAYS = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(
    "\u00a0\u00ad\u2010\u2011\u2013\u2014\u2018\u2019\u201c\u201d\u2026"
)
"""ASCII for what a reader's own software sets in the book's face, and the hyphens it breaks words with."""

_TAG = re.compile(r"""["']([A-Za-z0-9]{4})["']\s*(?:\d+|on)?\s*[,;}]""")


def characters_of(texts: Iterable[str]) -> frozenset[str]:
    """Return every character the texts may need: as written, in capitals and in small letters, composed and apart."""
    found = set(_ALWAYS)
    for text in texts:
        found.update(text)
    for form in (str.upper, str.lower):
        found.update("".join(form(character) for character in sorted(found)))
    whole = "".join(sorted(found))
    found.update(unicodedata.normalize("NFC", whole), unicodedata.normalize("NFD", whole))
    return frozenset(found)


def features_of(css: str) -> frozenset[str]:
    """Return the OpenType features that the styles may use, those named in `font-feature-settings` included."""
    return _FEATURES | frozenset(_TAG.findall(css))


def subset_face(data: bytes, characters: frozenset[str], features: frozenset[str]) -> bytes:
    """Return an OpenType face cut to the characters, or the whole face where it cannot be cut.

    Faces in web formats (WOFF) are left whole: they are packed, and already made for the purpose.
    """
    if data[:4] not in (b"OTTO", b"\x00\x01\x00\x00", b"true"):
        return data
    import uharfbuzz

    try:
        face = uharfbuzz.Face(uharfbuzz.Blob(data))
        wanted = uharfbuzz.SubsetInput()
        wanted.sets(uharfbuzz.SubsetInputSets.UNICODE).update(sorted(map(ord, characters)))
        wanted.sets(uharfbuzz.SubsetInputSets.NAME_ID).update(range(26))
        tags = sorted(int.from_bytes(feature.encode("ascii"), "big") for feature in features)
        wanted.sets(uharfbuzz.SubsetInputSets.LAYOUT_FEATURE_TAG).update(tags)
        cut: bytes = uharfbuzz.subset(face, wanted).blob.data
    except (RuntimeError, ValueError):
        return data
    return cut if 0 < len(cut) < len(data) else data
