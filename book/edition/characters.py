"""Characters that no face of the theme has: found where they were written, before anything is laid out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from book.edition.selection import Selection
from book.model.book import Book
from book.model.gist import gist_of, printed_words
from book.model.places import locate
from book.model.prose import OBJECT
from book.model.theme import Face
from book.problems import Problems, Source

_SETTINGS = ("title", "subtitle", "publisher", "edition_statement", "rights")
_SHOWN = 4
_HINT = "write it in other letters, or give your theme a face that has it (docs/themes.md, “Other scripts”)"


def check_characters(book: Book, selection: Selection, faces: Iterable[Face], problems: Problems) -> None:
    """Report the words of an edition that its faces cannot print, one problem for each place."""
    known = _known(faces)
    for source, words in _settings(book):
        _report(words, source, "", known, problems)
    for piece in selection.pieces:
        if not all(map(_shows_nothing, set(gist_of(piece).letters) - known)):
            for source, words in printed_words(piece):
                _report(words, source, piece.text, known, problems)


def check_cover(book: Book, faces: Iterable[Face], problems: Problems, *, needed: bool) -> bool:
    """Return whether its faces can print the words of a cover (title, subtitle, authors); report those they cannot.

    A cover that is not `needed` is done without, after a warning: an EPUB's words are set in the faces of the
    device, which has those of its reader's language.
    """
    known = _known(faces)
    can = True
    names = ((_source(book, "contributors"), person.name) for person in book.settings.contributors)
    titles = ((_source(book, key), str(getattr(book.settings, key))) for key in ("title", "subtitle"))
    for source, words in (*titles, *names):
        missing = _missing(words, known)
        can = can and not missing
        if missing and needed:
            problems.error(source, "no-glyph", f"the theme's faces have no {_shown(missing)}", _HINT)
        elif missing:
            message = f"the EPUB is made without a cover: the theme's faces have no {_shown(missing)}"
            problems.warning(source, "no-cover", message, _HINT)
    return can


def _known(faces: Iterable[Face]) -> frozenset[str]:
    from book.typeset.opentype import characters

    return frozenset().union(*(characters(path.read_bytes()) for path in dict.fromkeys(face.path for face in faces)))


def _source(book: Book, key: str) -> Source:
    return book.settings.sources.get(key) or Source("book.toml")


def _settings(book: Book) -> Iterator[tuple[Source, str]]:
    for key in _SETTINGS:
        yield _source(book, key), str(getattr(book.settings, key))
    for person in book.settings.contributors:
        yield _source(book, "contributors"), person.name
    if book.settings.series:
        yield _source(book, "series"), book.settings.series.name
    yield _source(book, "copyright"), book.settings.copyright_holder
    for label in (*book.settings.credits.values(), *book.settings.facts.values(), *book.settings.sidebars.values()):
        yield Source("book.toml"), label
    yield from ((part.source, part.title) for part in book.settings.order.parts)


def _report(words: str, start: Source, text: str, known: frozenset[str], problems: Problems) -> None:
    if missing := _missing(words, known):
        source = locate(text, start, missing[0]) if text else start
        problems.error(source, "no-glyph", f"the theme's faces have no {_shown(missing)}", _HINT)


def _missing(words: str, known: frozenset[str]) -> list[str]:
    if known.issuperset(words):
        return []
    composed = unicodedata.normalize("NFC", words)
    return [character for character in dict.fromkeys(composed) if not _is_printed(character, known)]


def _shown(missing: Sequence[str]) -> str:
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return ", ".join(f"“{one}” (U+{ord(one):04X})" for one in missing[:_SHOWN]) + more


def _is_printed(character: str, known: frozenset[str]) -> bool:
    """Whether a character has a glyph, is made of ones that have, or shows nothing."""
    if character in known or _shows_nothing(character):
        return True
    return known.issuperset(unicodedata.normalize("NFD", character))


def _shows_nothing(character: str) -> bool:
    if character == OBJECT or 0xFE00 <= ord(character) <= 0xFE0F:
        return True
    return unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp")
