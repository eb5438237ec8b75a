"""Starting the engine: imported with what we mend in it, and with no faces but the theme's."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONFIGURATION = Path(__file__).with_name("fonts.conf")


@contextmanager
def our_faces_only() -> Iterator[None]:
    """Have the font library see no face of this machine: only what the theme declares may set a page."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_CONFIGURATION)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


def import_engine() -> None:
    """Import the engine as we want it: with no system faces, and strict about truncated pictures."""
    with our_faces_only(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import weasyprint  # noqa: F401

        from book.typeset.breaking import mend
        from book.typeset.heads import true_heads
        from book.typeset.lines import keep_lines
        from book.typeset.resolution import print_size
        from book.typeset.sharing import share

        mend()
        true_heads()
        keep_lines()
        share()
        print_size()
    from PIL import ImageFile

    ImageFile.LOAD_TRUNCATED_IMAGES = False
