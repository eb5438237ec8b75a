"""Whole XHTML documents around what templates write, each proved well-formed before it leaves the room."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from markupsafe import Markup

from book.edition.selection import Format
from book.markup import NotWellFormedError, read_content, read_ids
from book.model.edition import Content
from book.model.theme import Theme
from book.problems import Problems, Source

_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_EPUB = Markup("""\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" \
xml:lang="{language}">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body class="{kind}" epub:type="{semantics}">
{content}
</body>
</html>
""")
_PAGES = Markup("""\
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" \
xml:lang="{language}">
<head>
<meta charset="utf-8"/>
<title>{title}</title>
</head>
<body class="{kind}">
{content}
</body>
</html>
""")
_SEMANTICS = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}


def document(format: Format, *, kind: str, place: str, title: str, language: str, content: Markup) -> str:  # noqa: A002
    """Return a whole XHTML document. In print `kind` may be several classes."""
    title = " ".join(title.split()) or kind
    if format == "epub":
        semantics = _SEMANTICS[place]
        written = _EPUB.format(language=language, title=title, kind=kind, semantics=semantics, content=content)
    else:
        written = _PAGES.format(language=language, title=title, kind=f"{place} {kind}", content=content)
    return _INVALID.sub("", str(written))


def cover(title: str, language: str, content: Markup) -> str:
    """Return the document of the cover."""
    return _INVALID.sub("", str(_PAGES.format(language=language, title=title, kind="cover", content=content)))


def template_source(theme: Theme, template: str) -> Source:
    """Return where a template is looked for first."""
    return Source(f"themes/{theme.name}/{template}.xhtml.j2")


def read(form: Format, xhtml: str, source: Source, title: str, problems: Problems) -> Content | None:
    """Return what a document holds (its ids alone in print), or None after reporting that it is not well-formed.

    An id that is given twice is reported too.
    """
    try:
        held = read_content(xhtml) if form == "epub" else Content(tuple(read_ids(xhtml)))
    except NotWellFormedError as error:
        reason = error.reason.split(", line")[0].lower()
        message = f"the page “{title}” is not well-formed XHTML: {reason}"
        problems.error(source, "not-well-formed", message, "close every element; write &#160; for a fixed space")
        return None
    if len(once := Counter(held.ids)) == len(held.ids):
        return held
    for name, count in once.items():
        if count > 1:
            problems.error(source, "duplicate-id", f"the page “{title}” gives the id “{name}” {count} times")
    return replace(held, ids=tuple(once))
