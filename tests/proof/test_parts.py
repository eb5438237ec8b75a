"""The parts a proof stands on: what is watched, what an editor is told, what enters people.toml, the reader engine."""

from __future__ import annotations

import base64
import hashlib
import io
import tarfile
from pathlib import Path

import pypdfium2
import pytest

from book.manuscript import reread_chapter
from book.people import accept_spelling
from book.pipeline import choose_edition, make_pdf, read
from book.problems import BookError, Problems
from book.proof import engine
from book.proof.editor import open_at
from book.proof.exporting import MARK, export_site
from book.proof.galleys import Galleys, outline
from book.proof.in_themes import chosen_chapters
from book.proof.order import Order
from book.proof.settings import chosen_editions
from book.proof.watching import changed, look
from book.typeset.workers import Workers
from book.workshop import Workshop
from tests.proof.conftest import edit, write_book

# ---------------------------------------------------------------- watching


def test_only_what_the_book_is_made_of_is_watched(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    before = look(root)
    assert "chapters/heat.md" in before
    (root / "build").mkdir()
    (root / "build" / "four-lamps.pdf").write_text("x")
    for passing in (".heat.md.swp", "heat.md~", "#heat.md#", "4913", ".#heat.md"):
        (root / "chapters" / passing).write_text("x")
    (root / "chapters" / "away").symlink_to(tmp_path)
    assert changed(before, look(root)) == frozenset()
    edit(root, "heat", "First", "Other")
    (root / "chapters" / "salt.md").unlink()
    (root / "people.toml").write_text("")
    assert changed(before, look(root)) == {"chapters/heat.md", "chapters/salt.md", "people.toml"}


# ---------------------------------------------------------------- a chapter read again


def test_a_chapter_is_read_again_alone_only_where_the_rest_can_stand(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    book = outline(read(root, Problems()).book)
    edit(root, "heat", "First words", "Other words")
    problems = Problems()
    found = reread_chapter(book, "chapters/heat.md", problems)
    assert found is not None
    assert not len(problems)
    again, chapter = found
    assert chapter.anchor == "ch-heat"
    assert chapter.blocks
    assert [one.id for one in again.chapters] == [one.id for one in book.chapters]
    assert not any(one.blocks for one in again.chapters if one.id != "heat")
    assert reread_chapter(book, "chapters/new.md", Problems()) is None
    for old, new in (("title: Heat", "title: Cold"), ("rank: 3", "rank: 9"), ("year: 1933", "draft: yes")):
        edit(root, "heat", old, new)
        assert reread_chapter(book, "chapters/heat.md", Problems()) is None, new
        edit(root, "heat", new, old)


def test_what_is_wrong_in_a_chapter_read_again_is_told(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    book = read(root, Problems()).book
    edit(root, "heat", "[[film: Heat]]", "[[film: Het]]")
    problems = Problems()
    reread_chapter(book, "chapters/heat.md", problems)
    assert [problem.source.file for problem in problems] == ["chapters/heat.md"]


# ---------------------------------------------------------------- galleys


def words_of(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


@pytest.mark.parametrize("theme", ["classic", "countdown", "pocket"])
def test_a_galley_is_what_the_whole_has_at_its_place(tmp_path: Path, theme: str) -> None:
    root = write_book(tmp_path / "book")
    (root / "book.toml").write_text(f'{(root / "book.toml").read_text()}\n[theme]\nname = "{theme}"\n', "utf-8")
    order = Order(root)
    manuscript = read(root, Problems())
    with Workers(1, ahead=1) as workers:
        settings = choose_edition(manuscript.book, "pdf", None)
        whole = make_pdf(manuscript, settings, Problems(), Workshop(order.cache, workers=workers))
        printed = words_of(whole.data)
        galleys = Galleys(order, workers)
        assert galleys.prepare(whole.pages)
        for turn, chapter in enumerate(manuscript.book.chapters, start=1):
            made = galleys.pull(turn, chapter.source.file)
            galley = made.galley
            assert galley is not None
            assert words_of(galley.data) == printed[galley.begin : galley.end]
            assert galley.folios == whole.pages.folios[galley.begin : galley.end]
            assert galley.begin <= whole.pages.pages[chapter.anchor][0] < galley.end
            assert f"First words of {chapter.title}" in made.xhtml


# ---------------------------------------------------------------- the editor


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Editors of every kind on the path, and what each would be started with."""
    commands: list[list[str]] = []

    class Started:
        def __init__(self, command: list[str], **_: object) -> None:
            commands.append(command)

        def wait(self) -> None: ...

    monkeypatch.setattr("book.proof.editor.subprocess.Popen", Started)
    monkeypatch.setattr("book.proof.editor.shutil.which", lambda name: f"/usr/bin/{name}")
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    return commands


@pytest.mark.parametrize(
    ("visual", "chosen", "wanted"),
    [
        ("code --wait", "", ["code", "--wait", "--goto", "{file}:12"]),
        ("", "subl", ["subl", "{file}:12"]),
        ("code", "kate", ["kate", "--line", "12", "{file}"]),
        ("something-else", "", ["something-else", "{file}"]),
        ("'/opt/my editor/bin/gedit'", "", ["/opt/my editor/bin/gedit", "+12", "{file}"]),
        ("vim", "", ["xdg-open", "{file}"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(
    tmp_path: Path,
    told: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    *,
    visual: str,
    chosen: str,
    wanted: list[str],
) -> None:
    root = write_book(tmp_path / "book")
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setattr("book.proof.editor.sys.platform", "linux")
    open_at(root, "chapters/heat.md", 12, chosen)
    file = str(root / "chapters" / "heat.md")
    assert told == [[word.format(file=file) for word in wanted]]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("../secret.md", 1),
        ("/etc/passwd", 1),
        ("chapters", 1),
        ("chapters/none.md", 1),
        ("build/four-lamps.pdf", 1),
        ("chapters/heat.md", -1),
        ("", 1),
        ("chapters/he\0at.md", 1),
    ],
)
def test_no_editor_is_opened_on_anything_but_a_file_of_the_book(
    tmp_path: Path, told: list[list[str]], file: str, line: int
) -> None:
    root = write_book(tmp_path / "book")
    (tmp_path / "secret.md").write_text("x")
    (root / "build").mkdir()
    (root / "build" / "four-lamps.pdf").write_text("x")
    with pytest.raises(BookError, match="is not a file of this book"):
        open_at(root, file, line)
    assert told == []


def test_settings_name_a_known_editor_and_no_other_command(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    settings = root / "book.toml"
    written = settings.read_text()
    settings.write_text(f'{written}\n[proof]\neditor = "subl"\n')
    assert chosen_editions(root, ["paperback"]) == (None, "paperback", "subl")
    settings.write_text(f'{written}\n[proof]\neditor = "sh -c evil"\n')
    problems = Problems()
    read(root, problems)
    assert [(one.code, one.source.line) for one in problems if one.severity == "error"] == [("wrong-value", 13)]
    assert chosen_editions(root, [])[2] == ""
    with pytest.raises(BookError, match="has no edition called “hardback”"):
        chosen_editions(root, ["hardback"])


# ---------------------------------------------------------------- people.toml


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[spelling]\nok = ["Al Pacinno"]\n'),
        ("# mine\n", '# mine\n\n[spelling]\nok = ["Al Pacinno"]\n'),
        ('[spelling]\nok = ["Jon"]  # stays\n', '[spelling]\nok = ["Jon", "Al Pacinno"]  # stays\n'),
        ('[spelling]\nok = ["Al Pacinno"]\n', '[spelling]\nok = ["Al Pacinno"]\n'),
        ("[spelling]\n", '[spelling]\nok = ["Al Pacinno"]\n'),
        (
            '[options]\norder = "letters"\n\n[spelling]\nok = [\n    "Jon",\n]\n',
            '[options]\norder = "letters"\n\n[spelling]\nok = [\n    "Jon",\n    "Al Pacinno",\n]\n',
        ),
    ],
)
def test_accepted_words_are_added_and_all_else_stays(before: str, after: str) -> None:
    assert accept_spelling(before, "Al Pacinno") == after


@pytest.mark.parametrize("broken", ["[spelling", "spelling = 3\n", '[spelling]\nok = "Jon"\n'])
def test_a_people_toml_that_cannot_be_read_is_left_alone(broken: str) -> None:
    with pytest.raises(BookError, match="cannot be added to"):
        accept_spelling(broken, "Al Pacinno")


# ---------------------------------------------------------------- the engine


def package(**modules: str) -> bytes:
    out = io.BytesIO()
    names = {"LICENSE": "Some licence", **{f"{name}.js": "" for name in engine._MODULES}}
    names |= {f"{name.replace('_', '-')}.js": text for name, text in modules.items()}
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, text in names.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return out.getvalue()


def test_the_modules_of_the_engine_become_one_script() -> None:
    script = engine.joined(
        package(
            epubcfi="export const isCFI = /x/\nexport const parse = 1\n",
            view="import * as CFI from './epubcfi.js'\nimport { A, B } from './progress.js'\n"
            "export class View {}\nawait import('./paginator.js')\n",
        )
    )
    assert "import " not in script
    assert "export " not in script
    assert "Some licence" in script
    assert "const CFI = foliate['epubcfi']" in script
    assert "const { A, B } = foliate['progress']" in script
    assert "await Promise.resolve(foliate['paginator'])" in script
    assert "return { isCFI, parse }" in script
    assert script.index("foliate['epubcfi'] =") < script.index("foliate['view'] =")


def npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program called npm, and no other, where programs are looked for."""
    folder.mkdir(exist_ok=True)
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_only_the_package_that_is_known_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = package()
    (tmp_path / "packed").write_bytes(data)
    npm(tmp_path / "bin", f'echo "$@" > {tmp_path}/asked; cp {tmp_path}/packed "$6/foliate.tgz"', monkeypatch)
    with pytest.raises(BookError, match="not the package that is known"):
        engine.fetch_engine(tmp_path)
    assert (tmp_path / "asked").read_text().startswith("pack foliate-js@1.0.1 ")
    assert engine.find_engine(tmp_path) is None
    monkeypatch.setattr(engine, "DIGEST", base64.b64encode(hashlib.sha512(data).digest()).decode())
    place = engine.fetch_engine(tmp_path)
    assert engine.find_engine(tmp_path) is not None
    place.write_bytes(data[:-1])
    assert engine.find_engine(tmp_path) is None


def test_what_npm_says_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm(tmp_path / "bin", "echo 'npm error network is unreachable' >&2; exit 1", monkeypatch)
    with pytest.raises(BookError, match="network is unreachable"):
        engine.fetch_engine(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BookError, match=r"comes with npm[\s\S]*install Node.js"):
        engine.fetch_engine(tmp_path)


# ---------------------------------------------------------------- themes and export


def test_the_chapters_for_themes_are_the_shortest_the_longest_and_one_without_a_picture(tmp_path: Path) -> None:
    book = read(write_book(tmp_path / "book"), Problems()).book
    chosen = [(chapter.id, why) for chapter, why in chosen_chapters(book)]
    assert chosen == [("nine-lamps", "the shortest"), ("heat", "the longest"), ("salt", "without a picture")]


@pytest.mark.parametrize("taken", ["folder", "file"])
def test_an_export_replaces_nothing_that_is_no_export(tmp_path: Path, taken: str) -> None:
    target = tmp_path / "review"
    if taken == "folder":
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    else:
        target.write_text("mine")
    with pytest.raises(BookError, match=r"holds files that are no proof|is a file"):
        list(export_site(Order(tmp_path), tmp_path, target, Problems()))
    assert not (tmp_path / ".review.part").exists()
    assert (target / "mine.txt" if taken == "folder" else target).read_text() == "mine"


def test_a_broken_book_is_not_exported_and_the_earlier_export_stays(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    edit(root, "heat", "directed_by", "directd_by")
    target = tmp_path / "review"
    target.mkdir()
    (target / MARK).write_text("earlier")
    with pytest.raises(BookError, match="directd_by"):
        list(export_site(Order(root, jobs=1), tmp_path, target, Problems()))
    assert (target / MARK).read_text() == "earlier"
