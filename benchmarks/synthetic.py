"""A synthetic book of any length, the same every time: prose by rule, people, sidebars, photographs.

Each chapter has 450 to 700 words in all, five credits, three sidebars; every fifth a 1200×800 photograph.
365 chapters name about 800 people.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

GIVEN = [
    "Ada",
    "Bruno",
    "Clara",
    "Dario",
    "Elsa",
    "Felix",
    "Greta",
    "Hugo",
    "Irma",
    "Jonas",
    "Karla",
    "Leo",
    "Mila",
    "Nora",
    "Otto",
    "Paula",
    "Quentin",
    "Rosa",
    "Silas",
    "Tilda",
]
FAMILY = [
    "Ahlgren",
    "Barlow",
    "Castell",
    "Dumont",
    "Eriksen",
    "Falk",
    "Garnier",
    "Holt",
    "Ibarra",
    "Jansson",
    "Keller",
    "Lindqvist",
    "Marchetti",
    "Novak",
    "Olsen",
    "Pereira",
    "Quist",
    "Rowland",
    "Santoro",
    "Tanaka",
    "Ulrich",
    "Varga",
    "Winter",
    "Ytterberg",
    "Zeller",
    "Brandt",
    "Corvin",
    "Delmar",
    "Ekholm",
    "Fabian",
    "Grauer",
    "Hallam",
    "Isaksen",
    "Jorissen",
    "Kessler",
    "Lorant",
    "Moreau",
    "Nyberg",
    "Ortega",
    "Palmer",
]
SUBJECTS = [
    "the film",
    "the camera",
    "the town",
    "a train",
    "the director",
    "the score",
    "that first hour",
    "the last reel",
    "every scene",
    "the light",
]
VERBS = [
    "waits for",
    "turns away from",
    "listens to",
    "remembers",
    "forgives",
    "walks through",
    "counts",
    "outlives",
    "borrows from",
    "looks after",
]
OBJECTS = [
    "its own patience",
    "a door left open",
    "the people at the edge of the frame",
    "an old promise",
    "what nobody says aloud",
    "the sound of rain on a roof",
    "three generations of habit",
    "the price of a ticket",
    "a face at a window",
    "the long way home",
]
ENDINGS = [
    "and is better for it",
    "as if by accident",
    "without a word of thanks",
    "until the lamp goes out",
    "and so do we",
    "but never twice",
]


class Dice:
    """A row of numbers that is always the same (a linear congruential generator)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2654435761 % 2**32 or 1

    def roll(self, sides: int) -> int:
        """Return the next number below `sides`."""
        self._state = (self._state * 1664525 + 1013904223) % 2**32
        return (self._state >> 8) * sides >> 24

    def one_of(self, choices: list[str]) -> str:
        """Return one of the choices."""
        return choices[self.roll(len(choices))]


def person(number: int) -> str:
    """Return the name of the person of that number; 800 differ."""
    return f"{GIVEN[number % len(GIVEN)]} {FAMILY[number // len(GIVEN) % len(FAMILY)]}"


def sentence(dice: Dice) -> str:
    """Return a sentence of about fourteen words."""
    subject = dice.one_of(SUBJECTS)
    words = f"{subject} {dice.one_of(VERBS)} {dice.one_of(OBJECTS)}, {dice.one_of(ENDINGS)}"
    return f"{words[0].upper()}{words[1:]}."


def paragraph(dice: Dice, words: int, *, mention: str = "") -> str:
    """Return a paragraph of at least that many words, with a person named in it if given."""
    sentences = [f"{mention} is the reason to stay."] if mention else []
    while sum(len(s.split()) for s in sentences) < words:
        sentences.append(sentence(dice))
    return " ".join(sentences)


def chapter(rank: int, *, picture: bool) -> str:
    """Return the text of a chapter file."""
    dice = Dice(rank)
    cast = [person(dice.roll(800)) for _ in range(7)]
    target = 450 + dice.roll(250)
    body = [paragraph(dice, (target - 110) // 4, mention=person(dice.roll(800)) if k == 1 else "") for k in range(4)]
    if picture:
        body.insert(1, f'![A street by night]({rank % 10}.jpg "The street, before the rain")')
    if rank % 9 == 0 and rank > 1:
        body[-1] += f" Compare [[film: Film {rank - 1}]]."
    return "\n".join(
        (
            f"---\nrank: {rank}\ntitle: Film {rank}\nyear: {1920 + rank % 100}",
            f"directed_by: {cast[0]}\nwritten_by: {cast[1]}\nstarring: [{', '.join(dict.fromkeys(cast[2:5]))}]",
            f"photographed_by: {cast[5]}\nmusic_by: {cast[6]}\ncountry: Norway\nruntime: {80 + rank % 60} minutes\n---",
            "\n\n".join(body),
            f"\n## Favourite scene\n{paragraph(dice, 45)}",
            f"\n## Favourite quote\n> {sentence(dice)}\n>\n> — {cast[2].split()[0]}",
            f"\n## Did you know?\n{paragraph(dice, 40)}\n",
        )
    )


def photograph(number: int, path: Path) -> None:
    """Write a JPEG of 1200×800 px with the detail of a photograph."""
    small = Image.new("RGB", (150, 100))
    dice = Dice(number + 77)
    small.putdata([(dice.roll(256), dice.roll(200), dice.roll(180)) for _ in range(150 * 100)])
    small.resize((1200, 800), Image.Resampling.BICUBIC).save(path, quality=80)


def write_book(root: Path, chapters: int) -> None:
    """Write a whole book folder."""
    folder = root / "chapters"
    folder.mkdir(parents=True)
    for number in range(10):
        photograph(number, folder / f"{number}.jpg")
    for rank in range(1, chapters + 1):
        text = chapter(rank, picture=rank % 5 == 0)
        (folder / f"film-{rank:04d}.md").write_text(text, encoding="utf-8")
    (root / "book.toml").write_text(
        '[book]\ntitle = "A Synthetic Countdown"\nlanguage = "en-GB"\npublished = 2026-01-01\n'
        'contributors = [{ name = "Ann Author", role = "author" }]\n'
        '[editions.ebook]\nformat = "epub"\n[editions.paperback]\nformat = "pdf"\n',
        encoding="utf-8",
    )
