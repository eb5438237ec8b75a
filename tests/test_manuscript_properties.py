"""What holds for any text: no exceptions, no lost words, true lines, unique ids."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.manuscript.comments import uncomment
from book.manuscript.header import read_header
from book.manuscript.ranking_file import read_lines, text_of
from book.manuscript.typography import smart, smart_run
from book.model.prose import Block, CodeBlock, Heading, Paragraph, Table, blocks_within, plain_text, text_blocks
from book.problems import Problems

from .manuscript.settings import HEADER, parsed

MARKS = [
    "[[", "]]", "[^1]", "[^1]: ", "[film: ", "|", "> ", "- ", "1. ", "## ", "# ", "***", "---", "\n", "\n\n", "    ",
    "`", "```\n", "<!--", "-->", "<em>", "</em>", "<p>", "</p>", "<br/>", "<script>", "![", "](x.png)",
    '{credit="', '"}',
    "*", "**", "_", "~~", "\\", "&amp;", "&#12;", "&", "'", '"', "--", "...", "| a |\n|---|\n", "\t", "\u2028",
    "\u00a0", "é", "𝒳", "\ufeff", "---\nrank: 1\ntitle: T\n---\n", "title: ", "starring: [", ": ", "\x0c", "\x00",
    "[x]: y\n", "===\n",
]  # fmt: skip
anything = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=4)), max_size=40).map("".join)


@given(anything)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_a_chapter_or_problems(text: str) -> None:
    for whole in (text, HEADER + text):
        item, problems = parsed(whole)
        for problem in problems:
            assert problem.source.file
            assert problem.message
            assert 1 <= problem.source.line <= whole.count("\n") + 2
            assert "\n" not in str(problem.message)
        ids = [*every_id(item.chapter.blocks), *(i for note in item.chapter.notes for i in every_id(note.blocks))]
        ids += [note.id for note in item.chapter.notes]
        assert len(ids) == len(set(ids))
        for block in blocks_within(item.chapter.blocks):
            assert 1 <= block.source.line <= whole.count("\n") + 1


def every_id(blocks: Iterable[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks_within(blocks):
        found.append(block.id)
        if isinstance(block, Table):
            found += [cell.id for row in (block.head, *block.rows) for cell in row]
    return found


# ---------------------------------------------------------------- texts of numbered words

word = st.just("W")
phrase = st.lists(
    st.sampled_from(
        ["W", "W W", "*W*", "**W W**", "`W`", '"W W"', "'W'", "W\nW", "[W](https://example.org)", "~~W~~", "<em>W</em>",
         "[[W]]", "[[Name|W]]", "W--W", "W<!-- c -->", "<sub>W</sub>", "W  \nW", "W\\\nW", "_W *W*_"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip
line = phrase.map(lambda words: words.replace("\\\n", " ").replace("\n", " "))


def nested(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.lists(inside, min_size=1, max_size=3).map("\n\n".join)
    quote = blocks.map(lambda text: "\n".join(f"> {row}" for row in text.split("\n")))
    item = blocks.map(lambda text: "- " + text.replace("\n", "\n  "))
    numbered = blocks.map(lambda text: "7. " + text.replace("\n", "\n   "))
    return st.one_of(quote, item, numbered, st.tuples(item, item).map("\n".join))


simple = st.one_of(
    phrase,
    line.map(lambda words: f"## {words}"),
    line.map(lambda words: f"{words}\n---"),
    st.just("***"),
    st.just("    W W\n    W"),
    st.just("```\nW\n\nW\n```"),
    st.just("<!-- never\n\nprinted -->\nW"),
    st.tuples(line, line).map(
        lambda cells: (
            f"| {cells[0].replace('|', chr(92) + '|')} | W |\n|---|:-:|\n| W | {cells[1].replace('|', chr(92) + '|')} |"
        )
    ),
    st.just("<p>W <em>W</em>\nW</p>"),
    st.just("<ul><li>W</li>\n<li><p>W</p><p>W</p></li></ul>"),
    st.just("<blockquote>W <p>W</p> W</blockquote>"),
)
document = st.lists(st.recursive(simple, nested, max_leaves=4), min_size=1, max_size=6).map("\n\n".join)


def numbered_words(text: str) -> str:
    """Replace every W by a word of its own."""
    count = iter(range(1, 10_000))
    return re.sub(r"\bW\b", lambda _match: f"w{next(count)}w", text)


def words_in(text: str) -> list[str]:
    return re.findall(r"w[0-9]+w", text)


def words_of(blocks: Iterable[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks_within(blocks):
        match block:
            case CodeBlock():
                found += words_in(block.text)
            case Table():
                found += [w for row in (block.head, *block.rows) for c in row for w in words_in(plain_text(c.inlines))]
            case Paragraph() | Heading():
                found += words_in(plain_text(block.inlines))
    return found


@given(document)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_all_words_reach_the_book_in_order(text: str) -> None:
    source = numbered_words(text)
    item, problems = parsed(HEADER + source + "\n")
    assert not [str(problem) for problem in problems if problem.severity == "error"], source
    assert words_of(item.chapter.blocks) == words_in(re.sub(r"<!--.*?-->", "", source, flags=re.S))


@given(document)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_source_lines_are_true(text: str) -> None:
    source = HEADER + numbered_words(text) + "\n"
    item, _ = parsed(source)
    where = {w: number for number, row in enumerate(source.split("\n"), start=1) for w in words_in(row)}
    for block in text_blocks(item.chapter.blocks):
        if words := words_in(plain_text(block.inlines)):
            assert block.source.line == where[words[0]], f"{words[0]}\n{source}"


@given(
    st.lists(st.sampled_from(["word", " ", '"', "'", "--", "---", "...", "'s", "'71", "(", ")", "—", "\ufffc", "“"]))
)
def test_smart_punctuation_changes_only_marks(parts: list[str]) -> None:
    whole = "".join(parts)
    made = smart_run(parts, "en")
    assert "".join(made) == smart(whole, "en")
    kept = re.compile(r"[a-z0-9()\s\ufffc]")
    assert kept.findall("".join(made)) == kept.findall(whole)
    assert '"' not in "".join(made)
    assert "'" not in "".join(made)
    assert smart("".join(made), "en") == "".join(made)


@given(st.text(alphabet="ab<!->`\n \\", max_size=60), st.integers(1, 9))
def test_comments_keep_lines(text: str, first: int) -> None:
    found = uncomment(text, first)
    assert len(found.text.split("\n")) == len(found.lines) or not found.text
    assert list(found.lines) == sorted(set(found.lines))
    assert found.lines[-1] <= first + text.count("\n")


@given(anything)
def test_any_header_is_read(text: str) -> None:
    problems = Problems()
    header = read_header("a.md", f"---\n{text}\n---\n", problems, required=True)
    assert header.present
    assert all(key == key.strip() for key in header.entries)


ranks = st.lists(st.tuples(st.integers(0, 3), st.from_regex(r"[a-z]{1,8}", fullmatch=True)), min_size=1, max_size=12)


@given(ranks)
def test_a_ranking_reads_back_as_it_was_written(steps: list[tuple[int, str]]) -> None:
    rank, entries = 1, []
    for step, name in steps:
        rank += step
        entries.append((rank, name, "# a comment"))
    lines = read_lines(text_of(entries))
    assert [(line.rank, line.name, line.comment) for line in lines] == entries


@pytest.mark.parametrize("text", ["", "\n", "---", "---\n", "---\n---", "---\n---\n", "\ufeff---\n", "- - -\n---\n---"])
def test_hardly_any_text(text: str) -> None:
    item, problems = parsed(text)
    assert item.chapter.title
    assert problems
