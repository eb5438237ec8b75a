"""What a package says to readers with disabilities: computed from what is in it, claimed by nobody but a named judge.

Sources: EPUB Accessibility 1.1 (https://www.w3.org/TR/epub-a11y-11/); Schema.org Accessibility Properties for
Discoverability Vocabulary (https://www.w3.org/community/reports/a11y-discov-vocab/CG-FINAL-vocabulary-20241209/).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from book.model.edition import Content, Metadata

_FIXED = re.compile(r"(?<![-\w])(?:font-size|line-height)\s*:\s*[\d.]+(?:px|pt|mm|cm|in)\b|position\s*:\s*fixed")


@dataclass(frozen=True, slots=True)
class Accessibility:
    """schema:accessMode, accessModeSufficient, accessibilityFeature and accessibilityHazard of a package."""

    modes: tuple[str, ...]
    sufficient: tuple[str, ...]
    features: tuple[str, ...]
    hazards: tuple[str, ...]


def judge(
    metadata: Metadata, contents: Iterable[Content], css: str, *, cover: bool, moves: bool, pages: bool
) -> Accessibility:
    """Return what can be said of a package: `moves` if a picture does, `pages` if it has a list of printed pages."""
    contents = tuple(contents)
    modes = tuple(dict.fromkeys(("textual", *metadata.access_modes, *(("visual",) if cover else ()))))
    found = {"tableOfContents", "readingOrder"}
    traits = {trait for content in contents for trait in content.traits}
    if metadata.described and ("pictures" in traits or cover):
        found.add("alternativeText")  # the cover's is made from the title
    if "headings" in traits:
        found.add("structuralNavigation")
    if "index" in traits:
        found.add("index")
    if "roles" in traits:
        found.add("ARIA")
    if not _FIXED.search(css):
        found.add("displayTransformability")
    if pages:
        found |= {"pageBreakMarkers", "pageNavigation"}
    # The words alone are enough where every picture has alternative text or is decorative.
    sufficient = ["textual"] if metadata.described else []
    if "visual" in modes:
        sufficient.append("textual,visual")
    # Pictures that move may flash; nothing here sounds.
    hazards = ("unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard") if moves else ("none",)
    return Accessibility(modes, tuple(sufficient), tuple(sorted(found, key=str.lower)), hazards)
