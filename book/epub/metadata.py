"""What the package document says about the book, as elements to be written in order.

Sources: EPUB 3.3, section 5.5 (https://www.w3.org/TR/epub-33/#sec-pkg-metadata); EPUB Accessibility 1.1; the
vocabularies of schema.org; MARC relators (https://id.loc.gov/vocabulary/relators.html).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from book.epub.accessibility import Accessibility
from book.model.edition import Metadata
from book.model.settings import Conformance, Contributor, Subject
from book.problems import BookError, Problem, Source

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of the last change where the settings name none: a package must have one, and it must not be now."""

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")
_AUTHORITIES = {
    name.lower(): name
    for name in ("AAT", "BIC", "BISAC", "CLC", "DDC", "CLIL", "EuroVoc", "LCSH", "MEDTOP", "NDC", "Thema", "UDC", "WGS")
}
"""Reserved authority names (EPUB Subject Authorities, https://idpf.github.io/epub-registries/authorities/)."""


@dataclass(frozen=True, slots=True)
class Element:
    """A child of the package's metadata: a Dublin Core element or (`dc` False) a `meta`."""

    name: str
    words: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    dc: bool = False


def modified(metadata: Metadata) -> datetime:
    """Return the date of the last change, in UTC: `SOURCE_DATE_EPOCH`, else revised, else published, else a fixed one.

    Raises `BookError` for a `SOURCE_DATE_EPOCH` that is no number of seconds, as
    https://reproducible-builds.org/specs/source-date-epoch/ asks.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH", "").strip():
        try:
            return datetime.fromtimestamp(int(given), tz=UTC)
        except (ValueError, OverflowError, OSError) as error:
            message = f"SOURCE_DATE_EPOCH is “{given}”, which is no date in seconds"
            hint = "unset SOURCE_DATE_EPOCH"
            raise BookError([Problem(Source("SOURCE_DATE_EPOCH"), "bad-date", message, hint)]) from error
    date = metadata.revised or metadata.published
    if date is None or date.year < 1000:  # a year of three digits would not be written with four
        return _NEVER
    return datetime.combine(date, time(), tzinfo=UTC)


def tidy(words: str) -> str:
    """Return words on one line, without characters that XML forbids."""
    return _SPACES.sub(" ", _FORBIDDEN.sub("", words)).strip()


def describe(metadata: Metadata, accessibility: Accessibility, *, pages_of: str = "") -> tuple[Element, ...]:
    """Return everything the package says of the book, but for the date of the last change.

    `pages_of` is the source of its page list, "none" for a printed edition without an ISBN, "" without such a list.
    """
    elements = (
        *_identifiers(metadata),
        *_titles(metadata),
        _dc("language", metadata.language),
        *_contributors(metadata.contributors),
        _dc("publisher", metadata.publisher),
        _dc("date", metadata.published.isoformat() if metadata.published else ""),
        _dc("description", metadata.description, {XML_LANGUAGE: metadata.language}),
        *_subjects(metadata.subjects),
        *(_dc("subject", keyword) for keyword in metadata.keywords),
        _dc("rights", metadata.rights),
        *_series(metadata),
        *_accessibility(metadata, accessibility),
        _meta("pageBreakSource", pages_of),
        *_conformance(metadata.conformance),
    )
    return tuple(element for element in elements if element.words or "content" in element.attributes)


def _dc(name: str, words: str, attributes: Mapping[str, str] | None = None) -> Element:
    return Element(name, tidy(words), attributes or {}, dc=True)


def _meta(name: str, words: str, refines: str = "", **attributes: str) -> Element:
    refined = {"refines": f"#{refines}"} if refines else {}
    return Element("meta", tidy(words), {**refined, "property": name, **attributes})


def _identifiers(metadata: Metadata) -> Iterator[Element]:
    digits = re.sub(r"[^0-9Xx]", "", metadata.isbn).upper()
    isbn = f"urn:isbn:{digits}" if digits else ""
    yield _dc("identifier", isbn if metadata.identifier.startswith("urn:isbn:") else metadata.identifier, {"id": "id"})
    if isbn and not metadata.identifier.startswith("urn:isbn:"):
        yield _dc("identifier", isbn, {"id": "isbn"})


def _titles(metadata: Metadata) -> Iterator[Element]:
    language = {XML_LANGUAGE: metadata.language}
    yield _dc("title", metadata.whole_title, {"id": "title", **language})
    yield _meta("title-type", "main", "title")
    if subtitle := tidy(metadata.subtitle):
        yield _dc("title", subtitle, {"id": "subtitle", **language})
        yield _meta("title-type", "subtitle", "subtitle")


def _contributors(contributors: tuple[Contributor, ...]) -> Iterator[Element]:
    """Yield the people; the authors are its creators, or those of the first role if there are none (an anthology)."""
    roles = [contributor.role for contributor in contributors]
    first = "aut" if "aut" in roles else next(iter(roles), "")
    places = {"creator": 0, "contributor": 0}
    for contributor in contributors:
        if not tidy(contributor.name):
            continue
        element = "creator" if contributor.role == first else "contributor"
        places[element] += 1
        key = f"{element}-{places[element]}"
        yield _dc(element, contributor.name, {"id": key})
        if contributor.role:
            yield _meta("role", contributor.role, key, scheme="marc:relators")
        if contributor.file_as:
            yield _meta("file-as", contributor.file_as, key)
        yield _meta("display-seq", str(places[element]), key)


def _subjects(subjects: tuple[Subject, ...]) -> Iterator[Element]:
    for number, subject in enumerate(subjects, start=1):
        key = f"subject-{number}"
        yield _dc("subject", subject.code, {"id": key})
        if subject.scheme and tidy(subject.code):
            yield _meta("authority", _AUTHORITIES.get(subject.scheme.lower(), subject.scheme), key)
            yield _meta("term", subject.code, key)


def _series(metadata: Metadata) -> Iterator[Element]:
    if metadata.series and tidy(metadata.series.name):
        yield Element("meta", tidy(metadata.series.name), {"property": "belongs-to-collection", "id": "series"})
        yield _meta("collection-type", "series", "series")
        if metadata.series.number is not None:
            yield _meta("group-position", str(metadata.series.number), "series")
    if metadata.volume:
        yield Element("meta", tidy(metadata.title), {"property": "belongs-to-collection", "id": "set"})
        yield _meta("collection-type", "set", "set")
        yield _meta("group-position", str(metadata.volume), "set")


def _accessibility(metadata: Metadata, accessibility: Accessibility) -> Iterator[Element]:
    for mode in accessibility.modes:
        yield _meta("schema:accessMode", mode)
    for modes in accessibility.sufficient:
        yield _meta("schema:accessModeSufficient", modes)
    for feature in accessibility.features:
        yield _meta("schema:accessibilityFeature", feature)
    for hazard in accessibility.hazards:
        yield _meta("schema:accessibilityHazard", hazard)
    yield _meta("schema:accessibilitySummary", metadata.accessibility_summary, **{XML_LANGUAGE: metadata.language})


def _conformance(claim: Conformance | None) -> Iterator[Element]:
    """Yield a claim of conformance with who makes it, and when (EPUB Accessibility 1.1, 5.6)."""
    if claim is None:
        return
    yield Element("meta", claim.standard, {"property": "dcterms:conformsTo", "id": "conformance"})
    certifier = {"property": "a11y:certifiedBy", "refines": "#conformance", "id": "certifier"}
    yield Element("meta", tidy(claim.evaluator), certifier)
    yield _meta("dcterms:date", claim.date.isoformat(), "certifier")
