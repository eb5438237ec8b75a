"""Themes: inheritance, options, styles, faces; every mistake of a theme's author at its file and line."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import font_source_sans_pro
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from book.model.settings import ThemeSettings
from book.model.theme import Theme
from book.problems import BookError, Problems, Source
from book.theme import load_theme, theme_description, theme_names, theme_options
from book.theme.colours import grey_of, luminance, parse_colour
from book.theme.load import TEMPLATES

HERE = Path(__file__).parent / "theme"


def write(root: Path, name: str, **files: str) -> Path:
    """Write a theme: `theme_toml` → theme.toml, `book_css` → book.css, `chapter` → chapter.xhtml.j2."""
    folder = root / "themes" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        stem, _, suffix = file.rpartition("_")
        path = f"{stem}.{suffix}" if suffix in ("toml", "css") else f"{file.replace('_', '-')}.xhtml.j2"
        (folder / path).write_text(text, encoding="utf-8")
    return root


def load(root: Path, name: str, *, grey: bool = False, **options) -> tuple[Theme, list[str]]:
    problems = Problems()
    theme = load_theme(root, ThemeSettings(name, options, Source("book.toml", 7)), problems, grey=grey)
    return theme, [str(problem) for problem in problems if problem.code not in ("missing-template", "css")]


def failure(root: Path, name: str) -> str:
    with pytest.raises(BookError) as caught:
        load(root, name)
    return str(caught.value)


# ---------------------------------------------------------------- finding themes


def test_the_built_in_theme_is_whole_in_colour_and_in_grey(tmp_path):
    for grey in (False, True):
        problems = Problems()
        theme = load_theme(tmp_path, ThemeSettings(), problems, grey=grey)
        assert [str(problem) for problem in problems] == []
        assert set(TEMPLATES) <= theme.templates
        assert "var(" not in "".join((theme.styles.book, theme.styles.print, theme.styles.epub, theme.styles.cover))


BUILT_IN = ("classic", "countdown", "large-print", "pocket")


def test_names_are_of_both_folders(tmp_path):
    assert theme_names(None) == BUILT_IN
    write(tmp_path, "mine", theme_toml='description = "Quiet."')
    (tmp_path / "themes" / "not a theme").mkdir()
    assert theme_names(tmp_path) == tuple(sorted((*BUILT_IN, "mine")))
    assert theme_description(tmp_path, "mine") == "Quiet."
    assert theme_description(tmp_path, "nothing") == ""


@pytest.mark.parametrize("name", ["../classic", "", "/etc", "a/b", "clasic", ".", "nul\0l"])
def test_a_theme_that_is_not_there(tmp_path, name):
    words = failure(tmp_path, name)
    assert words.startswith("book.toml:7: error unknown-theme")
    if name == "clasic":
        assert "did you mean `classic`?" in words


def test_a_folder_without_theme_toml(tmp_path):
    (tmp_path / "themes" / "half").mkdir(parents=True)
    assert "themes/half holds no theme.toml" in failure(tmp_path, "half")


def test_broken_toml_has_its_line(tmp_path):
    write(tmp_path, "torn", theme_toml="unit = 'chapter'\n[tokens\n")
    assert failure(tmp_path, "torn").startswith("themes/torn/theme.toml:2:8: error broken-toml")


def test_circles_and_unknown_parents(tmp_path):
    write(tmp_path, "a", theme_toml='\nextends = "b"')
    write(tmp_path, "b", theme_toml='extends = "a"')
    assert failure(tmp_path, "a").startswith("themes/b/theme.toml:1: error theme-circle")
    write(tmp_path, "orphan", theme_toml='\nextends = "nobody"')
    assert failure(tmp_path, "orphan").startswith("themes/orphan/theme.toml:2: error unknown-theme")
    write(tmp_path, "odd", theme_toml="extends = 3")
    assert "themes/odd/theme.toml:1: error wrong-type" in failure(tmp_path, "odd")
    write(tmp_path, "own", theme_toml='extends = "own"')
    write(tmp_path, "my own", theme_toml='extends = "plain"\n')
    said = failure(tmp_path, "my own")
    assert "error theme-name “my own” cannot name a theme: letters, digits and hyphens only" in said
    assert "rename its folder: themes/my-own" in said
    assert "error unknown-theme" in failure(tmp_path, "own")  # its own name means the built-in one, and there is none


# ---------------------------------------------------------------- inheritance


def test_a_theme_that_extends_its_own_name_extends_the_built_in_one(tmp_path):
    write(
        tmp_path,
        "classic",
        theme_toml="""
extends = "classic"
[options]
text_size = "large"
[tokens]
ink = "#222222"
[page]
top = "1in"
""",
        book_css="p { color: var(--ink); }\n",
        colophon="<p>mine, not {{ book.title }}</p>",
    )
    plain, _ = load(tmp_path / "elsewhere", "classic")
    mine, problems = load(tmp_path, "classic")
    assert problems == []
    assert mine.styles.book.endswith("p { color: #222222; }\n")
    assert mine.options["text_size"] == "large"
    assert mine.tokens["text-size"] != plain.tokens["text-size"]
    assert mine.margins.top == 25.4
    assert mine.margins.bottom == plain.margins.bottom
    assert mine.faces == plain.faces
    assert mine.render("colophon", {"book": {"title": "A & B"}}) == "<p>mine, not A &amp; B</p>"


def test_parent_means_the_template_of_the_theme_below(tmp_path):
    write(tmp_path, "low", theme_toml="", chapter="[{% block words %}low{% endblock %}]", _part="low part")
    write(tmp_path, "mid", theme_toml='extends = "low"', _part="mid part")
    write(
        tmp_path,
        "top",
        theme_toml='extends = "mid"',
        chapter='{% extends "parent/chapter.xhtml.j2" %}{% block words %}top, {{ super() }}{% endblock %}',
        part='{% include "-part.xhtml.j2" %}',
    )
    theme, problems = load(tmp_path, "top")
    assert problems == []
    assert theme.render("chapter", {}) == "[top, low]"
    assert theme.render("part", {}) == "mid part"


def test_a_missing_template_is_named_with_what_to_write(tmp_path):
    write(tmp_path, "bare", theme_toml="", **{name.replace("-", "_"): "" for name in TEMPLATES if name != "titles"})
    problems = Problems()
    theme = load_theme(tmp_path, ThemeSettings("bare"), problems)
    (problem,) = problems
    assert problem.message == "the theme has no template titles"
    assert problem.hint.startswith("write themes/bare/titles.xhtml.j2")
    with pytest.raises(BookError, match="missing-template"):
        theme.render("titles", {})


# ---------------------------------------------------------------- options


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("text_sise", 10, "did you mean `text_size`?"),
        ("text_size", "10", "takes a number, not “10”"),
        ("text_size", True, "takes a number, not True"),
        ("text_size", 99, "takes a number from 8 to 14, not 99"),
        ("text_size", math.nan, "takes a number from 8 to 14, not nan"),
        ("text_size", 10**400, "takes a number from 8 to 14"),
        ("opening", "left", "takes one of any, recto, not “left”"),
        ("opening", ["any"], "takes one of any, recto"),
        ("cover_picture", "../x.jpg", "is outside the book folder"),
        ("cover_picture", "x.jpg", "there is no picture “x.jpg”"),
    ],
)
def test_wrong_options_are_problems_of_book_toml(option, value, says):
    theme, problems = load(HERE, "plain", **{option: value})
    assert len(problems) == 1
    assert problems[0].startswith("book.toml:7: error")
    assert says in problems[0]
    assert theme.options["text_size"] == 10


def test_options_reach_styles_and_templates_typed():
    theme, problems = load(HERE, "plain", **{"text-size": 11.5, "opening": "recto"})
    assert problems == []
    assert "font-size: 11.5pt;" in theme.styles.book
    assert theme.options == {"cover_picture": "", "opening": "recto", "text_size": 11.5}
    assert theme.starts == {"title-page": "recto", "chapter": "recto", "front": "recto"}


def test_options_can_be_listed():
    listed = theme_options(HERE, "plain", Problems())
    assert [(one.name, one.type, one.default) for one in listed] == [
        ("cover_picture", "picture", ""),
        ("opening", "choice", "any"),
        ("text_size", "number", 10),
    ]


def test_every_type_of_option(tmp_path):
    write(
        tmp_path,
        "t",
        theme_toml="""
[options.caps]
type = "flag"
default = true
css = { true = "small-caps", false = "normal" }
[options.lines]
type = "whole"
default = 3
[options.words]
type = "text"
default = 'a "b" }'
[options.accent]
type = "colour"
default = "#abc"
[options.gap]
type = "length"
default = "1.5em"
""",
        book_css="p { a: var(--caps); b: var(--lines); c: var(--words); color: var(--accent); e: var(--gap) }",
    )
    theme, problems = load(tmp_path, "t")
    assert problems == []
    written = theme.styles.book
    assert written.startswith('p { a: small-caps; b: 3; c: "a \\"b\\" }"; color: ')
    assert written.endswith("color: #abc; e: 1.5em }\n")
    for name, value in [("caps", 1), ("lines", 1.5), ("words", 2), ("accent", "rot"), ("gap", "1.5 em; }"), ("gap", 4)]:
        assert len(load(tmp_path, "t", **{name: value})[1]) == 1, name


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('[options.a]\ntype = "numbr"\ndefault = 1', "t/theme.toml:2: error option-type"),
        ("[options.a]\ndefault = 1", "t/theme.toml:2: error option-type"),
        ('[options.a]\ntype = "flag"', "needs a default"),
        ('[options.a]\ntype = "choice"\ndefault = "x"', "needs its choices"),
        ('[options.a]\ntype = "flag"\ndefault = "x"', "takes true or false"),
        ('[options.a]\ntype = "flag"\ndefalt = true\ndefault = true', "did you mean `default`?"),
        ('[options."A b"]\ntype = "flag"\ndefault = true', "option-name"),
        ("options = 3", "must be a table"),
        ("[tokns]\nink = 1", "did you mean `tokens`?"),
        ("[tokens]\nink = [1]", "t/theme.toml:2: error token-value"),
        ('[tokens]\nink = "a; b"', "is not one value of CSS"),
        ('[tokens]\n"in k" = "a"', "token-name"),
        ('[tokens]\na = "var(--b)"\nb = "var(--a)"', "in a circle"),
        ('[tokens]\na = "x"\n[options.a]\ntype = "flag"\ndefault = true', "is a token and an option"),
        ("[page]\ntop = -3", "takes a length"),
        ('[page]\ntop = "wide"', "takes a length"),
        ("[page]\ntopp = 3", "did you mean `top`?"),
        ('[page]\nreference = "big"', "takes a trim size"),
        ('[starts]\nchapter = "left"', "begins on “any”, “recto” or “verso”"),
        ('unit = "book"', "`unit` is “chapter” or “part”"),
    ],
)
def test_a_wrong_theme_toml(tmp_path, toml, says):
    write(tmp_path, "t", theme_toml=toml)
    problems = load(tmp_path, "t")[1]
    assert len(problems) == 1
    assert says in problems[0]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    table=st.sampled_from(["options", "tokens", "faces", "page", "starts", "options.a", 'faces."X"']),
    key=st.sampled_from(["type", "default", "min", "files", "package", "reference", "top", "a", "chapter", "css"]),
    value=st.sampled_from(
        ["1e400", "nan", "-inf", "true", "1979-05-27", "[[]]", "{}", "{ a = {} }", '""', '"\\u0000"', '"var(--a)"']
    ),
)
def test_no_theme_toml_is_a_traceback(tmp_path, table, key, value):
    text = f"[{table}]\n{key} = {value}\n"
    tomllib.loads(text)
    write(tmp_path, "t", theme_toml=text, book_css="p { color: var(--a) }")
    load(tmp_path, "t")


# ---------------------------------------------------------------- styles


@pytest.mark.parametrize(
    ("css", "says"),
    [
        ("p { }\n\nh1 { color: var(--inc) }", "book.css:3:13: error unknown-token `var(--inc)`"),
        ("p { color: var(ink) }", "takes the name of a token"),
        ('@import "x.css";', "book.css:1:1: error css-at-rule"),
        ("@font-face { src: url(x) }", "css-at-rule"),
        ("p { background: url(https://example.org/x.png) }", "nothing is fetched from elsewhere"),
        ('p { background: url("//example.org/x.png") }', "nothing is fetched from elsewhere"),
        ('p { background: image-set("file:///etc/passwd" 1x) }', "nothing is fetched from elsewhere"),
        ('p { background: url("theme/nothing.svg") }', "the theme has no file assets/nothing.svg"),
        ('p { background: url("assets/leaf.svg") }', 'put the file into assets/ and write url("theme/leaf.svg")'),
        ('p { background: url("theme/../theme.toml") }', "nothing is fetched from elsewhere"),
        ("p { color red; }", "book.css:1: error broken-css is not valid CSS: a declaration is"),
        ("@media print { p { color } }", "broken-css"),
        ("p { color: " + "(" * 5000 + ")" * 5000 + " }", "nested too deeply"),
    ],
)
def test_wrong_styles(tmp_path, css, says):
    write(tmp_path, "t", theme_toml='[tokens]\nink = "red"', book_css=css)
    problems = load(tmp_path, "t")[1]
    assert any(says in problem for problem in problems), problems
    assert all(problem.startswith("themes/t/book.css:") for problem in problems)


def test_var_is_written_out_wherever_it_stands(tmp_path):
    write(
        tmp_path,
        "t",
        theme_toml='[tokens]\nink = "red"\nrule = "1pt solid var(--ink)"\nwide = 2',
        book_css="""/* var(--nobody) */
@media (min-width: 10em) { a::after { content: "var(--ink)"; border: var(--rule) } }
p { width: calc(var(--wide) * 1em); margin: var(--nobody, 3mm) }
""",
    )
    theme, problems = load(tmp_path, "t")
    assert problems == []
    assert theme.styles.book == (
        '@media (min-width: 10em) { a::after { content: "var(--ink)"; border: 1pt solid red } }\n'
        "p { width: calc(2 * 1em); margin:  3mm }\n"
    )
    assert theme.tokens == {"ink": "red", "rule": "1pt solid red", "wide": "2"}


def test_tokens_cannot_grow_without_end(tmp_path):
    doubled = "\n".join(f't{n + 1} = "var(--t{n}) var(--t{n})"' for n in range(38))
    write(tmp_path, "t", theme_toml=f'[tokens]\nt0 = "abcdefgh"\n{doubled}', book_css="p { a: var(--t38) }")
    assert any("grows without end" in problem for problem in load(tmp_path, "t")[1])


def test_grey_keeps_luminance_and_leaves_names_alone(tmp_path):
    write(
        tmp_path,
        "t",
        theme_toml='[tokens]\nink = "#8a1c1c"',
        book_css="""#red, .tan:hover { color: red; background: rgba(0, 0, 255, 0.5); font-family: Tan }
@media print { #abc { border: 1pt solid var(--ink); color: currentColor; background: transparent } }
@page :left { @top-left { color: navy } }
""",
        cover_css="p { color: var(--ink) }",
    )
    theme, problems = load(tmp_path, "t", grey=True)
    assert problems == []
    assert theme.styles.cover == "p { color: #8a1c1c }\n"  # a cover is printed in colour
    assert theme.styles.book == (
        "#red, .tan:hover { color: #7f7f7f; background: rgba(76, 76, 76, 0.5); font-family: Tan }\n"
        "@media print { #abc { border: 1pt solid #474747; color: currentColor; background: transparent } }\n"
        "@page :left { @top-left { color: #212121 } }\n"
    )


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_grey_has_the_luminance_of_its_colour(colour):
    red, green, blue = (part / 255 for part in colour)
    grey = parse_colour(grey_of((red, green, blue, 1.0)))
    assert grey is not None
    assert abs(luminance(*grey[:3]) - luminance(red, green, blue)) < 0.005


# ---------------------------------------------------------------- faces and files


def face_toml(package: str, file: str) -> str:
    return f'[faces."X"]\npackage = "{package}"\nfiles = {{ "400" = "{file}" }}'


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (face_toml("font_of_nobody", "a.otf"), "theme.toml:2: error missing-face the font package for “X” is not inst"),
        (face_toml("os.path", "a.otf"), "takes the name of an installed Python package"),
        (face_toml("font_source_serif_pro", "SourceSerifPro-Regula.otf"), "did you mean `SourceSerifPro-Regular.otf`?"),
        (face_toml("font_source_serif_pro", "../__init__.py"), "cannot read"),
        (face_toml("font_source_serif_pro", "LICENSE.txt"), "is not a font file"),
        ('[faces."X"]\nfiles = { "400" = "a.otf" }', "put a.otf into the theme's fonts/"),
        ('[faces."X"]\nfiles = { "bold" = "a.otf" }', "cannot read"),
        ('[faces."X"]', "name no files"),
        ("[faces]\nX = 3", "must be a table"),
        ("[faces]\n'X\"; } p' = {}", "must be a table"),
    ],
)
def test_wrong_faces(tmp_path, toml, says):
    write(tmp_path, "t", theme_toml=toml)
    problems = load(tmp_path, "t")[1]
    assert len(problems) == 1
    assert says in problems[0]


def test_a_missing_package_says_what_to_type(tmp_path):
    write(tmp_path, "t", theme_toml=face_toml("font_of_nobody", "a.otf"))
    assert load(tmp_path, "t")[1][0].endswith("\n    pip install font-of-nobody")


def test_faces_of_the_theme_itself_and_of_its_parent(tmp_path):
    write(tmp_path, "low", theme_toml='[faces."Own Face"]\nfiles = { "700 italic" = "own.ttf" }')
    (tmp_path / "themes" / "low" / "fonts").mkdir()
    own = tmp_path / "themes" / "low" / "fonts" / "own.ttf"
    own.write_bytes(b"\0\1\0\0damaged")
    assert "own.ttf is not a font file, or damaged" in load(tmp_path, "low")[1][0]
    own.write_bytes(Path(font_source_sans_pro.__file__).parent.joinpath("files/SourceSansPro-Bold.otf").read_bytes())
    write(tmp_path, "top", theme_toml='extends = "low"')
    theme, problems = load(tmp_path, "top")
    assert problems == []
    (face,) = theme.faces
    assert (face.family, face.weight, face.style, face.name) == ("Own Face", 700, "italic", "own.ttf")
    write(tmp_path, "top", theme_toml='extends = "low"\n[faces]\n"Own Face" = false')
    assert load(tmp_path, "top")[0].faces == ()


def test_nothing_outside_the_book_folder_is_read(tmp_path):
    (tmp_path / "secret.ttf").write_bytes(b"\0\1\0\0secret")
    (tmp_path / "secret.css").write_text("p { color: red }")
    root = tmp_path / "book"
    write(root, "t", theme_toml='[faces."X"]\nfiles = { "400" = "a.ttf" }', chapter="")
    folder = root / "themes" / "t"
    (folder / "fonts").mkdir()
    (folder / "fonts" / "a.ttf").symlink_to(tmp_path / "secret.ttf")
    (folder / "book.css").symlink_to(tmp_path / "secret.css")
    (folder / "part.xhtml.j2").symlink_to(tmp_path / "secret.css")
    (folder / "assets").mkdir()
    (folder / "assets" / "a.svg").symlink_to(tmp_path / "secret.css")
    theme, problems = load(root, "t")
    assert theme.faces == ()
    assert theme.styles.book == ""
    assert theme.assets == {}
    assert len(problems) == 3  # the face, the template, the asset; the style sheet is not there at all


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{}</svg>'


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.svg", SVG.format("<script>1</script>"), "holds <script>"),
        ("a.svg", SVG.format('<path onload="x()"/>'), "holds a script (onload)"),
        ("a.svg", SVG.format('<use href="https://example.org/x.svg"/>'), "loads something from elsewhere"),
        ("a.svg", SVG.format("<style>p {}</style>"), "may not hold <style>"),
        ("a.svg", "<svg", "is not a whole SVG drawing"),
        ("a.svg", "<p/>", "is not an SVG drawing"),
        ("a.png", "not a picture", "is not a whole picture"),
        ("a.exe", "", "cannot be used in a book"),
    ],
)
def test_wrong_assets(tmp_path, name, data, says):
    write(tmp_path, "t", theme_toml="")
    (tmp_path / "themes" / "t" / "assets").mkdir()
    (tmp_path / "themes" / "t" / "assets" / name).write_text(data)
    theme, problems = load(tmp_path, "t")
    assert theme.assets == {}
    assert len(problems) == 1
    assert says in problems[0]


def test_assets_may_be_used_in_styles(tmp_path):
    write(tmp_path, "t", theme_toml="", book_css='hr { background: url("theme/leaf.svg") }')
    (tmp_path / "themes" / "t" / "assets").mkdir()
    (tmp_path / "themes" / "t" / "assets" / "leaf.svg").write_text(SVG.format('<path d="M0 0"/>'))
    theme, problems = load(tmp_path, "t")
    assert problems == []
    assert list(theme.assets) == ["leaf.svg"]
    assert theme.styles.book == 'hr { background: url("theme/leaf.svg") }\n'


def test_declarations_left_out_in_print_are_told_by_line(tmp_path):
    css = "/* of\nthe\nink */\np { colour: var(--ink) }\n\nh1 { color: var(--ink); width: 3furlongs }\n"
    write(tmp_path, "t", theme_toml='[tokens]\nink = "#111111"', book_css=css, epub_css="p { -epub-hyphens: auto }")
    problems = Problems()
    load_theme(tmp_path, ThemeSettings("t"), problems)
    assert [str(problem).split("\n")[0] for problem in problems if problem.code == "css"] == [
        "themes/t/book.css:4: warning css Ignored `colour: #111111 `: unknown property",
        "themes/t/book.css:6: warning css Ignored `width: 3furlongs `: invalid value",
    ]


def test_a_theme_read_before_is_the_same_and_is_not_read_again(tmp_path, monkeypatch):
    from book.theme.styles import Palette
    from book.theme.templates import Templates

    def read(*, grey: bool = False, **options: str) -> tuple[object, ...]:
        chosen = ThemeSettings("classic", options, Source())
        theme = load_theme(tmp_path, chosen, Problems(), grey=grey, cache=tmp_path / "cache")
        return theme.styles, theme.tokens, theme.templates, theme.templates_digest

    first, grey, other = read(), read(grey=True), read(accent="#123456")
    assert len({str(one) for one in (first, grey, other)}) == 3
    assert first == read(grey=False)
    alone = load_theme(tmp_path, ThemeSettings("classic", {}, Source()), Problems())
    assert first == (alone.styles, alone.tokens, alone.templates, alone.templates_digest)

    def never(*_given):
        raise AssertionError("read again")

    monkeypatch.setattr(Palette, "css", never)
    monkeypatch.setattr(Templates, "check", never)
    assert (read(), read(grey=True), read(accent="#123456")) == (first, grey, other)


def test_what_is_wrong_with_a_theme_is_said_every_time(tmp_path):
    write(tmp_path, "mine", theme_toml='extends = "classic"', book_css="p { color: var(--none) }", chapter="{% if %}")

    def said() -> list[str]:
        problems = Problems()
        load_theme(tmp_path, ThemeSettings("mine", {}, Source()), problems, cache=tmp_path / "cache")
        return [problem.code for problem in problems]

    first = said()
    assert {"unknown-token", "template"} <= set(first)
    assert said() == first


def test_a_build_leaves_out_the_built_in_styles_of_the_other_format(tmp_path):
    own = tmp_path / "themes" / "mine"
    own.mkdir(parents=True)
    (own / "theme.toml").write_text('extends = "classic"\n', encoding="utf-8")
    for name in ("print", "epub"):
        (own / f"{name}.css").write_text(f".{name} {{ color: var(--none) }}\n", encoding="utf-8")
    told = Problems()
    whole, book, paper = (
        load_theme(tmp_path, ThemeSettings("mine"), problems, format=form).styles
        for form, problems in ((None, Problems()), ("epub", told), ("pdf", Problems()))
    )
    assert (book.book, book.epub, paper.print) == (whole.book, whole.epub, whole.print)
    assert max(len(book.print), len(paper.epub)) < 100 < min(len(whole.print), len(whole.epub))
    assert {problem.source.file for problem in told} == {"themes/mine/print.css", "themes/mine/epub.css"}
