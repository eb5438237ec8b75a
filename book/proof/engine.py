"""The e-reader's engine: foliate-js, a maintained reader library, fetched once when the writer asks for it.

It comes as its npm package, at one version whose digest is known here, so what is kept is what was judged. Its
modules are joined into one script, since browsers load none from a folder on disk (`bookmake proof --export`).
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from book.problems import BookError, Problem, Source

NAME, VERSION = "foliate-js", "1.0.1"
DIGEST = "Cj4h2ub5aVA+yUgbhvVhCyxwi0GPF4pyNBa6Lw9+6WKY1ReBxipItn2kEBO6u7Vu/xYXjK711R74+t+yW/0u5w=="
"""SHA-512 of the package, as `npm view foliate-js@1.0.1 dist.integrity` gives it."""
GET = "bookmake proof --get-reader"

_MODULES = ("epubcfi", "progress", "overlayer", "text-walker", "paginator", "epub", "view")
"""What an EPUB needs of it, each after what it imports."""
_STAR = re.compile(r"^import \* as (\w+) from '\./([\w-]+)\.js'$", re.M)
_NAMED = re.compile(r"^import (\{[^}]*\}) from '\./([\w-]+)\.js'$", re.M)
_LATER = re.compile(r"import\('\./(?:\w+/)?([\w-]+)\.js'\)")
_EXPORT = re.compile(r"^export (?=(?:class|const|let|function\*?|async function) (\w+))", re.M)
_MOST = 20_000_000
_PATIENCE = 120  # seconds


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine as one script, with its licence in its head."""

    script: str
    name: str = f"{NAME} {VERSION}"


def package_place(folder: Path) -> Path:
    """Return where the package is kept in bookmake's own folder."""
    return folder / f"{NAME}-{VERSION}.tgz"


def find_engine(folder: Path) -> Engine | None:
    """Return the engine that was fetched into bookmake's own folder, None if there is none, or not as it was judged."""
    try:
        data = package_place(folder).read_bytes()
    except OSError:
        return None
    return Engine(joined(data)) if _is_whole(data) else None


def fetch_engine(folder: Path) -> Path:
    """Have npm fetch the engine's package into bookmake's own folder; return where it is. Raises `BookError`."""
    from book.output import put

    data = _packed()
    if not _is_whole(data):
        raise BookError([_not_fetched("what came is not the package that is known")])
    place = package_place(folder)
    put(place, data, folder)
    return place


def _packed() -> bytes:
    """Return the package as npm packs it, from wherever npm is set up to take it."""
    npm = shutil.which("npm")
    if npm is None:
        hint = f"install Node.js, which brings npm, then {GET}"
        raise BookError([Problem(Source("bookmake"), "reader", f"the e-reader engine {NAME} comes with npm", hint)])
    with tempfile.TemporaryDirectory(prefix="bookmake-") as place:
        command = (npm, "pack", f"{NAME}@{VERSION}", "--silent", "--ignore-scripts", "--pack-destination", place)
        try:
            done = subprocess.run(command, cwd=place, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise BookError([_not_fetched(f"npm gave no answer ({type(error).__name__})")]) from error
        found = sorted(Path(place).glob("*.tgz"))
        if done.returncode or not found:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise BookError([_not_fetched(said[-1] if said else "npm could not get it")])
        with found[0].open("rb") as file:
            return file.read(_MOST)


def joined(package: bytes) -> str:
    """Return the modules of the package as one classic script that leaves `foliate` behind."""
    with tarfile.open(fileobj=io.BytesIO(package), mode="r:gz") as archive:
        licence = _member(archive, "LICENSE")
        bodies = [_as_function(name, _member(archive, f"{name}.js")) for name in _MODULES]
    head = "\n".join(f" * {line}".rstrip() for line in f"{NAME} {VERSION}\n\n{licence}".strip().splitlines())
    return "\n".join((f"/*!\n{head}\n */", "const foliate = {}", *bodies, ""))


def _as_function(name: str, text: str) -> str:
    exports = _EXPORT.findall(text)
    text = _STAR.sub(r"const \1 = foliate['\2']", text)
    text = _NAMED.sub(r"const \1 = foliate['\2']", text)
    text = _LATER.sub(r"Promise.resolve(foliate['\1'])", text)
    text = _EXPORT.sub("", text)
    return f"foliate['{name}'] = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }}\n}})()"


def _member(archive: tarfile.TarFile, name: str) -> str:
    file = archive.extractfile(f"package/{name}")
    return file.read().decode("utf-8") if file else ""


def _is_whole(data: bytes) -> bool:
    return base64.b64encode(hashlib.sha512(data).digest()).decode() == DIGEST


def _not_fetched(why: str) -> Problem:
    return Problem(
        Source("bookmake"), "reader", f"the e-reader engine {NAME} could not be fetched: {why}", f"{GET}, once more"
    )
