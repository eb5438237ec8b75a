"""Rules about what is painted: colours, inks, type, lines and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from book.preflight.file_facts import FileFacts, PageFacts
from book.preflight.findings import Finding
from book.preflight.painted import Paint
from book.preflight.terms import JobTerms

_KIND = {
    "grey": "grey", "icc grey": "grey", "calibrated grey": "grey", "rgb": "rgb", "icc rgb": "rgb",
    "calibrated rgb": "rgb", "lab": "rgb", "cmyk": "cmyk", "icc cmyk": "cmyk", "process inks": "cmyk",
}  # fmt: skip
_WORDS = {"rgb": "screen colour (RGB)", "cmyk": "four-colour ink (CMYK)", "grey": "grey"}
_HAIR = 0.25
"""pt: thinner lines break up on any press (https://www.ghent-workgroup.org)."""
_ROUNDING = 1.5


def colour_rules(facts: FileFacts, terms: JobTerms) -> Iterator[Finding]:
    """Yield pages that hold colours, inks, type, lines or pictures that the printer would not print as they are."""
    for number, page in enumerate(facts.pages):
        yield from _spaces(page, number, terms)
        yield from _inks(page, number, terms)
        yield from _type(page, number, terms)
        yield from _lines(page, number, terms)
        yield from _transparency(page, number)


def _spaces(page: PageFacts, number: int, terms: JobTerms) -> Iterator[Finding]:
    taken = terms.printer.interior.colour
    uses = [(one.space, one.rect, one.values) for one in page.painted.paints.values()]
    uses += [(one.space, one.rect, ()) for one in page.painted.pictures]
    for rule, spaces, message, hint in (
        ("registration-colour", {"registration"}, "is painted with all plates at once (the colour All)", "use black"),
        (
            "spot-colour",
            {"spot"},
            "uses a spot colour, which is printed as something else",
            "convert it to CMYK or grey",
        ),
    ):
        if found := next((rect for space, rect, _ in uses if space in spaces), None):
            yield Finding(rule, message, hint, number, "error", found)
    refused = [(space, rect) for space, rect, _ in uses if taken and space in _KIND and _KIND[space] not in taken]
    if refused:
        names = _WORDS[_KIND[refused[0][0]]]
        message = f"uses {names}, which {terms.printer.name} does not take"
        yield Finding(
            "colour-space", message, f"bookmake pdf --for {terms.printer.key}", number, "error", refused[0][1]
        )
    elif terms.grey and (coloured := [rect for space, rect, values in uses if _is_colour(space, values)]):
        message = "uses colour, but this paper is printed in black ink alone"
        yield Finding("not-grey", message, "convert it to grey", number, "warning", coloured[0])
    if terms.printer.interior.pdfx_required and (
        found := next((rect for space, rect, _ in uses if space.startswith(("icc", "calibrated"))), None)
    ):
        message = f"uses a colour profile of its own, which {terms.printer.name} does not take"
        yield Finding("profile", message, "export it without embedded profiles", number, "error", found)


def _is_colour(space: str, values: tuple[float, ...]) -> bool:
    if _KIND.get(space, "grey") == "grey":
        return False
    return not (space == "cmyk" and len(values) == 4 and not any(values[:3]))


def _inks(page: PageFacts, number: int, terms: JobTerms) -> Iterator[Finding]:
    asked = terms.printer.interior
    paints = page.painted.paints.values()
    if black := next((one for one in paints if _four_colour_text(one, asked.black_text_to)), None):
        message = f"sets small black words in four inks ({black.ink:.0f} %): they would blur"
        hint = "black words are 100 % K alone"
        yield Finding("four-colour-black", message, hint, number, "error", black.rect)
    if not asked.total_ink:
        return
    thick = max((one for one in paints if one is not black), key=lambda one: one.ink, default=None)
    if thick and thick.space != "registration" and thick.ink > asked.total_ink + _ROUNDING:
        message = f"has {thick.ink:.0f} % of ink; {terms.printer.name} takes {asked.total_ink:.0f} % at most"
        yield Finding("total-ink", message, "convert it with a profile for that limit", number, "error", thick.rect)
    elif heavy := next(
        ((ink, one.rect) for one in page.painted.pictures if (ink := one.ink) > asked.total_ink + _ROUNDING), None
    ):
        message = (
            f"has a picture with {heavy[0]:.0f} % of ink; {terms.printer.name} takes {asked.total_ink:.0f} % at most"
        )
        yield Finding("total-ink", message, "convert it with a profile for that limit", number, "error", heavy[1])


def _four_colour_text(one: Paint, most: float) -> bool:
    if one.what != "text" or one.space not in ("cmyk", "icc cmyk") or len(one.values) != 4:
        return False
    return one.values[3] > 0.5 and sum(one.values[:3]) > 0.3 and one.size <= (most or 24.0)


def _type(page: PageFacts, number: int, terms: JobTerms) -> Iterator[Finding]:
    for name in page.not_embedded:
        message = f"uses the font {name}, which is not embedded: another would be printed"
        yield Finding("font-embedding", message, "export it with all fonts embedded", number)
    least = terms.printer.interior.least_text
    small = page.painted.least_text
    if least and small and small[0] < least - 0.01:
        message = f"has type of {small[0]:.1f} pt; {terms.printer.name} asks for {least:g} at least"
        yield Finding("small-text", message, "", number, "warning", small[1])


def _lines(page: PageFacts, number: int, terms: JobTerms) -> Iterator[Finding]:
    published = terms.printer.interior.least_line
    thinnest = min(page.painted.thin, default=None)
    if thinnest is None:
        return
    width, rect = thinnest
    if width < _HAIR - 0.005:
        words = f"{width:.2f} pt thick" if width >= 0.005 else "as thin as the press can do"
        message = f"has a hairline, {words}: it may not print"
        yield Finding("hairline", message, f"draw it {published or 0.5:g} pt thick", number, "error", rect)
    elif published and width < published - 0.01:
        message = f"has a line {width:.2f} pt thick; {terms.printer.name} asks for {published:g} at least"
        yield Finding("thin-line", message, "", number, "warning", rect)


def _transparency(page: PageFacts, number: int) -> Iterator[Finding]:
    for what, rect in page.painted.transparent.items():
        message = f"is seen through ({what}): flattened by the printer, it may look otherwise"
        yield Finding("transparency", message, "flatten transparency before export", number, "error", rect)
        return


def picture_rules(facts: FileFacts, terms: JobTerms) -> Iterator[Finding]:
    """Yield pages with pictures of too few pixels for their printed size, in one summed-up message a severity."""
    asked = terms.printer.interior
    least, refused = asked.least_ppi, asked.refused_ppi
    if not least:
        return
    low = [
        (number, shown)
        for number, page in enumerate(facts.pages)
        for shown in page.painted.pictures
        if 0 < shown.ppi < least - 1 and not shown.mask and min(shown.width, shown.height) > 2
    ]
    for severity, some in (
        ("error", [one for one in low if one[1].ppi < (refused or least / 2)]),
        ("warning", [one for one in low if one[1].ppi >= (refused or least / 2)]),
    ):
        if not some:
            continue
        worst = min(shown.ppi for _, shown in some)
        count = f"{len(some)} pictures have" if len(some) > 1 else "a picture has"
        message = f"{count} fewer than {least:g} pixels an inch at the printed size (the lowest {worst:.0f})"
        share = f"{max(1, int(100 * worst / least))}%"
        hint = (
            f"print it smaller: {{width={share}}} after the picture, or [printing] least_ppi = {least:g} for all; or"
            f" take files with {least / worst:.1f} times the pixels"
        )
        for number, shown in some:
            yield Finding(
                "picture-resolution", message, hint, number, "error" if severity == "error" else "warning", shown.rect
            )
