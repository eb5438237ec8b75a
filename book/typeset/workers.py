"""A few layout processes, each given one job at a time.

Plain child processes rather than a pool of the standard library: they import nothing but this room, end with
their parent even when it is killed, and the job given next may depend on the answer before it.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import subprocess
import sys
import threading
from types import TracebackType
from typing import BinaryIO, Self, cast

from book.problems import Problem, Source
from book.typeset.job import Laid, TypesetJob
from book.typeset.worker import receive, send

_START = "import sys; sys.path[:] = {path!r}; from book.typeset.worker import main; main()"
_TRIES = 2
_IDLE = 0.5  # seconds an idle process takes to end by itself
_PATIENCE = 5.0  # seconds a process at work has to clear up after itself


class Workers:
    """Lays out jobs in `count` processes. Use it in a `with`: that ends them."""

    def __init__(self, count: int) -> None:
        self._jobs: queue.SimpleQueue[tuple[object, TypesetJob] | None] = queue.SimpleQueue()
        self._done: queue.Queue[tuple[object, Laid]] = queue.Queue()
        self._processes: list[subprocess.Popen[bytes]] = []
        self._guard = threading.Lock()
        self._stopping = False
        self.free = count
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def give(self, name: object, job: TypesetJob) -> None:
        """Have a free process lay out a job; its answer will come under `name`."""
        self.free -= 1
        self._jobs.put((name, job))

    def take(self) -> tuple[object, Laid]:
        """Return the next answer, waiting for it."""
        while True:
            # With a time limit, since a wait without one cannot be interrupted on every system.
            with contextlib.suppress(queue.Empty):
                answer = self._done.get(timeout=0.5)
                self.free += 1
                return answer

    def stop(self) -> None:
        """End all processes, at once if they are at work."""
        with self._guard:
            self._stopping = True
            processes = list(self._processes)
        for _ in self._threads:
            self._jobs.put(None)
        for process in processes:
            with contextlib.suppress(OSError):
                cast("BinaryIO", process.stdin).close()  # an idle one ends by itself
        for process in processes:
            _end(process)
        for thread in self._threads:
            thread.join(_PATIENCE)
        for process in processes:
            with contextlib.suppress(OSError):
                cast("BinaryIO", process.stdout).close()

    def _serve(self) -> None:
        process: subprocess.Popen[bytes] | None = None
        while (given := self._jobs.get()) is not None:
            name, job = given
            laid: Laid | None = None
            for _ in range(_TRIES):
                process = process or self._start()
                if process is None:
                    break
                laid = _ask(process, job)
                if laid is not None:
                    break
                process = None
            self._done.put((name, laid if laid is not None else _failed(job)))

    def _start(self) -> subprocess.Popen[bytes] | None:
        with self._guard:
            if self._stopping:
                return None
            try:
                process = subprocess.Popen(  # noqa: S603 -- this very interpreter, with words of ours
                    [sys.executable, "-c", _START.format(path=sys.path)],
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


def _ask(process: subprocess.Popen[bytes], job: TypesetJob) -> Laid | None:
    """Return a process's answer, or None if it died over the job."""
    try:
        send(cast("BinaryIO", process.stdin), pickle.dumps(job))
        message = receive(cast("BinaryIO", process.stdout))
    except (OSError, EOFError, ValueError):
        return None
    return None if message is None else cast("Laid", pickle.loads(message))  # noqa: S301 -- from our own child


def _failed(job: TypesetJob) -> Laid:
    problem = Problem(
        Source(job.name),
        "layout-crashed",
        "the layout process ended twice over this page, out of memory or by a fault of the layout engine",
        "close other programs and build again; if it happens again, shorten the chapter",
    )
    return Laid(b"", (), problems=(problem,))
