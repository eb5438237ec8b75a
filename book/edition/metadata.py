"""What an edition says about itself: identifier, contributors in file-as form, accessibility true to its content."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace

from book.edition.selection import Selection
from book.model.book import Book
from book.model.edition import Metadata
from book.model.gist import gist_of
from book.model.settings import Contributor, EditionSettings

_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|PhD|MD)\.?")
_PARTICLES = frozenset(
    "de del della di da do dos du des la le van von der den ten ter zu af av bin ibn al el san".split()  # noqa: SIM905
)
_ORGANISATIONS = frozenset({"pbl", "bkp", "isb", "prt", "dst"})


def metadata(book: Book, selection: Selection, settings: EditionSettings) -> Metadata:
    """Return the metadata of an edition."""
    said = book.settings
    isbn = re.sub(r"[^0-9X]", "", settings.isbn.upper())
    pictures = [image for piece in selection.pieces for image in gist_of(piece).images if image.path in book.pictures]
    described = not any(gist_of(piece).undescribed for piece in selection.pieces)
    return Metadata(
        title=said.title,
        subtitle=said.subtitle,
        language=said.language,
        identifier=f"urn:isbn:{isbn}" if isbn else _identifier(said.id, _part(settings)),
        isbn=isbn,
        contributors=tuple(_filed(contributor) for contributor in said.contributors),
        publisher=said.publisher,
        published=said.published,
        revised=said.revised,
        description=said.description,
        keywords=said.keywords,
        subjects=said.subjects,
        series=said.series,
        rights=said.rights,
        access_modes=("textual", "visual") if pictures else ("textual",),
        accessibility_summary=_summary(book, pictures=bool(pictures), described=described),
        described=described,
        conformance=said.accessibility if described else None,
        volume=settings.volume,
        volume_words=volume_words(book, settings.volume),
    )


def volume_words(book: Book, volume: int | None) -> str:
    """Return "Volume 2", or "" for what is no volume."""
    return f"{book.settings.words.get('volume', 'Volume')} {volume}" if volume else ""


def _part(settings: EditionSettings) -> str:
    return "-".join(part for part in (f"volume-{settings.volume}" * bool(settings.volume), settings.part) if part)


def _identifier(book: str, part: str) -> str:
    """Return the book's own id; of an excerpt one of its own, since readers keep one file an id."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{book}#{part}')}" if part else book


def _summary(book: Book, *, pictures: bool, described: bool) -> str:
    words = book.settings.words
    if pictures and not described:
        otherwise = "The text can be enlarged and read aloud; not all pictures are described in words."
        return words.get("accessibility_undescribed", otherwise)
    if pictures:
        otherwise = "The text can be enlarged and read aloud; pictures that say something are described in words."
        return words.get("accessibility_pictures", otherwise)
    return words.get("accessibility_text", "The text can be enlarged and read aloud; it holds no pictures.")


def _filed(contributor: Contributor) -> Contributor:
    if contributor.file_as:
        return contributor
    if contributor.role in _ORGANISATIONS:
        return replace(contributor, file_as=contributor.name)
    return replace(contributor, file_as=file_as(contributor.name))


def file_as(name: str) -> str:
    """Return a name as a catalogue files it: "Welles, Orson"; a single word or a name with a comma as it is."""
    words = name.split()
    if len(words) < 2 or "," in name:
        return name
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    inverted = f"{' '.join(words[start:])}, {' '.join(words[:start])}"
    return f"{inverted}, {suffix}" if suffix else inverted
