"""Makes the pictures of the guide to themes from the sample book: a spread of each theme, and each option's choices.

Run it from the repository: `python docs/theme_pictures.py`. Only pages that are shown are laid out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
from PIL import Image

from book.model.prose import Block, SectionBreak
from book.model.settings import EditionSettings, ThemeSettings, Trim
from book.pipeline import Manuscript, make_pdf, read
from book.problems import Problems
from book.workshop import Workshop

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "pictures" / "themes"
PAPER = (214, 210, 202)
TRIMS = {"pocket": Trim.inches(5, 8), "large-print": Trim.inches(7, 10)}
SPREAD = "ch-cabiria"
SIDEBAR = "ch-cabiria-s1"
OPTIONS: tuple[tuple[str, str, dict[str, object]], ...] = (
    ("classic", "sidebars-rule", {"sidebars": "rule"}),
    ("classic", "sidebars-box", {"sidebars": "box"}),
    ("classic", "sidebars-tint", {"sidebars": "tint"}),
    ("classic", "numerals-strong", {"numerals": "strong"}),
    ("classic", "figures-lining", {"figures": "lining"}),
    ("classic", "ornament-dots", {"ornament": "dots"}),
    ("classic", "ornament-stars", {"ornament": "stars"}),
    ("classic", "ornament-rule", {"ornament": "rule"}),
    ("classic", "text-size-small", {"text_size": "small"}),
    ("classic", "show-credits-false", {"show_credits": False}),
    ("classic", "chapter-start-recto", {"chapter_start": "recto"}),
    ("countdown", "sidebar-place-inline", {"sidebar_place": "inline"}),
    ("countdown", "sidebar-place-side", {"sidebar_place": "side"}),
    ("countdown", "plate-leader", {"plate": "leader"}),
    ("countdown", "plate-plain", {"plate": "plain"}),
    ("countdown", "plate-none", {"plate": "none"}),
    ("countdown", "picture-frame", {"picture": "frame"}),
    ("countdown", "body-face-sans", {"body_face": "sans"}),
    ("countdown", "accent", {"accent": "#8a2c5a"}),
    ("pocket", "pictures-wide", {"pictures": "wide"}),
    ("pocket", "pictures-none", {"pictures": "none"}),
    ("pocket", "columns-two", {"columns": "two"}),
    ("large-print", "body-face-serif", {"body_face": "serif"}),
    ("large-print", "text-size-22", {"text_size": "22"}),
)
WITHOUT_PICTURE = frozenset({"plate-leader", "plate-plain", "plate-none"})


def shown(
    manuscript: Manuscript, theme: str, options: dict[str, object], *, bare: bool = False, anchor: str = SPREAD
) -> Image.Image:
    """Return the spread on which an anchor is, in colour; `bare` takes the pictures of the films away."""
    trim = Trim.inches(7, 10) if options.get("columns") == "two" else TRIMS.get(theme, Trim.inches(6, 9))
    settings = EditionSettings(
        "specimen", "pdf", paper="colour", trim=trim, theme=ThemeSettings(theme, options), first=30, last=27
    )
    book = manuscript.book
    if bare:
        chapters = tuple(replace(one, blocks=one.blocks[1:], image=None) for one in book.chapters)
        book = replace(book, chapters=chapters)
    if "ornament" in options:  # a review in two sections
        chapters = tuple(replace(one, blocks=_parted(one.blocks)) for one in book.chapters)
        book = replace(book, chapters=chapters)
    pdf = make_pdf(Manuscript(book, manuscript.index), settings, Problems(), Workshop(ROOT / "build" / ".cache"))
    first = pdf.pages.pages[anchor][0]
    first -= 1 if pdf.pages.folios[first].isdecimal() and int(pdf.pages.folios[first]) % 2 else 0
    document = pypdfium2.PdfDocument(pdf.data)
    sheets = [document[number].render(scale=72 / 72).to_pil().convert("RGB") for number in (first, first + 1)]
    edge = 16
    picture = Image.new("RGB", (sum(one.width for one in sheets) + 2 * edge + 1, sheets[0].height + 2 * edge), PAPER)
    picture.paste(sheets[0], (edge, edge))
    picture.paste(sheets[1], (edge + sheets[0].width + 1, edge))
    return picture


def _parted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with a section break after the first three."""
    return (*blocks[:3], SectionBreak(f"{blocks[0].id}-break", blocks[0].source), *blocks[3:])


def main() -> None:
    """Write every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    manuscript = read(ROOT, Problems())
    for theme in ("classic", "countdown", "pocket", "large-print"):
        shown(manuscript, theme, {}).quantize(128).save(OUT / f"{theme}.png", optimize=True)
    for theme, name, options in OPTIONS:
        picture = shown(
            manuscript,
            theme,
            options,
            bare=name in WITHOUT_PICTURE,
            anchor=SIDEBAR if "sidebars" in options else SPREAD,
        )
        picture.quantize(64).save(OUT / f"{theme}-{name}.png", optimize=True)


if __name__ == "__main__":
    main()
