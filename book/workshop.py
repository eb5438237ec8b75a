"""Where and how a build works: its cache, its layout processes, and whom it tells how far it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from book.typeset.workers import Workers

Step = Callable[[str], None]
"""Told the name of each step as it begins."""
Pages = Callable[[int, int, int], None]
"""Told how many units of how many are laid out, and how many pages were laid out just now."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """How a build works: where its cache is (None: without one), with how many processes, and whom it tells."""

    cache: Path | None = None
    jobs: int = 0
    step: Step = lambda _step: None
    pages: Pages = lambda _done, _of, _pages: None
    fit: bool = True
    """Whether chapters are fitted to whole pages where their theme asks for it."""
    workers: Workers | None = None
    """Layout processes that are started already, if any."""

    @property
    def processes(self) -> int:
        """The number of layout processes: as asked, else one a processor this process may use."""
        return processes(self.jobs)


def processes(jobs: int) -> int:
    """Return how many layout processes to have: as asked, else (0) one a processor this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def hire_for_epub(cache: Path) -> AbstractContextManager[Workers | None]:
    """Return layout processes to use in a `with`, or None where every cover may be kept from before."""
    from book.cover import covers_are_kept

    return nullcontext() if covers_are_kept(cache) else hire(0)


def hire(jobs: int) -> Workers:
    """Return layout processes to use in a `with`, the first of which reads its engine while the book is read."""
    from book.typeset.workers import Workers

    return Workers(processes(jobs), ahead=1)
