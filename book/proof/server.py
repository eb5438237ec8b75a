"""The server of a proof: a few known addresses behind a token, on this machine alone.

Whoever does not know the token gets nothing; a page of another site that knows the port is refused by the name it
came for (`Host`) and by where it came from (`Origin`). Chapters are untrusted: what they hold is shown in frames
that may run no script.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, cast
from urllib.parse import unquote

from book.problems import BookError
from book.proof.session import Session

ADDRESS = "127.0.0.1"
PORT = 8365
TRIES = 20
_HEARTBEAT = 10.0
_MOST_POSTED = 10_000
TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "xhtml": "application/xhtml+xml",
    "opf": "application/oebps-package+xml",
    "ncx": "application/x-dtbncx+xml",
    "xml": "application/xml",
    "otf": "font/otf",
    "ttf": "font/ttf",
}
SITE = ("index.html", "proof.css", "core.js", "reader.js", "print.js", "checks.js", "themes.js", "keys.js")
"""The files of the site, all of them."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' blob: 'unsafe-inline'",  # what the book's own pages are dressed with
        "img-src 'self' blob: data:",
        "font-src 'self' blob:",
        "connect-src 'self' blob:",
        "frame-src blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""What the browser may load and run: the site's own scripts and nothing else."""


def site_file(name: str) -> bytes:
    """Return a file of the site (`KeyError` if there is none of that name)."""
    if name not in SITE:
        raise KeyError(name)
    return files("book.proof").joinpath("site", name).read_bytes()


class ProofServer(ThreadingHTTPServer):
    """Serves one session; `address` is where a browser finds it. Raises `OSError` if the port cannot be had."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # there it would let two servers share one port

    def __init__(
        self, session: Session, engine: Callable[[], str | None], port: int, editor: Callable[..., str]
    ) -> None:
        super().__init__((ADDRESS, port), Handler)
        self.session = session
        self.engine = engine
        self.editor = editor
        self.token = secrets.token_urlsafe(18)

    @property
    def address(self) -> str:
        """The address with its token."""
        return f"http://{ADDRESS}:{self.server_address[1]}/{self.token}/"

    @property
    def hosts(self) -> tuple[str, str]:
        """The names under which the site may be asked for."""
        port = self.server_address[1]
        return f"{ADDRESS}:{port}", f"localhost:{port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that went away."""


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    server_version = "bookmake"
    sys_version = ""
    timeout = 120

    @property
    def proof(self) -> ProofServer:
        """The server."""
        return cast("ProofServer", self.server)

    def do_GET(self) -> None:
        """Answer with a file of the site, data, a page or the news."""
        path = self._path()
        if path is None:
            return
        try:
            if path == "events":
                self._tell_news()
                return
            body, kind = self._found(path)
        except (KeyError, ValueError):
            self._refuse(HTTPStatus.NOT_FOUND, "there is nothing at this address")
            return
        self._send(HTTPStatus.OK, body, kind)

    def do_POST(self) -> None:
        """Do one of the few things a proof can do."""
        path = self._path()
        if path is None:
            return
        origin = self.headers.get("Origin")
        if origin not in [f"http://{host}" for host in self.proof.hosts]:
            self._refuse(HTTPStatus.FORBIDDEN, "only the proof itself may ask for this")
            return
        try:
            answer = self._done(path, self._posted())
        except (KeyError, ValueError, TypeError):
            self._refuse(HTTPStatus.BAD_REQUEST, "this cannot be done")
            return
        except BookError as error:
            self._send_json(HTTPStatus.CONFLICT, {"problems": [problem.as_json() for problem in error.problems]})
            return
        self._send_json(HTTPStatus.OK, answer)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Keep quiet."""

    # ------------------------------------------------ who may ask

    def _path(self) -> str | None:
        """Return what is asked for, within the token's folder; None after refusing whoever may not ask."""
        if self.headers.get("Host") not in self.proof.hosts:
            self._refuse(HTTPStatus.FORBIDDEN, "this proof is for this machine alone")
            return None
        path = unquote(self.path.partition("?")[0])
        token, slash, rest = path.removeprefix("/").partition("/")
        if not secrets.compare_digest(token.encode(), self.proof.token.encode()) or not slash:
            self._refuse(HTTPStatus.NOT_FOUND, "open the whole address that bookmake proof printed")
            return None
        return rest

    def _posted(self) -> Mapping[str, Any]:
        """Return the values that were posted (`ValueError`)."""
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= _MOST_POSTED or self.headers.get_content_type() != "application/json":
            raise ValueError(length)
        asked = json.loads(self.rfile.read(length) or b"{}")
        return asked if isinstance(asked, dict) else {}

    # ------------------------------------------------ what there is

    def _found(self, path: str) -> tuple[bytes, str]:
        """Return the bytes and the type of what is at a path (`KeyError`, `ValueError`)."""
        folder, _, name = path.partition("/")
        session = self.proof.session
        match folder:
            case "":
                return site_file("index.html"), TYPES["html"]
            case "site":
                return site_file(name), _type(name)
            case "engine.js":
                script = self.proof.engine()
                if script is None:
                    raise KeyError(path)
                return script.encode(), TYPES["js"]
            case "data":
                values = session.values(name.removesuffix(".json"))
                return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"), TYPES["json"]
            case "epub":
                return session.epub_file(name), _type(name)
            case "page":
                document, page, width = name.removesuffix(".png").split("/")
                return session.state.pictures.picture(document, int(page), int(width)), TYPES["png"]
            case _:
                raise KeyError(path)

    def _done(self, path: str, asked: Mapping[str, Any]) -> dict[str, object]:
        """Do what is asked and return what came of it (`KeyError`, `BookError`)."""
        session = self.proof.session
        match path:
            case "do/open":
                name = self.proof.editor(str(asked["file"]), int(asked.get("line") or 0))
                return {"opened": name}
            case "do/accept":
                from book.proof.accepting import accept

                accept(session.order.root, str(asked["words"]), session.values("index"))
                return {"accepted": str(asked["words"])}
            case "do/themes":
                session.lay_out_themes()
                return {}
            case _:
                raise KeyError(path)

    # ------------------------------------------------ answering

    def _tell_news(self) -> None:
        """Send events until the browser goes away or the session ends."""
        self.send_response(HTTPStatus.OK)
        self._head("text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        said = self.headers.get("Last-Event-ID") or ""
        number = int(said) if said.isdecimal() else self.proof.session.number
        with contextlib.suppress(OSError):
            self._write(f"retry: 1000\nid: {number}\ndata: {json.dumps({'kind': 'hello'})}\n\n")
            while (news := self.proof.session.wait_for_news(number, _HEARTBEAT)) is not None:
                for number, event in news:
                    self._write(f"id: {number}\ndata: {json.dumps(event)}\n\n")
                if not news:
                    self._write(": still here\n\n")

    def _write(self, words: str) -> None:
        self.wfile.write(words.encode())
        self.wfile.flush()

    def _refuse(self, status: HTTPStatus, words: str) -> None:
        self.close_connection = True
        self._send(status, words.encode(), "text/plain; charset=utf-8")

    def _send_json(self, status: HTTPStatus, values: Mapping[str, object]) -> None:
        self._send(status, json.dumps(values).encode(), TYPES["json"])

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        with contextlib.suppress(OSError):
            self.send_response(status)
            self._head(kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def _head(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")


def _type(name: str) -> str:
    return TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
