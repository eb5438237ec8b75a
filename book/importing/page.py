"""A page saved from the browser: the post is cut out of it, and all the rest is listed as left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from book.importing.content import parsed
from book.importing.furniture import date_of_line, is_furniture, without_addresses
from book.importing.post import Blog, LeftOut, Post, words_of
from book.importing.reading import check_kept, content_of_element
from book.importing.repair import CONTROL_CHARACTERS
from book.problems import Problems, Source

_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f]")
_CONTENTS = (
    "entry-content", "post-body", "post-content", "available-content", "body markup", "article-body", "post__content",
    "blog-post-content", "e-content", "gh-content", "entry", "storycontent", "post-entry", "content-inner",
)  # fmt: skip
_TITLES = ("entry-title", "post-title", "article-title", "post__title", "p-name", "blog-title-link")
_ASIDE = (
    "related", "comments", "comment-list", "respond", "post-footer", "nav-links", "post-navigation", "entry-meta",
    "subscription", "tagcloud", "breadcrumbs", "navigation", "postmeta",
)  # fmt: skip
_COMMENTS = ("comments", "comment-list", "respond", "commentlist")


def posts_of_page(data: bytes, file: str, name: str, blog: Blog, problems: Problems) -> Iterator[Post]:
    """Yield the posts of a saved page: one, or those of a page that shows several in full."""
    clean = _CONTROL.sub(b"", data)
    blog.repair(CONTROL_CHARACTERS, len(data) - len(clean))
    root = _tree(clean)
    if root is None:
        problems.error(Source(file), "no-posts", "holds no text", "save the page again: Save as, Web page, complete")
        return
    blog.language = blog.language or (root.get("lang") or "")
    site = _meta(root, "og:site_name")
    blog.title = blog.title or site
    articles = [a for a in root.iter("article") if _content(a) is not None]
    outer = [a for a in articles if not any(b in articles for b in a.iterancestors())]
    posts = outer if len(outer) > 1 else [root]
    before = " ".join(words for words, _ in _texts(root))
    made: list[Post] = []
    for n, article in enumerate(posts, start=1):
        key = name if len(posts) == 1 else f"{name}-{n}"
        post = _post(article, root, file, key, alone=len(posts) == 1)
        made.append(_with(post, _rest(root, file)) if n == len(posts) else post)
    after = [text for post in made for text in _words_of_post(post)]
    hint = "copy the words of the post into a .txt file, and import that"
    check_kept(before, after, Source(file), problems, hint=hint)
    yield from made


def _words_of_post(post: Post) -> list[str]:
    return [post.title, *words_of(post.blocks), *(piece.words for piece in post.left_out)]


def _tree(data: bytes) -> Any:  # noqa: ANN401  (lxml publishes no types)
    head = re.search(rb"<meta[^>]+charset=[\"']?([A-Za-z0-9_-]+)", data[:4096], re.I)
    name = head[1].decode("ascii") if head else "utf-8"
    try:
        text = data.decode(name)
    except (LookupError, UnicodeDecodeError):
        text = data.decode("utf-8", "replace")
    return parsed(re.sub(r"<\?xml[^>]*\?>", "", text))


def _with(post: Post, rest: list[LeftOut]) -> Post:
    from dataclasses import replace

    return replace(post, left_out=(*post.left_out, *rest))


def _names(element: Any) -> str:  # noqa: ANN401
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _content(within: Any) -> Any:  # noqa: ANN401
    """Return the element that holds the text of a post, or None."""
    for wanted in _CONTENTS:
        for element in within.iter("div", "section", "article"):
            if wanted in (element.get("class") or "").split() or wanted == element.get("class"):
                return element
        for element in within.iter("div", "section"):
            if element.get("itemprop") in ("articleBody", "description articleBody"):
                return element
    return None


def _post(article: Any, root: Any, file: str, key: str, *, alone: bool) -> Post:  # noqa: ANN401
    content = _content(article)
    if content is None:
        content = next(root.iter("article", "main"), None)
    if content is None:
        content = next(root.iter("body"), root)
    title, heading = _title(article, root, alone=alone)
    date = _date(article, root, alone=alone)
    if heading is not None and any(above is content for above in heading.iterancestors()):
        _empty(heading)
    aside = _cut_aside(content, file)
    line = content.sourceline or 1
    found = content_of_element(content, Source(file, 1))
    _empty(content)
    if heading is not None:
        _empty(heading)
    return Post(
        id=key,
        source=Source(file, (heading.sourceline if heading is not None else line) or 1),
        title=title,
        date=date,
        url=_meta(root, "og:url"),
        blocks=found.blocks,
        left_out=(*found.left_out, *aside),
        remarks=found.remarks,
    )


def _title(article: Any, root: Any, *, alone: bool) -> tuple[str, Any]:  # noqa: ANN401
    for wanted in _TITLES:
        for element in article.iter("h1", "h2", "h3", "div", "a"):
            if wanted in (element.get("class") or "").split():
                return _words(element), element
    for tag in ("h1", "h2"):
        for element in article.iter(tag):
            if _words(element) and _words(element) != _meta(root, "og:site_name"):
                return _words(element), element
    title = _meta(root, "og:title") if alone else ""
    if not title and alone:
        title = next((_words(element) for element in root.iter("title")), "")
        title = re.split(r"\s+[|«–—]\s+(?=[^|«–—]*$)", title)[0]
    return title, None


def _date(article: Any, root: Any, *, alone: bool) -> str:  # noqa: ANN401
    for element in article.iter("time"):
        if found := re.match(r"(\d{4}-\d\d-\d\d)", element.get("datetime") or ""):
            return found[1]
    if alone and (found := re.match(r"(\d{4}-\d\d-\d\d)", _meta(root, "article:published_time"))):
        return found[1]
    for element in article.iter("h2", "span", "abbr", "div"):
        if "date" in _names(element) and (day := date_of_line(_words(element))):
            return day
    return ""


def _meta(root: Any, name: str) -> str:  # noqa: ANN401
    for element in root.iter("meta"):
        if element.get("property") == name or element.get("name") == name:
            return " ".join((element.get("content") or "").split())
    return ""


def _words(element: Any) -> str:  # noqa: ANN401
    return " ".join("".join(element.itertext()).split())


def _cut_aside(content: Any, file: str) -> list[LeftOut]:  # noqa: ANN401
    """Take out of a post's element what is not the post: buttons, related posts, comments."""
    found = []
    for element in list(content.iter("div", "section", "aside", "nav", "footer", "ul", "ol", "form")):
        names = _names(element).split()
        aside = is_furniture(names) or any(name in _ASIDE or name.startswith("comment") for name in names)
        if element is content or not aside:
            continue
        found.extend(_left(element, file, names))
        _empty(element)
    return found


def _left(element: Any, file: str, names: list[str]) -> list[LeftOut]:  # noqa: ANN401
    comments = any(name in _COMMENTS or name.startswith("comment") for name in names)
    why = "a comment of a reader" if comments else "page furniture"
    return [LeftOut(without_addresses(words), why, Source(file, line)) for words, line in _texts(element)]


def _texts(element: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401
    """Yield the words of an element, one piece for each text in it."""
    for part in element.iter():
        if not isinstance(part.tag, str):
            continue
        for text in (
            "" if part.tag in ("script", "style", "svg") else part.text,
            part.tail if part is not element else "",
        ):
            if text and text.strip():
                yield " ".join(text.split()), part.sourceline or 0


def _rest(root: Any, file: str) -> list[LeftOut]:  # noqa: ANN401
    left = []
    for words, line in _texts(root):
        left.append(LeftOut(without_addresses(words), "page furniture", Source(file, line)))
    return left


def _empty(element: Any) -> None:  # noqa: ANN401
    tail = element.tail
    for child in list(element):
        element.remove(child)
    element.text = None
    element.tail = tail
