"""Smart punctuation, language by language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.manuscript.typography import _STRAIGHT, _has_straight, smart, smart_run

from .manuscript.outline import inlines
from .manuscript.settings import chapter

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Hello," she said.', "“Hello,” she said."),
        ("'Hello,' she said.", "‘Hello,’ she said."),
        ("\"He said 'no' twice.\"", "“He said ‘no’ twice.”"),
        ("'He said \"no\".'", "‘He said “no”.’"),
        ("\"'No,' he said.\"", "“‘No,’ he said.”"),
        ("don't, it's, the '90s, '71, rock 'n' roll", "don’t, it’s, the ’90s, ’71, rock ’n’ roll"),
        ("get 'em, 'tis 'Twas 'cause", "get ’em, ’tis ’Twas ’cause"),
        ("the dogs' dinner and the dog's", "the dogs’ dinner and the dog’s"),
        ("'It's the dogs' dinner,' he said", "‘It’s the dogs’ dinner,’ he said"),
        ("O'Hara's", "O’Hara’s"),
        ("one -- two --- three", "one – two — three"),
        ("1931--1945", "1931–1945"),
        ("wait... what?", "wait… what?"),
        ("-----", "-----"),
        ("a-b", "a-b"),
        ('("quoted")', "(“quoted”)"),
        ('—"quoted"—', "—“quoted”—"),
        ('"I was--"', "“I was–”"),
        ('6\'2" tall, 5\' 10", a 35" screen', "6′2″ tall, 5′ 10″, a 35″ screen"),
        ("a 6' wall; the 90's, \"Catch-22\"", "a 6′ wall; the 90’s, “Catch-22”"),
        ("'Apollo 13' and \"of 1927\"", "‘Apollo 13’ and “of 1927”"),
        ("“already” ‘set’ it’s", "“already” ‘set’ it’s"),
        ("'", "’"),
        ("", ""),
        ('"One" and "two" and \'three\'', "“One” and “two” and ‘three’"),
        ('"A paragraph that is not closed', "“A paragraph that is not closed"),
        ("Is this 'right'?", "Is this ‘right’?"),
    ],
)
def test_english(typed: str, printed: str) -> None:
    assert smart(typed, "en-GB") == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en-US", "“Say ‘yes’ – it’s so!”"),
        ("de", "„Say ‚yes‘ – it’s so!“"),
        ("de-CH", "«Say ‹yes› – it’s so!»"),
        ("fr", f"«{NBSP}Say “yes” – it’s so!{NBSP}»"),
        ("es-MX", "«Say “yes” – it’s so!»"),
        ("it", "«Say “yes” – it’s so!»"),
        ("nl", "“Say ‘yes’ – it’s so!”"),
        ("sv-SE", "”Say ’yes’ – it’s so!”"),
        ("da", "»Say ›yes‹ – it’s so!«"),
        ("nb", "«Say ‘yes’ – it’s so!»"),
        ("pl", "„Say «yes» – it’s so!”"),
        ("ja", "“Say ‘yes’ – it’s so!”"),
        ("zh-Hant-TW", "“Say ‘yes’ – it’s so!”"),
    ],
)
def test_the_marks_of_a_language(language: str, printed: str) -> None:
    assert smart("\"Say 'yes' -- it's so!\"", language) == printed


def test_french_keeps_a_space_from_breaking_before_high_marks() -> None:
    assert smart("Quoi ? « Non » ; si !", "fr") == f"Quoi{NBSP}? «{NBSP}Non{NBSP}»{NBSP}; si{NBSP}!"
    assert smart("Quoi ?", "en") == "Quoi ?"


def test_dutch_words_that_begin_with_an_apostrophe() -> None:
    assert smart("'s avonds en 't huis", "nl") == "’s avonds en ’t huis"


def test_marks_see_their_neighbours_across_a_whole_block() -> None:
    assert smart_run(['"', "Heat", '" and ', None, "'s"], "en") == ["“", "Heat", "” and ", "", "’s"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"*Heat*" is *"Heat"*', "“<em>Heat</em>” is <em>“Heat”</em>"),
        ("*Heat*'s end", "<em>Heat</em>’s end"),
        ('`"code"` "`code`"', '<code>"code"</code> “<code>code</code>”'),
        ('He said "yes."[^1]\n\n[^1]: "So."', "He said “yes.”{note 1}"),
        ('"One\nline"', "“One line”"),
        (r"\"straight\" and \'so\' \-\- \.\.\.", "\"straight\" and 'so' -- ..."),
        ("&quot;kept&quot; &mdash;", '"kept" —'),
        ("<https://example.org/a--b>", "<a https://example.org/a--b>https://example.org/a--b</a>"),
        ("**\"Bold\"**, said 'he'", "<strong>“Bold”</strong>, said ‘he’"),
    ],
)
def test_a_block_is_one_text(typed: str, printed: str) -> None:
    assert inlines(chapter(typed + "\n").blocks[0].inlines) == printed  # type: ignore[union-attr]


@given(st.text(alphabet="a \"'-.;:!?»«\u00a0"))
def test_nothing_typed_is_overlooked(words):
    assert _has_straight(words) == bool(_STRAIGHT.search(words))
