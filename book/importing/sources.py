"""Sources of every kind → posts: each file is looked at, said what it was taken for, and read by its reader."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, cast

from book.importing.archive import Archive, ArchiveError
from book.importing.kinds import HEAD, NAMES, Kind, is_medium_post, kind_of, kind_of_archive
from book.importing.post import Blog, Post, words_of
from book.importing.unpacked import Unpacked
from book.importing.wordpress import WordPress
from book.problems import Problems, Source

LARGEST_PAGE = 64_000_000
LARGEST_TEXT = 8_000_000
"""Bytes of a single page or document, and of a text, beyond which it is refused."""
_READ = (".xml", ".atom", ".html", ".htm", ".md", ".markdown", ".txt", ".docx", ".csv", ".rss", ".json")
_NEVER = ("email_list", "opens.csv", "delivers.csv", "profile.csv", "comments.csv", "subscribers")


@dataclass(slots=True)
class Reader:
    """Reads the sources of one import."""

    blog: Blog
    problems: Problems
    statuses: tuple[str, ...]
    pages: bool
    count: Callable[[int, int], None]
    archives: list[Archive | Unpacked] = field(default_factory=list)
    """Archives that may hold pictures as well."""
    _done: int = 0
    _whole: int = 0
    _wordpress: WordPress | None = None
    _ids: set[str] = field(default_factory=set)
    _texts: set[bytes] = field(default_factory=set)
    """Digests of the posts, since the parts of an export may overlap."""

    def posts(self, sources: tuple[Path, ...]) -> Iterator[Post]:
        """Yield the posts of all sources, in the order given."""
        self._whole = sum(path.stat().st_size for path in sources if path.is_file())
        for path in sources:
            if path.is_dir():
                yield from self._folder(path)
            elif path.is_file():
                yield from self._path(path, path.name)
            else:
                self.problems.error(
                    Source(str(path)), "no-source", "is not there", "bookmake import blog.xml --into mybook"
                )

    def _folder(self, path: Path) -> Iterator[Post]:
        try:
            folder = Unpacked(path)
        except (ArchiveError, OSError) as error:
            self.problems.error(Source(str(path)), "unreadable", str(error))
            return
        yield from self._archive(folder, path.name or str(path), before="")

    def _path(self, path: Path, name: str) -> Iterator[Post]:
        try:
            with path.open("rb") as file:
                head = file.read(HEAD)
                if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
                    yield from self._archive(Archive(path), name)
                    return
                file.seek(0)
                yield from self._file(file, head, name)
        except ArchiveError as error:
            self.problems.error(Source(name), "broken-archive", str(error), "download it again")
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            self.problems.error(Source(name), "unreadable", f"cannot be read: {reason}")

    def _archive(self, archive: Archive | Unpacked, name: str, *, before: str | None = None) -> Iterator[Post]:
        """Read an archive or folder; `before` stands before the names of its files (by default its own name)."""
        kind = kind_of_archive(archive)
        before = f"{name}/" if before is None else before
        if isinstance(archive, Archive) or kind != "archive":
            self.blog.kinds.append((name, NAMES[kind]))
        if archive.outside:
            self.blog.skip("files whose names lead outside of the archive", archive.outside)
        self.archives.append(archive)
        match kind:
            case "docx":
                yield from self._docx(archive, name)
            case "substack":
                from book.importing.substack import posts_of_substack

                yield from self._unique(posts_of_substack(archive, name, self.blog, self.problems))
            case "letterboxd":
                members = [member for member in archive.names if member.rpartition("/")[2] == "reviews.csv"]
                yield from self._members(archive, members[:1], name, before)
            case "medium":
                posts = [member for member in archive.names if is_medium_post(member)]
                drafts = [member for member in posts if member.rpartition("/")[2].startswith("draft_")]
                if drafts:
                    self.blog.skip("drafts", len(drafts))
                yield from self._members(archive, [post for post in posts if post not in drafts], name, before)
            case _:
                yield from self._members(archive, self._to_read(archive), name, before)

    def _to_read(self, archive: Archive | Unpacked) -> list[str]:
        """Return the files that hold posts: beside the export of a blog, no other file is the writer's text."""
        names = [name for name in archive.names if PurePosixPath(name).suffix.lower() in _READ]
        allowed = [name for name in names if not any(never in name.rpartition("/")[2] for never in _NEVER)]
        kinds = {name: self._kind_of_member(archive, name) for name in allowed}
        exports = [name for name, kind in kinds.items() if kind in ("wordpress", "blogger", "ghost")]
        chosen = exports or [
            name for name, kind in kinds.items() if kind or not name.endswith((".csv", ".xml", ".json"))
        ]
        if left := len(names) - len(chosen):
            self.blog.skip("files beside the posts", left)
        return chosen

    def _kind_of_member(self, archive: Archive | Unpacked, name: str) -> str:
        try:
            with archive.open(name) as file:
                return kind_of(file.read(HEAD), name)[0]
        except (ArchiveError, OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error):
            return "broken"  # said when it is read

    def _members(self, archive: Archive | Unpacked, members: Sequence[str], name: str, before: str) -> Iterator[Post]:
        for member in members:
            try:
                with archive.open(member) as file:
                    head = file.read(HEAD)
                    if head.startswith(b"PK\x03\x04"):
                        inner = Archive(io.BytesIO(archive.read(member, LARGEST_PAGE)))
                        yield from self._archive(inner, f"{before}{member}")
                    else:
                        yield from self._file(cast("IO[bytes]", _Joined(head, file)), head, f"{before}{member}")
            except ArchiveError as error:
                self.problems.error(Source(f"{before}{member}"), "broken-archive", str(error), "download it again")
            except (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error) as error:
                message = f"cannot be read out of its archive: {str(error).lower() or type(error).__name__}"
                self.problems.error(Source(f"{before}{member}"), "broken-archive", message, "download it again")
        if not members:
            self.problems.error(
                Source(name), "no-posts", "holds no export, page or text that can be read",
                "in WordPress: Tools, Export, All content; give the .xml or the .zip that comes",
            )  # fmt: skip

    def _file(self, file: IO[bytes], head: bytes, name: str) -> Iterator[Post]:
        kind, why, hint = kind_of(head, name)
        if not kind:
            self.problems.error(Source(name), "unknown-kind", why, hint)
            return
        self.blog.kinds.append((name, NAMES[kind]))
        yield from self._unique(self._of_kind(kind, file, name))

    def _of_kind(self, kind: Kind, file: IO[bytes], name: str) -> Iterator[Post]:
        if kind == "wordpress":
            self._wordpress = self._wordpress or WordPress(
                self.blog, self.problems, statuses=self.statuses, pages=self.pages
            )
            yield from self._wordpress.posts(cast("IO[bytes]", _Counted(file, self)), name)
        elif kind == "blogger":
            from book.importing.blogger import Blogger

            yield from Blogger(self.blog, self.problems, pages=self.pages).posts(
                cast("IO[bytes]", _Counted(file, self)), name
            )
        else:
            most = LARGEST_TEXT if kind in ("text", "markdown") else LARGEST_PAGE
            data = file.read(most + 1)
            if len(data) > most:
                message = f"is larger than {most // 1_000_000} MB: too large for {NAMES[kind]}"
                self.problems.error(Source(name), "too-long", message, "cut it into several files")
                return
            yield from self._single(kind, data, name)

    def _single(self, kind: Kind, data: bytes, name: str) -> Iterator[Post]:
        from book.importing.single import list_posts, markdown_post, page_post, text_post

        match kind:
            case "list":
                yield from list_posts(data, name, self.problems)
            case "ghost":
                from book.importing.ghost import ghost_posts

                yield from ghost_posts(data, name, self.blog, self.problems)
            case "page":
                yield from page_post(data, name, self.blog, self.problems)
            case "markdown":
                yield from markdown_post(data, name, self.blog, self.problems)
            case _:
                yield from text_post(data, name, self.blog, self.problems)

    def _docx(self, archive: Archive | Unpacked, name: str) -> Iterator[Post]:
        from book.importing.docx import docx_post

        yield from self._unique(docx_post(archive, name, self.problems))

    def _unique(self, posts: Iterator[Post]) -> Iterator[Post]:
        """Give each post an id of its own."""
        for post in posts:
            if not post.title and not post.blocks and not post.left_out:
                self.blog.skip("empty posts")
                continue
            said = [post.title, post.date, *words_of(post.blocks), *(block.address for block in post.blocks)]
            digest = sha256("\0".join(said).encode("utf-8", "replace")).digest()
            if digest in self._texts:
                self.blog.skip("posts that came a second time, word for word")
                continue
            self._texts.add(digest)
            key, number = post.id, 1
            while key in self._ids:
                number += 1
                key = f"{post.id}-{number}"
            self._ids.add(key)
            if key == post.id:
                yield post
            else:
                remark = f"a post with the same number ({post.id}) but other words came before; this one is {key}"
                yield replace(post, id=key, remarks=(*post.remarks, remark))

    def tell(self, read: int) -> None:
        """Count bytes read, for progress."""
        self._done += read
        self.count(self._done // 1_000_000, max(self._whole, self._done) // 1_000_000)


class _Counted(io.RawIOBase):
    """A stream that tells how much of it was read."""

    def __init__(self, file: IO[bytes], reader: Reader) -> None:
        super().__init__()
        self._inner = file
        self._reader = reader

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        data = self._inner.read(size)
        self._reader.tell(len(data))
        return data


class _Joined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, file: IO[bytes]) -> None:
        super().__init__()
        self._head = head
        self._inner = file

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        if self._head:
            head, self._head = self._head, b""
            if size >= 0 and len(head) > size:
                self._head = head[size:]
                return head[:size]
            return head + (self._inner.read(size - len(head) if size >= 0 else -1))
        return self._inner.read(size)
