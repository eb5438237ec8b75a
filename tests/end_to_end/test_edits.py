"""A long life of a book: after every edit the warm build is the clean build, byte for byte and word for word.

A stale page number would be the worst fault of all. The edits are chosen by rule, the same every time; set
`BOOKMAKE_EDITS` to live longer than a few, `BOOKMAKE_EDITS_SEED` to live otherwise.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from random import Random  # noqa: TID251 -- seeded

import pytest
from click.testing import CliRunner
from PIL import Image

from book.cli import main

from .books import PEOPLE, SENTENCES, TITLES, chapter, write_book

EDITS = int(os.environ.get("BOOKMAKE_EDITS", "9"))
SEED = int(os.environ.get("BOOKMAKE_EDITS_SEED", "4"))
SETTINGS = """\
[book]
title = "A Shelf of Films"
language = "en-GB"
contributors = [{ name = "Ann Author", role = "author" }]
published = 2026-01-02

[theme]
name = "classic"

[editions.ebook]
format = "epub"

[editions.paperback]
format = "pdf"

[editions.screen]
format = "pdf"
use = "screen"
"""
COMMANDS = (
    ("epub", "--output", "book.epub"),
    ("pdf", "--output", "print.pdf", "--jobs", "1"),
    ("pdf", "--edition", "screen", "--output", "screen.pdf", "--jobs", "1"),
)
Edit = Callable[[Path, Random], None]


def chapters(root: Path) -> list[Path]:
    return sorted((root / "chapters").glob("*.md"))


def rewrite(path: Path, pattern: str, words: str, count: int = 1) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(pattern, lambda _: words, text, count=count, flags=re.M), encoding="utf-8")


def change_a_word(root: Path, dice: Random) -> None:
    rewrite(dice.choice(chapters(root)), r"\b(nobody|door|lamp|letter|town|stairs)\b", dice.choice(["dog", "umbrella"]))


def grow(root: Path, dice: Random) -> None:
    more = "\n\n".join(" ".join(dice.choices(SENTENCES, k=9)) for _ in range(dice.randint(1, 5)))
    rewrite(dice.choice(chapters(root)), r"^## Favourite scene", f"{more}\n\n## Favourite scene")


def shrink(root: Path, dice: Random) -> None:
    path = dice.choice(chapters(root))
    head, _, rest = path.read_text(encoding="utf-8").partition("## Favourite scene")
    kept = head.split("\n\n")
    path.write_text("\n\n".join([*kept[:2], "", f"## Favourite scene{rest}"]).replace("[^1]", ""), encoding="utf-8")


def rename_a_person(root: Path, dice: Random) -> None:
    one, other = dice.sample(PEOPLE, 2)
    for path in chapters(root):
        rewrite(path, re.escape(one), dice.choice([other, "Zoe Abel"]), count=0)


def name_someone(root: Path, dice: Random) -> None:
    words = f"{dice.choice(PEOPLE)} and [[Ava Newman|Newman]] walk on."
    rewrite(dice.choice(chapters(root)), r"^## Favourite scene", f"{words}\n\n## Favourite scene")


def swap_ranks(root: Path, dice: Random) -> None:
    one, other = dice.sample(chapters(root), 2)
    texts = [path.read_text(encoding="utf-8") for path in (one, other)]
    ranks = [re.search(r"^rank: \d+", text, re.M)[0] for text in texts]  # type: ignore[index]
    rewrite(one, r"^rank: \d+", ranks[1])
    rewrite(other, r"^rank: \d+", ranks[0])


def rank_by_file(root: Path, dice: Random) -> None:
    place = root / "ranking.txt"
    if place.exists() and dice.random() < 0.5:
        place.unlink()
        return
    ids = [path.stem for path in chapters(root)]
    dice.shuffle(ids)
    place.write_text("\n".join(ids) + "\n", encoding="utf-8")


def add_a_chapter(root: Path, dice: Random) -> None:
    number = len(chapters(root)) + 1
    path = root / "chapters" / f"film-{number:02d}.md"
    if not path.exists():
        text = chapter(number, paragraphs=dice.randint(1, 6))
        path.write_text(text.replace("country: France", "country: Norway"), encoding="utf-8")


def delete_a_chapter(root: Path, dice: Random) -> None:
    if len(chapters(root)) > 2:
        dice.choice(chapters(root)).unlink()


def retitle(root: Path, dice: Random) -> None:
    rewrite(
        dice.choice(chapters(root)), r"^title: .*", f"title: {dice.choice(TITLES)} {dice.choice(['II', '(again)'])}"
    )


def refer(root: Path, dice: Random) -> None:
    titles = [re.search(r"^title: (.*)", path.read_text(encoding="utf-8"), re.M)[1] for path in chapters(root)]  # type: ignore[index]
    words = f"See [[film: {dice.choice(titles)}]]."
    rewrite(dice.choice(chapters(root)), r"^## Favourite scene", f"{words}\n\n## Favourite scene")


def picture(root: Path, dice: Random) -> None:
    """Under the same name another picture, of the same size: only its bytes tell."""
    place = root / "chapters" / "field.png"
    before = place.stat() if place.exists() else None
    Image.new("RGB", (640, 400), (dice.randrange(256), 140, 40)).save(place)
    if before:
        os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    path = chapters(root)[0]
    if "field.png" not in path.read_text(encoding="utf-8"):
        rewrite(path, r"^## Favourite scene", '![A field](field.png "A field")\n\n## Favourite scene')


def option(root: Path, dice: Random) -> None:
    rewrite(root / "book.toml", r"^(accent|figures|chapter_start|sidebars) = .*\n", "")
    line = dice.choice(
        ['accent = "#224466"', 'figures = "lining"', 'chapter_start = "recto"', 'sidebars = "box"', 'sidebars = "tint"']
    )
    rewrite(root / "book.toml", r"^\[theme\]\n", f"[theme]\n{line}\n")


def style(root: Path, dice: Random) -> None:
    """A theme of the book's own, changed file by file."""
    own = root / "themes" / "classic"
    own.mkdir(parents=True, exist_ok=True)
    (own / "theme.toml").write_text('extends = "classic"\n', encoding="utf-8")
    name = dice.choice(["book.css", "print.css", "epub.css"])
    (own / name).write_text(f"p {{ text-indent: {dice.randint(1, 4)}em }}\n", encoding="utf-8")


def leave_the_theme(root: Path, _: Random) -> None:
    shutil.rmtree(root / "themes", ignore_errors=True)


def language(root: Path, dice: Random) -> None:
    rewrite(root / "book.toml", r"^language = .*", f'language = "{dice.choice(["en-GB", "en-US", "de", "fr"])}"')


def settings(root: Path, dice: Random) -> None:
    rewrite(root / "book.toml", r"^title = .*", f'title = "{dice.choice(["A Shelf of Films", "Films, Shelved"])}"')
    direction = dice.choice(["countdown", "ascending"])
    rewrite(root / "book.toml", r"^\[order\]\ndirection = .*\n", "")
    rewrite(root / "book.toml", r"^\[theme\]\n", f'[order]\ndirection = "{direction}"\n[theme]\n')


def people(root: Path, dice: Random) -> None:
    name = dice.choice(PEOPLE)
    line = dice.choice(
        [f'index = "{name} (the other)"', f'aliases = ["{name.split()[0]} the Great"]', 'kind = "group"']
    )
    (root / "people.toml").write_text(f'[person."{name}"]\n{line}\n', encoding="utf-8")


def forget_people(root: Path, _: Random) -> None:
    (root / "people.toml").unlink(missing_ok=True)


def touch(root: Path, dice: Random) -> None:
    """Another date, the same bytes."""
    path = dice.choice(chapters(root))
    path.write_bytes(path.read_bytes())
    os.utime(path, (dice.randrange(10**9), dice.randrange(10**9)))


def nothing(_: Path, __: Random) -> None:
    """The same command again."""


def undo(root: Path, _: Random) -> None:
    """What was before comes back (the texts as they were first written)."""
    for path in chapters(root):
        number = int(path.stem.removeprefix("film-"))
        path.write_text(chapter(number), encoding="utf-8")


ALL: tuple[Edit, ...] = (
    change_a_word, grow, shrink, rename_a_person, name_someone, swap_ranks, rank_by_file, add_a_chapter,
    delete_a_chapter, retitle, refer, picture, option, style, leave_the_theme, language, settings, people,
    forget_people, touch, nothing, undo,
)  # fmt: skip


def life(dice: Random, length: int) -> list[tuple[Edit, ...]]:
    """Return the edits, one to three between two builds, every kind before any kind again."""
    kinds: list[Edit] = []
    while len(kinds) < 3 * length:
        kinds += dice.sample(ALL, len(ALL))
    return [tuple(kinds.pop() for _ in range(dice.randint(1, 3))) for _ in range(length)]


def made(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, str, bytes]]:
    """What every command says and makes, problems included."""
    monkeypatch.chdir(root)
    results = []
    for command in COMMANDS:
        done = CliRunner().invoke(main, command)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        place = Path(command[command.index("--output") + 1])
        results.append((done.exit_code, done.output, place.read_bytes() if done.exit_code == 0 else b""))
        place.unlink(missing_ok=True)
    return results


def test_warm_is_clean_through_a_long_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # In this process, which has read the layout engine already.
    monkeypatch.setattr("book.workshop.hire", lambda _jobs: nullcontext())
    root = write_book(tmp_path / "warm" / "book", chapters=3, settings=SETTINGS)
    dice = Random(SEED)
    done: list[str] = []
    successes = 0
    for edits in ((), *life(dice, EDITS)):
        for edit in edits:
            edit(root, dice)
            done.append(edit.__name__)
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
        clean = shutil.copytree(root, tmp_path / "clean" / "book", ignore=shutil.ignore_patterns("build"))
        warm = made(root, monkeypatch)
        assert warm == made(clean, monkeypatch), f"after {', '.join(done)} (seed {SEED})"
        successes += all(code == 0 for code, _, _ in warm)
    assert successes > EDITS // 2, "most of a life is a book that can be built"
