"""XHTML and CSS → pages: the layout engine, confined to a shelf, silent or complaining, never guessing.

Parse the styles once, lay each document out, write its pages, read off where everything fell.
"""

from __future__ import annotations

import gc
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from book.collector import at_rest
from book.problems import Problem, Source
from book.typeset.job import Laid, TypesetJob
from book.typeset.sheet import Sheet, may_load, read_styles

if TYPE_CHECKING:
    from book.typeset.complaints import Log
    from book.typeset.places import Places
    from book.typeset.shelf import ConfinedFetcher

_KEPT_SHEETS = 2  # of the same book in colour and grey, say
_COLLECT_EVERY = 16
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)


def typeset(job: TypesetJob) -> Laid:
    """Return a laid-out document. Never raises for bad content: what is wrong is in `Laid.problems`.

    For many documents of one book, a `Typesetter` reads faces and styles once.
    """
    with Typesetter() as typesetter:
        return typesetter.typeset(job)


class Typesetter:
    """Lays out documents one after another, keeping faces and styles of the same book between them.

    Close it, or use it in a `with`: it holds a temporary folder.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="bookmake-")
        self._sheets: dict[tuple[object, ...], Sheet] = {}
        self._read = 0
        self._laid = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of faces and styles, and remove the temporary folder."""
        self._sheets.clear()
        self._folder.cleanup()

    def typeset(self, job: TypesetJob) -> Laid:
        """Return a laid-out document. Never raises for bad content: what is wrong is in `Laid.problems`."""
        return self._work(job)[0]

    def sides(self, job: TypesetJob) -> tuple[Laid, ...]:
        """Return a laid-out document; if `job.both`, as it begins on a recto and as it begins on a verso."""
        if not job.both:
            return (self.typeset(job),)
        recto, verso = self._work(replace(job, verso=False))
        return recto, verso or self.typeset(replace(job, verso=True, both=False))

    def _work(self, job: TypesetJob) -> tuple[Laid, Laid | None]:
        with at_rest():
            laid = self._typeset(job)
            for sheet in self._sheets.values():
                sheet.fonts.lines.let_go()
        self._laid += 1
        if self._laid % _COLLECT_EVERY == 0 and gc.isenabled():
            gc.collect()
        return laid

    def _typeset(self, job: TypesetJob) -> tuple[Laid, Laid | None]:
        source = Source(job.name)
        html = _as_html(job)
        if isinstance(html, Problem):
            return _nothing(html)
        try:
            sheet = self._sheet(job)
            if not sheet.faces or any(problem.code == "face" for problem in sheet.problems):
                # Without a face the engine's text library ends the process.
                none = Problem(source, "face", "the theme has no usable face, so nothing can be set")
                return _nothing(*(sheet.problems or (none,)))
            return _lay_out(job, html, sheet)
        except RecursionError:
            problem = Problem(source, "too-deep", "is nested too deeply to be laid out")
        except Exception as error:  # noqa: BLE001 -- whatever the engine stumbles over is this document's problem
            problem = Problem(source, "layout", f"cannot be laid out: {type(error).__name__}: {error}")
        return _nothing(problem)

    def _sheet(self, job: TypesetJob) -> Sheet:
        loads = tuple((url, file.digest) for url, file in sorted(job.shelf.items()) if may_load(url))
        key = (job.css, job.grey, loads)
        if key not in self._sheets:
            while len(self._sheets) >= _KEPT_SHEETS:
                del self._sheets[next(iter(self._sheets))]
            self._read += 1
            self._sheets[key] = read_styles(job, Path(self._folder.name, str(self._read)))
        return self._sheets[key]


def _nothing(*problems: Problem) -> tuple[Laid, Laid]:
    """Return that nothing could be laid out, on either side."""
    laid = Laid(b"", (), problems=problems)
    return laid, laid


def _lay_out(job: TypesetJob, html: str, sheet: Sheet) -> tuple[Laid, Laid | None]:
    """Return a document laid out and, if asked for and to be had cheaply, as it begins on the other side."""
    from weasyprint import HTML

    from book.typeset.complaints import listening
    from book.typeset.fitting import fit
    from book.typeset.mirror import OpenDocument, turned
    from book.typeset.shelf import BASE, ConfinedFetcher

    fetcher = ConfinedFetcher(job.shelf, grey=job.grey, name=job.name)
    options = {
        "font_config": sheet.fonts,
        "counter_style": sheet.counter_style,
        "color_profiles": sheet.color_profiles,
        "stylesheets": [sheet.css, *([sheet.verso] if job.verso else [])],
    }
    with listening(job.name) as log:

        def lay_out(text: str) -> Any:  # noqa: ANN401
            document = OpenDocument.lay_out(HTML(string=text, base_url=BASE, url_fetcher=fetcher), options)
            if sheet.fonts.styles.sound:
                return document
            with sheet.fonts.styles.paused():
                return OpenDocument.lay_out(HTML(string=text, base_url=BASE, url_fetcher=fetcher), options)

        document, fitted = fit(html, job.rungs, job.pages, lay_out) if job.rungs else (lay_out(html), None)
        pdf = _written(document, job)
        problems = (*sheet.problems, *_heard(job, fetcher, log), *_wrong_faces(job, document, sheet))
        laid = replace(_read(document, pdf, job, sheet, problems), fitted=fitted)
        pages = turned(document) if job.both else None
        if pages is None:
            return laid, None
        copy = document.copy(pages)
        return laid, _other_side(laid, copy, _written(copy, job), job, sheet)


def _written(document: Any, job: TypesetJob) -> bytes:  # noqa: ANN401
    """Return the PDF of a document's pages, with or without the faces they are set in."""
    from book.typeset.bare import Unembedded, tidy

    if job.quire:
        document.fonts = Unembedded()
    pdf: bytes = document.write_pdf(uncompressed_pdf=True, finisher=tidy if job.quire else None)
    return pdf


def _ready(laid: Laid, job: TypesetJob, places: Places) -> Laid:
    """Return what was laid out with its pages ready to be bound, if they are wanted so."""
    if not job.quire:
        return laid
    from book.typeset.gathering import gather

    quire = gather(laid.pdf, laid.links, tuple(places.lines()), grey=job.grey)
    return replace(laid, pdf=b"", quire=quire)


def _read(
    document: Any,  # noqa: ANN401
    pdf: bytes,
    job: TypesetJob,
    sheet: Sheet,
    problems: tuple[Problem, ...],
) -> Laid:
    from book.typeset.faces import face_names
    from book.typeset.inspection import inspect
    from book.typeset.openings import openings
    from book.typeset.places import Places

    places = Places(document.pages, sheet.faces)
    anchors, tops = places.anchors()
    laid = Laid(
        pdf=pdf,
        sizes=places.sizes(),
        anchors=anchors,
        tops=tops,
        links=tuple(places.links()),
        problems=tuple(dict.fromkeys(problems)),
        faces=face_names(document.fonts.values(), sheet.faces, sheet.names),
        openings=openings(document.pages),
        findings=tuple(inspect(document.pages)),
    )
    return _ready(laid, job, places)


def _other_side(laid: Laid, document: Any, pdf: bytes, job: TypesetJob, sheet: Sheet) -> Laid:  # noqa: ANN401
    """Return what was laid out as it begins on the other side: elsewhere on the page, but the same lines."""
    from book.typeset.faces import face_names
    from book.typeset.inspection import facing
    from book.typeset.places import Places

    places = Places(document.pages, sheet.faces)
    anchors, tops = places.anchors()
    other = replace(
        laid,
        pdf=pdf,
        anchors=anchors,
        tops=tops,
        links=tuple(places.links()),
        faces=face_names(document.fonts.values(), sheet.faces, sheet.names),
        findings=tuple(facing(laid.findings, document.pages)),
    )
    return _ready(other, job, places)


def _heard(job: TypesetJob, fetcher: ConfinedFetcher, log: Log) -> Iterator[Problem]:
    """Yield what was refused, what the engine logged of the rest, and the characters that no face has."""
    yield from fetcher.problems
    yield from (one for one in log.problems if one.code not in ("picture", "outside") or not fetcher.problems)
    yield from _missing_glyphs(job, log.missing)


def _wrong_faces(job: TypesetJob, document: Any, sheet: Sheet) -> Iterator[Problem]:  # noqa: ANN401
    from book.typeset.faces import face_names, undeclared

    yield from undeclared(document.pages, sheet.fonts.declared)
    for name, face in face_names(document.fonts.values(), sheet.faces, sheet.names):
        if not face:
            yield Problem(Source(job.name), "face", f"is set in a face from outside the theme ({name})")


def _missing_glyphs(job: TypesetJob, missing: Mapping[str, None]) -> Iterator[Problem]:
    """Yield a problem for each character no face has, at the nearest element with an id that holds it."""
    from lxml import etree

    if not missing:
        return
    root = etree.fromstring(job.xhtml.encode())
    for character in missing:
        anchor = ""
        for element in root.iter(etree.Element):
            if character in (element.text or "") or any(character in (child.tail or "") for child in element):
                anchor = next((up.get("id") for up in (element, *element.iterancestors()) if up.get("id")), "")
                break
        source = Source(f"{job.name}#{anchor}" if anchor else job.name)
        yield Problem(
            source,
            "no-glyph",
            f"the theme's faces have no “{character}” (U+{ord(character):04X})",
            "write it in other letters, or give your theme a face that has it (docs/themes.md, “Other scripts”)",
        )


def _as_html(job: TypesetJob) -> str | Problem:
    """Return XHTML as the engine's HTML parser reads it right: `<span/>` would be an open tag to it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", job.xhtml).encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 0
        words = str(error).partition(", line")[0]
        return Problem(Source(job.name, line), "not-xhtml", f"is not well-formed XHTML: {words}")
    for element in root.iter(etree.Element):
        if not len(element) and not element.text and etree.QName(element).localname not in _VOID:
            element.text = ""
    return f"<!DOCTYPE html>\n{etree.tostring(root, encoding='unicode')}"
