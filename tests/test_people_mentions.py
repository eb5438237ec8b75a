"""Who is found in running text, and where: prose with traps, scope, marks, titles, doubts and slips of the pen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.book import Chapter
from book.model.index import Index
from book.model.prose import PersonRef, blocks_within, inlines_within, plain_text, text_blocks
from book.people import make_index
from book.people.passages import passages_of
from book.problems import Problems
from tests.people.small_book import book_of, chapter, index_lines, inlines, matter

PROSE = Path(__file__).parent / "people" / "prose.txt"


def _stories():
    stories = re.split(r"^= ", PROSE.read_text("utf-8"), flags=re.M)[1:]
    for story in stories:
        heading, *lines = [line for line in story.splitlines() if line.strip()]
        credited, _, elsewhere = heading.removeprefix("credits: ").partition("; elsewhere: ")
        yield pytest.param(credited.split(", "), [name for name in elsewhere.split(", ") if name], lines, id=credited)


def annotated(piece: Chapter, index: Index) -> list[str]:
    """Return the plain text of every block, with ‹words|person› where people were found."""
    lines = []
    for block in text_blocks(piece.blocks):
        text = plain_text(block.inlines)
        for mention in reversed(index.mentions.get(block.id, ())):
            people = "+".join([mention.person, *mention.others])
            words = text[mention.start : mention.end]
            text = f"{text[: mention.start]}‹{words}|{people}›{text[mention.end :]}"
        lines.append(text)
    return lines


def _plain(line: str) -> str:
    return plain_text(inlines(line))


@pytest.mark.parametrize(("credited", "elsewhere", "lines"), list(_stories()))
def test_prose_with_traps(tmp_path, credited, elsewhere, lines):
    wanted = [re.sub(r"‹([^|›]*)\|›", r"\1", line) for line in lines]
    # A possessive belongs to the words in the file, but not to the mention.
    wanted = [re.sub(r"(’s)\|([^›]*)›", r"|\2›\1", line) for line in wanted]
    text = "\n".join(re.sub(r"‹([^|›]*)\|[^›]*›", r"\1", line) for line in wanted)
    piece = chapter("here", {"directed_by": credited}, text, rank=2)
    away = [chapter(f"away-{number}", {"starring": [name]}, rank=1) for number, name in enumerate(elsewhere)]
    index = make_index(book_of(tmp_path, piece, *away), Problems())
    assert annotated(piece, index) == [_plain(line) for line in wanted]


# ---------------------------------------------------------------- scope and doubt


def test_a_surname_counts_only_where_its_bearer_is_at_hand(tmp_path):
    text, problems = index_lines(
        tmp_path,
        chapter("paris-texas", {"directed_by": ["Wim Wenders"]}),
        chapter("alice", {"directed_by": ["Woody Allen"]}, "Wenders is not named in full before this, so not here."),
        chapter("lisbon", {"directed_by": ["Manoel de Oliveira"]}, "Wim Wenders was here.\nWenders left.", rank=2),
        matter("afterword", "Wenders? Wim Wenders, then Wenders.", "back"),
    )
    assert "Wenders, Wim: **paris-texas**, lisbon, lisbon, afterword" in text.splitlines()
    assert problems == []


def test_two_of_one_short_name_are_a_problem_with_the_line_to_type(tmp_path):
    piece = chapter("ashes", {"starring": ["Tony Leung Chiu-wai", "Tony Leung Ka-fai"]}, "Tony Leung waits.")
    _, problems = index_lines(tmp_path, piece)
    line = '"Tony Leung" = "Tony Leung Chiu-wai"'
    assert problems[0].endswith(f"in people.toml, under [chapter.ashes.surname]: {line}")
    (tmp_path / "told").mkdir()
    text, problems = index_lines(tmp_path / "told", piece, people=f"[chapter.ashes.surname]\n{line}")
    assert problems == []
    assert "Leung Chiu-wai, Tony: **ashes**" in text


def test_two_afflecks_are_a_problem_with_the_line_to_type(tmp_path):
    gone = chapter(
        "gone-baby-gone",
        {"directed_by": ["Ben Affleck"], "starring": ["Casey Affleck"]},
        "Boston again.\nHere Affleck shines, and Affleck’s brother too.",
    )
    _, problems = index_lines(tmp_path, gone)
    assert problems == [
        (
            "chapters/gone-baby-gone.md:2:6: warning ambiguous-name “Affleck” may be Ben Affleck or Casey Affleck, "
            "so it is not in the index (2 times in this chapter)\n"
            '    in people.toml, under [chapter.gone-baby-gone.surname]: Affleck = "Ben Affleck"'
        )
    ]
    told = '[chapter.gone-baby-gone.surname]\nAffleck = "Casey Affleck"\n'
    index = make_index(book_of(tmp_path, gone, people=told), Problems())
    assert [m.person for m in index.mentions["ch-gone-baby-gone-b2"]] == ["Casey Affleck", "Casey Affleck"]


def test_a_character_with_an_actors_surname_makes_it_doubtful(tmp_path):
    alien = {"directed_by": ["Ridley Scott"]}
    piece = chapter("here", alien, "Scott frames it. Meet Anna Scott.\nScott laughs; Scott dies.")
    _, problems = index_lines(tmp_path, piece)
    assert len(problems) == 1
    assert "“Scott” may be Ridley Scott or Anna Scott" in problems[0]
    told = '[ignore]\npeople = ["Anna Scott"]\n[chapter.here.surname]\nScott = "Anna Scott"\n'
    index = make_index(book_of(tmp_path, piece, people=told), Problems())
    assert index.mentions == {}


def test_in_front_matter_the_hint_is_a_mark(tmp_path):
    text = "Ben Affleck and Casey Affleck; then Affleck."
    _, problems = index_lines(
        tmp_path, matter("preface", text), chapter("a", {"cast": ["Ben Affleck", "Casey Affleck"]})
    )
    assert problems[0].endswith("mark the person in the text: [[Ben Affleck|Affleck]]")


# ---------------------------------------------------------------- marks


def test_a_mark_puts_somebody_into_the_index_by_any_words(tmp_path):
    piece = chapter(
        "here",
        {"directed_by": ["Jacques Audiard"]},
        "[[Alexandre Desplat|The music]] hums. Desplat again; [[Desplat]] and [[Audiard]].",
    )
    index = make_index(book_of(tmp_path, piece), Problems())
    assert annotated(piece, index) == [
        (
            "‹The music|Alexandre Desplat› hums. ‹Desplat|Alexandre Desplat› again; "
            "‹Desplat|Alexandre Desplat› and ‹Audiard|Jacques Audiard›."
        )
    ]
    assert list(index.people) == ["Alexandre Desplat", "Jacques Audiard"]


def test_a_mark_inside_a_quotation_a_heading_and_a_note_counts(tmp_path):
    piece = chapter("here", {}, "> Says [[Anna Karina]] here.\n# On Anna Karina\n^ Anna Karina, again.")
    text, _ = index_lines(tmp_path, piece)
    assert text == "= K\nKarina, Anna: here, here, here"


# ---------------------------------------------------------------- titles and text to pass over


def test_nobody_is_found_inside_a_title(tmp_path):
    clayton = {"starring": ["George Clooney", "Michael Clayton"]}
    piece = chapter("michael-clayton", clayton, "Seen *Michael Clayton*?", title="Michael Clayton", rank=2)
    other = chapter(
        "b", {}, "In Michael Clayton George Clooney runs; *Michael Clayton*, “Michael Clayton”, *George Clooney*."
    )
    index = make_index(book_of(tmp_path, piece, other), Problems())
    assert annotated(other, index) == [
        (
            "In ‹Michael Clayton|Michael Clayton› ‹George Clooney|George Clooney› runs; Michael Clayton, "
            "“Michael Clayton”, ‹George Clooney|George Clooney›."
        )
    ]


def test_text_to_be_passed_over(tmp_path):
    piece = chapter("here", {"starring": ["Emma Watson"]}, "Elementary, my dear Watson. Watson smiles.")
    index = make_index(book_of(tmp_path, piece, people='[ignore]\ntext = ["my dear Watson"]\n'), Problems())
    assert annotated(piece, index) == ["Elementary, my dear Watson. ‹Watson|Emma Watson› smiles."]


# ---------------------------------------------------------------- slips of the pen


def test_a_misspelt_name_is_warned_of_and_indexed(tmp_path):
    rust = chapter(
        "rust",
        {"directed_by": ["Jacques Audiard"], "starring": ["Marion Cotillard", "Matthias Schoenaerts"]},
        "The sea.\nMarion Collitard swims, Schoenarts boxes. Mathias Schoenaerts too.",
    )
    index = make_index(book_of(tmp_path, rust), problems := Problems())
    assert annotated(rust, index)[1] == (
        "‹Marion Collitard|Marion Cotillard› swims, ‹Schoenarts|Matthias Schoenaerts› boxes. "
        "‹Mathias Schoenaerts|Matthias Schoenaerts› too."
    )
    assert [str(problem).splitlines()[0] for problem in problems] == [
        (
            "chapters/rust.md:2:1: warning misspelt-name “Marion Collitard” looks like Marion Cotillard, "
            "whom the index takes it for"
        ),
        (
            "chapters/rust.md:2:25: warning misspelt-name “Schoenarts” looks like Matthias Schoenaerts, "
            "whom the index takes it for"
        ),
        (
            "chapters/rust.md:2:43: warning misspelt-name “Mathias Schoenaerts” looks like Matthias Schoenaerts, "
            "whom the index takes it for"
        ),
    ]


def test_a_name_like_one_of_another_chapter_is_only_warned_of(tmp_path):
    away = chapter("away", {"directed_by": ["Quentin Tarantino"]}, rank=2)
    here = chapter("here", {}, "As in Quentin Tarintino films.")
    index = make_index(book_of(tmp_path, away, here), problems := Problems())
    assert index.mentions == {}
    assert [problem.message for problem in problems] == [
        "“Quentin Tarintino” looks like Quentin Tarantino, but is not indexed"
    ]
    accepted = '[spelling]\nok = ["Quentin Tarintino"]\n'
    make_index(book_of(tmp_path, away, here, people=accepted), problems := Problems())
    assert len(problems) == 0


@pytest.mark.parametrize(
    ("known", "written"),
    [
        ("Chris Pine", "Chris Penn"),
        ("Jean Reno", "Jean Renoir"),
        ("Michael Mann", "Michael Moore"),
        ("John Hurt", "John Hunt"),
        ("Alan Arkin", "Adam Arkin"),
        ("Samuel L. Jackson", "Samuel M. Jackson"),
        ("Natalie Portman", "Mr Postman"),
    ],
)
def test_people_of_like_names_are_not_slips(tmp_path, known, written):
    piece = chapter("here", {"starring": [known]}, f"We met {written} there.")
    index = make_index(book_of(tmp_path, piece), problems := Problems())
    assert len(problems) == 0
    assert index.mentions == {}


# ---------------------------------------------------------------- properties

NAMES = ["Emma Stone", "Lars von Trier", "Bong Joon-ho", "Björk", "Joel Coen", "Ethan Coen", "Robert Downey Jr."]
PIECES = st.sampled_from(
    [*NAMES, "Stone", "Coen", "the Coens", "Downey", "Von Trier", "stone", "’s", " ", " and ", ". ", ", ", "-", "“",
     "”", "*", "The", "Anna", "[[Agnès Varda]]", "[[Stone]]", "Age", "e\u0301", "\u00ad", "\u00a0"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_mentions_lie_in_the_text_in_order_and_never_overlap(tmp_path_factory, text):
    piece = chapter("here", {"directed_by": NAMES[4:6], "starring": NAMES[:4]}, text.replace("\n", " "))
    index = make_index(book_of(tmp_path_factory.getbasetemp(), piece), Problems())
    for block in text_blocks(piece.blocks):
        end = 0
        for mention in index.mentions.get(block.id, ()):
            assert end <= mention.start < mention.end <= len(plain_text(block.inlines))
            end = mention.end


@given(st.lists(PIECES, max_size=25).map("".join))
def test_passages_are_the_plain_text(text):
    piece = chapter("here", {}, text.replace("\n", " "))
    passages = {passage.block.id: passage for passage in passages_of(piece)}
    for block in text_blocks(piece.blocks):
        assert passages[block.id].text == plain_text(block.inlines)
        marks = [inline for inline in inlines_within(block.inlines) if isinstance(inline, PersonRef)]
        assert len(marks) == len(passages[block.id].marked)
    assert len(passages) == len(list(text_blocks(piece.blocks))) <= len(list(blocks_within(piece.blocks)))
