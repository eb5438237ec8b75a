"""Blocks → XHTML: all that EPUB and print have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import assert_never

from markupsafe import Markup

from book.edition.desk import Desk
from book.edition.inlines import NOTHING, InlineWriter, joined, with_id
from book.model.book import Chapter, Matter
from book.model.prose import (
    Block,
    Cell,
    CodeBlock,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    SectionBreak,
    Sidebar,
    Table,
)


class ProseWriter(InlineWriter):
    """Writes the prose of one piece."""

    def __init__(self, desk: Desk, piece: Chapter | Matter) -> None:
        super().__init__(desk, piece)
        self._base = 1
        self._level = 1

    def blocks(self, blocks: Iterable[Block], level: int = 1) -> Markup:
        """Return blocks as XHTML; `level` is that of the heading they stand under."""
        outer = self._base, self._level
        self._base = self._level = level
        written = joined([self._block(block) for block in blocks], "\n")
        self._base, self._level = outer
        return written

    def _block(self, block: Block) -> Markup:
        match block:
            case Paragraph():
                return with_id("p", block.id, self.words(block))
            case Heading():
                self._level = min(max(block.level, self._base + 1), self._level + 1, 6)  # no level is skipped
                return with_id(f"h{self._level}", block.id, self.words(block))
            case Quote():
                return self._quote(block)
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case CodeBlock():
                return Markup('<pre id="{}"><code>{}</code></pre>').format(block.id, block.text)
            case Figure():
                return self._figure(block)
            case SectionBreak():
                return Markup('<hr class="section-break" id="{}"/>').format(block.id)
            case Sidebar():
                return self._sidebar(block)
            case _:
                assert_never(block)

    def _quote(self, quote: Quote) -> Markup:
        inner = [self._block(block) for block in quote.blocks]
        if said_by := quote.attribution:
            inner.append(Markup('<p class="attribution" id="{}">— {}</p>').format(said_by.id, self.words(said_by)))
        return with_id("blockquote", quote.id, joined([NOTHING, *inner, NOTHING], "\n"))

    def _listing(self, listing: Listing) -> Markup:
        items = Markup("\n").join(self._item(item) for item in listing.items)
        if not listing.ordered:
            return Markup('<ul id="{}">\n{}\n</ul>').format(listing.id, items)
        start = Markup(' start="{}"').format(listing.start) if listing.start != 1 else NOTHING
        return Markup('<ol id="{}"{}>\n{}\n</ol>').format(listing.id, start, items)

    def _item(self, item: Sequence[Block]) -> Markup:
        if item and isinstance(item[0], Paragraph) and item[0].tight:
            rest = NOTHING.join(Markup("\n") + self._block(block) for block in item[1:])
            return Markup('<li id="{}">{}{}</li>').format(item[0].id, self.words(item[0]), rest)
        return Markup("<li>{}</li>").format(Markup("\n").join(self._block(block) for block in item))

    def _table(self, table: Table) -> Markup:
        head = NOTHING.join(self._cell(cell, Markup("th"), Markup(' scope="col"')) for cell in table.head)
        rows = Markup("\n").join(
            Markup("<tr>{}</tr>").format(NOTHING.join(self._cell(cell, Markup("td"), NOTHING) for cell in row))
            for row in table.rows
        )
        body = Markup("\n<tbody>\n{}\n</tbody>").format(rows) if table.rows else NOTHING
        return Markup('<div class="table" id="{}">\n<table>\n<thead><tr>{}</tr></thead>{}\n</table>\n</div>').format(
            table.id, head, body
        )

    def _cell(self, cell: Cell, element: Markup, scope: Markup) -> Markup:
        align = Markup(' class="align-{}"').format(cell.align) if cell.align else NOTHING
        return Markup('<{0} id="{1}"{2}{3}>{4}</{0}>').format(element, cell.id, scope, align, self.words(cell))

    def _figure(self, figure: Figure) -> Markup:
        shown = self.picture(figure.image)
        if not shown:
            return NOTHING
        caption = self.words(figure.caption) if figure.caption else NOTHING
        if figure.image.credit:
            space = Markup(" ") if caption else NOTHING
            caption += space + Markup('<span class="picture-credit">{}</span>').format(figure.image.credit)
        anchor = Markup(' id="{}"').format(figure.caption.id) if figure.caption else NOTHING
        below = Markup("<figcaption{}>{}</figcaption>").format(anchor, caption) if caption else NOTHING
        picture = self.desk.book.pictures.get(figure.image.path)
        kind = "figure upright" if picture and picture.height > picture.width else "figure"
        if figure.image.bleed and self.desk.selection.plates:
            kind = "figure full-bleed"
        return Markup('<figure class="{}" id="{}">{}{}</figure>').format(kind, figure.id, shown, below)

    def sidebar_body(self, sidebar: Sidebar) -> Markup:
        """Return what stands in a sidebar under its label (a heading of level 2)."""
        return self.blocks(sidebar.blocks, level=2)

    def _sidebar(self, sidebar: Sidebar) -> Markup:
        """Return a sidebar that stands among other blocks (in a piece whose template sets none)."""
        body = self.sidebar_body(sidebar)
        return Markup(
            '<aside class="sidebar {0}" id="{1}"{2} aria-labelledby="{1}-label">\n'
            '<h2 class="sidebar-label" id="{1}-label">{3}</h2>\n{4}\n</aside>'
        ).format(sidebar.key.replace("_", "-"), sidebar.id, self.semantics("sidebar"), sidebar.label, body)

    @abstractmethod
    def semantics(self, kind: str) -> Markup:
        """Return the `epub:type` attribute of a kind, or nothing."""

    @abstractmethod
    def notes(self) -> Markup:
        """Return the notes called so far, where they are to stand at the end of the piece."""
