"""The native libraries the layout engine stands on: are they there, and in which version."""

from __future__ import annotations

from book.problems import BookError, Problem, Source


def pango_version() -> str:
    """Return Pango's version, or "" where it cannot be loaded."""
    try:
        from weasyprint.text.ffi import pango
    except (ImportError, OSError):
        return ""
    number = int(pango.pango_version())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def subsetter_version() -> str:
    """Return "found" where HarfBuzz's subset library can be loaded, else ""."""
    try:
        from weasyprint.text.ffi import harfbuzz_subset
    except (ImportError, OSError):
        return ""
    return "found" if harfbuzz_subset else ""


def require_libraries() -> None:
    """Return if pages can be laid out here. Raises `BookError` with the line to type if not."""
    if not pango_version():
        message = "cannot lay out pages: the library Pango is not installed"
        raise BookError([Problem(Source(), "no-pango", message, "bookmake doctor")])
