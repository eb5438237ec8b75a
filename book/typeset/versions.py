"""What a laid-out page depends on besides its content: the engine, its native libraries and this room.

Found without importing the engine, which costs half a second: a build that finds all its pages in the cache
never needs it.
"""

from __future__ import annotations

import ctypes
import hashlib
import zlib
from functools import cache
from pathlib import Path

from book.installed import version_of

_PACKAGES = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "pyphen",
    "pillow",
    "lxml",
    "pikepdf",
)
_PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "libpango-1.0-0")
_HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll", "libharfbuzz-0")


@cache
def fingerprint() -> str:
    """Return one line that changes when anything does that may move a letter on a page."""
    found = [f"{name} {version_of(name)}" for name in _PACKAGES]
    found.append(f"pango {_native(_PANGO, 'pango_version_string')}")
    found.append(f"harfbuzz {_native(_HARFBUZZ, 'hb_version_string')}")
    found.append(f"zlib {zlib.ZLIB_RUNTIME_VERSION}")
    found.append(f"bookmake {_own_sources()}")
    return ", ".join(found)


def _native(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            ask = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return (ask() or b"").decode("ascii", "replace")
    return _native_of_engine(function)


def _native_of_engine(function: str) -> str:
    """Return the version of a library that only the engine knows how to find."""
    try:
        from weasyprint.text import ffi
    except (ImportError, OSError):
        return "none"
    if function.startswith("pango"):
        return str(ffi.pango.pango_version())
    return "unknown"


def _own_sources() -> str:
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.iterdir(), key=lambda path: path.name):
        if path.suffix in (".py", ".conf"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
