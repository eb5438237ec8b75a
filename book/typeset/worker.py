"""A layout process: reads jobs from its parent, lays them out one by one, writes back what came of them.

Started with pipes for standard input and output (`book.typeset.workers`). It ends when its input ends, so
that it never outlives its parent, however that died.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
import tempfile
from pathlib import Path
from typing import BinaryIO

_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Serve jobs until there are no more."""
    # What a library prints must not run into the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # removes the temporary folder on the way out
    from book.typeset.engine import Typesetter
    from book.typeset.priority import give_way
    from book.typeset.starting import import_engine

    give_way()

    with contextlib.suppress(Exception):  # what is wrong with it is told by the first job
        import_engine()
    home = Path(os.environ.get("TMPDIR") or tempfile.gettempdir())
    try:
        with Typesetter() as typesetter:
            with contextlib.suppress(BrokenPipeError, EOFError):
                while (message := receive(sys.stdin.buffer)) is not None:
                    send(answers, pickle.dumps(typesetter.sides(pickle.loads(message))))  # noqa: S301 -- our parent's
            signal.signal(signal.SIGTERM, signal.SIG_IGN)  # already on the way out
    except KeyboardInterrupt:
        return
    except OSError:
        if home.is_dir():
            raise
        return  # our parent is gone, and with it the folder we work in
    with contextlib.suppress(OSError):
        home.rmdir()  # our parent's, if it was killed and we are the last


def send(pipe: BinaryIO, message: bytes) -> None:
    """Write one message with its length before it."""
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: BinaryIO) -> bytes | None:
    """Return the next message, or None at the end. Raises `EOFError` if it ends within a message."""
    head = pipe.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = pipe.read(length)
    if len(message) < length:
        raise EOFError
    return message
