"""Progress on a terminal: the step, units done and time left; silence in a pipe. `--timings` keeps the seconds."""

from __future__ import annotations

import sys
import time

import click


class Progress:
    """Told of steps and pages by the pipeline; shows them on stderr when that is a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._begun = self._step_begun = time.perf_counter()
        self._name = ""
        self._counted: tuple[int, float] | None = None
        """How many were done when this step began to count, and when."""
        self.seconds: dict[str, float] = {}

    def step(self, name: str) -> None:
        """Begin a step; a step met again goes on counting."""
        self._end_step()
        self._name = name
        self._show(name)

    def pages(self, done: int, of: int, pages: int) -> None:
        """Show how many units are laid out and how many pages that took just now; time left once it can be told."""
        self._count(done, of, f", {pages} pages" if pages else "")

    def posts(self, done: int, of: int) -> None:
        """Show how many posts are read; time left once it can be told."""
        self._count(done, of)

    def _count(self, done: int, of: int, more: str = "") -> None:
        if not self._counted or done < self._counted[0]:
            self._counted = (done, time.perf_counter())  # what is kept from before took no time
        before, begun = self._counted
        spent = time.perf_counter() - begun
        left = f", about {spent / (done - before) * (of - done):.0f} s left" if before < done < of and spent > 1 else ""
        self._show(f"{self._name}: {done} of {of}{more}{left}")

    def end(self) -> None:
        """Clear the line."""
        self._end_step()
        self._name = ""
        self._show("")

    def timings(self) -> list[str]:
        """Return the seconds each step took, in order, and the whole."""
        whole = time.perf_counter() - self._begun
        return [f"{seconds:8.2f} s  {name}" for name, seconds in (*self.seconds.items(), ("in all", whole))]

    def _end_step(self) -> None:
        now = time.perf_counter()
        if self._name:
            self.seconds[self._name] = self.seconds.get(self._name, 0.0) + now - self._step_begun
        self._step_begun = now
        self._counted = None

    def _show(self, line: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
