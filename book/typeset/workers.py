"""A few layout processes, each given one job at a time.

Plain child processes rather than a pool of the standard library: they import nothing but this room, and end with
their parent even when it is killed.
"""

from __future__ import annotations

import contextlib
import heapq
import os
import pickle
import queue
import subprocess
import sys
import tempfile
import threading
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from book.problems import Problem, Source
from book.typeset.worker import receive, send

if TYPE_CHECKING:
    from book.typeset.job import Laid, TypesetJob

_START = "import sys; sys.path[:] = {path!r}; from book.typeset.worker import main; main()"
_TEMPORARY = ("TMPDIR", "TEMP", "TMP")
_TRIES = 2
_IDLE = 0.5  # seconds an idle process takes to end by itself
_Given = tuple[str | None, "TypesetJob"]
"""A job and the name of its answer (None: nobody waits for it)."""
_PATIENCE = 5.0  # seconds a process at work has to clear up after itself


class Workers:
    """Lays out jobs in `count` processes. Use it in a `with`: that ends them.

    A process is started with the first job it gets; `ahead` of them at once, so that they have read the engine when
    a job comes. This module imports nothing that takes long: a command hires before it reads the rest of itself.
    """

    def __init__(self, count: int, ahead: int = 0) -> None:
        self._jobs: list[queue.SimpleQueue[_Given | None]] = [queue.SimpleQueue() for _ in range(count)]
        self._done: queue.Queue[tuple[int, str, tuple[Laid, ...]]] = queue.Queue()
        self._idle = list(range(count))
        """The numbers of those without a job: the least first, since that one is warm."""
        self._processes: list[subprocess.Popen[bytes]] = []
        self._working: set[subprocess.Popen[bytes]] = set()
        self._guard = threading.Lock()
        self._stopping = False
        # Theirs to work in and ours to remove: a process that is killed cannot clear up after itself.
        self._folder = tempfile.TemporaryDirectory(prefix="bookmake-")
        self._threads = [
            threading.Thread(target=self._serve, args=(number, number < ahead), daemon=True) for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def free(self) -> int:
        """How many processes have nothing to do."""
        return len(self._idle)

    @property
    def busy(self) -> int:
        """How many answers are still to be taken."""
        return len(self._jobs) - len(self._idle)

    def get_ready(self, job: TypesetJob) -> None:
        """Have the process that is free first lay out a job that nobody waits for: it has then read its styles."""
        self._jobs[self._idle[0]].put((None, job))

    def give(self, name: str, job: TypesetJob) -> None:
        """Have a free process lay out a job; its answer will come under `name`."""
        self._jobs[heapq.heappop(self._idle)].put((name, job))

    def take(self) -> tuple[str, tuple[Laid, ...]]:
        """Return the next answer, waiting for it."""
        while True:
            # With a time limit, since a wait without one cannot be interrupted on every system.
            with contextlib.suppress(queue.Empty):
                number, name, laid = self._done.get(timeout=0.5)
                heapq.heappush(self._idle, number)
                return name, laid

    def lay_out(self, job: TypesetJob) -> Laid:
        """Return a job laid out, waiting for it; only where no other answer is still to be taken."""
        self.give(job.name, job)
        return self.take()[1][0]

    def stop(self) -> None:
        """End all processes, at once if they are at work."""
        with self._guard:
            self._stopping = True
            processes = list(self._processes)
        for jobs in self._jobs:
            jobs.put(None)
        for process in processes:
            if process not in self._working:
                process.kill()  # it holds nothing: its folder is ours
            with contextlib.suppress(OSError):
                cast("BinaryIO", process.stdin).close()
        for process in processes:
            _end(process)
        for thread in self._threads:
            thread.join(_PATIENCE)
        for process in processes:
            with contextlib.suppress(OSError):
                cast("BinaryIO", process.stdout).close()
        self._folder.cleanup()

    def _serve(self, number: int, ahead: bool) -> None:  # noqa: FBT001 -- a thread's arguments have no names
        process = self._start() if ahead else None
        while (given := self._jobs[number].get()) is not None:
            name, job = given
            laid: tuple[Laid, ...] | None = None
            for _ in range(_TRIES):
                process = process or self._start()
                if process is None:
                    break
                self._working.add(process)
                laid = _ask(process, job)
                self._working.discard(process)
                if laid is not None:
                    break
                process = None
            if name is not None:
                self._done.put((number, name, laid if laid is not None else _failed(job)))

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._guard:
            if self._stopping:
                return None
            try:
                process = subprocess.Popen(  # noqa: S603 -- this very interpreter, with words of ours
                    [sys.executable, "-c", _START.format(path=sys.path)],
                    env={**os.environ, **dict.fromkeys(_TEMPORARY, self._folder.name)},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    # An interrupt from the keyboard is ours to pass on.
                    start_new_session=True,
                )
            except OSError:
                return None
            self._processes.append(process)
            return process


def _end(process: subprocess.Popen[bytes]) -> None:
    for end, patience in ((process.terminate, _IDLE), (process.kill, _PATIENCE)):
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            end()
    process.wait()


def _ask(process: subprocess.Popen[bytes], job: TypesetJob) -> tuple[Laid, ...] | None:
    """Return a process's answer, or None if it died over the job."""
    try:
        send(cast("BinaryIO", process.stdin), pickle.dumps(job))
        message = receive(cast("BinaryIO", process.stdout))
    except (OSError, EOFError, ValueError):
        return None
    return None if message is None else cast("tuple[Laid, ...]", pickle.loads(message))  # noqa: S301 -- from our own child


def _failed(job: TypesetJob) -> tuple[Laid, ...]:
    from book.typeset.job import Laid

    problem = Problem(
        Source(job.name),
        "layout-crashed",
        "the layout process ended twice over this page, out of memory or by a fault of the layout engine",
        "close other programs and build again; if it happens again, shorten the chapter",
    )
    return (Laid(b"", (), problems=(problem,)),) * (2 if job.both else 1)
