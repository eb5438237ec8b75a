"""Settings as the tests of parsing need them."""

from __future__ import annotations

from dataclasses import replace

from book.manuscript.parsing import ParsedChapter, parse_chapter
from book.manuscript.words import vocabulary_of
from book.model.book import Chapter
from book.model.prose import Block
from book.model.settings import Settings
from book.problems import Problem


def settings_in(language: str = "en-GB") -> Settings:
    """Return the settings of a book in a language that changes nothing."""
    words = vocabulary_of(language)
    return Settings(
        "A Shelf of Films",
        language,
        credits=words.credits,
        facts=words.facts,
        sidebars=words.sidebars,
        words=words.words,
    )


ENGLISH = settings_in()
HEADER = "---\nrank: 1\ntitle: Harbour Lights\n---\n"


def parsed(text: str, settings: Settings = ENGLISH) -> tuple[ParsedChapter, tuple[Problem, ...]]:
    """Return a chapter from its whole text."""
    return parse_chapter("chapters/harbour-lights.md", text, settings)


def chapter(body: str, language: str = "en-GB") -> Chapter:
    """Return a chapter from its text, which must be without problems."""
    item, problems = parsed(HEADER + body, settings_in(language))
    assert not problems, "\n".join(str(problem) for problem in problems)
    return item.chapter


def body_blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of a text that must be without problems."""
    return chapter(body).blocks


def complaints(text: str, settings: Settings = ENGLISH) -> list[str]:
    """Return what is wrong with a chapter, as code and message."""
    return [f"{problem.source.line} {problem.code}" for problem in parsed(text, settings)[1]]


def with_work(word: str) -> Settings:
    """Return settings for another kind of work."""
    return replace(ENGLISH, words={**ENGLISH.words, "work": word})
