"""The pipeline: read → people → theme → edition → lay out or package → a finished file.

The only module that knows all stages; the command line and the proofing site stand on it. Stages are
imported where they are used, so that a command pays only for what it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from book.guessing import did_you_mean
from book.model.book import Book
from book.model.edition import Edition, GeometryChoice, PrinterRules, PrintPages, VolumePages
from book.model.gist import sources_of
from book.model.index import Index
from book.model.places import Places, SourceMap
from book.model.settings import EditionSettings
from book.problems import BookError, Problem, Problems, Source
from book.workshop import Step, Workshop

if TYPE_CHECKING:
    from book.epub.page_list import PageList
    from book.model.theme import Theme
    from book.pdf import PdfFile


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What was read: the book, the index of its people, and everything reported on the way."""

    book: Book
    index: Index


def read(root: Path, problems: Problems, step: Step = lambda _step: None, cache: Path | None = None) -> Manuscript:
    """Return the book in a folder and the index of its people; what is wrong is in `problems`.

    `cache` is a folder that holds chapters parsed before (None: without one). Raises `BookError` when there is
    nothing to go on with (no folder, no readable book.toml).
    """
    from book.manuscript import read_book
    from book.people import make_index

    step("read")
    book = read_book(root, problems, cache)
    if book.settings.rights_rules.only_cleared:
        from book.handover import without_uncleared

        book = without_uncleared(book)
    step("people")
    return Manuscript(book, make_index(book, problems, cache))


def editions(book: Book, format: Literal["epub", "pdf"] | None = None) -> tuple[EditionSettings, ...]:  # noqa: A002
    """Return the editions of the settings, or for a format without any, the built-in one."""
    own = tuple(edition for edition in book.settings.editions if format in (None, edition.format))
    if own or format is None:
        return own
    return (EditionSettings("", format),)


def choose_edition(book: Book, format: Literal["epub", "pdf"], name: str | None) -> EditionSettings:  # noqa: A002
    """Return the edition of that name, or the first of that format.

    Raises `BookError` when no edition of the format has the name.
    """
    offered = editions(book, format)
    if name is None:
        return offered[0]
    for edition in offered:
        if edition.name == name:
            return edition
    names = [edition.name for edition in offered if edition.name]
    other = next((edition for edition in book.settings.editions if edition.name == name), None)
    if other:
        hint = f"bookmake {other.format} --edition {name}"
    elif names:
        hint = did_you_mean(name, names, "--edition {}") or f"editions of this format: {', '.join(names)}"
    else:
        hint = f"add [editions.{name}] to book.toml"
    message = f"has no {format} edition called “{name}”"
    raise BookError([Problem(Source("book.toml"), "unknown-edition", message, hint)])


def check(root: Path, problems: Problems) -> Manuscript:
    """Return what was read after running every stage that needs no layout, for every edition.

    Late problems (theme, templates, printers) are looked for only when the early stages have no errors.
    """
    manuscript = read(root, problems)
    if not problems.has_errors:
        for settings in (*editions(manuscript.book, "epub"), *editions(manuscript.book, "pdf")):
            equipment = equip(manuscript.book, settings, problems)
            edition = prepare(manuscript, settings, equipment, problems)
            if settings.format == "epub" and not problems.has_errors:
                from book.epub import lint

                problems.extend(lint(edition, equipment.theme.styles.own))
            if settings.format == "pdf":
                _check_words(manuscript.book, settings, equipment, problems)
    return manuscript


def _check_words(book: Book, settings: EditionSettings, equipment: Equipment, problems: Problems) -> None:
    """Report the chapters with too many or too few words for the pages they are to fill."""
    from book.edition import budgets

    for one in budgets(book, equipment.theme, settings):
        name = f"{one.chapter.rank} {one.chapter.title}"
        pages = "1 page" if one.pages == 1 else f"{one.pages} pages"
        room = f"{pages} of {equipment.theme.name} hold {one.least} to {one.most}"
        if one.over:
            message = f"{name}: {one.words:,} words; {room}"
            problems.warning(one.chapter.source, "word-budget", message, f"cut about {one.over} words")
        elif one.under:
            message = f"{name}: {one.words:,} words; {room}"
            hint = f"write about {one.under} words more, or give it a picture"
            problems.warning(one.chapter.source, "word-budget", message, hint)


@dataclass(frozen=True, slots=True)
class Equipment:
    """What an edition is made with: its theme, its printers' rules and the geometries it may have, smallest first."""

    theme: Theme
    rules: PrinterRules
    choices: tuple[GeometryChoice, ...]
    cache: Path | None = None
    """A folder that holds documents written before (None: without one)."""


def equip(book: Book, settings: EditionSettings, problems: Problems, cache: Path | None = None) -> Equipment:
    """Return the theme, rules and geometries of an edition. Raises `BookError` if its theme cannot be had.

    `cache` is a folder that holds what reading the theme came to before (None: without one).
    """
    from book.edition import bleeds, geometry_choices
    from book.theme import load_theme

    chosen = settings.theme or book.settings.theme
    theme = load_theme(book.root, chosen, problems, grey=settings.grey, cache=cache, format=settings.format)
    if settings.format == "epub":
        return Equipment(theme, PrinterRules(), (), cache)
    rules = PrinterRules()
    if settings.use == "print":
        from book.preflight import printer_rules

        rules = printer_rules(settings, problems)
    return Equipment(theme, rules, geometry_choices(theme, settings, rules, bleeds=bleeds(book, settings)), cache)


def prepare(
    manuscript: Manuscript,
    settings: EditionSettings,
    equipment: Equipment,
    problems: Problems,
    choice: GeometryChoice | None = None,
    *,
    others: tuple[VolumePages, ...] = (),
    only: str = "",
    begun: Callable[[Edition], None] = lambda _edition: None,
) -> Edition:
    """Return one edition ready to be packaged or laid out, in print with the geometry chosen (or its first).

    `others` are the pages of the other volumes, for an index that leads to all of them. With `only` it holds
    the document of the piece of that anchor alone. `begun` is told of it before its documents are written.
    """
    from book.edition import make_edition

    chosen = choice or (equipment.choices[0] if equipment.choices else None)
    return make_edition(
        manuscript.book,
        manuscript.index,
        equipment.theme,
        settings,
        problems,
        geometry=chosen.geometry if chosen else None,
        rules=equipment.rules,
        others=others,
        only=only,
        cache=equipment.cache,
        begun=begun,
    )


@dataclass(frozen=True, slots=True)
class EpubFile:
    """A finished EPUB, the edition it was made from, and its list of printed pages, if it has one."""

    data: bytes
    edition: Edition
    pages: PageList | None = None


def make_epub(manuscript: Manuscript, settings: EditionSettings, problems: Problems, workshop: Workshop) -> EpubFile:
    """Return a finished EPUB; with `pages_from`, the printed edition is laid out first, for its page list.

    Raises `BookError` if the book has errors.
    """
    from book.cover import epub_cover
    from book.epub import lint, list_pages
    from book.epub import make_epub as package

    problems.stop_if_errors()
    workshop.step("edition")
    equipment = equip(manuscript.book, settings, problems, workshop.cache)
    with ThreadPoolExecutor(1) as beside:  # the cover is made in a layout process, if there is one
        by = workshop.workers.lay_out if workshop.workers else None
        covers: list[Future[bytes]] = []

        def cover(edition: Edition) -> None:
            if edition.cover_xhtml and not problems.has_errors:
                covers.append(beside.submit(epub_cover, edition, workshop.cache, by))

        if settings.pages_from:  # the layout processes lay out its pages first
            edition = prepare(manuscript, settings, equipment, problems)
            problems.stop_if_errors()
            edition = _with_pages(edition, manuscript, settings, workshop)
            cover(edition)
        else:
            edition = prepare(manuscript, settings, equipment, problems, begun=cover)
            problems.stop_if_errors()
        workshop.step("package")
        found = lint(edition, equipment.theme.styles.own)
        pages = list_pages(edition)
        data = package(edition, covers[0].result if covers else None, pages)
    problems.extend(found)
    return EpubFile(data, edition, pages)


def _with_pages(edition: Edition, manuscript: Manuscript, settings: EditionSettings, workshop: Workshop) -> Edition:
    """Return an EPUB's edition with the pages of the printed edition it names."""
    printed = choose_edition(manuscript.book, "pdf", settings.pages_from)
    pages = make_pdf(manuscript, printed, Problems(), workshop).pages
    words = manuscript.book.settings.words
    documents = edition.documents
    if settings.locators == "pages":
        documents = tuple(
            one.rewritten(edition.write_late(one.id, pages).xhtml) if one.kind == "index" else one for one in documents
        )
    title, word = words.get("list_of_pages", "Pages"), words.get("page", "page")
    summary = f"{edition.metadata.accessibility_summary} {words.get('accessibility_page_numbers', '')}".strip()
    return replace(
        edition,
        documents=documents,
        metadata=replace(edition.metadata, accessibility_summary=summary),
        print_pages=PrintPages(pages, printed.name, printed.isbn, title, word),
    )


def make_pdf(
    manuscript: Manuscript,
    settings: EditionSettings,
    problems: Problems,
    workshop: Workshop,
    others: tuple[VolumePages, ...] | None = None,
) -> PdfFile:
    """Return a finished PDF with its page map, with the smallest inside margin its own page count allows.

    `others` are the pages of the other volumes; None: they are laid out too where the index leads to them. Raises
    `BookError` if the book has errors, or if no geometry of its printers fits its page count.
    """
    from book.cover import cover_pdf
    from book.pdf import fewest_pages
    from book.pdf import make_pdf as lay_out

    problems.stop_if_errors()
    if others is None:
        others = _other_volumes(manuscript, settings, workshop)
    workshop.step("edition")
    equipment = equip(manuscript.book, settings, problems, workshop.cache)
    page_count, found = 0, tuple[Problem, ...]()
    for choice in equipment.choices:
        if choice.most is not None and page_count > choice.most:
            continue  # a wider inside margin never makes fewer pages
        _get_ready(workshop, settings, equipment.theme, choice)
        edition = prepare(manuscript, settings, equipment, problems, choice, others=others)
        problems.stop_if_errors()
        if choice.most is not None and choice is not equipment.choices[-1] and fewest_pages(edition) > choice.most:
            continue
        if not workshop.fit:
            edition = replace(edition, documents=tuple(replace(one, fit=None) for one in edition.documents))
        cover = None
        if settings.use == "screen":
            workshop.step("cover")
            cover = cover_pdf(edition, workshop.cache)
        workshop.step("lay out")
        laid = lay_out(
            edition,
            cache=workshop.cache,
            jobs=workshop.processes,
            progress=workshop.pages,
            cover=cover,
            workers=workshop.workers,
        )
        page_count, found = laid.page_count, laid.problems
        if choice.most is None or page_count <= choice.most:
            problems.extend(_untold(laid.problems, problems))
            _warn_if_thin(page_count, settings, equipment.rules, problems)
            return laid
    printers, most = " and ".join(equipment.rules.names), equipment.choices[-1].most or 0
    raise BookError(
        [
            *(one for one in found if one.code == "too-long"),  # two pages each
            Problem(
                settings.source,
                "too-many-pages",
                f"the book has {page_count:,} pages, {page_count - most:,} too many:"
                f" {printers} will bind {most:,} at most on this paper and trim",
                "choose a larger `trim`, another `paper`, or make volumes with `from` and `to`",
            ),
        ]
    )


def _get_ready(workshop: Workshop, settings: EditionSettings, theme: Theme, choice: GeometryChoice) -> None:
    """Have a layout process read the styles of an edition while its documents are written."""
    if workshop.workers is None:
        return
    from book.edition import dress
    from book.typeset.job import TypesetJob

    dressed = dress(theme, settings, choice.geometry)
    letter = "<html><body><p>a</p></body></html>"
    workshop.workers.get_ready(TypesetJob(letter, dressed.css, dressed.shelf, grey=settings.grey))


def _other_volumes(manuscript: Manuscript, settings: EditionSettings, workshop: Workshop) -> tuple[VolumePages, ...]:
    if settings.index != "all" or settings.volume is None:
        return ()
    from book.volumes import pages_of_others

    return pages_of_others(
        manuscript.book.settings.editions,
        settings,
        lambda one, others: make_pdf(manuscript, one, Problems(), workshop, others).pages,
    )


def _untold(found: Iterable[Problem], told: Problems) -> Iterator[Problem]:
    """Yield what was found on the pages, without what a book's own styles were told of line by line."""
    styles = any(problem.code == "css" for problem in told)
    return (problem for problem in found if not (styles and problem.code == "css" and problem.source.file == "styles"))


def _warn_if_thin(page_count: int, settings: EditionSettings, rules: PrinterRules, problems: Problems) -> None:
    if page_count < rules.least_pages:
        printers = " and ".join(rules.names)
        message = f"the book has {page_count} pages; {printers} will bind {rules.least_pages} at least"
        problems.warning(settings.source, "too-few-pages", message, "write on, or proof it on the screen for now")


def validate_epub(manuscript: Manuscript, edition: Edition | None, path: Path) -> dict[str, tuple[Problem, ...]]:
    """Return what each validator there is finds in an EPUB file, at the lines of the manuscript that caused it."""
    from book.preflight import acecheck, epubcheck, traced

    found = {"EPUBCheck": epubcheck(path)}
    if not any(problem.code == "not-checked" for problem in found["EPUBCheck"]):
        accessible = acecheck(path)  # it stumbles over what EPUBCheck refuses
        found |= {"Ace": accessible} if accessible is not None else {}
    sources = {**source_map(manuscript.book).sources, **(edition.sources if edition else {})}
    texts = {piece.source.file: piece.text for piece in manuscript.book.pieces()}
    return {judge: traced(problems, path, sources, texts) for judge, problems in found.items()}


def source_map(book: Book) -> SourceMap:
    """Return where every anchor of the manuscript was written."""
    return SourceMap(
        Places(lambda: {anchor: source for piece in book.pieces() for anchor, source in sources_of(piece).items()})
    )
