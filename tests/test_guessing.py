"""Guesses at what a writer meant to type."""

from __future__ import annotations

from book.guessing import did_you_mean, nearest


def test_the_nearest_word_is_guessed_whatever_the_case() -> None:
    assert nearest("STARING", ["starring", "directed_by"]) == "starring"
    assert nearest("zebra", ["starring", "directed_by"]) == ""
    assert nearest("zebra", []) == nearest("", ["starring"]) == ""


def test_of_two_as_near_the_first_in_the_alphabet_is_guessed() -> None:
    assert nearest("bat", ["rat", "cat"]) == nearest("bat", ["cat", "rat"]) == "cat"


def test_a_part_of_a_title_is_near_only_where_parts_count() -> None:
    titles = ["Dr. Strangelove or: How I Learned to Stop Worrying", "Strange Days"]
    assert nearest("Dr. Strangelove", titles, least=80, parts=True) == titles[0]
    assert nearest("Dr. Strangelove", titles, least=80) == ""


def test_a_hint_is_the_line_to_type() -> None:
    assert did_you_mean("kpd", ["kdp", "ingram"], 'printers = ["{}"]') == 'did you mean `printers = ["kdp"]`?'
    assert did_you_mean("zebra", ["kdp", "ingram"]) == ""
