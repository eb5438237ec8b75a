"""A folder that is read and never left: chapters and themes are untrusted input.

A path is refused when it is absolute, names a drive or a scheme, or leads outside the folder, be it by
`..` or through a symbolic link.
"""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from book.problems import Problems, Source

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_CONFLICT = re.compile(r"^<<<<<<< ", re.MULTILINE)
_SCHEME = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")


class OutsideError(ValueError):
    """A reference leads outside the folder."""

    def __str__(self) -> str:
        """Return the reason in a writer's words."""
        return "it leads outside the book folder"


class Folder:
    """A folder to read from. Paths in and out are relative to it, with "/" separators."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._place = str(self.root)

    def find(self, reference: str, beside: str = "") -> str:
        """Return the path of the file that `reference` names, as written in the file `beside`.

        Raises `OutsideError` if it leads outside the folder. The file need not exist. Spaces and letters may
        be written as in a URL (`%20`).
        """
        if _SCHEME.match(reference) or reference.startswith(("/", "\\", "~")) or "\0" in reference:
            raise OutsideError(reference)
        start = PurePosixPath(beside).parent
        for candidate in dict.fromkeys((reference, unquote(reference))):
            path = self._inside(start / candidate.replace("\\", "/"), reference)
            if self.exists(path):
                return path
        return self._inside(start / unquote(reference).replace("\\", "/"), reference)

    def _inside(self, path: PurePosixPath, reference: str) -> str:
        parts: list[str] = []
        for part in path.parts:
            if part == "..":
                if not parts:
                    raise OutsideError(reference)
                parts.pop()
            elif part not in (".", "/"):
                parts.append(part)
        inside = "/".join(parts)
        try:
            if os.path.realpath(whole := f"{self._place}/{inside}") == whole:  # no link, and faster told than by a Path
                return inside
            real = (self.root / inside).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            raise OutsideError(reference) from error
        if not real.is_relative_to(self.root):
            raise OutsideError(reference)
        return inside

    def path(self, inside: str) -> Path:
        """Return the real path of a path of this folder (`OutsideError` if it leads outside)."""
        return self.root / self._inside(PurePosixPath(inside), inside)

    def exists(self, inside: str) -> bool:
        """Whether a regular file of that path is in the folder."""
        try:
            return self.path(inside).is_file()
        except (OutsideError, OSError, ValueError):
            return False

    def files(self, under: str, suffix: str = "") -> tuple[str, ...]:
        """Return the files directly in a sub-folder, hidden ones left out, in the order of their names."""
        folder = self.root / under
        if not folder.is_dir() or not folder.resolve().is_relative_to(self.root):
            return ()
        names = (
            entry.name
            for entry in folder.iterdir()
            if not entry.name.startswith(".") and entry.suffix.lower().endswith(suffix) and entry.is_file()
        )
        prefix = f"{under}/" if under else ""
        return tuple(f"{prefix}{name}" for name in sorted(names, key=lambda n: (unicodedata.normalize("NFC", n), n)))

    def dead_links(self, under: str, suffix: str = "") -> tuple[str, ...]:
        """Return the links directly in a sub-folder that lead to no file, and the sub-folder if it leads outside."""
        folder = self.root / under
        if folder.is_symlink() and not folder.resolve().is_relative_to(self.root):
            return (under,)
        if not folder.is_dir() or not folder.resolve().is_relative_to(self.root):
            return ()
        links = (entry for entry in folder.iterdir() if entry.is_symlink() and not entry.name.startswith("."))
        dead = sorted(entry.name for entry in links if entry.suffix.lower().endswith(suffix) and not entry.exists())
        return tuple(f"{under}/{name}" for name in dead)

    def folders(self, under: str) -> tuple[str, ...]:
        """Return the names of the folders directly in a sub-folder, hidden ones left out."""
        folder = self.root / under
        if not folder.is_dir() or not folder.resolve().is_relative_to(self.root):
            return ()
        return tuple(sorted(e.name for e in folder.iterdir() if e.is_dir() and not e.name.startswith(".")))

    def read_bytes(self, inside: str) -> bytes:
        """Return the bytes of a file (`OutsideError`, `OSError`)."""
        with open(self.path(inside), "rb", buffering=0) as file:  # noqa: PTH123
            return file.readall()

    def read_text(self, inside: str, problems: Problems) -> str | None:
        """Return a text file with plain newlines and without a byte order mark, or None after reporting why not."""
        try:
            data = self.read_bytes(inside)
        except OutsideError:
            problems.error(Source(inside), "outside", "leads outside the book folder, so it is not read")
            return None
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            problems.error(Source(inside), "unreadable", f"cannot be read: {reason}")
            return None
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problems.error(
                Source(inside, line),
                "not-utf-8",
                f"is not UTF-8 text: byte 0x{data[error.start]:02x} does not belong there",
                "save the file again with the encoding UTF-8",
            )
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if found := _CONTROL.search(text):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            problems.error(
                Source(inside, line, column),
                "control-character",
                f"holds an invisible control character (U+{ord(found.group()):04X})",
                "delete the character, or type the words around it again",
            )
            return None
        if (ours := _CONFLICT.search(text)) and "\n>>>>>>> " in text[ours.end() :]:
            problems.error(
                Source(inside, text.count("\n", 0, ours.start()) + 1),
                "two-versions",
                "holds two versions of the lines from here to >>>>>>>",
                "keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
            )
            return None
        return text
