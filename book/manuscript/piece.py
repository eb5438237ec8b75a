"""A piece of writing being read: what its blocks are named, where its words stand, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from book.manuscript.typography import smart
from book.model.settings import Settings
from book.problems import Problems, Source


@dataclass(slots=True)
class Piece:
    """The state of reading one chapter or piece of matter.

    `anchor` begins the ids of all its blocks; `notes` collects the keys of notes in the order of their calls.
    """

    file: str
    anchor: str
    text: str
    settings: Settings
    problems: Problems
    notes: list[str] = field(default_factory=list)
    known_notes: frozenset[str] = frozenset()
    in_note: bool = False
    refused: set[str] = field(default_factory=set)
    """Names of elements reported already, so that their closing tags are not reported again."""
    _blocks: int = 0
    _sidebars: int = 0
    _lines: list[str] = field(default_factory=list)
    _from: tuple[int, int] = (1, 0)

    def __post_init__(self) -> None:
        self._lines = self.text.split("\n")

    def block_id(self) -> str:
        """Return the id of the next block in reading order."""
        self._blocks += 1
        return f"{self.anchor}-b{self._blocks}"

    def sidebar_id(self) -> str:
        """Return the id of the next sidebar."""
        self._sidebars += 1
        return f"{self.anchor}-s{self._sidebars}"

    def note_id(self, number: int) -> str:
        """Return the id of a note."""
        return f"{self.anchor}-n{number}"

    def source(self, line: int) -> Source:
        """Return a line of the file as a place."""
        return Source(self.file, line)

    def begin(self, line: int) -> None:
        """Look for words from this line on (a block begins)."""
        self._from = (line, 0)

    def place(self, words: str, *, advance: bool = False) -> Source:
        """Return the place where words next stand in the file, or the line of the block if they are not found.

        Inline tokens have no position, so the lines of the file are searched. With `advance` the next search
        begins behind the words found.
        """
        first, offset = self._from
        wanted = words.split("\n", 1)[0]
        for number in range(max(first, 1), min(first + 400, len(self._lines) + 1)):
            column = self._lines[number - 1].find(wanted, offset if number == first else 0) if wanted else -1
            if column >= 0:
                if advance:
                    self._from = (number, column + len(wanted))
                return Source(self.file, number, column + 1)
        return Source(self.file, first)

    def error(self, words: str, code: str, message: str, hint: str = "") -> None:
        """Report something wrong at words of the current block."""
        self.problems.error(self.place(words), code, message, hint)

    def warning(self, words: str, code: str, message: str, hint: str = "") -> None:
        """Report something worth mending at words of the current block."""
        self.problems.warning(self.place(words), code, message, hint)

    def smart(self, words: str) -> str:
        """Return words with the smart punctuation of the book's language."""
        return smart(words, self.settings.language)
