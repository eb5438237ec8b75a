"""The processes behind a proof: each takes one order at a time and says what comes of it, until its input ends."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from book.proof.order import Crashed, MakeThemes, MakeWhole, NewPages, Order, Prepare, PullGalley, Ready
from book.typeset.priority import give_way
from book.typeset.worker import receive, send
from book.typeset.workers import Workers

if TYPE_CHECKING:
    from book.proof.whole import Maker

Say = Callable[[object], None]
Role = Literal["whole", "galleys"]
_BEHIND = 5
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
    if role == "galleys":
        with Workers(1, ahead=1) as workers:
            _answer(orders, _galleys(order, workers, say), say)
        return
    from book.proof.whole import Maker
    from book.workshop import processes

    maker = Maker(order)
    with Workers(processes(order.jobs), ahead=1) as workers:
        if not _answer(orders, _whole(order, maker, workers, say), say, once=True):
            return
    # The first whole is what the writer waits for; later ones follow a galley, and give way to the next.
    give_way(_BEHIND)
    with Workers(processes(order.jobs)) as workers:
        _answer(orders, _whole(order, maker, workers, say), say)


def _answer(orders: BinaryIO, answer: Callable[[object], None], say: Say, *, once: bool = False) -> bool:
    """Answer orders until there are no more, or `once`; return whether there may be more."""
    while (message := receive(orders)) is not None:
        try:
            answer(pickle.loads(message))  # noqa: S301 -- our parent's
        except BrokenPipeError:
            return False
        except Exception:  # noqa: BLE001 -- a fault of ours must not end the proof: it is told and shown
            say(Crashed(traceback.format_exc()))
        if once:
            return True
    return False


def _whole(order: Order, maker: Maker, workers: Workers, say: Say) -> Callable[[object], None]:
    from book.proof.in_themes import lay_out_themes

    def answer(asked: object) -> None:
        match asked:
            case MakeWhole():
                maker.make(asked.turn, workers, say)
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
