"""The built-in themes as a writer meets them, and the commands for a theme of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from book.model.settings import ThemeSettings
from book.problems import BookError, Problems
from book.theme import judge_theme, load_theme, start_theme, theme_description, theme_names, theme_options
from tests.end_to_end.books import bookmake

BUILT_IN = ("classic", "countdown", "large-print", "pocket")
SETTINGS = '[book]\ntitle = "Films"\n[theme]\nname = "{}"\n[editions.paperback]\nformat = "pdf"\n'


def write_theme(root: Path, name: str, **files: str) -> Path:
    folder = root / "themes" / name
    folder.mkdir(parents=True)
    for file, text in files.items():
        (folder / file.replace("_", ".")).write_text(text, encoding="utf-8")
    return root


def problems_of(root: Path, name: str) -> list[tuple[str, str, int]]:
    problems = Problems()
    theme = load_theme(root, ThemeSettings(name), problems)
    problems.extend(judge_theme(theme))
    return [(one.code, one.source.file, one.source.line) for one in problems]


def test_there_are_four_themes_each_with_a_sentence_and_help_for_every_option(tmp_path):
    assert theme_names() == BUILT_IN
    for name in BUILT_IN:
        assert theme_description(None, name).endswith(".")
        assert all(option.help for option in theme_options(tmp_path, name, Problems())), name


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("grey", [False, True])
def test_a_built_in_theme_loads_and_is_judged_without_a_word(tmp_path, name, grey):
    problems = Problems()
    theme = load_theme(tmp_path, ThemeSettings(name), problems, grey=grey)
    assert [*map(str, problems), *map(str, judge_theme(theme))] == []


def test_the_countdown_fits_films_to_spreads(tmp_path):
    theme = load_theme(tmp_path, ThemeSettings("countdown"), Problems())
    assert theme.fit is not None
    assert theme.fit.pages == 2
    assert len(set(theme.fit.rungs)) == len(theme.fit.rungs)
    assert (theme.parts, theme.lead, theme.without) == ("band", "first", {"checklist"})
    assert theme.starts["chapter"] == "verso"


def test_a_recoloured_theme_is_a_few_lines_and_changes_colours_alone(tmp_path):
    write_theme(tmp_path, "noir", theme_toml='extends = "countdown"\n[options.accent]\ndefault = "#5a2c8a"\n')
    plain = load_theme(tmp_path, ThemeSettings("countdown"), Problems())
    noir = load_theme(tmp_path, ThemeSettings("noir"), Problems())
    for form in ("book", "print", "epub", "cover"):
        before, after = getattr(plain.styles, form), getattr(noir.styles, form)
        assert after == before.replace("#127b84", "#5a2c8a"), form


@pytest.mark.parametrize(
    ("toml", "found"),
    [
        ("[fit]\npages = 2\n", ("fit", 3)),
        ('[fit]\npages = 0\nrungs = ["a"]\n', ("fit", 3)),
        ("[fit]\npages = 2\nrungs = []\n", ("fit", 4)),
        ('[fit]\npages = 2\nrungs = ["a<b"]\n', ("fit", 4)),
        ('[fit]\npages = 2\nrungs = ["a"]\nfull = "many"\n', ("fit", 5)),
        ('[fit]\npages = 2\nrungs = ["a"]\nopening = [2, 1]\n', ("fit", 5)),
        ('[fit]\npages = 2\nrungs = ["a"]\nrung = 1\n', ("unknown-key", 5)),
        ('parts = "leaf"\n', ("parts", 2)),
        ('lead = "last"\n', ("lead", 2)),
        ('without = "index"\n', ("without", 2)),
        ('without = ["preface"]\n', ("without", 2)),
    ],
)
def test_what_a_theme_says_wrongly_of_whole_books_is_said_with_its_line(tmp_path, toml, found):
    write_theme(tmp_path, "mine", theme_toml='extends = "classic"\n' + toml)
    code, line = found
    assert (code, "themes/mine/theme.toml", line) in problems_of(tmp_path, "mine")


def test_pale_words_are_found_and_words_on_a_dark_ground_are_not(tmp_path):
    pale = ".a { color: #999 }\n.b { color: #fff; background-color: #222 }\n.c { color: #222; background: #333 }\n"
    write_theme(tmp_path, "mine", theme_toml='extends = "classic"\n', print_css=pale)
    problems = judge_theme(load_theme(tmp_path, ThemeSettings("mine"), Problems()))
    assert [one.message.split(" {")[0] for one in problems if one.code == "contrast"] == [".a", ".c"]


def test_a_theme_is_begun_with_every_option_of_its_parent_and_nothing_is_overwritten(tmp_path):
    files = start_theme(tmp_path, "mine", "countdown")
    assert files[0] == "themes/mine/theme.toml"
    text = (tmp_path / files[0]).read_text("utf-8")
    assert all(f"# {option.name} = " in text for option in theme_options(tmp_path, "countdown", Problems()))
    assert problems_of(tmp_path, "mine") == []
    uncommented = text.replace("# plate =", "plate =").replace('"leader"', '"plain"')
    (tmp_path / files[0]).write_text(uncommented, "utf-8")
    assert load_theme(tmp_path, ThemeSettings("mine"), Problems()).options["plate"] == "plain"
    for name, parent, code in (
        ("mine", "classic", "not-empty"),
        ("../out", "classic", "theme-name"),
        ("other", "nothing", "unknown-theme"),
    ):
        with pytest.raises(BookError) as caught:
            start_theme(tmp_path, name, parent)
        assert caught.value.problems[0].code == code
    assert (tmp_path / files[0]).read_text("utf-8") == uncommented


def test_the_commands_as_a_user_types_them(tmp_path):
    (tmp_path / "book.toml").write_text(SETTINGS.format("mine"), "utf-8")
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters" / "one.md").write_text("---\nrank: 1\ntitle: One\n---\nWords.\n", "utf-8")
    assert "themes/mine/theme.toml" in bookmake("themes", "new", "mine", "--from", "pocket", cwd=tmp_path).out
    assert "nothing to mend" in bookmake("themes", "check", "mine", cwd=tmp_path).out
    shown = bookmake("themes", "show", "pocket", cwd=tmp_path).out
    assert "build/themes/pocket.pdf" in shown
    assert (tmp_path / "build" / "themes" / "pocket.pdf").read_bytes().startswith(b"%PDF")
    listed = json.loads(bookmake("themes", "--json", cwd=tmp_path).out)["themes"]
    assert [one["name"] for one in listed] == [*BUILT_IN[:3], "mine", "pocket"]
    (tmp_path / "themes" / "mine" / "chapter.xhtml.j2").write_text('<p id="{{ chapter.nothing }}"/>', "utf-8")
    run = bookmake("themes", "check", "mine", cwd=tmp_path, check=False)
    assert run.code == 1
    assert "themes/mine/chapter.xhtml.j2" in run.err
