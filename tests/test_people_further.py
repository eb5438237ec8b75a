"""Further indexes: titles reviewed and mentioned, years, the people of a credit, the values of a fact."""

from __future__ import annotations

from dataclasses import replace

from book.manuscript import read_book
from book.model.book import Book, Chapter, Fact
from book.model.index import Index
from book.model.prose import Image, Text
from book.model.settings import Settings
from book.people import make_index
from book.problems import Problems, Source
from tests.people.small_book import book_of, chapter, matter

CREDITS = {"directed_by": "Directed by", "starring": "Starring"}


def lines(index: Index, key: str) -> list[str]:
    """Return one further index as text a person can read."""
    (further,) = [one for one in index.further if one.key == key]
    said = []
    for group in further.groups:
        said.append(f"= {group.letter}")
        for entry in group.entries:
            places = ", ".join(f"{'*' if one.kind == 'credit' else ''}{one.piece}" for one in entry.locators)
            see = f". See {'; '.join(entry.see)}" if entry.see else ""
            said.append(f"{entry.heading}{': ' + places if places else ''}{see}")
    return said


def indexed(book: Book, **indexes: str) -> Index:
    settings = Settings("A Book", "en", indexes=indexes, credits=CREDITS, facts={"country": "Country"})
    return make_index(replace(book, settings=settings), Problems())


def film(name: str, title: str, year: int | None, text: str = "", *, rank: int = 1, **more: object) -> Chapter:
    made = chapter(name, {"directed_by": ["Ida Moss"]}, text, rank=rank, title=title)
    return replace(made, year=year, **more)


def test_titles_reviewed_and_mentioned(tmp_path):
    heat = film("heat", "Heat", 1995, "See *The Apartment* and {film: The Apartment}; *Heat* itself; *Ran* (1985).")
    flat = film("flat", "The Apartment", 1960, "A heat wave, “Heat” (1995). *La Notte* is listed.", rank=2)
    end = matter("end", "*Heat*, *Heat* and *Nobody’s Film*.", "back")
    book = replace(
        book_of(tmp_path, heat, flat, end, people='[titles]\nmentioned = ["La Notte"]\n'),
        targets={"The Apartment": "flat"},
    )
    index = indexed(book, titles="Index of films")
    assert lines(index, "titles") == [
        "= A", "Apartment, The: heat, *flat", "= H", "Heat: *heat, flat, end",
        "= L", "La Notte: flat", "= R", "Ran: heat",
    ]  # fmt: skip
    assert all(entry.title and entry.person is None for group in index.further[0].groups for entry in group.entries)


def test_remakes_are_told_apart_by_year(tmp_path):
    old = film("old", "Nosferatu", 1922, "Unlike *Nosferatu* (1979).")
    other = film("other", "Ran", 1985, "*Nosferatu* could be either; *Nosferatu* (1922) could not.", rank=2)
    assert lines(indexed(book_of(tmp_path, old, other), titles="Films"), "titles")[:3] == [
        "= N",
        "Nosferatu (1922): *old, other",
        "Nosferatu (1979): old",
    ]


def test_an_original_title_leads_to_the_title_unless_it_stands_beside_it(tmp_path):
    rust = film("rust", "Rust and Bone", 2012, original_title="De rouille et d’os")
    sunrise = film("sunrise", "Sunrise", 1927, rank=2, original_title="Sunrise: A Song of Two Humans")
    assert lines(indexed(book_of(tmp_path, rust, sunrise), titles="Films"), "titles") == [
        "= D", "De rouille et d’os. See Rust and Bone", "= R", "Rust and Bone: *rust", "= S", "Sunrise: *sunrise",
    ]  # fmt: skip


def test_anchors_of_titles_and_of_people_never_cross(tmp_path):
    clayton = film("clayton", "Michael Clayton", 2007, rank=2)
    here = film("here", "Here", 2000, "*Michael Clayton*, and [[Michael Clayton]]; [[Tilda Swinton]] sings.")
    index = indexed(replace(book_of(tmp_path, clayton, here)), titles="Films")
    (block,) = [mentions for mentions in index.mentions.values() if any(one.of == "work" for one in mentions)]
    assert [(one.of, one.person, one.anchor) for one in block] == [
        ("work", "Michael Clayton", "ch-here-b1-t1"),
        ("person", "Michael Clayton", "ch-here-b1-m1"),
        ("person", "Tilda Swinton", "ch-here-b1-m2"),
    ]
    ends = [0, *(one.end for one in block)]
    assert all(one.start >= before for one, before in zip(block, ends, strict=False))


def test_years_by_decade_and_the_people_of_one_credit(tmp_path):
    pieces = (film("a", "A", 1931, rank=3), film("b", "B", 1929, rank=2), film("c", "C", None))
    index = indexed(book_of(tmp_path, *pieces), years="Years", directed_by="Directors", starring="Actors")
    assert lines(index, "years") == ["= 1920–1929", "1929: *b", "= 1930–1939", "1931: *a"]
    assert lines(index, "directed_by") == ["= M", "Moss, Ida: *a, *b, *c"]
    assert [one.key for one in index.further] == ["years", "directed_by"]  # nobody stars: no empty index


def test_facts_are_taken_apart(tmp_path):
    values = ("France, Belgium", "Germany and Britain", "britain", "Bosnia and Herzegovina", "$1,000,000")
    pieces = [
        film(f"f{number}", f"F{number}", 2000, rank=number, facts=(Fact("country", "Country", value, Source()),))
        for number, value in enumerate(values, start=1)
    ]
    said = [
        line for line in lines(indexed(book_of(tmp_path, *pieces), country="Countries"), "country") if line[0] != "="
    ]
    assert said == [
        "$1,000,000: *f5", "Belgium: *f1", "Bosnia and Herzegovina: *f4", "Britain: *f2, *f3",
        "France: *f1", "Germany: *f2",
    ]  # fmt: skip


def test_the_caption_of_a_headers_picture_leads_to_its_chapter(tmp_path):
    image = Image("images/a.jpg", "alt", (Text("Tilda Swinton on the set"),), source=Source("chapters/a.md", 3))
    piece = film("a", "A", 2000, "[[Tilda Swinton]] came by.", image=image)
    (entry,) = [entry for entry in indexed(book_of(tmp_path, piece)).entries if entry.heading == "Swinton, Tilda"]
    assert [(one.kind, one.anchor) for one in entry.locators] == [("illustration", "ch-a"), ("mention", "ch-a-b1-m1")]


def test_what_a_person_did_is_kept(tmp_path):
    piece = chapter("a", {"directed_by": ["Ida Moss"], "starring": ["Ida Moss", "Bo Stern"]})
    entries = {entry.heading: entry for entry in make_index(book_of(tmp_path, piece), Problems()).entries}
    assert entries["Moss, Ida"].locators[0].roles == ("directed_by", "starring")
    assert entries["Stern, Bo"].locators[0].roles == ("starring",)


SETTINGS = '[book]\ntitle = "B"\ncontributors = ["Ann Author"]\n[indexes]\n'


def _settings(root, text):
    (root / "chapters").mkdir(exist_ok=True)
    (root / "chapters" / "a.md").write_text("---\ntitle: A\nrank: 1\n---\nWords.\n", "utf-8")
    (root / "book.toml").write_text(SETTINGS + text, "utf-8")
    problems = Problems()
    return read_book(root, problems).settings.indexes, [str(problem) for problem in problems]


def test_the_settings_choose_indexes_in_their_order(tmp_path):
    indexes, problems = _settings(
        tmp_path, 'years = true\nfilms = true\ndirected-by = "Directors"\ncountry = "Countries"\nbudget = false\n'
    )
    assert list(indexes.items()) == [
        ("years", "Index of years"),
        ("titles", "Index of films"),
        ("directed_by", "Directors"),
        ("country", "Countries"),
    ]
    assert problems == []


def test_indexes_of_nothing_are_problems(tmp_path):
    indexes, problems = _settings(tmp_path, 'directedby = "Directors"\nyears = 3\n')
    assert indexes == {}
    assert [problem.split(" error ")[0] for problem in problems] == ["book.toml:5:", "book.toml:6:"]
    assert "did you mean `directed_by`?" in problems[0]
    assert 'years = "Index of years"' in problems[1]
