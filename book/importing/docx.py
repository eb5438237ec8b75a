"""A Word document (.docx) → neutral blocks: headings, paragraphs, lists, tables, notes and pictures.

The few parts that are read are taken out of the archive one by one and parsed without entities or network
(ECMA-376, WordprocessingML). Deleted text of tracked changes is not text; its comments are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from book.importing.archive import Archive, ArchiveError
from book.importing.post import Block, LeftOut, Post
from book.importing.reading import check_post
from book.importing.rich import Mark, MarkKind, Rich, joined
from book.importing.tables import blocks_of_table
from book.importing.unpacked import Unpacked
from book.model.slug import slug
from book.problems import Problems, Source

LARGEST = 100_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CORE = "docProps/core.xml"
_SPACE = re.compile(r"[ \t\u00a0]+")


def docx_post(archive: Archive | Unpacked, file: str, problems: Problems) -> Iterator[Post]:
    """Yield the post of a Word document; a document that cannot be read is an error."""
    try:
        body = _part(archive, "word/document.xml")
        relations = _relations(archive)
        notes = {kind: _part(archive, f"word/{kind}.xml") for kind in ("footnotes", "endnotes")}
        core = _part(archive, _CORE)
    except (ArchiveError, ValueError) as error:
        problems.error(Source(file), "broken-document", str(error), "open it in Word or LibreOffice and save it again")
        return
    if body is None:
        problems.error(Source(file), "broken-document", "holds no text", "save it again as .docx")
        return
    reader = _Document(relations, file, _styles(archive))
    blocks = list(reader.blocks(body.find(f"{_W}body") if body.find(f"{_W}body") is not None else body))
    left = [
        LeftOut(words, "a footnote of the document", Source(file))
        for part in notes.values()
        if part is not None
        for note in part
        if note.get(f"{_W}type") is None and (words := _plain(note))
    ]
    title = ""
    if blocks and blocks[0].kind == "heading" and blocks[0].level == 1:
        title = blocks[0].text.words
        blocks = blocks[1:]
    created = "".join(core.itertext()) if core is not None else ""
    date = re.search(r"\d{4}-\d\d-\d\d", created)
    remarks = ("footnotes stand in the report, not in the chapter",) if left else ()
    post = Post(
        id=slug(file.rpartition("/")[2].removesuffix(".docx"), "document"),
        source=Source(file, 1),
        title=title,
        date=date[0] if date else "",
        blocks=tuple(blocks),
        left_out=tuple(left),
        pasted=not title,
        remarks=remarks,
    )
    yield check_post("\n".join(_plain(part) for part in body.iter(f"{_W}p")), post, problems)


def _part(archive: Archive | Unpacked, name: str) -> Any:  # noqa: ANN401  (lxml publishes no types)
    """Return the tree of a part, or None if there is none. Raises `ValueError` for one that is broken or unsafe."""
    from lxml import etree

    if name not in archive.names:
        return None
    data = archive.read(name, LARGEST)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ValueError("holds a <!DOCTYPE>, which no Word document has")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError("is a Word document that is broken") from error


def _relations(archive: Archive | Unpacked) -> dict[str, str]:
    root = _part(archive, "word/_rels/document.xml.rels")
    return {} if root is None else {item.get("Id", ""): item.get("Target", "") for item in root}


def _styles(archive: Archive | Unpacked) -> dict[str, str]:
    """Return the ids of styles with their names in lower case."""
    root = _part(archive, "word/styles.xml")
    found = {}
    for style in root.iter(f"{_W}style") if root is not None else ():
        name = style.find(f"{_W}name")
        found[style.get(f"{_W}styleId", "")] = (name.get(f"{_W}val", "") if name is not None else "").lower()
    return found


def _plain(element: Any) -> str:  # noqa: ANN401
    parts = element.iter(f"{_W}t", f"{_W}br", f"{_W}cr", f"{_W}tab")
    return " ".join("".join((part.text or "") if part.tag == f"{_W}t" else " " for part in parts).split())


@dataclass(frozen=True, slots=True)
class _Document:
    relations: dict[str, str]
    file: str
    styles: dict[str, str]

    def blocks(self, parent: Any) -> Iterator[Block]:  # noqa: ANN401
        """Yield the blocks of a body or cell; neighbouring items become one list."""
        items: list[Block] = []
        ordered = 0
        for element in parent:
            made = list(self._element(element))
            if len(made) == 1 and made[0].kind == "item":
                ordered = made[0].level
                items.append(made[0])
                continue
            if items:
                yield Block("list", line=items[0].line, level=ordered, inside=tuple(items))
                items = []
            yield from made
        if items:
            yield Block("list", line=items[0].line, level=ordered, inside=tuple(items))

    def _element(self, element: Any) -> Iterator[Block]:  # noqa: ANN401
        if element.tag == f"{_W}p":
            yield from self._paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from self._table(element)
        elif element.tag in (f"{_W}sdt", f"{_W}ins", f"{_W}customXml"):
            inner = element.find(f"{_W}sdtContent")
            yield from self.blocks(inner if inner is not None else element)

    def _paragraph(self, element: Any) -> Iterator[Block]:  # noqa: ANN401
        line = element.sourceline or 1
        yield from self._pictures(element, line)
        text = self._words(element)
        if not text:
            return
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = (
            self.styles.get(style.get(f"{_W}val", ""), style.get(f"{_W}val", "").lower()) if style is not None else ""
        )
        level = re.match(r"heading ?(\d)", name)
        if level or name == "title":
            yield Block("heading", Rich(text.words.replace("\n", " "), text.marks), line, int(level[1]) if level else 1)
        elif element.find(f"{_W}pPr/{_W}numPr") is not None or name.startswith("list"):
            yield Block("item", line=line, inside=(Block("paragraph", text, line),))
        elif "quote" in name:
            yield Block("quote", line=line, inside=(Block("paragraph", text, line),))
        else:
            yield Block("paragraph", text, line)

    def _words(self, element: Any) -> Rich:  # noqa: ANN401
        parts: list[Rich] = []
        for child in element.iter(f"{_W}r"):
            if any(above.tag == f"{_W}del" for above in child.iterancestors()):
                continue
            words = "".join(_run(child))
            if not words:
                continue
            marks = self._marks(child, len(words))
            parts.append(Rich(words, marks))
        whole = joined(parts, "")
        lines = [line for line in whole.lines() if line]
        return joined([_spaced(line) for line in lines])

    def _marks(self, run: Any, length: int) -> tuple[Mark, ...]:  # noqa: ANN401
        marks: list[Mark] = []
        kinds: tuple[tuple[str, MarkKind], ...] = (("b", "strong"), ("i", "emphasis"), ("strike", "strike"))
        for tag, kind in kinds:
            found = run.find(f"{_W}rPr/{_W}{tag}")
            if found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "none"):
                marks.append(Mark(0, length, kind))
        links = (above for above in run.iterancestors() if above.tag == f"{_W}hyperlink")
        targets = (self.relations.get(link.get(f"{_R}id", ""), "") for link in links)
        marks.extend(Mark(0, length, "link", target) for target in targets if target)
        return tuple(marks)

    def _pictures(self, element: Any, line: int) -> Iterator[Block]:  # noqa: ANN401
        for blip in element.iter(f"{_A}blip"):
            target = self.relations.get(blip.get(f"{_R}embed", ""), "")
            shown = next((above.get("descr") or "" for above in element.iter(_PROPERTIES)), "")
            if target:
                yield Block("picture", line=line, address=target, alt=shown)

    def _table(self, element: Any) -> Iterator[Block]:  # noqa: ANN401
        rows = [[tuple(self.blocks(cell)) for cell in row.iter(f"{_W}tc")] for row in element.iter(f"{_W}tr")]
        yield from blocks_of_table(rows, element.sourceline or 1)


def _run(run: Any) -> Iterator[str]:  # noqa: ANN401
    for child in run:
        if child.tag == f"{_W}t":
            yield (child.text or "").replace("\u00a0", " ").replace("\u00ad", "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"


def _spaced(line: Rich) -> Rich:
    """Return a line in which spaces follow one another no more."""
    parts = line.split(r" {2,}")
    return parts[0] if len(parts) == 1 else joined(parts, " ")
