"""The README is true: every command is in it, its commands exist, its example is a chapter, its pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

from PIL import Image

from book.cli import COMMANDS, main
from book.manuscript import read_book
from book.problems import Problems

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_described() -> None:
    assert [name for name in COMMANDS if f"bookmake {name}" not in README] == []


def test_every_command_and_option_named_exists() -> None:
    for line in re.findall(r"`bookmake ([a-z]+)", README) + re.findall(
        r"^bookmake ([a-z]+)(?= +#| [a-z-]+ +#)", README, re.MULTILINE
    ):
        assert line in COMMANDS
    options = {option for name in COMMANDS for p in _command(name).params for option in p.opts}
    for option in set(re.findall(r"`(--[a-z-]+)", README)):
        assert option in options, option


def _command(name: str):  # type: ignore[no-untyped-def]
    command = main.get_command(None, name)  # type: ignore[attr-defined]
    assert command is not None
    return command


def test_the_example_chapter_is_read_as_it_says(tmp_path: Path) -> None:
    example = re.search(r"```markdown\n(.*?)```", README, re.DOTALL)
    assert example
    (tmp_path / "chapters" / "images").mkdir(parents=True)
    (tmp_path / "book.toml").write_text('[book]\ntitle = "Films"\n', encoding="utf-8")
    (tmp_path / "chapters" / "rust-and-bone.md").write_text(example[1], encoding="utf-8")
    (tmp_path / "chapters" / "a-prophet.md").write_text(
        "---\nrank: 359\ntitle: A Prophet\n---\nText.\n", encoding="utf-8"
    )
    Image.new("RGB", (30, 20)).save(tmp_path / "chapters" / "images" / "lake.jpg")
    problems = Problems()
    book = read_book(tmp_path, problems)
    assert [str(p) for p in problems if p.severity == "error"] == []
    chapter = book.chapter("rust-and-bone")
    assert [sidebar.key for sidebar in chapter.sidebars] == ["favourite_scene", "favourite_quote"]
    assert len(chapter.notes) == 1


def test_every_link_and_picture_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README.split("## Your own book")[0]):
        assert (ROOT / target).is_file(), target
    for target in re.findall(r"\]\((docs/[^)#]+)\)", README):
        assert (ROOT / target).is_file(), target
