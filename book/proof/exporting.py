"""The proof as a folder of plain files for a reviewer, to open from the disk or put on any web server."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from book.problems import BookError, Problem, Problems, Source
from book.proof.engine import GET, find_engine
from book.proof.in_themes import lay_out_themes
from book.proof.order import Order, ThemeMade, ThemesDone, WholeDone
from book.proof.server import SITE, site_file
from book.proof.state import State
from book.proof.telling import book_values, theme_values
from book.proof.whole import Maker
from book.typeset.workers import Workers
from book.workshop import processes

MARK = "bookmake-proof.txt"
"""Says that a folder is an export, which the next one may replace."""
_WORDS = "This folder is a proof made by bookmake (bookmake proof --export). Open index.html.\n"
_WIDTH = 1100
_THEME_WIDTH = 560
_TEXT = (".xhtml", ".css", ".opf", ".ncx", ".xml", ".svg", "mimetype")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' blob: 'unsafe-inline'; img-src 'self' blob: data:; "
    "font-src 'self' blob:; connect-src 'self' blob:; frame-src blob:; base-uri 'none'; form-action 'none'"
)


def export_site(
    order: Order, own: Path, target: Path, problems: Problems, step: Callable[[str], None] = lambda _step: None
) -> Iterator[str]:
    """Write the site into a folder and yield what to say of it; `own` is where the reader engine is kept.

    Raises `BookError` if the book has errors, or if the folder holds something that is no export.
    """
    _check_target(target)
    state = _made(order, problems, step)
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        (part / "pages").mkdir(parents=True)
        step("draw pages")
        _write(part, state, own)
        if target.exists():
            shutil.rmtree(target)
        part.replace(target)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise BookError([Problem(Source(str(target)), "not-writable", f"cannot be written: {reason}")]) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    yield f"{target}/index.html  a proof of {len(state.pages)} pages, to open as it is or to put on a server"
    if find_engine(own) is None:
        yield f"  without the e-reader, whose engine is not here: {GET}"


def _check_target(target: Path) -> None:
    if not target.exists() or (target.is_dir() and ((target / MARK).is_file() or not any(target.iterdir()))):
        return
    what = "holds files that are no proof" if target.is_dir() else "is a file"
    raise BookError([Problem(Source(str(target)), "not-writable", what, f"--export {target.name}-proof")])


def _made(order: Order, problems: Problems, step: Callable[[str], None]) -> State:
    """Return the views of the whole book and of its themes. Raises `BookError`."""
    state = State()
    done: list[WholeDone] = []

    def hear(said: object) -> None:
        if isinstance(said, WholeDone):
            done.append(said)
        elif isinstance(said, ThemesDone):
            state.themes_done = said
        elif isinstance(said, ThemeMade):
            step(f"theme {said.name}")
            state.take_theme(said)
        else:
            state.take(said)

    with Workers(processes(order.jobs), ahead=1) as workers:
        step("make the book")
        Maker(order).make(0, workers, hear)
        (whole,) = done
        problems.extend(whole.problems)
        problems.stop_if_errors()
        state.problems = whole.problems
        lay_out_themes(order, workers, hear)
    return state


def _write(folder: Path, state: State, own: Path) -> None:
    (folder / "site").mkdir()
    for name in SITE:
        if name != "index.html":
            (folder / "site" / name).write_bytes(site_file(name))
    page = site_file("index.html").decode()
    page = page.replace(
        '<meta charset="utf-8">',
        f'<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
    )
    page = page.replace('<script src="site/core.js">', '<script src="data.js"></script>\n<script src="site/core.js">')
    (folder / "index.html").write_text(page, "utf-8")
    if engine := find_engine(own):
        (folder / "engine.js").write_text(engine.script, "utf-8")
    values = {"book": book_values(state), "index": state.index, "themes": theme_values(state), "files": _files(state)}
    told = json.dumps(values, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    (folder / "data.js").write_text(f"window.PROOF = {told}\n", "utf-8", "surrogatepass")
    _draw(folder / "pages", state)
    (folder / MARK).write_text(_WORDS, "utf-8")


def _files(state: State) -> dict[str, dict[str, str]]:
    """Return the files of the EPUB, texts as they are."""
    files = state.epub.files if state.epub else {}
    return {
        name: {"text": data.decode()} if name.endswith(_TEXT) else {"base64": base64.b64encode(data).decode()}
        for name, data in files.items()
    }


def _draw(folder: Path, state: State) -> None:
    wanted = [(page.document, page.page, _WIDTH) for page in state.pages]
    wanted += [("cover", 0, 2 * _WIDTH)] if state.cover else []
    for theme in state.themes:
        count = max((last for _, last in theme.chapters.values()), default=0)
        wanted += [(f"theme-{theme.name}", page, _THEME_WIDTH) for page in range(count)]
    for name, page, width in wanted:
        (folder / f"{name}-{page}.webp").write_bytes(state.pictures.small_picture(name, page, width))
