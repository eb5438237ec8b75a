"""Documents written before: a chapter is written again only if something that stands in it has changed.

An edit changes one chapter. What another's document is written from besides its own words (whom the index anchors
in it, the titles and ranks of the films it refers to, its pictures, its part) is gathered here, and compared.
"""

from __future__ import annotations

import contextlib
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

import book.model
from book import markup
from book.edition.desk import Desk
from book.edition.selection import Page, Selection
from book.installed import version_of
from book.model.book import Chapter, Matter, Part
from book.model.edition import Content
from book.model.gist import digest_of, gist_of
from book.model.index import Mention
from book.model.settings import EditionSettings, Settings
from book.model.theme import Theme
from book.problems import Problems
from book.store import Store, code_of, key_of
from book.store.values import Values

_PACKAGES = ("jinja2", "markupsafe", "lxml")
_ROOM = Path(__file__).parent
_ROOMS = (_ROOM, _ROOM.parent / "theme", Path(book.model.__file__).parent, Path(markup.__file__))
_ALL_OF_IT = attrgetter(*(field.name for field in fields(Mention)))
Written = tuple[str, Content | None]
"""A document's XHTML, and what it holds (None: it is not well-formed)."""


class KeptDocuments:
    """Documents of one edition, in a folder (None: nowhere); call `finish` when all are written."""

    def __init__(
        self,
        folder: Path | None,
        desk: Desk,
        theme: Theme,
        settings: EditionSettings,
        common: Mapping[str, object],
    ) -> None:
        self._store = Store(folder, "documents", packed=True)
        self._values = Values((Content,))
        self._desk = desk
        self._blocks = sorted(desk.index.mentions)
        """The blocks that somebody is named in: those of one piece are neighbours."""
        self._chapters = {chapter.id: chapter for chapter in desk.book.chapters}
        self._parts_said: dict[str, str] = {}
        self._seed = _seed(desk, theme, settings, common) if folder else ""

    def written(self, pages: Sequence[Page], told: str, write: Callable[[], Written], problems: Problems) -> Written:
        """Return the document of some pages, written now or before; one with problems is not kept.

        `told` is what generated pages are filled with.
        """
        if not self._seed:
            return write()
        key = key_of(self._seed, told, *(words for page in pages for words in self._parts(page)))
        if (kept := self._store.get(key)) is not None:
            with contextlib.suppress(ValueError, TypeError):
                xhtml, held = self._values.read(kept)
                return xhtml, held
        before = len(problems)
        xhtml, held = write()
        if held is not None and len(problems) == before:
            self._store.put(key, self._values.write((xhtml, held)))
        return xhtml, held

    def filled(self, template: str, context: Mapping[str, object], fill: Callable[[], str], problems: Problems) -> str:
        """Return a template filled with what it is given, now or before."""
        if not self._seed:
            return fill()
        key = key_of(self._seed, template, repr(dict(context)))
        if (kept := self._store.get(key)) is not None:
            return kept.decode("utf-8", "surrogatepass")
        before = len(problems)
        written = fill()
        if len(problems) == before:
            self._store.put(key, written.encode("utf-8", "surrogatepass"))
        return written

    def finish(self) -> None:
        """Note what this build used, and delete what the last builds did not."""
        self._store.finish()

    def _parts(self, page: Page) -> Iterator[str]:
        """Yield everything that the document of a page is written from."""
        yield repr((page.id, page.kind, page.place, page.title))
        yield _said(page.piece)
        match page.piece:
            case Part() as part:
                yield self._of_part(part)
            case Chapter() as chapter:
                yield self._of_part(self._desk.selection.part_of.get(chapter.id))
                yield from self._within(chapter)
            case Matter() as matter:
                yield from self._within(matter)
            case None:
                pass

    def _of_part(self, part: Part | None) -> str:
        """Return what a part and its ranks say, put together once for all its chapters."""
        if part is None:
            return ""
        if part.anchor not in self._parts_said:
            self._parts_said[part.anchor] = repr((part, [self._chapters[one].rank for one in part.chapters]))
        return self._parts_said[part.anchor]

    def _within(self, piece: Chapter | Matter) -> Iterator[str]:
        """Yield what is elsewhere: mentions of people, films referred to, pictures."""
        mentions = self._desk.index.mentions
        first = bisect_left(self._blocks, f"{piece.anchor}-")
        last = bisect_left(self._blocks, f"{piece.anchor}.", first)  # "." follows "-"
        yield repr([(block, *map(_ALL_OF_IT, mentions[block])) for block in self._blocks[first:last]])
        gist = gist_of(piece)
        for target in gist.films:
            yield repr(self._film(target))
        for image in gist.images:
            picture = self._desk.book.pictures.get(image.path)
            yield repr((picture.name, picture.media_type, picture.width, picture.height) if picture else None)

    def _film(self, target: str) -> tuple[object, ...]:
        settled = self._desk.book
        chapter_id = settled.targets.get(target, "")
        chapter = self._chapters.get(chapter_id)
        if chapter is None:
            return (target,)
        volume = self._desk.selection.elsewhere(chapter.rank)
        document = self._desk.ways.documents.get(chapter.anchor)
        return target, chapter.id, chapter.title, chapter.rank, volume, document


def _said(piece: Chapter | Matter | Part | None) -> str:
    """Return everything a piece says, or what stands for it."""
    if isinstance(piece, Chapter) and (digest := digest_of(piece)):
        return f"{digest} {piece.rank}"
    return repr(piece)


def _seed(desk: Desk, theme: Theme, settings: EditionSettings, common: Mapping[str, object]) -> str:
    """Return a digest of what all documents of an edition are written from."""
    return key_of(
        _told(theme, {"render", "styles", "faces", "assets"}),
        _told(desk.book.settings, {"editions"}),
        _told(settings, set()),
        _told(desk.selection, {"chapters", "parts", "front", "back", "pages", "part_of"}),
        repr(dict(common)),
        *map(version_of, _PACKAGES),
        code_of(*_ROOMS),
    )


def _told(value: Theme | Settings | EditionSettings | Selection, apart: set[str]) -> str:
    """Return everything a value says but what is told apart, the same in every process."""
    said = ((one.name, getattr(value, one.name)) for one in fields(value) if one.name not in apart)
    return repr([(name, sorted(words) if isinstance(words, frozenset) else words) for name, words in said])
