"""Whole books: files, ranking, parts, references, pictures, matter, and moving a chapter."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image as Pixels

from book.manuscript import move, ranking_lines, read_book
from book.model.book import Book
from book.model.prose import Figure
from book.problems import BookError, Problems

SETTINGS = '[book]\ntitle = "A Shelf of Films"\nlanguage = "en-GB"\ncontributors = [{ name = "Ann Author" }]\n'


def chapter(rank: int | None, title: str, header: str = "", body: str = "Words.\n") -> str:
    ranked = "" if rank is None else f"rank: {rank}\n"
    return f"---\n{ranked}title: {title}\n{header}---\n{body}"


def write(root: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> Path:
    for name, content in {"book.toml": settings, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read(root: Path, files: dict[str, str | bytes], settings: str = SETTINGS) -> tuple[Book, list[str]]:
    problems = Problems()
    book = read_book(write(root, files, settings), problems)
    return book, [str(problem).split("\n")[0] for problem in problems]


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20), **options: object) -> bytes:
    data = io.BytesIO()
    Pixels.radial_gradient("L").resize(size).convert("RGB").save(data, kind, **options)
    return data.getvalue()


SHELF: dict[str, str | bytes] = {
    "chapters/salt-1922.md": chapter(5, "Salt", "year: 1922\noriginal_title: Sel\n"),
    "chapters/salt-1979.md": chapter(4, "Salt", "year: 1979\n"),
    "chapters/the-long-stair.md": chapter(3, "The Long Stair", "year: 1931\n"),
    "chapters/Häxan & co.md": chapter(2, "Häxan", "year: 1922\n"),
    "chapters/1917.md": chapter(1, "1917"),
}

# ---------------------------------------------------------------- ranking


@pytest.mark.parametrize(
    ("direction", "ids"),
    [
        ("countdown", ["salt-1922", "salt-1979", "the-long-stair", "haxan-co", "1917"]),
        ("ascending", ["1917", "haxan-co", "the-long-stair", "salt-1979", "salt-1922"]),
    ],
)
def test_chapters_come_in_reading_order(tmp_path: Path, direction: str, ids: list[str]) -> None:
    book, problems = read(tmp_path, SHELF, f'{SETTINGS}\n[order]\ndirection = "{direction}"\n')
    assert not problems
    assert [chapter.id for chapter in book.chapters] == ids


def test_parts_hold_chapters_by_rank(tmp_path: Path) -> None:
    ranges = (("Top", "from = 1, to = 2, pages = 2"), ("Rest", "from = 9, to = 4"), ("None", "from = 20, to = 10"))
    parts = ", ".join(f'{{ title = "{title}", {limits} }}' for title, limits in ranges)
    book, problems = read(tmp_path, SHELF, f"{SETTINGS}\n[order]\nparts = [{parts}]\n")
    assert problems == ["chapters/the-long-stair.md:3: warning rank-outside-parts rank 3 is in none of the parts"]
    assert [(part.number, part.title, part.chapters, part.pages) for part in book.parts] == [
        (1, "Rest", ("salt-1922", "salt-1979"), None),
        (2, "Top", ("haxan-co", "1917"), 2),
    ]


def test_ties_are_allowed_when_the_settings_say_so(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "chapters/b.md": chapter(1, "The B", "sort_title: B\n"),
        "chapters/a.md": chapter(1, "The A", "sort_title: A\n"),
        "chapters/c.md": chapter(3, "C"),
    }
    book, problems = read(tmp_path, files, f"{SETTINGS}\n[order]\nties = true\n")
    assert problems == ["chapters: warning rank-gap no chapter has rank 2"]
    assert [chapter.id for chapter in book.chapters] == ["c", "a", "b"]
    assert ranking_lines(book) == "a  # The A\n= b  # The B\nc  # C\n"


def test_ranking_txt_is_the_only_authority(tmp_path: Path) -> None:
    ranking = (
        "\ufeff# best first\r\nthe-long-stair.md   # by file\r\n\r\n1917\r\n"
        "Salt (1979)\r\n10. chapters/salt-1922.md\r\nhaxan-co\r\n"
    )
    book, problems = read(tmp_path, {**SHELF, "ranking.txt": ranking})
    assert problems == ["ranking.txt: warning rank-gap no chapters have the ranks 4–9"]
    assert [(chapter.rank, chapter.id) for chapter in book.chapters] == [
        (11, "haxan-co"),
        (10, "salt-1922"),
        (3, "salt-1979"),
        (2, "1917"),
        (1, "the-long-stair"),
    ]


def test_a_title_that_begins_with_a_hash_can_be_ranked(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "chapters/alive.md": chapter(None, "#Alive"),
        "chapters/b.md": chapter(None, "B"),
        "ranking.txt": "#Alive\nb\n#nothing\n# nothing\n",
    }
    book, problems = read(tmp_path, files)
    assert not problems
    assert [chapter.title for chapter in book.chapters] == ["B", "#Alive"]


def test_ranking_lines_read_back_to_the_same_ranks(tmp_path: Path) -> None:
    book, _ = read(tmp_path, {**SHELF, "chapters/late.md": chapter(12, "Late # never")})
    text = ranking_lines(book)
    assert text == (
        "1917  # 1917\nhaxan-co  # Häxan (1922)\nthe-long-stair  # The Long Stair (1931)\n"
        "salt-1979  # Salt (1979)\nsalt-1922  # Salt (1922)\n12. late  # Late # never\n"
    )
    again, problems = read(tmp_path, {"ranking.txt": text})
    assert [problem.split()[2] for problem in problems] == ["rank-gap"]
    assert [(c.rank, c.id) for c in again.chapters] == [(c.rank, c.id) for c in book.chapters]


@pytest.mark.parametrize(
    ("title", "rank", "order"),
    [
        ("1917", 4, "Häxan|The Long Stair|Salt|1917|Salt"),
        ("Salt (1922)", 1, "Salt|1917|Häxan|The Long Stair|Salt"),
        ("the-long-stair", 3, "1917|Häxan|The Long Stair|Salt|Salt"),
        ("Häxan", 5, "1917|The Long Stair|Salt|Salt|Häxan"),
    ],
)
def test_one_moves_and_the_others_follow(tmp_path: Path, title: str, rank: int, order: str) -> None:
    write(tmp_path, SHELF)
    problems = Problems()
    text = move(tmp_path, title, rank, problems)
    assert not list(problems)
    book, found = read(tmp_path, {"ranking.txt": text})
    assert not found
    assert [c.title for c in reversed(book.chapters)] == order.split("|")


def test_a_move_keeps_comments_and_numbers(tmp_path: Path) -> None:
    ranking = (
        "# my best\n\n5. 1917  # first\nhaxan-co\n\n# the others\n= salt-1922\n20. salt-1979  # late\nthe-long-stair\n"
    )
    write(tmp_path, {**SHELF, "ranking.txt": ranking}, f"{SETTINGS}\n[order]\nties = true\n")
    assert move(tmp_path, "1917", 20, Problems()) == (
        "# my best\n\n5. haxan-co\nsalt-1922\n\n# the others\n= salt-1979  # late\n20. 1917  # first\nthe-long-stair\n"
    )
    assert move(tmp_path, "1917", 9, Problems()) == (
        "# my best\n\n6. haxan-co\n= salt-1922\n\n# the others\n9. 1917  # first\n"
        "20. salt-1979  # late\nthe-long-stair\n"
    )


@pytest.mark.parametrize(
    ("title", "rank", "said"),
    [
        ("1971", 2, "ranking.txt: error unknown-chapter there is no chapter named “1971”\n    did you mean `1917`?"),
        ("Salt", 2, "ranking.txt: error unknown-chapter there are 2 chapters named Salt\n    name it by its file"),
        ("1917", 6, 'ranking.txt: error no-such-rank ranks go from 1 to 5\n    bookmake move "1917" 5'),
    ],
)
def test_a_move_that_cannot_be_made(tmp_path: Path, title: str, rank: int, said: str) -> None:
    write(tmp_path, SHELF)
    problems = Problems()
    assert move(tmp_path, title, rank, problems) == ""
    assert [str(problem) for problem in problems] == [said]


# ---------------------------------------------------------------- references


@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("The Long Stair", "the-long-stair"),
        ("the  LONG stair (1931)", "the-long-stair"),
        ("Salt (1979)", "salt-1979"),
        ("Sel", "salt-1922"),
        ("sel (1922)", "salt-1922"),
        ("Haxan", "haxan-co"),
        ("4", "salt-1979"),
        ("1917", "1917"),
        ("salt-1922", "salt-1922"),
    ],
)
def test_references_find_their_chapter(tmp_path: Path, target: str, found: str) -> None:
    body = f"See [[film: {target}|that]].[^1]\n\n[^1]: And [[film: {target}]].\n"
    book, problems = read(tmp_path, {**SHELF, "chapters/last.md": chapter(6, "Last", body=body)})
    assert not problems
    assert dict(book.targets) == {" ".join(target.split()): found}


def test_references_in_front_matter_and_marks_in_titles(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "chapters/dont.md": chapter(1, "Don't -- Look", "original_title: '71\n"),
        "chapters/front/01-introduction.md": "[[film: Don't -- Look]], [[film: Don’t – Look]], [[film: ’71]]\n",
    }
    book, problems = read(tmp_path, files)
    assert not problems
    assert set(book.targets.values()) == {"dont"}
    assert len(book.targets) == 3


# ---------------------------------------------------------------- matter


def test_matter_says_what_it_is(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **SHELF,
        "chapters/front/02-introduction.md": "Words.\n",
        "chapters/front/01-for-you.md": "---\nkind: Dedication\n---\nFor you.\n",
        "chapters/front/03-note.md": "\n# A *note* -- first\n\nWords.\n\n## Favourite scene\n\nMore.\n",
        "chapters/front/04-draft.md": "---\ndraft: yes\n---\n[[\n",
        "chapters/back/about-the-author.md": "---\ntitle: About 'me'\n---\n# Kept\n",
        "chapters/unranked/later.md": "[[ nothing\x00",
    }
    book, problems = read(tmp_path, files)
    assert [problem.split()[2] for problem in problems] == ["heading-level"]
    assert [(m.anchor, m.kind, m.title, m.source.line) for m in (*book.front, *book.back)] == [
        ("front-01-for-you", "dedication", "", 1),
        ("front-02-introduction", "introduction", "Introduction", 1),
        ("front-03-note", "section", "A note – first", 1),
        ("back-about-the-author", "about-the-author", "About ‘me’", 1),
    ]
    assert [type(block).__name__ for block in book.front[2].blocks] == ["Paragraph", "Heading", "Paragraph"]
    assert book.front[2].blocks[0].id == "front-03-note-b1"
    assert book.front[2].blocks[0].source.line == 4
    assert book.omitted.drafts == ("chapters/front/04-draft.md",)
    assert book.omitted.unranked == ("chapters/unranked/later.md",)


def test_drafts_are_counted_and_keep_their_place_in_the_ranking(tmp_path: Path) -> None:
    draft = "---\ntitle: Häxan\ndraft: yes\n---\n"
    ranking = "1917\nhaxan-co\nthe-long-stair\nsalt-1979\nsalt-1922\n"
    book, problems = read(tmp_path, {**SHELF, "chapters/Häxan & co.md": draft, "ranking.txt": ranking})
    assert problems == ["ranking.txt: warning rank-gap no chapter has rank 2"]
    assert book.omitted.drafts == ("chapters/Häxan & co.md",)
    assert [chapter.rank for chapter in book.chapters] == [5, 4, 3, 1]


# ---------------------------------------------------------------- pictures


def test_pictures_are_opened_and_named(tmp_path: Path) -> None:
    body = (
        "![One](images/Lake%20at%20night.PNG)\n\n![Two](images/b/lake.jpg)\n\n![Three](images/c/lake.jpeg)\n\n"
        "![Four](images/wrong-suffix.gif)\n\n![Five](images/drawing.svg)\n\n![Again](images/drawing.svg)\n\n"
        "![Six](images/turned.jpg)\n"
    )
    turned = Pixels.Exif()
    turned[274] = 6
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="2in" height="30mm"><style>a{fill:url(#b)}</style></svg>'
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter(1, "A", "image: ![Six](images/turned.jpg)\n", body),
        "chapters/images/Lake at night.PNG": picture(),
        "chapters/images/b/lake.jpg": picture("JPEG"),
        "chapters/images/c/lake.jpeg": picture("JPEG", progressive=True),
        "chapters/images/wrong-suffix.gif": picture("PNG"),
        "chapters/images/drawing.svg": f'<?xml version="1.0"?>{svg}',
        "chapters/images/turned.jpg": picture("JPEG", exif=turned),
        "chapters/images/unused.txt": "nobody looks",
    }
    book, problems = read(tmp_path, files)
    assert not problems
    shown = {path: (p.name, p.media_type, p.width, p.height) for path, p in book.pictures.items()}
    assert shown == {
        "chapters/images/Lake at night.PNG": ("lake-at-night.png", "image/png", 30, 20),
        "chapters/images/b/lake.jpg": ("lake-fa0980d7.jpg", "image/jpeg", 30, 20),
        "chapters/images/c/lake.jpeg": ("lake-322f252c.jpg", "image/jpeg", 30, 20),
        "chapters/images/drawing.svg": ("drawing.svg", "image/svg+xml", 192, 113),
        "chapters/images/turned.jpg": ("turned.jpg", "image/jpeg", 20, 30),
        "chapters/images/wrong-suffix.gif": ("wrong-suffix.png", "image/png", 30, 20),
    }
    figures = [block for block in book.chapters[0].blocks if isinstance(block, Figure)]
    assert all(figure.image.path in book.pictures for figure in figures)
    assert all(len(found.digest) == 64 for found in book.pictures.values())


def test_a_picture_cut_short_is_found_though_pillow_was_told_to_mend_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does when it is imported
    data = picture("PNG", (300, 200))
    _, problems = read(
        tmp_path,
        {"chapters/a.md": chapter(1, "A", body="![One](images/a.png)\n"), "chapters/images/a.png": data[:-40]},
    )
    assert len(problems) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF"])
@pytest.mark.parametrize("keep", [0.02, 0.3, 0.7, 0.97])
def test_a_picture_cut_short_is_always_found(tmp_path: Path, kind: str, keep: float) -> None:
    data = picture(kind, (300, 200))
    body = "![One](images/a.jpg)\n"
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter(1, "A", body=body),
        "chapters/images/a.jpg": data[: int(len(data) * keep)],
    }
    _, problems = read(tmp_path, files)
    assert len(problems) == 1
    assert problems[0].startswith("chapters/a.md:5:8: error ")


def test_a_picture_of_a_million_millions_is_not_opened(tmp_path: Path) -> None:
    data = bytearray(picture())
    data[16:24] = (1_000_000).to_bytes(4) * 2  # width and height of a PNG, its checksum now wrong
    huge = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e9 1e9"/>'
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter(1, "A", body="![One](a.png)\n\n![Two](b.svg)\n\n![Three](images/)\n"),
        "chapters/a.png": bytes(data),
        "chapters/b.svg": huge,
        "chapters/images/x": b"",
    }
    _, problems = read(tmp_path, files)
    assert [problem.split()[2] for problem in problems] == [
        "broken-picture-file",
        "broken-picture-file",
        "missing-picture",
    ]


def test_large_pictures_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    data = io.BytesIO()
    Pixels.new("1", (12_000, 11_000)).save(data, "PNG")
    files: dict[str, str | bytes] = {
        "chapters/a.md": chapter(1, "A", body="![One](a.png)\n"),
        "chapters/a.png": data.getvalue(),
    }
    _, problems = read(tmp_path, files)
    assert problems == ["chapters/a.md:5:8: error huge-picture chapters/a.png has 12000 × 11000 pixels"]


# ---------------------------------------------------------------- the folder


def test_no_folder_is_said_and_raised(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="there is no such folder"):
        read_book(tmp_path / "nowhere", Problems())
    (tmp_path / "book.toml").write_text("")
    with pytest.raises(BookError, match="is a file, not a book folder"):
        read_book(tmp_path / "book.toml", Problems())


def test_links_out_of_the_folder_are_problems(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("the treasure", encoding="utf-8")
    root = write(tmp_path / "book", {"chapters/a.md": chapter(1, "A")})
    (root / "chapters" / "link.md").symlink_to(tmp_path / "secret.md")
    (root / "ranking.txt").symlink_to(tmp_path / "secret.md")
    (root / "chapters" / "front").symlink_to(tmp_path, target_is_directory=True)
    (root / "chapters" / "lost.md").symlink_to("nowhere.md")
    problems = Problems()
    book = read_book(root, problems)
    assert [str(problem) for problem in problems] == [
        "chapters/front: error outside leads outside the book folder, so it is not read\n    put the file itself there",
        "chapters/link.md: error outside leads outside the book folder, so it is not read",
        (
            "chapters/lost.md: error outside is a link that leads to no file, so it is not read\n"
            "    put the file itself there"
        ),
        "ranking.txt: error outside leads outside the book folder, so it is not read",
    ]
    assert [chapter.id for chapter in book.chapters] == ["a"]
    (root / "book.toml").unlink()
    (root / "book.toml").symlink_to(tmp_path / "secret.md")
    with pytest.raises(BookError, match="leads outside"):
        read_book(root, Problems())


def test_folders_that_lead_outside_are_one_problem_each(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    root = write(tmp_path / "book", {"chapters/a.md": chapter(1, "A")})
    (root / "chapters" / "unranked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert read(root, {})[1] == ["chapters/unranked: error outside leads outside the book folder, so it is not read"]
    moved = write(tmp_path / "moved", {})
    (moved / "chapters").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert read(moved, {})[1] == ["chapters: error outside leads outside the book folder, so it is not read"]


def test_the_same_folder_gives_the_same_book(tmp_path: Path) -> None:
    first, _ = read(tmp_path, SHELF)
    second, _ = read(tmp_path, {})
    assert first == second


def test_the_starter_books_and_the_sample_have_no_errors() -> None:
    repository = Path(__file__).parents[1]
    for root in (repository, *sorted((repository / "book" / "starter").glob("*/book.toml"))):
        problems = Problems()
        book = read_book(root if root.is_dir() else root.parent, problems)
        assert book.chapters
        assert not [str(problem) for problem in problems if problem.severity == "error"]
