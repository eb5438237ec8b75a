"""A proof at work: what is saved becomes orders, what is made becomes the state, and every change is told.

A saved chapter is shown from its galley first; the whole book follows behind and takes its place. What is made of
an older text than the one shown is not shown: the last good views stay until something newer is whole.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Mapping
from typing import Any

from book.problems import Problem, Source, in_order
from book.proof.crew import Crew
from book.proof.order import (
    Crashed,
    GalleyMade,
    MakeThemes,
    MakeWhole,
    NewPages,
    Order,
    Prepare,
    Progress,
    PullGalley,
    Ready,
    ThemeMade,
    ThemesDone,
    WholeDone,
)
from book.proof.state import State
from book.proof.telling import book_values, theme_values
from book.proof.watching import Watcher

_KEPT_EVENTS = 200


class Session:
    """The state of one book being proofed, kept up to date in the background; use it in a `with`."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.state = State()
        self._news = threading.Condition()
        self._events: list[tuple[int, Mapping[str, object]]] = []
        self._number = 0
        self._turn = 0
        """The number of the last change of a file."""
        self._shown = -1
        """The change that the whole shown was made for; -1: there is none yet."""
        self._making: int | None = None
        self._ready = False
        self._arrived: list[object] = []
        """What a whole under way has brought so far: it is shown when it is complete."""
        self._closed = False
        self._whole = Crew("whole", order, self._from_whole)
        self._galleys = Crew("galleys", order, self._from_galleys)
        self._watcher = Watcher(order.root, self._saved)

    def __enter__(self) -> Session:
        self._watcher.start()
        with self._news:
            self._make_whole()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End everything; whoever waits for news is let go."""
        self._watcher.stop()
        with self._news:
            self._closed = True
            self._news.notify_all()
        self._galleys.stop()
        self._whole.stop()
        self.state.pictures.drop(frozenset())

    # ------------------------------------------------ for the server

    def values(self, name: str) -> Mapping[str, Any]:
        """Return a document of the site as plain values: "book", "index" or "themes" (`KeyError` for others)."""
        with self._news:
            if name == "book":
                return {"number": self._number, "making": self._making is not None, **book_values(self.state)}
            if name == "index":
                return dict(self.state.index)
            if name == "themes":
                return theme_values(self.state)
        raise KeyError(name)

    def epub_file(self, name: str) -> bytes:
        """Return a file of the EPUB as it is shown (`KeyError`)."""
        with self._news:
            if self.state.epub is None:
                raise KeyError(name)
            return self.state.epub.files[name]

    def wait_for_news(self, after: int, seconds: float) -> list[tuple[int, Mapping[str, object]]] | None:
        """Return the events after a number, [] if there are none in that time; None when the session is over."""
        with self._news:
            if not self._closed and self._number <= after:
                self._news.wait(seconds)
            if self._closed:
                return None
            return [event for event in self._events if event[0] > after]

    @property
    def number(self) -> int:
        """The number of the last event."""
        return self._number

    @property
    def ready(self) -> bool:
        """Whether a chapter that is saved now is shown from its galley."""
        return self._ready

    def lay_out_themes(self) -> None:
        """Have the themes laid out with chapters of this book, unless they are."""
        with self._news:
            self.state.themes, self.state.themes_done = [], None
        self._whole.ask(MakeThemes())

    # ------------------------------------------------ what is saved

    def _saved(self, files: frozenset[str]) -> None:
        with self._news:
            self._turn += 1
            alone = self._ready and all(file.startswith("chapters/") and file.endswith(".md") for file in files)
            if alone and len(files) == 1:
                self._galleys.ask(PullGalley(self._turn, *files))
            else:
                self._ready = False
                self._make_whole()

    def _make_whole(self) -> None:
        """Have the whole made for the latest change, if it is not under way; else it follows."""
        if self._making is None:
            self._making = self._turn
            self._arrived = []
            self._whole.ask(MakeWhole(self._turn))

    # ------------------------------------------------ what is made

    def _from_galleys(self, answer: object) -> None:
        with self._news:
            match answer:
                case Ready():
                    self._ready = answer.good
                case GalleyMade() if answer.turn:
                    self._take_galley(answer)
                case Crashed():
                    self._ready = False
                    self._crashed(answer)
                    self._make_whole()
                case _:
                    pass  # the first galley, which only warms the engine

    def _take_galley(self, made: GalleyMade) -> None:
        self.state.take_galley(made)
        if not made.whole:
            self._tell({"kind": "galley", "anchor": made.anchor, "file": made.file})
        elif made.problems:
            self._tell({"kind": "problems"})
        if made.turn == self._turn or made.whole:
            self._make_whole()

    def _from_whole(self, answer: object) -> None:
        with self._news:
            match answer:
                case Progress():
                    if self._shown < 0 or answer.step.startswith("theme"):
                        self._tell({"kind": "progress", "step": answer.step, "done": answer.done, "of": answer.of})
                case WholeDone():
                    self._take_whole(answer)
                case ThemeMade():
                    self.state.take_theme(answer)
                    self._tell({"kind": "themes"})
                case ThemesDone():
                    self.state.themes_done = answer
                    self._tell({"kind": "themes"})
                case Crashed():
                    self._making = None
                    self._crashed(answer)
                case _ if self._shown < 0:
                    self.state.take(answer)
                    self._tell({"kind": "whole"})
                case _:
                    self._arrived.append(answer)

    def _take_whole(self, done: WholeDone) -> None:
        made_for, self._making = self._making, None
        latest = done.turn == self._turn
        if latest or self._shown < 0:
            for answer in self._arrived:
                self.state.take(answer)
            self.state.problems = in_order(done.problems)
            if done.good:
                self._shown = done.turn if made_for is not None else self._shown
            self._tell({"kind": "whole" if done.good else "problems"})
        self._arrived = []
        if done.good and latest:
            self._renew_galleys()
        if not latest:
            self._make_whole()

    def _renew_galleys(self) -> None:
        """Have galleys stand on what was read, and on the pages it fell on."""
        pages = self.state.printed.pages if self.state.printed else None
        if self._ready and pages:
            self._galleys.ask(NewPages(pages))
        else:
            self._galleys.ask(Prepare(pages))

    def _crashed(self, crash: Crashed) -> None:
        print(crash.words, file=sys.stderr)  # noqa: T201 -- a fault of ours is a traceback
        words = crash.words.strip().rpartition("\n")[2]
        problem = Problem(Source(), "proof", f"bookmake met a fault of its own: {words}", "bookmake check")
        self.state.problems = in_order((*self.state.problems, problem))
        self._tell({"kind": "problems"})

    def _tell(self, event: Mapping[str, object]) -> None:
        with self._news:
            self._number += 1
            self._events = [*self._events[-_KEPT_EVENTS:], (self._number, event)]
            self._news.notify_all()
