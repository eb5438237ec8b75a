"""A blog becomes a book: sources of every kind, an account of every word, answers read back, nothing overwritten."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from PIL import Image

from book.importing import import_blog, report_as_json, report_lines
from book.importing.conservation import plain_html
from book.importing.imported import Imported
from book.importing.post import Post
from book.importing.signs import signs_in
from book.manuscript import read_book
from book.model.book import Book, Chapter
from book.model.prose import plain_text, text_blocks
from book.model.settings import ThemeSettings
from book.problems import BookError, Problems, Source
from book.theme import load_theme
from book.typeset.opentype import characters

from .end_to_end.books import bookmake
from .importing.blog import ITEMS, PRIVATE, Item, export


def imported(tmp_path: Path, *sources: Path, **more: object) -> tuple[Imported, Path]:
    into = tmp_path / "book"
    problems = Problems()
    done = import_blog(sources, into, problems, **more)  # type: ignore[arg-type]
    assert not problems.has_errors
    return done, into


def source(tmp_path: Path, name: str, text: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(into: Path) -> Book:
    problems = Problems()
    book = read_book(into, problems)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return book


def words(chapter: Chapter) -> str:
    return "\n".join(plain_text(block.inlines) for block in text_blocks(chapter.blocks))


def credit(chapter: Chapter, key: str) -> list[str]:
    return [name.text for found in chapter.credits if found.key == key for name in found.names]


def facts(chapter: Chapter) -> dict[str, str]:
    return {fact.key: fact.value for fact in chapter.facts}


def everything(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.fixture
def wordpress(tmp_path: Path) -> tuple[Imported, Path]:
    return imported(tmp_path, source(tmp_path, "cold.xml", export()))


# ---------------------------------------------------------------- WordPress


def test_a_block_post_is_read_back_as_it_was_written(wordpress: tuple[Imported, Path]) -> None:
    chapter = read(wordpress[1]).chapter("tide-time")
    assert (chapter.rank, chapter.title, chapter.year) == (40, "Tide & Time", 1987)
    assert credit(chapter, "directed_by") == ["Una Pell"]
    assert credit(chapter, "starring") == ["B. J. Harrow", "Tom Quill, Jr.", "Åsa Lindgren"]
    assert facts(chapter) == {"budget": "£2m", "earned": "£3.5m"}
    assert [sidebar.key for sidebar in chapter.sidebars] == ["favourite_scene", "favourite_quote", "did_you_know"]
    assert words(chapter).split("\n") == [
        "Two sisters rake cockles at dawn, and neither will say whose idea the boat was.",
        "I’ve walked that shore. It costs 5 < 6 euros to park & nobody checks. Watch the trailer below.",
        "The kettle boils over and they let it.",
        "You’ll miss it when it’s gone. It’s only mud.",
        "Aunt Bee",
        "The cockles were rubber.",
    ]


def test_a_classic_post_has_its_paragraphs(wordpress: tuple[Imported, Path]) -> None:
    chapter = read(wordpress[1]).chapter("the-lamplighter")
    assert credit(chapter, "directed_by") == ["Ivo Brandt", "Hanne Brandt"]
    assert credit(chapter, "starring") == ["Mae Loft", "Piet Oort"]
    assert words(chapter).split("\n") == [
        "A lamplighter loses his ladder.",
        "He blames the moon.",
        "The second half is slow",
        "and I did not mind. See [sic] and [Blu-ray] too.",
        "Light is a loan.",
        "Best: the ladder",
        "Worst: the moon",
        "Last words, after a list.",
    ]


def test_a_post_with_several_films_becomes_several_chapters(wordpress: tuple[Imported, Path]) -> None:
    book = read(wordpress[1])
    found = {chapter.rank: (chapter.title, chapter.year, words(chapter)) for chapter in book.chapters}
    assert found[37] == ("Ferry", 1954, "A ferry crosses. That is all, and it is plenty.")
    assert found[36] == ("1066 Rooms", 2004, "A hotel with too many keys.")
    assert found[35] == ("M.", 2010, "Nobody says the rest of his name.")
    assert credit(book.chapter("ferry"), "directed_by") == ["Anna Holt"]


def test_titles_that_yaml_would_misread_and_brackets_survive(wordpress: tuple[Imported, Path]) -> None:
    chapter = read(wordpress[1]).chapter("2001-a-garden")
    assert chapter.title == "2001: A Garden"
    assert "Said [[x]] to no one." in words(chapter)


def test_nothing_private_is_written_anywhere(wordpress: tuple[Imported, Path]) -> None:
    text = everything(wordpress[1]) + json.dumps(report_as_json(wordpress[0]))
    assert [secret for secret in PRIVATE if secret in text] == []


def test_numbers_elsewhere_are_hints_and_no_ranks(tmp_path: Path) -> None:
    text = "Heath (1950)\n\nA heath, a fence, and two men with one hat.\n\n#3 Heath fence\n\nThat is all of it.\n"
    done, into = imported(
        tmp_path, source(tmp_path, "a.txt", "URL: https://x.example/2015/01/08/31-heath-1950/\n" + text)
    )
    assert [chapter.rank for chapter in done.chapters] == [None]
    answers = (into / "import.toml").read_text("utf-8")
    assert 'rank = "?"   # no rank; its captions say #3 and its address says 31' in answers


def test_what_is_not_a_film_or_protected_waits_unranked(wordpress: tuple[Imported, Path]) -> None:
    waiting = {path.name: path.read_text("utf-8") for path in (wordpress[1] / "chapters" / "unranked").iterdir()}
    assert set(waiting) == {"why-i-count.md", "secret.md"}
    assert "draft: yes" in waiting["secret.md"]
    assert "Members only text." in waiting["secret.md"]


def test_settings_come_from_the_export(wordpress: tuple[Imported, Path]) -> None:
    settings = read(wordpress[1]).settings
    assert (settings.title, settings.subtitle, settings.language) == ("Cold Popcorn", "Top 40 Films", "en-GB")
    assert [person.name for person in settings.contributors] == ["Odile Marsh"]
    assert str(settings.published) == "2019-01-06"
    assert settings.order.ties


def test_ranks_claimed_twice_and_gaps_are_reported(wordpress: tuple[Imported, Path]) -> None:
    report = (wordpress[1] / "import-report.md").read_text("utf-8")
    assert "“The Lamplighter” (1931), cold.xml:" in report
    assert "also the rank of “2001: A Garden” (13)" in report
    assert "no chapter has rank 38" in report
    assert "no chapters have the ranks 1 to 34" in report
    assert "“trailer below” points to something on the blog's page" in report


def test_the_epub_holds_every_word_of_the_posts_in_order(wordpress: tuple[Imported, Path]) -> None:
    done, into = wordpress
    bookmake("epub", cwd=into)
    left: dict[int, Counter[str]] = defaultdict(Counter)
    starts = [number for number, line in enumerate(export().split("\n"), start=1) if "<item>" in line]
    for piece in done.left_out:
        left[sum(start <= piece.source.line for start in starts)].update(folded_words(piece.words))
    shown = [chapter for chapter in done.chapters if not chapter.path.startswith("chapters/unranked/")]
    with zipfile.ZipFile(next((into / "build").glob("*.epub"))) as epub:
        for number, item in enumerate(ITEMS, start=1):
            chapters = [chapter for chapter in shown if chapter.id.partition("/")[0] == str(item.number)]
            if not chapters:
                continue
            ends = [f"ch-{Path(chapter.path).stem}.xhtml" for chapter in chapters]
            pages = [epub.read(name).decode() for end in ends for name in epub.namelist() if name.endswith(end)]
            before = folded_words(plain_html(item.body))
            after = folded_words(html.unescape(" ".join(re.sub(r"<[^>]+>", "", page) for page in pages)))
            gone = Counter(before) - Counter(in_order(before, after))
            assert not gone - left[number], item.title


def folded_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def in_order(before: list[str], after: list[str]) -> list[str]:
    """Return the longest run of words of one text that stand in another in the same order."""
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for a in range(len(before) - 1, -1, -1):
        for b in range(len(after) - 1, -1, -1):
            same = best[a + 1][b + 1] + 1 if before[a] == after[b] else 0
            best[a][b] = max(same, best[a + 1][b], best[a][b + 1])
    found = []
    a = b = 0
    while a < len(before) and b < len(after):
        if before[a] == after[b] and best[a][b] == best[a + 1][b + 1] + 1:
            found.append(before[a])
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return found


def test_parts_of_one_blog_are_one_blog(tmp_path: Path) -> None:
    archive = tmp_path / "cold.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("cold.1.xml", export(ITEMS[:4]))
        file.writestr("cold.2.xml", export(ITEMS[3:5]))
    done, into = imported(tmp_path, archive)
    assert done.posts == 3
    assert done.blog.skipped["posts that came a second time, word for word"] == 1
    assert sorted(path.stem for path in (into / "chapters").glob("*.md")) == [
        "2001-a-garden", "the-lamplighter", "tide-time",
    ]  # fmt: skip


# ---------------------------------------------------------------- again and again


def test_a_second_run_writes_the_same(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    _, into = imported(tmp_path, path)
    before = {p: p.read_bytes() for p in into.rglob("*") if p.is_file()}
    done, _ = imported(tmp_path, path)
    assert {chapter.state for chapter in done.chapters} == {"unchanged"}
    assert {p: p.read_bytes() for p in into.rglob("*") if p.is_file()} == before


def test_an_edited_chapter_is_never_overwritten(tmp_path: Path) -> None:
    _, into = imported(tmp_path, source(tmp_path, "cold.xml", export()))
    edited = into / "chapters" / "tide-time.md"
    edited.write_text(edited.read_text("utf-8") + "\nMine.\n", "utf-8")
    (into / "book.toml").write_text('[book]\ntitle = "Mine"\n[order]\nties = true\n', "utf-8")
    changed = [Item(12, ITEMS[3].title, "New text.", day="2019-01-02") if i.number == 12 else i for i in ITEMS]
    done, _ = imported(tmp_path, source(tmp_path, "cold.xml", export(tuple(changed))))
    states = {chapter.path: chapter.state for chapter in done.chapters}
    assert states["chapters/tide-time.md"] == "kept: you have edited it"
    assert states["chapters/the-lamplighter.md"] == "updated"
    assert "Mine." in edited.read_text("utf-8")
    assert read(into).settings.title == "Mine"
    assert "chapters/tide-time.md: you have edited it" in (into / "import-report.md").read_text("utf-8")


def test_a_chapter_that_the_writer_ranked_by_hand_stays_where_it_is(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    _, into = imported(tmp_path, path)
    waiting = into / "chapters" / "unranked" / "why-i-count.md"
    waiting.rename(into / "chapters" / "why-i-count.md")
    imported(tmp_path, path)
    assert not waiting.exists()


def test_a_chapter_that_the_writer_renamed_is_not_written_a_second_time(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    _, into = imported(tmp_path, path)
    mine = into / "chapters" / "040-tide.md"
    (into / "chapters" / "tide-time.md").rename(mine)
    mine.write_text(mine.read_text("utf-8") + "\nMine.\n", "utf-8")
    done, _ = imported(tmp_path, path)
    assert not (into / "chapters" / "tide-time.md").exists()
    assert {c.path: c.state for c in done.chapters}["chapters/040-tide.md"].startswith("kept: you have renamed it")
    assert len(read(into).chapters) == 6


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    made = []
    for seed in ("1", "2"):
        bookmake("import", str(path), "--into", seed, cwd=tmp_path, PYTHONHASHSEED=seed)
        made.append(
            {p.relative_to(tmp_path / seed): p.read_bytes() for p in (tmp_path / seed).rglob("*") if p.is_file()}
        )
    assert made[0] == made[1]


def test_a_login_is_no_name(tmp_path: Path) -> None:
    text = export().replace("<![CDATA[Odile Marsh]]>", "<![CDATA[odile@private.example]]>")
    _, into = imported(tmp_path, source(tmp_path, "cold.xml", text))
    assert "odile" not in everything(into).replace("Odile", "")


def test_answers_are_read_and_kept(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    _, into = imported(tmp_path, path)
    answers = into / "import.toml"
    text = answers.read_text("utf-8")
    assert 'print = "?"' in text
    text = re.sub(r'(\[posts\."13"\]\n.*\n)rank = 39', r"\1rank = 38", text).replace('print = "?"', "print = true")
    text += '\n[posts."14/1"]\nskip = true\n[posts."15"]\nrank = 34\ntitle = "Counting"\n'
    answers.write_text(text, "utf-8")
    done, _ = imported(tmp_path, path)
    ranks = {chapter.title: chapter.rank for chapter in read(into).chapters}
    assert ranks["2001: A Garden"] == 38
    assert ranks["Secret"] == 1
    assert ranks["Counting"] == 34
    assert "Ferry" not in ranks
    left = "\n".join(piece.words for piece in done.left_out)
    assert "A ferry crosses. That is all, and it is plenty." in left
    assert not read(into).settings.order.ties
    again = answers.read_text("utf-8")
    imported(tmp_path, path)
    assert answers.read_text("utf-8") == again
    assert "rank = 38" in again
    assert "skip = true" in again


def test_a_broken_map_is_explained(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    _, into = imported(tmp_path, path)
    (into / "import.toml").write_text('[posts."12"]\nrnk = 3\nrank = "first"\n[series."x"]\nnumber = 4\n', "utf-8")
    with pytest.raises(BookError) as error:
        import_blog([path], into, Problems())
    assert {(p.source.file, p.source.line) for p in error.value.problems} == {("import.toml", n) for n in (2, 3, 4)}


# ---------------------------------------------------------------- series


def numbered(count: int, title: str, *, rising: bool = False) -> tuple[Item, ...]:
    numbers = range(1, count + 1) if rising else range(count, 0, -1)
    return tuple(
        Item(n + 100, title.format(n=n), f"<p>Words about film {n}.</p>", day=f"2019-02-{day:02d}")
        for day, n in enumerate(numbers, start=1)
    )


def test_a_diary_does_not_rank(tmp_path: Path) -> None:
    path = source(
        tmp_path, "diary.xml", export(numbered(8, "{n}. The Film (19{n}0)".replace("{n}0", "5{n}"), rising=True))
    )
    done, into = imported(tmp_path, path)
    assert [chapter.rank for chapter in done.chapters] == [None] * 8
    text = (into / "import.toml").read_text("utf-8")
    assert 'number = "index"' in text
    assert "the numbers rise with the dates" in text
    (into / "import.toml").write_text(text.replace('number = "index"', 'number = "rank"'), "utf-8")
    done, into = imported(tmp_path, path)
    assert [chapter.rank for chapter in done.chapters] == list(range(1, 9))
    assert sorted(p.name for p in (into / "chapters" / "unranked").glob("*.md")) == []


def test_somebody_elses_list_does_not_rank(tmp_path: Path) -> None:
    items = numbered(5, "#{n} on IMDb's list: A Film (1950)")
    done, _ = imported(tmp_path, source(tmp_path, "a.xml", export(items)))
    assert {chapter.rank for chapter in done.chapters} == {None}


def test_bare_numbers_rank_where_nearly_all_titles_have_them(tmp_path: Path) -> None:
    items = tuple(
        Item(n, f"{n} {title} ({year})", "<p>Words.</p>", day=f"2019-03-{10 - n:02d}")
        for n, title, year in ((5, "Reeds", 1950), (4, "Mist", 1951), (3, "Kites", 1952), (2, "Sand", 1953))
    )
    done, _ = imported(tmp_path, source(tmp_path, "a.xml", export(items)))
    assert [(c.rank, c.title) for c in done.chapters] == [(5, "Reeds"), (4, "Mist"), (3, "Kites"), (2, "Sand")]
    alone = Item(9, "12 Angry Hens (1957)", "<p>Words.</p>")
    (tmp_path / "other").mkdir()
    done, _ = imported(tmp_path / "other", source(tmp_path, "b.xml", export((alone,))))
    assert [(c.rank, c.title) for c in done.chapters] == [(None, "12 Angry Hens")]


def test_labels_of_a_series_are_learned(tmp_path: Path) -> None:
    body = "Hook of the thing: {0} keeps you in your seat until the very last minute.\nPopcorn eaten: {0} tubs\n\nMore."
    items = tuple(Item(n, f"#{n} – Film {n} (19{n})", body.format(n), day=f"2019-01-{90 - n}") for n in (62, 61, 60))
    _, into = imported(tmp_path, source(tmp_path, "a.xml", export(items)))
    chapter = read(into).chapter("film-62")
    assert facts(chapter) == {"popcorn_eaten": "62 tubs"}
    assert words(chapter) == "62 keeps you in your seat until the very last minute.\nMore."
    answers = (into / "import.toml").read_text("utf-8")
    assert '"Hook of the thing" = "text"' in answers
    assert '"Popcorn eaten" = "popcorn_eaten"' in answers


def test_a_label_that_may_be_meant_for_another_is_asked_for(tmp_path: Path) -> None:
    items = tuple(
        Item(n, f"#{n} – Film {n} (1950)", f"<p>STARING: Ann Moor, Bo Fell</p><p>Words.</p><p>Next: #{n - 1}.</p>")
        for n in range(12, 2, -1)
    )
    path = source(tmp_path, "a.xml", export(items))
    done, into = imported(tmp_path, path)
    answers = into / "import.toml"
    assert '"STARING" = "?"   # 10 times; did you mean "starring"?' in answers.read_text("utf-8")
    assert '"Next"' not in answers.read_text("utf-8")
    assert "STARING: Ann Moor, Bo Fell" in words(read(into).chapter("film-12"))
    answers.write_text(answers.read_text("utf-8").replace('"STARING" = "?"', '"STARING" = "starring"'), "utf-8")
    done, _ = imported(tmp_path, path)
    assert credit(read(into).chapter("film-12"), "starring") == ["Ann Moor", "Bo Fell"]
    assert not any("STARING" in line for line in report_lines(done))


def test_a_list_has_the_last_word_on_ranks(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    rows = 'Letterboxd list export v7\nDate,Name,Tags,URL,Description\n2019-01-01,Mine,,u,"Two\nlines"\n\n'
    rows += (
        "Position,Name,Year,URL,Description\n38,2001: A Garden,2001,u,\n40,Tide and Time,1987,u,\n7,Unwritten,1960,u,\n"
    )
    done, into = imported(tmp_path, path, ranks=source(tmp_path, "list.csv", rows))
    ranks = {chapter.title: chapter.rank for chapter in done.chapters}
    assert ranks["2001: A Garden"] == 38
    report = (into / "import-report.md").read_text("utf-8")
    assert "is 39 in the post, 38 in list.csv:7" in report
    assert "list.csv:9: “Unwritten” (7) has no post" in report
    assert "“Ferry” is not in list.csv" in report
    assert "rank from list.csv" in (into / "chapters" / "2001-a-garden.md").read_text("utf-8")


@pytest.mark.parametrize(
    "rows",
    [
        "#,Film,Year\n7,heath,1995\n",
        "Rank;Title;Year\n7;Heath;1995\n",
        "Rank\tTitle\tYear\n7\tHeath\t1995\n".encode("utf-16"),
        "7. Heath (1995)\n8. Ferry (1954)\n",
    ],
)
def test_lists_of_other_kinds(tmp_path: Path, rows: str | bytes) -> None:
    path = source(tmp_path, "a.xml", export((Item(1, "Heath", "<p>Words without a label.</p>"),)))
    done, _ = imported(tmp_path, path, ranks=source(tmp_path, "list.csv", rows))
    assert [(chapter.rank, chapter.year) for chapter in done.chapters] == [(7, 1995)]


def test_a_list_without_positions_is_said_to_be_one(tmp_path: Path) -> None:
    path = source(tmp_path, "a.xml", export((Item(1, "#3 – Heath", "<p>Words.</p>"),)))
    problems = Problems()
    rows = source(tmp_path, "ratings.csv", "Date,Name,Year,Letterboxd URI,Rating\n2019-01-01,Heath,1995,u,5\n")
    done = import_blog([path], tmp_path / "book", problems, ranks=rows)
    assert [problem.code for problem in problems] == ["list-without-ranks"]
    assert [(chapter.rank, chapter.year) for chapter in done.chapters] == [(3, 1995)]


def test_pictograms_wait_for_an_answer(tmp_path: Path) -> None:
    text = "<p>I <em>cried 😭 twice</em> 👍🏽. ★★★ <strong>Rating:</strong> no.</p><p><strong>Rating:</strong> ★★</p>"
    path = source(tmp_path, "a.xml", export((Item(1, "#3 – Heath 🎬 (1995)", text),)))
    done, into = imported(tmp_path, path)
    answers = into / "import.toml"
    assert '"★" = "?"   # 5 times' in answers.read_text("utf-8")
    assert any("no built-in face prints ★ (5)" in line for line in report_lines(done))
    given = answers.read_text("utf-8")
    for sign, instead in (("★", "*"), ("😭", ""), ("👍🏽", "(yes)"), ("🎬", "")):
        given = given.replace(f'"{sign}" = "?"', f'"{sign}" = "{instead}"')
    answers.write_text(given, "utf-8")
    done, _ = imported(tmp_path, path)
    chapter = read(into).chapter("heath")
    assert chapter.title == "Heath"
    assert facts(chapter) == {"rating": "**"}
    assert words(chapter) == "I cried twice (yes). *** Rating: no."
    assert "*cried twice*" in (into / "chapters" / "heath.md").read_text("utf-8")
    assert answers.read_text("utf-8") == given
    assert not any("built-in face" in line for line in report_lines(done))


def test_the_built_in_faces_lack_what_counts_as_a_pictogram(tmp_path: Path) -> None:
    faces = load_theme(tmp_path, ThemeSettings(), Problems()).faces
    known = frozenset[str]().union(*(characters(face.path.read_bytes()) for face in faces))
    every = "".join(map(chr, (*range(0x2190, 0x2C00), *range(0x1F000, 0x1FB00))))
    counted = set(signs_in(Post("p", Source("p"), title=" ".join(every))))
    assert {"★", "♥", "😭", "🎬"} < counted
    assert not {sign for sign in counted if known.issuperset(sign)}


def test_a_film_without_text_is_named(tmp_path: Path) -> None:
    _, into = imported(
        tmp_path, source(tmp_path, "a.xml", export((Item(1, "#3 – Heath (1995)", "<p>Dir: Al Moor</p>"),)))
    )
    assert "no text: a.xml:" in (into / "import-report.md").read_text("utf-8")


def test_an_imdb_list_fills_what_is_blank(tmp_path: Path) -> None:
    path = source(tmp_path, "a.xml", export((Item(1, "#3 – Heath (1995)", "<p>Words.</p>"),)))
    rows = 'Position,Const,Title,Title Type,Year,Directors\n3,tt1,Heath,Movie,1995,"Ann Moor, Bo Fell"\n'
    _, into = imported(tmp_path, path, ranks=source(tmp_path, "imdb.csv", rows))
    chapter = read(into).chapter("heath")
    assert credit(chapter, "directed_by") == ["Ann Moor", "Bo Fell"]
    assert "directed_by from imdb.csv" in (into / "chapters" / "heath.md").read_text("utf-8")


# ---------------------------------------------------------------- pictures


def test_pictures_come_from_the_folder_given(tmp_path: Path) -> None:
    folder = tmp_path / "media" / "2019"
    folder.mkdir(parents=True)
    Image.new("RGB", (30, 20), "teal").save(folder / "Tide-Poster.jpg")
    made = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(made, "WEBP")
    (folder / "lamp.png").write_bytes(made.getvalue())
    (folder / "broken.png").write_bytes(b"\x89PNG nothing")
    path = source(tmp_path, "cold.xml", export())
    done, into = imported(tmp_path, path, pictures=[tmp_path / "media"])
    assert sorted(p.name for p in (into / "chapters" / "images").iterdir()) == ["lamp.png", "tide-poster.jpg"]
    book = read(into)
    assert "The tide, going out" in words(book.chapter("tide-time"))
    assert "The lamp, lit" in words(book.chapter("the-lamplighter"))
    assert done.missing_pictures == {}


def test_missing_pictures_are_listed_and_their_captions_kept(wordpress: tuple[Imported, Path]) -> None:
    done, into = wordpress
    assert sorted(done.missing_pictures) == ["lamp-300x200.png", "lamp.png", "tide-poster.jpg"]
    assert "The lamp, lit" in [piece.words for piece in done.left_out]
    assert "a picture stood here: lamp-300x200.png (The lamp, lit)" in everything(into / "chapters")


# ---------------------------------------------------------------- other sources

OLD_BLOGGER = """<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#' xmlns:thr='http://purl.org/syndication/thread/1.0'>
<title type='text'>Dust &amp; Reels</title><author><name>Kit Vane</name><email>kit@private.example</email></author>
<entry><id>tag:blogger.com,1999:blog-1.post-11</id><published>2012-05-01T08:00:00Z</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title type='text'>No. 9: Nettles (1971)</title><content type='html'>&lt;div class="separator"&gt;&lt;a href="x"&gt;&lt;img src="https://bp.example/nettles.jpg"&gt;&lt;/a&gt;&lt;/div&gt;Dir: Flo Hart&lt;br /&gt;&lt;br /&gt;It stings.&lt;br /&gt;&lt;a name='more'&gt;&lt;/a&gt;&lt;br /&gt;And it heals.</content></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-12</id><published>2012-05-02T08:00:00Z</published><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#comment'/><title>rude</title><content type='html'>rude@private.example</content><thr:in-reply-to ref='x'/></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-13</id><published>2012-05-03T08:00:00Z</published><app:control><app:draft>yes</app:draft></app:control><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/><title>drivel</title><content type='html'>drivel</content></entry>
<entry><id>tag:blogger.com,1999:blog-1.settings</id><category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/><title>mail</title><content>owner@private.example</content></entry>
</feed>"""  # noqa: E501
NEW_BLOGGER = """<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>
<title>Dust</title><entry><id>tag:blogger.com,1999:blog-1.post-11</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status><author><name>Kit Vane</name><blogger:type>BLOGGER</blogger:type></author><title>No. 9: Nettles (1971)</title><content type='html'>&lt;p&gt;It stings.&lt;/p&gt;</content><blogger:created>2012-05-01T08:00:00Z</blogger:created><blogger:filename>/2012/05/nettles.html</blogger:filename></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-14</id><blogger:type>COMMENT</blogger:type><blogger:status>LIVE</blogger:status><title/><content>rude</content></entry>
<entry><id>tag:blogger.com,1999:blog-1.post-15</id><blogger:type>POST</blogger:type><blogger:status>DRAFT</blogger:status><title>drivel</title><content>drivel</content></entry></feed>"""  # noqa: E501


def test_blogger_old_form(tmp_path: Path) -> None:
    done, into = imported(tmp_path, source(tmp_path, "blog.xml", OLD_BLOGGER))
    chapter = read(into).chapter("nettles")
    assert (chapter.rank, chapter.year, credit(chapter, "directed_by")) == (9, 1971, ["Flo Hart"])
    assert words(chapter).split("\n") == ["It stings.", "And it heals."]
    text = everything(into)
    assert not [secret for secret in ("private.example", "drivel", "rude") if secret in text]
    assert done.blog.skipped == {"comments": 1, "drafts": 1, "settings of the blog": 1}
    assert read(into).settings.title == "Dust & Reels"


def test_blogger_new_form(tmp_path: Path) -> None:
    done, into = imported(tmp_path, source(tmp_path, "feed.atom", NEW_BLOGGER))
    assert words(read(into).chapter("nettles")) == "It stings."
    assert done.blog.skipped == {"comments": 1, "drafts": 1}


def test_substack(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(
            "posts.csv",
            "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n"
            "1.quay,2020-01-02T00:00:00Z,true,,,newsletter,everyone,#4. Quay (1968),A wet one,\n"
            "2.drivel,,false,,,newsletter,everyone,Drivel,,\n",
        )
        file.writestr("posts/1.quay.html", "<p>Rain on a <em>quay</em>.</p><h3>After</h3><p>Sun.</p>")
        file.writestr("posts/2.drivel.html", "<p>drivel</p>")
        file.writestr("email_list.x.csv", "email\nreader@private.example\n")
    _, into = imported(tmp_path, archive)
    assert words(read(into).chapter("quay")).split("\n") == ["A wet one", "Rain on a quay.", "After", "Sun."]
    assert "private.example" not in everything(into)
    assert "drivel" not in everything(into)


PAGE = """<!DOCTYPE html><html lang="en"><head><title>#21 – Hedge (1990) | Green Screen</title>
<meta property="og:site_name" content="Green Screen"><script>var x = 1;</script></head><body>
<nav><a href="/">Home</a></nav><article><h1 class="entry-title">#21 – Hedge (1990)</h1>
<div class="entry-content"><p>Director: Ned Box</p><p>A hedge is trimmed.<br>Then it grows.</p>
<table><tr><td>Budget</td><td>£9</td></tr><tr><td>Awards</td><td>None</td></tr></table>
<div class="sharedaddy"><h3>Share this:</h3><a>Twitter</a></div>
<div id="jp-relatedposts">Related: Bush (1991)</div></div></article>
<div id="comments" class="comments"><p>Lovely! write to me@private.example</p></div>
<footer>Blog at WordPress.com.</footer></body></html>"""


def test_a_saved_page(tmp_path: Path) -> None:
    done, into = imported(tmp_path, source(tmp_path, "hedge.html", PAGE))
    chapter = read(into).chapter("hedge")
    assert (chapter.rank, credit(chapter, "directed_by")) == (21, ["Ned Box"])
    assert facts(chapter) == {"budget": "£9", "awards": "None"}
    assert words(chapter) == "A hedge is trimmed.\nThen it grows."
    left = [piece.words for piece in done.left_out]
    assert {"Home", "Share this:", "Related: Bush (1991)", "Lovely! write to [address]"} <= set(left)
    assert "private.example" not in everything(into)


PASTED = """The Last Reel

Tuesday 3 May 2016

Part 1Part 2 – Part 3

12. Harbour Bell (1948)
Director: Ruth Cole
Stars: Max Fenn (2), Iris Low & George C. Hart
“Ring it once, and they come. Ring it twice, and they don’t.”
What happens?: A bell falls into the sea and a village goes deaf to the tide.
Why watch?: I rang a bell once. I have never been forgiven.

11. Two for the Ferry (1950)
Director: Ruth Cole
What happens?: The ferry leaves and two people on it wish that it had not.
Why watch?: It is short, and nobody in it ever explains a thing.

5 thoughts on “The Last Reel”

Leave a Reply

  1. Nice list, mail me: someone@private.example
"""


def test_pasted_text(tmp_path: Path) -> None:
    done, into = imported(tmp_path, source(tmp_path, "last.txt", PASTED))
    book = read(into)
    bell = book.chapter("harbour-bell")
    assert (bell.rank, bell.year, credit(bell, "directed_by")) == (12, 1948, ["Ruth Cole"])
    assert credit(bell, "starring") == ["Max Fenn", "Iris Low", "George C. Hart"]
    assert words(bell).split("\n") == [
        "A bell falls into the sea and a village goes deaf to the tide.",
        "I rang a bell once. I have never been forgiven.",
        "Ring it once, and they come. Ring it twice, and they don’t.",
    ]
    assert [chapter.rank for chapter in book.chapters] == [12, 11]
    left = {(piece.source.line, piece.words) for piece in done.left_out}
    assert {(3, "Tuesday 3 May 2016"), (5, "Part 1Part 2 – Part 3"), (19, "5 thoughts on “The Last Reel”")} <= left
    assert (23, "1. Nice list, mail me: [address]") in left
    assert "private.example" not in everything(into)


def test_a_caption_glued_to_a_label(tmp_path: Path) -> None:
    text = "Top 9 – #7 – Weir (2012)\n\nTop 9 - WeirDIRECTED BY:\u00a0 Ann Lock\n\n"
    text += "FAVOURITE QUOTE: ‘It’s the weir’s.’ – Lee’s father\n"
    done, into = imported(tmp_path, source(tmp_path, "weir.txt", text))
    chapter = read(into).chapter("weir")
    assert credit(chapter, "directed_by") == ["Ann Lock"]
    assert words(chapter).split("\n") == ["It’s the weir’s.", "Lee’s father"]
    assert "Top 9 - Weir" in [piece.words for piece in done.left_out]


def test_markdown_keeps_what_stands_in_odd_places(tmp_path: Path) -> None:
    text = (
        '# #3 – Heath (1950)\n\nRating: [l](http://x.example)\n\nSee [it](http://y.example "as shown").\n\n'
        '## ![reeds](b.jpg "Reeds, again") Later\n\n```\n[z](http://z.example)\n```\n'
    )
    _, into = imported(tmp_path, source(tmp_path, "a.md", text))
    report = (into / "import-report.md").read_text("utf-8")
    assert "- as shown (a.md:5)" in report
    assert "- Reeds, again (a.md:7)" in report
    assert "[z](http://z.example)" in (into / "chapters" / "heath.md").read_text("utf-8")


def test_markdown(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "#5 – Quarry (1977)"\ndate: 2014-02-03\ntags: [stone]\n---\n**Director:** Al Pit\n\n'
        "A *hole*, and [a link](https://a.example/x).\nStill the same line.\n\n> Dust.\n\n1. one\n2. two\n"
    )
    done, into = imported(tmp_path, source(tmp_path, "quarry.md", text))
    chapter = read(into).chapter("quarry")
    assert (chapter.rank, credit(chapter, "directed_by")) == (5, ["Al Pit"])
    assert words(chapter).split("\n") == ["A hole, and a link. Still the same line.", "Dust.", "one", "two"]
    assert "tags: [stone]" in [piece.words for piece in done.left_out]


def docx(body: str, **parts: str) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>')
        styles = '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        file.writestr("word/styles.xml", f'<w:styles xmlns:w="{w}">{styles}</w:styles>')
        for name, text in parts.items():
            file.writestr(name, text)
    return made.getvalue()


def test_word(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>#6 – Mill (1933)</w:t></w:r></w:p>'
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Director:</w:t></w:r><w:r><w:t xml:space='preserve"
        "'> Jo Race</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>It turns</w:t></w:r><w:del><w:r><w:delText>badly</w:delText></w:r></w:del>"
        "<w:r><w:br/><w:t>and turns.</w:t></w:r></w:p>"
    )
    _, into = imported(tmp_path, source(tmp_path, "mill.docx", docx(body)))
    chapter = read(into).chapter("mill")
    assert (chapter.rank, credit(chapter, "directed_by")) == (6, ["Jo Race"])
    assert words(chapter) == "It turns\nand turns."


def test_reviews_of_letterboxd(tmp_path: Path) -> None:
    rows = (
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        '2020-01-01,Ash,1949,u,4.5,,"Grey, and <i>warm</i>.\n\nTwice.",,2020-01-02\n'
    )
    done, into = imported(tmp_path, source(tmp_path, "reviews.csv", rows))
    text = (into / "chapters" / "unranked" / "ash.md").read_text("utf-8")
    assert "title: Ash\nyear: 1949\nrating: 4.5\n" in text
    assert "Grey, and *warm*.\n\nTwice.\n" in text
    assert done.blog.kinds == [("reviews.csv", "a list of films")]


def test_the_command_says_what_it_found(tmp_path: Path) -> None:
    path = source(tmp_path, "cold.xml", export())
    run = bookmake("import", str(path), "--into", "mybook", cwd=tmp_path)
    assert "cold.xml: a WordPress export" in run.out
    assert "6 chapters with a rank (40 to 35)" in run.out
    data = json.loads(bookmake("import", str(path), "--into", "mybook", "--json", cwd=tmp_path).out)
    assert {"posts": 6}.items() <= data.items()
    assert bookmake("import", "nowhere.xml", "--into", "x", cwd=tmp_path, check=False).code == 1
