"""A made-up book of any number of chapters: prose by rule, the same every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

WORDS = """light door river morning train letter window harbour silence machine garden coat winter station mirror street
camera actor scene music ending gesture courage laughter trouble distance patience shadow corridor picture story frame
director voice memory theatre bicycle umbrella orchard lantern ticket curtain rehearsal balcony""".split()  # noqa: SIM905
VERBS = "finds keeps loses follows forgets opens carries answers refuses watches mends borrows".split()  # noqa: SIM905
QUALITIES = "slow bright careful broken patient sudden plain crowded tender distant absurd generous".split()  # noqa: SIM905
GIVEN = "Ada Bruno Celia Dario Elsa Fritz Greta Hugo Irma Jonas Klara Ludo Marta Nils Olga Pavel Rita Sven".split()  # noqa: SIM905
FAMILY = "Alder Brandt Corvin Dahl Ekman Forster Gallo Holm Ilves Jarvi Keller Lund Moreau Novak Orsini Petrov".split()  # noqa: SIM905


class Dice:
    """Numbers that look thrown and are the same in every run."""

    def __init__(self, seed: str) -> None:
        self._numbers = self._throw(seed)

    def _throw(self, seed: str) -> Iterator[int]:
        turn = 0
        while True:
            yield from hashlib.sha256(f"{seed} {turn}".encode()).digest()
            turn += 1

    def pick(self, things: list[str]) -> str:
        """Return one of some things."""
        return things[(next(self._numbers) * 256 + next(self._numbers)) % len(things)]

    def number(self, low: int, high: int) -> int:
        """Return a number between two, both included."""
        return low + (next(self._numbers) * 256 + next(self._numbers)) % (high - low + 1)


def sentence(dice: Dice) -> str:
    """Return one sentence."""
    words = f"the {dice.pick(QUALITIES)} {dice.pick(WORDS)} {dice.pick(VERBS)} the {dice.pick(WORDS)}"
    for _ in range(dice.number(0, 3)):
        words += f", and the {dice.pick(WORDS)} {dice.pick(VERBS)} a {dice.pick(QUALITIES)} {dice.pick(WORDS)}"
    return words.capitalize() + "."


def paragraph(dice: Dice, people: list[str]) -> str:
    """Return a paragraph that names somebody, sometimes."""
    sentences = [sentence(dice) for _ in range(dice.number(4, 8))]
    if dice.number(0, 2) == 0:
        sentences.insert(
            1, f"It owes something to {dice.pick(people)}, who {dice.pick(VERBS)} every *{dice.pick(WORDS)}*."
        )
    return " ".join(sentences)


def chapter(rank: int, count: int) -> str:
    """Return one chapter as a writer would have typed it."""
    dice = Dice(f"chapter {rank}")
    people = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    cast = ", ".join(dict.fromkeys(dice.pick(people) for _ in range(4)))
    paragraphs = [paragraph(dice, people) for _ in range(dice.number(5, 8))]
    if rank > 1:
        paragraphs[-1] += f" Compare [[film: {dice.number(1, min(rank - 1, count))}]]."
    picture = "![A lamp over a road](images/plate.png)\n\n" if rank % 5 == 0 else ""
    return (
        f"---\nrank: {rank}\ntitle: {title(rank)}\nyear: {1900 + rank % 120}\ndirected_by: {dice.pick(people)}\n"
        f"starring: [{cast}]\nbudget: ${dice.number(1, 90)}m\nawards: None\n---\n\n{picture}"
        + "\n\n".join(paragraphs)
        + f"\n\n## Favourite scene\n\n{paragraph(dice, people)}\n\n## Favourite quote\n\n> {sentence(dice)}\n>\n"
        f"> — {dice.pick(GIVEN)}\n\n## Did you know?\n\n{paragraph(dice, people)}\n"
    )


def title(rank: int) -> str:
    """Return a film's title, one for each rank."""
    dice = Dice(f"title {rank}")
    return f"The {dice.pick(QUALITIES).capitalize()} {dice.pick(WORDS).capitalize()} {rank}"


def write_book(folder: Path, count: int) -> None:
    """Write a book folder of `count` chapters."""
    from PIL import Image

    (folder / "chapters" / "images").mkdir(parents=True)
    (folder / "book.toml").write_text(
        '[book]\ntitle = "A Book of Made-up Films"\nlanguage = "en-GB"\n'
        'contributors = [{ name = "Nora Quill", role = "author" }]\npublished = 2026-11-20\nrevised = 2026-11-20\n'
        '[editions.paperback]\nformat = "pdf"\ntrim = "6x9"\n',
        encoding="utf-8",
    )
    Image.radial_gradient("L").resize((1200, 800)).save(folder / "chapters" / "images" / "plate.png")
    for rank in range(1, count + 1):
        path = folder / "chapters" / f"film-{rank:04}.md"
        path.write_text(chapter(rank, count), encoding="utf-8")
