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
        self.seconds: dict[str, float] = {}

    def step(self, name: str) -> None:
        """Begin a step; a step met again goes on counting."""
        self._end_step()
        self._name = name
        self._show(name)

    def pages(self, done: int, of: int) -> None:
        """Show how many units are laid out; time left once it can be told."""
        spent = time.perf_counter() - self._step_begun
        left = f", about {spent / done * (of - done):.0f} s left" if done and spent > 1 and done < of else ""
        self._show(f"{self._name}: {done} of {of}{left}")

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

    def _show(self, line: str) -> None:
        if self._shown:
            click.echo(f"\r\x1b[K{line}", nl=False, err=True)
