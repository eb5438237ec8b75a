"""A tool: the versions of what is installed, read off the names of folders.

`importlib.metadata` opens a file a package and brings a parser of e-mail along; a build that finds everything kept
would spend more on asking what made it than on making.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache

_INSTALLED = re.compile(r"([^-]+)-([^-]+)\.dist-info")


def version_of(package: str) -> str:
    """Return the version of an installed package, "none" if it is not installed."""
    found = _versions().get(_plain(package))
    if found is not None:
        return found
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


@cache
def _versions() -> dict[str, str]:
    versions: dict[str, str] = {}
    for place in sys.path:
        if os.path.isdir(place):  # noqa: PTH112 -- asked at every command, and a Path costs more
            for name in os.listdir(place):  # noqa: PTH208
                if installed := _INSTALLED.fullmatch(name):
                    versions.setdefault(_plain(installed[1]), installed[2])
    return versions


def _plain(name: str) -> str:
    """Return a package's name as all its spellings have it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
