"""What documents hold: read once, and as XPath finds it."""

from __future__ import annotations

import pytest

from book.markup import NotWellFormedError, read_content, read_ids, urls_of
from book.model.edition import Content, Document

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"{root}>
<head><title>T</title><link rel="stylesheet" href="book.css"/></head>
<body{body}>{content}</body>
</html>
"""


def held(content: str, root: str = "", body: str = "") -> Content:
    return read_content(PAGE.format(content=content, root=root, body=body))


def test_ids_are_told_in_order_with_those_given_twice():
    xhtml = PAGE.format(content='<p id="b"/><p id="a"><i id="b"/></p>', root="", body="")
    assert read_content(xhtml).ids == tuple(read_ids(xhtml)) == ("b", "a", "b")


def test_links_and_files_are_told_apart_from_those_of_the_world_outside():
    found = held(
        '<p><a href="x.xhtml#y">a</a><a href="x.xhtml#y">b</a><a href="https://example.org/">c</a></p>'
        '<img src="pictures/a.jpg" alt=""/><img src="https://example.org/b.jpg" alt=""/>'
        '<p style="background: url(theme/c.png) /* url(no.png) */">d</p>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<image xlink:href="theme/e.png"/></svg>'
    )
    assert found.links == ("x.xhtml#y",)
    assert found.files == ("book.css", "pictures/a.jpg", "theme/c.png", "theme/e.png")
    assert found.fetched == ("https://example.org/b.jpg",)
    assert found.properties == ("svg",)


def test_characters_are_the_rare_ones_of_words_not_of_comments():
    assert held("<p>éa“<!-- ö -->é</p>").characters == "\né“"


@pytest.mark.parametrize(
    ("content", "root", "body", "traits"),
    [
        ("<h4>a</h4>", "", "", ()),
        ("<h3>a</h3>", "", "", ("headings",)),
        ('<img alt=" &#9;"/>', "", "", ()),
        ('<img alt="a lake"/>', "", "", ("pictures",)),
        ('<svg xmlns="http://www.w3.org/2000/svg"><img alt="a"/></svg>', "", "", ()),
        ('<p epub:type="bodymatter index">a</p>', "", "", ("index",)),
        ('<p epub:type="index-group">a</p>', "", "", ()),
        ('<p role="doc-index">a</p>', "", "", ("index", "roles")),
        ("<p>a</p>", ' role="doc-x"', ' role="main"', ()),
        ('<p role="doc-x">a</p>', "", "", ("roles",)),
    ],
)
def test_traits(content, root, body, traits):
    assert held(content, root, body).traits == traits


def test_a_document_that_is_not_well_formed_says_where():
    with pytest.raises(NotWellFormedError) as caught:
        read_content("<p>\n<i></p>")
    assert (caught.value.line, "mismatch" in caught.value.reason) == (2, True)


def test_styles_in_comments_load_nothing():
    assert urls_of("a { src: url('x y.otf') } /* url(no) */ b { c: URL( z.png ) }") == ("x y.otf", "z.png")


def test_a_document_with_other_words_is_read_again():
    xhtml = PAGE.format(content='<p id="a"/>', root="", body="")
    document = Document("d", "chapter", "body", "T", xhtml, content=read_content(xhtml))
    assert document.rewritten("<p/>").content is None
