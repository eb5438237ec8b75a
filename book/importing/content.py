"""The HTML of a post → neutral blocks.

WordPress stores classic posts without paragraphs: a blank line is one, a newline a line break (what `wpautop` adds
when a page is shown, https://developer.wordpress.org/reference/functions/wpautop/). Block posts are complete HTML,
and text that lies between their blocks is like a classic post again. Pictures, captions and table cells break the
text wherever they stand, so that nothing is glued to its neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from book.importing.figures import captioned, counts_of, part_source
from book.importing.furniture import is_furniture
from book.importing.gathering import Gathering
from book.importing.paragraphs import BREAK
from book.importing.post import Block, LeftOut
from book.importing.rich import Mark, MarkKind, Rich
from book.importing.shortcodes import resolved
from book.importing.tables import blocks_of_table
from book.problems import Source

_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "center", "address", "details",
        "summary", "dl", "dt", "dd", "fieldset", "nav", "body", "html", "hgroup", "figcaption", "caption",
    }
)  # fmt: skip
_MARKS: dict[str, MarkKind] = {
    "strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "s": "strike", "del": "strike", "strike": "strike", "code": "code", "tt": "code", "kbd": "code",
}  # fmt: skip
_DROPPED = {
    "script": "a script", "style": "a style sheet", "noscript": "words for browsers without scripts",
    "form": "a form", "button": "a button", "select": "a form", "textarea": "a form", "label": "a form",
    "svg": "a drawing of the page", "template": "a template of the page", "head": "the head of the page",
}  # fmt: skip
_CLIPS = frozenset({"iframe", "video", "audio", "embed", "object"})
_REUSABLE = re.compile(r"^\s*wp:(?:core/)?block\s+\{[^}]*\"ref\"\s*:\s*(\d+)")
_NUMBER = re.compile(r"\bwp-image-(\d+)\b")
_STRAY = re.compile(r"<(?![A-Za-z/!?])")


@cache
def _parser() -> Any:  # noqa: ANN401  (lxml publishes no types)
    from lxml import etree

    return etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)


def blocks_of(html: str, source: Source, *, classic: bool) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Return the blocks of a post's HTML and what was left out of it.

    `source` is the place where the HTML begins. With `classic`, blank lines between elements part paragraphs.
    """
    text = _STRAY.sub("&lt;", resolved(html))
    if not text.strip():
        return (), ()
    root = parsed(f"<div>{text}</div>")
    if root is None:
        return (), ()
    walker = _Walker(source, classic=classic, mixed="<!-- wp:" in html, depth=-2)
    walker.walk(root)
    walker.end_paragraph()
    return tuple(walker.blocks), tuple(walker.left_out)


def parsed(html: str) -> Any:  # noqa: ANN401
    """Return the tree of an HTML text, or None if there is nothing in it; nothing is loaded."""
    from lxml import etree

    try:
        return etree.fromstring(html.encode("utf-8", "surrogatepass"), _parser())
    except (etree.XMLSyntaxError, ValueError):
        return None


def blocks_of_element(
    root: Any,  # noqa: ANN401
    source: Source,
) -> tuple[tuple[Block, ...], tuple[LeftOut, ...]]:
    """Return the blocks of an element of a page and what was left out of it."""
    walker = _Walker(source, classic=False, mixed=False, depth=0)
    walker.walk(root)
    walker.end_paragraph()
    return tuple(walker.blocks), tuple(walker.left_out)


def is_classic(html: str) -> bool:
    """Whether a post's HTML has no paragraphs of its own (the classic editor of WordPress)."""
    return "<!-- wp:" not in html


class _Walker(Gathering):
    """Goes through a tree once."""

    # ------------------------------------------------------------ elements

    def walk(self, element: Any) -> None:  # noqa: ANN401
        """Take in an element's words and children."""
        lines = self._classic or (self._mixed and self._depth <= 0)
        self.text(element.text, lines=lines)
        for child in element:
            if child.sourceline:
                self._line = max(self._line, self._source.line + child.sourceline - 1)
            self._child(child)
            self.text(child.tail, lines=lines)

    def _child(self, element: Any) -> None:  # noqa: ANN401, C901, PLR0912
        tag = element.tag
        if not isinstance(tag, str):
            self._comment(element)
            return
        names = element.get("class") or ""
        if tag in _MARKS or tag == "a":
            self._marked(element, tag)
        elif tag == "br":
            self.put(BREAK)
        elif tag == "img":
            self._picture(element, names)
        elif tag in _DROPPED or "bookmake-form" in names:
            self._drop(element, _DROPPED.get(tag, "a form or button of the blog"))
        elif names and is_furniture(names.split()):
            self._drop(element, "page furniture")
        elif tag in _CLIPS or "bookmake-clip" in names:
            self._embedded(element)
        elif tag == "figure" or "wp-caption" in names.split() or "tr-caption-container" in names:
            self.end_paragraph()
            self._figure(element, names)
        elif re.fullmatch("h[1-6]", tag):
            self._heading(element, int(tag[1]))
        elif tag in ("ul", "ol", "menu"):
            self._list(element, tag)
        elif tag == "blockquote":
            self.end_paragraph()
            line = self._line
            part_source(element)
            self.blocks.append(Block("quote", line=line, inside=self._nested(element)))
        elif tag == "pre":
            self._pre(element, names)
        elif tag == "table":
            self.end_paragraph()
            self._table(element)
        elif tag == "hr":
            self.end_paragraph()
            self.blocks.append(Block("rule", line=self._line))
        elif tag in _BLOCKS or tag in ("li", "tr", "td", "th", "tbody", "thead", "tfoot"):
            self.end_paragraph()
            self._depth += 1
            self.walk(element)
            self.end_paragraph()
            self._depth -= 1
        else:
            self.walk(element)

    def _list(self, element: Any, tag: str) -> None:  # noqa: ANN401
        self.end_paragraph()
        last = self._line + "".join(element.itertext()).count("\n")
        self._loose([element])
        items = [Block("item", line=self._line, inside=self._nested(item)) for item in element if _is(item, "li")]
        loose = [item for item in element if not _is(item, "li") and isinstance(item.tag, str)]
        items.extend(Block("item", line=self._line, inside=self._nested(item)) for item in loose)
        count = counts_of(element, len(items)) if tag == "ol" else ""
        self.blocks.append(Block("list", line=self._line, level=int(tag == "ol"), address=count, inside=tuple(items)))
        self._line = max(self._line, last)

    def _comment(self, element: Any) -> None:  # noqa: ANN401
        if found := _REUSABLE.match(str(element.text or "")):
            self.end_paragraph()
            self.blocks.append(Block("reusable", line=self._line, address=found[1]))

    def _marked(self, element: Any, tag: str) -> None:  # noqa: ANN401
        start = self._length
        count = len(self.blocks)
        self.walk(element)
        target = (element.get("href") or "").strip() if tag == "a" else ""
        if len(self.blocks) == count and self._length > start and (tag != "a" or target):
            self._marks.append(Mark(start, self._length, "link" if tag == "a" else _MARKS[tag], target))

    def _heading(self, element: Any, level: int) -> None:  # noqa: ANN401
        self.end_paragraph()
        line = self._line
        for block in self._nested(element):
            self.blocks.append(Block("heading", block.text, line, level) if block.kind == "paragraph" else block)

    def _nested(self, element: Any) -> tuple[Block, ...]:  # noqa: ANN401
        """Return the blocks inside an element, apart from those around it."""
        inner = _Walker(self._source, classic=self._classic, mixed=self._mixed, depth=max(self._depth, 0) + 1)
        inner._line = inner._begun = self._line
        inner.walk(element)
        inner.end_paragraph()
        self._line = max(self._line, inner._line)
        self.left_out.extend(inner.left_out)
        return tuple(inner.blocks)

    def _picture(self, element: Any, names: str) -> None:  # noqa: ANN401
        alt = " ".join((element.get("alt") or "").split())
        if "wp-smiley" in names or "emoji" in names:
            self.put(alt)
            return
        address = element.get("data-orig-file") or element.get("data-src") or element.get("src") or ""
        number = _NUMBER.search(names)
        picture = Block(
            "picture", line=self._line, address=address.strip() or f"#{number[1] if number else ''}", alt=alt
        )
        if number and address.strip():
            picture = replace(picture, level=int(number[1]) if len(number[1]) < 12 else 0)
        if not self._length:
            self.blocks.append(picture)
        else:
            self._pictures.append(picture)
            if self._last not in " \n\v":
                self.put(" ")

    def _figure(self, element: Any, names: str) -> None:  # noqa: ANN401
        inside = self._nested(element)
        self.blocks.extend(captioned(element, inside, clip="embed" in names))

    def _embedded(self, element: Any) -> None:  # noqa: ANN401
        self.end_paragraph()
        address = element.get("src") or element.get("data") or element.get("title") or ""
        if not address:
            nested = [item.get("src") for item in element.iter("source", "embed", "iframe") if item.get("src")]
            address = nested[0] if nested else f"<{element.tag}>"
        self.clip(address.strip(), self._line)
        self._drop(element, "words shown where a clip cannot be played")

    def _drop(self, element: Any, why: str) -> None:  # noqa: ANN401
        words = " ".join(" ".join(element.itertext()).split())
        if self._length and self._last not in " \n\v":
            self.put(" ")
        if words:
            self.left_out.append(LeftOut(words, why, replace(self._source, line=self._line, column=0)))

    def _pre(self, element: Any, names: str) -> None:  # noqa: ANN401
        self.end_paragraph()
        if "verse" in names:
            self._classic, kept = True, self._classic
            self._depth += 1
            self.walk(element)
            self._classic = kept
            self._depth -= 1
            self.end_paragraph()
            return
        text = "".join(element.itertext()).strip("\n")
        if text.strip():
            self.blocks.append(Block("code", Rich(text), self._line))

    def _table(self, element: Any) -> None:  # noqa: ANN401
        for item in element:
            if _is(item, "caption"):
                self.blocks.extend(self._nested(item))
        rows = [
            [self._nested(cell) for cell in row if _is(cell, "td", "th")]
            for row in element.iter("tr")
            if not any(_is(above, "table") and above is not element for above in _up_to(row, element))
        ]
        self._loose([element, *(part for part in element.iter("tr", "tbody", "thead", "tfoot", "colgroup"))])
        self.blocks.extend(blocks_of_table(rows, self._line))

    def _loose(self, elements: list[Any]) -> None:
        """Take in words that stand where none may: in a list outside of its items, in a table outside of its cells."""
        for element in elements:
            for text in (element.text, *(child.tail for child in element)):
                if text and text.strip():
                    self.text(text, lines=False)
                    self.end_paragraph()


def _is(element: Any, *names: str) -> bool:  # noqa: ANN401
    return isinstance(element.tag, str) and element.tag in names


def _up_to(element: Any, top: Any) -> Iterator[Any]:  # noqa: ANN401
    above = element.getparent()
    while above is not None and above is not top:
        yield above
        above = above.getparent()
