"""The zip file of an EPUB, without a clock: fixed dates, permissions and compression; `mimetype` first and stored.

Source of the rules: EPUB 3.3, "OCF ZIP container" (https://www.w3.org/TR/epub-33/#sec-container-zip).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

MEDIA_TYPE = b"application/epub+zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip file can hold
_PACKED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".woff", ".woff2")  # packing these again gains nothing


def read_archive(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name, in the order of its directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write_archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the zip of the files in the order given, after `mimetype`; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MEDIA_TYPE, packed=True)
        for name, data in files:
            if name != "mimetype":
                _add(archive, name, data, packed=name.lower().endswith(_PACKED))
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, *, packed: bool) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # Unix, whatever the machine: permissions are read by it
    entry.external_attr = 0o100644 << 16
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=None if packed else 9)
