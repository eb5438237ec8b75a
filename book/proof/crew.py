"""The processes behind a proof, seen from the server: orders go in, answers come to a listener."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO, cast

from book.proof.order import Crashed, Order
from book.proof.process import Role
from book.typeset.worker import receive, send

_START = "import sys; sys.path[:] = {path!r}; from book.proof.process import main; main({role!r})"
_PATIENCE = 5.0
"""Seconds a process has to end by itself."""


class Crew:
    """One process of a role; started with the first order, and again should it die."""

    def __init__(self, role: Role, order: Order, listener: Callable[[object], None]) -> None:
        self._role = role
        self._order = order
        self._listener = listener
        self._process: subprocess.Popen[bytes] | None = None
        self._listening: threading.Thread | None = None
        self._guard = threading.Lock()
        self._stopping = False

    def ask(self, order: object) -> None:
        """Hand over an order; the answers come to the listener, in a thread of their own."""
        with self._guard:
            for _ in range(2):
                process = self._process or self._start()
                if process is None:
                    return
                try:
                    send(cast("BinaryIO", process.stdin), pickle.dumps(order))
                except OSError:
                    self._process = None
                    continue
                return

    def stop(self) -> None:
        """End the process and all it started."""
        with self._guard:
            self._stopping = True
            process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            cast("BinaryIO", process.stdin).close()
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if self._listening and self._listening is not threading.current_thread():
            self._listening.join(_PATIENCE)

    def _start(self) -> subprocess.Popen[bytes] | None:
        if self._stopping:
            return None
        process = subprocess.Popen(  # noqa: S603 -- this very interpreter, with words of ours
            [sys.executable, "-c", _START.format(path=sys.path, role=self._role)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=dict(os.environ),
            start_new_session=True,
        )
        send(cast("BinaryIO", process.stdin), pickle.dumps(self._order))
        self._process = process
        self._listening = threading.Thread(target=self._listen, args=(process,), daemon=True)
        self._listening.start()
        return process

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(OSError, EOFError, ValueError), cast("BinaryIO", process.stdout) as answers:
            while (message := receive(answers)) is not None:
                self._listener(pickle.loads(message))  # noqa: S301 -- from our own child
        with self._guard:
            unasked = not self._stopping and self._process is process
            if unasked:
                self._process = None
        if unasked:
            self._listener(Crashed(f"the process for {self._role} ended by itself ({process.wait()})"))
