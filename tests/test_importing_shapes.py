"""The same series in the shapes of many blogs comes out the same; what else an export holds comes out nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from book.importing import import_blog
from book.manuscript import read_book
from book.model.book import Block, Chapter
from book.model.prose import plain_text, text_blocks
from book.problems import Problems

from .importing.blog import Item, export
from .importing.shapes import (
    BODIES,
    EXPORTS,
    FILMS,
    MANY,
    PAGES,
    TITLES,
    Files,
    Film,
    heading,
    listed,
    tags,
    usual,
    zipped,
)


def chapters_of(tmp_path: Path, source: Path) -> dict[int, Chapter]:
    problems = Problems()
    import_blog([source], tmp_path / "book", problems)
    book = read_book(tmp_path / "book", problems)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return {chapter.rank: chapter for chapter in book.chapters}


def words(blocks: tuple[Block, ...]) -> list[str]:
    return [plain_text(block.inlines) for block in text_blocks(blocks)]


def said(chapter: Chapter) -> dict[str, object]:
    return {
        "title": chapter.title,
        "year": chapter.year,
        **{credit.key: tuple(name.text for name in credit.names) for credit in chapter.credits},
        **{fact.key: fact.value for fact in chapter.facts},
        **{sidebar.key: words(sidebar.blocks) for sidebar in chapter.sidebars},
    }


def meant(film: Film) -> dict[str, object]:
    return {
        "title": film.title,
        "year": film.year,
        "directed_by": film.directors,
        "starring": film.cast,
        "budget": film.budget,
        "earned": film.earned,
        "awards": film.awards,
        "favourite_scene": [film.scene],
        "favourite_quote": [film.quote, film.speaker],
        "did_you_know": [film.trivia],
    }


def check(found: dict[int, Chapter]) -> None:
    assert {rank: said(chapter) for rank, chapter in found.items()} == {film.rank: meant(film) for film in FILMS}
    for film in FILMS:
        text = words(found[film.rank].blocks)
        assert [part for part in text if part not in (film.scene, film.quote, film.speaker, film.trivia)] == [
            *film.body
        ]


def written(tmp_path: Path, files: Files) -> Path:
    source = tmp_path / "source"
    for name, text in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return source


def posts(tmp_path: Path, *items: tuple[str, str]) -> Path:
    path = tmp_path / "blog.xml"
    made = tuple(Item(n, title, text, day=f"2019-01-0{n}") for n, (title, text) in enumerate(items, start=1))
    path.write_text(export(made), "utf-8")
    return path


@pytest.mark.parametrize("shape", BODIES)
def test_posts(tmp_path: Path, shape: str) -> None:
    check(chapters_of(tmp_path, posts(tmp_path, *((heading(film), BODIES[shape](film)) for film in FILMS))))


@pytest.mark.parametrize("form", TITLES)
def test_headings_of_posts(tmp_path: Path, form: str) -> None:
    check(chapters_of(tmp_path, posts(tmp_path, *((heading(film, form), usual(film)) for film in FILMS))))


@pytest.mark.parametrize("form", MANY)
def test_headings_in_a_post_with_several_films(tmp_path: Path, form: str) -> None:
    text = "<p>Hello again, three more.</p>" + "".join(heading(film, form) + usual(film) for film in FILMS)
    check(chapters_of(tmp_path, posts(tmp_path, ("My favourites, part 3", text))))


def test_a_numbered_list_of_films(tmp_path: Path) -> None:
    items = "".join(f"<li><strong>{film.title} ({film.year})</strong><br>{usual(film)}</li>" for film in FILMS)
    check(chapters_of(tmp_path, posts(tmp_path, ("Twelve to ten", f"<p>Hello.</p><ol reversed start=12>{items}</ol>"))))


@pytest.mark.parametrize(
    "line", ["Directed by {d}. Starring {c}", "Directed by {d}, starring {c}", "({y}, dir. {d}, starring {c})"]
)
def test_credits_in_a_sentence(tmp_path: Path, line: str) -> None:
    made = [
        (
            f"#{f.rank} {f.title}",
            f"<p><em>{line.format(d=listed(f.directors), c=listed(f.cast), y=f.year)}</em></p><p>{f.body[1]}</p>",
        )
        for f in FILMS
    ]
    found = chapters_of(tmp_path, posts(tmp_path, *made))
    for film in FILMS:
        assert said(found[film.rank])["directed_by"] == film.directors
        assert said(found[film.rank])["starring"] == film.cast
        assert words(found[film.rank].blocks) == [film.body[1]]
        assert found[film.rank].year == (film.year if "{y}" in line else None)


def test_prose_about_directors_is_no_credit(tmp_path: Path) -> None:
    said = [
        "(The director’s cut is longer, and worse.)",
        "(2001, and directed by nobody anyone had heard of.)",
        "Directed by a man who hates trees, starring nobody you know.",
        "He acts / she sings: that is all.",
        "By the end I was asleep.",
    ]
    found = chapters_of(tmp_path, posts(tmp_path, ("#3 – Heath (1950)", tags(said))))
    assert words(found[3].blocks) == said
    assert found[3].credits == ()


@pytest.mark.parametrize("kind", PAGES)
def test_pages_and_pasted_texts(tmp_path: Path, kind: str) -> None:
    check(chapters_of(tmp_path, written(tmp_path, PAGES[kind])))


@pytest.mark.parametrize("kind", EXPORTS)
@pytest.mark.parametrize("packed", [True, False])
def test_exports_give_their_posts_and_nothing_private(tmp_path: Path, kind: str, packed: bool) -> None:  # noqa: FBT001
    source = tmp_path / "row.zip"
    if packed:
        source.write_bytes(zipped(EXPORTS[kind]))
    else:
        source = written(tmp_path, EXPORTS[kind])
    check(chapters_of(tmp_path, source))
    text = "\n".join(path.read_text("utf-8") for path in (tmp_path / "book").rglob("*") if path.is_file())
    assert "s3cret" not in text


def test_an_address_that_the_writer_gives_is_no_loss(tmp_path: Path) -> None:
    text = "#3 – Heath (1950)\n\nAsk odile@coldpopcorn.example to say more.\n\n1 comment:\n\nbob@mail.example said\n"
    source = tmp_path / "a.txt"
    source.write_text(text, "utf-8")
    assert "odile@coldpopcorn.example" in words(chapters_of(tmp_path, source)[3].blocks)[0]
    assert "bob@mail.example" not in (tmp_path / "book" / "import-report.md").read_text("utf-8")
