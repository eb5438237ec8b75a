"""The layout report: what a typographer would mend, page by page.

Every rule is silent on a page that keeps it. What a writer can do about a finding is to write a little more or
less; what a theme's designer can do is in the guide to themes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from book.typeset.job import Finding
from book.typeset.justification import judged
from book.typeset.measuring import bottom, content, extent, leading, shown
from book.typeset.paragraphs import Paragraph, paragraphs, said

LEAST_PPI = 300
LEAST_FILLED = 1 / 3
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"contents", "titles", "checklist", "index", "picture-credits", "copyright", "colophon"})
_UNBALANCED = "unbalanced"
_SAME = 1.5  # lines by which facing pages may differ: one is what keeping two lines together costs


def inspect(pages: Sequence[Any]) -> list[Finding]:
    """Return what is to be mended on the pages of one document, by page."""
    found: list[Finding] = []
    prose = not _classes(pages[0]) & _LISTS if pages else False
    for paragraph in paragraphs(pages):
        found += judged(paragraph, prose=prose)
        found += _parted(paragraph)
    found += _sidebars(pages)
    for number, page in enumerate(pages):
        found += _stranded(page, number, last=number == len(pages) - 1)
        found += _pictures(page, number)
        if prose or len(pages) > 1:  # a short list is no fault, the last two lines of a long one are
            found += _empty(page, number)
    return facing(found, pages)


def facing(found: Iterable[Finding], pages: Sequence[Any]) -> list[Finding]:
    """Return findings by page, with what there is to say of pages that face each other as they lie here."""
    others = (one for one in found if one.code != _UNBALANCED)
    return sorted(dict.fromkeys((*others, *_unbalanced(pages))), key=lambda one: one.page)


def _parted(paragraph: Paragraph) -> Iterator[Finding]:
    """Yield widows and orphans: a single line of a paragraph at the head or at the foot of a page."""
    if len(paragraph) < 2 or paragraph[0].page == paragraph[-1].page:
        return
    first, last = paragraph[0], paragraph[-1]
    if len(first.lines) == 1:
        message = f"the first line of a paragraph stands alone at the foot: “{_quoted(first.lines[0])}”"
        yield Finding("orphan", first.page, first.anchor, message)
    if len(last.lines) == 1:
        message = f"the last line of a paragraph stands alone at the head: “{_quoted(last.lines[0])}”"
        yield Finding("widow", last.page, last.anchor, message)


def _quoted(line: Any) -> str:  # noqa: ANN401 -- the engine's types are not public
    words = said(line)
    return words if len(words) <= 60 else words[:60].rpartition(" ")[0] + " …"


def _sidebars(pages: Sequence[Any]) -> Iterator[Finding]:
    """Yield the sidebars that run over a page."""
    before: dict[int, Any] = {}
    for number, page in enumerate(pages):
        here: dict[int, Any] = {}
        for one in content(page):
            for box in _classed(one, "sidebar"):
                here[id(box.element)] = box.element
                if id(box.element) in before:
                    yield Finding("split-sidebar", number, box.element.get("id", ""), "a sidebar runs over two pages")
        before = here


def _classed(box: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    element = box.element
    if element is not None and hasattr(element, "get") and name in (element.get("class") or "").split():
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _classed(child, name)


def _stranded(page: Any, number: int, *, last: bool) -> Iterator[Finding]:  # noqa: ANN401
    """Yield the heading that ends a page which goes on overleaf."""
    if last:
        return
    lowest: Any = None
    for one in content(page):
        for box, heading in _under_headings(one, None):
            if lowest is None or bottom(box) > bottom(lowest[0]) + 0.01:
                lowest = (box, heading)
    if lowest and lowest[1] is not None:
        anchor = lowest[1].get("id", "")
        message = f"a heading is left alone at the foot: “{_quoted(lowest[0])}”"
        yield Finding("stranded-heading", number, anchor, message)


def _under_headings(box: Any, heading: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    element = box.element
    if element is not None and str(getattr(element, "tag", "")).rpartition("}")[2] in _HEADINGS:
        heading = element
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        yield box, heading
        return
    for child in getattr(box, "children", ()):
        yield from _under_headings(child, heading)


def _pictures(page: Any, number: int) -> Iterator[Finding]:  # noqa: ANN401
    """Yield the pictures that have too few pixels for the size they are printed at."""
    for box, anchor in _images(page._page_box, ""):  # noqa: SLF001
        picture = box.replacement
        width, height = getattr(picture, "width", None), getattr(picture, "height", None)
        if type(picture).__name__ != "RasterImage" or not width or not height or not box.width or not box.height:
            continue
        across, down = width / (box.width / 96), height / (box.height / 96)
        fit = box.style["object_fit"]
        ppi = min(across, down) if fit == "cover" else max(across, down) if fit == "contain" else min(across, down)
        if round(ppi) < LEAST_PPI:
            name = (box.element.get("src") or "").rpartition("/")[2]
            inches = f"{width / ppi:.1f} × {height / ppi:.1f} in"
            message = f"the picture {name} has {ppi:.0f} ppi at {inches}; {LEAST_PPI} are asked for"
            yield Finding("resolution", number, anchor, message)


def _images(box: Any, anchor: str) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    element = box.element
    if element is not None and hasattr(element, "get"):
        anchor = element.get("id") or anchor
    if isinstance(box, boxes.ReplacedBox):
        yield box, anchor
    for child in getattr(box, "children", ()):
        yield from _images(child, anchor)


def _numbered(page: Any) -> bool:  # noqa: ANN401
    """Whether a page is of the text: title pages, dedications and the like are as empty as they please."""
    return "numbered" in _classes(page)


def _classes(page: Any) -> set[str]:  # noqa: ANN401
    """Return the classes of the body, which say what kind of document it is."""
    root = next(content(page))
    body = next((child for child in getattr(root, "children", ()) if child.element_tag == "body"), root)
    return set((body.element.get("class") or "").split())


def _empty(page: Any, number: int) -> Iterator[Finding]:  # noqa: ANN401
    """Yield a page of text that is less than a third full."""
    here = extent(page)
    notes = float(page._page_box.content_box_y() + page._page_box.height) - here.limit  # noqa: SLF001
    room = here.limit + notes - here.top
    filled = (here.used + notes) / room if room > 0 else 1.0
    if 0 < filled < LEAST_FILLED and _numbered(page):
        yield Finding("nearly-empty", number, _first_anchor(page), f"the page is only {filled:.0%} full")


def _unbalanced(pages: Sequence[Any]) -> Iterator[Finding]:
    """Yield facing pages that end at different heights though the text goes on after both."""
    for number in range(len(pages) - 2):
        one, other = pages[number], pages[number + 1]
        if one._page_box.page_type.side != "left":  # noqa: SLF001
            continue
        line = leading(one)
        ends = [_lowest(page) for page in (one, other)]
        if abs(ends[0] - ends[1]) > _SAME * line:
            lines = round(abs(ends[0] - ends[1]) / line)
            which = "right" if ends[1] < ends[0] else "left"
            message = f"the {which} page ends {lines} lines above the one facing it"
            yield Finding(_UNBALANCED, number + 1, _first_anchor(other), message)


def _lowest(page: Any) -> float:  # noqa: ANN401
    """Return where a page ends, the notes at its foot counted in."""
    frame = page._page_box  # noqa: SLF001
    if any(isinstance(child, boxes.FootnoteAreaBox) and child.children for child in frame.children):
        return float(frame.content_box_y() + frame.height)
    return max((bottom(box) for one in content(page) for box in shown(one)), default=float(frame.content_box_y()))


def _first_anchor(page: Any) -> str:  # noqa: ANN401
    """Return the id nearest to the first line or picture of a page."""
    for one in content(page):
        for anchor in _anchors(one, ""):
            return anchor
    return ""


def _anchors(box: Any, anchor: str) -> Iterator[str]:  # noqa: ANN401
    element = box.element
    if element is not None and hasattr(element, "get"):
        anchor = element.get("id") or anchor
    if isinstance(box, boxes.LineBox | boxes.ReplacedBox):
        yield anchor
        return
    for child in getattr(box, "children", ()):
        yield from _anchors(child, anchor)
