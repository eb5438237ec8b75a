"""One book for every store: the text the same, covers and pictures as each wants them; samples and excerpts."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from PIL import Image

from book.cli import main
from book.epub import make_epub
from book.epub.archive import read_archive
from book.epub.pictures import fit_cover, pack_picture
from book.manuscript import read_book
from book.model.edition import Edition
from book.model.stores import ANY, STORES, Store, store_of
from book.problems import BookError, Problems

from .handmade_editions import handmade, jpeg


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return handmade(tmp_path)


def for_store(edition: Edition, store: str) -> dict[str, bytes]:
    settings = replace(edition.settings, store=store)
    return read_archive(make_epub(replace(edition, settings=settings), jpeg()))


def words(files: dict[str, bytes], name: str) -> str:
    return "".join(etree.fromstring(files[name]).itertext())


def test_the_text_is_the_same_in_every_store(edition: Edition) -> None:
    plain = for_store(edition, "")
    for store in STORES:
        files = for_store(edition, store)
        assert ("EPUB/cover.xhtml" in files) is (store != "kindle")
        assert "EPUB/cover.jpg" in files
        for document in edition.documents:
            assert words(files, f"EPUB/{document.id}.xhtml") == words(plain, f"EPUB/{document.id}.xhtml")


@pytest.mark.parametrize(("name", "store"), [("KDP", "kindle"), ("Google_Play", "google"), ("", ""), ("shop", "")])
def test_stores_go_by_their_common_names(name: str, store: str) -> None:
    assert store_of(name).name == store


def test_an_unknown_store_is_reported_with_a_guess(tmp_path: Path) -> None:
    (tmp_path / "chapters").mkdir()
    (tmp_path / "book.toml").write_text('[book]\ntitle = "T"\n[editions.e]\nformat = "epub"\nstore = "kindel"\n')
    (tmp_path / "chapters/a.md").write_text("---\nrank: 1\ntitle: A\n---\nWords.\n")
    problems = Problems()
    read_book(tmp_path, problems)
    assert [(p.code, p.hint) for p in problems] == [("wrong-value", 'store = "kindle"')]


def png(size: tuple[int, int], mode: str, colour: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, "PNG")  # type: ignore[arg-type]
    return out.getvalue()


def test_see_through_pictures_stand_on_white_where_a_store_wants_it() -> None:
    clear = png((9, 9), "RGBA", (255, 0, 0, 0))
    kept = pack_picture(clear, "image/png", "a.png", STORES["kindle"])
    flat = pack_picture(clear, "image/png", "a.png", STORES["kobo"])
    assert Image.open(io.BytesIO(kept.data)).mode == "RGBA"
    assert Image.open(io.BytesIO(flat.data)).getpixel((4, 4)) == (255, 255, 255)


def test_sizes_follow_the_store() -> None:
    large = png((2400, 2000), "L", 9)
    pixels = {}
    for name, store in {"": ANY, **STORES}.items():
        image = Image.open(io.BytesIO(pack_picture(large, "image/png", "a.png", store).data))
        pixels[name] = image.width * image.height
    assert pixels["apple"] == pixels["kindle"] == 4_800_000
    assert pixels[""] <= 4_000_000 >= pixels["kobo"]


def test_heavy_pictures_and_covers_are_made_lighter() -> None:
    noise = Image.effect_noise((700, 700), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    store = Store("s", "S", picture_bytes=200_000, cover_bytes=150_000)
    packed = pack_picture(out.getvalue(), "image/png", "a.png", store)
    assert len(packed.data) <= 200_000
    assert packed.name == "a-png.jpg"
    cover = io.BytesIO()
    noise.save(cover, "JPEG", quality=100)
    assert len(fit_cover(cover.getvalue(), store)) <= 150_000 < len(cover.getvalue())
    assert fit_cover(jpeg(), store) == jpeg()


def test_a_file_too_large_for_its_store_is_refused(edition: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STORES, "kobo", replace(STORES["kobo"], file_bytes=10_000))
    with pytest.raises(BookError, match="Kobo takes"):
        for_store(edition, "kobo")


# ---------------------------------------------------------------- excerpts


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("book")
    (root / "chapters/back").mkdir(parents=True)
    book = '[book]\ntitle = "T"\ncontributors = ["Ann Author"]\n'
    settings = f'{book}[editions.e]\nformat = "epub"\nisbn = "978-0-306-40615-7"\n'
    (root / "book.toml").write_text(settings)
    (root / "chapters/back/afterword.md").write_text("---\nkind: afterword\ntitle: After\n---\nDone.\n")
    for rank in range(1, 11):
        text = f"See [[film: Film {rank % 10 + 1}]] and [[Bo Writer]]. {'Words. ' * 50}"
        (root / f"chapters/f{rank}.md").write_text(f"---\nrank: {rank}\ntitle: Film {rank}\n---\n{text}\n")
    return root


def run(folder: Path, *options: str) -> tuple[int, set[str], str]:
    result = CliRunner().invoke(main, ["epub", str(folder), *options, "--output", str(folder / "build/out.epub")])
    files = read_archive((folder / "build/out.epub").read_bytes()) if result.exit_code == 0 else {}
    package = files.get("EPUB/content.opf", b"").decode()
    return result.exit_code, {name[5:-6] for name in files if name.endswith(".xhtml")}, package or result.output


def test_only_some_ranks(folder: Path) -> None:
    code, names, package = run(folder, "--only", "3-2")
    assert code == 0
    assert {name for name in names if name.startswith("ch-")} == {"ch-f3", "ch-f2"}
    assert "9780306406157" not in package
    assert {name for name in run(folder, "--only", "7")[1] if name.startswith("ch-")} == {"ch-f7"}


def test_a_sample_is_the_beginning(folder: Path) -> None:
    code, names, _ = run(folder, "--sample", "30%")
    assert code == 0
    assert {name for name in names if name.startswith("ch-")} == {"ch-f10", "ch-f9", "ch-f8"}
    assert not {"index", "titles", "back-afterword"} & names
    assert {name for name in run(folder, "--sample", "1%")[1] if name.startswith("ch-")} == {"ch-f10"}


def test_excerpts_are_named_after_what_they_hold(folder: Path) -> None:
    for options in (["--only", "3-2"], ["--only", "7"], ["--sample", "10%"]):
        assert CliRunner().invoke(main, ["epub", str(folder), *options]).exit_code == 0
    assert {path.name for path in (folder / "build").glob("t*.epub")} == {"t-3-2.epub", "t-7.epub", "t-sample.epub"}


@pytest.mark.parametrize("option", [["--only", "a"], ["--only", "3-"], ["--sample", "0%"], ["--sample", "lots"]])
def test_what_is_no_excerpt_is_a_wrong_command(folder: Path, option: list[str]) -> None:
    assert run(folder, *option)[0] == 2


def test_ranks_nobody_has_are_a_problem(folder: Path) -> None:
    assert run(folder, "--only", "99")[0] == 1


# ---------------------------------------------------------------- as a Kindle reads it


@pytest.mark.skipif(not shutil.which("ebook-convert"), reason="calibre is not installed")
def test_azw3_says_the_same_as_the_epub(edition: Edition, tmp_path: Path) -> None:
    """Converted for a Kindle and read back: the text whole and in order."""
    settings = replace(edition.settings, store="kindle")
    (tmp_path / "a.epub").write_bytes(make_epub(replace(edition, settings=settings), jpeg()))
    for source, target in (("a.epub", "a.azw3"), ("a.epub", "epub.txt"), ("a.azw3", "azw3.txt")):
        command = ["ebook-convert", str(tmp_path / source), str(tmp_path / target)]
        log = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert "not found" not in log
    written, read_back = ((tmp_path / name).read_text("utf-8").split() for name in ("epub.txt", "azw3.txt"))
    assert read_back[: len(written)] == written  # calibre adds a contents of its own at the end
