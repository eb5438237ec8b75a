"""Who may ask for what: the token, the host, the origin, and nothing outside the known addresses."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from book.proof import Order
from book.proof.server import POLICY, ProofServer
from book.proof.session import Session
from tests.proof.conftest import write_book


class Quiet(Session):
    """A session that makes nothing: what the server refuses has nothing to do with the book."""

    def __enter__(self) -> Session:
        return self

    def close(self) -> None:
        self._closed = True


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[ProofServer, list[tuple[str, int]]]]:
    import threading

    opened: list[tuple[str, int]] = []

    def editor(file: str, line: int) -> str:
        opened.append((file, line))
        return "ed"

    session = Quiet(Order(write_book(tmp_path / "book")))
    server = ProofServer(session, lambda: None, 0, editor)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server, opened
    session.close()
    server.shutdown()
    thread.join()
    server.server_close()


def ask(
    server: ProofServer, path: str, *, method: str = "GET", body: object = None, **headers: str
) -> tuple[int, bytes, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=20)
    try:
        data = None if body is None else json.dumps(body).encode()
        connection.request(method, path, data, {name.replace("_", "-"): words for name, words in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def test_the_site_is_there_for_whoever_knows_the_token(served) -> None:
    server, _ = served
    status, body, headers = ask(server, f"/{server.token}/")
    assert status == 200
    assert b"<title>Proof</title>" in body
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "unsafe-inline" not in POLICY.partition("script-src")[2].partition(";")[0]


@pytest.mark.parametrize("path", ["/", "/x/", "/favicon.ico", "//", "/{token}", "/{token}x/"])
def test_without_the_token_there_is_nothing(served, path: str) -> None:
    server, _ = served
    assert ask(server, path.format(token=server.token))[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "book.toml",
        "../book.toml",
        "%2e%2e/book.toml",
        "site/../session.py",
        "site/%2e%2e/session.py",
        "site//etc/passwd",
        "epub/../../book.toml",
        "epub//etc/passwd",
        "data/secrets.json",
        "page/whole-1/0/800.png",
        "page/../../0/1.png",
        "engine.js",
        "do/open",
    ],
)
def test_nothing_but_the_known_addresses_is_served(served, path: str) -> None:
    server, _ = served
    assert ask(server, f"/{server.token}/{path}")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "", "127.0.0.1:1"])
def test_another_host_is_refused(served, host: str) -> None:
    server, _ = served
    status, body, _ = ask(server, f"/{server.token}/", Host=host.format(port=server.server_address[1]))
    assert status == 403
    assert b"Proof</title>" not in body


def test_it_listens_on_this_machine_alone(served) -> None:
    server, _ = served
    assert server.server_address[0] == "127.0.0.1"
    assert urlsplit(server.address).hostname == "127.0.0.1"


def test_only_the_site_itself_may_have_things_done(served) -> None:
    server, opened = served
    own = f"http://127.0.0.1:{server.server_address[1]}"
    asked = {"file": "chapters/heat.md", "line": 3}
    path = f"/{server.token}/do/open"
    told = {"method": "POST", "body": asked}
    assert ask(server, path, **told, Content_Type="application/json")[0] == 403
    assert ask(server, path, **told, Content_Type="application/json", Origin="http://evil.example")[0] == 403
    assert ask(server, path, **told, Content_Type="text/plain", Origin=own)[0] == 400
    assert ask(server, path, method="POST", body=[1], Content_Type="application/json", Origin=own)[0] == 400
    assert opened == []
    status, body, _ = ask(server, path, **told, Content_Type="application/json", Origin=own)
    assert (status, json.loads(body), opened) == (200, {"opened": "ed"}, [("chapters/heat.md", 3)])


def test_only_a_suspect_is_accepted(served) -> None:
    server, _ = served
    own = f"http://127.0.0.1:{server.server_address[1]}"
    status, body, _ = ask(
        server,
        f"/{server.token}/do/accept",
        method="POST",
        body={"words": "Anything"},
        Content_Type="application/json",
        Origin=own,
    )
    assert status == 409
    assert "not suspected" in json.loads(body)["problems"][0]["message"]
    assert not (server.session.order.root / "people.toml").exists()


def test_a_browser_that_goes_away_leaves_the_server_at_work(served) -> None:
    server, _ = served
    for _ in range(3):
        with socket.create_connection(server.server_address, timeout=20) as gone:
            gone.sendall(f"GET /{server.token}/events HTTP/1.1\r\nHost: {server.hosts[0]}\r\n\r\n".encode())
            assert b"200" in gone.recv(200)
    server.session._tell({"kind": "whole"})
    assert ask(server, f"/{server.token}/")[0] == 200


def test_the_address_carries_a_new_token_each_time(tmp_path: Path) -> None:
    servers = [ProofServer(Quiet(Order(tmp_path)), lambda: None, 0, lambda: "") for _ in range(2)]
    tokens = {server.token for server in servers}
    for server in servers:
        server.server_close()
    assert len(tokens) == 2
    assert all(len(token) >= 20 for token in tokens)
