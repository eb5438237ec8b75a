"""The small parts of the import: headings, names, quotations, labels, and Markdown that is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from book.importing.conservation import missing, plain_chapter, plain_html, plain_markdown
from book.importing.furniture import date_of_line, ends_post, is_file_name, why_furniture
from book.importing.headings import heading_of
from book.importing.labels import glued_caption, label_of
from book.importing.markdown import Places, markdown_of
from book.importing.people import names_of
from book.importing.post import Block
from book.importing.quotes import quotation_of
from book.importing.rich import Mark, Rich
from book.importing.vocabulary import known_labels
from book.manuscript.parsing import parse_chapter
from book.model.blog_talk import blog_talk
from book.model.prose import plain_text, text_blocks

from .manuscript.settings import ENGLISH

PLACES = Places(lambda _block: "", lambda _address: "")


@pytest.mark.parametrize(
    ("words", "number", "title", "year"),
    [
        ("Top 90 Films – #58 – Weir and Wood (2012)", 58, "Weir and Wood", 2012),
        ("Top 90 Films - #57 - Nine Doors (1999)", 57, "Nine Doors", 1999),
        ("Top 90: 56 – Kiln (1999)", 56, "Kiln", 1999),
        ("10. 2001: A Garden (1968)", 10, "2001: A Garden", 1968),
        ("#12 – Kite (Final Cut) (1982)", 12, "Kite (Final Cut)", 1982),
        ("#4. Heath", 4, "Heath", None),
        ("# 5 Heath", 5, "Heath", None),
        ("No.7 Heath", 7, "Heath", None),
        ("12: Heath", 12, "Heath", None),
        ("9) Heath -- a fine thing", 9, "Heath", None),
        ("9.) Heath", 9, "Heath", None),
        ("5. Heath - Ann Moor - 1995", 5, "Heath", 1995),
        ("6 – Heath – 1995", 6, "Heath", 1995),
        ("75. Heath (Ann Moor, 1972)", 75, "Heath", 1972),
        ("75. Heath (1972, Ann Moor)", 75, "Heath", 1972),
        ("73. Who's There? (Ann Moor, 1966) I knew at once.", 73, "Who's There?", 1966),
        ("#30. [REC] (2007)", 30, "[REC]", 2007),
        ("#8 – (500) Days (2009)", 8, "(500) Days", 2009),
        ("40. The Rings (2001, 2002, 2003)", 40, "The Rings", 2001),
        ("12 Angry Hens (1957)", None, "12 Angry Hens", 1957),
        ("1917 (2019)", None, "1917", 2019),
        ("2001: A Garden (1968)", None, "2001: A Garden", 1968),
        ("Top 90 Films: #20–#18", None, "Top 90 Films: #20–#18", None),
        ("Top 90 – #12 – The Orchard (TBC)", 12, "The Orchard", None),
        ("55. The Seventh (7th)", 55, "The Seventh (7th)", None),
        ("A list of one hundred", None, "A list of one hundred", None),
    ],
)
def test_headings(words: str, number: int | None, title: str, year: int | None) -> None:
    found = heading_of(words)
    assert (found.number, found.title, found.year) == (number, title, year)


def test_bare_numbers_count_only_where_they_are_known_to() -> None:
    assert heading_of("7Heath (1995)", bare=True).number == 7
    assert heading_of("007 Heath (Ann Moor) - 1995", bare=True).number == 7
    assert heading_of("7Heath (1995)").number is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ann Moor, Bo Fell and Cy Reed", ("Ann Moor", "Bo Fell", "Cy Reed")),
        ("Ann Moor & Bo Fell", ("Ann Moor", "Bo Fell")),
        ("J. P. Amad, George C. Reed, Jean-Luc Pont", ("J. P. Amad", "George C. Reed", "Jean-Luc Pont")),
        ("Bo Fell, Jr. and Åsa Lind", ("Bo Fell, Jr.", "Åsa Lind")),
        ("Etan & Joel Crane", ("Etan Crane", "Joel Crane")),
        ("Ann Moor (1), Bo Fell (12)", ("Ann Moor", "Bo Fell")),
        ("Ann Moor (as the Queen), Bo Fell.", ("Ann Moor", "Bo Fell")),
        ("Ann Moor\nBo Fell", ("Ann Moor", "Bo Fell")),
    ],
)
def test_names(line: str, names: tuple[str, ...]) -> None:
    assert names_of(line).names == names


@pytest.mark.parametrize(
    ("typed", "said", "by"),
    [
        ("‘It’s late. I’d go.’ – Ali", "It’s late. I’d go.", "Ali"),
        ("‘It’s late.’ – Ali’s father", "It’s late.", "Ali’s father"),
        ("“Go.” - Mae (Ann Moor)", "Go.", "Mae (Ann Moor)"),
        ('"Go."', "Go.", ""),
        ("Mae: “Go.”", "Go.", "Mae"),
        ("Go, and do not look back. – Mae", "Go, and do not look back.", "Mae"),
        ("“Go.”\n– Mae", "Go.", "Mae"),
        ("No marks at all", "No marks at all", ""),
        ("Mae: Go.\nBo: Where?", "Mae: Go.\nBo: Where?", ""),
    ],
)
def test_quotations(typed: str, said: str, by: str) -> None:
    found = quotation_of(Rich(typed))
    assert (found.text.words, found.speaker) == (said, by)


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("DIRECTED BY: Ann Moor", "directed_by", "Ann Moor"),
        ("Director – Ann Moor", "directed_by", "Ann Moor"),
        ("– Director: Ann Moor", "directed_by", "Ann Moor"),
        ("Dir. Ann Moor", "directed_by", "Ann Moor"),
        ("DIRECTED BYAnn Moor", "directed_by", "Ann Moor"),
        ("EARNED (Worldwide): $1", "earned", "$1"),
        ("Favorite Scene: the stairs", "favourite_scene", "the stairs"),
        ("FAVOURITE SCENE", "favourite_scene", ""),
        ("DID YOU KNOW?: It rained.", "did_you_know", "It rained."),
        ("Did you know? It rained.", "did_you_know", "It rained."),
        ("Trivia: It rained.", "did_you_know", "It rained."),
        ("And I Quote: “Go.”", "favourite_quote", "“Go.”"),
    ],
)
def test_labels(line: str, key: str, value: str) -> None:
    found = label_of(Rich(line), known_labels())
    assert found is not None
    assert (found.label.key, found.value.words) == (key, value)


@pytest.mark.parametrize(
    "line",
    [
        "Stars fell that night, and nobody looked up.",
        "The director leaves the room.",
        "By the time it ends, you will be cold.",
        "And this was written after. BUDGET: none.",
        "Music is what it lacks.",
        "Length matters here: it is too long.",
    ],
)
def test_sentences_are_no_labels(line: str) -> None:
    assert label_of(Rich(line), known_labels()) is None


def test_a_bold_label_needs_no_colon() -> None:
    line = Rich("Favourite Scene the stairs", (Mark(0, 15, "strong"),))
    found = label_of(line, known_labels())
    assert found is not None
    assert found.value.words == "the stairs"


def test_a_caption_glued_to_a_label_is_found() -> None:
    words = "Top 9 - WeirDIRECTED BY: Ann Moor"
    assert words[: glued_caption(words)] == "Top 9 - Weir"
    assert glued_caption("DIRECTED BY: Ann Moor") == 0


def test_furniture() -> None:
    below = ("Leave a Reply", "One thought on “Weir (1950)”", "3 thoughts on “Weir”", "No comments:", "Share this:")
    assert [line for line in below if not ends_post(line)] == []
    lines = (
        "Connecting to %s",
        "%d bloggers like this:",
        "Up ↑",
        "Next: #356.",
        "Part 1Part 2 – Part 3",
        "Weir Trailer:",
    )
    assert [line for line in lines if not why_furniture(line)] == []
    kept = ("Next came the rain.", "Part of me left.", "We like this.", "Comments on the weather made him rich.")
    assert [line for line in kept if ends_post(line) or why_furniture(line)] == []
    assert is_file_name("Screen Shot 2016-05-12 at 9.11.27 AM")
    assert is_file_name("weir-poster.jpg")
    assert not is_file_name("A weir in winter")
    assert date_of_line("Monday 28 November 2011") == "2011-11-28"
    assert date_of_line("May 3rd, 2016") == "2016-05-03"
    assert date_of_line("31 February 2016") == ""


def test_commands_of_a_blog_are_no_words() -> None:
    said = '[gallery ids="1,2"] and [/caption] and [youtube https://y.be/x]; not [sic], [REC] or [my video]'
    found = [words for words, why in blog_talk(said) if "command" in why]
    assert found == ['[gallery ids="1,2"]', "[/caption]", "[youtube https://y.be/x]"]


def test_blog_talk() -> None:
    said = [
        words
        for words, _ in blog_talk("Watch the trailer below. Let me know in the comments. My number 40! Click here.")
    ]
    assert said == ["trailer below", "Let me know in the", "Click here", "My number 40"]
    innocent = (
        "The street below is wet. He comments on nothing. She clicks her tongue. The post arrives. "
        "My number one fear. In the next scene a trailer burns. A video tape. He posts a letter. This posture hurts."
    )
    assert list(blog_talk(innocent)) == []


def test_a_caption_is_no_alternative_text_and_no_break_follows_a_poster() -> None:
    places = Places(lambda _block: "images/a.jpg", lambda _address: "")
    poster = Block("picture", Rich("The lamp, lit"), address="a", alt="The lamp, lit.")
    text = markdown_of([poster, Block("rule"), Block("paragraph", Rich("Words.")), Block("rule"), poster], places)
    shown = '![](<images/a.jpg> "The lamp, lit")'
    assert text == f"{shown}\n\nWords.\n\n***\n\n{shown}\n"


def test_lost_words_are_seen() -> None:
    assert not missing("one two two", "two one two three")
    assert missing("one two two", "two one") == {"two": 1}
    assert not missing("un<em>believ</em>able", plain_html("un<em>believ</em>able") + " un<em>believ</em>able")
    assert plain_html('<p title="a > b">one<br>two</p>').split() == ["one", "two"]
    assert plain_markdown("un*believ*able \\*x\\* [w](<http://a>)").split() == ["unbelievable", "*x*", "[w])"]


def test_words_that_a_tag_parts_or_joins_are_not_lost() -> None:
    assert not missing("quoteMe one", "quote Me one")
    assert not missing("quote Me one", "quoteMe one")
    assert missing("quoteMe", "quote") == {"quoteme": 1}
    assert missing("haha", "ha") == {"haha": 1}


def test_a_header_and_code_are_no_markdown() -> None:
    text = (
        "---\nrating: [l](http://x.example) *3*\n---\n\n*one* [two](<http://y.example>)\n\n    [z](http://z.example)\n"
    )
    plain = plain_chapter(text)
    assert "http://x.example" in plain
    assert "*3*" in plain
    assert "y.example" not in plain
    assert "z.example" in plain


# ---------------------------------------------------------------- Markdown there and back

PLAIN = st.text(st.sampled_from("abc éß ,.;:!?()[]{}<>*_`#+-=|~\\/&\"'’“”0123456789\n—–$%^@"), min_size=1, max_size=60)


def _settled(words: str) -> str:
    return "".join("\n".join(" ".join(line.split()) for line in words.split("\n") if line.strip()).split())


def _straight(words: str) -> str:
    table = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "′": "'", "″": '"'})
    return words.translate(table).replace("---", "-").replace("--", "-").replace("-", "")


@settings(max_examples=150, deadline=None)
@given(st.lists(PLAIN, min_size=1, max_size=4), st.data())
def test_any_words_are_read_back_as_they_were(texts: list[str], data: st.DataObject) -> None:
    blocks = []
    for text in texts:
        kinds = st.sampled_from(["strong", "emphasis", "strike", "link"])
        spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)), kinds)
        found = data.draw(st.lists(spans, max_size=3))
        marks = tuple(Mark(min(a, b), max(a, b), kind, "https://a.example/x") for a, b, kind in found if a != b)  # type: ignore[arg-type]
        rich = Rich(text, marks).stripped()
        if rich:
            kind = data.draw(st.sampled_from(["paragraph", "quote", "list"]))
            inner = Block("paragraph", rich)
            if kind == "quote":
                blocks.append(Block("quote", inside=(inner,)))
            elif kind == "list":
                blocks.append(Block("list", level=1, inside=(Block("item", inside=(inner,)),)))
            else:
                blocks.append(inner)
    text = "---\nrank: 1\ntitle: T\n---\n\n" + markdown_of(blocks, PLACES)
    parsed, problems = parse_chapter("chapters/t.md", text, ENGLISH)
    wanted = "".join(_settled(b.text.words if b.kind == "paragraph" else _inner(b)) for b in blocks)
    read = "".join(_settled(plain_text(block.inlines)) for block in text_blocks(parsed.chapter.blocks))
    assert _straight(read) == _straight(wanted), text
    assert [p for p in problems if p.severity == "error"] == [], text


def _inner(block: Block) -> str:
    return block.inside[0].text.words if block.kind == "quote" else block.inside[0].inside[0].text.words
