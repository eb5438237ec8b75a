"""A tool: a PDF as bytes, the same bytes every time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


def saved(pdf: pikepdf.Pdf) -> bytes:
    """Return a PDF 1.7 as bytes, small and without a clock: its identifier follows from its content."""
    from pikepdf import ObjectStreamMode

    out = io.BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        min_version="1.7",
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
    )
    return out.getvalue()
