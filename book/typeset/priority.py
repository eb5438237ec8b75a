"""Giving way: work that nobody waits for leaves the processor to work that somebody does."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

_GROUP = Path("/proc/self/autogroup")


def give_way(by: int = 0) -> None:
    """Let this process give way to others by so much more (a nice value; 0: as much as whoever started it).

    Linux weighs whole sessions against each other, and nice values only within one; so the session of this
    process is made to give way as well (sched(7), "The autogroup feature").
    """
    if not hasattr(os, "nice"):
        return
    nice = os.nice(by)
    if nice > 0:
        with contextlib.suppress(OSError):
            _GROUP.write_text(f"{nice}\n", "ascii")
