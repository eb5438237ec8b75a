"""What HTML says of figures, quotations and numbered lists beyond their words: captions, sources, counting."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from book.importing.post import Block
from book.importing.rich import Rich


def captioned(element: Any, inside: tuple[Block, ...], *, clip: bool) -> tuple[Block, ...]:  # noqa: ANN401
    """Return the blocks of a figure, its caption with the picture where there is one; `clip`: it shows a film clip."""
    clip = clip or any(block.kind == "embed" for block in inside)
    captions = [item for item in element.iter("figcaption", "caption") if isinstance(item.tag, str)]
    captions.extend(
        item
        for item in element.iter("p", "td", "div", "dd")
        if {"wp-caption-text", "tr-caption", "gallery-caption"} & set((item.get("class") or "").split())
    )
    pictures = [block for block in inside if block.kind == "picture"]
    words = {" ".join("".join(item.itertext()).split()) for item in captions}
    if len(pictures) == 1 and not pictures[0].text and not clip:
        said = [b for b in inside if b.kind == "paragraph" and " ".join(b.text.words.split()) in words]
        if len(words) == 1 and len(said) == 1:
            rest = (b for b in inside if b not in (pictures[0], said[0]))
            return replace(pictures[0], text=said[0].text), *rest
        paragraphs = [b for b in inside if b.kind == "paragraph"]
        if words and len(paragraphs) == len(inside) - 1:
            return (replace(pictures[0], text=Rich("\n".join(b.text.words for b in paragraphs))),)
    return inside


def counts_of(numbered: Any, items: int) -> str:  # noqa: ANN401
    """Return the first number of a numbered list and its step: "10 -1" for a countdown."""
    down = numbered.get("reversed") is not None
    start = re.fullmatch(r"\d{1,4}", (numbered.get("start") or "").strip())
    return f"{start[0] if start else items if down else 1} {-1 if down else 1}"


def part_source(quote: Any) -> None:  # noqa: ANN401
    """Give the source at the end of a quotation (`cite`, `footer`) a paragraph of its own, with a dash before it."""
    named = [item for item in quote.iter("cite", "footer") if "".join(item.itertext()).strip()]
    if not named or (named[-1].tail or "").strip():
        return
    last = named[-1]
    if len("".join(last.itertext())) == len("".join(quote.itertext()).strip()):
        return
    last.tag = "div"
    if not re.match(r"\s*[-–—―~]", "".join(last.itertext())):
        last.text = f"— {(last.text or '').lstrip()}"
