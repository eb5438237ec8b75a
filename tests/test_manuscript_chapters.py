"""Chapters: blocks, inlines, lines, sidebars and notes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from book.manuscript.comments import uncomment
from book.model.prose import Figure, Listing, Paragraph, Quote, Sidebar, plain_text

from .conftest import Golden
from .manuscript.outline import blocks, inlines, outline
from .manuscript.settings import ENGLISH, HEADER, body_blocks, chapter, complaints, parsed, with_work

HERE = Path(__file__).parent / "manuscript"


def test_a_chapter_with_everything(golden: Golden) -> None:
    item, problems = parsed((HERE / "everything.md").read_text(encoding="utf-8"))
    assert not [str(problem) for problem in problems]
    golden(outline(item.chapter), HERE / "everything.txt")


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("title: 2001: A Space Odyssey", "2001: A Space Odyssey"),
        ("title: '71", "’71"),
        ("title: [REC]", "[REC]"),
        ("title: #Alive", "#Alive"),
        ("title: No", "No"),
        ("title: 2:37", "2:37"),
        ("title: 1917", "1917"),
        ("title: null", "null"),
        ("title: 2012-12-21", "2012-12-21"),
        ('title: "Quoted: yes"', "Quoted: yes"),
        ("title: 'Quoted: yes'", "Quoted: yes"),
        ('title: "Crocodile" Dundee', "“Crocodile” Dundee"),
        ('title: "One" or "Two"', "“One” or “Two”"),
        ("title: *batteries not included", "*batteries not included"),
        ("title: & Sons", "& Sons"),
        ("title: {proof}", "{proof}"),
        ("title: % done | or > not", "% done | or > not"),
        ("title: - and so on -", "- and so on -"),
        ("title: Words # no comment", "Words # no comment"),
        ("Title: Words", "Words"),
        ("title:\n  Words on\n  two lines", "Words on two lines"),
        ("title: >\n  Words on\n  two lines", "Words on two lines"),
    ],
)
def test_titles_are_text_as_it_stands(header: str, title: str) -> None:
    item, problems = parsed(f"---\nrank: 1\n{header}\n---\nWords.\n")
    assert not problems
    assert item.chapter.title == title


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Ann O'Hara", ["Ann O'Hara"]),
        ("Ann O'Hara, Bo Writer", ["Ann O'Hara", "Bo Writer"]),
        ("Robert Downey, Jr.", ["Robert Downey, Jr."]),
        ("Robert Downey, Jr., Bo Writer", ["Robert Downey, Jr.", "Bo Writer"]),
        ('"Vane, Hugo"', ["Vane, Hugo"]),
        ("[Ann O'Hara, Bo Writer]", ["Ann O'Hara", "Bo Writer"]),
        ('[Ann, "Vane, Hugo", Bo]', ["Ann", "Vane, Hugo", "Bo"]),
        ("['Vane, Hugo', Bo]", ["Vane, Hugo", "Bo"]),
        ('["Weird" Al Y., Bo]', ['"Weird" Al Y.', "Bo"]),
        (
            "[Null, No, 50 Cent, 1917, Mc: Foo, #Alive, @x, &y, *z]",
            ["Null", "No", "50 Cent", "1917", "Mc: Foo", "#Alive", "@x", "&y", "*z"],
        ),
        ("['71, '72]", ["'71", "'72"]),
        ("[Ann,\n  Bo,\n\n  Cy]", ["Ann", "Bo", "Cy"]),
        ("\n- Ann\n- Vane, Hugo", ["Ann", "Vane, Hugo"]),
        ("\n  - Ann\n  - 'Vane, Hugo'", ["Ann", "Vane, Hugo"]),
        ("[]", []),
        ("", []),
        ("[,Ann,,]", ["Ann"]),
    ],
)
def test_lists_of_names(written: str, names: list[str]) -> None:
    item, problems = parsed(f"---\nrank: 1\ntitle: T\nstarring: {written}\n---\nWords.\n")
    assert not problems
    assert [name.text for credit in item.chapter.credits for name in credit.names] == names


def test_names_are_kept_as_credited_and_printed_with_marks() -> None:
    item, _ = parsed("---\nrank: 1\ntitle: T\nstarring: Ann O'Hara\n---\nWords.\n")
    name = item.chapter.credits[0].names[0]
    assert (name.text, name.words, str(name.source)) == ("Ann O'Hara", "Ann O’Hara", "chapters/harbour-lights.md:4:11")


def test_private_notes_and_drafts_are_not_printed() -> None:
    item, problems = parsed("---\nrank: 1\ntitle: T\nnotes: ask [[her\n---\nWords.\n")
    assert not problems
    assert "ask" not in outline(item.chapter)
    item, problems = parsed("---\ndraft: yes\nnonsense\n---\n[[ <script>\n")
    assert item.draft
    assert not problems


def test_the_header_picture_is_a_path_or_a_whole_picture() -> None:
    item, problems = parsed(
        '---\nrank: 1\ntitle: T\nimage: ![A lamp](images/lamp.png "Lit"){credit="Bo"}\n---\nWords.\n'
    )
    assert not problems
    assert item.chapter.image
    assert (item.chapter.image.path, item.chapter.image.alt, item.chapter.image.credit) == (
        "chapters/images/lamp.png",
        "A lamp",
        "Bo",
    )
    item, problems = parsed("---\nrank: 1\ntitle: T\nimage: images/two lamps.png\n---\nWords.\n")
    assert item.chapter.image
    assert item.chapter.image.path == "chapters/images/two lamps.png"
    assert [problem.code for problem in problems] == ["no-alternative-text"]


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("## Favourite scene", "favourite_scene"),
        ("## favorite SCENE:", "favourite_scene"),
        ("##   Favourite   scene ##", "favourite_scene"),
        ("## *Favourite scene*", "favourite_scene"),
        ("Favourite scene\n---", "favourite_scene"),
        ("## Did you know", "did_you_know"),
        ("## Did You Know??!", "did_you_know"),
        ("## The scene", ""),
    ],
)
def test_labels_open_sidebars(heading: str, key: str) -> None:
    found = [block.key for block in body_blocks(f"{heading}\n\nWords.\n") if isinstance(block, Sidebar)]
    assert found == ([key] if key else [])


def test_a_sidebar_ends_at_the_next_heading_of_its_level() -> None:
    label = "## Favourite scene"
    body = f"Review.\n\n{label}\n\nOne.\n\n### Inside\n\nTwo.\n\n## A heading\n\nThree.\n\n{label}\n\nFour.\n"
    assert [line.partition(": ")[2] for line in blocks(body_blocks(body))] == [
        "paragraph Review.",
        "sidebar favourite_scene “Favourite scene”",
        "paragraph One.",
        "heading 3 Inside",
        "paragraph Two.",
        "heading 2 A heading",
        "paragraph Three.",
        "sidebar favourite_scene “Favourite scene”",
        "paragraph Four.",
    ]


@pytest.mark.parametrize(
    ("body", "said", "by"),
    [
        ("> Words.\n>\n> — Ali\n", ["Words."], "Ali"),
        ("> Words.\n> — Ali\n", ["Words."], "Ali"),
        ("> Words.\\\n> -- *Ali*, later\n", ["Words."], "<em>Ali</em>, later"),
        ("> One.\n>\n> Two.\n>\n> --- Ali\n", ["One.", "Two."], "Ali"),
        ("> — Are you there?\n>\n> — No.\n", ["— Are you there?", "— No."], ""),
        ("> — Are you there?\n> — No.\n", ["— Are you there?<br/>— No."], ""),
        ("> — Only a dash\n", ["— Only a dash"], ""),
        ("> Words -- and more\n", ["Words – and more"], ""),
    ],
)
def test_who_said_it(body: str, said: list[str], by: str) -> None:
    (quote,) = body_blocks(body)
    assert isinstance(quote, Quote)
    assert [inlines(block.inlines) for block in quote.blocks if isinstance(block, Paragraph)] == said
    assert (inlines(quote.attribution.inlines) if quote.attribution else "") == by


def test_a_heading_ends_a_quotation_without_an_empty_line() -> None:
    found = body_blocks("## Favourite quote\n> Words.\n## Did you know?\nYes.\n")
    assert [type(block) for block in found] == [Sidebar, Sidebar]


def test_blocks_that_interrupt_a_quotation_keep_their_order() -> None:
    lines = blocks(body_blocks("> one\n- two\n> three\n***\nfour\n"))
    assert [line.strip().partition(": ")[2] for line in lines if "paragraph" in line] == [
        "paragraph one",
        "paragraph (tight) two",
        "paragraph three",
        "paragraph four",
    ]


def test_several_pictures_in_a_paragraph_are_several_figures() -> None:
    found = body_blocks('![One](a.png)\n![Two](b.png "Caption")\n')
    assert [type(block) for block in found] == [Figure, Figure]
    assert found[1].caption
    assert len({block.id for block in found} | {found[1].caption.id}) == 3


def test_notes_are_numbered_by_their_calls_and_printed_at_each() -> None:
    made = chapter("One[^b], two[^a], one again[^b].\n\n[^a]: A.\n[^b]: B\nlazily.\n")
    assert inlines(made.blocks[0].inlines) == "One{note 1}, two{note 2}, one again{note 3}."
    assert [plain_text(note.blocks[0].inlines) for note in made.notes] == ["B lazily.", "A.", "B lazily."]
    assert len({note.blocks[0].id for note in made.notes}) == 3


@pytest.mark.parametrize("where", ["> Words.[^1]\n>\n> [^1]: A note.\n", "- Words.[^1]\n\n  [^1]: A note.\n"])
def test_notes_may_stand_in_quotations_and_lists(where: str) -> None:
    assert [plain_text(note.blocks[0].inlines) for note in chapter(where).notes] == ["A note."]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[[Ann]]", "{person Ann|Ann}"),
        ("[[ Ann  O'Hara | O'Hara ]]", "{person Ann O'Hara|O’Hara}"),
        ("[[film: Salt]]", "{work Salt|}"),
        ("[[Film:Salt (1922)|that]]", "{work Salt (1922)|that}"),
        ("[[film: 2001: A Walk]]", "{work 2001: A Walk|}"),
        ("[[film: 247]]", "{work 247|}"),
        ("[[film: [REC]]]", "{work [REC]|}"),
        ("*[[Ann]]*", "<em>{person Ann|Ann}</em>"),
        ("`[[Ann]]`", "<code>[[Ann]]</code>"),
        ("\\[[Ann]]", "[[Ann]]"),
        ("\\[\\[Ann\\]\\]", "[[Ann]]"),
        ("[[Ann]](example.org)", "{person Ann|Ann}(example.org)"),
        ("[a [b] c](https://example.org)", "<a https://example.org>a [b] c</a>"),
        ("[x] and [^ y]", "[x] and [^ y]"),
        ('"[[Ann]]\'s"', "“{person Ann|Ann}’s”"),
        ("a < b > c & d <3", "a < b > c & d <3"),
        ("~~gone~~ H<sub>2</sub>O <cite>Salt</cite>", "<del>gone</del> H<sub>2</sub>O <cite>Salt</cite>"),
        ("<i>a <b>b</b></i>", "<em>a <strong>b</strong></em>"),
        ('<a href="https://example.org/?a&amp;b">x</a>', "<a https://example.org/?a&b>x</a>"),
        ('<img src="a.png" alt="A &amp; B"/>!', "[chapters/a.png@5:11, “A & B”]!"),
        ("x<br/>y  \nz", "x<br/>y<br/>z"),
        ("me <ann@example.org>", "me <a mailto:ann@example.org>ann@example.org</a>"),
    ],
)
def test_inlines(written: str, read: str) -> None:
    made = chapter(written + "\n").blocks[0]
    assert isinstance(made, Paragraph)
    assert inlines(made.inlines) == read


def test_the_word_of_a_reference_is_that_of_the_settings() -> None:
    text = HEADER + "[[album: Blue]] and [[film: Blue]]\n"
    item, problems = parsed(text, with_work("album"))
    assert not problems
    assert isinstance(item.chapter.blocks[0], Paragraph)
    assert inlines(item.chapter.blocks[0].inlines) == "{work Blue|} and {work Blue|}"
    assert complaints(text, ENGLISH) == ["5 reference"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("[^1]: A note\n\n    <!-- x -->that goes on\n", False),
        ("- an item\n\n    <!-- x -->that goes on\n", False),
        ("- an item\n\n        <!-- code in it -->\n", True),
        ("1. one\n   - two\n\n     - three\n\n       <!-- x -->goes on\n", False),
        ("- - - deep\n\n      <!-- x -->goes on\n", False),
        ("- 1. ```\n     code\n     ```\n\n     <!-- x -->goes on\n", False),
        ("- item\n\nWords.\n\n    <!-- code -->\n", True),
        ("Words.\n\n    <!-- code -->\n", True),
        ("> ```\n> code\n\nWords <!-- after the quotation --> go on.\n", False),
        ("- ```\n  code\n\nWords <!-- after the list --> go on.\n", False),
        ("- item\n\n  ```\n  code <!-- in code -->\n", True),
        ("```\n> <!-- in code -->\n", True),
        ("> ```\n> <!-- in code -->\n", True),
    ],
)
def test_comments_in_notes_lists_and_code(text: str, kept: bool) -> None:  # noqa: FBT001
    assert ("<!--" in uncomment(text, 1).text) == kept


def test_a_comment_is_as_if_it_had_never_been() -> None:
    body = "One <!-- a\n\nb --> two\n<!-- whole line -->\nthree `<!-- code -->` four\n\n```\n<!-- kept -->\n```\n"
    assert [line.partition(": ")[2] for line in blocks(body_blocks(body))] == [
        "paragraph One  two three <code><!-- code --></code> four",
        "codeblock '<!-- kept -->'",
    ]
    assert [block.source.line for block in body_blocks(body)] == [5, 11]


def test_deep_nesting_is_a_problem_and_no_traceback() -> None:
    for deep in (">" * 3000 + " x", "- " * 3000 + "x", "> - " * 1000 + "x"):
        assert "too-deep" in " ".join(complaints(HEADER + deep + "\n"))
    for raw in ("<em>" * 3000 + "x" + "</em>" * 3000, "<blockquote>" * 3000 + "x" + "</blockquote>" * 3000):
        assert complaints(HEADER + raw + "\n")
    for odd in ("[" * 3000, "![" * 3000, "*" * 3001 + "x", "[[" * 3000, "`" * 3000, "<" * 3000, "&" * 3000):
        assert parsed(HEADER + odd + "\n")[0].whole


def test_a_chapter_goes_through_a_worker_process_unchanged() -> None:
    made = parsed((HERE / "everything.md").read_text(encoding="utf-8"))
    assert pickle.loads(pickle.dumps(made)) == made


def test_lists_remember_where_they_start() -> None:
    (listing,) = body_blocks("7) seven\n8) eight\n")
    assert isinstance(listing, Listing)
    assert (listing.ordered, listing.start, len(listing.items)) == (True, 7, 2)


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("| a | b |\n|---|---|\n| [[Ann|A]] | c |\n", ["6 broken-table"]),
        ("A <b>x</b> <i>y\n\nz</i>\n", ["5 raw-html", "7 raw-html"]),
        ("<p>x</p\n\n<p>y\n", ["5 raw-html", "7 raw-html"]),
        ("<svg onload=x></svg>\n", ["5 raw-html"]),
        ("<SCRIPT>x</SCRIPT>\n", ["5 script"]),
        ('A <a href="javascript:x()">b</a>\n', ["5 link"]),
        ('<p>A <img src="a.png" alt="b" onerror="x()"/></p>\n', ["5 raw-html"]),
        ("<ul>words<li>x</li></ul>\n", ["5 raw-html"]),
        ("<table><tr><td>a</td></tr><tr></tr></table>\n", ["5 broken-table"]),
        ("# One\n## Two\n", ["5 heading-level"]),
        ("##\n", ["5 empty-heading"]),
        ("### Favourite scene\n", ["5 sidebar-label"]),
        ("**Favourite scene:**\n\nThe stairs.\n", ["5 sidebar-label"]),
        ("Words. <!-- one\n\n> <!-- two\n", ["5 open-comment"]),
        ("[x]: https://example.org\n\nA [link][x] and [no][y].\n", []),
    ],
)
def test_what_has_no_place_in_a_book(body: str, codes: list[str]) -> None:
    assert complaints(HEADER + body) == codes


def test_a_picture_on_a_line_of_its_own_parts_a_paragraph() -> None:
    found = body_blocks(
        'Before,\nstill.\n![A lake](a.png "The lake"){credit="B. Still"}\nAfter.\n\nIn ![a lamp](b.png) words.\n'
    )
    assert [type(block).__name__ for block in found] == ["Paragraph", "Figure", "Paragraph", "Paragraph"]
    assert [block.source.line for block in found] == [5, 7, 8, 10]
    figure = found[1]
    assert isinstance(figure, Figure)
    assert figure.caption is not None
    assert (plain_text(figure.caption.inlines), figure.image.credit) == ("The lake", "B. Still")


@pytest.mark.parametrize(
    "text", ['In ![a lamp](b.png "Lamp") words.', '## A ![lamp](b.png "Lamp")', '- in *![a](b.png "c")* it']
)
def test_a_caption_between_words_is_a_problem(text: str) -> None:
    assert "5 inline-caption" in " ".join(complaints(f"{HEADER}{text}\n"))


def test_a_word_without_end_is_a_problem() -> None:
    assert complaints(f"{HEADER}Words and {'QmFzZTY0' * 200}.\n") == ["5 long-word"]
    assert complaints(f"{HEADER}{'word ' * 500}{'映画' * 900}\n") == []
