"""`bookmake index`: the index as readers will see it, headings to look at, and people it may lack."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from book.cli.reporting import Report, book_argument, reporting_options

if TYPE_CHECKING:
    from book.model.book import Book
    from book.model.index import Index
    from book.model.places import PageMap
    from book.model.views import EntryView, IndexView, LocatorView

_WIDEST, _NARROWEST = 92, 40
_COLUMN = 34
"""Where the second column of the headings to check begins, at most."""

Word = tuple[str, bool]
"""A word of a line, and whether it is bold."""


@click.command()
@book_argument
@click.option("--edition", metavar="NAME", help="With the page numbers of this PDF edition.")
@click.option("--suggest", is_flag=True, help="Print people the text names but no credit, as lines for people.toml.")
@reporting_options
def index(*, book: Path, edition: str | None, suggest: bool, strict: bool, as_json: bool) -> None:
    """Print the index of people: with ranks, or with an edition's page numbers."""
    from book.cli.progress import Progress
    from book.cli.unchanged import CACHE, Unchanged

    progress = Progress(quiet=as_json)
    with Report(strict=strict, as_json=as_json) as report:
        width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_WIDEST, 24)).columns - 1))
        unchanged = Unchanged(report, book, {**click.get_current_context().params, "width": width})
        if unchanged.repeat(progress, timings=False):
            return
        from book.pipeline import choose_edition, make_pdf, read
        from book.workshop import Workshop

        manuscript = read(book, report.problems, progress.step, book / CACHE)
        if suggest:
            progress.end()
            _suggest(report, manuscript.book, manuscript.index)
            unchanged.keep()
            return
        pages = None
        if edition is not None:
            settings = choose_edition(manuscript.book, "pdf", edition)
            workshop = Workshop(book / CACHE, 0, progress.step, progress.pages)
            pages = make_pdf(manuscript, settings, report.problems, workshop).pages
        progress.end()
        _as_values(report, manuscript.book, manuscript.index, pages)
        _as_words(report, manuscript.book, manuscript.index, pages, width)
        unchanged.keep()


def _as_values(report: Report, book: Book, index: Index, pages: PageMap | None) -> None:
    from book.edition import further_indexes_as_json, index_as_json
    from book.people import why_to_check

    report.result["index"] = index_as_json(book, index, pages)
    report.result["further"] = further_indexes_as_json(book, index, pages)
    report.result["headings_to_check"] = [
        {"person": name, "heading": index.people[name].heading, "why": why_to_check(name)}
        for name in index.headings_to_check
    ]


def _suggest(report: Report, book: Book, index: Index) -> None:
    from book.people import suggest_people

    found = suggest_people(book, index)
    for candidate in found:
        report.say(candidate.line)
    if not found:
        report.say("# the text names nobody in full whom the index lacks")
    report.result["suggested"] = [
        {
            "name": one.name,
            "chapters": one.pieces,
            "file": one.source.file,
            "line": one.source.line,
            "words": one.context,
        }
        for one in found
    ]


# ---------------------------------------------------------------- in words


def _as_words(report: Report, book: Book, index: Index, pages: PageMap | None, width: int) -> None:
    from markupsafe import Markup

    from book.edition import index_views

    for number, view in enumerate(index_views(book, index, pages)):
        if number:
            report.say()
        report.say(click.style(f"{view.title}: {_count(view)}", bold=True))
        if note := Markup(view.headnote).striptags():  # noqa: S704 -- printed as plain text
            report.say("\n".join(_filled(_plain(note), width, 0)))
        for group in view.groups:
            report.say()
            report.say(click.style(group.letter, bold=True))
            for entry in group.entries:
                for line in _entry(entry, width):
                    report.say(line)
    _headings_to_check(report, index)


def _count(view: IndexView) -> str:
    entries = [entry for group in view.groups for entry in group.entries]
    places = sum(len(entry.locators) + sum(len(sub.locators) for sub in entry.subentries) for entry in entries)
    count = len([entry for entry in entries if not entry.see])
    return f"{count:,} {'entry' if count == 1 else 'entries'}, {places:,} place{'' if places == 1 else 's'}"


def _entry(entry: EntryView, width: int) -> Iterator[str]:
    words = [*_plain(entry.heading), *_places(entry.locators)]
    for said, names in (("see", entry.see), ("see also", entry.see_also)):
        if names:
            words[-1] = (f"{words[-1][0]}.", words[-1][1])
            words += _plain(f"{said} {'; '.join(heading for heading, _ in names)}")
    yield from _filled(words, width, 2)
    for sub in entry.subentries:
        yield from _filled([*_plain(sub.heading), *_places(sub.locators)], width, 4)


def _plain(text: str) -> list[Word]:
    return [(word, False) for word in text.split()]


def _places(locators: Iterable[LocatorView]) -> list[Word]:
    """Return places as words; the first has two spaces before it, so that names and numbers part."""
    shown = list(locators)
    return [
        (f"{' ' * (number == 0)}{locator.words}{',' * (number + 1 < len(shown))}", locator.main)
        for number, locator in enumerate(shown)
    ]


def _filled(words: Iterable[Word], width: int, indent: int) -> Iterator[str]:
    """Yield words as lines, all but the first standing in by four more."""
    line, length = " " * indent, indent
    begun = False
    for word, bold in words:
        if begun and length + 1 + len(word) > width:
            yield line
            line, length, begun = " " * (indent + 4 * bool(indent)), indent + 4, False
        shown = f" {word}" if begun else word.strip()
        line += click.style(shown, bold=True) if bold else shown
        length += len(shown)
        begun = True
    yield line


def _headings_to_check(report: Report, index: Index) -> None:
    from book.people import why_to_check

    if not index.headings_to_check:
        return
    names = index.headings_to_check
    column = min(_COLUMN, max(map(len, names)) + 2)
    report.say()
    one = len(names) == 1
    report.say(click.style(f"{len(names)} heading{'' if one else 's'} worth a look:", bold=True))
    for name in names:
        report.say(f"  {name:<{column}} under “{index.people[name].heading}”  ({why_to_check(name)})")
    example = index.people[names[0]].heading
    report.say("Right or wrong, a line in people.toml settles each:")
    report.say(f'  [person."{names[0]}"]')
    report.say(f'  index = "{example}"')
