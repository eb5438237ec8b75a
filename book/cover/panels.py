"""The back and the spine: words in the styles of the theme's cover, made as large as they fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from book.cover.front import lay_out
from book.model.edition import Edition, ShelfFile
from book.model.printing import CoverPlan
from book.model.settings import PT_PER_MM, CoverSettings
from book.problems import Problems
from book.typeset.job import Laid

_PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}">'
    '<head><meta charset="utf-8"/><title>{title}</title></head><body>{body}</body></html>'
)
_SIZES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)
_LEAST_SPINE_PT = 7.0
_BESIDE_TITLE = 0.72
"""The size of what stands beside the title on the spine, in parts of its own."""
_MOST_SPINE_MM = 6.4
_UPWARD = frozenset({"fr", "es", "it", "pt", "ca", "ro", "pl", "cs", "sk", "hu", "el", "ru", "uk", "bg", "gl", "eu"})
"""Languages whose books traditionally have the spine read from foot to head; the others follow ISO 6357."""


def body_face(edition: Edition) -> str:
    """Return the family that words of the cover are set in if its styles do not say so."""
    families = re.findall(r'@font-face \{ font-family: "([^"]+)"', edition.cover_css)
    return next((family for family in families if "Sans" in family), families[0] if families else "sans-serif")


def reads_upward(edition: Edition, cover: CoverSettings) -> bool:
    """Whether the words on the spine run from its foot to its head."""
    if cover.direction:
        return cover.direction == "up"
    return edition.metadata.language.partition("-")[0].lower() in _UPWARD


def _document(edition: Edition, body: str) -> str:
    return _PAGE.format(
        language=escape(edition.metadata.language), title=escape(edition.metadata.title, quote=False), body=body
    )


# ---------------------------------------------------------------- the back


@dataclass(frozen=True, slots=True)
class AuthorPicture:
    """A picture for the back: its URL on the shelf, and the file."""

    url: str
    file: ShelfFile


def back(
    edition: Edition,
    cover: CoverSettings,
    plan: CoverPlan,
    problems: Problems,
    *,
    bleed: float,
    author: AuthorPicture | None,
) -> bytes:
    """Return the back as a page of the panel's size; its words keep clear of the zone of the barcode."""
    blurb = cover.blurb or ((edition.metadata.description,) if edition.metadata.description else ())
    words = "".join(f'<p class="blurb">{escape(part, quote=False)}</p>' for part in blurb)
    note = "".join(f"<p>{escape(part, quote=False)}</p>" for part in cover.author_note)
    picture = f'<img class="author-picture" src="{author.url}" alt=""/>' if author else ""
    if note or picture:
        words += f'<div class="author-note">{picture}{note}</div>'
    foot = "".join(
        f'<p class="{name}">{escape(line, quote=False)}</p>'
        for name, line in (("publisher", edition.metadata.publisher), ("price", cover.price))
        if line
    )
    body = (
        f'<section class="cover-back"><div class="words-of-back" id="words">{words}</div>'
        f'<div class="foot">{foot}</div></section>'
    )
    room = _room_above_barcode(plan, cover)
    pdf = b""
    for size in _SIZES:
        css = _back_css(edition, plan, size)
        laid = lay_out(edition, _document(edition, body), (plan.panel, plan.height), bleed, css)
        box = laid.tops.get("words")
        pdf = laid.pdf
        if box is None or not words or box.bottom >= room * PT_PER_MM:
            return pdf
    problems.warning(
        cover.source,
        "blurb-too-long",
        "the words of the back cover reach into the zone of the barcode even when they are small",
        "shorten `blurb` or `author_note`",
    )
    return pdf


def _room_above_barcode(plan: CoverPlan, cover: CoverSettings) -> float:
    """Return how far from the foot of the panel words may reach, in mm."""
    over = (plan.height - plan.trim.height) / 2
    if cover.barcode == "none":
        return over + max(plan.safe, 6.0) + 8.0
    return over + plan.barcode.from_bottom + plan.barcode.height + 4.0


def _back_css(edition: Edition, plan: CoverPlan, size: float) -> str:
    side = max(0.09 * plan.panel, plan.safe + 2, plan.hinge + 3)
    foot = (plan.height - plan.trim.height) / 2 + max(plan.safe, 6.0)
    right = plan.hinge + plan.barcode.from_spine + plan.barcode.width + 4
    return (
        f'html, body {{ margin: 0; font-family: "{body_face(edition)}" }}\n'
        ".cover-back { padding: 0 !important; margin: 0 !important }\n"
        f".cover-back {{ position: relative; width: 100vw; height: 100vh; font-size: {size * 11:.2f}pt;"
        " line-height: 1.4; hyphens: none; text-align: left }\n"
        f".cover-back .words-of-back {{ position: absolute; left: {side:.3f}mm; right: {side:.3f}mm;"
        f" top: {side:.3f}mm }}\n"
        ".cover-back p { margin: 0 0 0.7em; text-indent: 0 }\n"
        ".cover-back .author-note { margin-top: 1.6em; font-size: max(0.86em, 7pt); overflow: hidden }\n"
        ".cover-back .author-picture { float: left; width: 22mm; margin: 0.2em 4mm 2mm 0 }\n"
        f".cover-back .foot {{ position: absolute; left: {side:.3f}mm; right: {right:.3f}mm; bottom: {foot:.3f}mm;"
        " font-size: 8.5pt; line-height: 1.35 }\n"
        ".cover-back .foot p { margin: 0 }\n"
    )


# ---------------------------------------------------------------- the spine


def spine(edition: Edition, plan: CoverPlan, bleed: float, problems: Problems, cover: CoverSettings) -> bytes:
    """Return the spine as a page as wide as the book is high, to be turned: title, authors, publisher on one line.

    Without words where the printer allows none, or where they would be too small to read.
    """
    usable = plan.spine - 2 * plan.spine_margin
    em = min(usable / 1.15, _MOST_SPINE_MM)

    def laid_out(content: str, size: float) -> Laid:
        xhtml = _document(edition, f'<section class="cover-spine">{content}</section>')
        return lay_out(edition, xhtml, (plan.height, plan.spine), bleed, _spine_css(edition, plan, size))

    if not plan.spine_text:
        return laid_out("", 1).pdf
    if em * PT_PER_MM < _LEAST_SPINE_PT:
        message = (
            f"the spine is {plan.spine:.1f} mm thick, and words keep {plan.spine_margin:.1f} mm from its folds: "
            "none could be read, so it has none"
        )
        problems.warning(cover.source, "thin-spine", message)
        return laid_out("", 1).pdf
    room = (plan.height - 2 * _spine_ends(plan)) * PT_PER_MM
    for parts in _spine_words(edition):
        body = f'<div class="line" id="line">{"".join(parts[:2])}</div>'
        if len(parts) > 2:
            body += f'<div class="line end" id="end">{parts[2]}</div>'
        size = em
        for _turn in range(4):
            laid = laid_out(body, size)
            box = laid.tops.get("line")
            width = sum(one.right - one.left for one in (box, laid.tops.get("end")) if one)
            width += 2 * size * PT_PER_MM if len(parts) > 2 else 0.0
            smallest = size * (_BESIDE_TITLE if len(parts) > 1 else 1.0)
            if width <= room and smallest * PT_PER_MM >= _LEAST_SPINE_PT:
                return laid.pdf
            size *= room / max(width, room) * 0.985
    problems.warning(cover.source, "long-title", "the title is too long for the spine, which is left without words")
    return laid_out("", 1).pdf


def _spine_words(edition: Edition) -> Iterator[list[str]]:
    """Yield what the spine says: all of it, then without the publisher, then the title alone."""
    metadata = edition.metadata
    authors = [person.name for person in metadata.contributors if person.role == "aut"]
    surnames = [(one.file_as or one.name).partition(",")[0] for one in metadata.contributors if one.role == "aut"]
    by = " · ".join(authors if len(authors) < 2 else surnames)
    title = _span("title", metadata.title) + _span("volume", str(metadata.volume or ""))
    author = _span("by", by)
    publisher = _span("publisher", metadata.publisher)
    seen: list[list[str]] = []
    for parts in ([title, author, publisher], [title, author], [title]):
        said = [part for part in parts if part]
        if said not in seen:
            seen.append(said)
            yield said


def _span(name: str, words: str) -> str:
    return f'<span class="spine-{name}">{escape(words, quote=False)}</span>' if words else ""


def _spine_ends(plan: CoverPlan) -> float:
    """Return how far from head and foot of the spine its words stay, in mm."""
    return (plan.height - plan.trim.height) / 2 + max(plan.safe, 9.5)


def _spine_css(edition: Edition, plan: CoverPlan, size: float) -> str:
    # WeasyPrint's inline boxes are centred on the strip by a line as high as it.
    return (
        f'html, body {{ margin: 0; font-family: "{body_face(edition)}" }}\n'
        ".cover-spine { padding: 0 !important; margin: 0 !important }\n"
        f".cover-spine {{ position: relative; width: 100vw; height: 100vh; font-size: {size:.4f}mm; line-height: 1 }}\n"
        f".cover-spine .line {{ position: absolute; left: {_spine_ends(plan):.3f}mm; top: 0; white-space: nowrap;"
        f" line-height: {plan.spine:.4f}mm; height: {plan.spine:.4f}mm }}\n"
        f".cover-spine .end {{ left: auto; right: {_spine_ends(plan):.3f}mm }}\n"
        ".cover-spine span { margin-right: 1.3em; line-height: inherit }\n"
        ".cover-spine span:last-child { margin-right: 0 }\n"
        f".cover-spine .spine-by, .cover-spine .spine-publisher {{ font-size: {_BESIDE_TITLE}em }}\n"
    )
