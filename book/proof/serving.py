"""Serving a proof: a session and its server, begun together and ended together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from book.problems import BookError, Problem, Source
from book.proof.editor import open_at
from book.proof.engine import find_engine
from book.proof.order import Order
from book.proof.server import PORT, TRIES, ProofServer
from book.proof.session import Session


@dataclass(frozen=True, slots=True)
class Serving:
    """A proof that is being served: the address to open, and its session."""

    address: str
    session: Session


@contextmanager
def serve(order: Order, *, port: int | None, own: Path, editor: str = "") -> Iterator[Serving]:
    """Serve a book while the context lasts; `own` is bookmake's own folder, where the reader engine is kept.

    Without a port the first free one from 8365 on is taken. Raises `BookError` if the port cannot be had.
    """

    def engine() -> str | None:
        found = find_engine(own)
        return found.script if found else None

    def open_editor(file: str, line: int) -> str:
        return open_at(order.root, file, line, editor)

    session = Session(order)
    server = _server(session, engine, port, open_editor)
    try:
        with session:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True)
            thread.start()
            yield Serving(server.address, session)
    finally:
        server.shutdown()
        server.server_close()


def _server(session: Session, engine: object, port: int | None, editor: object) -> ProofServer:
    wanted = [port] if port is not None else [*range(PORT, PORT + TRIES), 0]
    reason = ""
    for number in wanted:
        try:
            return ProofServer(session, engine, number, editor)  # type: ignore[arg-type]
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
    message = f"port {port} of this machine cannot be had: {reason.lower()}"
    raise BookError([Problem(Source("bookmake proof"), "port", message, "bookmake proof --port 0 (any that is free)")])
