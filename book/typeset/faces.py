"""Faces: those a book declares, those its pages were set in, and that they are the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from weasyprint.text.fonts import FontConfiguration, get_hb_object_data

from book.problems import Problem, Source
from book.typeset.lines import KeptLines
from book.typeset.sharing import SharedStyles

Declared = tuple[str, int, str]
"""Family in lower case, weight, and "normal" or "italic"."""
_WEIGHTS = {"normal": 400, "bold": 700}


class BookFaces(FontConfiguration):  # type: ignore[misc]  # weasyprint publishes no types
    """The engine's faces, in a folder of ours that is removed with it; remembers what was declared."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.declared: set[Declared] = set()
        self.lines = KeptLines()
        self.styles = SharedStyles()

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: object) -> None:
        """Read a declared face, as the engine asks."""
        weight = rule_descriptors.get("font_weight", 400)
        style = rule_descriptors.get("font_style", "normal")
        family = str(rule_descriptors["font_family"]).lower()
        self.declared.add((family, _WEIGHTS.get(weight, weight), "normal" if style == "normal" else "italic"))
        super().add_font_face(rule_descriptors, url_fetcher)


def face_names(fonts: Iterable[Any], faces: Mapping[str, str], known: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return (name in the PDF's resources, URL of the face on the shelf) of every font; "" for a stranger.

    A font's name stands for family, style and weight, so what is `known` of it holds for the next document.
    """
    found: dict[str, str] = {}
    for font in fonts:
        name = str(font.hash)
        if name not in known:
            known[name] = faces.get(hashlib.sha256(get_hb_object_data(font.hb_face)).hexdigest(), "")
        found[name] = known[name]
    return tuple(sorted(found.items()))


def undeclared(pages: Sequence[Any], declared: set[Declared]) -> Iterator[Problem]:
    """Yield a problem for each weight or style that words ask of a declared family without such a face."""
    from weasyprint.formatting_structure.boxes import TextBox

    families = {family for family, _, _ in declared}
    asked: dict[Declared, None] = {}
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 -- boxes are not public, yet the only witness
            if isinstance(box, TextBox):
                style = box.style
                slant = "normal" if style["font_style"] == "normal" else "italic"
                asked[(style["font_family"][0], int(style["font_weight"]), slant)] = None
    for family, weight, slant in asked:
        if family.lower() in families and (family.lower(), weight, slant) not in declared:
            words = f"the styles ask for {family} {weight}{' italic' if slant == 'italic' else ''}"
            yield Problem(Source("styles"), "face-missing", f"{words}, which the theme has no file for", "", "warning")
