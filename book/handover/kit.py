"""The upload kit: metadata as a sheet to click by and as JSON, checksums, and one zip, the same bytes every time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from book.model.edition import Metadata
from book.model.settings import EditionSettings

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def upload_data(
    settings: EditionSettings,
    metadata: Metadata,
    *,
    pages: int,
    spine: float,
    files: Mapping[str, str],
    bleed: bool = False,
) -> dict[str, object]:
    """Return what a printer's or shop's form asks for, in the order of most of them; `files` are what to upload."""
    return {
        "title": metadata.whole_title,
        "volume": metadata.volume,
        "subtitle": metadata.subtitle or None,
        "series": {"name": metadata.series.name, "number": metadata.series.number} if metadata.series else None,
        "language": metadata.language,
        "contributors": [
            {"name": one.name, "role": one.role, "file_as": one.file_as or one.name} for one in metadata.contributors
        ],
        "description": metadata.description or None,
        "keywords": list(metadata.keywords),
        "subjects": [{"scheme": one.scheme or None, "code": one.code} for one in metadata.subjects],
        "publisher": metadata.publisher or None,
        "published": metadata.published.isoformat() if metadata.published else None,
        "isbn": metadata.isbn or None,
        "isbn_from_printer": settings.isbn_from_printer,
        "rights": metadata.rights or None,
        "format": settings.format,
        "trim": settings.trim.words if settings.format == "pdf" else None,
        "trim_mm": [settings.trim.width, settings.trim.height] if settings.format == "pdf" else None,
        "binding": settings.binding if settings.format == "pdf" else None,
        "paper": settings.paper or None,
        "bleed": bleed if settings.format == "pdf" else None,
        "pages": pages or None,
        "spine_mm": round(spine, 3) or None,
        "files": dict(files),
    }


def as_json(data: object) -> bytes:
    """Return data as JSON for people and programs."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def sheet(data: Mapping[str, object], printer: str) -> str:
    """Return the data as a sheet in Markdown: one line to fill in after the other, each with a box to tick."""
    lines = [f"# Upload: {data['title']}", ""]
    if printer:
        lines += [f"For {printer}. Tick each line as you fill it in.", ""]
    for heading, keys in (
        (
            "The book",
            ("title", "subtitle", "series", "language", "contributors", "description", "keywords", "subjects"),
        ),
        ("Who publishes it", ("publisher", "published", "isbn", "rights")),
        ("How it is printed", ("trim", "binding", "paper", "bleed", "pages", "spine_mm")),
        ("Files to upload", ("files",)),
    ):
        rows = [line for key in keys for line in _rows(key, data.get(key))]
        if rows:
            lines += [f"## {heading}", "", *rows, ""]
    return "\n".join(lines)


def _rows(key: str, value: object) -> list[str]:
    name = key.replace("_", " ")
    if value is None or value in ("", [], {}):
        return []
    match value:
        case bool():
            return [f"- [ ] {name}: {'yes' if value else 'no'}"]
        case list():
            return [f"- [ ] {name}: {_words(item)}" for item in value]
        case dict() if key == "files":
            return [f"- [ ] {what}: `{path}`" for what, path in value.items()]
        case _:
            return [f"- [ ] {name}: {_words(value)}"]


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part is not None)
    return str(value)


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of every file, as `sha256sum -c` reads them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())).encode()


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """Return a zip of files in a folder, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", _ZIP_DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def page_digests(pdf: bytes) -> list[str]:
    """Return a digest of what every page paints, for telling which pages a later build changed."""
    import pikepdf

    found = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            digest = hashlib.sha256(str([float(side) for side in page.mediabox]).encode())
            contents = page.obj.get("/Contents")
            parts = [] if contents is None else list(contents) if isinstance(contents, pikepdf.Array) else [contents]
            for part in parts:
                digest.update(part.read_bytes())
            resources = page.obj.get("/Resources")
            objects = resources.get("/XObject") if resources is not None else None
            if objects is None:
                found.append(digest.hexdigest()[:16])
                continue
            for name in sorted(objects.keys()):
                digest.update(name.encode() + objects[name].read_raw_bytes())
            found.append(digest.hexdigest()[:16])
    return found


def changed_pages(before: Sequence[str], after: Sequence[str]) -> list[int]:
    """Return the 0-based pages that differ; pages there are more or fewer of count as changed."""
    longest = max(len(before), len(after))
    return [
        number
        for number in range(longest)
        if number >= len(before) or number >= len(after) or before[number] != after[number]
    ]
