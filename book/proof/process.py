"""The processes behind a proof: each takes one order at a time and says what comes of it, until its input ends."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import BinaryIO, Literal, cast

from book.proof.order import Crashed, MakeThemes, MakeWhole, NewPages, Order, Prepare, PullGalley, Ready
from book.typeset.worker import receive, send
from book.typeset.workers import Workers

Say = Callable[[object], None]
Role = Literal["whole", "galleys"]
_BEHIND = 10
"""How much the whole book gives way to the galley the writer waits for (a nice value)."""


def main(role: Role) -> None:
    """Serve orders from standard input."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not run into the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt from the keyboard is our parent's to pass on

    def say(answer: object) -> None:
        send(answers, pickle.dumps(answer))

    with contextlib.suppress(BrokenPipeError, EOFError):
        first = receive(sys.stdin.buffer)
        if first is not None:
            order = cast("Order", pickle.loads(first))  # noqa: S301 -- our parent's
            _serve(role, order, sys.stdin.buffer, say)


def _serve(role: Role, order: Order, orders: BinaryIO, say: Say) -> None:
    if role == "whole" and hasattr(os, "nice"):
        os.nice(_BEHIND)
    with Workers(_count(role, order), ahead=1) as workers:
        answer = _whole(order, workers, say) if role == "whole" else _galleys(order, workers, say)
        while (message := receive(orders)) is not None:
            try:
                answer(pickle.loads(message))  # noqa: S301 -- our parent's
            except BrokenPipeError:
                return
            except Exception:  # noqa: BLE001 -- a fault of ours must not end the proof: it is told and shown
                say(Crashed(traceback.format_exc()))


def _count(role: Role, order: Order) -> int:
    from book.pipeline import processes

    return 1 if role == "galleys" else processes(order.jobs)


def _whole(order: Order, workers: Workers, say: Say) -> Callable[[object], None]:
    from book.proof.in_themes import lay_out_themes
    from book.proof.whole import Maker

    maker = Maker(order, workers)

    def answer(asked: object) -> None:
        match asked:
            case MakeWhole():
                maker.make(asked.turn, say)
            case MakeThemes():
                lay_out_themes(order, workers, say)
            case _:
                raise TypeError(asked)

    return answer


def _galleys(order: Order, workers: Workers, say: Say) -> Callable[[object], None]:
    from book.proof.galleys import Galleys

    galleys = Galleys(order, workers)

    def answer(asked: object) -> None:
        match asked:
            case Prepare():
                say(Ready(galleys.prepare(asked.pages)))
            case NewPages():
                galleys.take_pages(asked.pages)
            case PullGalley():
                say(galleys.pull(asked.turn, asked.file))
            case _:
                raise TypeError(asked)

    return answer
