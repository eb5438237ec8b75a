"""`import.toml`: what the import took the posts for, what it could not decide, and the writer's answers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from book.importing.series import NumberIs, Series, Unsure, evidence_of
from book.importing.vocabulary import Label, folded
from book.problems import Problems, Source
from book.sources import Folder, TomlFile, read_toml

PATH = "import.toml"
BLANK = "?"
_NUMBERS: tuple[NumberIs, ...] = ("rank", "index", "ignore")
_STATUSES = ("publish", "private", "future", "pending")
_POST_KEYS = {"rank": int, "title": str, "year": int, "skip": bool, "print": bool}


@dataclass(slots=True)
class Answers:
    """What the map says: which posts to take, what numbers and labels mean, and answers for single posts."""

    statuses: tuple[str, ...] = ("publish",)
    pages: bool = False
    numbers: dict[str, NumberIs] = field(default_factory=dict)
    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Label folded → (as written, what it opens)."""
    posts: dict[str, dict[str, Any]] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)
    """Pictogram → what to write instead."""


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the map for one post: its key, the value so far (BLANK where there is none), and why it is asked."""

    post: str
    key: str
    value: str | int | bool
    why: str
    about: str


def read_answers(folder: Folder, problems: Problems) -> Answers:
    """Return the map of a folder; without one, an empty map. What is wrong with it is in `problems`."""
    answers = Answers()
    if not folder.exists(PATH):
        return answers
    file = read_toml(folder, PATH, problems)
    if file is None:
        return answers
    _source(file, answers, problems)
    _numbers(file, answers, problems)
    _labels(file, answers, problems)
    _posts(file, answers, problems)
    _signs(file, answers, problems)
    for key in sorted(set(file.data) - {"source", "series", "labels", "posts", "signs"}):
        _wrong(file, (key,), "is no table of the map", "[source], [series], [labels], [posts] or [signs]", problems)
    return answers


def _table(file: TomlFile, key: str, problems: Problems) -> dict[str, Any]:
    value = file.data.get(key, {})
    if isinstance(value, dict):
        return value
    _wrong(file, (key,), "is a table", f"[{key}]", problems)
    return {}


def _wrong(file: TomlFile, keys: tuple[str | int, ...], what: str, hint: str, problems: Problems) -> None:
    problems.error(file.source(*keys), "import-map", f"`{keys[-1]}` {what}", hint)


def _source(file: TomlFile, answers: Answers, problems: Problems) -> None:
    table = _table(file, "source", problems)
    statuses = table.get("statuses", list(answers.statuses))
    if isinstance(statuses, list) and statuses and all(status in _STATUSES for status in statuses):
        answers.statuses = tuple(statuses)
    else:
        _wrong(file, ("source", "statuses"), f"is a list of {', '.join(_STATUSES)}", 'statuses = ["publish"]', problems)
    pages = table.get("pages", False)
    if isinstance(pages, bool):
        answers.pages = pages
    else:
        _wrong(file, ("source", "pages"), "is true or false", "pages = false", problems)


def _numbers(file: TomlFile, answers: Answers, problems: Problems) -> None:
    for name, table in _table(file, "series", problems).items():
        value = table.get("number") if isinstance(table, dict) else None
        if value in _NUMBERS:
            answers.numbers[name] = value
        else:
            _wrong(file, ("series", name), "says what its number is", 'number = "rank", "index" or "ignore"', problems)


def _labels(file: TomlFile, answers: Answers, problems: Problems) -> None:
    for words, value in _table(file, "labels", problems).items():
        if isinstance(value, str) and value and re.fullmatch(r"\?|[a-z][a-z0-9_]*(?: [a-z][a-z0-9_]*)?", value):
            answers.labels[folded(words)] = (words, value)
        else:
            hint = f'"{words}" = "text", or the key of a credit, fact or sidebar'
            _wrong(file, ("labels", words), "names what a label opens", hint, problems)


def _signs(file: TomlFile, answers: Answers, problems: Problems) -> None:
    for sign, value in _table(file, "signs", problems).items():
        if not isinstance(value, str) or "\n" in value:
            _wrong(file, ("signs", sign), "says what to write instead", f'"{sign}" = ""   # nothing', problems)
        elif value != BLANK:
            answers.signs[sign] = value


def _posts(file: TomlFile, answers: Answers, problems: Problems) -> None:
    for post, table in _table(file, "posts", problems).items():
        if not isinstance(table, dict):
            _wrong(file, ("posts", post), "is a table", f'[posts."{post}"]', problems)
            continue
        for key, value in table.items():
            kind = _POST_KEYS.get(key)
            if kind is None:
                hint = f"one of {', '.join(_POST_KEYS)}"
                _wrong(file, ("posts", post, key), "is not asked for posts", hint, problems)
            elif value == BLANK and isinstance(value, str):
                continue
            elif type(value) is not kind or (isinstance(value, int) and kind is int and not 0 < value < 100_000):
                example = {int: 12, str: '"Heat"', bool: "true"}[kind]
                _wrong(file, ("posts", post, key), "cannot be read", f"{key} = {example}", problems)
            else:
                answers.posts.setdefault(post, {})[key] = value


def with_answers(series: Series, answers: Answers, labels: Mapping[str, Label]) -> Series:
    """Return the series as the writer corrected it."""
    for name, number in answers.numbers.items():
        if name in series.shapes and series.shapes[name].number != number:
            series.shapes[name].number = number
            series.shapes[name].why = "as you said"
    kinds = {label.key: label for label in labels.values() if label.key}
    for key, (words, value) in answers.labels.items():
        if value != BLANK:
            series.unsure.pop(key, None)
        if value == "words":
            series.labels.pop(key, None)
            series.learned[key] = (words, Label("text", "words"))
        elif value == "text":
            series.labels[key] = Label("text", "")
            series.learned[key] = (words, Label("text", ""))
        elif value != BLANK:
            kind, _, name = value.partition(" ")
            label = Label(kind, name) if name and kind in ("credit", "fact") else kinds.get(value, Label("fact", value))  # type: ignore[arg-type]
            series.labels[key] = label
            series.learned[key] = (words, label)
    return series


def map_text(answers: Answers, series: Series, questions: Iterable[Question], signs: Mapping[str, int]) -> str:
    """Return the text of the map: what was learned with its evidence, and blanks where the writer must decide."""
    lines = [
        '# What `bookmake import` took your posts for. Change what is wrong, fill in what is blank ("?"),',
        "# and run the same command again: chapters you have not edited are written anew.",
        "",
        "[source]",
        f"statuses = {json.dumps(list(answers.statuses))}   # publish, private, future, pending; never drafts",
        f"pages = {'true' if answers.pages else 'false'}   # true: pages of the blog as well as posts",
    ]
    for name, shape in sorted(series.shapes.items()):
        lines += [
            "",
            f"[series.{_quoted(name)}]",
            f"# {_comment(evidence_of(shape))}",
            *(f"# such as: {_comment(example)}" for example in shape.examples),
            f'number = "{shape.number}"   # rank: the film\'s place; index: a diary or running number; ignore',
        ]
    if series.learned or series.unsure:
        lines += ["", "[labels]   # text: dropped, its words are kept; words: left as it stands; or a key"]
        lines += [f'{_quoted(words)} = "{_opens(label)}"' for _, (words, label) in sorted(series.learned.items())]
        lines += [_unsure_line(found) for found in series.unsure.values()]
    if signs:
        lines += ["", '[signs]   # no built-in face prints them: what to write instead, "" for nothing']
        for sign, count in sorted(signs.items(), key=lambda item: (-item[1], item[0])):
            times = "once" if count == 1 else f"{count:,} times"
            lines.append(f"{_quoted(sign)} = {_quoted(answers.signs.get(sign, BLANK))}   # {times}")
    lines += _post_lines(answers, questions)
    return "\n".join(lines) + "\n"


def _unsure_line(found: Unsure) -> str:
    guess = f"; did you mean {_quoted(found.meant)}?" if found.meant else ""
    times = "once" if found.count == 1 else f"{found.count:,} times"
    return f"{_quoted(found.words)} = {_quoted(BLANK)}   # {times}{guess}"


def _opens(label: Label) -> str:
    if label.kind == "text":
        return label.key or "text"
    return label.key


def _post_lines(answers: Answers, questions: Iterable[Question]) -> list[str]:
    asked: dict[str, list[Question]] = {}
    for question in questions:
        asked.setdefault(question.post, []).append(question)
    lines: list[str] = []
    for post in [*asked, *(post for post in answers.posts if post not in asked)]:
        given = dict(answers.posts.get(post, {}))
        lines += ["", f"[posts.{_quoted(post)}]"]
        if asked.get(post):
            lines.append(f"# {_comment(asked[post][0].about)}")
        for question in asked.get(post, []):
            value = given.pop(question.key, question.value)
            lines.append(f"{question.key} = {_value(value)}   # {_comment(question.why)}")
        lines += [f"{key} = {_value(value)}" for key, value in given.items()]
    return lines


def _value(value: str | int | bool) -> str:  # noqa: FBT001
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(words: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", words).split())


def map_source(post: str) -> Source:
    """Return the place of a post in the map, for reports."""
    return Source(f"{PATH} [posts.{_quoted(post)}]")
