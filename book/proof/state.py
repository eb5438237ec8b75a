"""What a proof shows now: the last good views, the galleys laid over them, and every problem known."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from book.problems import Problem, in_order
from book.proof.order import Contents, CoverMade, EpubMade, GalleyMade, IndexMade, Printed, ThemeMade, ThemesDone
from book.proof.pictures import PagePictures

EPUB_FOLDER = "EPUB"


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page as it is shown: which PDF it is drawn from, its place in that, its folio."""

    document: str
    page: int
    folio: str


class State:
    """The views of one book; every method that takes an answer returns whether there is something new to see."""

    def __init__(self) -> None:
        self.pictures = PagePictures()
        self.contents: Contents | None = None
        self.epub: EpubMade | None = None
        self.digests: Mapping[str, str] = {}
        """The name of each file of the EPUB, and a short digest of what it holds."""
        self.printed: Printed | None = None
        self.pages: tuple[PageRef, ...] = ()
        self.cover: CoverMade | None = None
        self.index: Mapping[str, object] = {}
        self.themes: list[ThemeMade] = []
        self.themes_done: ThemesDone | None = None
        self.problems: tuple[Problem, ...] = ()
        self.settling = False
        """Whether pages after a galley may have moved, and wait for the whole."""
        self._made = 0
        self._moved: list[tuple[int, int]] = []
        """Galleys laid over the whole since it was made: position in the whole, by how many pages they grew."""

    def take(self, made: object) -> None:
        """Take over one of the answers of which a whole consists; anything else is passed by."""
        match made:
            case Contents():
                self.contents = made
            case EpubMade():
                self.epub = made
                self.digests = {name: _digest(data) for name, data in made.files.items()}
            case Printed():
                self.take_printed(made)
            case CoverMade():
                self.cover = made
                self.pictures.put("cover", made.data)
            case IndexMade():
                self.index = made.values
            case _:
                pass

    def take_printed(self, made: Printed) -> None:
        """Take over a whole PDF; galleys are done with."""
        name = self._name("whole")
        self.pictures.put(name, made.data)
        self.printed = made
        old = {page.document for page in self.pages}
        self.pages = tuple(PageRef(name, place, folio) for place, folio in enumerate(made.pages.folios))
        self._moved = []
        self.settling = False
        # pages a browser is about to ask for may still be the old ones
        self._keep({*old, name})

    def take_galley(self, made: GalleyMade) -> None:
        """Lay a galley over both views; the problems of its file are the only ones that are new."""
        self.problems = in_order((*(one for one in self.problems if one.source.file != made.file), *made.problems))
        if made.xhtml and self.epub:
            name = f"{EPUB_FOLDER}/{made.anchor}.xhtml"
            if name in self.epub.files:
                self.epub = replace(self.epub, files={**self.epub.files, name: made.xhtml.encode()})
                self.digests = {**self.digests, name: _digest(made.xhtml.encode())}
        if made.galley is None:
            return
        name = self._name(f"galley-{made.anchor}")
        self.pictures.put(name, made.galley.data)
        begin, end = self.now(made.galley.begin), self.now(made.galley.end)
        new = tuple(PageRef(name, page, folio) for page, folio in enumerate(made.galley.folios))
        self.pages = (*self.pages[:begin], *new, *self.pages[end:])
        if grown := len(new) - (end - begin):
            self._moved.append((made.galley.end, grown))
            self.settling = True

    def take_theme(self, made: ThemeMade) -> None:
        """Take over a theme's pages."""
        self.themes = [*(one for one in self.themes if one.name != made.name), made]
        if made.data:
            self.pictures.put(f"theme-{made.name}", made.data)

    def now(self, position: int) -> int:
        """Return where a position of the whole PDF is now, galleys having grown or shrunk before it."""
        return position + sum(grown for end, grown in self._moved if position >= end)

    def _name(self, kind: str) -> str:
        self._made += 1
        return f"{kind}-{self._made}"

    def _keep(self, names: set[str]) -> None:
        themes = {f"theme-{one.name}" for one in self.themes}
        self.pictures.drop(frozenset({*names, *themes, "cover"}))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]
