"""What the file says of itself: metadata, language, how a viewer opens it. The only dates are the settings'."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from book.model.edition import Edition, Metadata

if TYPE_CHECKING:
    import pikepdf

_CREATOR = "bookmake"


def describe(book: pikepdf.Pdf, edition: Edition) -> None:
    """Write metadata (Info and XMP, saying the same), language and viewer preferences."""
    from pikepdf import Dictionary, Name, String

    metadata = edition.metadata
    book.Root.Lang = String(metadata.language)
    book.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if edition.settings.use == "screen":
        book.Root.PageLayout = Name.SinglePage
        if "/Outlines" in book.Root:
            book.Root.PageMode = Name.UseOutlines
    else:
        book.Root.PageLayout = Name.TwoPageRight
        book.Root.ViewerPreferences.PrintScaling = Name("/None")
    created, modified = _dates(metadata)
    _write_info(book, metadata, created, modified)
    _write_xmp(book, metadata, created, modified)


def _dates(metadata: Metadata) -> tuple[datetime | None, datetime | None]:
    """Return when the book was published and revised, or SOURCE_DATE_EPOCH for both.

    See https://reproducible-builds.org/specs/source-date-epoch/.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdecimal() and int(epoch) < 253402300800:  # the year 10000
        given = datetime.fromtimestamp(int(epoch), UTC)
        return given, given
    published, revised = (
        datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
        for day in (metadata.published or metadata.revised, metadata.revised or metadata.published)
    )
    return published, revised


def _title(metadata: Metadata) -> str:
    title = metadata.whole_title
    return f"{title}: {metadata.subtitle}" if metadata.subtitle else title


def _authors(metadata: Metadata) -> list[str]:
    authors = [contributor.name for contributor in metadata.contributors if contributor.role == "aut"]
    return authors or [contributor.name for contributor in metadata.contributors]


def _write_info(book: pikepdf.Pdf, metadata: Metadata, created: datetime | None, modified: datetime | None) -> None:
    said = {
        "/Title": _title(metadata),
        "/Author": ", ".join(_authors(metadata)),
        "/Subject": metadata.description,
        "/Keywords": ", ".join(metadata.keywords),
        "/Creator": _CREATOR,
        "/CreationDate": f"{created:D:%Y%m%d%H%M%SZ}" if created else "",
        "/ModDate": f"{modified:D:%Y%m%d%H%M%SZ}" if modified else "",
    }
    for key, value in said.items():
        if value:
            book.docinfo[key] = value


def _write_xmp(book: pikepdf.Pdf, metadata: Metadata, created: datetime | None, modified: datetime | None) -> None:
    said: dict[str, str | list[str] | set[str]] = {
        "dc:format": "application/pdf",
        "dc:title": _title(metadata),
        "dc:creator": _authors(metadata),
        "dc:description": metadata.description,
        "dc:identifier": metadata.identifier,
        "dc:rights": metadata.rights,
        "pdf:Keywords": ", ".join(metadata.keywords),
        "xmp:CreatorTool": _CREATOR,
        "xmp:CreateDate": f"{created:%Y-%m-%dT%H:%M:%SZ}" if created else "",
        "xmp:ModifyDate": f"{modified:%Y-%m-%dT%H:%M:%SZ}" if modified else "",
        "xmp:MetadataDate": f"{modified:%Y-%m-%dT%H:%M:%SZ}" if modified else "",
    }
    for key, one in (("dc:publisher", metadata.publisher), ("dc:language", metadata.language)):
        if one:
            said[key] = {one}
    with book.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as written:
        for key, value in said.items():
            if value:
                written[key] = value
