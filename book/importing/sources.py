"""Sources of every kind → posts: each file is looked at, said what it was taken for, and read by its reader."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, cast

from book.importing.archive import Archive, ArchiveError
from book.importing.kinds import HEAD, NAMES, Kind, kind_of, kind_of_archive
from book.importing.post import Blog, Post
from book.importing.wordpress import WordPress
from book.problems import Problems, Source

LARGEST_PAGE = 64_000_000
"""Bytes of a single page, text or document beyond which it is refused."""
_READ = (".xml", ".atom", ".html", ".htm", ".md", ".markdown", ".txt", ".docx", ".csv", ".rss")
_NEVER = ("email_list", "opens.csv", "delivers.csv", "profile.csv", "comments.csv", "subscribers")


@dataclass(slots=True)
class Reader:
    """Reads the sources of one import."""

    blog: Blog
    problems: Problems
    statuses: tuple[str, ...]
    pages: bool
    count: Callable[[int, int], None]
    archives: list[Archive] = field(default_factory=list)
    """Archives that may hold pictures as well."""
    _done: int = 0
    _whole: int = 0
    _wordpress: WordPress | None = None
    _ids: set[str] = field(default_factory=set)

    def posts(self, sources: tuple[Path, ...]) -> Iterator[Post]:
        """Yield the posts of all sources, in the order given."""
        self._whole = sum(path.stat().st_size for path in sources if path.is_file())
        for path in sources:
            if path.is_dir():
                for inside in sorted(path.rglob("*")):
                    if inside.is_file() and not inside.is_symlink() and inside.suffix.lower() in _READ:
                        yield from self._path(inside, inside.relative_to(path).as_posix())
            elif path.is_file():
                yield from self._path(path, path.name)
            else:
                self.problems.error(
                    Source(str(path)), "no-source", "is not there", "bookmake import blog.xml --into mybook"
                )

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

    def _archive(self, archive: Archive, name: str) -> Iterator[Post]:
        kind = kind_of_archive(archive)
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
                yield from self._members(archive, name, only=("reviews.csv",))
            case _:
                yield from self._members(archive, name)

    def _members(self, archive: Archive, name: str, *, only: tuple[str, ...] = ()) -> Iterator[Post]:
        found = False
        for member in archive.names:
            suffix = PurePosixPath(member).suffix.lower()
            base = member.rpartition("/")[2]
            if any(never in base for never in _NEVER) or suffix not in _READ or (only and member not in only):
                continue
            found = True
            try:
                with archive.open(member) as file:
                    head = file.read(HEAD)
                    yield from self._file(cast("IO[bytes]", _Joined(head, file)), head, f"{name}/{member}")
            except ArchiveError as error:
                self.problems.error(Source(f"{name}/{member}"), "broken-archive", str(error), "download it again")
            except (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error) as error:
                message = f"cannot be read out of its archive: {str(error).lower() or type(error).__name__}"
                self.problems.error(Source(f"{name}/{member}"), "broken-archive", message, "download it again")
        if not found:
            self.problems.error(
                Source(name), "no-posts", "is an archive without an export, page or text that can be read",
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
            data = file.read(LARGEST_PAGE + 1)
            if len(data) > LARGEST_PAGE:
                self.problems.error(Source(name), "too-long", "is larger than 64 MB, which no page or text is")
                return
            yield from self._single(kind, data, name)

    def _single(self, kind: Kind, data: bytes, name: str) -> Iterator[Post]:
        from book.importing.single import list_posts, markdown_post, page_post, text_post

        match kind:
            case "list":
                yield from list_posts(data, name, self.problems)
            case "page":
                yield from page_post(data, name, self.blog, self.problems)
            case "markdown":
                yield from markdown_post(data, name, self.blog, self.problems)
            case _:
                yield from text_post(data, name, self.blog, self.problems)

    def _docx(self, archive: Archive, name: str) -> Iterator[Post]:
        from book.importing.docx import docx_post

        yield from self._unique(docx_post(archive, name, self.problems))

    def _unique(self, posts: Iterator[Post]) -> Iterator[Post]:
        """Give each post an id of its own."""
        from dataclasses import replace

        for post in posts:
            if not post.title and not post.blocks and not post.left_out:
                self.blog.skip("empty posts")
                continue
            key, number = post.id, 1
            while key in self._ids:
                number += 1
                key = f"{post.id}-{number}"
            self._ids.add(key)
            yield post if key == post.id else replace(post, id=key)

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
