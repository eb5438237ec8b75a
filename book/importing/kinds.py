"""What a source is, seen from its content; its name counts only where content cannot tell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from book.importing.archive import Archive
from book.importing.lists import is_list
from book.importing.unpacked import Unpacked

Kind = Literal[
    "wordpress",
    "blogger",
    "ghost",
    "substack",
    "medium",
    "letterboxd",
    "archive",
    "docx",
    "page",
    "markdown",
    "text",
    "list",
    "",
]

NAMES: dict[Kind, str] = {
    "wordpress": "a WordPress export",
    "blogger": "a Blogger export",
    "ghost": "a Ghost export",
    "substack": "a Substack export",
    "medium": "a Medium export",
    "archive": "an archive",
    "letterboxd": "a Letterboxd export",
    "docx": "a Word document",
    "page": "a saved page",
    "markdown": "Markdown",
    "text": "text pasted from posts",
    "list": "a list of films",
}
HEAD = 65_536
_OTHERS = (
    (b"%PDF", "a PDF", "copy its text into a .txt file"),
    (b"{\\rtf", "an RTF document", "save it as .docx"),
    (b"\xd0\xcf\x11\xe0", "an old Word document", "save it as .docx"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"\x89PNG", "a picture", "pictures are given with --pictures FOLDER"),
    (b"\xff\xd8\xff", "a picture", "pictures are given with --pictures FOLDER"),
    (b"GIF8", "a picture", "pictures are given with --pictures FOLDER"),
    (b"SQLite", "a database", "make an export from the blog's own settings"),
)
_MEDIUM_POST = re.compile(r"(?:^|/)posts/[^/]+\.html$")
_MEDIUM_ONLY = re.compile(r"(?:^|/)(?:profile/profile\.html|ips/[^/]+\.html|sessions/[^/]+\.html)$")
_TAGS = re.compile(r"<(?:p|div|span|html|body|head|article|br|a|h[1-6])\b[^>]*>", re.I)


def kind_of(head: bytes, name: str) -> tuple[Kind, str, str]:
    """Return what a file is by its beginning; else ("", what it is instead, a hint)."""
    for sign, what, hint in _OTHERS:
        if head.startswith(sign):
            return "", f"is {what}, which cannot be read", hint
    text = _text(head)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith(("<?xml", "<!-- This is a Word")) or re.match(r"<(?:rss|feed|rdf)\b", start, re.I):
        return _xml(start)
    if not start:
        return "", "is empty", ""
    if b"\0" in head:
        return "", "is no text and no kind of export that is known", "bookmake import --help lists what is"
    return _of_text(start, name)


def _of_text(start: str, name: str) -> tuple[Kind, str, str]:
    if re.match(r"\{\s*\"|\[\s*\{", start):
        if re.search(r"\"db\"\s*:", start):
            return "ghost", "", ""
        return "", "is JSON, but no export of Ghost", "bookmake import --help lists what can be read"
    if re.match(r"<!doctype html|<html\b", start, re.I) or len(_TAGS.findall(start)) >= 4:
        return "page", "", ""
    if re.match(r"<!DOCTYPE", start):
        return "wordpress", "", ""
    if is_list(start):
        return "list", "", ""
    suffix = Path(name).suffix.lower()
    if suffix == ".csv":
        return "", "is a table, but has no column of titles", "the first line names the columns: Position,Title,Year"
    if suffix in (".md", ".markdown", ".mdown", ".mkd") or re.match(r"---\s*\n(?:[\w -]+:.*\n)", start):
        return "markdown", "", ""
    return "text", "", ""


def _text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8", "replace")


def _xml(start: str) -> tuple[Kind, str, str]:
    if re.search(r"wordpress\.org/export/|<rss\b", start, re.I) or "<!DOCTYPE rss" in start:
        return "wordpress", "", ""
    if re.search(r"<feed\b", start) and re.search(r"blogger|schemas\.google\.com", start, re.I):
        return "blogger", "", ""
    if re.search(r"<feed\b", start):
        return "blogger", "", ""
    if re.search(r"<html\b", start, re.I):
        return "page", "", ""
    if "<!DOCTYPE" in start or "<!ENTITY" in start:
        return "wordpress", "", ""
    return "", "is XML, but no export of WordPress or Blogger", "in WordPress: Tools, Export, All content"


def is_medium_post(name: str) -> bool:
    """Whether a file of a Medium export is a post or a draft; the others say where and how its writer logs in."""
    return bool(_MEDIUM_POST.search(name))


def kind_of_archive(archive: Archive | Unpacked) -> Kind:
    """Return what an archive or a folder holds."""
    names = archive.names
    ends = {name.rpartition("/")[2] for name in names}
    if "word/document.xml" in names:
        return "docx"
    if "posts.csv" in ends:
        return "substack"
    if {"ratings.csv", "watched.csv"} & ends and "profile.csv" in ends:
        return "letterboxd"
    if any(is_medium_post(name) for name in names) and any(_MEDIUM_ONLY.search(name) for name in names):
        return "medium"
    return "archive"
