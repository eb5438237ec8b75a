"""What differs between two PDFs of a book: pages that say or show something else, that are new, gone or renumbered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from book.problems import BookError, Problem, Source

if TYPE_CHECKING:
    import pypdfium2

_SCALE = 0.7  # of 72 dpi: enough to see a moved line, too little for the noise of another renderer
_CONTEXT = 3  # words on each side of a change


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF: its number as printed or counted, its words without that number, its size in pt."""

    label: str
    words: tuple[str, ...]
    size: tuple[int, int]
    position: int


@dataclass(frozen=True, slots=True)
class Change:
    """A page that differs: its labels in the old and the new file ("" where it is not in one), and how."""

    kind: Literal["words", "looks", "new", "gone", "moved"]
    old: str
    new: str
    before: str = ""
    after: str = ""


def compare(old: Path, new: Path) -> tuple[Change, ...]:
    """Return the pages that differ, in the order of the new file. Raises `BookError` for what is no PDF."""
    with _opened(old) as a, _opened(new) as b:
        before, after = tuple(_pages(a)), tuple(_pages(b))
        return tuple(_changes(before, after, a, b))


def _opened(path: Path) -> pypdfium2.PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError, ValueError) as error:
        raise BookError(
            [Problem(Source(path.name), "not-a-pdf", "cannot be opened as a PDF", "export it again as PDF")]
        ) from error


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for position, page in enumerate(document):
        label = document.get_page_label(position) or str(position + 1)
        words = [word for word in page.get_textpage().get_text_range().replace("\ufffe", "").split() if word != label]
        width, height = page.get_size()
        yield Page(label, tuple(words), (round(width), round(height)), position)


def _changes(
    before: Sequence[Page], after: Sequence[Page], a: pypdfium2.PdfDocument, b: pypdfium2.PdfDocument
) -> Iterator[Change]:
    keys = [[(page.words, page.size) for page in pages] for pages in (before, after)]
    for kind, i, j, k, m in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        olds, news = before[i:j], after[k:m]
        if kind == "equal":
            for old, new in zip(olds, news, strict=True):
                if old.label != new.label:
                    yield Change("moved", old.label, new.label)
                elif _shown(a, old) != _shown(b, new):
                    yield Change("looks", old.label, new.label)
            continue
        for old, new in zip(olds, news, strict=False):
            yield Change("words", old.label, new.label, *_difference(old.words, new.words))
        for old in olds[len(news) :]:
            yield Change("gone", old.label, "", " ".join(old.words[: 2 * _CONTEXT]))
        for new in news[len(olds) :]:
            yield Change("new", "", new.label, "", " ".join(new.words[: 2 * _CONTEXT]))


def _shown(document: pypdfium2.PdfDocument, page: Page) -> str:
    """Return the digest of a page's picture."""
    image = document[page.position].render(scale=_SCALE, grayscale=True).to_pil()
    return hashlib.sha256(image.tobytes()).hexdigest()


def _difference(old: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Return the first words that differ, with a few around them, as they were and as they are."""
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            was = old[max(0, i - _CONTEXT) : min(len(old), min(j, i + 8) + _CONTEXT)]
            now = new[max(0, k - _CONTEXT) : min(len(new), min(m, k + 8) + _CONTEXT)]
            return " ".join(was), " ".join(now)
    return "", ""
