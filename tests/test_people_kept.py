"""Whom pieces were found to name before: through a long life of edits the index is the one made from nothing.

The edits are chosen by rule, the same every time. They are the ones that reach other chapters than their own: whom a
credit makes known, words that are surnames written small, what somebody does after "who", slips of the pen, aliases.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random  # noqa: TID251 -- seeded

import pytest

from book import pipeline
from book.model.index import Index
from book.people import search
from book.problems import Problem, Problems

PEOPLE = (
    "Emma Stone", "Oliver Stone", "Marion Cotillard", "Ida Keller", "Jean Zeller", "Ang Lee", "Val Winter", "Bo École",
    "Joel Coen", "Ethan Coen", "Helena Bonham Carter", "Renée Falconetti", "Anna Falconetti",
)  # fmt: skip
SENTENCES = (
    "Stone waits by the door, and Winter shrugs.",
    "Winter coughs, and Stone frets.",
    "Nobody saw who coughs at night, nor who frets.",
    "A stone lies on the stairs.",
    "The winter is long.",
    "Marion Cotilard was never better, says Keler.",
    "Cotillard and Kellerr leave with Zeller.",
    "An école is near; École is far.",
    "Joel and Ethan Coen wrote it, and the Coens knew.",
    "Bonham Carter sings. *Winter Stone* is another film.",
    "Anna Stone is not she. Lee smiles, and Ang Lee too.",
    "[[Zoe Abel]] came, and Abel went.",
    "The Great Val came late, with Falconetti.",
    "Mary Stone Winter shrugs.",
)
TOLD = (
    '[person."Emma Stone"]\naliases = ["Em Stone", "The Great Val"]\n',
    '[person."Val Winter"]\nindex = "Winter (the actor)"\naliases = ["The Great Val"]\n',
    '[person."Ang Lee"]\nkind = "group"\n',
    '[person."Oliver Stone"]\nsee = "Emma Stone"\n',
    '[person."Ida Keller"]\nsort = "Zzz"\n',
    '[group."Coen brothers"]\nmembers = ["Joel Coen", "Ethan Coen"]\n',
    '[chapter.film-1.surname]\nStone = "Emma Stone"\n',
    '[ignore]\npeople = ["Ang Lee"]\ntext = ["Winter shrugs"]\n',
    '[spelling]\nok = ["Marion Cotilard", "Keler"]\n',
    '[person."Renée Falconetti"]\n',
)
Edit = Callable[[Path, Random], None]


def chapters(root: Path) -> list[Path]:
    return sorted((root / "chapters").glob("*.md"))


def write(root: Path, number: int, dice: Random) -> None:
    people = ", ".join(dice.sample(PEOPLE, 2))
    text = "\n\n".join(dice.sample(SENTENCES, 3))
    head = f"rank: {number}\ntitle: Film {number}\nstarring: [{people}]"
    (root / "chapters" / f"film-{number}.md").write_text(f"---\n{head}\n---\n{text}\n", encoding="utf-8")


def say(root: Path, dice: Random) -> None:
    with dice.choice(chapters(root)).open("a", encoding="utf-8") as file:
        file.write(f"\n{dice.choice(SENTENCES)}\n")


def unsay(root: Path, dice: Random) -> None:
    path = dice.choice(chapters(root))
    path.write_text(path.read_text("utf-8").replace(dice.choice(SENTENCES), "Nothing."), encoding="utf-8")


def credit(root: Path, dice: Random) -> None:
    path = dice.choice(chapters(root))
    path.write_text(path.read_text("utf-8").replace(dice.choice(PEOPLE), dice.choice(PEOPLE)), encoding="utf-8")


def retitle(root: Path, dice: Random) -> None:
    path = dice.choice(chapters(root))
    title = dice.choice(["Winter Stone", "The Coens", "Stone", "Emma Stone", "Harbour"])
    lines = [f"title: {title}" if line.startswith("title:") else line for line in path.read_text("utf-8").split("\n")]
    path.write_text("\n".join(lines), encoding="utf-8")


def rewrite(root: Path, dice: Random) -> None:
    write(root, dice.randint(1, 7), dice)


def delete(root: Path, dice: Random) -> None:
    if len(chapters(root)) > 2:
        dice.choice(chapters(root)).unlink()


def tell(root: Path, dice: Random) -> None:
    (root / "people.toml").write_text("\n".join(dice.sample(TOLD, dice.randint(1, 3))), encoding="utf-8")


def untell(root: Path, _: Random) -> None:
    (root / "people.toml").unlink(missing_ok=True)


def matter(root: Path, dice: Random) -> None:
    (root / "chapters" / "front").mkdir(exist_ok=True)
    text = " ".join(dice.sample(SENTENCES, 3))
    (root / "chapters" / "front" / "preface.md").write_text(f"# Preface\n\n{text}\n", encoding="utf-8")


def settings(root: Path, dice: Random) -> None:
    further = dice.choice(["", "[indexes]\ntitles = true\n"])
    text = f'[book]\ntitle = "Films"\nlanguage = "{dice.choice(["en-GB", "de", "sv"])}"\n{further}'
    (root / "book.toml").write_text(text, encoding="utf-8")


EDITS: tuple[Edit, ...] = (
    say, unsay, credit, say, unsay, credit, retitle, rewrite, delete, tell, untell, matter, settings
)  # fmt: skip


def book(root: Path, dice: Random) -> Path:
    (root / "chapters").mkdir(parents=True)
    settings(root, dice)
    for number in range(1, 6):
        write(root, number, dice)
    return root


def indexed(root: Path, cache: Path | None) -> tuple[Index, tuple[Problem, ...]]:
    problems = Problems()
    return pipeline.read(root, problems, cache=cache).index, tuple(problems)


@pytest.mark.parametrize("seed", range(3))
def test_through_a_long_life_the_index_is_the_one_made_from_nothing(tmp_path, seed):
    dice = Random(seed)
    root = book(tmp_path / "book", dice)
    done: list[str] = []
    for _ in range(40):
        assert indexed(root, tmp_path / "cache") == indexed(root, None), f"after {', '.join(done)}"
        edit = dice.choice(EDITS)
        edit(root, dice)
        done.append(edit.__name__)


HERE = """\
Fallow frets. Winter coughs. The winter is long, says *Ang Lee*.

Anna Fallow is not she, nor is *Winter Song* a song. Kellerr leaves, and the Coens, and Em Fallow.
"""


@pytest.mark.parametrize(
    ("elsewhere", "toml", "before", "after"),
    [
        ("A fallow field.", "", "Emma Fallow", ""),
        ("He who coughs.", "", "", "Val Winter"),
        ("starring: Anna Fallow", "", "", "Anna Fallow"),
        ("starring: Joel Coen, Ethan Coen", "", "", "Joel Coen"),
        ("starring: Oliver Fallow", "", "", ""),
        ("title: Ang Lee", "", "Ang Lee", ""),
        ("", '[person."Emma Fallow"]\naliases = ["Em Fallow"]', "", "Emma Fallow"),
        ("", '[ignore]\npeople = ["Ang Lee"]', "Ang Lee", ""),
        ("", '[ignore]\ntext = ["Fallow frets"]', "Emma Fallow", ""),
        ("", '[spelling]\nok = ["Kellerr"]', "Ida Keller", ""),
        ("", '[chapter.film-1.surname]\nCoens = "Ang Lee"', "", "Ang Lee"),
        ("", '[group."Coens"]\nmembers = ["Ang Lee", "Val Winter"]', "", "Val Winter"),
        ("", '[person."Ang Lee"]\nsee = "Ida Keller"', "Ang Lee", "Ida Keller"),
        ("", '[person."Emma Fallow"]\nkind = "group"', "Emma Fallow", ""),
        ("", '[person."Emma Fallow"]\nindex = "Emma"', "Emma Fallow", ""),
    ],
)
def test_what_is_told_elsewhere_reaches_a_piece_searched_before(tmp_path, elsewhere, toml, before, after):
    root = tmp_path / "book"
    (root / "chapters").mkdir(parents=True)
    settings(root, Random(0))
    head = "rank: 1\ntitle: Film 1\nstarring: [Emma Fallow, Val Winter, Ida Keller, Ang Lee]"
    (root / "chapters" / "film-1.md").write_text(f"---\n{head}\n---\n{HERE}", encoding="utf-8")

    def other(said: str) -> None:
        lines = [said] if ":" in said else []
        title = [] if said.startswith("title") else ["title: Film 2"]
        text = "\n".join(["---", "rank: 2", *title, *lines, "---", "Nobody." if lines else said, ""])
        (root / "chapters" / "film-2.md").write_text(text, encoding="utf-8")

    other("Nobody.")
    first = indexed(root, tmp_path / "cache")
    other(elsewhere or "Nobody.")
    (root / "people.toml").write_text(toml, encoding="utf-8")
    now = indexed(root, None)
    assert indexed(root, tmp_path / "cache") == now
    assert now != first
    if before:
        assert len(named(first[0], before)) > len(named(now[0], before))
    if after:
        assert len(named(now[0], after)) > len(named(first[0], after))


def named(index: Index, name: str) -> list[str]:
    """Return the places at which chapter 1 names somebody."""
    return [
        block
        for block, mentions in index.mentions.items()
        for one in mentions
        if one.of == "person" and block.startswith("ch-film-1-") and name in (one.person, *one.others)
    ]


@pytest.fixture
def searched(monkeypatch) -> list[str]:
    """The pieces whose text is searched."""
    found: list[str] = []
    original = search.Search._naming

    def noted(self, piece):
        found.append(piece.piece.id)
        return original(self, piece)

    monkeypatch.setattr(search.Search, "_naming", noted)
    return found


def test_only_what_may_name_others_is_searched_again(tmp_path, searched):
    root = book(tmp_path / "book", Random(1))
    for path, text in zip(
        chapters(root), ("A stone.", "Stone waits.", "Nobody.", "Winter waits.", "He who frets."), strict=True
    ):
        head = path.read_text("utf-8").rpartition("---\n")[0]
        path.write_text(f"{head}---\n{text}\n", encoding="utf-8")
    indexed(root, tmp_path / "cache")
    assert sorted(searched) == [path.stem for path in chapters(root)]
    searched.clear()
    indexed(root, tmp_path / "cache")
    assert searched == []
    three = chapters(root)[2]
    three.write_text(three.read_text("utf-8").replace("Nobody", "Somebody"), encoding="utf-8")
    indexed(root, tmp_path / "cache")
    assert searched == ["film-3"]
    searched.clear()
    one = chapters(root)[0]
    one.write_text(one.read_text("utf-8").replace("A stone", "A pebble"), encoding="utf-8")
    indexed(root, tmp_path / "cache")
    assert sorted(searched) == ["film-1", "film-2"], "a surname is no longer a word elsewhere"
