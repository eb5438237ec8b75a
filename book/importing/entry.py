"""One film of a post, ready to become a chapter."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from book.importing.fields import Fields
from book.importing.headings import Heading, heading_of, shape_of
from book.importing.lines import Line
from book.importing.people import looks_like_names, names_of
from book.importing.post import LeftOut, Post
from book.importing.series import Series
from book.importing.splitting import Section, Split
from book.importing.taking import fields_of
from book.problems import Source

LEAST_INTRODUCTION = 25
"""Words that make the introduction of a post with several films a piece of its own."""


@dataclass(slots=True)
class Entry:
    """A film (or a piece of writing that is none): what its chapter will say, and where it came from."""

    id: str
    post: str
    source: Source
    title: str
    fields: Fields
    number: int | None = None
    rank: int | None = None
    rank_from: str = ""
    years: tuple[int, ...] = ()
    date: str = ""
    author: str = ""
    url: str = ""
    film: bool = True
    protected: bool = False
    featured: str = ""
    filled: list[str] = field(default_factory=list)
    """What another source filled in: "year from ratings.csv"."""
    heading: str = ""
    """The heading as it was written."""
    questions: list[str] = field(default_factory=list)
    """Keys that are blank in the map: "rank", "title"."""

    @property
    def year(self) -> int | None:
        """The first year, or None."""
        return self.years[0] if self.years else None


def entries_of(post: Post, found: Split, series: Series) -> list[Entry]:
    """Return the films of a post; an introduction to several of them comes first, as a piece that is no film."""
    entries: list[Entry] = []
    left_out = list(post.left_out)
    left_out.extend(
        LeftOut(line.words, "the heading, said again in the text", Source(post.source.file, line.number))
        for line in found.again
    )
    many = len(found.sections) > 1 or bool(found.before)
    left_out.extend(_heading_left(post, found))
    if many:
        if _count(found.before) >= LEAST_INTRODUCTION:
            fields = fields_of(found.before, {}, post.source.file)
            entries.append(_entry(post, f"{post.id}/0", found.title or post.slug or post.id, fields, post.source.line))
            entries[-1].film = False
        else:
            left_out.extend(
                LeftOut(words, "the introduction of a post with several films", Source(post.source.file, line.number))
                for line in found.before
                if (words := _words_of(line))
            )
    for n, section in enumerate(found.sections, start=1):
        key = f"{post.id}/{n}" if many else post.id
        entries.append(_of_section(post, section, key, series))
    if entries:
        entries[0].fields.left_out[:0] = left_out
    return entries


def _heading_left(post: Post, found: Split) -> list[LeftOut]:
    if not found.title or _count(found.before) >= LEAST_INTRODUCTION:
        return []
    return [LeftOut(found.title, "the heading of a post with several films", post.source)]


def _count(lines: tuple[Line, ...]) -> int:
    return sum(len(line.words.split()) for line in lines if not line.block) + sum(
        10 for line in lines if line.block and line.block.kind in ("list", "quote", "table")
    )


def _words_of(line: Line) -> str:
    from book.importing.post import words_of

    return "\n".join(words_of([line.block])) if line.block else line.words


def _entry(post: Post, key: str, title: str, fields: Fields, line: int) -> Entry:
    return Entry(
        id=key,
        post=post.id,
        source=Source(post.source.file, line),
        title=title,
        fields=fields,
        date=post.date,
        author=post.author,
        url=post.url,
        protected=post.protected,
        featured=post.featured,
    )


def _of_section(post: Post, section: Section, key: str, series: Series) -> Entry:
    heading = section.heading
    if series.bare and heading.number is None:
        heading = heading_of(section.words, bare=True)
    fields = fields_of(section.lines, series.labels, post.source.file)
    title = heading.title or heading_of(post.title).title or post.slug.replace("-", " ") or post.id
    entry = _entry(post, key, title, fields, section.number)
    entry.heading = section.words
    entry.number = heading.number
    entry.years = heading.years
    _credits(entry, post, heading)
    entry.film = heading.number is not None or bool(entry.years) or bool(fields.credits) or post.rank is not None
    if not heading.title:
        entry.questions.append("title")
    if heading.number is not None and series.number_is(shape_of(heading.series, heading.form)) == "rank":
        entry.rank, entry.rank_from = heading.number, "heading"
    if post.rank is not None:
        entry.rank, entry.rank_from = post.rank, "source"
    if not entry.film and section.words:
        entry.title = " ".join(section.words.split())
        return entry
    _leave_heading(entry, heading)
    return entry


def _credits(entry: Entry, post: Post, heading: Heading) -> None:
    fields = entry.fields
    if heading.directors and "directed_by" not in fields.credits and looks_like_names(heading.directors):
        fields.credits = {"directed_by": names_of(heading.directors).names, **fields.credits}
    for key, names in post.names:
        fields.credits.setdefault(key, names)
    for key, value in post.facts:
        fields.facts.setdefault(key, value)
    if year := fields.facts.pop("_year", ""):
        if entry.years:
            fields.left_out.append(LeftOut(year, "the year, said again below the heading", entry.source))
        entry.years = entry.years or (int(year),)
    if post.year is not None and not entry.years:
        entry.years = (post.year,)


def _leave_heading(entry: Entry, heading: Heading) -> None:
    """List what of a heading stands in no key of the chapter: the name of the series, further years."""
    more = entry.fields.left_out
    source = replace(entry.source)
    if heading.series:
        more.append(LeftOut(heading.series, "the name of the series in the heading", source))
    if heading.number is not None and entry.rank != heading.number:
        more.append(LeftOut(str(heading.number), "the number of the heading, which is not the rank", source))
    for year in heading.years[1:]:
        more.append(LeftOut(str(year), "a further year of the heading", source))
    if heading.unknown:
        more.append(LeftOut(heading.unknown, "a stand-in for the year", source))
