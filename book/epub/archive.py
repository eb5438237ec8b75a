"""The zip file of an EPUB, without a clock: fixed dates, permissions and compression; `mimetype` first and stored.

Source of the rules: EPUB 3.3, "OCF ZIP container" (https://www.w3.org/TR/epub-33/#sec-container-zip).
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

MEDIA_TYPE = b"application/epub+zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip file can hold
_PACKED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".woff", ".woff2")  # packing these again gains nothing


@dataclass(frozen=True, slots=True)
class Packed:
    """A file as a zip holds it: its bytes, compressed or not, with the size and checksum of what they stand for."""

    data: bytes
    compressed: bool
    size: int
    checksum: int


def read_archive(data: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name, in the order of its directory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(name: str, data: bytes) -> Packed:
    """Return a file of that name packed; several at once can be, in threads."""
    checksum = zlib.crc32(data)
    if name == "mimetype" or name.lower().endswith(_PACKED):
        return Packed(data, False, len(data), checksum)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(packer.compress(data) + packer.flush(), True, len(data), checksum)


def write_archive(files: Iterable[tuple[str, Packed]]) -> bytes:
    """Return the zip of the files in the order given, after `mimetype`; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, out, "mimetype", pack("mimetype", MEDIA_TYPE))
        for name, packed in files:
            if name != "mimetype":
                _add(archive, out, name, packed)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, out: io.BytesIO, name: str, packed: Packed) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # Unix, whatever the machine: permissions are read by it
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, packed.data)
    if packed.compressed:  # it was taken for a file stored as it is: now its entry says what it is
        entry.compress_type, entry.file_size, entry.CRC = zipfile.ZIP_DEFLATED, packed.size, packed.checksum
        out.seek(entry.header_offset)
        out.write(entry.FileHeader())
        out.seek(0, io.SEEK_END)
