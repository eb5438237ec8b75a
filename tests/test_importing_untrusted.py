"""Damaged and hostile sources: a clear problem or a counted repair, never silent loss, never anything outside."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from book.importing import import_blog
from book.importing.imported import Imported
from book.importing.repair import AMPERSANDS, BROKEN_BYTES, CONTROL_CHARACTERS, ENTITIES, LEGACY_BYTES
from book.problems import BookError, Problems

from .importing.blog import ITEMS, Item, export
from .test_importing import docx

LAST = "Because a list is a promise."


def run(tmp_path: Path, data: bytes, name: str = "cold.xml", **more: object) -> Imported:
    path = tmp_path / name
    path.write_bytes(data)
    return import_blog([path], tmp_path / "book", Problems(), **more)  # type: ignore[arg-type]


def refused(tmp_path: Path, data: bytes, name: str = "cold.xml") -> set[str]:
    with pytest.raises(BookError) as error:
        run(tmp_path, data, name)
    assert not (tmp_path / "book").exists()
    return {problem.code for problem in error.value.problems}


def text_of(tmp_path: Path) -> str:
    return "\n".join(p.read_text("utf-8") for p in sorted((tmp_path / "book" / "chapters").rglob("*.md")))


WHOLE = export()

MENDED: dict[str, tuple[Callable[[str], bytes], str, int]] = {
    "control characters in a post": (
        lambda text: text.replace("rake cockles", "rake\x08 cock\x0bles").encode(), CONTROL_CHARACTERS, 2),
    "a reference to a control character": (
        lambda text: text.replace("Films seen", "Films&#8; seen").encode(), CONTROL_CHARACTERS, 1),
    "a Latin-1 byte": (lambda text: text.encode().replace("Åsa".encode(), b"\xc5sa"), BROKEN_BYTES, 1),
    "a bare ampersand": (
        lambda text: text.replace("coldpopcorn.example/11/", "coldpopcorn.example/?a=1&b=2").encode(), AMPERSANDS, 1),
    "an entity that XML does not know": (
        lambda text: text.replace("Films seen", "Films&nowhere; seen").encode(), ENTITIES, 1),
    "a non-character": (
        lambda text: text.replace("rake cockles", "rake\ufffe cockles").encode(), CONTROL_CHARACTERS, 1),
}  # fmt: skip


@pytest.mark.parametrize("damage", MENDED)
def test_what_can_be_mended_is_mended_and_counted(tmp_path: Path, damage: str) -> None:
    breaks, repair, count = MENDED[damage]
    done = run(tmp_path, breaks(WHOLE))
    assert done.blog.repairs == {repair: count}
    assert len(done.chapters) == 8
    text = text_of(tmp_path)
    assert LAST in text
    assert "neither* will say whose idea the boat was." in text
    assert f"mended: {repair} ({count})" in (tmp_path / "book" / "import-report.md").read_text("utf-8")


def test_a_file_in_an_old_encoding_that_says_it_is_utf_8(tmp_path: Path) -> None:
    data = WHOLE.encode("ascii", "xmlcharrefreplace").replace(b"&#197;sa", b"\xc5sa")
    done = run(tmp_path, data.replace(b"rake cockles", b"rake \x93cockles\x94"))
    assert done.blog.repairs == {LEGACY_BYTES: 3}
    assert "Åsa" in text_of(tmp_path)
    assert "rake “cockles” at dawn" in text_of(tmp_path)


def test_broken_signs_are_named_with_their_post(tmp_path: Path) -> None:
    run(tmp_path, WHOLE.replace("rake", "rÃ¡ke").encode().replace(b"loses his ladder", b"loses his \xfa ladder"))
    report = (tmp_path / "book" / "import-report.md").read_text("utf-8")
    assert "“Ã¡” looks like an accent or a quotation mark in the wrong encoding: cold.xml:" in report
    assert "� stands where a byte was broken: cold.xml:" in report


def test_a_post_that_comes_twice(tmp_path: Path) -> None:
    twin = Item(99, ITEMS[3].title, ITEMS[3].body, day=ITEMS[3].day)
    other = Item(ITEMS[3].number, "#7 – Other Words (1950)", "<p>Not the same at all.</p>")
    done = run(tmp_path, export((*ITEMS, twin, ITEMS[3], other)).encode())
    assert done.blog.skipped["posts that came a second time, word for word"] == 2
    assert len(done.chapters) == 9
    assert "Not the same at all." in text_of(tmp_path)
    report = (tmp_path / "book" / "import-report.md").read_text("utf-8")
    assert f"a post with the same number ({ITEMS[3].number}) but other words came before" in report


UNHARMED: dict[str, Callable[[str], bytes]] = {
    "a prefix that is never declared": lambda text: text.replace(
        "<channel>", '<channel><atom:link href="https://x.example"/>').encode(),
    "an older version of the format": lambda text: text.replace("export/1.2/", "export/1.0/").encode(),
    "another prefix for the same names": lambda text: text.replace("wp:", "w:").replace(":wp=", ":w=").encode(),
    "a byte order mark and Windows line ends": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "UTF-16": lambda text: text.replace("UTF-8", "UTF-16").encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("damage", UNHARMED)
def test_what_old_exports_do_is_no_harm(tmp_path: Path, damage: str) -> None:
    done = run(tmp_path, UNHARMED[damage](WHOLE))
    assert len(done.chapters) == 8
    assert LAST in text_of(tmp_path)


REFUSED: dict[str, tuple[Callable[[str], bytes], str]] = {
    "cut short in a post": (lambda text: text[: text.index("cockles at dawn")].encode(), "truncated"),
    "cut short between posts": (lambda text: text[: text.rindex("\t<item>")].encode(), "truncated"),
    "cut short before its last tag": (lambda text: text.replace("</rss>", "").encode(), "truncated"),
    "a tag that is never closed": (lambda text: text.replace("</wp:status>", "", 1).encode(), "broken-xml"),
    "a DOCTYPE": (
        lambda text: text.replace("<rss", '<!DOCTYPE rss SYSTEM "file:///etc/passwd">\n<rss', 1).encode(), "doctype"),
    "an entity bomb": (
        lambda text: text.replace(
            "<rss", '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>\n<rss', 1
        ).replace("Cold Popcorn", "&b;").encode(), "doctype"),
    "tags nested without end": (
        lambda text: text.replace("<channel>", "<channel>" + "<a>" * 5000).encode(), "too-deep"),
    "an item of endless parts": (
        lambda text: text.replace("<item>", "<item>" + "<category>x</category>" * 100_001, 1).encode(), "too-long"),
    "a tag that never ends": (
        lambda text: text.replace("<item>", '<item a="' + "x" * 10_000_000 + '">', 1).encode(), "too-long"),
    "no posts": (lambda text: export((ITEMS[0],)).encode(), "no-posts"),
    "nothing": (lambda text: b"", "unknown-kind"),
    "zeros": (lambda text: b"\0" * 5000, "unknown-kind"),
}  # fmt: skip


@pytest.mark.parametrize("damage", REFUSED)
def test_what_cannot_be_mended_is_said_and_nothing_is_written(tmp_path: Path, damage: str) -> None:
    breaks, code = REFUSED[damage]
    assert refused(tmp_path, breaks(WHOLE)) == {code}


def test_a_text_that_is_too_large(tmp_path: Path) -> None:
    assert refused(tmp_path, b"#1 - A Film (1950)\n\n" + b"word " * 2_000_000, "a.txt") == {"too-long"}


def test_html_that_no_browser_wrote(tmp_path: Path) -> None:
    bodies = [
        "<p>one <b>two <i>three</b> four</i> five",
        "</div></div><p>one two</p></td> three <table><tr>four</table> five",
        "a < b and <3 you & me &amp; &nosuch; x",
        "<p title=\"a > b\">one</p><p>two<!-- three --> four</p>",
        "<script>alert('x')</script><style>p{}</style><p onclick=\"x()\">one</p><iframe src='http://x.example'></iframe>",
        "<ul>loose<li>one<ul><li>two</ul>three</ul>",
        "<table><caption>Names</caption><tr><th>A<td>B<tr><td>C<td>D | E</table>",
        "[caption]no picture[/caption] [caption id=x]<img src=a.jpg>[/caption] [gallery] [[gallery]] [youtube]",
        "<p>\\*not\\* _em_ [link](http://x) # no `code` ![x](y) [[z]] {a} ~~b~~ | c | 1) d</p><p># e</p><p>- f</p>",
        "\n\n".join(["#" * 7, "===", "---", "1. x", "> y", "    z", "&lt;b&gt;", "* * *", "+ w", "```", "[^1]: n"]),
    ]  # fmt: skip
    items = tuple(Item(n, f"#{n} – Film {n} (1950)", body) for n, body in enumerate(bodies, start=1))
    done = run(tmp_path, export(items).encode())
    assert len(done.chapters) == len(bodies)
    from book.manuscript import read_book

    problems = Problems()
    book = read_book(tmp_path / "book", problems)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert len(book.chapters) == len(bodies)


NO_WORD_LOST = {
    "a gallery of the block editor": '<ul class="blocks-gallery-grid"><li><figure><img src="a.jpg"/>'
    "<figcaption>Reeds one</figcaption></figure></li><li><figure><img src='b.jpg'/><figcaption>Reeds two</figcaption>"
    "</figure></li></ul>",
    "a picture with a caption in a quotation": "<blockquote><p>Said so.</p><figure><img src='a.jpg'/>"
    "<figcaption>Mud</figcaption></figure></blockquote>",
    "a picture in a sidebar": "<p><b>Trivia:</b> True.</p><ul><li><figure><img src='a.jpg'/><figcaption>Ducks"
    "</figcaption></figure></li></ul>",
    "captions in one another": '<div class="wp-caption"><figure><img src="a.jpg"/><figcaption>In</figcaption></figure>'
    "<p>Outer</p></div>",
    "a shortcode in a figure": "<figure>[caption caption='In']<img src='a.jpg'/>[/caption]<figcaption></figcaption>"
    "</figure>",
    "a label that comes twice": "<p>Runtime – 90</p><p>Runtime: x</p><p>Starring: Al Bo</p><p>Starring: Di Fo</p>",
    "a label with a note and nothing else": "<p>Awards (maybe)</p><ul><li>none</li></ul>",
    "a credit that names nobody": "<p>Director: 100% (3)</p>",
    "words glued to a form": "<div>and[contact-form]x[/contact-form]</div><p>Words.</p>",
    "the source of a quotation glued to it": "<blockquote>quote<cite>Me</cite></blockquote>",
    "one heading below another": "<figure><h3>39. Reeds (1971)</h3></figure>",
    "a year above the first of several": "<p>1995</p><h2>2. Reeds (1971)</h2><p>A.</p><h2>1. Mist (1972)</h2><p>B.</p>",
}  # fmt: skip


@pytest.mark.parametrize("title", ["#3 – Heath (1950)", "Heath"])
@pytest.mark.parametrize("shape", NO_WORD_LOST)
def test_no_word_of_an_odd_post_is_lost(tmp_path: Path, shape: str, title: str) -> None:
    from book.manuscript import read_book

    item = Item(1, title, NO_WORD_LOST[shape], day="2019-01-99")
    other = Item(2, "#9 – Other (1951)", "<p>Words.</p>")
    done = run(tmp_path, export((item, other)).encode())
    problems = Problems()
    read_book(tmp_path / "book", problems)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    assert done.posts == 2


def test_deep_html_is_lost_nowhere(tmp_path: Path) -> None:
    body = "<div>" * 3000 + "the word inside" + "</div>" * 3000
    item = Item(1, "#1 – Film (1950)", body)
    try:
        run(tmp_path, export((item,)).encode())
    except BookError as error:
        assert {problem.code for problem in error.problems} == {"lost-words"}  # noqa: PT017
    else:
        assert "the word inside" in text_of(tmp_path)


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return made.getvalue()


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    data = zipped(**{"../../evil.xml": WHOLE.encode(), "/abs.xml": b"x", "C:/x.xml": b"x", "good.xml": WHOLE.encode()})
    done = run(tmp_path, data, "cold.zip")
    assert done.blog.skipped["files whose names lead outside of the archive"] == 3
    assert done.posts == 6
    assert not (tmp_path.parent / "evil.xml").exists()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped(**{"a.xml": b"<rss>" + b" " * 30_000_000}), "cold.zip") == {"broken-archive"}


def test_broken_archives(tmp_path: Path) -> None:
    whole = zipped(**{"a.xml": WHOLE.encode() * 3})
    assert refused(tmp_path, whole[:-30], "cold.zip") == {"broken-archive"}
    bad = bytearray(whole)
    bad[200:400] = b"\xff" * 200
    assert refused(tmp_path, bytes(bad), "cold.zip") & {"broken-archive"}
    assert refused(tmp_path, zipped(**{"a.exe": b"x"}), "cold.zip") == {"no-posts"}


def test_word_documents_are_not_trusted(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="x">&a;</w:document>'
    assert refused(tmp_path, zipped(**{"word/document.xml": bomb}), "a.docx") == {"broken-document"}
    assert refused(tmp_path, zipped(**{"word/document.xml": b"<w:document"}), "a.docx") == {"broken-document"}
    assert refused(tmp_path, docx(""), "a.docx") == {"no-posts"}


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"%PDF-1.4", "a.pdf"), (b"{\\rtf1", "a.rtf"), (b"\xd0\xcf\x11\xe0x", "a.doc"), (b"<a/>", "a.xml")],
)
def test_other_files_are_named(tmp_path: Path, data: bytes, name: str) -> None:
    if name == "a.xml":
        data = b"<?xml version='1.0'?><opml/>"
    assert refused(tmp_path, data, name) == {"unknown-kind"}


def test_titles_and_ids_never_lead_out_of_the_folder(tmp_path: Path) -> None:
    items = (
        Item(1, "#1 – ../../../../tmp/evil (1950)", "<p>One.</p>"),
        Item(2, "#2 – " + "long " * 400, "<p>Two.</p>"),
        Item(3, "#3 – 映画 (1951)", "<p>Three.</p>"),
        Item(4, '#4 – "Quoted" (1952)', "<p>Four.</p>"),
        Item(5, "#5 – No (1953)", "<p>Five.</p>"),
    )
    done = run(tmp_path, export(items).encode())
    for chapter in done.chapters:
        assert (tmp_path / "book" / chapter.path).is_file()
        assert (tmp_path / "book" / chapter.path).resolve().is_relative_to((tmp_path / "book" / "chapters").resolve())


def test_a_link_out_of_the_book_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "chapters").symlink_to(outside)
    with pytest.raises(BookError):
        run(tmp_path, WHOLE.encode())
    assert list(outside.iterdir()) == []


def test_memory_does_not_grow_with_the_export(tmp_path: Path) -> None:
    text = "\n\n".join(["Rain on the pier, and nobody minds it much. " * 90] * 10)

    def peak(count: int) -> int:
        items = tuple(Item(n, f"#{n} – Film {n} (1950)", text) for n in range(1, count + 1))
        (tmp_path / f"{count}").mkdir()
        data = export(items).encode()
        del items
        (tmp_path / f"{count}" / "a.xml").write_bytes(data)
        del data
        tracemalloc.start()
        import_blog([tmp_path / f"{count}" / "a.xml"], tmp_path / f"{count}" / "book", Problems())
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(2)
    assert peak(40) - peak(12) < 500_000  # the 28 posts more have 1,100,000 characters
