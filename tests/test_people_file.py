"""people.toml: what it can say, and every fault as one problem with file and line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.book import Omitted
from book.people import make_index
from book.people.people_file import read_people_file
from book.problems import Problems
from book.sources import Folder
from tests.people.small_book import book_of, chapter, index_lines

GONE = chapter("gone", {"directed_by": ["Ben Affleck"], "starring": ["Casey Affleck", "Amy Ryan"]}, rank=3)
FARGO = chapter("fargo", {"directed_by": ["Joel Coen", "Ethan Coen"]}, "Coen brothers. The Dudes.", rank=2)
HUNGER = chapter("hunger", {"directed_by": ["Steve McQueen"]}, "Steve McQueen frames.", rank=1)


def lines(tmp_path, people, *pieces):
    return index_lines(tmp_path, *(pieces or (GONE, FARGO, HUNGER)), people=people)


# ---------------------------------------------------------------- what it can say


def test_headings_and_sort_keys_given_by_the_writer(tmp_path):
    text, problems = lines(tmp_path, '[person."Amy Ryan"]\nindex = "Ryan, Amy (actor)"\nsort = "Zzz, Amy"\n', GONE)
    assert text.splitlines()[-2:] == ["= Z", "Ryan, Amy (actor): **gone**"]
    assert problems == []


def test_aliases_are_found_book_wide_and_lead_to_the_heading(tmp_path):
    people = '[person."Amy Ryan"]\naliases = ["Ryan", "The Dealer"]\n'
    other = chapter("other", {}, "Ryan, without scope. The Dealer is another name.", rank=1)
    text, problems = lines(tmp_path, people, GONE, other)
    assert "Ryan, Amy: **gone**, other" in text
    assert "Dealer, The. See Ryan, Amy" in text
    assert problems == []


def test_an_alias_joins_two_credited_forms_of_a_name(tmp_path):
    people = '[person."Alejandro González Iñárritu"]\naliases = ["Alejandro G. Iñárritu"]\n'
    one = chapter("a", {"directed_by": ["Alejandro González Iñárritu"]}, rank=2)
    two = chapter("b", {"directed_by": ["Alejandro G. Iñárritu"]}, rank=1)
    assert lines(tmp_path, people, one, two) == ("= G\nGonzález Iñárritu, Alejandro: **a**, **b**", [])


def test_see_sends_a_name_to_another(tmp_path):
    people = '[person."Alan Smithee"]\nsee = "Ben Affleck"\n'
    text, problems = lines(tmp_path, people, GONE, chapter("dune", {"directed_by": ["Alan Smithee"]}, rank=1))
    assert "Affleck, Ben: **gone**, **dune**" in text
    assert "Smithee, Alan. See Affleck, Ben" in text
    assert problems == []


def test_see_may_be_a_further_heading_of_the_person_itself(tmp_path):
    people = '[person."Amy Ryan"]\nsee = ["Dealer, Amy"]\n'
    text, problems = lines(tmp_path, people, GONE)
    assert "Dealer, Amy. See Ryan, Amy" in text
    assert problems == []


def test_a_group_that_is_not_credited_stands_for_its_members(tmp_path):
    people = '[group."Coen brothers"]\nmembers = ["Ethan Coen", "Joel Coen"]\nmatch = ["the Dudes"]\n'
    other = chapter("other", {}, "Here the Dudes are, the Coen brothers.", rank=1)
    text, problems = lines(tmp_path, people, FARGO, other)
    assert text.splitlines() == [
        "= C",
        "Coen, Ethan: **fargo**, other",
        "Coen, Joel: **fargo**, other",
        "Coen brothers. See Coen, Ethan; Coen, Joel",
    ]
    assert problems == []


def test_a_credited_group_has_an_entry_of_its_own(tmp_path):
    people = '[person."Daft Punk"]\nkind = "group"\n[group."Daft Punk"]\nmembers = ["Thomas Bangalter"]\n'
    tron = chapter("tron", {"music": ["Daft Punk"]}, "[[Thomas Bangalter]] waves.", rank=1)
    text, problems = lines(tmp_path, people, tron)
    assert (
        text == "= B\nBangalter, Thomas: tron. See also Daft Punk\n= D\nDaft Punk: **tron**. See also Bangalter, Thomas"
    )
    assert problems == []


def test_split_tells_homonyms_apart(tmp_path):
    people = (
        '[person."Steve McQueen"]\n'
        'split = { "Steve McQueen (actor)" = ["bullitt"], "Steve McQueen (director)" = ["hunger"] }\n'
    )
    bullitt = chapter("bullitt", {"starring": ["Steve McQueen"]}, "McQueen drives.", rank=2)
    other = chapter("other", {}, "Steve McQueen, whoever.", rank=3)
    text, problems = lines(tmp_path, people, other, bullitt, HUNGER)
    assert text == "= M\nMcQueen, Steve (actor): **bullitt**\nMcQueen, Steve (director): **hunger**"
    assert [problem.splitlines()[0] for problem in problems] == [
        (
            "chapters/other.md:1:1: warning ambiguous-name “Steve McQueen” may be Steve McQueen (actor) or "
            "Steve McQueen (director), so it is not in the index"
        )
    ]


def test_ignored_people_are_nowhere(tmp_path):
    text, problems = lines(tmp_path, '[ignore]\npeople = ["Amy Ryan"]\n', GONE)
    assert "Ryan" not in text
    assert problems == []


def test_options(tmp_path):
    (tmp_path / "people.toml").write_text(
        '[options]\norder = "letter"\nelide = "hart"\nsubentries = "film"\nparticles = "after"\n', "utf-8"
    )
    file = read_people_file(Folder(tmp_path), problems := Problems())
    assert (file.order, file.elide, file.subentries, file.particles) == ("letter", "hart", "film", "after")
    assert (file.places, file.subentries_above, file.titles) == ("pages", 6, ())
    assert len(problems) == 0


def test_options_reach_the_index(tmp_path):
    people = (
        '[options]\nelide = "full"\nsubentries = "role"\nsubentries_above = 0\nlocators = "ranks"\n'
        '[titles]\nmentioned = ["Ran"]\n'
    )
    index = make_index(book_of(tmp_path, GONE, people=people), problems := Problems())
    assert (index.elide, index.subentries, index.subentries_above, index.places) == ("full", "role", 0, "ranks")
    assert len(problems) == 0


def test_letter_by_letter(tmp_path):
    piece = chapter("a", {"starring": ["Judi Dench", "Robert De Niro", "Catherine Deneuve"]})
    text, _ = lines(tmp_path, '[options]\norder = "letter"\n', piece)
    assert [line.split(",")[0] for line in text.splitlines()[1:]] == ["Dench", "Deneuve", "De Niro"]


def test_particles_after(tmp_path):
    text, _ = lines(tmp_path, '[options]\nparticles = "after"\n', chapter("a", {"directed_by": ["Lars von Trier"]}))
    assert "Trier, Lars von: **a**" in text
    assert "von Trier, Lars. See Trier, Lars von" in text


# ---------------------------------------------------------------- its faults

FAULTS = [
    ('[person."Amy Rian"]\nindex = "R"', "people.toml:1: error unknown-person", "did you mean `Amy Ryan`?"),
    ('[person."Nobody Here"]', "people.toml:1: error unknown-person", "[[Nobody Here]]"),
    ('\n[person."Ben Affleck"]\naliases = ["Casey Affleck"]', "people.toml:3: error alias-taken", "Casey Affleck"),
    (
        '[person."Ben Affleck"]\naliases = ["Batman"]\n[person."Casey Affleck"]\naliases = ["Batman"]',
        "people.toml:4: error alias-taken",
        "Batman",
    ),
    ('[person."Ben Affleck"]\nsee = "Nobody Else"', "people.toml:2: error see-nothing", 'aliases = ["Nobody Else"]'),
    ('[person."Ben Affleck"]\nsee = "Amy Rian"', "people.toml:2: error see-nothing", "did you mean `Amy Ryan`?"),
    ('[person."Ben Affleck"]\nsee = "Ben Affleck"', "people.toml:2: error see-circle", ""),
    (
        '[person."Ben Affleck"]\nsee = "Amy Ryan"\n[person."Amy Ryan"]\nsee = "Ben Affleck"',
        "people.toml:4: error see-circle",
        "",
    ),
    ('[person."Ben Affleck"]\nindex = "Affleck, Casey"', "people.toml:2: error same-heading", "Casey Affleck"),
    ('[person."Ben Affleck"]\nindx = "A"', "people.toml:2: error unknown-key", "did you mean `index`?"),
    ('[persons."Ben Affleck"]', "people.toml:1: error unknown-key", "did you mean `person`?"),
    ('[person."Ben Affleck"]\nkind = "grop"', "people.toml:2: error unknown-choice", "did you mean `group`?"),
    ('[person."Ben Affleck"]\nindex = 3', "people.toml:2: error wrong-type", 'index = "words"'),
    ('[person."Ben Affleck"]\nindex = ""', "people.toml:2: error wrong-type", "empty"),
    ('[person."Ben Affleck"]\naliases = "Batman"', "people.toml:2: error wrong-type", "list"),
    ('[person."Ben Affleck"]\naliases = [1979-05-27]', "people.toml:2: error wrong-type", "list"),
    ('[person]\n"Ben Affleck" = true', "people.toml:2: error not-a-table", "yes or no"),
    ("person = 1", "people.toml:1: error not-a-table", "a number"),
    ('[person.""]', "people.toml:1: error no-name", ""),
    (
        '[person."Ben Affleck"]\nsplit = {"Ben A" = ["gon"]}',
        "people.toml:2: error unknown-chapter",
        "did you mean `gone`?",
    ),
    ('[group."The Afflecks"]\nmembers = []', "people.toml:1: error no-members", "members ="),
    ('[group."The Afflecks"]\nmembers = ["Ben Aflek"]', "people.toml:2: error unknown-person", "Ben Affleck"),
    (
        '[group."X Y"]\nmembers = ["Ben Affleck"]\nmatch = ["Amy Ryan"]',
        "people.toml:3: error match-taken",
        "Amy Ryan",
    ),
    ('[chapter.gnoe.surname]\nAffleck = "Ben Affleck"', "people.toml:2: error unknown-chapter", "did you mean `gone`?"),
    (
        '[chapter.gone.surname]\nAffleck = "Bem Affleck"',
        "people.toml:2: error unknown-person",
        "did you mean `Ben Affleck`?",
    ),
    ('[chapter.gone.surnames]\nAffleck = "Ben Affleck"', "people.toml:1: error unknown-key", "did you mean `surname`?"),
    ("[ignore]\npeople = [3]", "people.toml:2: error wrong-type", "list"),
    ('[spelling]\nok = "x"', "people.toml:2: error wrong-type", "list"),
    ('[options]\norder = "wrod"', "people.toml:2: error unknown-choice", "did you mean `word`?"),
    ("[options]\nelide = 99999999999999999999999", "people.toml:2: error unknown-choice", "chicago"),
    ('[options]\nlocators = "rank"', "people.toml:2: error unknown-choice", "did you mean `ranks`?"),
    ('[options]\nsubentries_above = "6"', "people.toml:2: error wrong-type", "subentries_above = 6"),
    ("[options]\nsubentries_above = -1", "people.toml:2: error wrong-type", "out of range"),
    ('[titles]\nmentioned = "Ran"', "people.toml:2: error wrong-type", "list"),
    ('[titles]\nmention = ["Ran"]', "people.toml:2: error unknown-key", "did you mean `mentioned`?"),
    ("[options\n", "people.toml:1:9: error broken-toml", ""),
]


@pytest.mark.parametrize(("people", "place", "says"), FAULTS)
def test_every_fault_is_one_problem_with_its_line(tmp_path, people, place, says):
    _, problems = lines(tmp_path, people)
    assert len(problems) == 1, problems
    assert problems[0].startswith(place)
    assert says in problems[0]


def test_a_misspelt_bearer_of_a_surname_is_found_although_the_surname_is_in_the_text(tmp_path):
    piece = chapter("shadow", {"starring": ["Ben Affleck"]}, "Affleck waits.", rank=4)
    people = '[chapter.shadow.surname]\nAffleck = "Bem Afleck"'
    _, problems = lines(tmp_path, people, piece)
    assert problems[0].startswith("people.toml:2: error unknown-person nobody in the book is called Bem Afleck")
    assert "did you mean `Ben Affleck`?" in problems[0]


def test_a_chapter_missing_from_a_split(tmp_path):
    people = '[person."Steve McQueen"]\nsplit = { "Steve McQueen (actor)" = ["gone"] }\n'
    _, problems = lines(tmp_path, people, HUNGER, GONE)
    assert problems[0].startswith("chapters/hunger.md:1: error split-silent people.toml does not say which")


def test_faults_are_all_reported_together(tmp_path):
    people = "\n".join(text for text, _, _ in FAULTS[5:6]) + '\n[options]\norder = 1\n[ignore]\ntxt = ["a"]\n'
    _, problems = lines(tmp_path, people)
    assert [problem.split()[0] for problem in problems] == ["people.toml:2:", "people.toml:4:", "people.toml:6:"]


def test_people_of_a_draft_are_only_away_for_now(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "heat.md").write_text("---\ndraft: yes\nstarring: [Val Kilmer]\n---\n", "utf-8")
    book = book_of(
        tmp_path, GONE, people='[person."Val Kilmer"]\nindex = "K"\n[chapter.heat.surname]\nK = "Val Kilmer"\n'
    )
    object.__setattr__(book, "omitted", Omitted(drafts=("chapters/heat.md",)))
    make_index(book, problems := Problems())
    assert list(problems) == []


def test_a_file_outside_the_book_is_not_read(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.toml").write_text('[person."Ben Affleck"]\nindex = "Secret"\n', "utf-8")
    (inside / "people.toml").symlink_to(tmp_path / "secret.toml")
    text, problems = index_lines(inside, GONE)
    assert "Secret" not in text
    assert problems[0].startswith("people.toml: error outside")


VALUES = st.recursive(
    st.sampled_from(["Ben Affleck", "Casey Affleck", "gone", "", "\u0301", "Coen, Joel", "word", "group"])
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["index", "sort", "see", "members", "surname", "Ben Affleck", "gone", "ok"]), inner
        )
    ),
    max_leaves=8,
)
TABLES = st.dictionaries(
    st.sampled_from(["person", "group", "chapter", "ignore", "spelling", "titles", "options"]), VALUES
)


def _toml(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_toml(inner)}' for key, inner in value.items()) + "}"
    return str(value)


@given(TABLES)
def test_any_toml_is_read_without_a_traceback(tmp_path_factory, tables):
    root = tmp_path_factory.mktemp("book")
    people = "\n".join(f"{key} = {_toml(value)}" for key, value in tables.items())
    make_index(book_of(root, GONE, FARGO, people=people), problems := Problems())
    assert all(problem.source.file for problem in problems)
