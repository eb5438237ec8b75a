"""Ace by DAISY, the judge of an EPUB's accessibility: run where it is installed (npm), its findings as problems.

https://daisy.github.io/ace/; version 1.4 calls its command `ace-cli`, earlier ones `ace`.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from book.problems import Problem, Severity, Source, in_order

_LONGEST = 600
_ID = re.compile(r"\bid=\"([^\"]+)\"")
_IMPACTS: dict[str, Severity] = {"critical": "error", "serious": "error", "moderate": "warning", "minor": "warning"}


def find_ace() -> str | None:
    """Return Ace's command, or None where it is not installed."""
    return shutil.which("ace-cli") or shutil.which("ace")


def run_ace(path: Path) -> tuple[Problem, ...]:
    """Return what Ace finds in an EPUB file, or the one problem that kept it from finishing."""
    ace = find_ace()
    if ace is None:
        message, hint = "was not checked for accessibility: Ace is not installed", "npm install --global @daisy/ace-cli"
        return (Problem(Source(path.name), "not-checked", message, hint, "warning"),)
    with tempfile.TemporaryDirectory(prefix="bookmake-") as folder:
        command = [ace, "--silent", "--force", "--outdir", folder, str(path)]
        try:
            subprocess.run(command, capture_output=True, timeout=_LONGEST, check=False)  # noqa: S603 -- asked for
            report = json.loads(Path(folder, "report.json").read_text("utf-8"))
        except (subprocess.TimeoutExpired, OSError, ValueError) as error:
            message = f"was not checked for accessibility: Ace did not finish ({type(error).__name__})"
            return (Problem(Source(path.name), "not-checked", message, "", "warning"),)
    return ace_problems(report, path)


def ace_problems(report: dict[str, Any], path: Path) -> tuple[Problem, ...]:
    """Return the findings of an Ace report on an EPUB file, each at its place in a file of it."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if "htm" in name}
    return in_order(_problems(report, path.name, files))


def _problems(report: dict[str, Any], name: str, files: dict[str, str]) -> Iterator[Problem]:
    for subject in report.get("assertions", ()):
        url = str(subject.get("earl:testSubject", {}).get("url", ""))
        file = next((one for one in files if one == url or one.endswith(f"/{url}")), "")
        for found in subject.get("assertions", ()):
            test, result = found.get("earl:test", {}), found.get("earl:result", {})
            line, column = _place(files.get(file, ""), str(result.get("html") or ""))
            inside = file or ("EPUB/content.opf" if url.endswith(".opf") else url)
            words = " ".join(str(result.get("dct:description", "")).split())
            yield Problem(
                Source(f"{name}/{inside}" if inside else name, line, column),
                f"ace-{test.get('dct:title', 'violation')}",
                words.partition(" Fix any of the following")[0] or "is not accessible",
                str(test.get("help", {}).get("dct:title", "")),
                _IMPACTS.get(str(test.get("earl:impact", "")), "warning"),
            )


def _place(text: str, snippet: str) -> tuple[int, int]:
    """Return line and column just behind the beginning of the element that a piece of markup was taken from."""
    first = snippet.partition("<!--")[0]
    found = _ID.search(first.partition(">")[0])
    at = text.find(f'id="{found[1]}"') if found else -1
    if at < 0:
        for attribute in re.findall(r"\b(?:src|href|alt)=\"[^\"]+\"", first.partition(">")[0]):
            at = text.find(attribute) if at < 0 else at
    if at < 0:
        words = re.search(r">\s*([^<>]{4,})", first)
        at = text.find(words[1].strip()) if words else -1
        return _line(text, at) if at >= 0 else (0, 0)
    return _line(text, text.find(">", at) + 1)


def _line(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
