"""Templates: their errors have a file and a line, and nothing in them reaches Python or never ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from book.model.settings import ThemeSettings
from book.model.theme import Theme
from book.model.views import PageView, PartView
from book.problems import BookError, Problems, Source
from book.theme import load_theme, theme_names
from book.theme.chain import find_chain
from book.theme.templates import Templates


def theme(root: Path, **templates: str) -> tuple[Theme, list[str]]:
    folder = root / "themes" / "t"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "theme.toml").write_text("")
    for name, text in templates.items():
        (folder / f"{name}.xhtml.j2").write_text(text, encoding="utf-8")
    problems = Problems()
    made = load_theme(root, ThemeSettings("t"), problems)
    return made, [str(problem) for problem in problems if problem.code != "missing-template"]


def failure(root: Path, text: str, **context: object) -> str:
    made, _ = theme(root, part=text)
    with pytest.raises(BookError) as caught:
        made.render("part", context)
    return str(caught.value)


def test_everything_is_escaped_but_markup(tmp_path):
    made, problems = theme(tmp_path, part="{{ a }} {{ b }} {% set c = '<i>' ~ a %}{{ c }} {{ d.x }}")
    assert problems == []
    written = made.render("part", {"a": "<A & \"B'>", "b": Markup("<b>x</b>"), "d": {"x": "<x>"}})
    assert written == "&lt;A &amp; &#34;B&#39;&gt; <b>x</b> &lt;i&gt;&lt;A &amp; &#34;B&#39;&gt; &lt;x&gt;"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a\n{% if %}", "themes/t/part.xhtml.j2:2: error template"),
        ("a\n\n{{ x|safe }}", "themes/t/part.xhtml.j2:3: error template No filter named 'safe'"),
        ("{{ x|uper }}", "did you mean `upper`?"),
        (
            "\n{% autoescape false %}{{ x }}{% endautoescape %}",
            "themes/t/part.xhtml.j2:2: error template a template is",
        ),
        ("{% for x in y %}", "themes/t/part.xhtml.j2:1"),
    ],
)
def test_what_cannot_be_read_is_found_without_filling(tmp_path, text, says):
    _, problems = theme(tmp_path, part=text)
    assert len(problems) == 1
    assert says in problems[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\n{{ nothing }}", "part.xhtml.j2:2: error template 'nothing' is undefined"),
        (
            "\n\n{{ part.titel }}",
            "part.xhtml.j2:3: error template `part` has no attribute 'titel'\n    did you mean `title`?",
        ),
        ("{{ part.title.nothing.more }}", "part.xhtml.j2:1: error template"),
        ("{{ 1 / 0 }}", "part.xhtml.j2:1: error template division by zero"),
        ("{{ part() }}", "part.xhtml.j2:1: error template"),
        ("{{ part.count + part.title }}", "part.xhtml.j2:1: error template"),
        ("{% for x in part.count %}{% endfor %}", "part.xhtml.j2:1: error template"),
        ('{% include "nothing.xhtml.j2" %}', "there is no template nothing.xhtml.j2"),
        ('{% include "../../secret.xhtml.j2" %}', "there is no template ../../secret.xhtml.j2"),
        ('{% include "/etc/passwd" %}', "there is no template /etc/passwd"),
        ('{% extends "parent/part.xhtml.j2" %}', "there is no template part.xhtml.j2"),
    ],
)
def test_what_fails_when_it_is_filled_has_its_line(tmp_path, text, says):
    assert says in failure(tmp_path, text, part=PartView("part-1", 1, "One", "3 to 1", 3))


def test_an_error_in_a_part_of_a_template_is_the_parts(tmp_path):
    made, problems = theme(tmp_path, part='{% include "_x.xhtml.j2" %}', _x="\n{{ nothing }}")
    assert problems == []
    with pytest.raises(BookError, match=r"themes/t/_x\.xhtml\.j2:2"):
        made.render("part", {})


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.__class__ }}",
        "{{ page.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''.__class__ }}",
        "{{ page|attr('__class__') }}",
        "{{ [page]|map(attribute='__class__')|first }}",
        "{{ '{0.__class__}'.format(page) }}",
        "{{ '{0.__class__}'.format_map({'0': page}) }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ namespace(a=1) }}",
        "{{ page.__dataclass_fields__ }}",
        "{{ words.update({'a': 'b'}) }}",
        "{{ words.clear() }}",
        "{{ words.__setitem__('a', 'b') }}",
        "{{ items.append(1) }}",
        "{% for x in range(100000) %}{% endfor %}",
        "{{ 'a' * 100000000 }}",
        "{{ [1] * 100000000 }}",
        "{{ 10 ** 10000000 }}",
        "{% for a in many %}{% for b in many %}{% for c in many %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}",
        "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(30) }}",
        '{% include "part.xhtml.j2" %}',
        "{% import 'os' as os %}",
        "{% do x %}",
        "{{ debug() }}{% debug %}",
    ],
)
def test_templates_cannot_reach_python_or_go_on_for_ever(tmp_path, text):
    words = failure(tmp_path, text, page=PageView("a", "A"), words={"a": "b"}, items=[1], many=list(range(300)))
    assert words.startswith("themes/t/part.xhtml.j2:1: error ")
    assert "Traceback" not in words


def test_steps_are_counted_afresh_for_every_document(tmp_path):
    made, _ = theme(tmp_path, part="{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}done")
    for _ in range(3):
        assert made.render("part", {"many": list(range(1200))}) == "done"


def test_a_file_with_another_ending_is_pointed_out(tmp_path):
    folder = tmp_path / "themes" / "t"
    folder.mkdir(parents=True)
    (folder / "chapter.html.j2").write_text("x")
    _, problems = theme(tmp_path)
    assert problems == [
        "themes/t/chapter.html.j2: warning template-name is not read: a template's name ends in .xhtml.j2"
    ]


def test_a_template_that_is_not_utf_8(tmp_path):
    folder = tmp_path / "themes" / "t"
    folder.mkdir(parents=True)
    (folder / "part.xhtml.j2").write_bytes(b"ok\n\xff")
    _, problems = theme(tmp_path)
    assert problems[0].startswith("themes/t/part.xhtml.j2:2: error not-utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<p>\n<b>a\n</p>", "part.xhtml.j2:2: error template the template writes a page that is not well-formed"),
        ("<p>{{ a }}</p>\n\n<p>&nbsp;</p>", "part.xhtml.j2:3"),
        ("<p/>\n<p>x {{ a }}<script>y</script></p>", "part.xhtml.j2:2: error template the template writes <script>"),
        ('<p onclick="x()">a</p>', "writes a script: onclick"),
        ('<a href="javascript:x()">a</a>', "leads nowhere in a book"),
        ('<a href="file:///etc/passwd">a</a>', "leads nowhere in a book"),
        ('<img src="file:///etc/passwd" alt=""/>', "asks for “file:///etc/passwd”"),
        ('<img src="../../secret.png" alt=""/>', "asks for “../../secret.png”"),
        ('<p style="background: url(http://example.org/a.png)">a</p>', "loads something from elsewhere"),
        ("<style>p { color: red }</style>", "put the rules into book.css"),
        ("{% if 1 %}" * 150 + "{% endif %}" * 150, "is nested too deeply to be read\n    {% include"),
    ],
)
def test_a_template_writes_only_what_a_book_may_hold(tmp_path, text, says):
    assert says in failure(tmp_path, text, a="words")


def test_what_a_template_may_write(tmp_path):
    text = """<section epub:type="part" id="x"><a href="#y">a</a><a href="ch-1.xhtml#y">b</a><a href="x-page:y">c</a>
<a href="https://example.org/?a=1">d</a><img src="pictures/a-b.jpg" alt=""/><svg xmlns="http://www.w3.org/2000/svg">
<rect fill="url(#g)"/></svg></section>"""
    made, problems = theme(tmp_path, part=text)
    assert problems == []
    assert made.render("part", {}) == text


@pytest.mark.parametrize("name", theme_names())
def test_the_built_in_templates_can_be_read(tmp_path, name):
    """A build takes that for granted."""
    chain = find_chain(tmp_path, name, Source())
    assert all(layer.built_in for layer in chain)
    templates = Templates(chain, Problems())
    for level, texts in enumerate(templates._texts):
        for one in texts:
            assert templates._environment.get_template(f"{level}/{one}")
