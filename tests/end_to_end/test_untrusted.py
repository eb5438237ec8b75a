"""Chapters and themes are untrusted: nothing outside the book folder is read, nothing is fetched."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from .books import Run, bookmake, chapter, write_book, write_chapter

SECRET = "the treasure is under the third lamp"


@pytest.fixture
def listener() -> Iterator[tuple[int, list[bytes]]]:
    """A server that must never be asked."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    done = threading.Event()

    def serve() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                asked.append(connection.recv(1000))

    thread = threading.Thread(target=serve)
    thread.start()
    yield server.getsockname()[1], asked
    done.set()
    thread.join()
    server.close()


def build_fails(root: Path) -> Run:
    run = bookmake("build", cwd=root, check=False)
    assert run.code == 1
    assert not list((root / "build").glob("*.epub")) if (root / "build").exists() else True
    return run


@pytest.mark.parametrize("kind", ["relative", "absolute", "file url", "link"])
def test_a_picture_outside_the_book_is_refused(tmp_path: Path, kind: str) -> None:
    root = write_book(tmp_path / "book")
    outside = tmp_path / "outside.png"
    Image.new("RGB", (40, 40)).save(outside)
    reference = {
        "relative": "../../outside.png",
        "absolute": str(outside),
        "file url": outside.as_uri(),
        "link": "link.png",
    }[kind]
    if kind == "link":
        (root / "chapters" / "link.png").symlink_to(outside)
    write_chapter(root, 2, chapter(2, extra=f"\n\n![A picture]({reference})\n\n"))
    run = build_fails(root)
    assert "chapters/film-02.md:" in run.err


def test_a_linked_chapter_is_not_followed_outside(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (tmp_path / "secret.md").write_text(f"---\nrank: 9\ntitle: Secret\n---\n{SECRET}\n", encoding="utf-8")
    (root / "chapters" / "film-09.md").symlink_to(tmp_path / "secret.md")
    run = build_fails(root)
    assert "chapters/film-09.md" in run.err
    assert SECRET not in run.out + run.err


def test_nothing_is_fetched(tmp_path: Path, listener: tuple[int, list[bytes]]) -> None:
    port, asked = listener
    root = write_book(tmp_path / "book")
    theme = root / "themes" / "mine"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "classic"\n', encoding="utf-8")
    (theme / "book.css").write_text(f'p {{ background: url("http://127.0.0.1:{port}/a.png") }}\n', encoding="utf-8")
    with (root / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[theme]\nname = "mine"\n')
    run = build_fails(root)
    assert "themes/mine/book.css:1" in run.err
    (theme / "book.css").write_text("", encoding="utf-8")
    write_chapter(root, 2, chapter(2, extra=f"\n\n![A picture](http://127.0.0.1:{port}/b.png)\n\n"))
    assert "chapters/film-02.md:" in build_fails(root).err
    assert asked == []


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ book.__class__.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{% include '../../../secret.md' %}",
        "{% include '/etc/hostname' %}",
        "{{ nothing_of_the_kind }}",
    ],
)
def test_a_template_cannot_reach_python_or_files(tmp_path: Path, attack: str) -> None:
    root = write_book(tmp_path / "book")
    (tmp_path / "secret.md").write_text(SECRET, encoding="utf-8")
    theme = root / "themes" / "mine"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text('extends = "classic"\n', encoding="utf-8")
    (theme / "part.xhtml.j2").write_text(
        f'<section id="{{{{ part.anchor }}}}">\n{attack}\n</section>\n', encoding="utf-8"
    )
    with (root / "book.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[theme]\nname = "mine"\n')
    run = build_fails(root)
    assert "themes/mine/part.xhtml.j2:2" in run.err
    assert SECRET not in run.out + run.err
