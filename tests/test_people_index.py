"""The whole index: entries, locators, anchors, references and letters; and that nothing depends on chance."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.model.index import Locator
from book.model.prose import text_blocks
from book.people import make_index, suggest_people, why_to_check
from book.problems import Problems
from tests.people.small_book import book_of, chapter, index_lines, matter

FARGO = chapter(
    "fargo",
    {"directed_by": ["Joel Coen", "Ethan Coen"], "starring": ["Frances McDormand", "Steve Buscemi"]},
    "McDormand walks the snow; [[Lars von Trier]] would not, nor would Jacques Audiard.\n"
    "? Did you know? Tilda Swinton visited the set.\n! Tilda Swinton and a wood chipper",
    rank=2,
)
RUST = chapter(
    "rust-and-bone",
    {"directed_by": ["Jacques Audiard"], "starring": ["Marion Cotillard"]},
    "Audiard’s sea. The Coens have snow, and Joel Coen has Frances McDormand; McDormand, and McDormand again.\n"
    "^ Lars von Trier in a note, and von Trier again.",
    rank=1,
)
PREFACE = matter("preface", "For [[Tilda Swinton]].")
THANKS = matter("thanks", "Thank you, Marion Cotillard.", "back")


def test_an_index_as_a_reader_sees_it(tmp_path):
    text, problems = index_lines(tmp_path, FARGO, RUST, PREFACE, THANKS)
    assert problems == []
    assert text == (
        "= A\n"
        "Audiard, Jacques: fargo, **rust-and-bone**\n"
        "= B\n"
        "Buscemi, Steve: **fargo**\n"
        "= C\n"
        "Coen, Ethan: **fargo**, rust-and-bone\n"
        "Coen, Joel: **fargo**, rust-and-bone\n"
        "Cotillard, Marion: **rust-and-bone**, thanks\n"
        "= M\n"
        "McDormand, Frances: **fargo**, rust-and-bone\n"
        "= S\n"
        "Swinton, Tilda: preface, fargo sidebar, fargo illustration\n"
        "= T\n"
        "Trier, Lars von. See von Trier, Lars\n"
        "= V\n"
        "von Trier, Lars: fargo, rust-and-bone"
    )


def test_locators_and_anchors(tmp_path):
    index = make_index(book_of(tmp_path, FARGO, RUST, PREFACE), Problems())
    entries = {entry.heading: entry for entry in index.entries}
    assert entries["McDormand, Frances"].locators == (
        Locator("fargo", 2, "credit", "ch-fargo", "ch-fargo", ("starring",)),
        Locator("rust-and-bone", 1, "mention", "ch-rust-and-bone-b1-m3", "ch-rust-and-bone-b1-m4"),
    )
    assert entries["Swinton, Tilda"].locators[0] == Locator(
        "preface", None, "mention", "front-preface-b1-m1", "front-preface-b1-m1"
    )
    # The chapter's own people need no anchors; the middle one of three mentions needs none either.
    assert [(m.person, m.others, m.anchor) for m in index.mentions["ch-rust-and-bone-b1"]] == [
        ("Jacques Audiard", (), ""),
        ("Ethan Coen", ("Joel Coen",), "ch-rust-and-bone-b1-m1"),
        ("Joel Coen", (), "ch-rust-and-bone-b1-m2"),
        ("Frances McDormand", (), "ch-rust-and-bone-b1-m3"),
        ("Frances McDormand", (), ""),
        ("Frances McDormand", (), "ch-rust-and-bone-b1-m4"),
    ]


def test_one_person_under_two_spellings(tmp_path):
    text, problems = index_lines(
        tmp_path,
        chapter("a", {"starring": ["Penelope Cruz", "Sir Ian McKellen", "Tom Hanks (voice)"]}, rank=3),
        chapter("b", {"starring": ["Penélope Cruz", "Ian McKellen", "J.K. Simmons"]}, rank=2),
        chapter(
            "c", {"directed_by": ["Tom Hanks [uncredited]"], "starring": ["Penélope Cruz", "J. K. Simmons"]}, rank=1
        ),
    )
    assert text == (
        "= C\nCruz, Penélope: **a**, **b**, **c**\n= H\nHanks, Tom: **a**, **c**\n"
        "= M\nMcKellen, Ian: **a**, **b**\n= S\nSimmons, J. K.: **b**, **c**"
    )
    assert problems == []


def test_likely_doubles_in_the_credits_are_warned_of(tmp_path):
    _, problems = index_lines(
        tmp_path,
        chapter("a", {"starring": ["Sean Connery", "Bong Joon-ho"]}, rank=2),
        chapter("b", {"starring": ["Sean Konnery", "Joon-ho Bong"]}, rank=1),
    )
    assert [problem.splitlines()[0] for problem in problems] == [
        "chapters/a.md:1: warning similar-names Bong Joon-ho and Joon-ho Bong look like one person spelt in two ways",
        "chapters/a.md:1: warning similar-names Sean Connery and Sean Konnery look like one person spelt in two ways",
    ]


def test_headings_to_check_are_listed_until_the_writer_settles_them(tmp_path):
    piece = chapter("a", {"starring": ["Helena Bonham Carter", "Cher", "Emma Stone", "Lars von Trier"]})
    assert make_index(book_of(tmp_path, piece), Problems()).headings_to_check == (
        "Helena Bonham Carter",
        "Cher",
        "Lars von Trier",
    )
    settled = '[person."Helena Bonham Carter"]\nindex = "Bonham Carter, Helena"\n'
    index = make_index(book_of(tmp_path, piece, people=settled), Problems())
    assert index.headings_to_check == ("Cher", "Lars von Trier")


def test_the_order_of_the_languages_own_letters(tmp_path):
    piece = chapter("a", {"starring": ["Malin Åkerman", "Anders Zorn", "Bibi Andersson"]})
    assert index_lines(tmp_path, piece, language="en")[0].splitlines()[0] == "= A"
    swedish = index_lines(tmp_path, piece, language="sv")[0]
    assert swedish.splitlines() == [
        "= A", "Andersson, Bibi: **a**", "= Z", "Zorn, Anders: **a**", "= Å", "Åkerman, Malin: **a**"
    ]  # fmt: skip


def test_a_book_without_people_has_an_empty_index(tmp_path):
    index = make_index(book_of(tmp_path, chapter("a", {}, "Nobody is here.")), problems := Problems())
    assert (index.people, index.mentions, index.groups, len(problems)) == ({}, {}, (), 0)


def test_people_in_no_credit_are_proposed_as_lines_to_paste(tmp_path):
    piece = chapter(
        "a",
        {"starring": ["Emma Stone"]},
        "Seen by Emma Thompson in Emma Street. John le Carré wrote *Emma Woodhouse*; Stone as Emma Bovary.\n"
        "John le Carré, once more, and “John Doe”. EMMA SHOUT. Emma Watson (Emma Stone) waves.",
    )
    book = book_of(tmp_path, piece)
    candidates = suggest_people(book, make_index(book, Problems()))
    assert [candidate.name for candidate in candidates] == ["Emma Thompson", "John le Carré"]
    assert candidates[1].line == (
        '[person."John le Carré"]  # 1 chapter; chapters/a.md:1:39: '
        "… Thompson in Emma Street. John le Carré wrote Emma Woodhouse; Stone …"
    )
    pasted = "\n".join(candidate.line for candidate in candidates)
    index = make_index(book_of(tmp_path, piece, people=pasted), problems := Problems())
    assert list(index.people) == ["Emma Stone", "Emma Thompson", "John le Carré"]
    assert list(problems) == []


def test_why_a_heading_should_be_checked():
    assert why_to_check("Helena Bonham Carter") == "three plain words"
    assert why_to_check("Emma Stone") == ""


# ---------------------------------------------------------------- properties

PEOPLE = ["Emma Stone", "Ben Affleck", "Casey Affleck", "Lars von Trier", "Joel Coen", "Ethan Coen", "Björk", "Cher"]
SENTENCES = ["Emma Stone sings.", "Stone is here.", "Affleck is not.", "The Coens laugh.", "Lars von Trier weeps.",
             "Von Trier weeps.", "Joel and Ethan Coen.", "[[Agnès Varda]] films.", "Björk, and Cher."]  # fmt: skip
CHAPTERS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(PEOPLE), max_size=4, unique=True), st.lists(st.sampled_from(SENTENCES), max_size=5)
    ),
    min_size=1,
    max_size=5,
)


def _pieces(chapters):
    return [
        chapter(f"film-{number}", {"starring": people}, " ".join(sentences), rank=number + 1)
        for number, (people, sentences) in enumerate(chapters)
    ]


@given(CHAPTERS)
def test_every_mention_is_reached_from_exactly_one_entry(tmp_path_factory, chapters):
    pieces = _pieces(chapters)
    index = make_index(book_of(tmp_path_factory.getbasetemp(), *pieces), Problems())
    own = {piece.anchor: {name.text for credit in piece.credits for name in credit.names} for piece in pieces}
    reach = {}
    for entry in index.entries:
        assert bool(entry.person) == bool(entry.locators) != bool(entry.see)
        for locator in entry.locators:
            reach.setdefault(entry.person, []).append(locator)
    for piece in pieces:
        for block in text_blocks(piece.blocks):
            mentions = index.mentions.get(block.id, ())
            for place, mention in enumerate(mentions):
                for person in (mention.person, *mention.others):
                    if person in own[piece.anchor]:
                        to = [locator for locator in reach[person] if locator.anchor == piece.anchor]
                        assert [locator.kind for locator in to] == ["credit"]
                        continue
                    anchors = [m.anchor for m in mentions if person in (m.person, *m.others) and m.anchor]
                    (locator,) = [locator for locator in reach[person] if locator.anchor in anchors]
                    order = [m.anchor for m in mentions]
                    assert order.index(locator.anchor) <= place <= order.index(locator.last)
    anchors = [mention.anchor for mentions in index.mentions.values() for mention in mentions if mention.anchor]
    assert len(anchors) == len(set(anchors))


@given(CHAPTERS, st.randoms(use_true_random=False))
def test_the_index_does_not_depend_on_the_order_of_credits(tmp_path_factory, chapters, chance):
    root = tmp_path_factory.getbasetemp()
    pieces = _pieces(chapters)
    shuffled = []
    for piece in pieces:
        credited = tuple(
            dataclasses.replace(c, names=tuple(chance.sample(c.names, len(c.names)))) for c in piece.credits
        )
        shuffled.append(dataclasses.replace(piece, credits=credited))
    one = make_index(book_of(root, *pieces), Problems())
    other = make_index(book_of(root, *shuffled), Problems())
    assert one.groups == other.groups
    assert one.people == other.people
    assert list(one.people) == list(other.people)


@given(CHAPTERS)
def test_entries_and_people_do_not_depend_on_reading_order(tmp_path_factory, chapters):
    root = tmp_path_factory.getbasetemp()
    pieces = _pieces(chapters)
    one = make_index(book_of(root, *pieces), Problems())
    other = make_index(book_of(root, *reversed(pieces)), Problems())
    assert [entry.heading for entry in one.entries] == [entry.heading for entry in other.entries]
    assert one.mentions == other.mentions
    for first, second in zip(one.entries, other.entries, strict=True):
        assert sorted(map(str, first.locators)) == sorted(map(str, second.locators))


@pytest.mark.parametrize("language", ["en", "sv", "de"])
def test_entries_stand_in_the_order_of_their_keys(tmp_path, language):
    piece = chapter("a", {"starring": [*PEOPLE, "Malin Åkerman", "Ang Lee", "Spike Lee", "Lee Chang-dong"]})
    entries = make_index(book_of(tmp_path, piece, language=language), Problems()).entries
    assert [entry.sort for entry in entries] == sorted(entry.sort for entry in entries)
